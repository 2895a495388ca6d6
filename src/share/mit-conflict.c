// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-conflict.h"

#include "mit-cells.h"
#include "mit-share-error.h"

#include <glib/gi18n.h>

/* The number of the column that says whether a row is still there; the same in all tables. */
#define ALIVE 1

static const MitAction settled = { N_ ("Two versions settled"), NULL };

static void
side_clear (MitConflictSide *side)
{
  g_free (side->text);
  g_free (side->who);
}

void
mit_conflict_free (MitConflict *conflict)
{
  side_clear (&conflict->shown);
  side_clear (&conflict->other);
  g_free (conflict->change);
  g_free (conflict);
}

static char *
to_text (const MitValue *value)
{
  switch (value->type)
    {
    case MIT_VALUE_INT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);

    case MIT_VALUE_REAL:
      return g_strdup_printf ("%g", value->real);

    case MIT_VALUE_TEXT:
      return g_strndup (value->data, value->size);

    case MIT_VALUE_BLOB:
      {
        GString *text = g_string_new (NULL);

        for (gsize i = 0; i < value->size; i++)
          g_string_append_printf (text, "%02x", ((const guint8 *) value->data)[i]);
        return g_string_free_and_steal (text);
      }

    case MIT_VALUE_NULL:
      break;
    }

  return NULL;
}

/* Of what makes it this value and no other, on every machine. */
static MitId
make_key (const MitId *row, int column, gint64 stamp, const MitId *device, const char *text)
{
  g_autofree char *row_text = mit_id_to_string (row);
  g_autofree char *device_text = mit_id_to_string (device);
  g_autofree char *name = g_strdup_printf ("%s %d %" G_GINT64_FORMAT " %s %s", row_text, column, stamp, device_text, text ? text : "");

  return mit_id_from_name ("settled", name);
}

/* The operation that has removed a row, if it is what shows. */
#define REMOVES(op)                                                 \
  op ".col = 1 AND " op ".new = 0 AND " op ".state = 0"             \
     " AND NOT EXISTS (SELECT 1 FROM op z WHERE z.rid = " op ".rid" \
     " AND z.col = 1 AND z.state = 0 AND z.id > " op ".id)"

/* Nobody works on what they know to be removed, and a removal is later than all that whoever removed it knew: whatever was
 * written later, elsewhere, was written without knowing. What was written before is taken for known. */
#define UNKNOWING " AND e.state IN (0, 1) AND e.stamp >= r.stamp AND e.device != r.device"
#define ORIGIN "d.id, coalesce (d.name, tx.actor, ''), coalesce (tx.made_at, e.stamp >> 16)"
#define JOIN_ORIGIN " JOIN device d ON d.n = e.device LEFT JOIN tx ON tx.id = e.tx"

/* Candidates: the columns are rid, tbl, col, stamp, value to take, device id, who, made_at, what was written into a row that is
 * removed, and into which of its columns. */
static char *
write_candidates (void)
{
  guint                 n_tables;
  const MitSchemaTable *tables = mit_schema_tables (&n_tables);
  GString              *sql = g_string_new ("SELECT e.rid, e.tbl, e.col, e.stamp AS stamp, e.new, " ORIGIN ", NULL, 0 FROM op e" JOIN_ORIGIN
                                            " WHERE e.state = 1 AND e.state > 0"
                                                         " UNION ALL SELECT e.rid, e.tbl, 1, max (e.stamp), 1, " ORIGIN ", e.new, e.col"
                                                         " FROM op r CROSS JOIN op e ON e.rid = r.rid AND e.col > 1" UNKNOWING JOIN_ORIGIN
                                            " WHERE " REMOVES ("r") " GROUP BY r.rid");

  /* What belongs to something removed: added, changed, or gone together with it. */
  for (guint i = 0; i < n_tables; i++)
    if (tables[i].within)
      g_string_append_printf (sql,
                              " UNION ALL SELECT r.rid, r.tbl, 1, max (e.stamp), 1, " ORIGIN ", NULL, 0"
                              " FROM op r CROSS JOIN %s c ON c.%s = r.rid AND (c.alive OR EXISTS"
                              " (SELECT 1 FROM op k WHERE k.rid = c.id AND k.tx = r.tx AND " REMOVES ("k") "))"
                                                                                                           " JOIN op e ON e.rid = c.id AND (e.col != 1 OR e.new = 1)" UNKNOWING JOIN_ORIGIN
                                                                                                           " WHERE " REMOVES ("r") " GROUP BY r.rid",
                              tables[i].name, tables[i].within);
  g_string_append (sql, " ORDER BY stamp DESC");

  return g_string_free_and_steal (sql);
}

static MitRows *
query_candidates (MitDb *db, GError **error)
{
  g_autofree char *sql = write_candidates ();

  return mit_db_query (db, error, sql, "");
}

