// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminars-fixture.h"

#include <mit-import-plan.h>
#include <mit-people.h>

#include <glib/gstdio.h>

static void
write_sync (SeminarsFixture *self, MitStoreFunc func, gpointer data)
{
  static const MitAction action = { "Fixture", NULL };
  g_autoptr (GError) error = NULL;

  mit_store_write_sync (self->store, &action, func, data, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
run_import (MitDb *db, gpointer data, GError **error)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "members-district.csv", NULL);
  g_autoptr (MitImportSource) source = mit_import_source_load (path, error);
  g_autoptr (MitImportPlan) plan = source ? mit_import_plan_new (db, source, NULL, NULL, error) : NULL;

  return plan && mit_import_plan_apply (plan, db, NULL, NULL, error);
}

static void
find_people (SeminarsFixture *self)
{
  MitPeopleQuery query = { 0 };
  g_autoptr (GArray) numbers = mit_people_find (mit_store_reader (self->store), &query, NULL);

  self->people = g_array_new (FALSE, FALSE, sizeof (MitId));
  for (guint i = 0; i < numbers->len; i++)
    {
      g_auto (MitPeopleRow) row = { 0 };

      g_assert_true (mit_people_row (mit_store_reader (self->store), g_array_index (numbers, gint64, i), &row));
      g_array_append_val (self->people, row.id);
    }
}

/** seminars_fixture_init: A register with people and no seminars. */
void
seminars_fixture_init (SeminarsFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MitKey) key = mit_key_new_random ();
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("mitmachen-seminars-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "register", NULL);
  self->store = mit_store_create_with_key (path, key, &error);
  g_assert_no_error (error);
  write_sync (self, run_import, NULL);
  find_people (self);
}

void
seminars_fixture_clear (SeminarsFixture *self)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_pointer (&self->people, g_array_unref);
  g_assert_finalize_object (g_steal_pointer (&self->store));
  dir = g_dir_open (self->folder, 0, NULL);
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

static gboolean
run_save (MitDb *db, gpointer data, GError **error)
{
  return mit_seminar_save (data, db, error);
}

static MitId
plan (SeminarsFixture *self, const char *title, const char *starts, const char *ends, const char *place, int places)
{
  g_autoptr (MitSeminar) seminar = mit_seminar_new ();

  seminar->title = g_strdup (title);
  seminar->starts = g_strdup (starts);
  seminar->ends = g_strdup (ends);
  seminar->place = g_strdup (place);
  seminar->places = places;
  mit_seminar_add_item (seminar, "10:00", "Ankommen und Kaffee", NULL);
  mit_seminar_add_item (seminar, "10:30", "Wie wir organisiert sind", "Frieda Sprecherin");
  mit_seminar_add_item (seminar, NULL, "Offene Runde", NULL);
  write_sync (self, run_save, seminar);

  return seminar->id;
}

typedef struct
{
  const MitId         *seminar;
  const MitId         *person;
  MitRegistrationState state;
} Change;

static gboolean
run_set (MitDb *db, gpointer data, GError **error)
{
  Change *change = data;

  return mit_registration_set (db, change->seminar, change->person, change->state, error);
}

/** seminars_fixture_set: Give a person, by number in the list of all, a state. */
void
seminars_fixture_set (SeminarsFixture *self, const MitId *seminar, guint person, MitRegistrationState state)
{
  Change change = { seminar, &g_array_index (self->people, MitId, person), state };

  write_sync (self, run_set, &change);
}

/** seminars_fixture_state: Returns: (transfer full) (nullable): the name of a person's state */
char *
seminars_fixture_state (SeminarsFixture *self, const MitId *seminar, guint person)
{
  return mit_db_query_text (mit_store_reader (self->store), NULL, "SELECT state FROM registration WHERE seminar = ? AND person = ? AND alive",
                            "bb", seminar, &g_array_index (self->people, MitId, person));
}

/** seminars_fixture_plan: Two seminars; the one ahead has two of three places taken, one to confirm, two waiting, one invited. */
void
seminars_fixture_plan (SeminarsFixture *self)
{
  static const MitRegistrationState states[] = {
    MIT_REGISTRATION_COMING,
    MIT_REGISTRATION_COMING,
    MIT_REGISTRATION_REQUESTED,
    MIT_REGISTRATION_WAITING,
    MIT_REGISTRATION_WAITING,
    MIT_REGISTRATION_INVITED,
  };

  self->past = plan (self, "Grundlagen", "2024-03-02T10:00", "2024-03-02T16:00", "Bürgerhaus", 20);
  self->ahead = plan (self, "Neumitgliederseminar", "2091-12-05T10:00", "2091-12-05T16:00", "Volkshaus, großer Saal", 3);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    seminars_fixture_set (self, &self->ahead, i, states[i]);
}
