// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-batch.h"

#include <string.h>

/* Ids are long and come again and again: each stands once, in a table, and everywhere else as its number there. */
typedef struct
{
  MitDb      *db;
  MitScope    scope;
  MitCells    cells;
  GByteArray *actions;
  GByteArray *ops; /* of the action under way */
  GHashTable *ids; /* MitId → number + 1 */
  GByteArray *id_bytes;
  GHashTable *devices;
  GByteArray *device_bytes;
  gint64      tx; /* of the action under way */
  gint64      device;
  guint       n_ops;
  guint       n_actions;
  gint64      stamp;  /* of the operation before */
  gint64      number; /* of the id before */
} Writer;

static guint
number_of (GHashTable *numbers, GByteArray *bytes, const MitId *id)
{
  gpointer number = g_hash_table_lookup (numbers, id);

  if (!number)
    {
      number = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
      g_hash_table_insert (numbers, mit_id_copy (id), number);
      mit_wire_put_raw (bytes, id->bytes, sizeof id->bytes);
    }

  return GPOINTER_TO_UINT (number) - 1;
}

static void
writer_init (Writer *self, MitDb *db, MitScope scope)
{
  *self = (Writer) { .db = db, .scope = scope };
  mit_cells_init (&self->cells, db);
  self->actions = g_byte_array_new ();
  self->ops = g_byte_array_new ();
  self->ids = g_hash_table_new_full (mit_id_hash, mit_id_equal_ptr, g_free, NULL);
  self->id_bytes = g_byte_array_new ();
  self->devices = g_hash_table_new_full (mit_id_hash, mit_id_equal_ptr, g_free, NULL);
  self->device_bytes = g_byte_array_new ();
}

