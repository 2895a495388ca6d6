// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-state.h"

#include "mit-merge.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

typedef struct
{
  MitShareState *state;
} Loading;

static void
copy_bytes (MitRows *rows, int column, guint8 *out, gsize size)
{
  MitValue value = mit_rows_value (rows, column);

  if (value.type == MIT_VALUE_BLOB && value.size == size)
    memcpy (out, value.data, size);
}

static gboolean
load_keys (MitDb *db, MitShareState *self, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT epoch, key FROM share_key WHERE scope = ?", "i", (gint64) self->scope);
  guint8 key[MIT_SHARE_KEY_SIZE];

  while (rows && mit_rows_next (rows, error))
    {
      copy_bytes (rows, 1, key, sizeof key);
      mit_keyring_add (self->keyring, (guint32) mit_rows_int (rows, 0), key);
    }
  sodium_memzero (key, sizeof key);

  return rows != NULL;
}

static gboolean
load_pair (MitDb *db, MitShareState *self, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT (SELECT value FROM meta WHERE name = 'device-public'), (SELECT value FROM meta WHERE name = 'device-private')", "");

  if (!rows || !mit_rows_next (rows, error))
    return FALSE;
  self->has_pair = !mit_rows_is_null (rows, 1);
  copy_bytes (rows, 0, self->public_key, sizeof self->public_key);
  copy_bytes (rows, 1, self->private_key, sizeof self->private_key);

  return TRUE;
}

static gboolean
run_load (MitDb *db, gpointer data, GError **error)
{
  MitShareState *self = data;
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT dataset, place, counter, head_at FROM share WHERE scope = ?", "i", (gint64) self->scope);
  MitId dataset;

  if (!rows)
    return FALSE;
  if (!mit_rows_next (rows, error))
    {
      if (!error || !*error)
        g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_INVALID,
                             _ ("This register takes part in no shared database. Create one, or join one that is there."));
      return FALSE;
    }
  dataset = mit_rows_id (rows, 0);
  self->place = g_strdup (mit_rows_text (rows, 1));
  self->counter = mit_rows_int (rows, 2);
  self->head_at = mit_rows_int (rows, 3);
  self->keyring = mit_keyring_new (&dataset);
  self->device = mit_device_own (db);
  self->device_name = mit_db_query_text (db, NULL, "SELECT h.name FROM head h JOIN device d ON d.n = h.device WHERE h.scope = ? AND d.id = ?", "ib",
                                         (gint64) self->scope, &self->device);
  g_clear_pointer (&rows, mit_rows_free);

  return load_keys (db, self, error) && load_pair (db, self, error);
}

/** mit_share_state_load: %FALSE with @error if the register takes part in none. */
gboolean
mit_share_state_load (MitShareState *self, MitStore *store, MitScope scope, GError **error)
{
  *self = (MitShareState) { .scope = scope };

  return mit_store_write_sync (store, NULL, run_load, self, NULL, error);
}

void
mit_share_state_clear (MitShareState *self)
{
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->device_name, g_free);
  g_clear_pointer (&self->keyring, mit_keyring_free);
  sodium_memzero (self->private_key, sizeof self->private_key);
}

/** mit_share_state_write_keys: Keep the keys of all epochs, so that nobody has to type the passphrase again. */
gboolean
mit_share_state_write_keys (MitDb *db, const MitShareState *self, GError **error)
{
  guint32 newest = mit_keyring_epoch (self->keyring);

  for (guint32 epoch = newest; epoch > 0; epoch = mit_keyring_epoch_before (self->keyring, epoch))
    {
      g_autoptr (GBytes) key = g_bytes_new (mit_keyring_find (self->keyring, epoch), MIT_SHARE_KEY_SIZE);

      if (!mit_db_run (db, error, "INSERT OR IGNORE INTO share_key (scope, epoch, key) VALUES (?, ?, ?)", "iiy", (gint64) self->scope, (gint64) epoch, key))
        return FALSE;
    }

  return mit_db_run (db, error, "UPDATE share SET epoch = ? WHERE scope = ?", "ii", (gint64) newest, (gint64) self->scope);
}

