// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-person-edit.h"

#include "mit-member-error.h"

#include <glib/gi18n.h>
#include <string.h>

static const MitAction added = { N_ ("Person added"), NULL };
static const MitAction edited = { N_ ("Person changed"), NULL };
static const MitAction binned_action = { N_ ("Person moved to the bin"), NULL };
static const MitAction restored = { N_ ("Person restored"), NULL };
static const MitAction stage_changed = { N_ ("Stage changed"), NULL };

static gboolean
insert_fields (MitDb *db, const MitPerson *person, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "INSERT INTO person (id, number, title, given, family, call_name, form, tone, gender, born,"
                                           " addition, street, postcode, city, country, interests, note, source)"
                                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                           "b", &person->id);
  g_autoptr (GError) local_error = NULL;

  if (!rows)
    return FALSE;
  for (int i = 0; i < MIT_N_PERSON_FIELDS; i++)
    mit_rows_bind_text (rows, 2 + i, person->text[i]);
  mit_rows_next (rows, &local_error);
  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    return TRUE;

  return FALSE;
}

/** mit_person_insert: Write a new person with all that is about them; groups must have their identity. */
gboolean
mit_person_insert (MitDb *db, const MitPerson *person, GError **error)
{
  gboolean done = insert_fields (db, person, error);

  for (guint i = 0; done && i < person->periods->len; i++)
    done = mit_period_insert (db, &person->id, g_ptr_array_index (person->periods, i), error);
  for (guint i = 0; done && i < person->contacts->len; i++)
    done = mit_contact_insert (db, &person->id, g_ptr_array_index (person->contacts, i), error);
  for (guint i = 0; done && i < person->consents->len; i++)
    done = mit_consent_insert (db, &person->id, g_ptr_array_index (person->consents, i), error);
  for (guint i = 0; done && i < person->groups->len; i++)
    done = mit_belonging_insert (db, &person->id, g_ptr_array_index (person->groups, i), error);

  return done;
}

gboolean
mit_contact_insert (MitDb *db, const MitId *person, const MitContact *contact, GError **error)
{
  return mit_db_run (db, error, "INSERT INTO contact (id, person, kind, value, priority) VALUES (?, ?, ?, ?, ?)", "bbtti",
                     &contact->id, person, contact->kind, contact->value, (gint64) contact->priority);
}

gboolean
mit_period_insert (MitDb *db, const MitId *person, const MitPeriod *period, GError **error)
{
  char starts[MIT_DATE_ISO_SIZE], ends[MIT_DATE_ISO_SIZE];

  return mit_db_run (db, error, "INSERT INTO period (id, person, stage, starts, ends, reason) VALUES (?, ?, ?, ?, ?, ?)", "bbtttt",
                     &period->id, person, mit_stage_name (period->stage), mit_date_to_iso (period->starts, starts),
                     mit_date_to_iso (period->ends, ends), period->reason);
}

/** mit_period_update: Write the days and the reason of a period again. */
gboolean
mit_period_update (MitDb *db, const MitPeriod *period, GError **error)
{
  char starts[MIT_DATE_ISO_SIZE], ends[MIT_DATE_ISO_SIZE];

  return mit_db_run (db, error, "UPDATE period SET starts = ?, ends = ?, reason = ? WHERE id = ?", "tttb",
                     mit_date_to_iso (period->starts, starts), mit_date_to_iso (period->ends, ends), period->reason,
                     &period->id);
}

gboolean
mit_consent_insert (MitDb *db, const MitId *person, const MitConsent *consent, GError **error)
{
  char given_on[MIT_DATE_ISO_SIZE];

  return mit_db_run (db, error, "INSERT INTO consent (id, person, kind, given, given_on, source) VALUES (?, ?, ?, ?, ?, ?)", "bbtitt",
                     &consent->id, person, consent->kind, (gint64) consent->given,
                     mit_date_to_iso (consent->given_on, given_on), consent->source);
}

gboolean
mit_belonging_insert (MitDb *db, const MitId *person, const MitBelonging *belonging, GError **error)
{
  return mit_db_run (db, error, "INSERT INTO group_member (id, person, party_group, role) VALUES (?, ?, ?, ?)", "bbbt",
                     &belonging->id, person, &belonging->group, belonging->role);
}

/** mit_row_remove: Set a row of a recorded table aside. @table is a name of the program's own, never of the user's. */
gboolean
mit_row_remove (MitDb *db, const char *table, const MitId *id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET alive = 0 WHERE id = ?", table);

  return mit_db_run (db, error, sql, "b", id);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, MIT_MEMBER_ERROR, MIT_MEMBER_ERROR_INVALID, sentence);

  return FALSE;
}

static gboolean
check_date (const char *value, char **clean, GError **error)
{
  MitDate day;
  char    buffer[MIT_DATE_ISO_SIZE];

  if (!mit_date_parse (value, MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_BIRTH, &day))
    return refuse (error, _ ("There is no such day. Write it as 24.12.1980."));
  if (day > mit_date_today ())
    return refuse (error, _ ("This day is still to come. Look at the year again."));
  *clean = g_strdup (mit_date_to_iso (day, buffer));

  return TRUE;
}

