// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-state.h"

#include "mit-batch.h"
#include "mit-merge.h"

#include <mit-erase.h>

#include <glib/gi18n.h>
#include <string.h>

#define DAY ((gint64) 24 * 60 * 60 * 1000)

const MitSharePolicy mit_share_policy = {
  .head_after = DAY / 24,
  .missing_after = DAY / 24,
  .covered_after = 30 * DAY,
  .absent_after = 90 * DAY,
  .n_segments = 200,
};

/* One look at the share, from front to back. */
typedef struct
{
  MitStore             *store;
  MitVessel            *vessel;
  const MitSharePolicy *policy;
  MitShareState         state;
  MitShareReport       *report;
  GPtrArray            *names; /* what is there */
  GHashTable           *there; /* the same as a set */
  GHashTable           *known; /* name → MitParcelState */
  gboolean              has_new_key;
  gboolean              wants_snapshot;
  gboolean              is_erasing; /* what is covered goes at once */
} Pass;

/* Reading and writing the register. */

static gboolean
run_load_known (MitDb *db, gpointer data, GError **error)
{
  Pass *self = data;
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT name, state FROM parcel WHERE scope = ?", "i", (gint64) self->state.scope);

  while (rows && mit_rows_next (rows, error))
    g_hash_table_insert (self->known, g_strdup (mit_rows_text (rows, 0)), GINT_TO_POINTER ((int) mit_rows_int (rows, 1)));

  return rows != NULL;
}

static gboolean
run_write_keys (MitDb *db, gpointer data, GError **error)
{
  return mit_share_state_write_keys (db, &((Pass *) data)->state, error);
}

static int
state_of (Pass *self, const char *name)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->known, name));
}

static gboolean
is_there (Pass *self, const char *name)
{
  return g_hash_table_contains (self->there, name);
}

typedef struct
{
  Pass          *pass;
  const char    *name;
  MitParcelKind  kind;
  MitParcelState state;
  GBytes        *sealed;
  GBytes        *payload;
  MitId          device;
  gboolean       is_hopeless;
} Arrival;

static gboolean
note_covered (MitDb *db, Pass *pass, GPtrArray *covered, const char *snapshot, GError **error)
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

static gboolean
run_arrival (MitDb *db, gpointer data, GError **error)
{
  Arrival  *arrival = data;
  Pass     *pass = arrival->pass;
  MitMerged merged = { 0 };
  g_autoptr (GPtrArray) covered = g_ptr_array_new_with_free_func (g_free);

  if (!mit_merge_apply (db, arrival->payload, pass->state.scope, pass->state.keyring, covered, &merged, error) ||
      !mit_parcel_note (db, pass->state.scope, arrival->name, arrival->kind, MIT_PARCEL_APPLIED, g_bytes_get_size (arrival->sealed), NULL, error) ||
      !note_covered (db, pass, covered, arrival->name, error) || !mit_share_state_write_keys (db, &pass->state, error))
    return FALSE;
  pass->report->n_received += merged.n_applied;
  pass->report->is_new_device |= merged.met_twin;
  /* What we have sent before we knew of the erasure may hold the person, too. */
  pass->is_erasing |= merged.erased;

  return TRUE;
}

static gboolean
run_note (MitDb *db, gpointer data, GError **error)
{
  Arrival *arrival = data;

  return mit_parcel_note (db, arrival->pass->state.scope, arrival->name, arrival->kind, arrival->state, arrival->sealed ? g_bytes_get_size (arrival->sealed) : 0, NULL,
                          error);
}

static gboolean
note (Pass *self, const char *name, MitParcelKind kind, MitParcelState state, GBytes *sealed, GError **error)
{
  Arrival arrival = { .pass = self, .name = name, .kind = kind, .state = state, .sealed = sealed };

  g_hash_table_insert (self->known, g_strdup (name), GINT_TO_POINTER (state));

  return mit_store_replicate_sync (self->store, run_note, &arrival, error);
}

/* Keys. */

/* Slots that were made for this device are the way by which a new epoch's key comes. */
static gboolean
read_key (Pass *self, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = mit_vessel_read (self->vessel, name, error);
  guint32 before = mit_keyring_epoch (self->state.keyring);

  if (!bytes)
    return FALSE;
  if (self->state.has_pair)
    mit_slot_unlock_for_device (bytes, self->state.public_key, self->state.private_key, self->state.keyring);
  self->has_new_key |= mit_keyring_epoch (self->state.keyring) != before;

  return note (self, name, MIT_PARCEL_KEY, MIT_PARCEL_APPLIED, bytes, error);
}

