// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-members-page.h"

#include "mit-groups-dialog.h"
#include "mit-import-dialog.h"
#include "mit-people-model.h"
#include "mit-person-item.h"
#include "mit-person-page.h"

#include <mit-date-row.h>
#include <mit-group.h>
#include <mit-notify.h>
#include <mit-person-edit.h>

#include <glib/gi18n.h>

struct _MitMembersPage
{
  AdwNavigationPage parent_instance;

  AdwNavigationSplitView *split;
  AdwBreakpoint          *narrow_breakpoint;
  AdwWindowTitle         *window_title;
  AdwBanner              *banner;
  GtkSearchEntry         *search_entry;
  GtkStack               *stack;
  GtkColumnView          *column_view;
  GtkListView            *list_view;
  GtkColumnViewColumn    *name_column;
  GtkColumnViewColumn    *place_column;
  GtkColumnViewColumn    *stage_column;
  GtkColumnViewColumn    *since_column;
  GtkColumnViewColumn    *number_column;
  GtkMenuButton          *filter_button;
  AdwComboRow            *stage_row;
  AdwComboRow            *group_row;
  MitDateRow             *from_row;
  MitDateRow             *until_row;
  AdwSwitchRow           *no_contact_row;
  MitPersonPage          *person_page;

  MitStore           *store;
  MitPeopleModel     *model;
  GtkSingleSelection *selection;
  GPtrArray          *groups; /* MitGroup */
  MitPeopleQuery      query;
  char               *search;
  gint64              shown; /* number of the person that is shown, or 0 */
  gboolean            is_filling;
  gboolean            is_narrow; /* columns have become rows of two lines */
};

G_DEFINE_FINAL_TYPE (MitMembersPage, mit_members_page, ADW_TYPE_NAVIGATION_PAGE)

static void
show_count (MitMembersPage *self, guint n_shown)
{
  gint64           total = mit_people_count (mit_store_reader (self->store));
  gboolean         hides = !self->query.binned && mit_people_query_hides (&self->query) && n_shown < total;
  g_autofree char *count = NULL;
  g_autofree char *hidden = NULL;

  /* Translators: %'d is a number of people */
  count = g_strdup_printf (ngettext ("%'d person", "%'d people", n_shown), (int) n_shown);
  adw_window_title_set_title (self->window_title, self->query.binned ? _ ("Bin") : _ ("Members"));
  adw_window_title_set_subtitle (self->window_title, count);
  if (hides)
    hidden = g_strdup_printf (
      /* Translators: both are numbers of people: those that are shown, those that there are */
      _ ("%'d of %'d people · the others are hidden"), (int) n_shown, (int) total);
  adw_banner_set_title (self->banner, self->query.binned ? _ ("These people are in the bin") : hidden ? hidden
                                                                                                      : "");
  adw_banner_set_button_label (self->banner, self->query.binned ? _ ("Back to the List") : _ ("Show All"));
  adw_banner_set_revealed (self->banner, hides || self->query.binned);
}

static void
show_right_view (MitMembersPage *self)
{
  guint       n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  const char *name = self->is_narrow ? "rows" : "list";

  if (n_shown == 0)
    name = mit_people_query_hides (&self->query) || self->query.binned ? "nothing" : "empty";
  gtk_stack_set_visible_child_name (self->stack, name);
}

/* Find everybody again and keep whom one looks at. */
static void
refresh (MitMembersPage *self)
{
  guint position;

  self->is_filling = TRUE;
  self->query.search = self->search;
  mit_people_model_query (self->model, &self->query);
  position = self->shown ? mit_people_model_find (self->model, self->shown) : G_MAXUINT;
  gtk_single_selection_set_selected (self->selection, position == G_MAXUINT ? GTK_INVALID_LIST_POSITION : position);
  self->is_filling = FALSE;
  show_count (self, g_list_model_get_n_items (G_LIST_MODEL (self->model)));
  show_right_view (self);
}

