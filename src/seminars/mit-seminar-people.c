// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-people.h"

#include "mit-seminar.h"

#include <glib/gi18n.h>

static const char *const names[MIT_N_REGISTRATION_STATES] = { "invited", "requested", "coming", "waiting", "declined", "attended", "absent" };

/** mit_registration_action: What a change of registrations is called in the history. */
const MitAction *
mit_registration_action (void)
{
  static const MitAction action = { N_ ("Registration changed"), NULL };

  return &action;
}

const char *
mit_registration_state_name (MitRegistrationState state)
{
  return names[state];
}

/** mit_registration_state_label: The words for people, in the user's language. */
const char *
mit_registration_state_label (MitRegistrationState state)
{
  switch (state)
    {
    case MIT_REGISTRATION_INVITED:
      return _ ("invited");

    case MIT_REGISTRATION_REQUESTED:
      return _ ("to be confirmed");

    case MIT_REGISTRATION_COMING:
      return _ ("coming");

    case MIT_REGISTRATION_WAITING:
      return _ ("on the waiting list");

    case MIT_REGISTRATION_DECLINED:
      return _ ("declined");

    case MIT_REGISTRATION_ATTENDED:
      return _ ("was there");

    case MIT_REGISTRATION_ABSENT:
      return _ ("did not come");
    }

  g_return_val_if_reached ("");
}

/** mit_registration_state_parse: The state of a name; invited for any other. */
MitRegistrationState
mit_registration_state_parse (const char *name)
{
  for (int i = 0; i < MIT_N_REGISTRATION_STATES; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return (MitRegistrationState) i;

  return MIT_REGISTRATION_INVITED;
}

void
mit_registration_free (MitRegistration *registration)
{
  g_free (registration->name);
  g_free (registration->city);
  g_free (registration);
}

/**
 * mit_registrations_load:
 *
 * Everybody who has to do with a seminar: those who come by name, then the waiting list in the order in which people asked,
 * then the others.
 *
 * Returns: (transfer full) (nullable) (element-type MitRegistration)
 */
GPtrArray *
mit_registrations_load (MitDb *db, const MitId *seminar, GError **error)
{
  g_autoptr (GPtrArray) registrations = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_registration_free);
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT r.id, r.person, concat_ws (', ', p.family, concat_ws (' ', p.title, p.given)), p.city, r.state"
                                           " FROM registration r JOIN person p ON p.id = r.person AND p.alive AND p.binned_on IS NULL"
                                           " JOIN person_index i ON i.n = p.n WHERE r.seminar = ? AND r.alive"
                                           " ORDER BY CASE r.state WHEN 'requested' THEN 0 WHEN 'coming' THEN 1 WHEN 'attended' THEN 1"
                                           " WHEN 'absent' THEN 1 WHEN 'waiting' THEN 2 WHEN 'invited' THEN 3 ELSE 4 END,"
                                           " CASE WHEN r.state = 'waiting' THEN r.asked_at END, CASE WHEN r.state = 'waiting' THEN r.n END, i.name_key",
                                           "b", seminar);
  guint waiting = 0;

  if (!rows)
    return NULL;
  while (mit_rows_next (rows, NULL))
    {
      MitRegistration *registration = g_new0 (MitRegistration, 1);

      registration->id = mit_rows_id (rows, 0);
      registration->person = mit_rows_id (rows, 1);
      registration->name = g_strdup (mit_rows_text (rows, 2));
      registration->city = g_strdup (mit_rows_text (rows, 3));
      registration->state = mit_registration_state_parse (mit_rows_text (rows, 4));
      if (registration->state == MIT_REGISTRATION_WAITING)
        registration->position = ++waiting;
      g_ptr_array_add (registrations, registration);
    }

  return g_steal_pointer (&registrations);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, MIT_SEMINAR_ERROR, MIT_SEMINAR_ERROR_INVALID, sentence);

  return FALSE;
}

