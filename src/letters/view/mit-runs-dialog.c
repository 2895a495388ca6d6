// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-runs-dialog.h"

#include <mit-file-choice.h>
#include <mit-letter-archive.h>
#include <mit-letter-pdf.h>
#include <mit-notify.h>
#include <mit-thread.h>

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *from;
  MitStore  *store;
  MitId      run;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_object_unref (wanted->from);
  g_object_unref (wanted->store);
  g_free (wanted);
}

static DexFuture *
remake_fiber (gpointer data)
{
  Wanted *wanted = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (mit_file_choice_save (wanted->from, _ ("Save Letters Again"), _ ("letters.pdf")), NULL);
  g_autoptr (MitLetterRun) run = path ? mit_letter_run_load (mit_store_reader (wanted->store), &wanted->run, &error) : NULL;

  if (run && mit_letter_pdf_write (run, path, NULL, &error))
    mit_notify (wanted->from, _ ("The letters are saved as they went out"));
  else if (error)
    mit_notify_error (wanted->from, error);

  return dex_future_new_true ();
}

static void
remake_cb (GtkButton *button, MitStore *store)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->from = g_object_ref (GTK_WIDGET (button));
  wanted->store = g_object_ref (store);
  wanted->run = *(MitId *) g_object_get_data (G_OBJECT (button), "run");
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, remake_fiber, wanted, wanted_free));
}

static GtkWidget *
make_row (MitStore *store, const MitLetterRunInfo *info)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = gtk_button_new_with_mnemonic (_ ("_Save Again …"));
  g_autofree char *day = mit_date_to_text (info->dated);
  g_autofree char *count = g_strdup_printf (ngettext ("%u letter", "%u letters", info->n_letters), info->n_letters);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", day, count);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mit_letter_kind_label (info->kind));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "run", mit_id_copy (&info->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remake_cb), store, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

/** mit_runs_dialog_present: Show which letters went out when, and make them again. */
void
mit_runs_dialog_present (GtkWidget *from, MitStore *store)
{
  AdwDialog           *dialog = adw_preferences_dialog_new ();
  AdwPreferencesPage  *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autoptr (GPtrArray) runs = mit_letter_runs (mit_store_reader (store), NULL);

  for (guint i = 0; runs && i < runs->len; i++)
    adw_preferences_group_add (group, make_row (store, g_ptr_array_index (runs, i)));
  if (!runs || runs->len == 0)
    adw_preferences_group_set_description (group, _ ("No letters have gone out yet."));
  adw_preferences_page_add (page, group);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), page);
  adw_dialog_set_title (dialog, _ ("Sent Letters"));
  adw_dialog_present (dialog, from);
}