static void
search_changed_cb (MitMembersPage *self)
{
  g_set_str (&self->search, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  refresh (self);
}

static void
search_stopped_cb (MitMembersPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
search_activated_cb (MitMembersPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
mark_filter (MitMembersPage *self)
{
  gboolean filters = self->query.stage || !mit_id_is_nil (&self->query.group) || self->query.entered_from ||
                     self->query.entered_until || self->query.no_contact;

  if (filters)
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
}

static void
filter_changed_cb (MitMembersPage *self)
{
  guint group = adw_combo_row_get_selected (self->group_row);

  if (self->is_filling || !self->groups)
    return;
  self->query.stage = (MitStage) adw_combo_row_get_selected (self->stage_row);
  self->query.group = (MitId) { 0 };
  if (group > 0 && group <= self->groups->len)
    self->query.group = ((MitGroup *) g_ptr_array_index (self->groups, group - 1))->id;
  self->query.entered_from = mit_date_row_get_date (self->from_row);
  self->query.entered_until = mit_date_row_get_date (self->until_row);
  self->query.no_contact = adw_switch_row_get_active (self->no_contact_row);
  mark_filter (self);
  refresh (self);
}

static void
clear_filter (MitMembersPage *self)
{
  self->is_filling = TRUE;
  adw_combo_row_set_selected (self->stage_row, 0);
  adw_combo_row_set_selected (self->group_row, 0);
  mit_date_row_set_date (self->from_row, MIT_DATE_NONE);
  mit_date_row_set_date (self->until_row, MIT_DATE_NONE);
  adw_switch_row_set_active (self->no_contact_row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  g_clear_pointer (&self->search, g_free);
  self->query = (MitPeopleQuery) { .sort = self->query.sort, .descending = self->query.descending };
  self->is_filling = FALSE;
  mark_filter (self);
}

static void
show_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  clear_filter (MIT_MEMBERS_PAGE (widget));
  refresh (MIT_MEMBERS_PAGE (widget));
}

static void
show_new_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitMembersPage *self = MIT_MEMBERS_PAGE (widget);

  mit_date_row_set_date (self->from_row, mit_date_add_days (mit_date_today (), -90));
  filter_changed_cb (self);
}

static void
show_person_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitId id;

  if (mit_id_parse (g_variant_get_string (parameter, NULL), &id))
    mit_members_page_show_person (MIT_MEMBERS_PAGE (widget), &id);
}

static void
groups_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mit_groups_dialog_present (widget, MIT_MEMBERS_PAGE (widget)->store);
}

static void
show_bin_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitMembersPage *self = MIT_MEMBERS_PAGE (widget);

  clear_filter (self);
  self->query.binned = TRUE;
  refresh (self);
}

static void
show_duplicates_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitMembersPage *self = MIT_MEMBERS_PAGE (widget);

  clear_filter (self);
  self->query.duplicates = TRUE;
  refresh (self);
}

static void
sort_changed_cb (MitMembersPage *self)
{
  GtkColumnViewSorter *sorter;
  GtkColumnViewColumn *column;

  /* A view that goes away takes its columns out of the sorter. */
  if (!self->column_view)
    return;
  sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->column_view));
  column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  self->query.sort = column == self->place_column    ? MIT_PEOPLE_BY_CITY
                     : column == self->stage_column  ? MIT_PEOPLE_BY_STAGE
                     : column == self->since_column  ? MIT_PEOPLE_BY_SINCE
                     : column == self->number_column ? MIT_PEOPLE_BY_NUMBER
                                                     : MIT_PEOPLE_BY_NAME;
  self->query.descending = column && gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  refresh (self);
}

static void
selection_changed_cb (MitMembersPage *self)
{
  MitPersonItem *item = gtk_single_selection_get_selected_item (self->selection);
  MitId          id;

  if (self->is_filling)
    return;
  self->shown = item ? mit_person_item_get_n (item) : 0;
  if (item)
    id = mit_person_item_get_id (item);
  mit_person_page_show (self->person_page, item ? &id : NULL);
}