/* Whoever is not there cannot come, and a place in what is not there helps nobody. */
static gboolean
check_both (MitDb *db, const MitId *seminar, const MitId *person, GError **error)
{
  if (!mit_db_query_int (db, NULL, "SELECT count (*) FROM seminar WHERE id = ? AND alive", "b", seminar))
    return refuse (error, _ ("This seminar is no longer in the register."));
  if (!mit_db_query_int (db, NULL, "SELECT count (*) FROM person WHERE id = ? AND alive AND binned_on IS NULL", "b", person))
    return refuse (error, _ ("This person is not in the register."));

  return TRUE;
}

/** mit_registration_set: Write a state; the moment somebody first asked for a place is kept. On the store's thread, within an action. */
gboolean
mit_registration_set (MitDb *db, const MitId *seminar, const MitId *person, MitRegistrationState state, GError **error)
{
  MitId    id = mit_id_new ();
  gboolean asks = state != MIT_REGISTRATION_INVITED && state != MIT_REGISTRATION_DECLINED;

  if (!check_both (db, seminar, person, error))
    return FALSE;
  if (!mit_db_run (db, error,
                   "UPDATE registration SET state = ?1, asked_at = CASE WHEN ?2 THEN coalesce (asked_at, ?3) END"
                   " WHERE seminar = ?4 AND person = ?5 AND alive",
                   "tiibb", names[state], (gint64) asks, g_get_real_time () / 1000, seminar, person))
    return FALSE;
  if (mit_db_changes (db) > 0)
    return TRUE;

  return mit_db_run (db, error,
                     "INSERT INTO registration (id, seminar, person, state, asked_at) VALUES (?1, ?2, ?3, ?4, CASE WHEN ?5 THEN ?6 END)",
                     "bbbtii", &id, seminar, person, names[state], (gint64) asks, g_get_real_time () / 1000);
}

/**
 * mit_registration_ask:
 * @state: (out): coming while there is a free place and nobody waits, else waiting
 * @position: (out): on the waiting list, 0 for a place
 *
 * Somebody wants to come. Who asks first comes first; asking again changes nothing. On the store's thread, within an action.
 */
gboolean
mit_registration_ask (MitDb *db, const MitId *seminar_id, const MitId *person, MitRegistrationState *state, guint *position, GError **error)
{
  g_autoptr (MitSeminar) seminar = mit_seminar_load (db, seminar_id, error);
  g_autofree char *now = NULL;

  *position = 0;
  if (!seminar)
    return FALSE;
  if (seminar->called_off)
    return refuse (error, _ ("This seminar was called off."));
  if (!check_both (db, seminar_id, person, error))
    return FALSE;

  now = mit_db_query_text (db, NULL, "SELECT state FROM registration WHERE seminar = ? AND person = ? AND alive", "bb", seminar_id, person);
  *state = mit_registration_state_parse (now);
  if (!now || *state == MIT_REGISTRATION_INVITED || *state == MIT_REGISTRATION_DECLINED || *state == MIT_REGISTRATION_REQUESTED)
    {
      gboolean free_place = seminar->places == 0 || (seminar->n_coming < seminar->places && seminar->n_waiting == 0);

      *state = free_place ? MIT_REGISTRATION_COMING : MIT_REGISTRATION_WAITING;
      if (!mit_registration_set (db, seminar_id, person, *state, error))
        return FALSE;
    }
  if (*state == MIT_REGISTRATION_WAITING)
    *position = (guint) mit_db_query_int (db, NULL,
                                          "SELECT count (*) FROM registration r JOIN person p ON p.id = r.person AND p.alive AND p.binned_on IS NULL"
                                          " WHERE r.seminar = ?1 AND r.alive AND r.state = 'waiting' AND (r.asked_at, r.n) <="
                                          " (SELECT asked_at, n FROM registration WHERE seminar = ?1 AND person = ?2 AND alive)",
                                          "bb", seminar_id, person);

  return TRUE;
}

typedef struct
{
  MitId                seminar;
  MitId                person;
  MitRegistrationState state;
} Change;

static Change *
change_new (const MitId *seminar, const MitId *person)
{
  Change *change = g_new0 (Change, 1);

  change->seminar = *seminar;
  change->person = *person;

  return change;
}

