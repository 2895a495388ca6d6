// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-run-delivery.h"

#include <mit-file-choice.h>
#include <mit-letter-pdf.h>
#include <mit-output.h>
#include <mit-thread.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

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
  g_autofree char *path = dex_await_string (mit_file_choice_save (delivery->from, _ ("Save Letters"), _ ("letters.pdf")), &error);
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

static void
printed_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  DexPromise *promise = data;
  GError     *error = NULL;

  if (gtk_print_dialog_print_file_finish (GTK_PRINT_DIALOG (dialog), result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
           g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    {
      g_error_free (error);
      dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Printing was called off"));
    }
  else
    dex_promise_reject (promise, error);
  dex_unref (promise);
}

static DexFuture *
print_file (GtkWidget *from, const char *path)
{
  g_autoptr (GtkPrintDialog) dialog = gtk_print_dialog_new ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  DexPromise *promise = dex_promise_new ();

  gtk_print_dialog_set_title (dialog, _ ("Print Letters"));
  gtk_print_dialog_print_file (dialog, GTK_WINDOW (gtk_widget_get_root (from)), NULL, file, mit_file_choice_cancellable (from), printed_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

/* A folder that only this user can look into and that is in memory: printed letters must not stay on a disk. The
 * name is one of its own, for two windows may print at once. */
static char *
make_private_path (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "mitmachen", NULL);
  g_autofree char *random = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf ("letters-%s.pdf", random);

  g_mkdir_with_parents (folder, 0700);

  return g_build_filename (folder, name, NULL);
}

static DexFuture *
print_fiber (gpointer data)
{
  Delivery        *delivery = data;
  GError          *error = NULL;
  g_autofree char *path = make_private_path ();
  g_autoptr (GBytes) bytes = await_pdf (delivery, &error);
  gboolean printed;
  gint64   tx = 0;

  if (!bytes || !mit_output_replace (path, bytes, &error))
    return dex_future_new_for_error (error);
  printed = dex_await (print_file (delivery->from, path), &error);
  g_unlink (path);
  if (printed)
    tx = dex_await_int64 (put_on_file (delivery), &error);

  return error ? dex_future_new_for_error (error) : dex_future_new_for_int64 (tx);
}

/** mit_run_print: Ask for the printer, print, and put the run on file. @run: (transfer full). Returns: (transfer full) */
DexFuture *
mit_run_print (GtkWidget *from, MitStore *store, MitLetterRun *run)
{
  return dex_scheduler_spawn (NULL, MIT_FIBER_STACK, print_fiber, delivery_new (from, store, run), delivery_free);
}