static gboolean
is_settled (MitDb *db, const MitId *key)
{
  return mit_db_query_int (db, NULL, "SELECT EXISTS (SELECT 1 FROM settled WHERE id = ? AND alive)", "b", key) != 0;
}

static gboolean
read_shown (MitDb *db, const MitCellTable *table, int column, const MitId *row, MitConflictSide *side)
{
  g_autoptr (MitRows) rows = mit_db_query (db, NULL, table->select[column - 1], "b", row);
  g_autoptr (MitRows) ops = NULL;
  MitValue value;

  if (!rows || !mit_rows_next (rows, NULL))
    return FALSE;
  value = mit_rows_value (rows, 0);
  side->text = to_text (&value);
  ops = mit_db_query (db, NULL,
                      "SELECT coalesce (d.name, tx.actor, ''), coalesce (tx.made_at, op.stamp >> 16) FROM op JOIN device d ON d.n = op.device LEFT JOIN tx ON tx.id = op.tx"
                      " WHERE op.rid = ? AND op.col IN (0, ?) AND op.state = 0 ORDER BY op.col DESC, CASE op.col WHEN 0 THEN op.id ELSE -op.id END LIMIT 1",
                      "bi", row, (gint64) column);
  if (ops && mit_rows_next (ops, NULL))
    {
      side->who = g_strdup (mit_rows_text (ops, 0));
      side->when = mit_rows_int (ops, 1);
    }

  return TRUE;
}

static MitId
find_person (MitDb *db, const MitCellTable *table, const MitId *row)
{
  g_autoptr (MitRows) rows = NULL;
  MitId person = { 0 };

  if (g_strcmp0 (table->schema->person, "id") == 0)
    return *row;
  if (table->person > 0)
    rows = mit_db_query (db, NULL, table->select[table->person - 1], "b", row);
  if (rows && mit_rows_next (rows, NULL))
    person = mit_rows_id (rows, 0);

  return person;
}

/* What somebody has typed into a row that is removed; counters and names of files are none of it. */
static char *
read_change (const MitCellTable *table, MitRows *rows)
{
  MitValue value = mit_rows_value (rows, 8);
  int      column = (int) mit_rows_int (rows, 9);

  if (value.type != MIT_VALUE_TEXT || !mit_cell_table_has (table, column) || g_strcmp0 (table->schema->blob, table->schema->columns[column - 1]) == 0)
    return NULL;

  return to_text (&value);
}

/* A row that went together with what it belongs to comes back with that, which stands in the list for both. */
static gboolean
goes_with_another (MitDb *db, const MitCellTable *table, const MitId *row)
{
  g_autofree char *sql = NULL;

  if (!table->schema->within)
    return FALSE;
  sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM %s c JOIN op k ON k.rid = c.id JOIN op r ON r.rid = c.%s AND r.tx = k.tx"
                         " WHERE c.id = ? AND " REMOVES ("k") " AND " REMOVES ("r") ")",
                         table->schema->name, table->schema->within);

  return mit_db_query_int (db, NULL, sql, "b", row) != 0;
}

/* What is the same on both sides needs nobody, and neither do rows that people never see. */
static MitConflict *
look_at (MitDb *db, const MitCells *cells, MitRows *rows)
{
  const MitCellTable *table = mit_cells_find (cells, (int) mit_rows_int (rows, 1));
  int                 column = (int) mit_rows_int (rows, 2);
  MitId               device = mit_rows_id (rows, 5);
  MitValue            value = mit_rows_value (rows, 4);
  g_autoptr (MitConflict) conflict = g_new0 (MitConflict, 1);

  if (!table || !table->schema->label || !mit_cell_table_has (table, column))
    return NULL;
  conflict->table = table->schema;
  conflict->column = table->schema->columns[column - 1];
  conflict->row = mit_rows_id (rows, 0);
  conflict->other.text = to_text (&value);
  conflict->other.who = g_strdup (mit_rows_text (rows, 6));
  conflict->other.when = mit_rows_int (rows, 7);
  conflict->key = make_key (&conflict->row, column, mit_rows_int (rows, 3), &device, conflict->other.text);
  conflict->change = read_change (table, rows);
  conflict->person = find_person (db, table, &conflict->row);
  if ((column == ALIVE && goes_with_another (db, table, &conflict->row)) || is_settled (db, &conflict->key) || !read_shown (db, table, column, &conflict->row, &conflict->shown) ||
      g_strcmp0 (conflict->shown.text, conflict->other.text) == 0)
    return NULL;

  return g_steal_pointer (&conflict);
}

/* Several may have worked on one thing that is removed; that is one thing to decide. */
static gboolean
is_listed (GPtrArray *conflicts, const MitConflict *conflict)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const MitConflict *other = conflicts->pdata[i];

      if (g_str_equal (conflict->column, "alive") && g_str_equal (other->column, "alive") && mit_id_equal (&conflict->row, &other->row))
        return TRUE;
    }

  return FALSE;
}

