// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-merge-private.h"

#include "mit-statement.h"

#include <mit-erase.h>

const MitValue mit_merge_nothing = { MIT_VALUE_NULL };

/* Which device a number of the log stands for; nil if it is not known. */
MitId
mit_merge_device (MitMerge *self, gint64 n)
{
  if (n >= (gint64) self->devices->len || mit_id_is_nil (&g_array_index (self->devices, MitId, n)))
    {
      g_autoptr (MitRows) rows = mit_db_query (self->db, NULL, "SELECT id FROM device WHERE n = ?", "i", n);

      if (!rows || !mit_rows_next (rows, NULL))
        return (MitId) { 0 };
      if (n >= (gint64) self->devices->len)
        g_array_set_size (self->devices, (guint) n + 1);
      g_array_index (self->devices, MitId, n) = mit_rows_id (rows, 0);
    }

  return g_array_index (self->devices, MitId, n);
}

/* To a set of MitId. */
void
mit_merge_add_id (GHashTable *set, const MitId *id)
{
  if (!g_hash_table_contains (set, id))
    g_hash_table_add (set, mit_id_copy (id));
}

static gboolean
load_erased (MitMerge *self, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (self->db, error, "SELECT rid FROM erased", "");

  while (rows && mit_rows_next (rows, error))
    {
      MitId id = mit_rows_id (rows, 0);

      mit_merge_add_id (self->erased, &id);
    }

  return rows != NULL;
}

static gboolean
merge_init (MitMerge *self, MitDb *db, MitScope scope, MitMerged *merged, GError **error)
{
  *self = (MitMerge) { .db = db, .scope = scope, .merged = merged };
  mit_cells_init (&self->cells, db);
  self->erased = g_hash_table_new_full (mit_id_hash, mit_id_equal_ptr, g_free, NULL);
  self->touched = g_hash_table_new_full (mit_id_hash, mit_id_equal_ptr, g_free, NULL);
  self->made = g_hash_table_new_full (mit_id_hash, mit_id_equal_ptr, g_free, NULL);
  self->devices = g_array_new (FALSE, TRUE, sizeof (MitId));
  self->own = mit_db_query_int (db, NULL, "SELECT value FROM meta WHERE name = 'device'", "");
  self->first_op = 1 + mit_db_query_int (db, NULL, "SELECT max (id) FROM op", "");
  self->sent = mit_db_query_int (db, NULL, "SELECT bound FROM share WHERE scope = ?", "i", (gint64) scope);
  self->has_kept = mit_db_query_int (db, NULL, "SELECT EXISTS (SELECT 1 FROM op WHERE state = 2 AND state > 0)", "") != 0;

  return load_erased (self, error);
}

