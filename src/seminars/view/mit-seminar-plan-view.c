// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-plan-view.h"

#include "mit-programme-dialog.h"
#include "mit-seminar-dialog.h"

#include <mit-date.h>
#include <mit-notify.h>
#include <mit-seminar-change.h>

#include <glib/gi18n.h>

struct _MitSeminarPlanView
{
  AdwBin parent_instance;

  AdwEntryRow         *title_row;
  AdwActionRow        *when_row;
  AdwEntryRow         *place_row;
  AdwEntryRow         *places_row;
  AdwPreferencesGroup *programme_group;
  GtkTextView         *about_view;
  GtkWidget           *about_button;
  GtkWidget           *call_off_row;
  GtkWidget           *take_up_row;

  MitStore  *store;
  MitId      id;                          /* of the seminar shown, nil for none */
  char      *shown[MIT_N_SEMINAR_FIELDS]; /* as they were last filled in */
  GPtrArray *programme_rows;              /* (not owned) GtkWidget */
  char      *programme;                   /* all that these rows show */
};

G_DEFINE_FINAL_TYPE (MitSeminarPlanView, mit_seminar_plan_view, ADW_TYPE_BIN)

static AdwEntryRow *
row_of (MitSeminarPlanView *self, MitSeminarField field)
{
  switch (field)
    {
    case MIT_SEMINAR_TITLE:
      return self->title_row;

    case MIT_SEMINAR_PLACE:
      return self->place_row;

    case MIT_SEMINAR_PLACES:
      return self->places_row;

    case MIT_SEMINAR_ABOUT:
      return NULL;
    }

  g_return_val_if_reached (NULL);
}

static char *
get_text (MitSeminarPlanView *self, MitSeminarField field)
{
  AdwEntryRow   *row = row_of (self, field);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->about_view);
  GtkTextIter    start, end;

  if (row)
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
set_text (MitSeminarPlanView *self, MitSeminarField field, const char *text)
{
  AdwEntryRow *row = row_of (self, field);

  if (!row)
    {
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->about_view), text, -1);
      return;
    }
  /* An apply button that is there belongs to what was typed, which is what we fill in now, or is given up. */
  adw_entry_row_set_show_apply_button (row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (row, TRUE);
}

static gboolean
is_being_edited (MitSeminarPlanView *self, MitSeminarField field)
{
  g_autofree char *text = get_text (self, field);

  return self->shown[field] && g_strcmp0 (text, self->shown[field]) != 0;
}

static void
write_edit (MitSeminarPlanView *self, MitSeminarField field)
{
  MitSeminarChange *change = mit_seminar_change_new (&self->id);

  change->fields[field] = get_text (self, field);
  mit_notify_future (GTK_WIDGET (self), mit_seminar_change_write (self->store, change), _ ("Seminar changed"));
}

/* Everything that was typed and not yet written; each by itself, for one that is refused must not take the others along. */
static void
write_edits (MitSeminarPlanView *self)
{
  if (mit_id_is_nil (&self->id))
    return;
  for (int i = 0; i < MIT_N_SEMINAR_FIELDS; i++)
    if (is_being_edited (self, (MitSeminarField) i))
      write_edit (self, (MitSeminarField) i);
}

static void
apply_cb (MitSeminarPlanView *self)
{
  write_edits (self);
}

static void
about_changed_cb (MitSeminarPlanView *self)
{
  gtk_widget_set_visible (self->about_button, is_being_edited (self, MIT_SEMINAR_ABOUT));
}

static void
show_field (MitSeminarPlanView *self, const MitSeminar *seminar, MitSeminarField field)
{
  g_autofree char *text = mit_seminar_field_text (seminar, field);
  g_autofree char *typed = get_text (self, field);

  /* Somebody is in the middle of it, and it is not what they have just applied. */
  if (is_being_edited (self, field) && g_strcmp0 (typed, text) != 0)
    return;
  g_set_str (&self->shown[field], text);
  if (g_strcmp0 (typed, text) != 0)
    set_text (self, field, text);
}

static const MitProgrammeItem *
find_item (const MitSeminar *seminar, const char *id)
{
  MitId wanted;

  for (guint i = 0; mit_id_parse (id, &wanted) && i < seminar->programme->len; i++)
    {
      const MitProgrammeItem *item = g_ptr_array_index (seminar->programme, i);

      if (mit_id_equal (&item->id, &wanted))
        return item;
    }

  return NULL;
}

static MitSeminar *
load (MitSeminarPlanView *self)
{
  return mit_seminar_load (mit_store_reader (self->store), &self->id, NULL);
}

static void
change_time_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitSeminarPlanView *self = MIT_SEMINAR_PLAN_VIEW (widget);
  g_autoptr (MitSeminar) seminar = load (self);

  if (seminar)
    mit_seminar_dialog_move (widget, self->store, seminar);
}

static void
add_item_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitSeminarPlanView *self = MIT_SEMINAR_PLAN_VIEW (widget);

  mit_programme_dialog_present (widget, self->store, &self->id, NULL);
}

static void
edit_item_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitSeminarPlanView *self = MIT_SEMINAR_PLAN_VIEW (widget);
  g_autoptr (MitSeminar) seminar = load (self);
  const MitProgrammeItem *item = seminar ? find_item (seminar, g_variant_get_string (parameter, NULL)) : NULL;

  if (item)
    mit_programme_dialog_present (widget, self->store, &self->id, item);
}

