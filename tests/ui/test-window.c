// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-ui.h"

#include <mit-config.h>
#include <mit-setting.h>
#include <mit-start-page.h>

static void
open_window (MitTestScene *scene, const char *list)
{
  mit_test_scene_init (scene, list);
  mit_test_scene_open (scene);
}

static gboolean
asks_for_the_passphrase (MitTestScene *scene)
{
  return mit_test_shows (scene->window, "Register Locked");
}

/* Pages, dialogs and closures must all have let go of it, or the key stays in memory. */
static void
test_locking_lets_the_register_go (void)
{
  g_auto (MitTestScene) scene = { 0 };
  gpointer store;

  open_window (&scene, "members-district.csv");
  mit_window_go (MIT_WINDOW (scene.window), "members");
  mit_window_go (MIT_WINDOW (scene.window), "welcome");
  mit_window_go (MIT_WINDOW (scene.window), "seminars");
  mit_window_go (MIT_WINDOW (scene.window), "brochure");
  mit_test_act (scene.window, "win.preferences");
  g_assert_nonnull (mit_test_dialog (&scene));

  store = scene.office.store;
  g_object_add_weak_pointer (store, &store);
  g_clear_object (&scene.office.store);
  mit_test_act (scene.window, "win.lock");
  mit_test_until (store == NULL);
  mit_test_until (asks_for_the_passphrase (&scene));
}

static void
test_locking_throws_an_import_away (void)
{
  g_auto (MitTestScene) scene = { 0 };
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "members-district.csv", NULL);
  gpointer         store;

  open_window (&scene, NULL);
  mit_window_import (MIT_WINDOW (scene.window), path);
  mit_test_until (mit_test_shows (GTK_WIDGET (mit_test_dialog (&scene)), "How It Reads"));
  mit_test_act (mit_test_dialog (&scene), "import.plan");
  mit_test_until (mit_test_shows (GTK_WIDGET (mit_test_dialog (&scene)), "1.263 rows"));
  gtk_widget_grab_focus (mit_test_find_text (mit_test_dialog (&scene), ADW_TYPE_HEADER_BAR, NULL));

  store = scene.office.store;
  g_object_add_weak_pointer (store, &store);
  g_clear_object (&scene.office.store);
  mit_test_act (scene.window, "win.lock");
  mit_test_until (store == NULL);
}

static void
test_a_wrong_passphrase_is_answered_with_a_sentence (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkWidget       *start;
  gpointer         store;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MitStore) other = NULL;

  open_window (&scene, NULL);
  path = mit_test_register_file (&scene.office, "other.register");
  other = mit_store_create (path, "richtig", &error);
  g_assert_no_error (error);
  g_clear_object (&other);

  store = scene.office.store;
  g_object_add_weak_pointer (store, &store);
  g_clear_object (&scene.office.store);
  mit_test_act (scene.window, "win.lock");
  mit_test_until (store == NULL);
  start = mit_test_child (scene.window, "start_page");
  mit_start_page_ask (MIT_START_PAGE (start), path);
  mit_test_enter (mit_test_child (start, "passphrase_row"), "falsch");
  mit_test_until (mit_test_shows (start, "This passphrase does not open the register."));
  mit_test_until (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (scene.window)), mit_test_child (start, "passphrase_row")));

  mit_test_enter (mit_test_child (start, "passphrase_row"), "richtig");
  mit_test_until (mit_test_shows (scene.window, "The register is empty"));
}

static void
test_a_new_passphrase_must_be_typed_twice (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkWidget *button;

  mit_test_scene_init (&scene, NULL);
  mit_test_scene_show (&scene, g_object_new (MIT_TYPE_START_PAGE, NULL));
  mit_start_page_ask (MIT_START_PAGE (scene.shown), NULL);
  mit_test_act (scene.shown, "start.create");
  button = mit_test_find_text (scene.shown, GTK_TYPE_BUTTON, "_Choose Place and Create …");
  mit_test_until (gtk_widget_get_mapped (button));
  g_assert_false (gtk_widget_get_sensitive (button));
  mit_test_type (mit_test_child (scene.shown, "new_passphrase_row"), "vier alte Kraniche");
  g_assert_false (gtk_widget_get_sensitive (button));
  mit_test_type (mit_test_child (scene.shown, "repeat_row"), "vier alte Kranich");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_true (gtk_widget_has_css_class (mit_test_child (scene.shown, "repeat_row"), "error"));
  mit_test_type (mit_test_child (scene.shown, "repeat_row"), "vier alte Kraniche");
  g_assert_true (gtk_widget_get_sensitive (button));
}

static void
test_an_empty_register_says_what_to_do_first (void)
{
  g_auto (MitTestScene) scene = { 0 };

  open_window (&scene, NULL);
  mit_test_until (mit_test_shows (scene.window, "The register is empty"));
  g_assert_true (mit_test_shows (scene.window, "The office’s address is missing"));
  g_assert_false (mit_test_shows (scene.window, "welcome letter"));
}

