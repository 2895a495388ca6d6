// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-invite-dialog.h"

#include <mit-date-row.h>
#include <mit-notify.h>
#include <mit-people.h>
#include <mit-seminar-invite.h>

#include <glib/gi18n.h>

/* The rule proposes whoever is new within so many months. */
#define MONTHS_BACK 12

struct _MitInviteDialog
{
  AdwDialog parent_instance;

  GtkWidget     *invite_button;
  MitDateRow    *since_row;
  GtkLabel      *count_label;
  GtkWidget     *names_window;
  GtkStringList *names;

  GtkWidget *from; /* (weak) */
  MitStore  *store;
  MitId      seminar;
  guint      n_entitled;
};

G_DEFINE_FINAL_TYPE (MitInviteDialog, mit_invite_dialog, ADW_TYPE_DIALOG)

static char *
find_name (MitDb *db, const MitId *person)
{
  g_auto (MitPeopleRow) row = { 0 };
  gint64 n = mit_people_n (db, person);

  return mit_people_row (db, n, &row) ? g_steal_pointer (&row.name) : g_strdup ("");
}

static void
show_names (MitInviteDialog *self, GArray *ids)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; ids && i < ids->len; i++)
    g_strv_builder_take (builder, find_name (mit_store_reader (self->store), &g_array_index (ids, MitId, i)));
  names = g_strv_builder_end (builder);
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)), (const char *const *) names);
}

static char *
describe (MitInviteDialog *self, MitDate since)
{
  if (since == MIT_DATE_NONE)
    return g_strdup (_ ("Say since when people entered."));
  if (self->n_entitled == 0)
    return g_strdup (_ ("Nobody is left to be invited."));

  /* Translators: %u is a number of people */
  return g_strdup_printf (ngettext ("%u person will be invited:", "%u people will be invited:", self->n_entitled), self->n_entitled);
}

static void
show_entitled (MitInviteDialog *self)
{
  MitDate since = mit_date_row_get_date (self->since_row);
  g_autoptr (GArray) ids = since != MIT_DATE_NONE ? mit_seminar_entitled (mit_store_reader (self->store), &self->seminar, since, NULL) : NULL;
  g_autofree char *text = NULL;

  self->n_entitled = ids ? ids->len : 0;
  text = describe (self, since);
  gtk_label_set_label (self->count_label, text);
  show_names (self, ids);
  gtk_widget_set_sensitive (self->invite_button, self->n_entitled > 0);
  gtk_widget_set_visible (self->names_window, self->n_entitled > 0);
}

static void
changed_cb (MitInviteDialog *self)
{
  if (self->store)
    show_entitled (self);
}

static void
invite_cb (MitInviteDialog *self)
{
  MitDate          since = mit_date_row_get_date (self->since_row);
  g_autofree char *text = NULL;

  /* Translators: %u is a number of people */
  text = g_strdup_printf (ngettext ("%u person invited", "%u people invited", self->n_entitled), self->n_entitled);
  if (self->from)
    mit_notify_future (self->from, mit_seminar_invite_write (self->store, &self->seminar, since), text);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
mit_invite_dialog_dispose (GObject *object)
{
  MitInviteDialog *self = MIT_INVITE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_INVITE_DIALOG);
  g_clear_weak_pointer (&self->from);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_invite_dialog_parent_class)->dispose (object);
}

static void
mit_invite_dialog_class_init (MitInviteDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_invite_dialog_dispose;

  g_type_ensure (MIT_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/seminars/mit-invite-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MitInviteDialog, invite_button);
  gtk_widget_class_bind_template_child (widget_class, MitInviteDialog, since_row);
  gtk_widget_class_bind_template_child (widget_class, MitInviteDialog, count_label);
  gtk_widget_class_bind_template_child (widget_class, MitInviteDialog, names_window);
  gtk_widget_class_bind_template_child (widget_class, MitInviteDialog, names);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, invite_cb);
}

static void
mit_invite_dialog_init (MitInviteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** mit_invite_dialog_present: What was done is said in the window of @from. */
void
mit_invite_dialog_present (GtkWidget *from, MitStore *store, const MitId *seminar)
{
  MitInviteDialog *self = g_object_new (MIT_TYPE_INVITE_DIALOG, NULL);

  g_set_weak_pointer (&self->from, from);
  self->store = g_object_ref (store);
  self->seminar = *seminar;
  mit_date_row_set_date (self->since_row, mit_date_add_months (mit_date_today (), -MONTHS_BACK));
  show_entitled (self);
  adw_dialog_present (ADW_DIALOG (self), from);
}
