// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-group.h"
#include "mit-import-compare.h"
#include "mit-import-plan.h"
#include "mit-member-error.h"
#include "mit-person-edit.h"

#include <glib/gi18n.h>

/** mit_import_action: What an import is called in the history. */
const MitAction *
mit_import_action (void)
{
  /* Translators: %d people were added or changed by importing a list */
  static const MitAction action = MIT_PLURAL ("%d person imported", "%d people imported");

  return &action;
}

/* Groups are made once and found by name from then on. */
static gboolean
find_groups (MitDb *db, MitPerson *person, GHashTable *groups, GError **error)
{
  for (guint i = 0; i < person->groups->len; i++)
    {
      MitBelonging *belonging = g_ptr_array_index (person->groups, i);
      MitId        *known = g_hash_table_lookup (groups, belonging->name);

      if (!known)
        {
          MitId id;

          if (!mit_group_ensure (db, belonging->name, belonging->kind, &id, error))
            return FALSE;
          known = mit_id_copy (&id);
          g_hash_table_insert (groups, g_strdup (belonging->name), known);
        }
      belonging->group = *known;
    }

  return TRUE;
}

static gboolean
flag_duplicate (MitDb *db, const MitImportRow *row, GError **error)
{
  MitId id = mit_id_new ();

  return mit_db_run (db, error, "INSERT INTO duplicate (id, person, other, reason) VALUES (?, ?, ?, ?)", "bbbt", &id,
                     &row->person->id, &row->twin, row->duplicate);
}

static gboolean
add_person (MitDb *db, const MitImportRow *row, GError **error)
{
  return mit_person_insert (db, row->person, error) && (!row->duplicate || flag_duplicate (db, row, error));
}

static gboolean
write_field (MitDb *db, const MitPerson *held, const MitImportChange *change, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE person SET %s = ? WHERE id = ?",
                                          mit_person_field_column ((MitPersonField) change->what));

  return mit_db_run (db, error, sql, "tb", change->new, &held->id);
}

/* What the office knows already is tried first. */
static gboolean
write_contact (MitDb *db, const MitPerson *held, MitContact *contact, GError **error)
{
  contact->priority = 1 + (int) mit_db_query_int (db, NULL, "SELECT max (priority) FROM contact WHERE person = ? AND alive", "b",
                                                  &held->id);

  return mit_contact_insert (db, &held->id, contact, error);
}

/* Somebody is in one local group; the one of the list takes the place of another. */
static gboolean
write_group (MitDb *db, const MitPerson *held, const MitBelonging *belonging, GError **error)
{
  for (guint i = 0; i < held->groups->len; i++)
    {
      const MitBelonging *old = g_ptr_array_index (held->groups, i);

      if (g_str_equal (old->kind, "local") && !mit_row_remove (db, "group_member", &old->id, error))
        return FALSE;
    }

  return mit_belonging_insert (db, &held->id, belonging, error);
}