static gboolean
read_keys (Pass *self, GError **error)
{
  for (guint i = 0; i < self->names->len; i++)
    if (g_str_has_suffix (self->names->pdata[i], ".key") && state_of (self, self->names->pdata[i]) == 0 && !read_key (self, self->names->pdata[i], error))
      return FALSE;

  return !self->has_new_key || mit_store_replicate_sync (self->store, run_write_keys, self, error);
}

/* Heads. */

typedef struct
{
  Pass    *pass;
  MitId    device;
  GBytes  *payload;
  gboolean older;
  gboolean is_twin;
} HeadArrival;

static gboolean
run_head (MitDb *db, gpointer data, GError **error)
{
  HeadArrival *head = data;

  return mit_head_read (db, head->payload, &head->device, &head->older, error);
}

/* Between looking and reading, somebody may have tidied up; and one record that cannot be read holds up nothing else. */
static GBytes *
read_record (Pass *self, const char *name)
{
  GBytes *bytes = mit_vessel_read (self->vessel, name, NULL);

  if (!bytes)
    self->report->n_waiting++;

  return bytes;
}

static gboolean
read_head (Pass *self, const char *name, GError **error)
{
  g_autoptr (GBytes) sealed = read_record (self, name);
  MitParcelHeader header = { 0 };
  HeadArrival     head = { .pass = self };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) payload = NULL;

  if (!sealed)
    return TRUE;
  payload = mit_parcel_open (sealed, self->state.keyring, &header, &local_error);
  if (!payload || header.kind != MIT_PARCEL_HEAD || mit_id_equal (&header.device, &self->state.device))
    return TRUE;
  head.payload = payload;
  head.device = header.device;
  if (!mit_store_replicate_sync (self->store, run_head, &head, error))
    return FALSE;
  self->report->shows_older |= head.older;

  return TRUE;
}

static gboolean
read_heads (Pass *self, GError **error)
{
  for (guint i = 0; i < self->names->len; i++)
    if (g_str_has_suffix (self->names->pdata[i], ".head") && !read_head (self, self->names->pdata[i], error))
      return FALSE;

  return TRUE;
}

/* Names of our own are all of one form; whatever else a record is called, somebody else has called it that. */
static gboolean
is_proper_name (const char *name)
{
  gsize       digits = strspn (name, "0123456789abcdef");
  const char *ending = name + digits;

  return g_str_equal (name, "dataset.mit") || (digits == 56 && (g_str_equal (ending, ".seg") || g_str_equal (ending, ".snap") || g_str_equal (ending, ".key") || g_str_equal (ending, ".blob"))) ||
         (digits == 32 && g_str_equal (ending, ".head"));
}

/* Segments and snapshots. */

static gboolean
is_news (Pass *self, const char *name)
{
  return state_of (self, name) == 0 || state_of (self, name) == MIT_PARCEL_BROKEN;
}

static gboolean
is_fatal (const GError *error)
{
  return error->domain != MIT_SHARE_ERROR || error->code == MIT_SHARE_ERROR_TOO_NEW || error->code == MIT_SHARE_ERROR_LOCKED_OUT ||
         error->code == MIT_SHARE_ERROR_NOT_THERE || error->code == MIT_SHARE_ERROR_FAILED;
}

static gboolean
run_find_broken (MitDb *db, gpointer data, GError **error)
{
  Arrival *arrival = data;
  gint64   before = g_get_real_time () / 1000 - arrival->pass->policy->missing_after;

  arrival->is_hopeless = mit_db_query_int (db, error, "SELECT EXISTS (SELECT 1 FROM parcel WHERE name = ? AND state = 6 AND seen_at <= ?)", "ti", arrival->name, before) != 0;

  return TRUE;
}

