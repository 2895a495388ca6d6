// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-pass-private.h"

#include "mit-batch.h"
#include "mit-merge.h"

/* What goes out. */

GBytes *
mit_pass_seal (MitPass *self, MitParcelKind kind, GBytes *payload)
{
  MitParcelHeader header;

  mit_parcel_header_init (&header, kind, self->state.keyring, &self->state.device);

  return mit_parcel_seal (&header, self->state.keyring, payload);
}

static gboolean
keep_outgoing (MitDb *db, MitPass *self, MitParcelKind kind, GBytes *payload, char **name, GError **error)
{
  g_autoptr (GBytes) sealed = mit_pass_seal (self, kind, payload);

  *name = mit_parcel_name (sealed);
  g_hash_table_insert (self->known, g_strdup (*name), GINT_TO_POINTER (MIT_PARCEL_OUTGOING));

  return mit_parcel_note (db, self->state.scope, *name, kind, MIT_PARCEL_OUTGOING, g_bytes_get_size (sealed), sealed, error);
}

static GPtrArray *
read_covered (MitDb *db, MitPass *self, GError **error)
{
  g_autoptr (GPtrArray) covered = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT name FROM parcel WHERE scope = ? AND kind IN (2, 3) AND state IN (1, 2, 3) ORDER BY name", "i",
                                           (gint64) self->state.scope);

  while (rows && mit_rows_next (rows, error))
    g_ptr_array_add (covered, g_strdup (mit_rows_text (rows, 0)));

  return rows ? g_steal_pointer (&covered) : NULL;
}

static gboolean
bind_snapshot (MitDb *db, MitPass *self, GError **error)
{
  g_autoptr (GPtrArray) covered = read_covered (db, self, error);
  MitBatch batch = { .scope = self->state.scope, .covered = covered, .keys = self->state.keyring };
  gint64   last = mit_db_query_int (db, NULL, "SELECT max (id) FROM op", "");
  g_autoptr (GBytes) payload = covered ? mit_batch_write_snapshot (db, &batch, error) : NULL;
  g_autofree char *name = NULL;

  return payload && keep_outgoing (db, self, MIT_PARCEL_SNAPSHOT, payload, &name, error) && mit_pass_note_covered (db, self, covered, name, error) &&
         mit_db_run (db, error, "UPDATE share SET bound = max (bound, ?) WHERE scope = ?", "ii", last, (gint64) self->state.scope) &&
         (self->state.scope != MIT_SCOPE_DISTRICT || mit_db_run (db, error, "UPDATE erased SET told = 1", ""));
}

static gboolean
bind_segment (MitDb *db, MitPass *self, gint64 bound, GError **error)
{
  g_autofree char *previous = mit_db_query_text (db, NULL, "SELECT previous FROM share WHERE scope = ?", "i", (gint64) self->state.scope);
  gint64           device = mit_db_query_int (db, NULL, "SELECT value FROM meta WHERE name = 'device'", "");
  gint64           last;
  MitBatch         batch = { .scope = self->state.scope, .previous = previous };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) payload = mit_batch_write_segment (db, &batch, device, bound, &last, &local_error);
  g_autofree char *name = NULL;

  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (payload && !keep_outgoing (db, self, MIT_PARCEL_SEGMENT, payload, &name, error))
    return FALSE;

  return mit_db_run (db, error, "UPDATE share SET bound = ?, previous = coalesce (?, previous) WHERE scope = ?", "iti", last, name, (gint64) self->state.scope) &&
         (self->state.scope != MIT_SCOPE_DISTRICT || mit_db_run (db, error, "UPDATE erased SET told = 1 WHERE told = 0", ""));
}

/* What was kept for a program to come is taken up by the first one that may know it. */
static gboolean
take_up_kept (MitDb *db, GError **error)
{
  if (mit_db_query_int (db, NULL, "SELECT value FROM meta WHERE name = 'kept-for'", "") == MIT_SCHEMA_VERSION)
    return TRUE;

  return mit_merge_take_up_kept (db, error) && mit_db_run (db, error, "INSERT OR REPLACE INTO meta VALUES ('kept-for', ?)", "i", (gint64) MIT_SCHEMA_VERSION);
}

