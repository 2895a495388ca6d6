// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-enrol-dialog.h"

#include "mit-person-choice.h"
#include "mit-registration-write.h"

#include <glib/gi18n.h>

/* Nobody looks through more; another letter is typed faster. */
#define MOST_SHOWN 100

struct _MitEnrolDialog
{
  AdwDialog parent_instance;

  GtkSearchEntry *search_entry;
  GtkStack       *stack;
  GtkNoSelection *selection;
  GtkLabel       *count_label;

  GListStore *items; /* MitPersonChoice */
  MitStore   *store;
  MitId       seminar;
  gboolean    were_there;
};

G_DEFINE_FINAL_TYPE (MitEnrolDialog, mit_enrol_dialog, ADW_TYPE_DIALOG)

static void
show_count (MitEnrolDialog *self, guint n_shown, guint n_found)
{
  g_autofree char *text = NULL;

  if (n_shown < n_found)
    /* Translators: both are numbers of people: those that are shown, those that were found */
    text = g_strdup_printf (_ ("%1$u of %2$u people found; type more of the name to see the others"), n_shown, n_found);
  else
    /* Translators: %u is a number of people */
    text = g_strdup_printf (ngettext ("%u person found", "%u people found", n_found), n_found);
  gtk_label_set_label (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), n_found > 0);
}

static void
search (MitEnrolDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  guint       n_found;
  g_autoptr (GPtrArray) found = mit_person_choices_find (mit_store_reader (self->store), &self->seminar, text, MOST_SHOWN, &n_found);

  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), found->pdata, found->len);
  show_count (self, found->len, n_found);
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "list" : *text ? "nothing"
                                                                                 : "start");
}

static void
search_cb (MitEnrolDialog *self)
{
  search (self);
}

static void
add (MitEnrolDialog *self, guint position)
{
  g_autoptr (MitPersonChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  MitId person;

  if (!choice)
    return;
  person = mit_person_choice_get_id (choice);
  if (self->were_there)
    mit_registration_set_and_tell (GTK_WIDGET (self->search_entry), self->store, &self->seminar, &person, MIT_REGISTRATION_ATTENDED);
  else
    mit_registration_ask_and_tell (GTK_WIDGET (self->search_entry), self->store, &self->seminar, &person);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* What was typed last may not have been looked for yet. */
static void
add_first_cb (MitEnrolDialog *self)
{
  search (self);
  add (self, 0);
}

static void
activate_cb (MitEnrolDialog *self, guint position)
{
  add (self, position);
}

static void
mit_enrol_dialog_dispose (GObject *object)
{
  MitEnrolDialog *self = MIT_ENROL_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_ENROL_DIALOG);
  g_clear_object (&self->items);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_enrol_dialog_parent_class)->dispose (object);
}

static void
mit_enrol_dialog_class_init (MitEnrolDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_enrol_dialog_dispose;

  g_type_ensure (MIT_TYPE_PERSON_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/seminars/mit-enrol-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MitEnrolDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, MitEnrolDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, MitEnrolDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, MitEnrolDialog, count_label);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_first_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
mit_enrol_dialog_init (MitEnrolDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (MIT_TYPE_PERSON_CHOICE);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->items));
  g_signal_connect_swapped (self->search_entry, "stop-search", G_CALLBACK (adw_dialog_close), self);
}

/** mit_enrol_dialog_present: @were_there: the seminar is on or over, and those who are added were there */
void
mit_enrol_dialog_present (GtkWidget *from, MitStore *store, const MitId *seminar, gboolean were_there)
{
  MitEnrolDialog *self = g_object_new (MIT_TYPE_ENROL_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->seminar = *seminar;
  self->were_there = were_there;
  if (were_there)
    adw_dialog_set_title (ADW_DIALOG (self), _ ("Somebody Else Came"));
  search (self);
  adw_dialog_present (ADW_DIALOG (self), from);
}