/* What is still not whole after so long will never be. It has to go, or whoever has it whole would think that it is there. */
static void
give_up_broken (Pass *self, const char *name, GBytes *sealed)
{
  Arrival arrival = { .pass = self, .name = name };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  self->report->n_waiting++;
  if (state_of (self, name) == 0)
    note (self, name, MIT_PARCEL_SEGMENT, MIT_PARCEL_BROKEN, sealed, NULL);
  else if (mit_store_write_sync (self->store, NULL, run_find_broken, &arrival, NULL, NULL) && arrival.is_hopeless)
    {
      g_ptr_array_add (names, (gpointer) name);
      mit_vessel_remove (self->vessel, names, NULL);
      g_hash_table_remove (self->there, name);
    }
}

/* One that is not whole is looked at again next time; one that is whole and wrong is not. */
static void
count_unreadable (Pass *self, const char *name, GBytes *sealed, const GError *error)
{
  g_autofree char *right_name = mit_parcel_name (sealed);

  if (!is_proper_name (name))
    self->report->n_waiting++;
  else if (g_strcmp0 (right_name, name) != 0 || error->code == MIT_SHARE_ERROR_PARTIAL)
    give_up_broken (self, name, sealed);
  else
    {
      self->report->n_damaged++;
      note (self, name, MIT_PARCEL_SEGMENT, MIT_PARCEL_UNREADABLE, sealed, NULL);
    }
}

static gboolean
take_in (Pass *self, const char *name, GBytes *sealed, GError **error)
{
  MitParcelHeader header = { 0 };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) payload = mit_parcel_open (sealed, self->state.keyring, &header, &local_error);
  g_autofree char *right_name = mit_parcel_name (sealed);
  Arrival          arrival = { .pass = self, .name = right_name, .sealed = sealed, .payload = payload, .kind = header.kind, .device = header.device };

  if (payload && (header.kind == MIT_PARCEL_SEGMENT || header.kind == MIT_PARCEL_SNAPSHOT))
    {
      if (!is_news (self, right_name))
        return TRUE;
      if (mit_store_replicate_sync (self->store, run_arrival, &arrival, &local_error))
        {
          g_hash_table_insert (self->known, g_strdup (right_name), GINT_TO_POINTER (MIT_PARCEL_APPLIED));
          return TRUE;
        }
    }
  if (local_error && is_fatal (local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (local_error)
    count_unreadable (self, name, sealed, local_error);

  return TRUE;
}

static gboolean
read_batch (Pass *self, const char *name, GError **error)
{
  g_autoptr (GBytes) sealed = read_record (self, name);

  return !sealed || take_in (self, name, sealed, error);
}

static gboolean
read_batches (Pass *self, const char *ending, GError **error)
{
  for (guint i = 0; i < self->names->len; i++)
    if (g_str_has_suffix (self->names->pdata[i], ending) && is_news (self, self->names->pdata[i]) && !read_batch (self, self->names->pdata[i], error))
      return FALSE;

  return TRUE;
}

/* A copy that a program for synced folders made: recognised by what is in it. What is new in it is taken in, and put under
 * its right name; then the copy has done its duty. */
static gboolean
fold_in (Pass *self, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = mit_vessel_read (self->vessel, name, NULL);
  g_autofree char *right_name = bytes ? mit_parcel_name (bytes) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);
  MitParcelHeader header;

  if (!right_name || !mit_parcel_peek (bytes, &header, NULL) || !mit_id_equal (&header.dataset, mit_keyring_dataset (self->state.keyring)))
    return TRUE;
  if (header.kind != MIT_PARCEL_HEAD && header.kind != MIT_PARCEL_DATASET && header.kind != MIT_PARCEL_BLOB)
    {
      if (header.kind != MIT_PARCEL_KEY && !take_in (self, name, bytes, error))
        return FALSE;
      if (state_of (self, right_name) == MIT_PARCEL_UNREADABLE || (is_news (self, right_name) && header.kind != MIT_PARCEL_KEY))
        return TRUE;
      if (!is_there (self, right_name) && state_of (self, right_name) != MIT_PARCEL_COVERED)
        mit_record_add (records, right_name, bytes);
    }
  g_ptr_array_add (names, (gpointer) name);
  if (mit_vessel_put (self->vessel, records, NULL) && mit_vessel_remove (self->vessel, names, NULL))
    self->report->n_removed++;

  return TRUE;
}

static gboolean
fold_in_copies (Pass *self, GError **error)
{
  for (guint i = 0; i < self->names->len; i++)
    if (!is_proper_name (self->names->pdata[i]) && !fold_in (self, self->names->pdata[i], error))
      return FALSE;

  return TRUE;
}