static void
remove_item_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitSeminarPlanView *self = MIT_SEMINAR_PLAN_VIEW (widget);
  MitSeminarChange   *change = mit_seminar_change_new (&self->id);

  if (mit_id_parse (g_variant_get_string (parameter, NULL), &change->removed_item))
    mit_notify_future (widget, mit_seminar_change_write (self->store, change), _ ("Removed from the programme"));
  else
    mit_seminar_change_free (change);
}

static GtkWidget *
make_remove_button (const MitProgrammeItem *item, const char *id)
{
  GtkWidget       *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *label = NULL;

  /* Translators: %s is the title of a part of a programme */
  label = g_strdup_printf (_ ("Remove “%s” from the programme"), item->title);
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "plan.remove-item");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);

  return button;
}

static GtkWidget *
make_time_label (const char *time)
{
  GtkWidget *label = gtk_label_new (time ? time : "");

  gtk_label_set_width_chars (GTK_LABEL (label), 5);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dimmed");

  return label;
}

static GtkWidget *
make_item_row (const MitProgrammeItem *item)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *id = mit_id_to_string (&item->id);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), item->speaker ? item->speaker : "");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), make_time_label (item->starts));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_remove_button (item, id));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "plan.edit-item");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);

  return row;
}

static void
add_programme_row (MitSeminarPlanView *self, GtkWidget *row)
{
  adw_preferences_group_add (self->programme_group, row);
  g_ptr_array_add (self->programme_rows, row);
}

static char *
programme_text (const MitSeminar *seminar)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < seminar->programme->len; i++)
    {
      const MitProgrammeItem *item = g_ptr_array_index (seminar->programme, i);
      g_autofree char        *id = mit_id_to_string (&item->id);

      g_string_append_printf (text, "%s\t%s\t%s\t%s\n", id, item->starts ? item->starts : "", item->title, item->speaker ? item->speaker : "");
    }

  return g_string_free_and_steal (text);
}

/* Nothing is typed in these rows, but somebody may be on one of them: they are made again only if they have to be. */
static void
show_programme (MitSeminarPlanView *self, const MitSeminar *seminar)
{
  g_autofree char *text = programme_text (seminar);
  GtkWidget       *row;

  if (!g_set_str (&self->programme, text))
    return;
  for (guint i = 0; i < self->programme_rows->len; i++)
    adw_preferences_group_remove (self->programme_group, g_ptr_array_index (self->programme_rows, i));
  g_ptr_array_set_size (self->programme_rows, 0);
  for (guint i = 0; i < seminar->programme->len; i++)
    add_programme_row (self, make_item_row (g_ptr_array_index (seminar->programme, i)));
  if (seminar->programme->len > 0)
    return;
  row = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Add to Programme …"));
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (row), "list-add-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "plan.add-item");
  add_programme_row (self, row);
}

static void
forget (MitSeminarPlanView *self)
{
  for (int i = 0; i < MIT_N_SEMINAR_FIELDS; i++)
    g_clear_pointer (&self->shown[i], g_free);
}

static void
mit_seminar_plan_view_dispose (GObject *object)
{
  MitSeminarPlanView *self = MIT_SEMINAR_PLAN_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_SEMINAR_PLAN_VIEW);
  g_clear_object (&self->store);
  g_clear_pointer (&self->programme_rows, g_ptr_array_unref);
  g_clear_pointer (&self->programme, g_free);
  forget (self);

  G_OBJECT_CLASS (mit_seminar_plan_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPlanView, title_row);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPlanView, when_row);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPlanView, place_row);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPlanView, places_row);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPlanView, programme_group);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPlanView, about_view);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPlanView, about_button);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPlanView, call_off_row);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPlanView, take_up_row);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
mit_seminar_plan_view_class_init (MitSeminarPlanViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_seminar_plan_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/seminars/mit-seminar-plan-view.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "plan.change-time", NULL, change_time_cb);
  gtk_widget_class_install_action (widget_class, "plan.add-item", NULL, add_item_cb);
  gtk_widget_class_install_action (widget_class, "plan.edit-item", "s", edit_item_cb);
  gtk_widget_class_install_action (widget_class, "plan.remove-item", "s", remove_item_cb);
}

static void
mit_seminar_plan_view_init (MitSeminarPlanView *self)
{
  self->programme_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "unmap", G_CALLBACK (write_edits), NULL);
  g_signal_connect_object (gtk_text_view_get_buffer (self->about_view), "changed", G_CALLBACK (about_changed_cb), self, G_CONNECT_SWAPPED);
}

void
mit_seminar_plan_view_set_store (MitSeminarPlanView *self, MitStore *store)
{
  g_set_object (&self->store, store);
}

/** mit_seminar_plan_view_show: Show a seminar, or what has become of the one that is shown. */
void
mit_seminar_plan_view_show (MitSeminarPlanView *self, const MitSeminar *seminar)
{
  g_autofree char *when = mit_time_range (seminar->starts, seminar->ends);

  if (!mit_id_equal (&self->id, &seminar->id))
    {
      write_edits (self);
      forget (self);
      self->id = seminar->id;
    }
  for (int i = 0; i < MIT_N_SEMINAR_FIELDS; i++)
    show_field (self, seminar, (MitSeminarField) i);
  adw_action_row_set_subtitle (self->when_row, when);
  show_programme (self, seminar);
  about_changed_cb (self);
  gtk_widget_set_visible (self->call_off_row, !seminar->called_off);
  gtk_widget_set_visible (self->take_up_row, seminar->called_off);
}
