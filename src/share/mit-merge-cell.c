// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-merge-private.h"

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
  gint64   less;        /* the line that says that a smaller value of the same operation has lost; 0: none */
} Cell;

static void
look_at_line (MitRows *rows, const MitBatchOp *op, int column, gint64 device, Cell *cell)
{
  gint64   id = mit_rows_int (rows, 0), stamp = mit_rows_int (rows, 1), from = mit_rows_int (rows, 2);
  int      state = (int) mit_rows_int (rows, 3);
  gboolean is_row = mit_rows_int (rows, 5) == 0;
  gboolean same = stamp == op->stamp && from == device;

  if (is_row && state == MIT_MERGE_KEPT)
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
      int      order = mit_value_compare (&value, &op->value);

      cell->is_known |= order == 0;
      if (state == MIT_MERGE_LOST && order < 0)
        cell->less = id;
    }
  if (mit_rows_int (rows, 4) == op->stamp)
    cell->is_replaced = TRUE;
  if (state == MIT_MERGE_SHOWN && (cell->shown.is_row || id > cell->shown.id))
    cell->shown = (Shown) { id, stamp, from, mit_rows_int (rows, 7), FALSE };
}

static gboolean
find_replaced (MitMerge *self, const MitBatchOp *op, int column, gint64 stamp)
{
  return mit_db_query_int (self->db, NULL, "SELECT EXISTS (SELECT 1 FROM op WHERE rid = ? AND col = ? AND base = ?)", "bii", &op->row, (gint64) column, stamp) != 0;
}

static gboolean
look_at_cell (MitMerge *self, const MitBatchOp *op, int column, Cell *cell, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (self->db, error, "SELECT id, stamp, device, state, base, col, new, tx FROM op WHERE rid = ? AND col IN (0, ?)", "bi", &op->row, (gint64) column);

  *cell = (Cell) { 0 };
  while (rows && mit_rows_next (rows, error))
    look_at_line (rows, op, column, self->device, cell);

  return rows != NULL;
}

static int
compare_versions (MitMerge *self, const MitBatchOp *op, const Shown *shown)
{
  int   order = (op->stamp > shown->stamp) - (op->stamp < shown->stamp);
  MitId from, shown_from;

  if (order != 0 || self->device == shown->device)
    return order;
  from = mit_merge_device (self, self->device);
  shown_from = mit_merge_device (self, shown->device);

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
read_cell (MitMerge *self, const MitCellTable *table, int column, const MitId *row, Held *held, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (self->db, error, table->select[column - 1], "b", row);

  if (!rows || !mit_rows_next (rows, error))
    return FALSE;
  hold (held, rows, 0);

  return TRUE;
}

/* What a row that was made says for a column; %NULL if nothing. */
const MitValue *
mit_merge_find_value (const MitBatchOp *op, int column)
{
  for (guint i = 0; i < op->n_values; i++)
    if (op->columns[i] == column)
      return &op->values[i];

  return NULL;
}

/* The value for a column, or the usual one if it says nothing or nothing that can stand there. */
const MitValue *
mit_merge_value_or_usual (const MitCellTable *table, const MitBatchOp *op, int column)
{
  const MitValue *value = mit_merge_find_value (op, column);

  return value && mit_cell_table_accepts (table, column, value) ? value : &table->usual[column - 1];
}

/* Whom a new row is about. */
void
mit_merge_touch_new (MitMerge *self, const MitCellTable *table, const MitBatchOp *op)
{
  const MitValue *person = table->person > 0 ? mit_merge_value_or_usual (table, op, table->person) : NULL;

  if (table->schema->number == 1)
    mit_merge_add_id (self->touched, &op->row);
  else if (person && person->type == MIT_VALUE_BLOB && person->size == sizeof (MitId))
    mit_merge_add_id (self->touched, person->data);
}

/* Whom the row is about, now: their place in lists and in the search has to be made again. */
static void
touch (MitMerge *self, const MitCellTable *table, const MitId *row)
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
    mit_merge_add_id (self->touched, &person);
}

static gboolean
write_cell (MitMerge *self, const MitCellTable *table, int column, const MitBatchOp *op, const MitValue *value, GError **error)
{
  touch (self, table, &op->row);
  if (!mit_db_run (self->db, error, table->update[column - 1], "vb", value, &op->row))
    return FALSE;
  if (column == table->person)
    touch (self, table, &op->row);

  return TRUE;
}

static gboolean
keep (MitMerge *self, const MitBatchOp *op, int column, const MitValue *value, const Cell *cell, GError **error)
{
  return cell->is_known || mit_merge_log (self, op, column, &mit_merge_nothing, value, MIT_MERGE_KEPT, error);
}

