// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-pass-private.h"

#include <string.h>

typedef struct
{
  MitPass   *pass;
  GPtrArray *wanted;  /* hashes of what is not here */
  GPtrArray *records; /* to be put */
} Blobs;

static gboolean
look_at_blobs (MitDb *db, Blobs *blobs, const MitSchemaTable *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT DISTINCT t.%s, b.data IS NOT NULL FROM %s t LEFT JOIN blob b ON b.hash = t.%s WHERE t.alive", table->blob, table->name,
                                          table->blob);
  g_autoptr (MitRows) rows = mit_db_query (db, error, sql, "");
  MitPass *pass = blobs->pass;

  while (rows && mit_rows_next (rows, error))
    {
      g_autoptr (GBytes) hash = mit_rows_bytes (rows, 0);
      g_autofree char *name = mit_parcel_blob_name (pass->state.keyring, mit_keyring_epoch (pass->state.keyring), hash);

      if (!mit_rows_int (rows, 1))
        g_ptr_array_add (blobs->wanted, g_bytes_ref (hash));
      else if (!mit_pass_has (pass, name))
        {
          g_autoptr (MitRows) data = mit_db_query (db, error, "SELECT data FROM blob WHERE hash = ?", "y", hash);

          if (data && mit_rows_next (data, error))
            {
              g_autoptr (GBytes) payload = mit_rows_bytes (data, 0);
              g_autoptr (GBytes) sealed = mit_pass_seal (pass, MIT_PARCEL_BLOB, payload);

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
fetch_blob (MitPass *self, GBytes *hash, GError **error)
{
  for (guint32 epoch = mit_keyring_epoch (self->state.keyring); epoch > 0; epoch = mit_keyring_epoch_before (self->state.keyring, epoch))
    {
      g_autofree char *name = mit_parcel_blob_name (self->state.keyring, epoch, hash);
      g_autoptr (GBytes) sealed = mit_pass_has (self, name) ? mit_vessel_read (self->vessel, name, NULL) : NULL;
      MitParcelHeader header;
      g_autoptr (GBytes) data = sealed ? mit_parcel_open (sealed, self->state.keyring, &header, NULL) : NULL;
      BlobArrival blob = { hash, data };

      if (data && is_content_of (data, hash))
        return mit_store_replicate_sync (self->store, run_keep_blob, &blob, error);
    }
  self->report->n_waiting++;

  return TRUE;
}

gboolean
mit_pass_exchange_blobs (MitPass *self, GError **error)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);
  Blobs blobs = { self, wanted, records };

  if (!mit_store_write_sync (self->store, NULL, run_look_at_blobs, &blobs, NULL, error) || !mit_vessel_put (self->vessel, records, error))
    return FALSE;
  mit_pass_add_names (self, records);
  for (guint i = 0; i < wanted->len; i++)
    if (!fetch_blob (self, wanted->pdata[i], error))
      return FALSE;

  return TRUE;
}
