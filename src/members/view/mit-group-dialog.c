// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-group-dialog.h"

#include <mit-notify.h>

#include <glib/gi18n.h>

struct _MitGroupDialog
{
  AdwDialog parent_instance;

  GtkWidget   *save_button;
  GtkWidget   *remove_group;
  AdwEntryRow *name_row;
  AdwComboRow *kind_row;
  AdwEntryRow *meets_row;
  AdwEntryRow *about_row;

  GtkWidget *from; /* (weak) */
  MitStore  *store;
  MitId      id; /* nil: a new one */
};

G_DEFINE_FINAL_TYPE (MitGroupDialog, mit_group_dialog, ADW_TYPE_DIALOG)

/* As the choices of kind_row. */
static const char *const kinds[] = { "local", "working" };

static char *
row_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
changed_cb (MitGroupDialog *self)
{
  g_autofree char *name = row_text (self->name_row);

  gtk_widget_set_sensitive (self->save_button, *name != '\0');
}

/* An empty line is no line. */
static char *
row_text_or_null (AdwEntryRow *row)
{
  g_autofree char *text = row_text (row);

  return *text ? g_steal_pointer (&text) : NULL;
}

static void
save_cb (MitGroupDialog *self)
{
  MitGroup *group = mit_group_new (kinds[adw_combo_row_get_selected (self->kind_row)]);

  group->id = self->id;
  g_free (group->name);
  group->name = row_text (self->name_row);
  group->meets = row_text_or_null (self->meets_row);
  group->about = row_text_or_null (self->about_row);
  mit_notify_and_close (ADW_DIALOG (self), self->from, mit_group_write (self->store, group), _ ("Group saved"));
}

static void
remove_cb (MitGroupDialog *self)
{
  mit_notify_and_close (ADW_DIALOG (self), self->from, mit_group_remove (self->store, &self->id), _ ("Group removed"));
}

static void
mit_group_dialog_dispose (GObject *object)
{
  MitGroupDialog *self = MIT_GROUP_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_GROUP_DIALOG);
  g_clear_weak_pointer (&self->from);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_group_dialog_parent_class)->dispose (object);
}

static void
mit_group_dialog_class_init (MitGroupDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_group_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/members/mit-group-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MitGroupDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, MitGroupDialog, remove_group);
  gtk_widget_class_bind_template_child (widget_class, MitGroupDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, MitGroupDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, MitGroupDialog, meets_row);
  gtk_widget_class_bind_template_child (widget_class, MitGroupDialog, about_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
mit_group_dialog_init (MitGroupDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (MitGroupDialog *self, const MitGroup *group)
{
  self->id = group->id;
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Group"));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), group->name);
  gtk_editable_set_text (GTK_EDITABLE (self->meets_row), group->meets ? group->meets : "");
  gtk_editable_set_text (GTK_EDITABLE (self->about_row), group->about ? group->about : "");
  adw_combo_row_set_selected (self->kind_row, g_str_equal (group->kind, kinds[0]) ? 0 : 1);
  gtk_widget_set_visible (self->remove_group, TRUE);
}

/** mit_group_dialog_present: @group: (nullable): the one to change; %NULL to make one */
void
mit_group_dialog_present (GtkWidget *from, MitStore *store, const MitGroup *group)
{
  MitGroupDialog *self = g_object_new (MIT_TYPE_GROUP_DIALOG, NULL);

  g_set_weak_pointer (&self->from, from);
  self->store = g_object_ref (store);
  if (group)
    fill (self, group);
  adw_dialog_present (ADW_DIALOG (self), from);
}
