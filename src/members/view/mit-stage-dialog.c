// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-stage-dialog.h"

#include <mit-date-row.h>
#include <mit-notify.h>
#include <mit-person-edit.h>

#include <glib/gi18n.h>

typedef struct
{
  MitStore    *store;
  MitId        person;
  GtkWidget   *from;
  AdwComboRow *stage_row;
  MitDateRow  *date_row;
  GtkEditable *reason_row;
} Form;

static void
form_free (gpointer data, GClosure *closure)
{
  Form *form = data;

  g_object_unref (form->store);
  g_free (form);
}

static void
chosen_cb (AdwAlertDialog *dialog, const char *response, Form *form)
{
  MitDate day = mit_date_row_get_date (form->date_row);

  if (g_strcmp0 (response, "change") != 0)
    return;
  mit_notify_future (form->from,
                     mit_person_enter_stage (form->store, &form->person, (MitStage) (adw_combo_row_get_selected (form->stage_row) + 1),
                                             day != MIT_DATE_NONE ? day : mit_date_today (), gtk_editable_get_text (form->reason_row)),
                     _ ("Stage changed"));
}

/* An empty row means today; a day that is none means nothing. */
static void
date_changed_cb (AdwAlertDialog *dialog, GParamSpec *pspec, MitDateRow *row)
{
  gboolean is_day = !*gtk_editable_get_text (GTK_EDITABLE (row)) || mit_date_row_get_date (row) != MIT_DATE_NONE;

  adw_alert_dialog_set_response_enabled (dialog, "change", is_day);
}

static GtkStringList *
list_stages (void)
{
  GtkStringList *stages = gtk_string_list_new (NULL);

  for (int i = MIT_STAGE_SUPPORTER; i < MIT_N_STAGES; i++)
    gtk_string_list_append (stages, mit_stage_label ((MitStage) i));

  return stages;
}

static GtkWidget *
make_rows (Form *form, const MitPerson *person)
{
  GtkWidget       *list = gtk_list_box_new ();
  const MitPeriod *now = mit_person_period_on (person, mit_date_today ());
  g_autoptr (GtkStringList) stages = list_stages ();
  MitStage next = !now ? MIT_STAGE_SUPPORTER : now->stage == MIT_STAGE_MEMBER ? MIT_STAGE_FORMER
                                                                              : MIT_STAGE_MEMBER;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");

  form->stage_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->stage_row), _ ("New stage"));
  adw_combo_row_set_model (form->stage_row, G_LIST_MODEL (stages));
  adw_combo_row_set_selected (form->stage_row, (guint) next - 1);
  form->date_row = MIT_DATE_ROW (mit_date_row_new (_ ("From")));
  mit_date_row_set_date (form->date_row, mit_date_today ());
  form->reason_row = GTK_EDITABLE (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->reason_row), _ ("Reason, if there is one"));

  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (form->stage_row));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (form->date_row));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (form->reason_row));

  return list;
}

/** mit_stage_dialog_present: Ask which stage begins when, and why. */
void
mit_stage_dialog_present (GtkWidget *from, MitStore *store, const MitPerson *person)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Change Stage"), _ ("The stage before it ends on that day.")));
  Form           *form = g_new0 (Form, 1);

  form->store = g_object_ref (store);
  form->person = person->id;
  form->from = from;
  adw_alert_dialog_set_extra_child (dialog, make_rows (form, person));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "change", _ ("C_hange"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "change", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "change");
  g_signal_connect_object (form->date_row, "notify::text", G_CALLBACK (date_changed_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (chosen_cb), form, form_free, 0);
  adw_dialog_present (ADW_DIALOG (dialog), from);
}
