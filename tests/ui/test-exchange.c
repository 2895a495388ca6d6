// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-ui.h"

#include <mit-exchange-page.h>
#include <mit-post-dialog.h>
#include <mit-setting.h>

static gboolean
run_set_district (MitDb *db, gpointer data, GError **error)
{
  return mit_setting_set (db, "district", data, error);
}

static void
scene_init (MitTestScene *scene)
{
  mit_test_scene_init (scene, NULL);
  mit_test_do (&scene->office, run_set_district, (gpointer) "Kreisverband Beispielburg");
}

static void
publish (MitTestScene *scene, const char *title)
{
  MitPostDraft draft = { .kind = MIT_POST_IDEA, .title = title, .body = "Kaffee hilft." };
  g_autoptr (GError) error = NULL;
  MitId id;

  mit_post_publish_sync (scene->office.store, &draft, &id, &error);
  g_assert_no_error (error);
}

static void
type_text (GtkWidget *dialog, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (mit_test_find_type (dialog, GTK_TYPE_TEXT_VIEW))), text, -1);
}

static void
test_who_takes_part_in_none_is_told_what_it_is (void)
{
  g_auto (MitTestScene) scene = { 0 };

  scene_init (&scene);
  mit_test_scene_show (&scene, mit_exchange_page_new (scene.office.store));
  mit_test_until (mit_test_shows (scene.shown, "Learn from Other Districts"));
}

static void
test_texts_are_listed_and_opened (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkWidget *list;

  scene_init (&scene);
  publish (&scene, "Frühstück für Neue");
  mit_test_scene_show (&scene, mit_exchange_page_new (scene.office.store));
  mit_test_until (mit_test_shows (scene.shown, "Frühstück für Neue"));
  list = mit_test_child (scene.shown, "list_box");
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  mit_test_until (mit_test_shows (scene.shown, "Kaffee hilft."));
}

static void
test_a_text_is_published (void)
{
  g_auto (MitTestScene) scene = { 0 };
  AdwDialog *dialog;

  scene_init (&scene);
  dialog = mit_post_dialog_new (scene.office.store, NULL, NULL);
  mit_test_scene_present (&scene, dialog);
  mit_test_type (mit_test_child (dialog, "title_row"), "Frühstück");
  type_text (GTK_WIDGET (dialog), "Kaffee hilft.");
  g_signal_emit_by_name (mit_test_child (dialog, "publish_button"), "clicked");
  mit_test_until (mit_test_count (&scene.office, "SELECT count (*) FROM post WHERE title = 'Frühstück'") == 1);
}

static void
test_what_may_be_about_somebody_is_asked_about (void)
{
  g_auto (MitTestScene) scene = { 0 };
  AdwDialog *dialog;

  scene_init (&scene);
  dialog = mit_post_dialog_new (scene.office.store, NULL, NULL);
  mit_test_scene_present (&scene, dialog);
  mit_test_type (mit_test_child (dialog, "title_row"), "Kontakt");
  type_text (GTK_WIDGET (dialog), "Fragt unter kasse@example.org.");
  g_signal_emit_by_name (mit_test_child (dialog, "publish_button"), "clicked");
  mit_test_until (mit_test_dialog (&scene) != dialog && mit_test_shows (mit_test_dialog (&scene), "About Certain People?"));
  g_assert_cmpint (mit_test_count (&scene.office, "SELECT count (*) FROM post"), ==, 0);
  adw_dialog_force_close (mit_test_dialog (&scene));
}

static void
test_what_is_not_published_is_there_next_time (void)
{
  g_auto (MitTestScene) scene = { 0 };
  AdwDialog       *dialog;
  MitId            none = { 0 };
  g_autofree char *title = NULL, *body = NULL;

  scene_init (&scene);
  dialog = mit_post_dialog_new (scene.office.store, NULL, NULL);
  mit_test_scene_present (&scene, dialog);
  mit_test_type (mit_test_child (dialog, "title_row"), "Frühstück");
  type_text (GTK_WIDGET (dialog), "Kaffee\nhilft.");
  adw_dialog_close (dialog);
  mit_test_until (mit_test_count (&scene.office, "SELECT count (*) FROM setting WHERE name = 'exchange-draft'") == 1);
  mit_post_load_draft (mit_store_reader (scene.office.store), &none, &title, &body);

  g_assert_cmpstr (title, ==, "Frühstück");
  g_assert_cmpstr (body, ==, "Kaffee\nhilft.");
}

int
main (int argc, char **argv)
{
  mit_test_ui_init (&argc, &argv);
  g_test_add_func ("/exchange/view/who-takes-part-in-none-is-told-what-it-is", test_who_takes_part_in_none_is_told_what_it_is);
  g_test_add_func ("/exchange/view/texts-are-listed-and-opened", test_texts_are_listed_and_opened);
  g_test_add_func ("/exchange/view/a-text-is-published", test_a_text_is_published);
  g_test_add_func ("/exchange/view/what-may-be-about-somebody-is-asked-about", test_what_may_be_about_somebody_is_asked_about);
  g_test_add_func ("/exchange/view/what-is-not-published-is-there-next-time", test_what_is_not_published_is_there_next_time);

  return g_test_run ();
}