static void
merge_clear (MitMerge *self)
{
  mit_cells_clear (&self->cells);
  g_clear_pointer (&self->erased, g_hash_table_unref);
  g_clear_pointer (&self->touched, g_hash_table_unref);
  g_clear_pointer (&self->made, g_hash_table_unref);
  g_clear_pointer (&self->there, g_hash_table_unref);
  g_clear_pointer (&self->devices, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitMerge, merge_clear)

/* Whoever joins takes in a register at once. Asking for each row whether it is there would cost half of that again; here it
 * is asked once, if that is worth it. */
static gboolean
expect_rows (MitMerge *self, guint n_rows, GError **error)
{
  g_autoptr (MitRows) rows = NULL;

  if (n_rows < (self->first_op - 1) / 4)
    return TRUE;
  self->there = g_hash_table_new_full (mit_id_hash, mit_id_equal_ptr, g_free, NULL);
  rows = mit_db_query (self->db, error, "SELECT DISTINCT rid FROM op", "");
  while (rows && mit_rows_next (rows, error))
    {
      MitId id = mit_rows_id (rows, 0);

      mit_merge_add_id (self->there, &id);
    }

  return rows != NULL;
}

/* Whether the log holds nothing of a row. It will, from here on. */
static gboolean
is_new_row (MitMerge *self, const MitId *row)
{
  if (!self->there || g_hash_table_contains (self->there, row))
    return FALSE;
  g_hash_table_add (self->there, mit_id_copy (row));

  return TRUE;
}

/* The first operation under our own name that we do not know: there are two of us, and we are the one that goes. In the
 * exchange nothing hangs on whose name it is, and anybody could pretend to be us. */
static gboolean
meet_twin (MitMerge *self, GError **error)
{
  if (self->merged->met_twin || self->device != self->own || self->scope == MIT_SCOPE_STATE)
    return TRUE;
  self->merged->met_twin = TRUE;

  return mit_device_renew (self->db, self->first_op, error);
}

/* So have we if somebody has sent under our name what we have not sent yet. */
static gboolean
look_for_twin (MitMerge *self, const MitBatchOp *op, GError **error)
{
  if (self->merged->met_twin || self->device != self->own || self->scope == MIT_SCOPE_STATE || self->first_op - 1 <= self->sent ||
      !mit_db_query_int (self->db, NULL, "SELECT EXISTS (SELECT 1 FROM op WHERE rid = ? AND col = ? AND stamp = ? AND device = ? AND id > ? AND id < ?)", "biiiii",
                         &op->row, (gint64) op->column, op->stamp, self->own, self->sent, self->first_op))
    return TRUE;

  return meet_twin (self, error);
}

/* The action that an operation belongs to gets its line in the log with its first operation that is new here. */
static gboolean
begin_tx (MitMerge *self, GError **error)
{
  gint64 first_op;

  if (self->tx > 0)
    return TRUE;
  if (!meet_twin (self, error))
    return FALSE;
  self->tx = 1 + mit_db_query_int (self->db, NULL, "SELECT max (id) FROM tx", "");
  first_op = 1 + mit_db_query_int (self->db, NULL, "SELECT max (id) FROM op", "");
  self->merged->n_actions++;

  return mit_db_run (self->db, error, "INSERT INTO tx (id, made_at, actor, one, many, amount, first_op, device) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", "iitttiii",
                     self->tx, self->action->made_at, self->action->actor, *self->action->one ? self->action->one : "-",
                     *self->action->many ? self->action->many : NULL, self->action->amount, first_op, self->device);
}

static gboolean
end_tx (MitMerge *self, GError **error)
{
  gint64 tx = self->tx;

  self->tx = 0;

  return tx == 0 || mit_db_run (self->db, error, "UPDATE tx SET last_op = (SELECT max (id) FROM op) WHERE id = ?", "i", tx);
}

/* A line of the log for an operation that is new here. */
gboolean
mit_merge_log (MitMerge *self, const MitBatchOp *op, int column, const MitValue *old, const MitValue *value, int state, GError **error)
{
  if (!begin_tx (self, error))
    return FALSE;
  self->merged->n_new++;
  mit_db_set_news (self->db);
  self->merged->n_applied += state == MIT_MERGE_SHOWN;
  self->has_kept |= state == MIT_MERGE_KEPT;

  return mit_db_run (self->db, error, "INSERT INTO op (tx, stamp, base, tbl, rid, col, old, new, device, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "iiiibivvii",
                     self->tx, op->stamp, op->base, (gint64) op->table, &op->row, (gint64) column, old, value, self->device, (gint64) state);
}
static MitBatchOp
cell_of_row (const MitBatchOp *op, int column, const MitValue *value)
{
  MitBatchOp cell = *op;

  cell.column = column;
  cell.base = 0;
  cell.value = *value;

  return cell;
}

static gboolean
insert_row (MitMerge *self, const MitCellTable *table, const MitBatchOp *op, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (self->db, error, table->insert_row, "b", &op->row);
  g_autoptr (GError) local_error = NULL;

  if (!rows)
    return FALSE;
  for (int i = 1; i <= table->n_columns; i++)
    mit_rows_bind_value (rows, i + 1, mit_merge_value_or_usual (table, op, i));
  mit_rows_next (rows, &local_error);
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  mit_merge_touch_new (self, table, op);

  return mit_merge_log (self, op, 0, &mit_merge_nothing, &mit_merge_nothing, MIT_MERGE_SHOWN, error);
}

/* Values that a row brings along for columns that this program does not know. */
static gboolean
keep_unknown_values (MitMerge *self, const MitCellTable *table, const MitBatchOp *op, GError **error)
{
  for (guint i = 0; i < op->n_values; i++)
    if (op->values[i].type != MIT_BATCH_DROPPED &&
        (!table || !mit_cell_table_has (table, op->columns[i]) || !mit_cell_table_accepts (table, op->columns[i], &op->values[i])))
      {
        MitBatchOp cell = cell_of_row (op, op->columns[i], &op->values[i]);

        if (!mit_merge_apply_cell (self, &cell, TRUE, error))
          return FALSE;
      }

  return TRUE;
}

/* Two machines have made the same row; each value of the second is an operation like any other. */
static gboolean
apply_row_again (MitMerge *self, const MitCellTable *table, const MitBatchOp *op, gboolean is_known, GError **error)
{
  for (int i = 1; i <= table->n_columns && op->makes_claims; i++)
    {
      const MitValue *value = mit_merge_find_value (op, i);
      MitBatchOp      cell = cell_of_row (op, i, value && value->type == MIT_BATCH_DROPPED ? value : mit_merge_value_or_usual (table, op, i));

      if (cell.value.type == MIT_BATCH_DROPPED || (is_known && !value))
        continue;
      if (!mit_merge_apply_cell (self, &cell, FALSE, error))
        return FALSE;
    }

  return is_known || mit_merge_log (self, op, 0, &mit_merge_nothing, &mit_merge_nothing, MIT_MERGE_SHOWN, error);
}

/* Whether a row is about somebody who was erased, or comes to be. */
static gboolean
belongs_to_erased (MitMerge *self, const MitCellTable *table, const MitBatchOp *op)
{
  for (int i = 1; table && i <= table->n_columns; i++)
    if (i == table->person || i == table->other_person)
      {
        const MitValue *person = op->column == i ? &op->value : mit_merge_find_value (op, i);

        if (person && person->type == MIT_VALUE_BLOB && person->size == sizeof (MitId) && g_hash_table_contains (self->erased, person->data))
          return TRUE;
      }

  return FALSE;
}

static gboolean
note_erased (MitMerge *self, const MitId *row, gboolean is_person, gint64 at, gboolean told, GError **error)
{
  if (g_hash_table_contains (self->erased, row))
    return TRUE;
  mit_merge_add_id (self->erased, row);
  self->merged->erased = TRUE;

  return mit_erase_note (self->db, row, is_person, at, told, error);
}

static void
find_row (MitMerge *self, const MitBatchOp *op, gboolean *there, gboolean *known, gboolean *kept)
{
  g_autoptr (MitRows) rows = NULL;

  *there = *known = *kept = FALSE;
  if (is_new_row (self, &op->row))
    return;
  rows = mit_db_query (self->db, NULL, "SELECT stamp, device, state FROM op WHERE rid = ? AND col = 0", "b", &op->row);
  while (rows && mit_rows_next (rows, NULL))
    {
      gboolean is_same = mit_rows_int (rows, 0) == op->stamp && mit_rows_int (rows, 1) == self->device;
      gboolean is_kept = mit_rows_int (rows, 2) == MIT_MERGE_KEPT;

      *there |= !is_kept;
      *kept |= is_kept && is_same;
      *known |= !is_kept && is_same;
    }
}

static gboolean
apply_row (MitMerge *self, const MitBatchOp *op, GError **error)
{
  const MitCellTable *table = mit_cells_find (&self->cells, op->table);
  gboolean            there, known, kept;

  find_row (self, op, &there, &known, &kept);
  if (!table)
    return (kept || mit_merge_log (self, op, 0, &mit_merge_nothing, &mit_merge_nothing, MIT_MERGE_KEPT, error)) && keep_unknown_values (self, NULL, op, error);
  /* Made here meanwhile, as settings are, it does not take up by itself what waits. What it was made with may be told further
   * on in the batch, and has to be there before anything replaces it. */
  if (there ? !apply_row_again (self, table, op, known, error) : !insert_row (self, table, op, error))
    return FALSE;
  if (self->has_kept)
    mit_merge_add_id (self->made, &op->row);

  return keep_unknown_values (self, table, op, error);
}

/* What does not carry its own proof, or would change what somebody has published, is as if it had never been there. */
static gboolean
apply_statement (MitMerge *self, const MitCellTable *table, const MitBatchOp *op, GError **error)
{
  gboolean there, known, kept;

  if (op->column != 0 || !mit_statement_is_genuine (table, op))
    {
      self->merged->n_refused++;
      return TRUE;
    }
  find_row (self, op, &there, &known, &kept);

  return there || insert_row (self, table, op, error);
}

static gboolean
apply_op (MitMerge *self, const MitBatchOp *op, GError **error)
{
  const MitCellTable *table = mit_cells_find (&self->cells, op->table);

  if (g_hash_table_contains (self->erased, &op->row) || mit_schema_scope (op->table) != self->scope)
    return TRUE;

  if (table && table->schema->is_statement)
    return apply_statement (self, table, op, error);
  if (!look_for_twin (self, op, error))
    return FALSE;
  if (belongs_to_erased (self, table, op))
    return note_erased (self, &op->row, FALSE, self->action->made_at, FALSE, error);
  if (op->column == 0)
    return apply_row (self, op, error);

  return op->value.type == MIT_BATCH_DROPPED ? mit_merge_apply_dropped (self, op, error) : mit_merge_apply_cell (self, op, TRUE, error);
}

static gboolean
apply_action (MitMerge *self, MitBatchReader *reader, GError **error)
{
  g_auto (MitBatchAction) action = { 0 };
  g_autoptr (GError) local_error = NULL;

  if (!mit_batch_reader_next_action (reader, &action, error))
    return FALSE;
  self->action = &action;
  self->device = mit_device_find (self->db, &action.device, &local_error);
  for (guint i = 0; i < action.n_ops && !local_error; i++)
    {
      MitBatchOp op;

      if (mit_batch_reader_next_op (reader, &op, &local_error))
        apply_op (self, &op, &local_error);
    }
  if (!local_error)
    end_tx (self, &local_error);
  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    return TRUE;

  return FALSE;
}

static gboolean
apply_erasures (MitMerge *self, MitBatchReader *reader, GError **error)
{
  for (guint i = 0; self->scope == MIT_SCOPE_DISTRICT && i < reader->erasures->len; i++)
    {
      const MitBatchErasure *erasure = &g_array_index (reader->erasures, MitBatchErasure, i);

      if (!note_erased (self, &erasure->row, erasure->is_person, erasure->erased_at, TRUE, error))
        return FALSE;
    }
  /* What they take along belongs to the set, too. */
  return !self->merged->erased || (mit_erase_sweep (self->db, error) && load_erased (self, error));
}

static gboolean
take_up_all (MitMerge *self, GError **error)
{
  GHashTableIter iter;
  gpointer       row;

  g_hash_table_iter_init (&iter, self->made);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (!mit_merge_take_up (self, row, error))
      return FALSE;

  return TRUE;
}

static gboolean
write_touched (MitMerge *self, GError **error)
{
  GHashTableIter iter;
  gpointer       person;

  g_hash_table_iter_init (&iter, self->touched);
  while (g_hash_table_iter_next (&iter, &person, NULL))
    if (!mit_db_run (self->db, error, "INSERT OR IGNORE INTO touched VALUES (?)", "b", person))
      return FALSE;

  return TRUE;
}

static void
take_keys (MitKeyring *keyring, MitBatchReader *reader)
{
  for (guint i = 0; keyring && i < reader->epochs->len; i++)
    mit_keyring_add (keyring, g_array_index (reader->epochs, guint32, i), reader->keys->data + (gsize) i * MIT_SHARE_KEY_SIZE);
}

/**
 * mit_merge_take_up_kept:
 *
 * Apply what was kept for tables and columns that this program has come to know: once after an update. Within
 * mit_store_replicate_sync().
 */
gboolean
mit_merge_take_up_kept (MitDb *db, GError **error)
{
  MitMerged      merged = { .met_twin = TRUE };
  MitBatchAction action = { 0 };
  g_auto (MitMerge) self = { 0 };
  g_autoptr (GArray) rows_kept = g_array_new (FALSE, FALSE, sizeof (MitBatchOp));
  g_autoptr (GArray) txs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (MitRows) rows = NULL;

  if (!merge_init (&self, db, 0, &merged, error))
    return FALSE;
  self.action = &action;
  rows = mit_db_query (db, error, "SELECT tbl, rid, stamp, device, tx, min (col) FROM op WHERE state = 2 AND state > 0 GROUP BY rid ORDER BY min (col), id", "");
  while (rows && mit_rows_next (rows, error))
    {
      MitBatchOp op = { .table = (int) mit_rows_int (rows, 0), .row = mit_rows_id (rows, 1), .stamp = mit_rows_int (rows, 2), .base = mit_rows_int (rows, 3) };
      gint64     tx = mit_rows_int (rows, 4);

      op.column = (int) mit_rows_int (rows, 5);
      g_array_append_val (rows_kept, op);
      g_array_append_val (txs, tx);
    }
  if (!rows)
    return FALSE;
  g_clear_pointer (&rows, mit_rows_free);

  for (guint i = 0; i < rows_kept->len; i++)
    {
      MitBatchOp          op = g_array_index (rows_kept, MitBatchOp, i);
      const MitCellTable *table = mit_cells_find (&self.cells, op.table);

      /* A statement that was kept would have to be proven, and what it says is no longer together. */
      if (!table || table->schema->is_statement)
        continue;
      self.device = op.base;
      self.tx = g_array_index (txs, gint64, i);
      op.base = 0;
      if (op.column == 0 && (!mit_db_run (db, error, "DELETE FROM op WHERE rid = ? AND col = 0 AND state = 2", "b", &op.row) || !insert_row (&self, table, &op, error)))
        return FALSE;
      if (!mit_merge_take_up (&self, &op.row, error))
        return FALSE;
    }

  return write_touched (&self, error);
}

/**
 * mit_merge_apply:
 * @payload: a segment or a snapshot, opened
 * @keyring: (nullable): gets the keys of earlier epochs that a snapshot hands on
 * @covered: (nullable) (element-type utf8): gets the names of what a snapshot stands for
 * @merged: (out): what it has brought
 *
 * Take over what others have done. In any order, and as often as it comes, the register ends up the same. Within
 * mit_store_replicate_sync(); with @error, nothing of it may stay.
 */
gboolean
mit_merge_apply (MitDb *db, GBytes *payload, MitScope scope, MitKeyring *keyring, GPtrArray *covered, MitMerged *merged, GError **error)
{
  g_auto (MitMerge) self = { 0 };
  g_auto (MitBatchReader) reader = { 0 };

  *merged = (MitMerged) { 0 };
  if (!mit_batch_reader_init (&reader, payload, error) || !merge_init (&self, db, scope, merged, error) || !expect_rows (&self, reader.ids->len, error) || !apply_erasures (&self, &reader, error))
    return FALSE;
  for (guint i = 0; i < reader.n_actions; i++)
    if (!apply_action (&self, &reader, error))
      return FALSE;
  if (!take_up_all (&self, error) || !mit_batch_reader_is_done (&reader, error) || (merged->erased && !mit_erase_sweep (db, error)) ||
      !mit_merge_pass_replaced (db, error) || !write_touched (&self, error))
    return FALSE;
  take_keys (keyring, &reader);
  for (guint i = 0; covered && i < reader.covered->len; i++)
    g_ptr_array_add (covered, g_strdup (reader.covered->pdata[i]));

  return TRUE;
}