/**
 * mit_person_check_field:
 * @value: (nullable): what somebody typed
 * @clean: (out) (transfer full) (nullable): as it is to be stored; %NULL for nothing
 *
 * Returns: whether the field may hold this
 */
gboolean
mit_person_check_field (MitPersonField field, const char *value, char **clean, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (value ? value : ""));

  *clean = NULL;
  if (!*stripped)
    return TRUE;
  if (field == MIT_PERSON_BORN)
    return check_date (stripped, clean, error);
  if (field == MIT_PERSON_POSTCODE && strlen (stripped) > 12)
    return refuse (error, _ ("A postcode is shorter than this."));
  *clean = g_steal_pointer (&stripped);

  return TRUE;
}

/** mit_person_write_field: Check and write one field. */
gboolean
mit_person_write_field (MitDb *db, const MitId *person, MitPersonField field, const char *value, GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *sql = g_strdup_printf ("UPDATE person SET %s = ? WHERE id = ?", mit_person_field_column (field));

  return mit_person_check_field (field, value, &clean, error) && mit_db_run (db, error, sql, "tb", clean, person);
}

/** mit_person_set_binned: Move somebody to the bin, or take them out of it. */
gboolean
mit_person_set_binned (MitDb *db, const MitId *person, gboolean binned, GError **error)
{
  return mit_db_run (db, error, "UPDATE person SET binned_on = CASE WHEN ? THEN mit_today () END WHERE id = ?", "ib",
                     (gint64) binned, person);
}

/* What was to come after leaving does not; the day on which anything else is to come ends what begins now. */
static gboolean
make_room (MitDb *db, const MitPerson *person, MitPeriod *next, GError **error)
{
  for (guint i = 0; i < person->periods->len; i++)
    {
      const MitPeriod *period = g_ptr_array_index (person->periods, i);

      if (period->starts <= next->starts)
        continue;
      if (next->stage == MIT_STAGE_FORMER && !mit_row_remove (db, "period", &period->id, error))
        return FALSE;
      if (next->stage != MIT_STAGE_FORMER && (next->ends == MIT_DATE_NONE || next->ends > period->starts))
        next->ends = period->starts;
    }

  return TRUE;
}

/**
 * mit_person_change_stage:
 * @from: the first day of the new stage
 *
 * End the stage that holds on @from and begin another. Leaving takes effect at once (PartG §10 (2)).
 */
gboolean
mit_person_change_stage (MitDb *db, const MitId *id, MitStage stage, MitDate from, const char *reason, GError **error)
{
  g_autoptr (MitPerson) person = mit_person_load (db, id, error);
  const MitPeriod *now;
  MitPeriod        next = { .id = mit_id_new (), .stage = stage, .starts = from, .reason = (char *) reason };

  if (!person)
    return FALSE;
  now = mit_person_period_on (person, from);
  if (now && now->stage == stage)
    return refuse (error, _ ("The person has this stage already on that day."));
  if (now)
    {
      MitPeriod ended = *now;

      ended.ends = from;
      next.ends = stage == MIT_STAGE_FORMER ? MIT_DATE_NONE : now->ends;
      if (!mit_period_update (db, &ended, error))
        return FALSE;
    }

  return make_room (db, person, &next, error) && mit_period_insert (db, id, &next, error);
}

/* What the interface asks for, carried to the store's thread. */
typedef struct
{
  MitId          person;
  MitPersonField field;
  char          *kind;
  char          *value;
  MitId          row;
  MitStage       stage;
  MitDate        day;
  gboolean       yes;
  MitGroupPart   part;
} Edit;

static Edit *
edit_new (const MitId *person)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->person = *person;

  return edit;
}

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_free (edit->kind);
  g_free (edit->value);
  g_free (edit);
}

static gboolean
run_insert (MitDb *db, gpointer data, GError **error)
{
  return mit_person_insert (db, data, error);
}

/** mit_person_create: @person: (transfer full). Returns: (transfer full) */
DexFuture *
mit_person_create (MitStore *store, MitPerson *person)
{
  return mit_store_write (store, &added, run_insert, person, (GDestroyNotify) mit_person_free);
}

static gboolean
run_edit_field (MitDb *db, gpointer data, GError **error)
{
  Edit *edit = data;

  return mit_person_write_field (db, &edit->person, edit->field, edit->value, error);
}

/** mit_person_edit_field: @value: (nullable). Returns: (transfer full) */
DexFuture *
mit_person_edit_field (MitStore *store, const MitId *person, MitPersonField field, const char *value)
{
  Edit *edit = edit_new (person);

  edit->field = field;
  edit->value = g_strdup (value);

  return mit_store_write (store, &edited, run_edit_field, edit, edit_free);
}

static gboolean
run_bin (MitDb *db, gpointer data, GError **error)
{
  Edit *edit = data;

  return mit_person_set_binned (db, &edit->person, edit->yes, error);
}

