// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-run-delivery.h"

#include <mit-file-choice.h>
#include <mit-letter-pdf.h>
#include <mit-output.h>
#include <mit-print-file.h>
#include <mit-thread.h>

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget    *from;
  MitStore     *store;
  MitLetterRun *run;
} Delivery;

static Delivery *
delivery_new (GtkWidget *from, MitStore *store, MitLetterRun *run)
{
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->from = g_object_ref (from);
  delivery->store = g_object_ref (store);
  delivery->run = run;

  return delivery;
}

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_object_unref (delivery->from);
  g_object_unref (delivery->store);
  mit_letter_run_free (delivery->run);
  g_free (delivery);
}

static gpointer
render (gpointer run, GError **error)
{
  return mit_letter_pdf_render (run, error);
}

static GBytes *
await_pdf (Delivery *delivery, GError **error)
{
  return dex_await_boxed (mit_thread_run ("letters", G_TYPE_BYTES, render, delivery->run, NULL), error);
}

static gboolean
run_save (MitDb *db, gpointer run, GError **error)
{
  return mit_letter_run_save (run, db, error);
}

static DexFuture *
put_on_file (Delivery *delivery)
{
  return mit_store_write (delivery->store, mit_letter_run_action (), run_save, delivery->run, NULL);
}

static DexFuture *
save_fiber (gpointer data)
{
  Delivery        *delivery = data;
  GError          *error = NULL;
  gboolean         may_go = mit_letter_run_check (delivery->run, &error);
  g_autofree char *path = may_go ? dex_await_string (mit_file_choice_save (delivery->from, _ ("Save Letters"), _ ("letters.pdf")), &error) : NULL;
  g_autoptr (GBytes) bytes = path ? await_pdf (delivery, &error) : NULL;
  gint64 tx;

  if (!bytes || !mit_output_replace (path, bytes, &error))
    return dex_future_new_for_error (error);
  tx = dex_await_int64 (put_on_file (delivery), &error);

  return error ? dex_future_new_for_error (error) : dex_future_new_for_int64 (tx);
}

/** mit_run_save_as_pdf: Ask where to, write, and put the run on file. @run: (transfer full). Returns: (transfer full) */
DexFuture *
mit_run_save_as_pdf (GtkWidget *from, MitStore *store, MitLetterRun *run)
{
  return dex_scheduler_spawn (NULL, MIT_FIBER_STACK, save_fiber, delivery_new (from, store, run), delivery_free);
}

static DexFuture *
print_fiber (gpointer data)
{
  Delivery *delivery = data;
  GError   *error = NULL;
  g_autoptr (GBytes) bytes = mit_letter_run_check (delivery->run, &error) ? await_pdf (delivery, &error) : NULL;
  gint64 tx = 0;

  if (bytes && dex_await (mit_print_pdf (delivery->from, _ ("Print Letters"), bytes, NULL), &error))
    tx = dex_await_int64 (put_on_file (delivery), &error);

  return error ? dex_future_new_for_error (error) : dex_future_new_for_int64 (tx);
}

/** mit_run_print: Ask for the printer, print, and put the run on file. @run: (transfer full). Returns: (transfer full) */
DexFuture *
mit_run_print (GtkWidget *from, MitStore *store, MitLetterRun *run)
{
  return dex_scheduler_spawn (NULL, MIT_FIBER_STACK, print_fiber, delivery_new (from, store, run), delivery_free);
}
