// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminars-fixture.h"

#include "mit-test-list.h"

static void
find_people (SeminarsFixture *self)
{
  MitPeopleQuery query = { 0 };
  g_autoptr (GArray) numbers = mit_people_find (mit_store_reader (self->office.store), &query, NULL);

  self->people = g_array_new (FALSE, FALSE, sizeof (MitId));
  for (guint i = 0; i < numbers->len; i++)
    {
      g_auto (MitPeopleRow) row = { 0 };

      g_assert_true (mit_people_row (mit_store_reader (self->office.store), g_array_index (numbers, gint64, i), &row));
      g_array_append_val (self->people, row.id);
    }
}

/** seminars_fixture_init: A register with people and no seminars. */
void
seminars_fixture_init (SeminarsFixture *self)
{
  g_autoptr (GBytes) list = mit_test_data_file ("members-district.csv");

  mit_test_register_init (&self->office);
  mit_test_import_bytes (&self->office, list);
  find_people (self);
}

void
seminars_fixture_clear (SeminarsFixture *self)
{
  g_clear_pointer (&self->people, g_array_unref);
  mit_test_register_clear (&self->office);
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
  mit_test_do (&self->office, run_save, seminar);

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

  mit_test_do (&self->office, run_set, &change);
}

/** seminars_fixture_state: Returns: (transfer full) (nullable): the name of a person's state */
char *
seminars_fixture_state (SeminarsFixture *self, const MitId *seminar, guint person)
{
  return mit_db_query_text (mit_store_reader (self->office.store), NULL, "SELECT state FROM registration WHERE seminar = ? AND person = ? AND alive",
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