/** mit_person_bin: Move to the bin or restore. Returns: (transfer full) */
DexFuture *
mit_person_bin (MitStore *store, const MitId *person, gboolean binned)
{
  Edit *edit = edit_new (person);

  edit->yes = binned;

  return mit_store_write (store, binned ? &binned_action : &restored, run_bin, edit, edit_free);
}

static gboolean
run_edit_contact (MitDb *db, gpointer data, GError **error)
{
  Edit      *edit = data;
  MitContact contact = { .id = mit_id_new (), .kind = edit->kind, .value = edit->value };

  if (!*edit->value)
    return mit_row_remove (db, "contact", &edit->row, error);
  if (g_strcmp0 (edit->kind, "email") == 0 && !strchr (edit->value, '@'))
    return refuse (error, _ ("An e-mail address has an @ in it."));
  if (!mit_id_is_nil (&edit->row))
    return mit_db_run (db, error, "UPDATE contact SET value = ? WHERE id = ?", "tb", edit->value, &edit->row);

  contact.priority = 1 + (int) mit_db_query_int (db, NULL, "SELECT max (priority) FROM contact WHERE person = ? AND alive", "b",
                                                 &edit->person);

  return mit_contact_insert (db, &edit->person, &contact, error);
}

/**
 * mit_person_edit_contact:
 * @contact: (nullable): the one to change; %NULL to add one
 * @value: empty to remove it
 *
 * Returns: (transfer full)
 */
DexFuture *
mit_person_edit_contact (MitStore *store, const MitId *person, const MitId *contact, const char *kind, const char *value)
{
  Edit *edit = edit_new (person);

  if (contact)
    edit->row = *contact;
  edit->kind = g_strdup (kind);
  edit->value = g_strstrip (g_strdup (value));

  return mit_store_write (store, &edited, run_edit_contact, edit, edit_free);
}

static gboolean
run_enter_stage (MitDb *db, gpointer data, GError **error)
{
  Edit *edit = data;

  return mit_person_change_stage (db, &edit->person, edit->stage, edit->day, edit->value, error);
}

/** mit_person_enter_stage: @reason: (nullable). Returns: (transfer full) */
DexFuture *
mit_person_enter_stage (MitStore *store, const MitId *person, MitStage stage, MitDate from, const char *reason)
{
  Edit *edit = edit_new (person);

  edit->stage = stage;
  edit->day = from;
  edit->value = reason && *reason ? g_strdup (reason) : NULL;

  return mit_store_write (store, &stage_changed, run_enter_stage, edit, edit_free);
}

static gboolean
run_edit_consent (MitDb *db, gpointer data, GError **error)
{
  Edit      *edit = data;
  MitConsent consent = { .id = mit_id_new (), .kind = edit->kind, .given = edit->yes, .given_on = mit_date_today () };

  return mit_db_run (db, error, "UPDATE consent SET alive = 0 WHERE person = ? AND kind = ? AND alive", "bt", &edit->person, edit->kind) &&
         mit_consent_insert (db, &edit->person, &consent, error);
}

/** mit_person_edit_consent: Note what somebody says today. Returns: (transfer full) */
DexFuture *
mit_person_edit_consent (MitStore *store, const MitId *person, const char *kind, gboolean given)
{
  Edit *edit = edit_new (person);

  edit->kind = g_strdup (kind);
  edit->yes = given;

  return mit_store_write (store, &edited, run_edit_consent, edit, edit_free);
}

static gboolean
run_join_group (MitDb *db, gpointer data, GError **error)
{
  Edit        *edit = data;
  const char  *role = edit->part == MIT_GROUP_CONTACT ? "contact" : NULL;
  MitBelonging belonging = { .id = mit_id_new (), .group = edit->row, .role = (char *) role };

  if (edit->part == MIT_GROUP_NOT_IN)
    return mit_db_run (db, error, "UPDATE group_member SET alive = 0 WHERE person = ? AND party_group = ?", "bb",
                       &edit->person, &edit->row);
  if (mit_db_query_int (db, NULL, "SELECT count (*) FROM group_member WHERE person = ? AND party_group = ? AND alive", "bb",
                        &edit->person, &edit->row))
    return mit_db_run (db, error, "UPDATE group_member SET role = ? WHERE person = ? AND party_group = ? AND alive", "tbb", role,
                       &edit->person, &edit->row);

  return mit_belonging_insert (db, &edit->person, &belonging, error);
}

/** mit_person_join_group: Say what somebody is in a group. Returns: (transfer full) */
DexFuture *
mit_person_join_group (MitStore *store, const MitId *person, const MitId *group, MitGroupPart part)
{
  Edit *edit = edit_new (person);

  edit->row = *group;
  edit->part = part;

  return mit_store_write (store, &edited, run_join_group, edit, edit_free);
}

/** mit_person_may_be_erased: Whether somebody is in the bin, or was taken back: only then can they be erased. */
gboolean
mit_person_may_be_erased (MitDb *db, const MitId *person)
{
  return mit_db_query_int (db, NULL, "SELECT EXISTS (SELECT 1 FROM person WHERE id = ? AND (binned_on IS NOT NULL OR NOT alive))", "b", person) != 0;
}