/* What goes out. */

static GBytes *
seal (Pass *self, MitParcelKind kind, GBytes *payload)
{
  MitParcelHeader header;

  mit_parcel_header_init (&header, kind, self->state.keyring, &self->state.device);

  return mit_parcel_seal (&header, self->state.keyring, payload);
}

static gboolean
keep_outgoing (MitDb *db, Pass *self, MitParcelKind kind, GBytes *payload, char **name, GError **error)
{
  g_autoptr (GBytes) sealed = seal (self, kind, payload);

  *name = mit_parcel_name (sealed);
  g_hash_table_insert (self->known, g_strdup (*name), GINT_TO_POINTER (MIT_PARCEL_OUTGOING));

  return mit_parcel_note (db, self->state.scope, *name, kind, MIT_PARCEL_OUTGOING, g_bytes_get_size (sealed), sealed, error);
}

static GPtrArray *
read_covered (MitDb *db, Pass *self, GError **error)
{
  g_autoptr (GPtrArray) covered = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT name FROM parcel WHERE scope = ? AND kind IN (2, 3) AND state IN (1, 2, 3) ORDER BY name", "i",
                                           (gint64) self->state.scope);

  while (rows && mit_rows_next (rows, error))
    g_ptr_array_add (covered, g_strdup (mit_rows_text (rows, 0)));

  return rows ? g_steal_pointer (&covered) : NULL;
}

static gboolean
bind_snapshot (MitDb *db, Pass *self, GError **error)
{
  g_autoptr (GPtrArray) covered = read_covered (db, self, error);
  MitBatch batch = { .scope = self->state.scope, .covered = covered, .keys = self->state.keyring };
  gint64   last = mit_db_query_int (db, NULL, "SELECT max (id) FROM op", "");
  g_autoptr (GBytes) payload = covered ? mit_batch_write_snapshot (db, &batch, error) : NULL;
  g_autofree char *name = NULL;

  return payload && keep_outgoing (db, self, MIT_PARCEL_SNAPSHOT, payload, &name, error) && note_covered (db, self, covered, name, error) &&
         mit_db_run (db, error, "UPDATE share SET bound = max (bound, ?) WHERE scope = ?", "ii", last, (gint64) self->state.scope) &&
         mit_db_run (db, error, "UPDATE erased SET told = 1", "");
}

static gboolean
bind_segment (MitDb *db, Pass *self, gint64 bound, GError **error)
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
         mit_db_run (db, error, "UPDATE erased SET told = 1 WHERE told = 0", "");
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
static gboolean
run_prepare (MitDb *db, gpointer data, GError **error)
{
  gint64 scope = ((Pass *) data)->state.scope;

  return take_up_kept (db, error) &&
         mit_db_run (db, error, "UPDATE share SET bound = 0 WHERE scope = ? AND bound < 0 AND NOT EXISTS (SELECT 1 FROM op)", "i", scope);
}

/* The first time, all that is in the register goes, whoever has written it; after that, what we have done since. */
static gboolean
run_bind (MitDb *db, gpointer data, GError **error)
{
  Pass    *self = data;
  gint64   bound = mit_db_query_int (db, NULL, "SELECT bound FROM share WHERE scope = ?", "i", (gint64) self->state.scope);
  gint64   newest = mit_db_query_int (db, NULL, "SELECT max (id) FROM op", "");
  gboolean erased = mit_db_query_int (db, NULL, "SELECT EXISTS (SELECT 1 FROM erased WHERE told = 0)", "") != 0;

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

static gboolean
run_bind_snapshot (MitDb *db, gpointer data, GError **error)
{
  return bind_snapshot (db, data, error);
}

/* Ours that are still to go, and ours that were there and are not any more. */
static gboolean
run_load_outgoing (MitDb *db, gpointer data, GError **error)
{
  gpointer  *call = data;
  Pass      *self = call[0];
  GPtrArray *records = call[1];
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT name, data FROM parcel WHERE scope = ? AND data IS NOT NULL AND state IN (1, 2) ORDER BY kind", "i",
                                           (gint64) self->state.scope);

  while (rows && mit_rows_next (rows, error))
    if (!is_there (self, mit_rows_text (rows, 0)))
      {
        g_autoptr (GBytes) bytes = mit_rows_bytes (rows, 1);

        mit_record_add (records, mit_rows_text (rows, 0), bytes);
      }

  return rows != NULL;
}

