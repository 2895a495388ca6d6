// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-ui.h"

#include <mit-members-page.h>
#include <mit-person-edit.h>
#include <mit-person-item.h>

static void
open_members (MitTestScene *scene)
{
  mit_test_scene_init (scene, "members-district.csv");
  mit_test_scene_show (scene, mit_members_page_new (scene->office.store));
}

static GListModel *
people (MitTestScene *scene)
{
  return G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (mit_test_child (scene->shown, "column_view"))));
}

static guint
n_people (MitTestScene *scene)
{
  return g_list_model_get_n_items (people (scene));
}

static void
search (MitTestScene *scene, const char *words)
{
  mit_test_type (mit_test_child (scene->shown, "search_entry"), words);
}

static const char *
subtitle (MitTestScene *scene)
{
  return adw_window_title_get_subtitle (ADW_WINDOW_TITLE (mit_test_child (scene->shown, "window_title")));
}

static void
test_typing_narrows_the_list (void)
{
  g_auto (MitTestScene) scene = { 0 };
  guint n_found;

  open_members (&scene);
  g_assert_cmpuint (n_people (&scene), ==, 1260);
  search (&scene, "krämer");
  mit_test_until (n_people (&scene) < 1260);
  n_found = n_people (&scene);
  g_assert_cmpuint (n_found, ==, mit_test_find (&scene.office, &(MitPeopleQuery) { .search = "krämer" }));
  g_assert_cmpuint (n_found, >, 2);

  /* Whoever has no umlauts on the keyboard finds the same people. */
  search (&scene, "kramer");
  mit_test_until (n_people (&scene) == n_found);
  search (&scene, "krämer heike");
  mit_test_until (n_people (&scene) == 3);
  search (&scene, "");
  mit_test_until (n_people (&scene) == 1260);
}

static void
test_the_count_says_how_many_are_hidden (void)
{
  g_auto (MitTestScene) scene = { 0 };
  AdwBanner *banner;

  open_members (&scene);
  banner = ADW_BANNER (mit_test_child (scene.shown, "banner"));
  g_assert_false (adw_banner_get_revealed (banner));
  adw_combo_row_set_selected (ADW_COMBO_ROW (mit_test_child (scene.shown, "stage_row")), MIT_STAGE_GUEST);
  g_assert_cmpuint (n_people (&scene), ==, mit_test_find (&scene.office, &(MitPeopleQuery) { .stage = MIT_STAGE_GUEST }));
  g_assert_cmpuint (n_people (&scene), <, 100);
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_nonnull (strstr (adw_banner_get_title (banner), "1.260"));
  g_assert_true (g_str_has_suffix (subtitle (&scene), " people"));

  g_signal_emit_by_name (banner, "button-clicked");
  g_assert_cmpuint (n_people (&scene), ==, 1260);
  g_assert_false (adw_banner_get_revealed (banner));
}

static void
test_a_search_without_an_answer_offers_everybody (void)
{
  g_auto (MitTestScene) scene = { 0 };

  open_members (&scene);
  search (&scene, "xyzzy");
  mit_test_until (mit_test_shows (scene.shown, "Nobody Found"));
  mit_test_act (scene.shown, "members.show-all");
  g_assert_cmpuint (n_people (&scene), ==, 1260);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (mit_test_child (scene.shown, "search_entry"))), ==, "");
}

static char *
first_place (MitTestScene *scene)
{
  g_autoptr (GObject) item = g_list_model_get_object (people (scene), 0);
  char *place;

  g_object_get (item, "place", &place, NULL);

  return place;
}

static void
test_a_header_sorts (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkColumnView       *view;
  GtkColumnViewColumn *column;
  g_autofree char     *first = NULL;
  g_autofree char     *last = NULL;

  open_members (&scene);
  view = GTK_COLUMN_VIEW (mit_test_child (scene.shown, "column_view"));
  column = GTK_COLUMN_VIEW_COLUMN (gtk_widget_get_template_child (scene.shown, MIT_TYPE_MEMBERS_PAGE, "place_column"));
  gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
  last = first_place (&scene);
  gtk_column_view_sort_by_column (view, column, GTK_SORT_ASCENDING);
  first = first_place (&scene);
  g_assert_cmpint (g_utf8_collate (first, last), <, 0);
  g_assert_cmpuint (n_people (&scene), ==, 1260);
}

