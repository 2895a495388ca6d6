// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-invitations-dialog.h"

#include "mit-seminar-files.h"

#include <mit-date-row.h>
#include <mit-notify.h>
#include <mit-seminar-invite.h>

#include <glib/gi18n.h>

struct _MitInvitationsDialog
{
  AdwDialog parent_instance;

  GtkWidget           *save_button;
  AdwBanner           *sender_banner;
  GtkStack            *stack;
  AdwPreferencesRow   *letters_row;
  MitDateRow          *date_row;
  AdwPreferencesGroup *left_out_group;

  GtkWidget *from; /* (weak) */
  MitStore  *store;
  MitId      seminar;
  GPtrArray *left_out; /* (not owned) GtkWidget */
};

G_DEFINE_FINAL_TYPE (MitInvitationsDialog, mit_invitations_dialog, ADW_TYPE_DIALOG)

static MitLetterRun *
make_run (MitInvitationsDialog *self, GPtrArray **addressees, GError **error)
{
  MitDate dated = mit_date_row_get_date (self->date_row);

  MitDb *db = mit_store_reader (self->store);

  return mit_seminar_letters (db, &self->seminar, dated != MIT_DATE_NONE ? dated : mit_date_today (), mit_sender_form (db), addressees, error);
}

static GtkWidget *
make_left_out_row (const MitAddressee *addressee)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *name = mit_person_name (addressee->person);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), addressee->obstacle);

  return row;
}

static void
show_left_out (MitInvitationsDialog *self, GPtrArray *addressees)
{
  for (guint i = 0; i < self->left_out->len; i++)
    adw_preferences_group_remove (self->left_out_group, g_ptr_array_index (self->left_out, i));
  g_ptr_array_set_size (self->left_out, 0);
  for (guint i = 0; i < addressees->len; i++)
    {
      const MitAddressee *addressee = g_ptr_array_index (addressees, i);
      GtkWidget          *row;

      if (!addressee->obstacle)
        continue;
      row = make_left_out_row (addressee);
      adw_preferences_group_add (self->left_out_group, row);
      g_ptr_array_add (self->left_out, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_group), self->left_out->len > 0);
}

static void
show_count (MitInvitationsDialog *self, guint n_letters)
{
  g_autofree char *text = NULL;
  g_autofree char *left_out = NULL;

  /* Translators: %u is a number of letters */
  text = g_strdup_printf (ngettext ("%u letter", "%u letters", n_letters), n_letters);
  /* Translators: %u people are invited, but get no letter */
  left_out = g_strdup_printf (ngettext ("%u person is left out, for the reason given.", "%u people are left out, for the reasons given.", self->left_out->len),
                              self->left_out->len);
  adw_preferences_row_set_title (self->letters_row, text);
  adw_preferences_group_set_description (self->left_out_group, left_out);
}

static void
show_letters (MitInvitationsDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) addressees = NULL;
  g_autoptr (MitLetterRun) run = make_run (self, &addressees, &error);
  guint n_letters = run ? run->letters->len : 0;

  if (run)
    {
      show_left_out (self, addressees);
      show_count (self, n_letters);
      adw_banner_set_revealed (self->sender_banner, !mit_sender_is_complete (run->sender));
    }
  gtk_widget_set_sensitive (self->save_button, n_letters > 0);
  gtk_stack_set_visible_child_name (self->stack, run && addressees->len > 0 ? "letters" : "nobody");
}

/* The letters that are written are those that were counted, with the day that stands in the row now. */
static void
save_cb (MitInvitationsDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) addressees = NULL;
  MitLetterRun *run = make_run (self, &addressees, &error);

  if (error)
    mit_notify_error (GTK_WIDGET (self), error);
  if (!run)
    return;
  if (self->from)
    mit_seminar_save_invitations (self->from, self->store, run);
  else
    mit_letter_run_free (run);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
date_changed_cb (MitInvitationsDialog *self)
{
  if (self->store)
    gtk_widget_set_sensitive (self->save_button, mit_date_row_get_date (self->date_row) != MIT_DATE_NONE);
}

static void
mit_invitations_dialog_dispose (GObject *object)
{
  MitInvitationsDialog *self = MIT_INVITATIONS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_INVITATIONS_DIALOG);
  g_clear_weak_pointer (&self->from);
  g_clear_object (&self->store);
  g_clear_pointer (&self->left_out, g_ptr_array_unref);

  G_OBJECT_CLASS (mit_invitations_dialog_parent_class)->dispose (object);
}

static void
mit_invitations_dialog_class_init (MitInvitationsDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_invitations_dialog_dispose;

  g_type_ensure (MIT_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/seminars/mit-invitations-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MitInvitationsDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, MitInvitationsDialog, sender_banner);
  gtk_widget_class_bind_template_child (widget_class, MitInvitationsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, MitInvitationsDialog, letters_row);
  gtk_widget_class_bind_template_child (widget_class, MitInvitationsDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, MitInvitationsDialog, left_out_group);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_changed_cb);
}

static void
mit_invitations_dialog_init (MitInvitationsDialog *self)
{
  self->left_out = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** mit_invitations_dialog_present: What was done is said in the window of @from. */
void
mit_invitations_dialog_present (GtkWidget *from, MitStore *store, const MitId *seminar)
{
  MitInvitationsDialog *self = g_object_new (MIT_TYPE_INVITATIONS_DIALOG, NULL);

  g_set_weak_pointer (&self->from, from);
  self->store = g_object_ref (store);
  self->seminar = *seminar;
  mit_date_row_set_date (self->date_row, mit_date_today ());
  show_letters (self);
  adw_dialog_present (ADW_DIALOG (self), from);
}
