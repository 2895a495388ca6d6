// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-registration-keys.h"

#include "mit-registration-row.h"

/** mit_registration_selected: Who is selected. Returns: (transfer none) (nullable) */
MitRegistrationItem *
mit_registration_selected (GtkListView *view)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (view));

  return selection ? gtk_single_selection_get_selected_item (selection) : NULL;
}

static int
compare_sections (gconstpointer a, gconstpointer b, gpointer data)
{
  int first = mit_registration_item_get_section ((MitRegistrationItem *) a);
  int second = mit_registration_item_get_section ((MitRegistrationItem *) b);

  return (first > second) - (first < second);
}

/** mit_registration_model: The items in sections by state, in their order otherwise. Returns: (transfer full) */
GtkSelectionModel *
mit_registration_model (GListStore *items)
{
  GtkSortListModel   *sections = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (items)), NULL);
  GtkSingleSelection *selection;
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_sections, NULL, NULL));

  gtk_sort_list_model_set_section_sorter (sections, sorter);
  selection = gtk_single_selection_new (G_LIST_MODEL (sections));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);

  return GTK_SELECTION_MODEL (selection);
}

static gboolean
key_cb (GtkWidget *view, GVariant *state, gpointer data)
{
  MitRegistrationItem *item = mit_registration_selected (GTK_LIST_VIEW (view));

  if (item)
    mit_registration_request_state (view, item, (MitRegistrationState) g_variant_get_int32 (state));

  return item != NULL;
}

/** mit_registration_add_keys: Let keys change the state of whoever is selected. */
void
mit_registration_add_keys (GtkListView *view, const MitRegistrationKey *keys, gsize n_keys)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < n_keys; i++)
    {
      GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string (keys[i].key);
      GtkShortcut        *shortcut = gtk_shortcut_new (trigger, gtk_callback_action_new (key_cb, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 ((int) keys[i].state));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (view), controller);
}