/* A register that had nothing in it when it joined has nothing to send but what is done from now on. */
gboolean
mit_pass_prepare (MitDb *db, gpointer data, GError **error)
{
  gint64 scope = ((MitPass *) data)->state.scope;

  return take_up_kept (db, error) &&
         mit_db_run (db, error, "UPDATE share SET bound = 0 WHERE scope = ?1 AND bound < 0 AND NOT EXISTS (SELECT 1 FROM op WHERE (tbl >= 1000) = (?1 = 2))", "i", scope);
}

/* The first time, all that is in the register goes, whoever has written it; after that, what we have done since. */
gboolean
mit_pass_bind (MitDb *db, gpointer data, GError **error)
{
  MitPass *self = data;
  gint64   bound = mit_db_query_int (db, NULL, "SELECT bound FROM share WHERE scope = ?", "i", (gint64) self->state.scope);
  gint64   newest = mit_db_query_int (db, NULL, "SELECT max (id) FROM op", "");
  gboolean erased = self->state.scope == MIT_SCOPE_DISTRICT && mit_db_query_int (db, NULL, "SELECT EXISTS (SELECT 1 FROM erased WHERE told = 0)", "") != 0;

  self->is_erasing |= erased;
  if (!mit_merge_pass_replaced (db, error))
    return FALSE;
  if (bound < 0)
    return bind_snapshot (db, self, error);
  if (newest == bound && !erased)
    return TRUE;

  /* The last ones may have been erased, and their numbers will come again. */
  return bind_segment (db, self, MIN (bound, newest), error);
}

gboolean
mit_pass_bind_snapshot (MitDb *db, gpointer data, GError **error)
{
  return bind_snapshot (db, data, error);
}

/* Ours that are still to go, and ours that were there and are not any more. */
static gboolean
run_load_outgoing (MitDb *db, gpointer data, GError **error)
{
  gpointer  *call = data;
  MitPass   *self = call[0];
  GPtrArray *records = call[1];
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT name, data FROM parcel WHERE scope = ? AND data IS NOT NULL AND state IN (1, 2) ORDER BY kind", "i",
                                           (gint64) self->state.scope);

  while (rows && mit_rows_next (rows, error))
    if (!mit_pass_has (self, mit_rows_text (rows, 0)))
      {
        g_autoptr (GBytes) bytes = mit_rows_bytes (rows, 1);

        mit_record_add (records, mit_rows_text (rows, 0), bytes);
      }

  return rows != NULL;
}

typedef struct
{
  MitPass *pass;
  GBytes  *payload;
} HeadWriting;

static gboolean
run_write_head (MitDb *db, gpointer data, GError **error)
{
  HeadWriting *head = data;

  /* It may have got a new name in this pass. */
  head->pass->state.device = mit_device_own (db);
  head->pass->state.counter = mit_db_query_int (db, NULL, "SELECT counter FROM share WHERE scope = ?", "i", (gint64) head->pass->state.scope);
  head->payload = mit_head_write (db, &head->pass->state);

  return TRUE;
}

static gboolean
run_count_head (MitDb *db, gpointer data, GError **error)
{
  MitPass *self = data;

  return mit_db_run (db, error, "UPDATE share SET counter = counter + 1, head_at = ? WHERE scope = ?", "ii", g_get_real_time () / 1000, (gint64) self->state.scope);
}

static void
add_head (MitPass *self, GPtrArray *records, GError **error)
{
  HeadWriting head = { .pass = self };

  if (mit_store_write_sync (self->store, NULL, run_write_head, &head, NULL, error))
    {
      g_autoptr (GBytes) sealed = mit_pass_seal (self, MIT_PARCEL_HEAD, head.payload);
      g_autofree char *name = mit_parcel_name (sealed);

      mit_record_add (records, name, sealed);
      g_bytes_unref (head.payload);
    }
}

gboolean
mit_pass_put_outgoing (MitPass *self, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);
  gpointer call[] = { self, records };
  guint    n_records;
  gboolean is_due = g_get_real_time () / 1000 - self->state.head_at >= self->policy->head_after;

  if (!mit_store_write_sync (self->store, NULL, run_load_outgoing, call, NULL, error))
    return FALSE;
  n_records = records->len;
  if (n_records > 0 || is_due || self->report->is_new_device || self->is_erasing)
    add_head (self, records, error);
  if (!mit_vessel_put (self->vessel, records, error))
    return FALSE;
  mit_pass_add_names (self, records);
  self->report->n_sent += n_records;

  return records->len == n_records || mit_store_replicate_sync (self->store, run_count_head, self, error);
}