typedef struct
{
  Pass   *pass;
  GBytes *payload;
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
  Pass *self = data;

  return mit_db_run (db, error, "UPDATE share SET counter = counter + 1, head_at = ? WHERE scope = ?", "ii", g_get_real_time () / 1000, (gint64) self->state.scope);
}

static void
add_head (Pass *self, GPtrArray *records, GError **error)
{
  HeadWriting head = { .pass = self };

  if (mit_store_write_sync (self->store, NULL, run_write_head, &head, NULL, error))
    {
      g_autoptr (GBytes) sealed = seal (self, MIT_PARCEL_HEAD, head.payload);
      g_autofree char *name = mit_parcel_name (sealed);

      mit_record_add (records, name, sealed);
      g_bytes_unref (head.payload);
    }
}

/* What is there, and since when what is not has been missing. */
static gboolean
run_note_seen (MitDb *db, gpointer data, GError **error)
{
  Pass          *self = data;
  gint64         now = g_get_real_time () / 1000;
  GHashTableIter iter;
  gpointer       name;
  g_autoptr (MitRows) rows = NULL;

  g_hash_table_iter_init (&iter, self->there);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!mit_db_run (db, error, "UPDATE parcel SET seen_at = ?, state = CASE state WHEN 1 THEN 2 ELSE state END WHERE name = ? AND state != 6 AND (state = 1 OR seen_at < ?)", "iti", now,
                     name, now - self->policy->missing_after / 2))
      return FALSE;

  return TRUE;
}

/* Whether the share holds what this record brought: itself, or a snapshot that stands for it. */
static gboolean
is_safe (Pass *self, MitDb *db, const char *name, int depth)
{
  g_autofree char *cover = NULL;

  if (is_there (self, name))
    return TRUE;
  cover = depth > 0 ? mit_db_query_text (db, NULL, "SELECT cover FROM parcel WHERE name = ?", "t", name) : NULL;

  return cover && is_safe (self, db, cover, depth - 1);
}

/* Somebody's record has gone and does not come back: what we know of it goes there again, as part of a snapshot. */
static gboolean
run_find_missing (MitDb *db, gpointer data, GError **error)
{
  Pass  *self = data;
  gint64 before = g_get_real_time () / 1000 - self->policy->missing_after;
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT name FROM parcel WHERE scope = ? AND kind IN (2, 3) AND ((state = 3 AND seen_at <= ?) OR (state = 2 AND data IS NULL))", "ii",
                                           (gint64) self->state.scope, before);
  g_autoptr (MitRows) covers = NULL;

  while (rows && mit_rows_next (rows, error))
    self->wants_snapshot |= !is_safe (self, db, mit_rows_text (rows, 0), 8);
  covers = mit_db_query (db, error, "SELECT DISTINCT c.cover FROM parcel c JOIN parcel s ON s.name = c.cover WHERE c.scope = ? AND s.seen_at <= ? AND s.data IS NULL", "ii",
                         (gint64) self->state.scope, before);
  while (covers && mit_rows_next (covers, error))
    self->wants_snapshot |= !is_safe (self, db, mit_rows_text (covers, 0), 8);

  return rows && covers;
}

static guint
count_segments (Pass *self)
{
  guint n = 0;

  for (guint i = 0; i < self->names->len; i++)
    if (g_str_has_suffix (self->names->pdata[i], ".seg") && state_of (self, self->names->pdata[i]) != MIT_PARCEL_COVERED)
      n++;

  return n;
}

/* Somebody is erased: whoever still has a segment of their own there that no snapshot stands for sees to it, for the person may be in it. */
static gboolean
run_check_own (MitDb *db, gpointer data, GError **error)
{
  Pass *self = data;

  self->wants_snapshot |= mit_db_query_int (db, error, "SELECT EXISTS (SELECT 1 FROM parcel WHERE scope = ? AND kind IN (2, 3) AND data IS NOT NULL AND state IN (1, 2))", "i",
                                            (gint64) self->state.scope) != 0;

  return TRUE;
}

