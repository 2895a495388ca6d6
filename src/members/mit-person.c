// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-person.h"

#include "mit-member-error.h"

#include <glib/gi18n.h>

static const struct
{
  const char *column;
  const char *label;
} fields[MIT_N_PERSON_FIELDS] = {
  [MIT_PERSON_NUMBER] = { "number", N_ ("Member number") },
  [MIT_PERSON_TITLE] = { "title", N_ ("Title") },
  [MIT_PERSON_GIVEN] = { "given", N_ ("Given name") },
  [MIT_PERSON_FAMILY] = { "family", N_ ("Family name") },
  [MIT_PERSON_CALL_NAME] = { "call_name", N_ ("Call name") },
  [MIT_PERSON_FORM] = { "form", N_ ("Form of address") },
  [MIT_PERSON_TONE] = { "tone", N_ ("Way of speaking") },
  [MIT_PERSON_GENDER] = { "gender", N_ ("Gender") },
  [MIT_PERSON_BORN] = { "born", N_ ("Date of birth") },
  [MIT_PERSON_ADDITION] = { "addition", N_ ("Care of") },
  [MIT_PERSON_STREET] = { "street", N_ ("Street and number") },
  [MIT_PERSON_POSTCODE] = { "postcode", N_ ("Postcode") },
  [MIT_PERSON_CITY] = { "city", N_ ("Place") },
  [MIT_PERSON_COUNTRY] = { "country", N_ ("Country") },
  [MIT_PERSON_INTERESTS] = { "interests", N_ ("Interests") },
  [MIT_PERSON_NOTE] = { "note", N_ ("Note") },
  [MIT_PERSON_SOURCE] = { "source", N_ ("Came through") },
};

/** mit_person_field_column: The name in the database and in scripts. */
const char *
mit_person_field_column (MitPersonField field)
{
  return fields[field].column;
}

/** mit_person_field_label: The words for people, in the user's language. */
const char *
mit_person_field_label (MitPersonField field)
{
  return gettext (fields[field].label);
}

static void
contact_free (gpointer data)
{
  MitContact *contact = data;

  g_free (contact->kind);
  g_free (contact->value);
  g_free (contact);
}

static void
period_free (gpointer data)
{
  MitPeriod *period = data;

  g_free (period->reason);
  g_free (period);
}

static void
consent_free (gpointer data)
{
  MitConsent *consent = data;

  g_free (consent->kind);
  g_free (consent->source);
  g_free (consent);
}

static void
belonging_free (gpointer data)
{
  MitBelonging *belonging = data;

  g_free (belonging->name);
  g_free (belonging->kind);
  g_free (belonging->role);
  g_free (belonging);
}

/** mit_person_new: A person nobody knows anything about yet, with a fresh identity. Returns: (transfer full) */
MitPerson *
mit_person_new (void)
{
  MitPerson *person = g_new0 (MitPerson, 1);

  person->id = mit_id_new ();
  person->contacts = g_ptr_array_new_with_free_func (contact_free);
  person->periods = g_ptr_array_new_with_free_func (period_free);
  person->consents = g_ptr_array_new_with_free_func (consent_free);
  person->groups = g_ptr_array_new_with_free_func (belonging_free);

  return person;
}

/** mit_person_free: @person: (nullable) */
void
mit_person_free (MitPerson *person)
{
  if (!person)
    return;
  for (int i = 0; i < MIT_N_PERSON_FIELDS; i++)
    g_free (person->text[i]);
  g_ptr_array_unref (person->contacts);
  g_ptr_array_unref (person->periods);
  g_ptr_array_unref (person->consents);
  g_ptr_array_unref (person->groups);
  g_free (person);
}

/** mit_person_set: @value: (nullable): an empty text means the same as none */
void
mit_person_set (MitPerson *person, MitPersonField field, const char *value)
{
  g_set_str (&person->text[field], value && *value ? value : NULL);
}

/** mit_person_add_contact: Add a way to reach somebody behind those there are. Returns: (transfer none) */
MitContact *
mit_person_add_contact (MitPerson *person, const char *kind, const char *value)
{
  MitContact *contact = g_new0 (MitContact, 1);

  contact->id = mit_id_new ();
  contact->kind = g_strdup (kind);
  contact->value = g_strdup (value);
  contact->priority = (int) person->contacts->len + 1;
  g_ptr_array_add (person->contacts, contact);

  return contact;
}

/** mit_person_add_period: Add a stage; the caller keeps the order. Returns: (transfer none) */
MitPeriod *
mit_person_add_period (MitPerson *person, MitStage stage, MitDate starts, MitDate ends, const char *reason)
{
  MitPeriod *period = g_new0 (MitPeriod, 1);

  period->id = mit_id_new ();
  period->stage = stage;
  period->starts = starts;
  period->ends = ends;
  period->reason = reason && *reason ? g_strdup (reason) : NULL;
  g_ptr_array_add (person->periods, period);

  return period;
}

