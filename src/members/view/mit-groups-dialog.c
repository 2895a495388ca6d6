// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-groups-dialog.h"

#include "mit-group-dialog.h"

#include <mit-group.h>

#include <glib/gi18n.h>

struct _MitGroupsDialog
{
  AdwDialog parent_instance;

  GtkStack           *stack;
  AdwPreferencesPage *page;

  MitStore  *store;
  GPtrArray *groups;   /* MitGroup */
  GPtrArray *sections; /* AdwPreferencesGroup, the page's */
};

G_DEFINE_FINAL_TYPE (MitGroupsDialog, mit_groups_dialog, ADW_TYPE_DIALOG)

static void
group_activated_cb (AdwActionRow *row, MitGroupsDialog *self)
{
  mit_group_dialog_present (GTK_WIDGET (self), self->store, g_object_get_data (G_OBJECT (row), "group"));
}

static char *
describe (MitGroupsDialog *self, const MitGroup *group)
{
  g_autofree char *contacts = mit_group_contacts (mit_store_reader (self->store), &group->id);
  g_autofree char *count = g_strdup_printf (ngettext ("%d person", "%d people", (gulong) group->n_members), (int) group->n_members);

  if (!*contacts)
    return g_strdup_printf (_ ("%s, no contact person"), count);

  /* Translators: the first %s is a number of people, the second the names of contact persons */
  return g_strdup_printf (_ ("%s, contact: %s"), count, contacts);
}

static void
add_group (MitGroupsDialog *self, AdwPreferencesGroup *section, MitGroup *group)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *about = describe (self, group);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), group->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "group", group);
  g_signal_connect (row, "activated", G_CALLBACK (group_activated_cb), self);
  adw_preferences_group_add (section, row);
}

static void
add_section (MitGroupsDialog *self, const char *kind, const char *title)
{
  AdwPreferencesGroup *section = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gboolean             is_empty = TRUE;

  adw_preferences_group_set_title (section, title);
  for (guint i = 0; i < self->groups->len; i++)
    {
      MitGroup *group = g_ptr_array_index (self->groups, i);

      if (!g_str_equal (group->kind, kind))
        continue;
      add_group (self, section, group);
      is_empty = FALSE;
    }
  gtk_widget_set_visible (GTK_WIDGET (section), !is_empty);
  adw_preferences_page_add (self->page, section);
  g_ptr_array_add (self->sections, section);
}

static void
refresh (MitGroupsDialog *self)
{
  GPtrArray *groups = mit_groups_load (mit_store_reader (self->store), NULL);

  if (!groups)
    return;
  for (guint i = 0; i < self->sections->len; i++)
    adw_preferences_page_remove (self->page, g_ptr_array_index (self->sections, i));
  g_ptr_array_set_size (self->sections, 0);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->groups = groups;
  add_section (self, "local", _ ("Local Groups"));
  add_section (self, "working", _ ("Working Groups"));
  gtk_stack_set_visible_child_name (self->stack, groups->len > 0 ? "groups" : "none");
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mit_group_dialog_present (widget, MIT_GROUPS_DIALOG (widget)->store, NULL);
}

static void
mit_groups_dialog_dispose (GObject *object)
{
  MitGroupsDialog *self = MIT_GROUPS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_GROUPS_DIALOG);
  g_clear_object (&self->store);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);

  G_OBJECT_CLASS (mit_groups_dialog_parent_class)->dispose (object);
}

static void
mit_groups_dialog_class_init (MitGroupsDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_groups_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/members/mit-groups-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MitGroupsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, MitGroupsDialog, page);
  gtk_widget_class_install_action (widget_class, "groups.add", NULL, add_cb);
}

static void
mit_groups_dialog_init (MitGroupsDialog *self)
{
  self->sections = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** mit_groups_dialog_present: Show the groups of a register over @from. */
void
mit_groups_dialog_present (GtkWidget *from, MitStore *store)
{
  MitGroupsDialog *self = g_object_new (MIT_TYPE_GROUPS_DIALOG, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  adw_dialog_present (ADW_DIALOG (self), from);
}