static gboolean
consider_snapshot (Pass *self, GError **error)
{
  self->wants_snapshot |= count_segments (self) >= self->policy->n_segments;
  if (self->is_erasing && !mit_store_write_sync (self->store, NULL, run_check_own, self, NULL, error))
    return FALSE;
  if (!mit_store_write_sync (self->store, NULL, run_find_missing, self, NULL, error))
    return FALSE;

  return !self->wants_snapshot || mit_store_replicate_sync (self->store, run_bind_snapshot, self, error);
}

static void
list_again (Pass *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (self->there, g_strdup (((MitRecord *) records->pdata[i])->name));
}

static gboolean
put_outgoing (Pass *self, GError **error)
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
  list_again (self, records);
  self->report->n_sent += n_records;

  return records->len == n_records || mit_store_replicate_sync (self->store, run_count_head, self, error);
}

/* Blobs. */

typedef struct
{
  Pass      *pass;
  GPtrArray *wanted;  /* hashes of what is not here */
  GPtrArray *records; /* to be put */
} Blobs;

static gboolean
look_at_blobs (MitDb *db, Blobs *blobs, const MitSchemaTable *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT DISTINCT t.%s, b.data IS NOT NULL FROM %s t LEFT JOIN blob b ON b.hash = t.%s WHERE t.alive", table->blob, table->name,
                                          table->blob);
  g_autoptr (MitRows) rows = mit_db_query (db, error, sql, "");
  Pass *pass = blobs->pass;

  while (rows && mit_rows_next (rows, error))
    {
      g_autoptr (GBytes) hash = mit_rows_bytes (rows, 0);
      g_autofree char *name = mit_parcel_blob_name (pass->state.keyring, mit_keyring_epoch (pass->state.keyring), hash);

      if (!mit_rows_int (rows, 1))
        g_ptr_array_add (blobs->wanted, g_bytes_ref (hash));
      else if (!is_there (pass, name))
        {
          g_autoptr (MitRows) data = mit_db_query (db, error, "SELECT data FROM blob WHERE hash = ?", "y", hash);

          if (data && mit_rows_next (data, error))
            {
              g_autoptr (GBytes) payload = mit_rows_bytes (data, 0);
              g_autoptr (GBytes) sealed = seal (pass, MIT_PARCEL_BLOB, payload);

              mit_record_add (blobs->records, name, sealed);
            }
        }
    }

  return rows != NULL;
}

static gboolean
run_look_at_blobs (MitDb *db, gpointer data, GError **error)
{
  guint                 n_tables;
  const MitSchemaTable *tables = mit_schema_tables (&n_tables);
  Blobs                *blobs = data;

  for (guint i = 0; i < n_tables; i++)
    if (tables[i].blob && mit_schema_scope (tables[i].number) == blobs->pass->state.scope && !look_at_blobs (db, blobs, &tables[i], error))
      return FALSE;

  return TRUE;
}

typedef struct
{
  GBytes *hash;
  GBytes *data;
} BlobArrival;

static gboolean
run_keep_blob (MitDb *db, gpointer data, GError **error)
{
  BlobArrival *blob = data;

  return mit_db_run (db, error, "INSERT OR IGNORE INTO blob (hash, data) VALUES (?, ?)", "yy", blob->hash, blob->data);
}

static gboolean
is_content_of (GBytes *data, GBytes *hash)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize  size = sizeof digest;

  g_checksum_update (checksum, g_bytes_get_data (data, NULL), (gssize) g_bytes_get_size (data));
  g_checksum_get_digest (checksum, digest, &size);

  return g_bytes_get_size (hash) == size && memcmp (g_bytes_get_data (hash, NULL), digest, size) == 0;
}

/* It may lie there under the name of any epoch. */
static gboolean
fetch_blob (Pass *self, GBytes *hash, GError **error)
{
  for (guint32 epoch = mit_keyring_epoch (self->state.keyring); epoch > 0; epoch = mit_keyring_epoch_before (self->state.keyring, epoch))
    {
      g_autofree char *name = mit_parcel_blob_name (self->state.keyring, epoch, hash);
      g_autoptr (GBytes) sealed = is_there (self, name) ? mit_vessel_read (self->vessel, name, NULL) : NULL;
      MitParcelHeader header;
      g_autoptr (GBytes) data = sealed ? mit_parcel_open (sealed, self->state.keyring, &header, NULL) : NULL;
      BlobArrival blob = { hash, data };

      if (data && is_content_of (data, hash))
        return mit_store_replicate_sync (self->store, run_keep_blob, &blob, error);
    }
  self->report->n_waiting++;

  return TRUE;
}