static gboolean
run_ask (MitDb *db, gpointer data, GError **error)
{
  Change *change = data;
  guint   position;

  return mit_registration_ask (db, &change->seminar, &change->person, &change->state, &position, error);
}

/** mit_registration_ask_write: mit_registration_ask() as an action of its own. Returns: (transfer full) */
DexFuture *
mit_registration_ask_write (MitStore *store, const MitId *seminar, const MitId *person)
{
  return mit_store_write (store, mit_registration_action (), run_ask, change_new (seminar, person), g_free);
}

static gboolean
run_set (MitDb *db, gpointer data, GError **error)
{
  Change *change = data;

  return mit_registration_set (db, &change->seminar, &change->person, change->state, error);
}

/** mit_registration_write: mit_registration_set() as an action of its own. Returns: (transfer full) */
DexFuture *
mit_registration_write (MitStore *store, const MitId *seminar, const MitId *person, MitRegistrationState state)
{
  Change *change = change_new (seminar, person);

  change->state = state;

  return mit_store_write (store, mit_registration_action (), run_set, change, g_free);
}

static gboolean
run_attend (MitDb *db, gpointer data, GError **error)
{
  const MitId *seminar = data;

  return mit_db_run (db, error, "UPDATE registration SET state = 'attended' WHERE seminar = ? AND alive AND state = 'coming'", "b", seminar);
}

/** mit_registrations_attend_write: Everybody who was to come and has not been ticked yet was there; one action. Returns: (transfer full) */
DexFuture *
mit_registrations_attend_write (MitStore *store, const MitId *seminar)
{
  return mit_store_write (store, mit_registration_action (), run_attend, mit_id_copy (seminar), g_free);
}

static void
attendance_free (gpointer data)
{
  MitAttendance *attendance = data;

  g_free (attendance->title);
  g_free (attendance->starts);
  g_free (attendance);
}

/** mit_registrations_of_person: The seminars that somebody comes to or was at, the latest first. Returns: (transfer full) (nullable) (element-type MitAttendance) */
GPtrArray *
mit_registrations_of_person (MitDb *db, const MitId *person, GError **error)
{
  g_autoptr (GPtrArray) attendances = g_ptr_array_new_with_free_func (attendance_free);
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT s.id, s.title, s.starts, r.state FROM registration r JOIN seminar s ON s.id = r.seminar AND s.alive"
                                           " WHERE r.person = ? AND r.alive AND r.state IN ('coming', 'attended') ORDER BY s.starts DESC",
                                           "b", person);

  while (rows && mit_rows_next (rows, error))
    {
      MitAttendance *attendance = g_new0 (MitAttendance, 1);

      attendance->seminar = mit_rows_id (rows, 0);
      attendance->title = g_strdup (mit_rows_text (rows, 1));
      attendance->starts = g_strdup (mit_rows_text (rows, 2));
      attendance->state = mit_registration_state_parse (mit_rows_text (rows, 3));
      g_ptr_array_add (attendances, attendance);
    }

  return rows ? g_steal_pointer (&attendances) : NULL;
}

/** mit_registration_find: @state: (out): where somebody stands with a seminar. Returns: %FALSE if they have nothing to do with it */
gboolean
mit_registration_find (MitDb *db, const MitId *seminar, const MitId *person, MitRegistrationState *state)
{
  g_autofree char *name = mit_db_query_text (db, NULL, "SELECT state FROM registration WHERE seminar = ? AND person = ? AND alive", "bb", seminar, person);

  if (name)
    *state = mit_registration_state_parse (name);

  return name != NULL;
}

/** mit_registrations_count_requested: How many have asked for a place and wait for the office. */
guint
mit_registrations_count_requested (MitDb *db)
{
  return (guint) mit_db_query_int (db, NULL,
                                   "SELECT count (*) FROM registration r JOIN seminar s ON s.id = r.seminar AND s.alive"
                                   " WHERE r.alive AND r.state = 'requested'",
                                   "");
}
