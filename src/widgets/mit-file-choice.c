// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-file-choice.h"

#include <glib/gi18n.h>

static GtkWindow *
window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* GTK's own file dialog, there when the desktop has no portal, adds what is chosen to the recent files of all programs. It
 * does so a little later, and the list is written later still: the entry is taken out in between. (Turning the recent
 * files off for this program would empty the list for all of them.) */
#define FORGET_PAUSE 20 /* ms */
#define FORGET_TRIES 100

typedef struct
{
  char *uri;
  guint n_tries;
} Forgetting;

static gboolean
forget_cb (gpointer data)
{
  Forgetting       *forgetting = data;
  GtkRecentManager *recent = gtk_recent_manager_get_default ();

  if (gtk_recent_manager_remove_item (recent, forgetting->uri, NULL) || ++forgetting->n_tries >= FORGET_TRIES)
    {
      g_free (forgetting->uri);
      g_free (forgetting);
      return G_SOURCE_REMOVE;
    }

  return G_SOURCE_CONTINUE;
}

static void
forget (GFile *file)
{
  Forgetting *forgetting = g_new0 (Forgetting, 1);

  forgetting->uri = g_file_get_uri (file);
  g_timeout_add (FORGET_PAUSE, forget_cb, forgetting);
}

static void
resolve (DexPromise *promise, GFile *file, GError *error)
{
  if (file)
    {
      forget (file);
      dex_promise_resolve_string (promise, g_file_get_path (file));
    }
  else
    {
      g_error_free (error);
      dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen"));
    }
  dex_unref (promise);
}

static void
opened_cb (GObject *dialog, GAsyncResult *result, gpointer promise)
{
  GError *error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, &error);

  resolve (promise, file, error);
}

static void
saved_cb (GObject *dialog, GAsyncResult *result, gpointer promise)
{
  GError *error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, &error);

  resolve (promise, file, error);
}

static void
add_filters (GtkFileDialog *dialog, const char *name, const char *const *suffixes)
{
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) wanted = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (wanted, name);
  for (gsize i = 0; suffixes[i]; i++)
    gtk_file_filter_add_suffix (wanted, suffixes[i]);
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, wanted);
  g_list_store_append (filters, all);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
}

/** mit_file_choice_open: @suffixes: (nullable): without their dots. Returns: (transfer full) */
DexFuture *
mit_file_choice_open (GtkWidget *from, const char *title, const char *filter_name, const char *const *suffixes)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  DexPromise *promise = dex_promise_new ();

  gtk_file_dialog_set_title (dialog, title);
  if (suffixes)
    add_filters (dialog, filter_name, suffixes);
  gtk_file_dialog_open (dialog, window_of (from), NULL, opened_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

/** mit_file_choice_save: @name: what the file is to be called. Returns: (transfer full) */
DexFuture *
mit_file_choice_save (GtkWidget *from, const char *title, const char *name)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  DexPromise *promise = dex_promise_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, window_of (from), NULL, saved_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

/** mit_file_show: Open a file in the program that is for it. It is not added to the recent files. */
void
mit_file_show (GtkWidget *from, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, window_of (from), NULL, NULL, NULL);
}
