// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-ui.h"

#include <mit-import-dialog.h>

static char *
list_path (const char *name)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", name, NULL);
}

static void
open_dialog (MitTestScene *scene, const char *list)
{
  g_autofree char *path = list_path (list);

  mit_test_scene_init (scene, NULL);
  mit_test_scene_present (scene, mit_import_dialog_new (scene->office.store));
  mit_import_dialog_load (MIT_IMPORT_DIALOG (scene->shown), path);
  mit_test_until (mit_test_shows (scene->shown, "How It Reads"));
}

/* The number at the end of a row such as "New". */
static gboolean
counts (MitTestScene *scene, const char *title, const char *number)
{
  GtkWidget *row = mit_test_find_text (scene->shown, ADW_TYPE_EXPANDER_ROW, title);

  return row && mit_test_find_text (row, GTK_TYPE_LABEL, number);
}

static void
test_the_office_list_is_recognised (void)
{
  g_auto (MitTestScene) scene = { 0 };

  open_dialog (&scene, "members-district.csv");
  g_assert_true (mit_test_shows (mit_test_child (scene.shown, "sample_grid"), "Günther"));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (mit_test_child (scene.shown, "separator_row"))), ==, 0);
  g_assert_nonnull (mit_test_find_text (scene.shown, ADW_TYPE_COMBO_ROW, "Geb.-Datum"));
}

static void
test_another_encoding_reads_otherwise (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkWidget *sample, *row;
  guint      right;

  open_dialog (&scene, "members-district.csv");
  sample = mit_test_child (scene.shown, "sample_grid");
  row = mit_test_child (scene.shown, "encoding_row");
  right = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), MIT_ENCODING_MAC_ROMAN);
  mit_test_until (!mit_test_shows (sample, "Günther"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), right);
  mit_test_until (mit_test_shows (sample, "Günther"));
}

static void
test_all_rows_are_accounted_for_before_anything_is_written (void)
{
  g_auto (MitTestScene) scene = { 0 };

  open_dialog (&scene, "members-district.csv");
  mit_test_act (scene.shown, "import.plan");
  mit_test_until (mit_test_shows (scene.shown, "1.263 rows"));
  g_assert_true (counts (&scene, "New", "1.260"));
  g_assert_true (counts (&scene, "Changed", "0"));
  g_assert_true (counts (&scene, "The Same", "0"));
  g_assert_true (counts (&scene, "Wrong", "2"));
  g_assert_true (counts (&scene, "Blank", "1"));
  g_assert_true (counts (&scene, "Repaired", "80"));
  g_assert_cmpint (mit_people_count (mit_store_reader (scene.office.store)), ==, 0);
}

static void
test_an_import_is_made_and_taken_back (void)
{
  g_auto (MitTestScene) scene = { 0 };

  open_dialog (&scene, "members-district.csv");
  mit_test_act (scene.shown, "import.plan");
  mit_test_until (mit_test_shows (scene.shown, "1.263 rows"));
  mit_test_act (scene.shown, "import.apply");
  mit_test_until (mit_people_count (mit_store_reader (scene.office.store)) == 1260);
  mit_test_until (!adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (scene.window)));

  mit_test_undo (&scene.office);
  g_assert_cmpint (mit_people_count (mit_store_reader (scene.office.store)), ==, 0);
}

static void
test_a_second_time_there_is_nothing_to_import (void)
{
  g_auto (MitTestScene) scene = { 0 };
  g_autofree char *path = list_path ("members-district.csv");

  mit_test_scene_init (&scene, "members-district.csv");
  mit_test_scene_present (&scene, mit_import_dialog_new (scene.office.store));
  mit_import_dialog_load (MIT_IMPORT_DIALOG (scene.shown), path);
  mit_test_act (scene.shown, "import.plan");
  mit_test_until (mit_test_shows (scene.shown, "Nothing to Import"));
  g_assert_true (counts (&scene, "The Same", "1.260"));
  g_assert_false (gtk_widget_get_sensitive (mit_test_child (scene.shown, "import_button")));
}

static void
test_what_is_no_list_is_refused_in_a_sentence (void)
{
  g_auto (MitTestScene) scene = { 0 };
  g_autofree char *path = NULL;

  mit_test_scene_init (&scene, NULL);
  path = mit_test_register_file (&scene.office, "nothing.csv");
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  mit_test_scene_present (&scene, mit_import_dialog_new (scene.office.store));
  mit_import_dialog_load (MIT_IMPORT_DIALOG (scene.shown), path);
  mit_test_until (mit_test_shows (scene.window, "This did not work"));
  g_assert_false (mit_test_shows (scene.shown, "How It Reads"));
}

int
main (int argc, char **argv)
{
  mit_test_ui_init (&argc, &argv);
  g_test_add_func ("/ui/import/the-office-list-is-recognised", test_the_office_list_is_recognised);
  g_test_add_func ("/ui/import/another-encoding-reads-otherwise", test_another_encoding_reads_otherwise);
  g_test_add_func ("/ui/import/all-rows-are-accounted-for-before-anything-is-written", test_all_rows_are_accounted_for_before_anything_is_written);
  g_test_add_func ("/ui/import/an-import-is-made-and-taken-back", test_an_import_is_made_and_taken_back);
  g_test_add_func ("/ui/import/a-second-time-there-is-nothing-to-import", test_a_second_time_there_is_nothing_to_import);
  g_test_add_func ("/ui/import/what-is-no-list-is-refused-in-a-sentence", test_what_is_no_list_is_refused_in_a_sentence);

  return g_test_run ();
}
