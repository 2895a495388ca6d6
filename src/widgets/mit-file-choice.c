// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-file-choice.h"

#include "mit-notify.h"

#include <glib/gi18n.h>

static GtkWindow *
window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/**
 * mit_file_choice_cancellable:
 *
 * What ends the dialogs that @from's window has opened outside of itself, for files or printers, when its register is locked.
 *
 * Returns: (transfer none)
 */
GCancellable *
mit_file_choice_cancellable (GtkWidget *from)
{
  GObject      *window = G_OBJECT (gtk_widget_get_root (from));
  GCancellable *cancellable = g_object_get_data (window, "mit-file-choices");

  if (!cancellable)
    {
      cancellable = g_cancellable_new ();
      g_object_set_data_full (window, "mit-file-choices", cancellable, g_object_unref);
    }

  return cancellable;
}

/** mit_file_choice_cancel: End these dialogs. */
void
mit_file_choice_cancel (GtkWidget *window)
{
  g_autoptr (GCancellable) cancellable = g_object_steal_data (G_OBJECT (window), "mit-file-choices");

  if (cancellable)
    g_cancellable_cancel (cancellable);
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

typedef struct
{
  DexPromise *promise;
  GtkWidget  *from;
} Choice;

static Choice *
choice_new (DexPromise *promise, GtkWidget *from)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->promise = dex_ref (promise);
  choice->from = g_object_ref (from);

  return choice;
}

static gboolean
is_dismissed (const GError *error)
{
  return g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
         g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED);
}

static void
say (Choice *choice, const char *sentence)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, sentence);

  mit_notify_error (choice->from, error);
}

static void
resolve (Choice *choice, GFile *file, GError *error)
{
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (file)
    forget (file);
  if (path)
    dex_promise_resolve_string (choice->promise, g_steal_pointer (&path));
  else
    {
      if (file)
        say (choice, _ ("Files at this place cannot be used from here. Choose a folder of this computer, or connect the place as a drive first."));
      else if (!is_dismissed (error))
        say (choice, _ ("The dialog for choosing a file could not be opened. Start the program again; if that does not help, start the computer again."));
      dex_promise_reject (choice->promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen"));
    }
  g_clear_error (&error);
  dex_unref (choice->promise);
  g_object_unref (choice->from);
  g_free (choice);
}

static void
opened_cb (GObject *dialog, GAsyncResult *result, gpointer choice)
{
  GError *error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, &error);

  resolve (choice, file, error);
}

static void
saved_cb (GObject *dialog, GAsyncResult *result, gpointer choice)
{
  GError *error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, &error);

  resolve (choice, file, error);
}

static void
folder_chosen_cb (GObject *dialog, GAsyncResult *result, gpointer choice)
{
  GError *error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (dialog), result, &error);

  resolve (choice, file, error);
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
  gtk_file_dialog_open (dialog, window_of (from), mit_file_choice_cancellable (from), opened_cb, choice_new (promise, from));

  return DEX_FUTURE (promise);
}

/** mit_file_choice_folder: Returns: (transfer full) */
DexFuture *
mit_file_choice_folder (GtkWidget *from, const char *title)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  DexPromise *promise = dex_promise_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_select_folder (dialog, window_of (from), mit_file_choice_cancellable (from), folder_chosen_cb, choice_new (promise, from));

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
  gtk_file_dialog_save (dialog, window_of (from), mit_file_choice_cancellable (from), saved_cb, choice_new (promise, from));

  return DEX_FUTURE (promise);
}