/** mit_person_add_consent: Add what somebody said to a kind of contact. Returns: (transfer none) */
MitConsent *
mit_person_add_consent (MitPerson *person, const char *kind, gboolean given, MitDate given_on, const char *source)
{
  MitConsent *consent = g_new0 (MitConsent, 1);

  consent->id = mit_id_new ();
  consent->kind = g_strdup (kind);
  consent->given = given;
  consent->given_on = given_on;
  consent->source = g_strdup (source);
  g_ptr_array_add (person->consents, consent);

  return consent;
}

/** mit_person_add_group: Add a group; @group is nil while it is only known by name. Returns: (transfer none) */
MitBelonging *
mit_person_add_group (MitPerson *person, const MitId *group, const char *name, const char *kind, const char *role)
{
  MitBelonging *belonging = g_new0 (MitBelonging, 1);

  belonging->id = mit_id_new ();
  if (group)
    belonging->group = *group;
  belonging->name = g_strdup (name);
  belonging->kind = g_strdup (kind);
  belonging->role = g_strdup (role);
  g_ptr_array_add (person->groups, belonging);

  return belonging;
}

static gboolean
load_fields (MitDb *db, MitPerson *person, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT n, binned_on, number, title, given, family, call_name, form, tone, gender, born,"
                                           " addition, street, postcode, city, country, interests, note, source"
                                           " FROM person WHERE id = ? AND alive",
                                           "b", &person->id);

  if (!rows || !mit_rows_next (rows, error))
    return FALSE;
  person->n = mit_rows_int (rows, 0);
  person->binned_on = mit_date_from_iso (mit_rows_text (rows, 1));
  for (int i = 0; i < MIT_N_PERSON_FIELDS; i++)
    person->text[i] = g_strdup (mit_rows_text (rows, 2 + i));

  return TRUE;
}

static void
load_contacts (MitDb *db, MitPerson *person)
{
  g_autoptr (MitRows) rows = mit_db_query (db, NULL,
                                           "SELECT id, kind, value, priority FROM contact WHERE person = ? AND alive"
                                           " ORDER BY priority, n",
                                           "b", &person->id);

  while (rows && mit_rows_next (rows, NULL))
    {
      MitContact *contact = mit_person_add_contact (person, mit_rows_text (rows, 1), mit_rows_text (rows, 2));

      contact->id = mit_rows_id (rows, 0);
      contact->priority = (int) mit_rows_int (rows, 3);
    }
}

static void
load_periods (MitDb *db, MitPerson *person)
{
  g_autoptr (MitRows) rows = mit_db_query (db, NULL,
                                           "SELECT id, stage, starts, ends, reason FROM period WHERE person = ? AND alive"
                                           " ORDER BY starts, n",
                                           "b", &person->id);

  while (rows && mit_rows_next (rows, NULL))
    {
      MitPeriod *period = mit_person_add_period (person, mit_stage_parse (mit_rows_text (rows, 1)),
                                                 mit_date_from_iso (mit_rows_text (rows, 2)),
                                                 mit_date_from_iso (mit_rows_text (rows, 3)), mit_rows_text (rows, 4));

      period->id = mit_rows_id (rows, 0);
    }
}

static void
load_consents (MitDb *db, MitPerson *person)
{
  g_autoptr (MitRows) rows = mit_db_query (db, NULL,
                                           "SELECT id, kind, given, given_on, source FROM consent WHERE person = ? AND alive"
                                           " ORDER BY kind, n",
                                           "b", &person->id);

  while (rows && mit_rows_next (rows, NULL))
    {
      MitConsent *consent = mit_person_add_consent (person, mit_rows_text (rows, 1), mit_rows_int (rows, 2) != 0,
                                                    mit_date_from_iso (mit_rows_text (rows, 3)), mit_rows_text (rows, 4));

      consent->id = mit_rows_id (rows, 0);
    }
}

static void
load_groups (MitDb *db, MitPerson *person)
{
  g_autoptr (MitRows) rows = mit_db_query (db, NULL,
                                           "SELECT m.id, g.id, g.name, g.kind, m.role FROM group_member m"
                                           " JOIN party_group g ON g.id = m.party_group AND g.alive"
                                           " WHERE m.person = ? AND m.alive ORDER BY g.kind, g.name",
                                           "b", &person->id);

  while (rows && mit_rows_next (rows, NULL))
    {
      MitId         group = mit_rows_id (rows, 1);
      MitBelonging *belonging = mit_person_add_group (person, &group, mit_rows_text (rows, 2), mit_rows_text (rows, 3),
                                                      mit_rows_text (rows, 4));

      belonging->id = mit_rows_id (rows, 0);
    }
}