/** mit_share_state_write: Begin to take part. Within a transaction. */
gboolean
mit_share_state_write (MitDb *db, const MitShareState *self, GError **error)
{
  g_autoptr (GBytes) public_key = g_bytes_new (self->public_key, sizeof self->public_key);
  g_autoptr (GBytes) private_key = g_bytes_new (self->private_key, sizeof self->private_key);

  return mit_db_run (db, error, "INSERT INTO share (scope, dataset, place, epoch) VALUES (?, ?, ?, 0)", "ibt", (gint64) self->scope,
                     mit_keyring_dataset (self->keyring), self->place) &&
         mit_db_run (db, error, "INSERT OR REPLACE INTO head (scope, device, name) SELECT ?, n, ? FROM device WHERE id = ?", "itb", (gint64) self->scope, self->device_name, &self->device) &&
         (self->scope != MIT_SCOPE_DISTRICT || mit_db_run (db, error, "UPDATE device SET name = ? WHERE id = ?", "tb", self->device_name, &self->device)) &&
         mit_db_run (db, error, "INSERT OR REPLACE INTO meta VALUES ('device-public', ?)", "y", public_key) &&
         mit_db_run (db, error, "INSERT OR REPLACE INTO meta VALUES ('device-private', ?)", "y", private_key) &&
         mit_share_state_write_keys (db, self, error);
}

/** mit_parcel_note: Remember a record. @data: (nullable): as sealed, to put it back if it goes missing */
gboolean
mit_parcel_note (MitDb *db, MitScope scope, const char *name, MitParcelKind kind, MitParcelState state, gsize size, GBytes *data, GError **error)
{
  return mit_db_run (db, error,
                     "INSERT INTO parcel (name, scope, kind, state, size, seen_at, data) VALUES (?, ?, ?, ?, ?, ?, ?)"
                     " ON CONFLICT (name) DO UPDATE SET state = excluded.state, size = excluded.size, seen_at = excluded.seen_at",
                     "tiiiiiy", name, (gint64) scope, (gint64) kind, (gint64) state, (gint64) size, g_get_real_time () / 1000, data);
}

/** mit_share_read_slots: Returns: (transfer full) (nullable) (element-type GBytes): all keys that lie there */
GPtrArray *
mit_share_read_slots (MitVessel *vessel, GPtrArray *names, GError **error)
{
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < names->len; i++)
    if (g_str_has_suffix (names->pdata[i], ".key"))
      {
        GBytes *bytes = mit_vessel_read (vessel, names->pdata[i], error);

        if (!bytes)
          return NULL;
        g_ptr_array_add (slots, bytes);
      }

  return g_steal_pointer (&slots);
}

static gboolean
has_name (GPtrArray *names, const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

/**
 * mit_share_check_place:
 *
 * Whether our shared database is there at all. An empty place, or another one's, is no reason to conclude anything, and
 * least of all to write into it.
 */
gboolean
mit_share_check_place (MitVessel *vessel, GPtrArray *names, const MitId *dataset, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  MitParcelHeader header;

  if (!has_name (names, "dataset.mit"))
    {
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_NOT_THERE,
                           _ ("The shared database is not there at the moment: the place is empty. Perhaps the drive is not connected. Nothing here is lost."));
      return FALSE;
    }
  bytes = mit_vessel_read (vessel, "dataset.mit", error);
  if (!bytes || !mit_parcel_peek (bytes, &header, error))
    return FALSE;
  if (mit_id_equal (&header.dataset, dataset))
    return TRUE;
  g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_FOREIGN,
                       _ ("Another shared database lies at this place now. Nothing was read from it, and nothing written. Say where yours is."));

  return FALSE;
}

/** mit_record_add: @bytes: (not transferred) */
void
mit_record_add (GPtrArray *records, const char *name, GBytes *bytes)
{
  g_ptr_array_add (records, mit_record_new (name, bytes));
}
