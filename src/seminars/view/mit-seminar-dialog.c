// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-dialog.h"

#include "mit-times-group.h"

#include <mit-notify.h>
#include <mit-seminar-change.h>

#include <glib/gi18n.h>

struct _MitSeminarDialog
{
  AdwDialog parent_instance;

  GtkWidget           *save_button;
  AdwPreferencesGroup *title_group;
  AdwEntryRow         *title_row;
  MitTimesGroup       *times_group;
  AdwPreferencesGroup *place_group;
  AdwEntryRow         *place_row;
  AdwEntryRow         *places_row;

  GtkWidget *from; /* (weak) */
  MitStore  *store;
  MitId      moved; /* nil: a new seminar is planned */
};

G_DEFINE_FINAL_TYPE (MitSeminarDialog, mit_seminar_dialog, ADW_TYPE_DIALOG)

static void
set_field (MitSeminarChange *change, MitSeminarField field, AdwEntryRow *row)
{
  change->fields[field] = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* What stands in the rows; %NULL while it is no seminar yet. */
static MitSeminarChange *
read_rows (MitSeminarDialog *self, const MitId *id)
{
  g_autoptr (MitSeminarChange) change = mit_seminar_change_new (id);

  if (!mit_times_group_get (self->times_group, &change->starts, &change->ends))
    return NULL;
  if (!mit_id_is_nil (&self->moved))
    return g_steal_pointer (&change);
  set_field (change, MIT_SEMINAR_TITLE, self->title_row);
  set_field (change, MIT_SEMINAR_PLACE, self->place_row);
  set_field (change, MIT_SEMINAR_PLACES, self->places_row);

  return *change->fields[MIT_SEMINAR_TITLE] ? g_steal_pointer (&change) : NULL;
}

static MitSeminar *
make_seminar (MitSeminarDialog *self, GError **error)
{
  g_autoptr (MitSeminar) seminar = mit_seminar_new ();
  g_autoptr (MitSeminarChange) change = read_rows (self, &seminar->id);

  if (change && mit_seminar_change_apply (change, seminar, error) && mit_seminar_check (seminar, error))
    return g_steal_pointer (&seminar);

  return NULL;
}

static void
changed_cb (MitSeminarDialog *self)
{
  g_autoptr (MitSeminarChange) change = NULL;

  if (!self->places_row || !self->times_group)
    return;
  change = read_rows (self, &self->moved);
  gtk_widget_set_sensitive (self->save_button, change != NULL);
}

static void
save_move (MitSeminarDialog *self)
{
  MitSeminarChange *change = read_rows (self, &self->moved);

  if (!change)
    return;
  mit_notify_and_close (ADW_DIALOG (self), self->from, mit_seminar_change_write (self->store, change), _ ("Seminar moved"));
}

static void
save_plan (MitSeminarDialog *self)
{
  g_autoptr (GError) error = NULL;
  MitSeminar      *seminar = make_seminar (self, &error);
  g_autofree char *id = seminar ? mit_id_to_string (&seminar->id) : NULL;

  if (error)
    mit_notify_error (GTK_WIDGET (self), error);
  if (!seminar)
    return;
  mit_notify_and_close (ADW_DIALOG (self), self->from, mit_seminar_write (self->store, seminar), _ ("Seminar planned"));
  if (self->from)
    gtk_widget_activate_action (self->from, "seminars.show", "s", id);
}

static void
save_cb (MitSeminarDialog *self)
{
  if (mit_id_is_nil (&self->moved))
    save_plan (self);
  else
    save_move (self);
}

static void
mit_seminar_dialog_dispose (GObject *object)
{
  MitSeminarDialog *self = MIT_SEMINAR_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_SEMINAR_DIALOG);
  g_clear_weak_pointer (&self->from);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_seminar_dialog_parent_class)->dispose (object);
}

static void
mit_seminar_dialog_class_init (MitSeminarDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_seminar_dialog_dispose;

  g_type_ensure (MIT_TYPE_TIMES_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/seminars/mit-seminar-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MitSeminarDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarDialog, title_group);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarDialog, times_group);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarDialog, place_group);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarDialog, place_row);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarDialog, places_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
mit_seminar_dialog_init (MitSeminarDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static MitSeminarDialog *
dialog_new (GtkWidget *from, MitStore *store)
{
  MitSeminarDialog *self = g_object_new (MIT_TYPE_SEMINAR_DIALOG, NULL);

  g_set_weak_pointer (&self->from, from);
  self->store = g_object_ref (store);

  return self;
}

/** mit_seminar_dialog_plan: Plan a new seminar; it is shown by the action seminars.show of @from. */
void
mit_seminar_dialog_plan (GtkWidget *from, MitStore *store)
{
  adw_dialog_present (ADW_DIALOG (dialog_new (from, store)), from);
}

/** mit_seminar_dialog_move: Change when a seminar is. */
void
mit_seminar_dialog_move (GtkWidget *from, MitStore *store, const MitSeminar *seminar)
{
  MitSeminarDialog *self = dialog_new (from, store);

  self->moved = seminar->id;
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Change Time"));
  gtk_widget_set_visible (GTK_WIDGET (self->title_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->place_group), FALSE);
  mit_times_group_set (self->times_group, seminar->starts, seminar->ends);
  adw_dialog_present (ADW_DIALOG (self), from);
}
