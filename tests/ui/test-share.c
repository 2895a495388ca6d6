// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-ui.h"

#include <mit-code-sheet.h>
#include <mit-setting.h>
#include <mit-share-helper.h>
#include <mit-share.h>

#include <poppler.h>

/* Longer than a tick of the clock that changes are stamped with, which is a millisecond. */
#define TICK_US 3000

/* The office's window on one side, the laptop's register on the other, and a folder between them. */
typedef struct
{
  MitTestScene    scene;
  MitTestRegister laptop;
  char           *place;
} Desk;

static void
share (MitStore *store, const char *place, const char *device, gboolean creates)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MitVessel) vessel = creates ? mit_vessel_create (place, MIT_SHAPE_FOLDER, &error) : mit_vessel_open (place, &error);
  MitShareSetup    setup = { MIT_SCOPE_DISTRICT, place, "Anna", "vier Worte für alle", device };
  g_autofree char *code = NULL;
  MitShareReport   report;

  g_assert_no_error (error);
  if (creates)
    code = mit_share_create_sync (store, vessel, &setup, &error);
  else
    mit_share_join_sync (store, vessel, &setup, &error);
  g_assert_no_error (error);
  mit_share_sync (store, vessel, MIT_SCOPE_DISTRICT, NULL, &report, &error);
  g_assert_no_error (error);
}

static gboolean
run_set_district (MitDb *db, gpointer data, GError **error)
{
  return mit_setting_set (db, "district", data, error);
}

static void
desk_init (Desk *self)
{
  mit_test_scene_init (&self->scene, NULL);
  mit_test_do (&self->scene.office, run_set_district, (gpointer) "Kreisverband");
  self->place = mit_test_register_file (&self->scene.office, "share");
  share (self->scene.office.store, self->place, "Büro", TRUE);
  mit_test_register_init (&self->laptop);
  share (self->laptop.store, self->place, "Laptop", FALSE);
}

static void
desk_clear (Desk *self)
{
  mit_test_register_clear (&self->laptop);
  mit_test_remove_folder (self->place);
  g_free (self->place);
  mit_test_scene_clear (&self->scene);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

static void
sync_laptop (Desk *self)
{
  g_autoptr (MitVessel) vessel = mit_vessel_open (self->place, NULL);
  g_autoptr (GError) error = NULL;
  MitShareReport report;

  mit_share_sync (self->laptop.store, vessel, MIT_SCOPE_DISTRICT, NULL, &report, &error);
  g_assert_no_error (error);
}

static void
test_the_state_stands_below_the_sidebar (void)
{
  g_auto (Desk) self = { 0 };

  desk_init (&self);
  mit_test_scene_open (&self.scene);
  mit_test_until (mit_test_shows (self.scene.window, "Up to date"));
}

static void
test_without_a_shared_database_there_is_nothing_there (void)
{
  g_auto (MitTestScene) scene = { 0 };

  mit_test_scene_init (&scene, NULL);
  mit_test_scene_open (&scene);
  g_assert_false (mit_test_shows (scene.window, "Up to date"));
  mit_test_act (scene.window, "win.share");
  mit_test_until (mit_test_shows (GTK_WIDGET (mit_test_dialog (&scene)), "Work on Several Computers"));
}

static void
test_a_change_on_two_computers_is_decided_in_the_dialog (void)
{
  g_auto (Desk) self = { 0 };
  GtkWidget       *button;
  g_autofree char *district = NULL;

  desk_init (&self);
  mit_test_do (&self.scene.office, run_set_district, (gpointer) "Kreisverband Nord");
  /* Within one tick of the clock chance decides which of the two is shown. */
  g_usleep (TICK_US);
  mit_test_do (&self.laptop, run_set_district, (gpointer) "Kreisverband Süd");
  sync_laptop (&self);
  mit_test_scene_open (&self.scene);
  mit_test_until (mit_test_shows (self.scene.window, "1 change to look at"));

  mit_test_act (self.scene.window, "win.share");
  mit_test_until (mit_test_shows (GTK_WIDGET (mit_test_dialog (&self.scene)), "Laptop"));
  mit_test_act (mit_test_dialog (&self.scene), "share.conflicts");
  mit_test_until (mit_test_shows (GTK_WIDGET (mit_test_dialog (&self.scene)), "“Kreisverband Nord”"));
  button = mit_test_find_text (mit_test_dialog (&self.scene), GTK_TYPE_BUTTON, "Take This One");
  g_signal_emit_by_name (button, "clicked");
  mit_test_until (mit_test_shows (GTK_WIDGET (mit_test_dialog (&self.scene)), "Nothing to Decide"));
  district = mit_setting_get (mit_store_reader (self.scene.office.store), "district");
  g_assert_cmpstr (district, ==, "Kreisverband Nord");
}

/* Every group of the code, and where it belongs; and nothing beside the edge. */
static void
test_the_recovery_code_is_printed_whole (void)
{
  static const char code[] = "0EZZ-G28R-0B8R-RBHF-M604-65TW-VEDR-ZJ24-25";
  g_auto (GStrv) groups = g_strsplit (code, "-", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = mit_code_sheet_render (code, "/media/office/Mitglieder.mitmachen", &error);
  g_autoptr (GObject) owned = NULL;
  PopplerDocument *document = pdf ? poppler_document_new_from_bytes (pdf, NULL, &error) : NULL;
  g_autoptr (GObject) owned_page = NULL;
  PopplerPage     *page;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  owned = G_OBJECT (document);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
  page = poppler_document_get_page (document, 0);
  owned_page = G_OBJECT (page);
  text = poppler_page_get_text (page);
  for (guint i = 0; groups[i]; i++)
    g_assert_nonnull (strstr (text, groups[i]));
  g_assert_nonnull (strstr (text, "Mitglieder.mitmachen"));
  g_assert_null (strstr (text, "/media"));
}

int
main (int argc, char **argv)
{
  MitSlotCost cheap = { 1, 8192 };

  if (mit_share_helper_is_meant (argc, argv))
    return mit_share_helper_main (argc, argv);
  mit_test_ui_init (&argc, &argv);
  mit_slot_set_cost (&cheap);
  g_test_add_func ("/share/view/the-state-stands-below-the-sidebar", test_the_state_stands_below_the_sidebar);
  g_test_add_func ("/share/view/without-a-shared-database-there-is-nothing-there", test_without_a_shared_database_there_is_nothing_there);
  g_test_add_func ("/share/view/a-change-on-two-computers-is-decided-in-the-dialog", test_a_change_on_two_computers_is_decided_in_the_dialog);

  g_test_add_func ("/share/view/the-recovery-code-is-printed-whole", test_the_recovery_code_is_printed_whole);

  return g_test_run ();
}