static void
test_what_is_due_is_counted_beside_its_part (void)
{
  g_auto (MitTestScene) scene = { 0 };
  g_autofree char *list = NULL;
  int              year, month, day;

  mit_date_get (mit_date_add_days (mit_date_today (), -7), &year, &month, &day);
  list = g_strdup_printf ("Vorname;Name;Straße;PLZ;Ort;Eintritt;Status\nErika;Muster;Am Markt 1;08056;Zwickau;%02d.%02d.%d;Mitglied\n", day, month, year);
  open_window (&scene, NULL);
  g_assert_false (mit_test_shows (mit_test_child (scene.window, "sidebar_list"), "1"));
  mit_test_import (&scene.office, list);
  mit_test_until (mit_test_shows (mit_test_child (scene.window, "sidebar_list"), "1"));
  mit_test_until (mit_test_shows (scene.window, "1 welcome letter is due"));

  mit_test_act (scene.window, "win.undo");
  mit_test_until (mit_test_shows (scene.window, "Taken back: 1 person imported"));
  mit_test_until (mit_test_shows (scene.window, "The register is empty"));
}

static void
test_the_offices_name_is_written_and_shown (void)
{
  g_auto (MitTestScene) scene = { 0 };
  AdwDialog *dialog;

  open_window (&scene, NULL);
  mit_test_act (scene.window, "win.preferences");
  dialog = mit_test_dialog (&scene);
  mit_test_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  mit_test_enter (mit_test_find_text (dialog, ADW_TYPE_ENTRY_ROW, "Name of the district or office"), "Kreisverband Muster");
  mit_test_until (mit_test_shows (mit_test_child (scene.window, "split"), "Kreisverband Muster"));
}

static gboolean
is_set (MitTestScene *scene, const char *name, const char *value)
{
  g_autofree char *written = mit_setting_get (mit_store_reader (scene->office.store), name);

  return g_strcmp0 (written, value) == 0;
}

/* Nobody presses the small button at the end of the row. */
static void
test_preferences_keep_what_was_typed (void)
{
  g_auto (MitTestScene) scene = { 0 };
  AdwDialog *dialog;

  open_window (&scene, NULL);
  mit_test_act (scene.window, "win.preferences");
  dialog = mit_test_dialog (&scene);
  mit_test_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  mit_test_type (mit_test_find_text (dialog, ADW_TYPE_ENTRY_ROW, "Who signs letters"), "Renate Groß");
  adw_dialog_close (dialog);
  mit_test_until (is_set (&scene, "signer", "Renate Groß"));
}

/* A keyring that has nothing for it, or none at all, must not keep anybody out. */
static void
test_a_register_that_the_keyring_does_not_open_asks_for_the_passphrase (void)
{
  g_auto (MitTestScene) scene = { 0 };
  g_autoptr (GSettings) settings = g_settings_new (MIT_APPLICATION_ID);
  g_autofree char *path = NULL;

  mit_test_scene_init (&scene, NULL);
  path = g_strdup (mit_store_get_path (scene.office.store));
  g_settings_set_string (settings, "remembered-register", path);
  mit_test_scene_ask (&scene, path);
  mit_test_until (mit_test_shows (scene.window, "Type the passphrase"));
  g_assert_true (asks_for_the_passphrase (&scene));
  g_settings_reset (settings, "remembered-register");
}

int
main (int argc, char **argv)
{
  mit_test_ui_init (&argc, &argv);
  g_test_add_func ("/ui/window/locking-lets-the-register-go", test_locking_lets_the_register_go);
  g_test_add_func ("/ui/window/locking-throws-an-import-away", test_locking_throws_an_import_away);
  g_test_add_func ("/ui/window/a-wrong-passphrase-is-answered-with-a-sentence", test_a_wrong_passphrase_is_answered_with_a_sentence);
  g_test_add_func ("/ui/window/a-new-passphrase-must-be-typed-twice", test_a_new_passphrase_must_be_typed_twice);
  g_test_add_func ("/ui/window/an-empty-register-says-what-to-do-first", test_an_empty_register_says_what_to_do_first);
  g_test_add_func ("/ui/window/what-is-due-is-counted-beside-its-part", test_what_is_due_is_counted_beside_its_part);
  g_test_add_func ("/ui/window/preferences-keep-what-was-typed", test_preferences_keep_what_was_typed);
  g_test_add_func ("/ui/window/a-register-that-the-keyring-does-not-open-asks-for-the-passphrase", test_a_register_that_the_keyring_does_not_open_asks_for_the_passphrase);
  g_test_add_func ("/ui/window/the-offices-name-is-written-and-shown", test_the_offices_name_is_written_and_shown);

  return g_test_run ();
}
