// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-ui.h"

#include <mit-brochure-page.h>
#include <mit-import-dialog.h>
#include <mit-members-page.h>
#include <mit-preferences-dialog.h>
#include <mit-seminars-page.h>
#include <mit-shortcuts.h>
#include <mit-start-page.h>
#include <mit-template-dialog.h>
#include <mit-today-page.h>
#include <mit-welcome-page.h>

/* A template that is wrong says so only when it is made. */
static void
show_and_leave (GtkWidget *(*make) (MitStore *store), const char *list)
{
  g_auto (MitTestScene) scene = { 0 };

  mit_test_scene_init (&scene, list);
  mit_test_scene_show (&scene, make (scene.office.store));
  g_assert_cmpint (gtk_widget_get_width (scene.shown), >, 300);
  mit_test_scene_finish (&scene);
}

static void
test_each_page_shows_people_and_goes (void)
{
  show_and_leave (mit_today_page_new, "members-district.csv");
  show_and_leave (mit_members_page_new, "members-district.csv");
  show_and_leave (mit_welcome_page_new, "members-district.csv");
  show_and_leave (mit_seminars_page_new, "members-district.csv");
  show_and_leave (mit_brochure_page_new, "members-district.csv");
}

static void
test_each_page_bears_an_empty_register (void)
{
  show_and_leave (mit_today_page_new, NULL);
  show_and_leave (mit_members_page_new, NULL);
  show_and_leave (mit_welcome_page_new, NULL);
  show_and_leave (mit_seminars_page_new, NULL);
  show_and_leave (mit_brochure_page_new, NULL);
}

static void
test_the_start_page_goes (void)
{
  g_auto (MitTestScene) scene = { 0 };

  mit_test_scene_init (&scene, NULL);
  mit_test_scene_show (&scene, g_object_new (MIT_TYPE_START_PAGE, NULL));
  mit_start_page_ask (MIT_START_PAGE (scene.shown), NULL);
  mit_test_scene_finish (&scene);
}

static void
present_and_leave (AdwDialog *(*make) (MitStore *store))
{
  g_auto (MitTestScene) scene = { 0 };

  mit_test_scene_init (&scene, "members-district.csv");
  mit_test_scene_present (&scene, make (scene.office.store));
  mit_test_scene_finish (&scene);
}

static AdwDialog *
make_welcome_letter (MitStore *store)
{
  return mit_template_dialog_new (store, "welcome");
}

static AdwDialog *
make_invitation (MitStore *store)
{
  return mit_template_dialog_new (store, "invitation");
}

static AdwDialog *
make_preferences (MitStore *store)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.mitmachen.Mitmachen");

  return mit_preferences_dialog_new (store, settings);
}

static void
test_each_dialog_opens_and_goes (void)
{
  present_and_leave (mit_import_dialog_new);
  present_and_leave (make_welcome_letter);
  present_and_leave (make_invitation);
  present_and_leave (make_preferences);
}

static void
test_the_window_goes_with_all_its_pages (void)
{
  static const char *const parts[] = { "today", "members", "welcome", "seminars", "brochure" };
  g_auto (MitTestScene) scene = { 0 };

  mit_test_scene_init (&scene, "members-district.csv");
  mit_test_scene_open (&scene);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      mit_window_go (MIT_WINDOW (scene.window), parts[i]);
      mit_test_until (g_strcmp0 (adw_navigation_page_get_tag (adw_navigation_split_view_get_content (
                                   ADW_NAVIGATION_SPLIT_VIEW (mit_test_child (scene.window, "split")))),
                                 parts[i]) == 0);
    }
  mit_test_scene_finish (&scene);
}

static void
test_the_shortcuts_are_shown (void)
{
  g_auto (MitTestScene) scene = { 0 };

  mit_test_scene_init (&scene, NULL);
  mit_test_scene_open (&scene);
  mit_shortcuts_present (scene.window);
  mit_test_until (mit_test_shows (mit_test_dialog (&scene), "Take the last action back"));
  mit_test_scene_finish (&scene);
}

int
main (int argc, char **argv)
{
  mit_test_ui_init (&argc, &argv);
  g_test_add_func ("/ui/templates/each-page-shows-people-and-goes", test_each_page_shows_people_and_goes);
  g_test_add_func ("/ui/templates/each-page-bears-an-empty-register", test_each_page_bears_an_empty_register);
  g_test_add_func ("/ui/templates/the-start-page-goes", test_the_start_page_goes);
  g_test_add_func ("/ui/templates/each-dialog-opens-and-goes", test_each_dialog_opens_and_goes);
  g_test_add_func ("/ui/templates/the-window-goes-with-all-its-pages", test_the_window_goes_with_all_its_pages);
  g_test_add_func ("/ui/templates/the-shortcuts-are-shown", test_the_shortcuts_are_shown);

  return g_test_run ();
}
