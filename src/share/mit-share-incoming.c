// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-pass-private.h"

#include "mit-merge.h"

static gboolean
run_write_keys (MitDb *db, gpointer data, GError **error)
{
  return mit_share_state_write_keys (db, &((MitPass *) data)->state, error);
}

typedef struct
{
  MitPass       *pass;
  const char    *name;
  MitParcelKind  kind;
  MitParcelState state;
  GBytes        *sealed;
  GBytes        *payload;
  gboolean       is_hopeless;
} Arrival;

static gboolean
run_arrival (MitDb *db, gpointer data, GError **error)
{
  Arrival  *arrival = data;
  MitPass  *pass = arrival->pass;
  MitMerged merged = { 0 };
  g_autoptr (GPtrArray) covered = g_ptr_array_new_with_free_func (g_free);

  if (!mit_merge_apply (db, arrival->payload, pass->state.scope, pass->state.keyring, covered, &merged, error) ||
      !mit_parcel_note (db, pass->state.scope, arrival->name, arrival->kind, MIT_PARCEL_APPLIED, g_bytes_get_size (arrival->sealed), NULL, error) ||
      !mit_pass_note_covered (db, pass, covered, arrival->name, error) || !mit_share_state_write_keys (db, &pass->state, error))
    return FALSE;
  pass->report->n_received += merged.n_applied;
  pass->report->n_refused += merged.n_refused;
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
note (MitPass *self, const char *name, MitParcelKind kind, MitParcelState state, GBytes *sealed, GError **error)
{
  Arrival arrival = { .pass = self, .name = name, .kind = kind, .state = state, .sealed = sealed };

  g_hash_table_insert (self->known, g_strdup (name), GINT_TO_POINTER (state));

  return mit_store_replicate_sync (self->store, run_note, &arrival, error);
}

/* Keys. */

/* Slots that were made for this device are the way by which a new epoch's key comes. */
static gboolean
read_key (MitPass *self, const char *name, GError **error)
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

gboolean
mit_pass_read_keys (MitPass *self, GError **error)
{
  for (guint i = 0; i < self->names->len; i++)
    if (g_str_has_suffix (self->names->pdata[i], ".key") && mit_pass_state_of (self, self->names->pdata[i]) == 0 && !read_key (self, self->names->pdata[i], error))
      return FALSE;

  return !self->has_new_key || mit_store_replicate_sync (self->store, run_write_keys, self, error);
}

/* Heads. */

typedef struct
{
  MitPass *pass;
  MitId    device;
  GBytes  *payload;
  gboolean older;
} HeadArrival;

static gboolean
run_head (MitDb *db, gpointer data, GError **error)
{
  HeadArrival *head = data;

  return mit_head_read (db, head->pass->state.scope, head->payload, &head->device, &head->older, error);
}

/* Between looking and reading, somebody may have tidied up; and one record that cannot be read holds up nothing else. */
static GBytes *
read_record (MitPass *self, const char *name)
{
  GBytes *bytes = mit_vessel_read (self->vessel, name, NULL);

  if (!bytes)
    self->report->n_waiting++;

  return bytes;
}

static gboolean
read_head (MitPass *self, const char *name, GError **error)
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

gboolean
mit_pass_read_heads (MitPass *self, GError **error)
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
is_news (MitPass *self, const char *name)
{
  return mit_pass_state_of (self, name) == 0 || mit_pass_state_of (self, name) == MIT_PARCEL_BROKEN;
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
give_up_broken (MitPass *self, const char *name, GBytes *sealed)
{
  Arrival arrival = { .pass = self, .name = name };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  self->report->n_waiting++;
  if (mit_pass_state_of (self, name) == 0)
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
count_unreadable (MitPass *self, const char *name, GBytes *sealed, const GError *error)
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
take_in (MitPass *self, const char *name, GBytes *sealed, GError **error)
{
  MitParcelHeader header = { 0 };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) payload = mit_parcel_open (sealed, self->state.keyring, &header, &local_error);
  g_autofree char *right_name = mit_parcel_name (sealed);
  Arrival          arrival = { .pass = self, .name = right_name, .sealed = sealed, .payload = payload, .kind = header.kind };

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
read_batch (MitPass *self, const char *name, GError **error)
{
  g_autoptr (GBytes) sealed = read_record (self, name);

  return !sealed || take_in (self, name, sealed, error);
}

gboolean
mit_pass_read_batches (MitPass *self, const char *ending, GError **error)
{
  for (guint i = 0; i < self->names->len; i++)
    if (g_str_has_suffix (self->names->pdata[i], ending) && is_news (self, self->names->pdata[i]) && !read_batch (self, self->names->pdata[i], error))
      return FALSE;

  return TRUE;
}

/* A copy that a program for synced folders made: recognised by what is in it. What is new in it is taken in, and put under
 * its right name; then the copy has done its duty. */
static gboolean
fold_in (MitPass *self, const char *name, GError **error)
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
      if (mit_pass_state_of (self, right_name) == MIT_PARCEL_UNREADABLE || (is_news (self, right_name) && header.kind != MIT_PARCEL_KEY))
        return TRUE;
      if (!mit_pass_has (self, right_name) && mit_pass_state_of (self, right_name) != MIT_PARCEL_COVERED)
        mit_record_add (records, right_name, bytes);
    }
  g_ptr_array_add (names, (gpointer) name);
  if (mit_vessel_put (self->vessel, records, NULL) && mit_vessel_remove (self->vessel, names, NULL))
    self->report->n_removed++;

  return TRUE;
}

gboolean
mit_pass_fold_in_copies (MitPass *self, GError **error)
{
  for (guint i = 0; i < self->names->len; i++)
    if (!is_proper_name (self->names->pdata[i]) && !fold_in (self, self->names->pdata[i], error))
      return FALSE;

  return TRUE;
}