static void
activated_cb (MitMembersPage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  selection_changed_cb (self);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

typedef struct
{
  MitMembersPage *self;
  MitId           id;
} Added;

static void
added_free (gpointer data)
{
  g_object_unref (((Added *) data)->self);
  g_free (data);
}

static DexFuture *
created_cb (DexFuture *future, gpointer data)
{
  Added *added = data;

  if (added->self->store)
    mit_members_page_show_person (added->self, &added->id);

  return dex_ref (future);
}

/* Whoever was added can be shown only when they are in the register. */
static void
add_person (MitMembersPage *self, MitPerson *person)
{
  Added *added = g_new0 (Added, 1);

  added->self = g_object_ref (self);
  added->id = person->id;
  mit_notify_future (GTK_WIDGET (self), dex_future_then (mit_person_create (self->store, person), created_cb, added, added_free),
                     _ ("Person added"));
}

static void
name_chosen_cb (AdwAlertDialog *dialog, const char *response, MitMembersPage *self)
{
  GtkEditable *given = g_object_get_data (G_OBJECT (dialog), "given");
  GtkEditable *family = g_object_get_data (G_OBJECT (dialog), "family");
  MitPerson   *person;

  if (g_strcmp0 (response, "add") != 0)
    return;
  person = mit_person_new ();
  mit_person_set (person, MIT_PERSON_GIVEN, gtk_editable_get_text (given));
  mit_person_set (person, MIT_PERSON_FAMILY, gtk_editable_get_text (family));
  mit_person_add_period (person, MIT_STAGE_SUPPORTER, mit_date_today (), MIT_DATE_NONE, NULL);
  add_person (self, person);
}

static void
names_changed_cb (AdwAlertDialog *dialog)
{
  GtkEditable *given = g_object_get_data (G_OBJECT (dialog), "given");
  GtkEditable *family = g_object_get_data (G_OBJECT (dialog), "family");

  adw_alert_dialog_set_response_enabled (dialog, "add", *gtk_editable_get_text (given) || *gtk_editable_get_text (family));
}

static GtkWidget *
add_name_row (AdwAlertDialog *dialog, GtkListBox *list, const char *key, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_list_box_append (list, row);
  g_object_set_data (G_OBJECT (dialog), key, row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (names_changed_cb), dialog);

  return row;
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Add Person"), _ ("Everything else can be filled in afterwards.")));
  GtkListBox     *list = GTK_LIST_BOX (gtk_list_box_new ());

  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (list), "boxed-list");
  add_name_row (dialog, list, "given", _ ("Given name"));
  add_name_row (dialog, list, "family", _ ("Family name"));
  adw_alert_dialog_set_extra_child (dialog, GTK_WIDGET (list));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "add", _ ("_Add"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (dialog, "add", FALSE);
  adw_alert_dialog_set_default_response (dialog, "add");
  g_signal_connect_object (dialog, "response", G_CALLBACK (name_chosen_cb), widget, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mit_members_page_import (MIT_MEMBERS_PAGE (widget), NULL);
}

static void
fill_stages (MitMembersPage *self)
{
  g_autoptr (GtkStringList) stages = gtk_string_list_new (NULL);

  gtk_string_list_append (stages, _ ("Any"));
  for (int i = MIT_STAGE_SUPPORTER; i < MIT_N_STAGES; i++)
    gtk_string_list_append (stages, mit_stage_label ((MitStage) i));
  adw_combo_row_set_model (self->stage_row, G_LIST_MODEL (stages));
}

static void
fill_groups (MitMembersPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->is_filling = TRUE;
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->groups = mit_groups_load (mit_store_reader (self->store), NULL);
  gtk_string_list_append (names, _ ("Any"));
  for (guint i = 0; self->groups && i < self->groups->len; i++)
    gtk_string_list_append (names, ((MitGroup *) g_ptr_array_index (self->groups, i))->name);
  adw_combo_row_set_model (self->group_row, G_LIST_MODEL (names));
  self->is_filling = FALSE;
}

static void
store_changed_cb (MitMembersPage *self)
{
  guint selected = adw_combo_row_get_selected (self->group_row);

  fill_groups (self);
  self->is_filling = TRUE;
  adw_combo_row_set_selected (self->group_row, selected);
  self->is_filling = FALSE;
  refresh (self);
}

/* A column header can be clicked only if there is a sorter; the sorting itself is done in the register. */
static void
make_sortable (GtkColumnViewColumn *column)
{
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

  gtk_column_view_column_set_sorter (column, sorter);
}

static void
became_narrow_cb (MitMembersPage *self)
{
  self->is_narrow = TRUE;
  show_right_view (self);
}

static void
became_wide_cb (MitMembersPage *self)
{
  self->is_narrow = FALSE;
  show_right_view (self);
}

static void
mit_members_page_dispose (GObject *object)
{
  MitMembersPage *self = MIT_MEMBERS_PAGE (object);

  /* A split view that is folded inside a folded one never lets go of its first page (libadwaita 1.7): let go for it of
   * what is on that page, the list and with it the register. */
  if (self->split)
    adw_navigation_page_set_child (adw_navigation_split_view_get_sidebar (self->split), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_MEMBERS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->store);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->search, g_free);

  G_OBJECT_CLASS (mit_members_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, split);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, narrow_breakpoint);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, banner);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, column_view);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, name_column);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, place_column);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, stage_column);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, since_column);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, number_column);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, stage_row);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, group_row);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, from_row);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, until_row);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, no_contact_row);
  gtk_widget_class_bind_template_child (widget_class, MitMembersPage, person_page);
}

