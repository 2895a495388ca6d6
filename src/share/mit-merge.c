// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-merge.h"

#include "mit-statement.h"

#include <mit-erase.h>

#include <string.h>

/*
 * A cell shows the greatest of all values ever written to it: by stamp, then by device, then by value. So the order in
 * which operations arrive does not matter, nor whether one arrives twice. An operation names the stamp that it replaced;
 * one that lost to somebody who did not know it is kept, and shown as a conflict.
 *
 * The values a row was made with are not in the log but in the row; an operation for a cell stands in the log as soon as
 * there is anything to tell about it. Of a cell's operations in state 0 the last one is what shows; if there is none, it is
 * what the row was made with the first time.
 */
enum
{
  STATE_SHOWN = 0,  /* or was, until somebody who knew it replaced it */
  STATE_LOST = 1,   /* to somebody who did not know it */
  STATE_KEPT = 2,   /* for a table, a column or a row that is not here */
  STATE_PASSED = 3, /* was replaced already when it came */
};

typedef struct
{
  MitDb          *db;
  MitCells        cells;
  MitScope        scope;
  GHashTable     *erased;  /* set of MitId */
  GHashTable     *touched; /* set of MitId */
  GArray         *devices; /* MitId of each device by its number */
  gint64          own;
  gint64          first_op; /* of this merge */
  gint64          sent;     /* the last operation of ours that stands in a record */
  gint64          tx;       /* 0: the action has brought nothing yet */
  gboolean        has_kept; /* there is something that waits for its row */
  MitBatchAction *action;
  gint64          device; /* of the action */
  MitMerged      *merged;
} Merge;

static MitId
device_id (Merge *self, gint64 n)
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

static void
add_to_set (GHashTable *set, const MitId *id)
{
  if (!g_hash_table_contains (set, id))
    g_hash_table_add (set, mit_id_copy (id));
}

static gboolean
load_erased (Merge *self, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (self->db, error, "SELECT rid FROM erased", "");

  while (rows && mit_rows_next (rows, error))
    {
      MitId id = mit_rows_id (rows, 0);

      add_to_set (self->erased, &id);
    }

  return rows != NULL;
}

static gboolean
merge_init (Merge *self, MitDb *db, MitScope scope, MitMerged *merged, GError **error)
{
  *self = (Merge) { .db = db, .scope = scope, .merged = merged };
  mit_cells_init (&self->cells, db);
  self->erased = g_hash_table_new_full (mit_id_hash, mit_id_equal_ptr, g_free, NULL);
  self->touched = g_hash_table_new_full (mit_id_hash, mit_id_equal_ptr, g_free, NULL);
  self->devices = g_array_new (FALSE, TRUE, sizeof (MitId));
  self->own = mit_db_query_int (db, NULL, "SELECT value FROM meta WHERE name = 'device'", "");
  self->first_op = 1 + mit_db_query_int (db, NULL, "SELECT max (id) FROM op", "");
  self->sent = mit_db_query_int (db, NULL, "SELECT bound FROM share WHERE scope = ?", "i", (gint64) scope);
  self->has_kept = mit_db_query_int (db, NULL, "SELECT EXISTS (SELECT 1 FROM op WHERE state = 2)", "") != 0;

  return load_erased (self, error);
}