/** mit_person_load: Read one person, binned ones too. Returns: (transfer full) (nullable): the person, or %NULL with @error */
MitPerson *
mit_person_load (MitDb *db, const MitId *id, GError **error)
{
  g_autoptr (MitPerson) person = mit_person_new ();

  person->id = *id;
  if (!load_fields (db, person, error))
    {
      if (error && !*error)
        g_set_error_literal (error, MIT_MEMBER_ERROR, MIT_MEMBER_ERROR_NOT_FOUND,
                             _ ("This person is no longer in the register."));
      return NULL;
    }
  load_contacts (db, person);
  load_periods (db, person);
  load_consents (db, person);
  load_groups (db, person);

  return g_steal_pointer (&person);
}

/** mit_person_name: The name as one would say it: "Dr. Mehmet Schmid"; the call name where one is chosen. Returns: (transfer full) */
char *
mit_person_name (const MitPerson *person)
{
  const char *given = person->text[MIT_PERSON_CALL_NAME] ? person->text[MIT_PERSON_CALL_NAME] : person->text[MIT_PERSON_GIVEN];
  const char *parts[] = { person->text[MIT_PERSON_TITLE], given, person->text[MIT_PERSON_FAMILY] };
  GString    *name = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i])
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", parts[i]);

  return g_string_free_and_steal (name);
}

/** mit_person_contact: The first way of a kind to reach somebody. Returns: (transfer none) (nullable) */
const char *
mit_person_contact (const MitPerson *person, const char *kind)
{
  for (guint i = 0; i < person->contacts->len; i++)
    {
      const MitContact *contact = g_ptr_array_index (person->contacts, i);

      if (g_str_equal (contact->kind, kind))
        return contact->value;
    }

  return NULL;
}

/** mit_person_period_on: The stage that holds on @day, the latest begun if several do. Returns: (transfer none) (nullable) */
const MitPeriod *
mit_person_period_on (const MitPerson *person, MitDate day)
{
  const MitPeriod *found = NULL;

  for (guint i = 0; i < person->periods->len; i++)
    {
      const MitPeriod *period = g_ptr_array_index (person->periods, i);

      if (period->starts <= day && (period->ends == MIT_DATE_NONE || period->ends > day) &&
          (!found || period->starts >= found->starts))
        found = period;
    }

  return found;
}

/**
 * mit_person_last_period:
 *
 * Where somebody stands at the end of all that is known: the period that goes on, the one begun last if several do, and
 * otherwise the one that ended last.
 *
 * Returns: (transfer none) (nullable): the period
 */
const MitPeriod *
mit_person_last_period (const MitPerson *person)
{
  const MitPeriod *found = NULL;

  for (guint i = 0; i < person->periods->len; i++)
    {
      const MitPeriod *period = g_ptr_array_index (person->periods, i);

      if (!found || period->ends == MIT_DATE_NONE || (found->ends != MIT_DATE_NONE && period->ends >= found->ends))
        found = period;
    }

  return found;
}

/** mit_person_entered: When the unbroken time as guest or member began that holds on @day, or %MIT_DATE_NONE. */
MitDate
mit_person_entered (const MitPerson *person, MitDate day)
{
  MitDate  entered = MIT_DATE_NONE, until = MIT_DATE_NONE;
  gboolean goes_on = FALSE, is_known = FALSE;

  for (guint i = 0; i < person->periods->len; i++)
    {
      const MitPeriod *period = g_ptr_array_index (person->periods, i);

      if ((period->stage != MIT_STAGE_GUEST && period->stage != MIT_STAGE_MEMBER) || period->starts > day)
        continue;
      if (!is_known || (!goes_on && until < period->starts))
        entered = period->starts;
      is_known = TRUE;
      goes_on = goes_on || period->ends == MIT_DATE_NONE;
      until = MAX (until, period->ends);
    }

  return goes_on || until > day ? entered : MIT_DATE_NONE;
}

/** mit_person_consent: What somebody said last of a kind of consent. Returns: (transfer none) (nullable): %NULL if they were not asked */
const MitConsent *
mit_person_consent (const MitPerson *person, const char *kind)
{
  const MitConsent *latest = NULL;

  for (guint i = 0; i < person->consents->len; i++)
    {
      const MitConsent *consent = g_ptr_array_index (person->consents, i);

      if (g_str_equal (consent->kind, kind) && (!latest || consent->given_on >= latest->given_on))
        latest = consent;
    }

  return latest;
}