/* What showed has lost to somebody who did not know it. What a row was made with gets a line of its own by that. */
static gboolean
mark_lost (MitMerge *self, const MitBatchOp *op, int column, const Cell *cell, const MitValue *old, GError **error)
{
  const Shown *shown = &cell->shown;

  if (!shown->is_row)
    return mit_db_run (self->db, error, "UPDATE op SET state = 1 WHERE id = ?", "i", shown->id);

  return mit_db_run (self->db, error, "INSERT INTO op (tx, stamp, base, tbl, rid, col, new, device, state) VALUES (?, ?, 0, ?, ?, ?, ?, ?, 1)", "iiibivi",
                     shown->tx, shown->stamp, (gint64) op->table, &op->row, (gint64) column, old, shown->device);
}

static gboolean
win (MitMerge *self, const MitCellTable *table, const MitBatchOp *op, int column, const Cell *cell, const MitValue *old, GError **error)
{
  gboolean knew = op->base == cell->shown.stamp || find_replaced (self, op, column, cell->shown.stamp);

  if (!knew && table->counter != column && !mark_lost (self, op, column, cell, old, error))
    return FALSE;

  return write_cell (self, table, column, op, &op->value, error) && mit_merge_log (self, op, column, old, &op->value, MIT_MERGE_SHOWN, error);
}

static gboolean
lose (MitMerge *self, const MitCellTable *table, const MitBatchOp *op, int column, const Cell *cell, GError **error)
{
  gboolean is_conflict = !cell->is_replaced && table->counter != column;

  return mit_merge_log (self, op, column, &mit_merge_nothing, &op->value, is_conflict ? MIT_MERGE_LOST : MIT_MERGE_PASSED, error);
}

/* Two that go by one name may have made the same row at the same time, each with a value of its own. The greater one counts, be
 * it among what lost. */
static gboolean
raise_lost (MitMerge *self, const MitBatchOp *op, const Cell *cell, GError **error)
{
  return mit_db_run (self->db, error, "UPDATE op SET new = ? WHERE id = ?", "vi", &op->value, cell->less);
}

static int
compare_with_shown (MitMerge *self, const MitCellTable *table, const MitBatchOp *op, int column, const Cell *cell, const MitValue *shown)
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
  return mit_db_run (db, error, "UPDATE op SET state = 3 WHERE state = 1 AND state > 0 AND EXISTS (SELECT 1 FROM op z WHERE z.rid = op.rid AND z.col = op.col AND z.base = op.stamp)", "");
}

/* That there was a value, and what it replaced, still tells who knew what; the value itself is gone. */
gboolean
mit_merge_apply_dropped (MitMerge *self, const MitBatchOp *op, GError **error)
{
  if (mit_db_query_int (self->db, NULL, "SELECT EXISTS (SELECT 1 FROM op WHERE rid = ? AND col = ? AND stamp = ? AND device = ?)", "biii", &op->row, (gint64) op->column,
                        op->stamp, self->device))
    return TRUE;

  return mit_merge_log (self, op, op->column, &mit_merge_nothing, &mit_merge_nothing, MIT_MERGE_PASSED, error);
}

/* @told: the value was written for itself; else it is one of those that a row was made with. */
gboolean
mit_merge_apply_cell (MitMerge *self, const MitBatchOp *op, gboolean told, GError **error)
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

      if (!is_first)
        return cell.less == 0 || raise_lost (self, op, &cell, error);
      if (mit_value_compare (&op->value, &shown.value) == 0)
        return TRUE;
      order = told ? 1 : mit_value_compare (&op->value, &shown.value);
      return order < 0 || (write_cell (self, table, op->column, op, &op->value, error) && mit_merge_log (self, op, op->column, &shown.value, &op->value, MIT_MERGE_SHOWN, error));
    }
  order = compare_with_shown (self, table, op, op->column, &cell, &shown.value);

  return order > 0 ? win (self, table, op, op->column, &cell, &shown.value, error) : lose (self, table, op, op->column, &cell, error);
}

/* What has come before its row did. */
gboolean
mit_merge_take_up (MitMerge *self, const MitId *row, GError **error)
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
      if (!mit_db_run (self->db, error, "DELETE FROM op WHERE id = ?", "i", id) || !mit_merge_apply_cell (self, &op, TRUE, error))
        return FALSE;
    }
  self->device = device;
  self->tx = tx;
  self->action = action;

  return TRUE;
}