/* What came before ends where the corrected period begins. */
static gboolean
move_end_before (MitDb *db, const MitPerson *held, const MitPeriod *corrected, MitDate old_start, GError **error)
{
  for (guint i = 0; i < held->periods->len; i++)
    {
      MitPeriod before = *(MitPeriod *) g_ptr_array_index (held->periods, i);

      if (old_start == MIT_DATE_NONE || before.ends != old_start || mit_id_equal (&before.id, &corrected->id))
        continue;
      before.ends = MAX (before.starts, corrected->starts);
      if (!mit_period_update (db, &before, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
correct_start (MitDb *db, const MitPerson *held, const MitPeriod *is, const MitPeriod *listed, GError **error)
{
  MitPeriod corrected = *is;

  if (listed->starts != MIT_DATE_NONE)
    corrected.starts = listed->starts;
  if (listed->reason)
    corrected.reason = listed->reason;

  return mit_period_update (db, &corrected, error) && move_end_before (db, held, &corrected, is->starts, error);
}

static gboolean
end_period (MitDb *db, const MitPeriod *period, MitDate day, GError **error)
{
  MitPeriod ended = *period;

  day = MAX (day, period->starts);
  if (ended.ends == MIT_DATE_NONE || ended.ends > day)
    ended.ends = day;

  return mit_period_update (db, &ended, error);
}

static gboolean
insert_periods (MitDb *db, const MitPerson *held, const MitPerson *listed, GError **error)
{
  for (guint i = 0; i < listed->periods->len; i++)
    if (!mit_period_insert (db, &held->id, g_ptr_array_index (listed->periods, i), error))
      return FALSE;

  return TRUE;
}

/* The stage of the list begins on the day it names, or today if it names none. Lists give guests who became members the
 * day on which they came as guests; then it is today, too, that the one becomes the other. */
static MitDate
find_start (const MitPeriod *is, const MitPeriod *wanted)
{
  MitDate  today = mit_date_today ();
  gboolean follows = is->ends == MIT_DATE_NONE && is->stage != MIT_STAGE_SUPPORTER && wanted->stage != MIT_STAGE_FORMER;

  if (wanted->starts == MIT_DATE_NONE || (follows && wanted->starts == is->starts && today > is->starts))
    return today;

  return wanted->starts;
}

static gboolean
write_stage (MitDb *db, const MitPerson *held, const MitPerson *listed, GError **error)
{
  const MitPeriod *wanted = mit_person_last_period (listed), *is = mit_person_last_period (held);
  MitPeriod        next = *wanted;

  if (!is)
    return insert_periods (db, held, listed, error);
  if (is->stage == wanted->stage)
    return correct_start (db, held, is, wanted, error);
  next.starts = find_start (is, wanted);
  if (!end_period (db, is, next.starts, error))
    return FALSE;
  if (is->stage == MIT_STAGE_SUPPORTER && wanted->stage == MIT_STAGE_FORMER)
    return insert_periods (db, held, listed, error);

  return mit_period_insert (db, &held->id, &next, error);
}

/* A word without a day is of today where it takes the place of another. */
static gboolean
write_consent (MitDb *db, const MitPerson *held, const MitConsent *listed, GError **error)
{
  MitConsent consent = *listed;

  for (guint i = 0; i < held->consents->len && consent.given_on == MIT_DATE_NONE; i++)
    if (g_str_equal (((MitConsent *) g_ptr_array_index (held->consents, i))->kind, consent.kind))
      consent.given_on = mit_date_today ();

  return mit_consent_insert (db, &held->id, &consent, error);
}

static gboolean
write_change (MitDb *db, const MitImportRow *row, const MitImportChange *change, GError **error)
{
  const MitPerson *held = row->match;
  MitPerson       *listed = row->person;

  switch (change->what)
    {
    case MIT_IMPORT_PHONE:
    case MIT_IMPORT_EMAIL:
      return write_contact (db, held, g_ptr_array_index (listed->contacts, change->index), error);

    case MIT_IMPORT_GROUP:
      return write_group (db, held, g_ptr_array_index (listed->groups, change->index), error);

    case MIT_IMPORT_MAY_CALL:
    case MIT_IMPORT_MAY_EMAIL:
      return write_consent (db, held, g_ptr_array_index (listed->consents, change->index), error);

    case MIT_IMPORT_STAGE:
      return write_stage (db, held, listed, error);

    default:
      return write_field (db, held, change, error);
    }
}

static gboolean
change_person (MitDb *db, const MitImportRow *row, GError **error)
{
  g_autoptr (GPtrArray) changes = mit_import_compare (row->match, row->person);

  for (guint i = 0; i < changes->len; i++)
    if (!write_change (db, row, g_ptr_array_index (changes, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
apply_row (MitDb *db, MitImportRow *row, GHashTable *groups, GError **error)
{
  if (row->verdict != MIT_IMPORT_NEW && row->verdict != MIT_IMPORT_CHANGED)
    return TRUE;
  if (!find_groups (db, row->person, groups, error))
    return FALSE;

  return row->verdict == MIT_IMPORT_NEW ? add_person (db, row, error) : change_person (db, row, error);
}

/* Two imports side by side would each add the same people. */
static gboolean
is_up_to_date (const MitImportPlan *plan, MitDb *db, GError **error)
{
  gint64 last = mit_db_query_int (db, NULL, "SELECT first_op - 1 FROM tx WHERE id = ?", "i", mit_db_tx (db));

  if (last != plan->last_op)
    g_set_error_literal (error, MIT_MEMBER_ERROR, MIT_MEMBER_ERROR_INVALID,
                         _ ("The register has changed since the list was compared with it. Nothing was imported; choose the list again."));

  return last == plan->last_op;
}

/**
 * mit_import_plan_apply:
 * @progress: (nullable): in hundredths
 *
 * Do what the plan says. On the store's thread, within one action, so that a failure, a cancel or one undo takes back all.
 */
gboolean
mit_import_plan_apply (MitImportPlan *plan, MitDb *db, MitImportProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (progress)
    progress->total = 100;
  if (!is_up_to_date (plan, db, error))
    return FALSE;
  for (guint i = 0; i < plan->rows->len; i++)
    {
      if (!apply_row (db, g_ptr_array_index (plan->rows, i), groups, error))
        return FALSE;
      if (i % 200 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress && i % 200 == 0)
        g_atomic_int_set (&progress->done, (int) (90.0 * i / plan->rows->len));
    }
  mit_db_set_amount (db, plan->counts[MIT_IMPORT_NEW] + plan->counts[MIT_IMPORT_CHANGED]);

  return TRUE;
}