static void
writer_clear (Writer *self)
{
  mit_cells_clear (&self->cells);
  g_byte_array_unref (self->actions);
  g_byte_array_unref (self->ops);
  g_hash_table_unref (self->ids);
  g_byte_array_unref (self->id_bytes);
  g_hash_table_unref (self->devices);
  g_byte_array_unref (self->device_bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

/* Rows mostly come in the order of their ids, and refer to one close by. */
static void
put_id (Writer *self, GByteArray *out, const MitId *id)
{
  gint64 number = number_of (self->ids, self->id_bytes, id);

  mit_wire_put_signed (out, number - self->number);
  self->number = number;
}

static void
put_value (Writer *self, const MitValue *value)
{
  MitId id;

  if (value->type == MIT_VALUE_BLOB && value->size == sizeof id.bytes)
    {
      memcpy (id.bytes, value->data, sizeof id.bytes);
      mit_wire_put_byte (self->ops, MIT_BATCH_TAG_ID);
      put_id (self, self->ops, &id);
      return;
    }
  mit_wire_put_byte (self->ops, (guint8) value->type);
  switch (value->type)
    {
    case MIT_VALUE_INT:
      mit_wire_put_signed (self->ops, value->integer);
      break;

    case MIT_VALUE_REAL:
      {
        guint64 bits;

        memcpy (&bits, &value->real, sizeof bits);
        mit_wire_put_fixed (self->ops, bits, 8);
      }
      break;

    case MIT_VALUE_TEXT:
    case MIT_VALUE_BLOB:
      mit_wire_put_bytes (self->ops, value->data, value->size);
      break;

    case MIT_VALUE_NULL:
      break;
    }
}

/* Columns that have operations of their own say for themselves what they are. *first is the operation that the others
 * belong to: two machines may each have made the row, as they do with a setting. */
static guint64
find_told_columns (Writer *self, const MitId *row, gint64 *first, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (self->db, error, "SELECT col, id FROM op WHERE rid = ? AND state = 0", "b", row);
  guint64 told = 0;

  *first = G_MAXINT64;
  while (rows && mit_rows_next (rows, error))
    {
      told |= (guint64) 1 << (mit_rows_int (rows, 0) & 63);
      if (mit_rows_int (rows, 0) == 0)
        *first = MIN (*first, mit_rows_int (rows, 1));
    }

  return told;
}

static gboolean
put_row (Writer *self, const MitCellTable *table, const MitId *row, gint64 op, GError **error)
{
  g_autoptr (MitRows) rows = table ? mit_db_query (self->db, error, table->select_row, "b", row) : NULL;
  gint64  first;
  guint64 told = find_told_columns (self, row, &first, error);
  guint   n_values = 0;
  guint   at = self->ops->len;
  guint8  count;

  mit_wire_put_byte (self->ops, table && op == first ? 0 : MIT_BATCH_NO_CLAIMS);
  if (!table || op != first)
    return TRUE;
  if (!rows)
    return FALSE;
  if (!mit_rows_next (rows, error))
    return !error || !*error;
  for (int i = 0; i < table->n_columns; i++)
    {
      MitValue value = mit_rows_value (rows, i);

      gboolean is_told = told >> (i + 1) & 1;

      if (!is_told && mit_value_compare (&value, &table->usual[i]) == 0)
        continue;
      mit_wire_put_number (self->ops, (guint64) i + 1);
      if (is_told)
        mit_wire_put_byte (self->ops, MIT_BATCH_TAG_DROPPED);
      else
        put_value (self, &value);
      n_values++;
    }
  g_assert (n_values < MIT_BATCH_NO_CLAIMS);
  count = (guint8) n_values;
  self->ops->data[at] = count;

  return TRUE;
}

static void
put_device (Writer *self, gint64 n)
{
  g_autoptr (MitRows) rows = mit_db_query (self->db, NULL, "SELECT id FROM device WHERE n = ?", "i", n);
  MitId id = { 0 };

  if (rows && mit_rows_next (rows, NULL))
    id = mit_rows_id (rows, 0);
  mit_wire_put_number (self->actions, number_of (self->devices, self->device_bytes, &id));
}

static void
end_action (Writer *self)
{
  g_autoptr (MitRows) rows = NULL;

  if (self->n_ops == 0)
    return;
  rows = mit_db_query (self->db, NULL, "SELECT made_at, actor, one, many, amount FROM tx WHERE id = ?", "i", self->tx);
  put_device (self, self->device);
  if (rows && mit_rows_next (rows, NULL))
    {
      mit_wire_put_signed (self->actions, mit_rows_int (rows, 0));
      /* Who it was is nobody's business outside the district. */
      mit_wire_put_text (self->actions, self->scope == MIT_SCOPE_DISTRICT ? mit_rows_text (rows, 1) : "");
      mit_wire_put_text (self->actions, mit_rows_text (rows, 2));
      mit_wire_put_text (self->actions, mit_rows_text (rows, 3));
      mit_wire_put_number (self->actions, (guint64) mit_rows_int (rows, 4));
    }
  else
    for (int i = 0; i < 5; i++)
      mit_wire_put_number (self->actions, 0);
  mit_wire_put_number (self->actions, self->n_ops);
  mit_wire_put_raw (self->actions, self->ops->data, self->ops->len);
  g_byte_array_set_size (self->ops, 0);
  self->n_ops = 0;
  self->n_actions++;
}

/* The row: tx, device, stamp, base, tbl, rid, col, new, id, whether the value is told. */
static gboolean
put_op (Writer *self, MitRows *rows, GError **error)
{
  gint64   tx = mit_rows_int (rows, 0), device = mit_rows_int (rows, 1), stamp = mit_rows_int (rows, 2), base = mit_rows_int (rows, 3);
  int      table = (int) mit_rows_int (rows, 4), column = (int) mit_rows_int (rows, 6);
  MitId    row = mit_rows_id (rows, 5);
  MitValue value;

  if (tx != self->tx || device != self->device)
    end_action (self);
  self->tx = tx;
  self->device = device;
  self->n_ops++;
  mit_wire_put_number (self->ops, (guint64) table);
  mit_wire_put_number (self->ops, (guint64) column);
  put_id (self, self->ops, &row);
  mit_wire_put_signed (self->ops, stamp - self->stamp);
  mit_wire_put_number (self->ops, base > 0 ? (guint64) (stamp - base) : 0);
  self->stamp = stamp;
  if (column == 0)
    return put_row (self, mit_cells_find (&self->cells, table), &row, mit_rows_int (rows, 8), error);
  value = mit_rows_value (rows, 7);
  if (mit_rows_int (rows, 9))
    put_value (self, &value);
  else
    mit_wire_put_byte (self->ops, MIT_BATCH_TAG_DROPPED);

  return TRUE;
}

static void
put_names (GByteArray *out, GPtrArray *names)
{
  mit_wire_put_number (out, names ? names->len : 0);
  for (guint i = 0; names && i < names->len; i++)
    mit_wire_put_text (out, names->pdata[i]);
}

static void
put_keys (GByteArray *out, const MitKeyring *keys)
{
  guint32 n_keys = 0;

  for (guint32 epoch = keys ? mit_keyring_epoch (keys) : 0; epoch > 0; epoch = mit_keyring_epoch_before (keys, epoch))
    n_keys++;
  mit_wire_put_number (out, n_keys);
  for (guint32 epoch = keys ? mit_keyring_epoch (keys) : 0; epoch > 0; epoch = mit_keyring_epoch_before (keys, epoch))
    {
      mit_wire_put_number (out, epoch);
      mit_wire_put_raw (out, mit_keyring_find (keys, epoch), MIT_SHARE_KEY_SIZE);
    }
}

static gboolean
put_erasures (GByteArray *out, MitDb *db, MitScope scope, gboolean all, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT rid, person, erased_at FROM erased WHERE told <= ? ORDER BY rid", "i",
                                           scope == MIT_SCOPE_DISTRICT ? (gint64) all : -1);
  g_autoptr (GByteArray) part = g_byte_array_new ();
  guint n = 0;

  if (!rows)
    return FALSE;
  for (; mit_rows_next (rows, error); n++)
    {
      MitId id = mit_rows_id (rows, 0);

      mit_wire_put_raw (part, id.bytes, sizeof id.bytes);
      mit_wire_put_byte (part, (guint8) mit_rows_int (rows, 1));
      mit_wire_put_signed (part, mit_rows_int (rows, 2));
    }
  mit_wire_put_number (out, n);
  mit_wire_put_raw (out, part->data, part->len);

  return TRUE;
}

static GBytes *
assemble (Writer *self, const MitBatch *batch, gboolean is_snapshot, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  end_action (self);
  mit_wire_put_number (out, MIT_BATCH_FORMAT);
  mit_wire_put_text (out, batch->previous);
  put_names (out, batch->covered);
  put_keys (out, batch->keys);
  if (!put_erasures (out, self->db, self->scope, is_snapshot, error))
    return NULL;
  mit_wire_put_number (out, g_hash_table_size (self->devices));
  mit_wire_put_raw (out, self->device_bytes->data, self->device_bytes->len);
  mit_wire_put_number (out, g_hash_table_size (self->ids));
  mit_wire_put_raw (out, self->id_bytes->data, self->id_bytes->len);
  mit_wire_put_number (out, self->n_actions);
  mit_wire_put_raw (out, self->actions->data, self->actions->len);

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static gboolean
put_ops (Writer *self, MitRows *rows, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  while (!local_error && mit_rows_next (rows, &local_error))
    if (mit_schema_scope ((int) mit_rows_int (rows, 4)) == self->scope)
      put_op (self, rows, &local_error);
  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    return TRUE;

  return FALSE;
}

/**
 * mit_batch_write_segment:
 * @device: whose operations, by its number here
 * @after: the last operation that stands in a segment already
 * @last: (out): the last one that stands in this one; @after if there is nothing new
 *
 * Returns: (transfer full) (nullable): what the device has done since, or %NULL if nothing, or with @error
 */
GBytes *
mit_batch_write_segment (MitDb *db, const MitBatch *batch, gint64 device, gint64 after, gint64 *last, GError **error)
{
  g_auto (Writer) self = { 0 };
  g_autoptr (MitRows) rows = NULL;
  gboolean has_erased;

  *last = MAX (after, mit_db_query_int (db, NULL, "SELECT max (id) FROM op", ""));
  has_erased = batch->scope == MIT_SCOPE_DISTRICT && mit_db_query_int (db, NULL, "SELECT EXISTS (SELECT 1 FROM erased WHERE told = 0)", "") != 0;
  rows = mit_db_query (db, error, "SELECT tx, device, stamp, base, tbl, rid, col, new, id, 1 FROM op WHERE id > ? AND device = ? AND state != 2 ORDER BY id", "ii", after, device);
  if (!rows)
    return NULL;
  writer_init (&self, db, batch->scope);
  if (!put_ops (&self, rows, error) || (self.n_ops + self.n_actions == 0 && !has_erased))
    return NULL;

  return assemble (&self, batch, FALSE, error);
}

/**
 * mit_batch_write_snapshot:
 *
 * What is current: every row, of every cell the value that shows and those that lost to somebody who did not know them, and
 * all that was kept for programs to come. Of values that were replaced only that they were there.
 *
 * Returns: (transfer full) (nullable)
 */
GBytes *
mit_batch_write_snapshot (MitDb *db, const MitBatch *batch, GError **error)
{
  g_auto (Writer) self = { 0 };
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT tx, device, stamp, base, tbl, rid, col, new, id, state IN (1, 2)"
                                           " OR (state = 0 AND NOT EXISTS (SELECT 1 FROM op o WHERE o.rid = op.rid AND o.col = op.col AND o.state = 0 AND o.id > op.id))"
                                           " FROM op ORDER BY id",
                                           "");

  if (!rows)
    return NULL;
  writer_init (&self, db, batch->scope);
  if (!put_ops (&self, rows, error))
    return NULL;

  return assemble (&self, batch, TRUE, error);
}