static gboolean
exchange_blobs (Pass *self, GError **error)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);
  Blobs blobs = { self, wanted, records };

  if (!mit_store_write_sync (self->store, NULL, run_look_at_blobs, &blobs, NULL, error) || !mit_vessel_put (self->vessel, records, error))
    return FALSE;
  list_again (self, records);
  for (guint i = 0; i < wanted->len; i++)
    if (!fetch_blob (self, wanted->pdata[i], error))
      return FALSE;

  return TRUE;
}

/* Tidying up. */

/* Everybody who was here lately has the snapshot. */
static gboolean
all_have (MitDb *db, Pass *self, const char *snapshot)
{
  gint64 since = g_get_real_time () / 1000 - self->policy->absent_after;
  g_autoptr (MitRows) rows = mit_db_query (db, NULL, "SELECT head FROM device WHERE head IS NOT NULL AND seen_at >= ?", "i", since);
  gboolean all = TRUE;

  while (all && rows && mit_rows_next (rows, NULL))
    {
      g_autoptr (GBytes) head = mit_rows_bytes (rows, 0);
      gsize       size;
      const char *data = g_bytes_get_data (head, &size);

      all = g_strstr_len (data, (gssize) size, snapshot) || memmem (data, size, snapshot, strlen (snapshot));
    }

  return all;
}

static gboolean
run_find_covered (MitDb *db, gpointer data, GError **error)
{
  gpointer  *call = data;
  Pass      *self = call[0];
  GPtrArray *names = call[1];
  gint64     before = g_get_real_time () / 1000 - self->policy->covered_after;
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT c.name, c.cover, s.state, s.seen_at FROM parcel c JOIN parcel s ON s.name = c.cover WHERE c.scope = ? AND c.state = 4", "i",
                                           (gint64) self->state.scope);

  while (rows && mit_rows_next (rows, error))
    {
      const char *name = mit_rows_text (rows, 0), *cover = mit_rows_text (rows, 1);

      if (is_there (self, name) && is_safe (self, db, cover, 8) && (self->is_erasing || mit_rows_int (rows, 3) < before || all_have (db, self, cover)))
        g_ptr_array_add (names, g_strdup (name));
    }

  return rows != NULL;
}

static gboolean
remove_covered (Pass *self, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gpointer call[] = { self, names };

  if (!mit_store_write_sync (self->store, NULL, run_find_covered, call, NULL, error) || !mit_vessel_remove (self->vessel, names, error))
    return FALSE;
  self->report->n_removed += names->len;

  return TRUE;
}

static void
pass_clear (Pass *self)
{
  mit_share_state_clear (&self->state);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->there, g_hash_table_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pass, pass_clear)

static gboolean
begin (Pass *self, GError **error)
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
run_pass (Pass *self, GError **error)
{
  return begin (self, error) && read_keys (self, error) && mit_store_replicate_sync (self->store, run_prepare, self, error) &&
         mit_store_replicate_sync (self->store, run_bind, self, error) && read_batches (self, ".snap", error) && read_batches (self, ".seg", error) &&
         fold_in_copies (self, error) && read_heads (self, error) && consider_snapshot (self, error) && put_outgoing (self, error) &&
         mit_store_replicate_sync (self->store, run_note_seen, self, error) && exchange_blobs (self, error) && remove_covered (self, error);
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
finish (Pass *self, gboolean done, GError **error)
{
  Outcome outcome = { self->state.scope, done || !error || !*error ? NULL : (*error)->message };

  mit_store_replicate_sync (self->store, run_note_outcome, &outcome, NULL);

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
  g_auto (Pass) self = { .store = store, .vessel = vessel, .policy = policy ? policy : &mit_share_policy, .report = report };
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
  g_auto (Pass) self = { .store = store, .vessel = vessel, .policy = &mit_share_policy, .report = &report, .wants_snapshot = TRUE, .is_erasing = TRUE };

  return mit_share_state_load (&self.state, store, scope, error) && run_pass (&self, error);
}