/* Choose the first one found, as Enter does; returns the page that shows them. */
static GtkWidget *
choose (MitTestScene *scene, const char *words)
{
  GtkWidget *entry = mit_test_child (scene->shown, "search_entry");

  search (scene, words);
  mit_test_until (n_people (scene) == 1);
  g_signal_emit_by_name (entry, "activate");
  mit_test_until (mit_test_shows (mit_test_child (scene->shown, "person_page"), "Membership"));

  return mit_test_child (scene->shown, "person_page");
}

static GtkWidget *
field (GtkWidget *person_page, const char *title)
{
  GtkWidget *row = mit_test_find_text (person_page, ADW_TYPE_PREFERENCES_ROW, title);

  g_assert_nonnull (row);

  return row;
}

static gboolean
field_says (GtkWidget *person_page, const char *title, const char *text)
{
  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (field (person_page, title))), text) == 0;
}

static void
test_a_field_is_changed_in_place_and_changed_back (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkWidget *page;

  open_members (&scene);
  page = choose (&scene, "10003");
  g_assert_true (field_says (page, "Place", "Crimmitschau"));
  mit_test_enter (field (page, "Place"), "Werdau");
  mit_test_until (mit_test_find (&scene.office, &(MitPeopleQuery) { .search = "10003 werdau" }) == 1);
  mit_test_until (field_says (page, "Place", "Werdau"));
  mit_test_until (mit_test_shows (scene.window, "Changed"));

  mit_test_undo (&scene.office);
  mit_test_until (field_says (page, "Place", "Crimmitschau"));
  g_assert_cmpuint (mit_test_find (&scene.office, &(MitPeopleQuery) { .search = "10003 werdau" }), ==, 0);
}

static void
test_what_is_no_day_is_refused (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkWidget *page;

  open_members (&scene);
  page = choose (&scene, "10003");
  g_assert_true (field_says (page, "Date of birth", "15/11/1998"));
  mit_test_enter (field (page, "Date of birth"), "31.02.1970");
  mit_test_until (mit_test_shows (mit_test_dialog (&scene), "This did not work"));
  adw_dialog_force_close (mit_test_dialog (&scene));
  g_assert_cmpuint (mit_test_count (&scene.office, "SELECT count (*) FROM person WHERE born = '1998-11-15' AND number = '10003'"), ==, 1);
}

static gboolean
rename_elsewhere (MitDb *db, gpointer id, GError **error)
{
  return mit_person_write_field (db, id, MIT_PERSON_GIVEN, "Mehmet Ali", error);
}

static GtkWidget *
empty_row (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ENTRY_ROW (root) && !*gtk_editable_get_text (GTK_EDITABLE (root)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = empty_row (child);

  return found;
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_what_is_being_typed_survives_a_change_from_elsewhere (void)
{
  g_auto (MitTestScene) scene = { 0 };
  g_autoptr (MitPerson) person = NULL;
  GtkWidget *page;
  guint      n_changes = 0;

  open_members (&scene);
  page = choose (&scene, "10003");
  person = mit_test_person (&scene.office, "10003");
  mit_test_type (field (page, "Place"), "Werd");
  g_signal_connect_swapped (scene.office.store, "changed", G_CALLBACK (count_cb), &n_changes);
  mit_test_do (&scene.office, rename_elsewhere, &person->id);
  mit_test_until (n_changes > 0);
  g_assert_true (field_says (page, "Place", "Werd"));

  /* When it is written, the page is as the register is, and the cursor is where it was. */
  mit_test_enter (field (page, "Place"), "Werdau");
  mit_test_until (field_says (page, "Given name", "Mehmet Ali"));
  g_assert_true (field_says (page, "Place", "Werdau"));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (page)), field (page, "Place")));
}

static void
test_what_was_typed_is_written_when_somebody_else_is_shown (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkWidget *page;

  open_members (&scene);
  page = choose (&scene, "10003");
  mit_test_type (field (page, "Place"), "Werdau");
  choose (&scene, "10002");
  g_assert_true (field_says (page, "Given name", "Felix"));
  mit_test_until (mit_test_find (&scene.office, &(MitPeopleQuery) { .search = "10003 werdau" }) == 1);
}

