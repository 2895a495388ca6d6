// SPDX-License-Identifier: GPL-3.0-or-later
#include "brochure-fixture.h"

#include <mit-group.h>
#include <mit-person-edit.h>
#include <mit-seminar.h>
#include <mit-setting.h>

#include <glib/gstdio.h>

#define MUST(call) g_assert_true (call)

static void
add_contact (MitDb *db, const MitId *group, const char *group_name, const char *given, const char *family, const char *phone, const char *email)
{
  g_autoptr (MitPerson) person = mit_person_new ();

  mit_person_set (person, MIT_PERSON_GIVEN, given);
  mit_person_set (person, MIT_PERSON_FAMILY, family);
  mit_person_add_period (person, MIT_STAGE_MEMBER, mit_date_new (2019, 3, 1), MIT_DATE_NONE, NULL);
  mit_person_add_contact (person, "phone", phone);
  mit_person_add_contact (person, "email", email);
  mit_person_add_group (person, group, group_name, "working", "contact");
  MUST (mit_person_insert (db, person, NULL));
}

static void
add_group (MitDb *db, const char *name, const char *kind, const char *meets, const char *given, const char *family, const char *phone, const char *email)
{
  MitId id;

  MUST (mit_group_ensure (db, name, kind, &id, NULL));
  MUST (mit_db_run (db, NULL, "UPDATE party_group SET meets = ? WHERE id = ?", "tb", meets, &id));
  if (given)
    add_contact (db, &id, name, given, family, phone, email);
}

static void
add_groups (MitDb *db)
{
  add_group (db, "Altstadt", "local", "1. Montag, 19 Uhr, Volkshaus", "Anneliese", "Krämer", "0341 555 0141", "altstadt@example.org");
  add_group (db, "Nord", "local", "2. Dienstag, 19 Uhr, Café Nordlicht", "Mehmet", "Öztürk", "0341 555 0188", "nord@example.org");
  add_group (db, "Südvorstadt", "local", "3. Mittwoch, 18.30 Uhr, Bürgertreff", "Jürgen", "Groß", "0341 555 0167", "sued@example.org");
  add_group (db, "West", "local", NULL, NULL, NULL, NULL, NULL);
  add_group (db, "Stadt und Verkehr", "working", "jeden 2. Donnerstag, 19 Uhr, Büro", "Katarzyna", "Łukasiewicz", "0341 555 0123", "verkehr@example.org");
  add_group (db, "Soziales und Arbeit", "working", "letzter Freitag, 17 Uhr, Büro", "Heinz-Günter", "Möller", "0341 555 0155", "soziales@example.org");
  add_group (db, "Öffentlichkeit", "working", "nach Absprache", "Zoë", "Weiß", "0341 555 0199", "presse@example.org");
}

static void
add_seminar (MitDb *db, const char *title, const char *starts, const char *ends, const char *place, gboolean called_off)
{
  g_autoptr (MitSeminar) seminar = mit_seminar_new ();

  seminar->title = g_strdup (title);
  seminar->starts = g_strdup (starts);
  seminar->ends = g_strdup (ends);
  seminar->place = g_strdup (place);
  seminar->called_off = called_off;
  MUST (mit_seminar_save (seminar, db, NULL));
}

static void
add_seminars (MitDb *db)
{
  add_seminar (db, "Lange vorbei", "2020-01-11T10:00", "2020-01-11T16:00", "Volkshaus", FALSE);
  add_seminar (db, "Neu dabei: Kennenlernen und loslegen", "2090-12-05T10:00", "2090-12-05T16:00", "Volkshaus, Saal 2", FALSE);
  add_seminar (db, "Wie eine Kommune entscheidet", "2091-01-23T10:00", "2091-01-24T15:00", "Bildungsstätte am See", FALSE);
  add_seminar (db, "Fällt aus", "2091-02-13T10:00", "2091-02-13T16:00", "Volkshaus", TRUE);
}

static gboolean
fill (MitDb *db, gpointer data, GError **error)
{
  BrochureFixture *self = data;

  MUST (mit_setting_set (db, "district", "Kreisverband Musterstadt", NULL));
  MUST (mit_setting_set (db, "street", "Rosa-Luxemburg-Straße 12", NULL));
  MUST (mit_setting_set (db, "city", "04103 Musterstadt", NULL));
  MUST (mit_setting_set (db, "phone", "0341 555 01-0", NULL));
  MUST (mit_setting_set (db, "email", "buero@example.org", NULL));
  MUST (mit_setting_set (db, "web", "www.example.org", NULL));
  MUST (mit_setting_set (db, "signer", "Sabine Groß", NULL));
  add_groups (db);
  add_seminars (db);

  return mit_brochure_create (db, NULL, "Mitmachen in Musterstadt", mit_date_new (2026, 11, 22), &self->brochure, error);
}

/* @data: unless it is NULL, the register stays empty. */
void
brochure_fixture_set_up (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (MitKey) key = mit_key_new_random ();
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("brochure-XXXXXX", &error);
  g_assert_no_error (error);
  path = brochure_fixture_path (self, "register.mit");
  self->store = mit_store_create_with_key (path, key, &error);
  g_assert_no_error (error);
  if (!data)
    brochure_fixture_do (self, fill, self);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

void
brochure_fixture_tear_down (BrochureFixture *self, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->store);
  remove_folder (self->folder);
  g_free (self->folder);
}

/* Returns the number of the action. */
gint64
brochure_fixture_do (BrochureFixture *self, MitStoreFunc func, gpointer data)
{
  static const MitAction action = { "Test", NULL };
  g_autoptr (GError) error = NULL;
  gint64 tx;

  mit_store_write_sync (self->store, &action, func, data, &tx, &error);
  g_assert_no_error (error);

  return tx;
}

MitBrochure *
brochure_fixture_load (BrochureFixture *self)
{
  g_autoptr (GError) error = NULL;
  MitBrochure *brochure = mit_brochure_load (mit_store_reader (self->store), &self->brochure, &error);

  g_assert_no_error (error);

  return brochure;
}

/* All that stands on a page, from 0, on the day that the brochure was made. */
char *
brochure_fixture_text (BrochureFixture *self, guint page)
{
  g_autoptr (MitBrochure) brochure = brochure_fixture_load (self);
  g_autoptr (MitBrochureData) data = mit_brochure_data_load (mit_store_reader (self->store), mit_date_new (2026, 11, 22), NULL);
  g_autoptr (MitBrochureLayout) layout = mit_brochure_layout_new (brochure, data, NULL, 3, NULL);

  return mit_display_list_get_text (mit_brochure_layout_get_page (layout, page));
}

char *
brochure_fixture_path (BrochureFixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}
