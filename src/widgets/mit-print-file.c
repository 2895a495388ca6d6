// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-file.h"

#include "mit-file-choice.h"

#include <mit-output.h>
#include <mit-thread.h>

#include <glib/gstdio.h>

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
print_file (GtkWidget *from, const char *title, GtkPrintSettings *settings, const char *path)
{
  g_autoptr (GtkPrintDialog) dialog = gtk_print_dialog_new ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  DexPromise *promise = dex_promise_new ();

  gtk_print_dialog_set_title (dialog, title);
  if (settings)
    gtk_print_dialog_set_print_settings (dialog, settings);
  gtk_print_dialog_print_file (dialog, GTK_WINDOW (gtk_widget_get_root (from)), NULL, file, mit_file_choice_cancellable (from), printed_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

/* A folder that only this user can look into and that is in memory: what is printed must not stay on a disk. The name is
 * one of its own, for two windows may print at once. */
static char *
make_private_path (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "mitmachen", NULL);
  g_autofree char *random = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf ("print-%s.pdf", random);

  g_mkdir_with_parents (folder, 0700);

  return g_build_filename (folder, name, NULL);
}

typedef struct
{
  GtkWidget        *from;
  char             *title;
  GBytes           *pdf;
  GtkPrintSettings *settings; /* (nullable) */
} Printing;

static void
printing_free (gpointer data)
{
  Printing *printing = data;

  g_object_unref (printing->from);
  g_free (printing->title);
  g_bytes_unref (printing->pdf);
  g_clear_object (&printing->settings);
  g_free (printing);
}

static DexFuture *
print_fiber (gpointer data)
{
  Printing        *printing = data;
  GError          *error = NULL;
  g_autofree char *path = make_private_path ();

  if (mit_output_replace (path, printing->pdf, &error))
    dex_await (print_file (printing->from, printing->title, printing->settings, path), &error);
  g_unlink (path);

  return error ? dex_future_new_for_error (error) : dex_future_new_true ();
}

/**
 * mit_print_pdf:
 * @title: of the dialog; the printer's queue shows it, too, so nothing about a person stands in it
 * @settings: (nullable) (not transferred): what the dialog begins with
 *
 * Ask for the printer and print. Returns: (transfer full): rejects with G_IO_ERROR_CANCELLED if it was called off
 */
DexFuture *
mit_print_pdf (GtkWidget *from, const char *title, GBytes *pdf, GtkPrintSettings *settings)
{
  Printing *printing = g_new0 (Printing, 1);

  printing->from = g_object_ref (from);
  printing->title = g_strdup (title);
  printing->pdf = g_bytes_ref (pdf);
  printing->settings = settings ? g_object_ref (settings) : NULL;

  return dex_scheduler_spawn (NULL, MIT_FIBER_STACK, print_fiber, printing, printing_free);
}