static void
test_an_empty_field_is_behind_add (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkWidget *page;

  open_members (&scene);
  page = choose (&scene, "10003");
  g_assert_null (mit_test_find_text (page, ADW_TYPE_PREFERENCES_ROW, "Note"));
  g_assert_true (gtk_widget_activate_action (page, "person.add-field", "s", "note"));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (page)), field (page, "Note")));
  mit_test_enter (field (page, "Note"), "Likes to bake");
  mit_test_until (mit_test_count (&scene.office, "SELECT count (*) FROM person WHERE note = 'Likes to bake'") == 1);
}

static void
test_a_second_phone_is_added_once (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkWidget *page;
  GtkRoot   *root;

  open_members (&scene);
  page = choose (&scene, "10002");
  root = gtk_widget_get_root (page);
  g_assert_true (gtk_widget_activate_action (page, "person.add-contact", "s", "phone"));
  mit_test_enter (gtk_widget_get_ancestor (gtk_root_get_focus (root), ADW_TYPE_ENTRY_ROW), "0375 123456");
  mit_test_until (mit_test_shows (page, "0375 123456"));
  mit_test_until (mit_test_count (&scene.office, "SELECT count (*) FROM contact WHERE alive AND value LIKE '%123456'") == 1);

  /* The empty row was used up. */
  g_assert_null (empty_row (page));
}

static void
test_somebody_goes_into_the_bin_and_comes_back (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkWidget *page;

  open_members (&scene);
  page = choose (&scene, "10003");
  mit_test_act (page, "person.bin");
  mit_test_until (mit_test_shows (page, "This person is in the bin"));
  mit_test_until (mit_test_find (&scene.office, &(MitPeopleQuery) { 0 }) == 1259);
  mit_test_act (page, "person.restore");
  mit_test_until (mit_test_find (&scene.office, &(MitPeopleQuery) { 0 }) == 1260);
}

static void
test_somebody_is_added_and_shown (void)
{
  g_auto (MitTestScene) scene = { 0 };
  AdwDialog *dialog;

  open_members (&scene);
  mit_test_act (scene.shown, "members.add");
  dialog = mit_test_dialog (&scene);
  mit_test_type (mit_test_find_text (dialog, ADW_TYPE_ENTRY_ROW, "Given name"), "Věra");
  mit_test_type (mit_test_find_text (dialog, ADW_TYPE_ENTRY_ROW, "Family name"), "Nováková");
  g_signal_emit_by_name (dialog, "response", "add");
  adw_dialog_force_close (dialog);
  mit_test_until (n_people (&scene) == 1261);
  mit_test_until (mit_test_shows (mit_test_child (scene.shown, "person_page"), "Věra Nováková"));
}

int
main (int argc, char **argv)
{
  mit_test_ui_init (&argc, &argv);
  g_test_add_func ("/ui/members/typing-narrows-the-list", test_typing_narrows_the_list);
  g_test_add_func ("/ui/members/the-count-says-how-many-are-hidden", test_the_count_says_how_many_are_hidden);
  g_test_add_func ("/ui/members/a-search-without-an-answer-offers-everybody", test_a_search_without_an_answer_offers_everybody);
  g_test_add_func ("/ui/members/a-header-sorts", test_a_header_sorts);
  g_test_add_func ("/ui/members/a-field-is-changed-in-place-and-changed-back", test_a_field_is_changed_in_place_and_changed_back);
  g_test_add_func ("/ui/members/what-is-no-day-is-refused", test_what_is_no_day_is_refused);
  g_test_add_func ("/ui/members/what-is-being-typed-survives-a-change-from-elsewhere", test_what_is_being_typed_survives_a_change_from_elsewhere);
  g_test_add_func ("/ui/members/what-was-typed-is-written-when-somebody-else-is-shown", test_what_was_typed_is_written_when_somebody_else_is_shown);
  g_test_add_func ("/ui/members/an-empty-field-is-behind-add", test_an_empty_field_is_behind_add);
  g_test_add_func ("/ui/members/a-second-phone-is-added-once", test_a_second_phone_is_added_once);
  g_test_add_func ("/ui/members/somebody-goes-into-the-bin-and-comes-back", test_somebody_goes_into_the_bin_and_comes_back);
  g_test_add_func ("/ui/members/somebody-is-added-and-shown", test_somebody_is_added_and_shown);

  return g_test_run ();
}
