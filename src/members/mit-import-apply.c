// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-group.h"
#include "mit-import-compare.h"
#include "mit-import-plan.h"
#include "mit-person-edit.h"

#include <glib/gi18n.h>

/** mit_import_action: What an import is called in the history. */
const MitAction *
mit_import_action (void)
{
  static const MitAction action = {
    /* Translators: %d people were added or changed by importing a list */
    N_("%d person imported"), N_("%d people imported")
  };

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

/* What the list says is tried first from now on. */
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

static gboolean
correct_start (MitDb *db, const MitPeriod *held, const MitPeriod *listed, GError **error)
{
  MitPeriod corrected = *held;

  if (listed->starts != MIT_DATE_NONE)
    corrected.starts = listed->starts;
  if (listed->reason)
    corrected.reason = listed->reason;

  return mit_period_update (db, &corrected, error);
}

/* The stage of the list begins on the day it names; where that is before the present stage began, or not said, today. */
static gboolean
write_stage (MitDb *db, const MitPerson *held, const MitPerson *listed, GError **error)
{
  const MitPeriod *wanted = g_ptr_array_index (listed->periods, listed->periods->len - 1);
  MitPeriod       *is = held->periods->len > 0 ? g_ptr_array_index (held->periods, held->periods->len - 1) : NULL;
  MitPeriod        next = *wanted, ended;

  if (is && is->stage == wanted->stage)
    return correct_start (db, is, wanted, error);
  if (!is)
    {
      for (guint i = 0; i < listed->periods->len; i++)
        if (!mit_period_insert (db, &held->id, g_ptr_array_index (listed->periods, i), error))
          return FALSE;
      return TRUE;
    }
  if (next.starts == MIT_DATE_NONE || next.starts <= is->starts)
    next.starts = mit_date_today ();
  ended = *is;
  ended.ends = next.starts;

  return mit_period_update (db, &ended, error) && mit_period_insert (db, &held->id, &next, error);
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
      return mit_consent_insert (db, &held->id, g_ptr_array_index (listed->consents, change->index), error);

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