static void
mit_members_page_class_init (MitMembersPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_members_page_dispose;
  g_type_ensure (MIT_TYPE_DATE_ROW);
  g_type_ensure (MIT_TYPE_PERSON_PAGE);
  g_type_ensure (MIT_TYPE_PERSON_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/members/mit-members-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "members.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "members.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "members.show-all", NULL, show_all_cb);
  gtk_widget_class_install_action (widget_class, "members.show-new", NULL, show_new_cb);
  gtk_widget_class_install_action (widget_class, "members.show-person", "s", show_person_cb);
  gtk_widget_class_install_action (widget_class, "members.groups", NULL, groups_cb);
  gtk_widget_class_install_action (widget_class, "members.show-bin", NULL, show_bin_cb);
  gtk_widget_class_install_action (widget_class, "members.show-duplicates", NULL, show_duplicates_cb);
}

static gboolean
dropped_cb (MitMembersPage *self, const GValue *value)
{
  g_autofree char *path = g_file_get_path (g_value_get_object (value));

  if (path)
    mit_members_page_import (self, path);

  return path != NULL;
}

/* A list that is dropped on the people is to be imported. */
static void
accept_files (MitMembersPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
connect_signals (MitMembersPage *self)
{
  GtkColumnViewColumn *columns[] = { self->name_column, self->place_column, self->stage_column, self->since_column, self->number_column };
  GtkWidget           *filters[] = { GTK_WIDGET (self->from_row), GTK_WIDGET (self->until_row) };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    make_sortable (columns[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    g_signal_connect_object (filters[i], "changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stage_row, "notify::selected", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->group_row, "notify::selected", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->no_contact_row, "notify::active", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->narrow_breakpoint, "apply", G_CALLBACK (became_narrow_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->narrow_breakpoint, "unapply", G_CALLBACK (became_wide_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_entry, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_entry, "stop-search", G_CALLBACK (search_stopped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_entry, "activate", G_CALLBACK (search_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->column_view, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list_view, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed", G_CALLBACK (sort_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
banner_clicked_cb (MitMembersPage *self)
{
  clear_filter (self);
  refresh (self);
}

static void
mit_members_page_init (MitMembersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  accept_files (self);
  gtk_search_entry_set_search_delay (self->search_entry, 60);
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self->column_view));
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (banner_clicked_cb), self, G_CONNECT_SWAPPED);
}

/** mit_members_page_new: Returns: (transfer floating) */
GtkWidget *
mit_members_page_new (MitStore *store)
{
  MitMembersPage *self = g_object_new (MIT_TYPE_MEMBERS_PAGE, NULL);

  self->store = g_object_ref (store);
  self->model = mit_people_model_new (store);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  mit_person_page_set_store (self->person_page, store);
  fill_stages (self);
  fill_groups (self);
  connect_signals (self);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_sort_by_column (self->column_view, self->name_column, GTK_SORT_ASCENDING);
  refresh (self);

  return GTK_WIDGET (self);
}

/** mit_members_page_show_person: Go to one person, whatever the list shows. */
void
mit_members_page_show_person (MitMembersPage *self, const MitId *id)
{
  self->shown = mit_people_n (mit_store_reader (self->store), id);
  mit_person_page_show (self->person_page, id);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  refresh (self);
}

/** mit_members_page_import: Begin to take a list in. @path: (nullable): its file, if it is known already */
void
mit_members_page_import (MitMembersPage *self, const char *path)
{
  AdwDialog *dialog = mit_import_dialog_new (self->store);

  adw_dialog_present (dialog, GTK_WIDGET (self));
  if (path)
    mit_import_dialog_load (MIT_IMPORT_DIALOG (dialog), path);
}

/** mit_members_page_search: Put the cursor into the search field. */
void
mit_members_page_search (MitMembersPage *self)
{
  adw_navigation_split_view_set_show_content (self->split, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/** mit_members_page_get_query: Whom the list shows, and in what order. Returns: (transfer none): until it shows others */
const MitPeopleQuery *
mit_members_page_get_query (MitMembersPage *self)
{
  return &self->query;
}