/** mit_conflicts_list: Returns: (transfer full) (nullable) (element-type MitConflict): what somebody has to decide, newest first */
GPtrArray *
mit_conflicts_list (MitDb *db, GError **error)
{
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_conflict_free);
  g_autoptr (MitRows) rows = query_candidates (db, error);
  g_auto (MitCells) cells = { 0 };

  if (!rows)
    return NULL;
  mit_cells_init (&cells, db);
  while (mit_rows_next (rows, NULL))
    {
      MitConflict *conflict = look_at (db, &cells, rows);

      if (conflict && is_listed (conflicts, conflict))
        mit_conflict_free (conflict);
      else if (conflict)
        g_ptr_array_add (conflicts, conflict);
    }

  return g_steal_pointer (&conflicts);
}

/** mit_conflicts_count: How many there are. */
gint64
mit_conflicts_count (MitDb *db)
{
  g_autoptr (GPtrArray) conflicts = NULL;

  if (!mit_db_query_int (db, NULL, "SELECT EXISTS (SELECT 1 FROM op WHERE state = 1 AND state > 0) OR EXISTS (SELECT 1 FROM op WHERE col = 1 AND new = 0)", ""))
    return 0;
  conflicts = mit_conflicts_list (db, NULL);

  return conflicts ? conflicts->len : 0;
}

typedef struct
{
  MitId    key;
  gboolean take_other;
} Settling;

/* What went together with it comes back together with it. */
static gboolean
bring_back_within (MitDb *db, const MitSchemaTable *parent, const MitId *row, GError **error)
{
  guint                 n_tables;
  const MitSchemaTable *tables = mit_schema_tables (&n_tables);

  for (guint i = 0; i < n_tables; i++)
    if (g_strcmp0 (tables[i].within, parent->name) == 0)
      {
        g_autofree char *sql = g_strdup_printf ("UPDATE %s SET alive = 1 WHERE %s = ?1 AND NOT alive AND id IN"
                                                " (SELECT k.rid FROM op k JOIN op r ON r.tx = k.tx AND r.rid = ?1 WHERE " REMOVES ("k") " AND " REMOVES ("r") ")",
                                                tables[i].name, tables[i].within);

        if (!mit_db_run (db, error, sql, "b", row))
          return FALSE;
      }

  return TRUE;
}

static gboolean
take (MitDb *db, const MitCells *cells, MitRows *rows, GError **error)
{
  const MitCellTable *table = mit_cells_find (cells, (int) mit_rows_int (rows, 1));
  MitId               row = mit_rows_id (rows, 0);
  MitValue            value = mit_rows_value (rows, 4);

  /* First, while the log still says what went with it. */
  if (mit_rows_int (rows, 2) == ALIVE && mit_rows_int (rows, 4) != 0 && !bring_back_within (db, table->schema, &row, error))
    return FALSE;

  return mit_db_run (db, error, table->update[mit_rows_int (rows, 2) - 1], "vb", &value, &row);
}

static gboolean
run_settle (MitDb *db, gpointer data, GError **error)
{
  Settling *settling = data;
  g_autoptr (MitRows) rows = query_candidates (db, error);
  g_auto (MitCells) cells = { 0 };

  if (!rows)
    return FALSE;
  mit_cells_init (&cells, db);
  while (mit_rows_next (rows, NULL))
    {
      g_autoptr (MitConflict) conflict = look_at (db, &cells, rows);

      if (!conflict || !mit_id_equal (&conflict->key, &settling->key))
        continue;
      if (settling->take_other && !take (db, &cells, rows, error))
        return FALSE;
      return mit_db_run (db, error, "INSERT INTO settled (id, loser) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET alive = 1", "bb", &settling->key, &conflict->row);
    }
  g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_INVALID, _ ("This was settled already, here or on another machine."));

  return FALSE;
}

/**
 * mit_conflict_settle_sync:
 * @take_other: whether the value that is not shown is taken; else the one that is shown stays
 *
 * Decide, for all machines. It can be taken back like anything else.
 */
gboolean
mit_conflict_settle_sync (MitStore *store, const MitId *key, gboolean take_other, GError **error)
{
  Settling settling = { *key, take_other };

  return mit_store_write_sync (store, &settled, run_settle, &settling, NULL, error);
}

/** mit_conflict_settle: mit_conflict_settle_sync() without waiting. Returns: (transfer full): as mit_store_write() */
DexFuture *
mit_conflict_settle (MitStore *store, const MitId *key, gboolean take_other)
{
  Settling settling = { *key, take_other };

  return mit_store_write (store, &settled, run_settle, g_memdup2 (&settling, sizeof settling), g_free);
}
