// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-conflicts-page.h"

#include <mit-conflict-words.h>
#include <mit-notify.h>

#include <glib/gi18n.h>

/* More than these are shown once some of them are settled. */
#define SHOWN 50

struct _MitConflictsPage
{
  AdwNavigationPage parent_instance;

  GtkStack            *stack;
  AdwPreferencesGroup *group;

  MitStore  *store;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (MitConflictsPage, mit_conflicts_page, ADW_TYPE_NAVIGATION_PAGE)

static void
settle (MitConflictsPage *self, GtkWidget *button, gboolean take_other)
{
  MitId *key = g_object_get_data (G_OBJECT (button), "key");

  mit_notify_future (GTK_WIDGET (self), mit_conflict_settle (self->store, key, take_other), take_other ? _ ("The other version is taken, on all computers.") : _ ("This version stays, on all computers."));
}

static void
keep_cb (MitConflictsPage *self, GtkWidget *button)
{
  settle (self, button, FALSE);
}

static void
take_cb (MitConflictsPage *self, GtkWidget *button)
{
  settle (self, button, TRUE);
}

/* One version: what it says, where it comes from, and the button that chooses it. */
static GtkWidget *
make_version (MitConflictsPage *self, const MitConflict *conflict, const MitConflictSide *side, const char *label, GCallback chosen)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = gtk_button_new_with_label (label);
  g_autofree char *text = mit_conflict_side_text (conflict, side);
  g_autofree char *origin = mit_conflict_side_origin (side);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 4);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), origin);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "key", mit_id_copy (&conflict->key), g_free);
  g_signal_connect_object (button, "clicked", chosen, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
add_conflict (MitConflictsPage *self, const MitConflict *conflict)
{
  GtkWidget       *row = adw_expander_row_new ();
  g_autofree char *subject = mit_conflict_subject (mit_store_reader (self->store), conflict);
  g_autofree char *both = mit_conflict_summary (conflict);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), subject);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), both);
  adw_expander_row_set_subtitle_lines (ADW_EXPANDER_ROW (row), 2);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_version (self, conflict, &conflict->shown, _ ("Keep This One"), G_CALLBACK (keep_cb)));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_version (self, conflict, &conflict->other, _ ("Take This One"), G_CALLBACK (take_cb)));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), self->rows->len == 0);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
reload (MitConflictsPage *self)
{
  g_autoptr (GPtrArray) conflicts = mit_conflicts_list (mit_store_reader (self->store), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; conflicts && i < MIN (conflicts->len, SHOWN); i++)
    add_conflict (self, conflicts->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack, self->rows->len > 0 ? "list" : "empty");
}

static void
mit_conflicts_page_dispose (GObject *object)
{
  MitConflictsPage *self = MIT_CONFLICTS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_CONFLICTS_PAGE);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_conflicts_page_parent_class)->dispose (object);
}

static void
mit_conflicts_page_class_init (MitConflictsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_conflicts_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/share/mit-conflicts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MitConflictsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MitConflictsPage, group);
}

static void
mit_conflicts_page_init (MitConflictsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

/** mit_conflicts_page_new: Returns: (transfer floating) */
AdwNavigationPage *
mit_conflicts_page_new (MitStore *store)
{
  MitConflictsPage *self = g_object_new (MIT_TYPE_CONFLICTS_PAGE, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);

  return ADW_NAVIGATION_PAGE (self);
}