static void
merge_clear (Merge *self)
{
  mit_cells_clear (&self->cells);
  g_clear_pointer (&self->erased, g_hash_table_unref);
  g_clear_pointer (&self->touched, g_hash_table_unref);
  g_clear_pointer (&self->devices, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

/* The first operation under our own name that we do not know: there are two of us, and we are the one that goes. In the
 * exchange nothing hangs on whose name it is, and anybody could pretend to be us. */
static gboolean
meet_twin (Merge *self, GError **error)
{
  if (self->merged->met_twin || self->device != self->own || self->scope == MIT_SCOPE_STATE)
    return TRUE;
  self->merged->met_twin = TRUE;

  return mit_device_renew (self->db, self->first_op, error);
}

/* So have we if somebody has sent under our name what we have not sent yet. */
static gboolean
look_for_twin (Merge *self, const MitBatchOp *op, GError **error)
{
  if (self->merged->met_twin || self->device != self->own || self->scope == MIT_SCOPE_STATE || self->first_op - 1 <= self->sent ||
      !mit_db_query_int (self->db, NULL, "SELECT EXISTS (SELECT 1 FROM op WHERE rid = ? AND col = ? AND stamp = ? AND device = ? AND id > ? AND id < ?)", "biiiii",
                         &op->row, (gint64) op->column, op->stamp, self->own, self->sent, self->first_op))
    return TRUE;

  return meet_twin (self, error);
}

/* The action that an operation belongs to gets its line in the log with its first operation that is new here. */
static gboolean
begin_tx (Merge *self, GError **error)
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
end_tx (Merge *self, GError **error)
{
  gint64 tx = self->tx;

  self->tx = 0;

  return tx == 0 || mit_db_run (self->db, error, "UPDATE tx SET last_op = (SELECT max (id) FROM op) WHERE id = ?", "i", tx);
}

static gboolean
log_op (Merge *self, const MitBatchOp *op, int column, const MitValue *old, const MitValue *value, int state, GError **error)
{
  if (!begin_tx (self, error))
    return FALSE;
  self->merged->n_new++;
  mit_db_set_news (self->db);
  self->merged->n_applied += state == STATE_SHOWN;
  self->has_kept |= state == STATE_KEPT;

  return mit_db_run (self->db, error, "INSERT INTO op (tx, stamp, base, tbl, rid, col, old, new, device, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "iiiibivvii",
                     self->tx, op->stamp, op->base, (gint64) op->table, &op->row, (gint64) column, old, value, self->device, (gint64) state);
}

static const MitValue nothing = { MIT_VALUE_NULL };

/* One line of the log for a cell: the one that shows, or what its row was made with. */
typedef struct
{
  gint64   id; /* in the log; 0: none */
  gint64   stamp;
  gint64   device;
  gint64   tx;
  gboolean is_row; /* what the row was made with */
} Shown;

/* What is known of a cell, seen from an operation that comes. */
typedef struct
{
  Shown    shown;
  gboolean has_row;
  gboolean is_known;    /* the operation itself */
  gboolean is_of_row;   /* it is one of the values that the row was made with, told for itself */
  gboolean is_replaced; /* somebody who knew it has written since */
  gboolean shown_is_replaced;
} Cell;

static void
look_at_line (MitRows *rows, const MitBatchOp *op, int column, gint64 device, Cell *cell)
{
  gint64   id = mit_rows_int (rows, 0), stamp = mit_rows_int (rows, 1), from = mit_rows_int (rows, 2);
  int      state = (int) mit_rows_int (rows, 3);
  gboolean is_row = mit_rows_int (rows, 5) == 0;
  gboolean same = stamp == op->stamp && from == device;

  if (is_row && state == STATE_KEPT)
    return;
  if (is_row)
    {
      /* The index gives the lines of the row first, and those in their order. */
      if (!cell->has_row)
        {
          cell->shown = (Shown) { id, stamp, from, mit_rows_int (rows, 7), TRUE };
          cell->is_of_row = same;
        }
      cell->has_row = TRUE;
      return;
    }
  if (same)
    {
      MitValue value = mit_rows_value (rows, 6);

      cell->is_known |= mit_value_compare (&value, &op->value) == 0;
    }
  if (mit_rows_int (rows, 4) == op->stamp)
    cell->is_replaced = TRUE;
  if (state == STATE_SHOWN && (cell->shown.is_row || id > cell->shown.id))
    cell->shown = (Shown) { id, stamp, from, mit_rows_int (rows, 7), FALSE };
}

static gboolean
find_replaced (Merge *self, const MitBatchOp *op, int column, gint64 stamp)
{
  return mit_db_query_int (self->db, NULL, "SELECT EXISTS (SELECT 1 FROM op WHERE rid = ? AND col = ? AND base = ?)", "bii", &op->row, (gint64) column, stamp) != 0;
}

static gboolean
look_at_cell (Merge *self, const MitBatchOp *op, int column, Cell *cell, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (self->db, error, "SELECT id, stamp, device, state, base, col, new, tx FROM op WHERE rid = ? AND col IN (0, ?)", "bi", &op->row, (gint64) column);

  *cell = (Cell) { 0 };
  while (rows && mit_rows_next (rows, error))
    look_at_line (rows, op, column, self->device, cell);

  return rows != NULL;
}

static int
compare_versions (Merge *self, const MitBatchOp *op, const Shown *shown)
{
  int   order = (op->stamp > shown->stamp) - (op->stamp < shown->stamp);
  MitId from, shown_from;

  if (order != 0 || self->device == shown->device)
    return order;
  from = device_id (self, self->device);
  shown_from = device_id (self, shown->device);

  return memcmp (from.bytes, shown_from.bytes, sizeof from.bytes);
}

/* A value in the database, kept beyond the query that it came from. */
typedef struct
{
  MitValue value;
  GBytes  *bytes;
} Held;

static void
held_clear (Held *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Held, held_clear)

static void
hold (Held *self, MitRows *rows, int column)
{
  self->value = mit_rows_value (rows, column);
  if (self->value.size > 0)
    {
      self->bytes = g_bytes_new (self->value.data, self->value.size);
      self->value.data = g_bytes_get_data (self->bytes, NULL);
    }
}

static gboolean
read_cell (Merge *self, const MitCellTable *table, int column, const MitId *row, Held *held, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (self->db, error, table->select[column - 1], "b", row);

  if (!rows || !mit_rows_next (rows, error))
    return FALSE;
  hold (held, rows, 0);

  return TRUE;
}

static const MitValue *
find_value (const MitBatchOp *op, int column)
{
  for (guint i = 0; i < op->n_values; i++)
    if (op->columns[i] == column)
      return &op->values[i];

  return NULL;
}

/* The value for a column, or the usual one if it says nothing or nothing that can stand there. */
static const MitValue *
value_or_usual (const MitCellTable *table, const MitBatchOp *op, int column)
{
  const MitValue *value = find_value (op, column);

  return value && mit_cell_table_accepts (table, column, value) ? value : &table->usual[column - 1];
}

/* Whom a new row is about. */
static void
touch_new (Merge *self, const MitCellTable *table, const MitBatchOp *op)
{
  const MitValue *person = table->person > 0 ? value_or_usual (table, op, table->person) : NULL;

  if (table->schema->number == 1)
    add_to_set (self->touched, &op->row);
  else if (person && person->type == MIT_VALUE_BLOB && person->size == sizeof (MitId))
    add_to_set (self->touched, person->data);
}

/* Whom the row is about, now: their place in lists and in the search has to be made again. */
static void
touch (Merge *self, const MitCellTable *table, const MitId *row)
{
  MitId person = { 0 };

  if (table->schema->number == 1)
    person = *row;
  else if (table->person > 0)
    {
      g_autoptr (MitRows) rows = mit_db_query (self->db, NULL, table->select[table->person - 1], "b", row);

      if (rows && mit_rows_next (rows, NULL))
        person = mit_rows_id (rows, 0);
    }
  if (!mit_id_is_nil (&person))
    add_to_set (self->touched, &person);
}

static gboolean
write_cell (Merge *self, const MitCellTable *table, int column, const MitBatchOp *op, const MitValue *value, GError **error)
{
  touch (self, table, &op->row);
  if (!mit_db_run (self->db, error, table->update[column - 1], "vb", value, &op->row))
    return FALSE;
  if (column == table->person)
    touch (self, table, &op->row);

  return TRUE;
}

static gboolean
keep (Merge *self, const MitBatchOp *op, int column, const MitValue *value, const Cell *cell, GError **error)
{
  return cell->is_known || log_op (self, op, column, &nothing, value, STATE_KEPT, error);
}

/* What showed has lost to somebody who did not know it. What a row was made with gets a line of its own by that. */
static gboolean
mark_lost (Merge *self, const MitBatchOp *op, int column, const Cell *cell, const MitValue *old, GError **error)
{
  const Shown *shown = &cell->shown;

  if (!shown->is_row)
    return mit_db_run (self->db, error, "UPDATE op SET state = 1 WHERE id = ?", "i", shown->id);

  return mit_db_run (self->db, error, "INSERT INTO op (tx, stamp, base, tbl, rid, col, new, device, state) VALUES (?, ?, 0, ?, ?, ?, ?, ?, 1)", "iiibivi",
                     shown->tx, shown->stamp, (gint64) op->table, &op->row, (gint64) column, old, shown->device);
}

static gboolean
win (Merge *self, const MitCellTable *table, const MitBatchOp *op, int column, const Cell *cell, const MitValue *old, GError **error)
{
  gboolean knew = op->base == cell->shown.stamp || find_replaced (self, op, column, cell->shown.stamp);

  if (!knew && table->counter != column && !mark_lost (self, op, column, cell, old, error))
    return FALSE;

  return write_cell (self, table, column, op, &op->value, error) && log_op (self, op, column, old, &op->value, STATE_SHOWN, error);
}

static gboolean
lose (Merge *self, const MitCellTable *table, const MitBatchOp *op, int column, const Cell *cell, GError **error)
{
  gboolean is_conflict = !cell->is_replaced && table->counter != column;

  return log_op (self, op, column, &nothing, &op->value, is_conflict ? STATE_LOST : STATE_PASSED, error);
}

static int
compare_with_shown (Merge *self, const MitCellTable *table, const MitBatchOp *op, int column, const Cell *cell, const MitValue *shown)
{
  int order = table->counter == column ? mit_value_compare (&op->value, shown) : 0;

  if (order == 0)
    order = compare_versions (self, op, &cell->shown);

  return order != 0 ? order : mit_value_compare (&op->value, shown);
}

/**
 * mit_merge_pass_replaced:
 *
 * What lost, and was replaced by somebody who knew it, be it here, is no conflict any more. Within a transaction.
 */
gboolean
mit_merge_pass_replaced (MitDb *db, GError **error)
{
  return mit_db_run (db, error, "UPDATE op SET state = 3 WHERE state = 1 AND EXISTS (SELECT 1 FROM op z WHERE z.rid = op.rid AND z.col = op.col AND z.base = op.stamp)", "");
}

/* That there was a value, and what it replaced, still tells who knew what; the value itself is gone. */
static gboolean
apply_dropped (Merge *self, const MitBatchOp *op, GError **error)
{
  if (mit_db_query_int (self->db, NULL, "SELECT EXISTS (SELECT 1 FROM op WHERE rid = ? AND col = ? AND stamp = ? AND device = ?)", "biii", &op->row, (gint64) op->column,
                        op->stamp, self->device))
    return TRUE;

  return log_op (self, op, op->column, &nothing, &nothing, STATE_PASSED, error);
}

/* @told: the value was written for itself; else it is one of those that a row was made with. */
static gboolean
apply_cell (Merge *self, const MitBatchOp *op, gboolean told, GError **error)
{
  const MitCellTable *table = mit_cells_find (&self->cells, op->table);
  g_auto (Held) shown = { 0 };
  Cell cell;
  int  order;

  if (!look_at_cell (self, op, op->column, &cell, error))
    return FALSE;
  if (cell.is_known)
    return TRUE;
  if (!table || !cell.has_row || !mit_cell_table_has (table, op->column) || !mit_cell_table_accepts (table, op->column, &op->value))
    return keep (self, op, op->column, &op->value, &cell, error);
  if (!read_cell (self, table, op->column, &op->row, &shown, error))
    return FALSE;
  if (cell.is_of_row)
    {
      gboolean is_first = cell.shown.is_row && cell.shown.stamp == op->stamp && cell.shown.device == self->device;

      if (!is_first || mit_value_compare (&op->value, &shown.value) == 0)
        return TRUE;
      order = told ? 1 : mit_value_compare (&op->value, &shown.value);
      return order < 0 || (write_cell (self, table, op->column, op, &op->value, error) && log_op (self, op, op->column, &shown.value, &op->value, STATE_SHOWN, error));
    }
  order = compare_with_shown (self, table, op, op->column, &cell, &shown.value);

  return order > 0 ? win (self, table, op, op->column, &cell, &shown.value, error) : lose (self, table, op, op->column, &cell, error);
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

/* What has come before its row did. */
static gboolean
take_up (Merge *self, const MitId *row, int table, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (MitRows) rows = NULL;
  gint64          device = self->device, tx = self->tx;
  MitBatchAction *action = self->action;

  if (!self->has_kept)
    return TRUE;
  rows = mit_db_query (self->db, error, "SELECT id FROM op WHERE rid = ? AND state = 2 AND col > 0", "b", row);
  while (rows && mit_rows_next (rows, error))
    {
      gint64 id = mit_rows_int (rows, 0);

      g_array_append_val (ids, id);
    }
  if (!rows)
    return FALSE;
  g_clear_pointer (&rows, mit_rows_free);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64     id = g_array_index (ids, gint64, i);
      MitBatchOp op = { .row = *row };
      g_auto (Held) value = { 0 };

      rows = mit_db_query (self->db, error, "SELECT tbl, col, stamp, base, new, device, tx FROM op WHERE id = ?", "i", id);
      if (!rows || !mit_rows_next (rows, error))
        return FALSE;
      op.table = (int) mit_rows_int (rows, 0);
      op.column = (int) mit_rows_int (rows, 1);
      op.stamp = mit_rows_int (rows, 2);
      op.base = mit_rows_int (rows, 3);
      hold (&value, rows, 4);
      op.value = value.value;
      self->device = mit_rows_int (rows, 5);
      self->tx = mit_rows_int (rows, 6);
      g_clear_pointer (&rows, mit_rows_free);
      if (!mit_db_run (self->db, error, "DELETE FROM op WHERE id = ?", "i", id) || !apply_cell (self, &op, TRUE, error))
        return FALSE;
    }
  self->device = device;
  self->tx = tx;
  self->action = action;

  return TRUE;
}

static gboolean
insert_row (Merge *self, const MitCellTable *table, const MitBatchOp *op, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (self->db, error, table->insert_row, "b", &op->row);
  g_autoptr (GError) local_error = NULL;

  if (!rows)
    return FALSE;
  for (int i = 1; i <= table->n_columns; i++)
    mit_rows_bind_value (rows, i + 1, value_or_usual (table, op, i));
  mit_rows_next (rows, &local_error);
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  touch_new (self, table, op);

  return log_op (self, op, 0, &nothing, &nothing, STATE_SHOWN, error);
}

/* Values that a row brings along for columns that this program does not know. */
static gboolean
keep_unknown_values (Merge *self, const MitCellTable *table, const MitBatchOp *op, GError **error)
{
  for (guint i = 0; i < op->n_values; i++)
    if (op->values[i].type != MIT_BATCH_DROPPED &&
        (!table || !mit_cell_table_has (table, op->columns[i]) || !mit_cell_table_accepts (table, op->columns[i], &op->values[i])))
      {
        MitBatchOp cell = cell_of_row (op, op->columns[i], &op->values[i]);

        if (!apply_cell (self, &cell, TRUE, error))
          return FALSE;
      }

  return TRUE;
}

/* Two machines have made the same row; each value of the second is an operation like any other. */
static gboolean
apply_row_again (Merge *self, const MitCellTable *table, const MitBatchOp *op, gboolean is_known, GError **error)
{
  for (int i = 1; i <= table->n_columns && op->makes_claims; i++)
    {
      const MitValue *value = find_value (op, i);
      MitBatchOp      cell = cell_of_row (op, i, value && value->type == MIT_BATCH_DROPPED ? value : value_or_usual (table, op, i));

      if (cell.value.type == MIT_BATCH_DROPPED || (is_known && !value))
        continue;
      if (!apply_cell (self, &cell, FALSE, error))
        return FALSE;
    }

  return is_known || log_op (self, op, 0, &nothing, &nothing, STATE_SHOWN, error);
}

/* Whether a row is about somebody who was erased, or comes to be. */
static gboolean
belongs_to_erased (Merge *self, const MitCellTable *table, const MitBatchOp *op)
{
  for (int i = 1; table && i <= table->n_columns; i++)
    if (i == table->person || i == table->other_person)
      {
        const MitValue *person = op->column == i ? &op->value : find_value (op, i);

        if (person && person->type == MIT_VALUE_BLOB && person->size == sizeof (MitId) && g_hash_table_contains (self->erased, person->data))
          return TRUE;
      }

  return FALSE;
}

static gboolean
note_erased (Merge *self, const MitId *row, gboolean is_person, gint64 at, gboolean told, GError **error)
{
  if (g_hash_table_contains (self->erased, row))
    return TRUE;
  add_to_set (self->erased, row);
  self->merged->erased = TRUE;

  return mit_erase_note (self->db, row, is_person, at, told, error);
}

static void
find_row (Merge *self, const MitBatchOp *op, gboolean *there, gboolean *known, gboolean *kept)
{
  g_autoptr (MitRows) rows = mit_db_query (self->db, NULL, "SELECT stamp, device, state FROM op WHERE rid = ? AND col = 0", "b", &op->row);

  *there = *known = *kept = FALSE;
  while (rows && mit_rows_next (rows, NULL))
    {
      gboolean is_same = mit_rows_int (rows, 0) == op->stamp && mit_rows_int (rows, 1) == self->device;
      gboolean is_kept = mit_rows_int (rows, 2) == STATE_KEPT;

      *there |= !is_kept;
      *kept |= is_kept && is_same;
      *known |= !is_kept && is_same;
    }
}

static gboolean
apply_row (Merge *self, const MitBatchOp *op, GError **error)
{
  const MitCellTable *table = mit_cells_find (&self->cells, op->table);
  gboolean            there, known, kept;

  find_row (self, op, &there, &known, &kept);
  if (!table)
    return (kept || log_op (self, op, 0, &nothing, &nothing, STATE_KEPT, error)) && keep_unknown_values (self, NULL, op, error);
  /* Made here meanwhile, as settings are, it does not take up by itself what waits. */
  if (there ? !apply_row_again (self, table, op, known, error) : !insert_row (self, table, op, error))
    return FALSE;

  return take_up (self, &op->row, op->table, error) && keep_unknown_values (self, table, op, error);
}

/* What does not carry its own proof, or would change what somebody has published, is as if it had never been there. */
static gboolean
apply_statement (Merge *self, const MitCellTable *table, const MitBatchOp *op, GError **error)
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
apply_op (Merge *self, const MitBatchOp *op, GError **error)
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

  return op->value.type == MIT_BATCH_DROPPED ? apply_dropped (self, op, error) : apply_cell (self, op, TRUE, error);
}

static gboolean
apply_action (Merge *self, MitBatchReader *reader, GError **error)
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
apply_erasures (Merge *self, MitBatchReader *reader, GError **error)
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
write_touched (Merge *self, GError **error)
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
  g_auto (Merge) self = { 0 };
  g_autoptr (GArray) rows_kept = g_array_new (FALSE, FALSE, sizeof (MitBatchOp));
  g_autoptr (GArray) txs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (MitRows) rows = NULL;

  if (!merge_init (&self, db, 0, &merged, error))
    return FALSE;
  self.action = &action;
  rows = mit_db_query (db, error, "SELECT tbl, rid, stamp, device, tx, min (col) FROM op WHERE state = 2 GROUP BY rid ORDER BY min (col), id", "");
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
      if (!take_up (&self, &op.row, op.table, error))
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
  g_auto (Merge) self = { 0 };
  g_auto (MitBatchReader) reader = { 0 };

  *merged = (MitMerged) { 0 };
  if (!mit_batch_reader_init (&reader, payload, error) || !merge_init (&self, db, scope, merged, error) || !apply_erasures (&self, &reader, error))
    return FALSE;
  for (guint i = 0; i < reader.n_actions; i++)
    if (!apply_action (&self, &reader, error))
      return FALSE;
  if (!mit_batch_reader_is_done (&reader, error) || (merged->erased && !mit_erase_sweep (db, error)) ||
      !mit_merge_pass_replaced (db, error) || !write_touched (&self, error))
    return FALSE;
  take_keys (keyring, &reader);
  for (guint i = 0; covered && i < reader.covered->len; i++)
    g_ptr_array_add (covered, g_strdup (reader.covered->pdata[i]));

  return TRUE;
}
