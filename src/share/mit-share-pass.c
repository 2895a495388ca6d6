// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-pass-private.h"

#include <mit-backup.h>
#include <mit-erase.h>

#define DAY ((gint64) 24 * 60 * 60 * 1000)

const MitSharePolicy mit_share_policy = {
  .head_after = DAY / 24,
  .missing_after = DAY / 24,
  .covered_after = 30 * DAY,
  .absent_after = 90 * DAY,
  .n_segments = 200,
};

int
mit_pass_state_of (MitPass *self, const char *name)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->known, name));
}

gboolean
mit_pass_has (MitPass *self, const char *name)
{
  return g_hash_table_contains (self->there, name);
}

gboolean
mit_pass_note_covered (MitDb *db, MitPass *pass, GPtrArray *covered, const char *snapshot, GError **error)
{
  for (guint i = 0; i < covered->len; i++)
    {
      const char *name = covered->pdata[i];

      if (g_str_equal (name, snapshot))
        continue;
      if (!mit_db_run (db, error,
                       "INSERT INTO parcel (name, scope, kind, state, size, seen_at, cover) VALUES (?, ?, ?, 4, 0, 0, ?)"
                       " ON CONFLICT (name) DO UPDATE SET state = 4, cover = excluded.cover, data = NULL",
                       "tiit", name, (gint64) pass->state.scope, (gint64) (g_str_has_suffix (name, ".snap") ? MIT_PARCEL_SNAPSHOT : MIT_PARCEL_SEGMENT),
                       snapshot))
        return FALSE;
      g_hash_table_insert (pass->known, g_strdup (name), GINT_TO_POINTER (MIT_PARCEL_COVERED));
    }

  return TRUE;
}

void
mit_pass_add_names (MitPass *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (self->there, g_strdup (((MitRecord *) records->pdata[i])->name));
}

static gboolean
run_load_known (MitDb *db, gpointer data, GError **error)
{
  MitPass *self = data;
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT name, state FROM parcel WHERE scope = ?", "i", (gint64) self->state.scope);

  while (rows && mit_rows_next (rows, error))
    g_hash_table_insert (self->known, g_strdup (mit_rows_text (rows, 0)), GINT_TO_POINTER ((int) mit_rows_int (rows, 1)));

  return rows != NULL;
}

static void
pass_clear (MitPass *self)
{
  mit_share_state_clear (&self->state);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->there, g_hash_table_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitPass, pass_clear)

static gboolean
begin (MitPass *self, GError **error)
{
  self->there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = mit_vessel_list (self->vessel, error);
  if (!self->names)
    return FALSE;
  for (guint i = 0; i < self->names->len; i++)
    g_hash_table_add (self->there, g_strdup (self->names->pdata[i]));

  return mit_share_check_place (self->vessel, self->names, mit_keyring_dataset (self->state.keyring), error) &&
         mit_store_write_sync (self->store, NULL, run_load_known, self, NULL, error);
}

/* Ours is sealed first: under the name by which it was done, and so that it goes out even if what comes cannot be read. */
static gboolean
run_pass (MitPass *self, GError **error)
{
  return begin (self, error) && mit_pass_read_keys (self, error) && mit_store_replicate_sync (self->store, mit_pass_prepare, self, error) &&
         mit_store_replicate_sync (self->store, mit_pass_bind, self, error) && mit_pass_read_batches (self, ".snap", error) && mit_pass_read_batches (self, ".seg", error) &&
         mit_pass_fold_in_copies (self, error) && mit_pass_read_heads (self, error) && mit_pass_consider_snapshot (self, error) && mit_pass_put_outgoing (self, error) &&
         mit_store_replicate_sync (self->store, mit_pass_note_seen, self, error) && mit_pass_exchange_blobs (self, error) && mit_pass_remove_covered (self, error);
}

typedef struct
{
  MitScope    scope;
  const char *trouble;
} Outcome;

static gboolean
run_note_outcome (MitDb *db, gpointer data, GError **error)
{
  Outcome *outcome = data;

  if (outcome->trouble)
    return mit_db_run (db, error, "UPDATE share SET trouble = ? WHERE scope = ?", "ti", outcome->trouble, (gint64) outcome->scope);

  return mit_db_run (db, error, "UPDATE share SET trouble = NULL, contact_at = ? WHERE scope = ?", "ii", g_get_real_time () / 1000, (gint64) outcome->scope);
}

/* What erasing leaves in free pages is wiped once nothing else is to do. */
static gboolean
finish (MitPass *self, gboolean done, GError **error)
{
  Outcome outcome = { self->state.scope, done || !error || !*error ? NULL : (*error)->message };

  mit_store_replicate_sync (self->store, run_note_outcome, &outcome, NULL);

  if (done && self->is_erasing)
    mit_store_remove_copies (self->store);

  return done && (!self->is_erasing || mit_store_wipe_sync (self->store, error));
}

/**
 * mit_share_sync:
 * @vessel: where the shared database is
 * @policy: (nullable): for the usual one
 * @report: (out): what was done
 *
 * Take in what the others have done, and send what we have: once. Whatever fails, nothing is lost, here or there, and the
 * next time goes on where this one stopped.
 */
gboolean
mit_share_sync (MitStore *store, MitVessel *vessel, MitScope scope, const MitSharePolicy *policy, MitShareReport *report, GError **error)
{
  g_auto (MitPass) self = { .store = store, .vessel = vessel, .policy = policy ? policy : &mit_share_policy, .report = report };
  g_autoptr (GError) local_error = NULL;
  gboolean done;

  *report = (MitShareReport) { 0 };
  if (!mit_share_state_load (&self.state, store, scope, error))
    return FALSE;
  done = run_pass (&self, &local_error);
  done = finish (&self, done, &local_error);
  if (!done)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return done;
}

/** mit_share_compact: As mit_share_sync(), with a snapshot in place of all that is there. */
gboolean
mit_share_compact (MitStore *store, MitVessel *vessel, MitScope scope, GError **error)
{
  MitShareReport report = { 0 };
  g_auto (MitPass) self = { .store = store, .vessel = vessel, .policy = &mit_share_policy, .report = &report, .wants_snapshot = TRUE, .is_erasing = TRUE };

  return mit_share_state_load (&self.state, store, scope, error) && run_pass (&self, error);
}
