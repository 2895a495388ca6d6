// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-history.h"

#include "mit-schema.h"
#include "mit-undo.h"

void
mit_change_free (MitChange *change)
{
  g_free (change->actor);
  g_free (change->label);
  g_free (change->table);
  g_free (change->column);
  g_free (change->old);
  g_free (change->new);
  g_free (change);
}

/* The row itself, and the rows of other tables that are about it. */
static char *
make_query (void)
{
  GString              *sql = g_string_new ("SELECT op.tx, tx.made_at, tx.actor, op.tbl, op.col, op.old, op.new"
                                                         " FROM op JOIN tx ON tx.id = op.tx WHERE op.rid IN (SELECT ?1");
  guint                 n_tables;
  const MitSchemaTable *tables = mit_schema_tables (&n_tables);

  for (guint i = 0; i < n_tables; i++)
    if (g_strcmp0 (tables[i].person, "person") == 0)
      g_string_append_printf (sql, " UNION ALL SELECT id FROM %s WHERE person = ?1", tables[i].name);
  g_string_append (sql, ") ORDER BY op.id DESC LIMIT ?2");

  return g_string_free_and_steal (sql);
}

static MitChange *
read_change (MitDb *db, MitRows *rows)
{
  MitChange            *change = g_new0 (MitChange, 1);
  const MitSchemaTable *table = mit_schema_find_table ((int) mit_rows_int (rows, 3));
  int                   column = (int) mit_rows_int (rows, 4);

  change->tx = mit_rows_int (rows, 0);
  change->made_at = mit_rows_int (rows, 1);
  change->actor = g_strdup (mit_rows_text (rows, 2));
  change->label = mit_undo_label (db, change->tx);
  change->table = g_strdup (table ? table->name : "");
  change->column = g_strdup (table && column > 0 ? mit_schema_column (table, column) : NULL);
  change->old = g_strdup (mit_rows_text (rows, 5));
  change->new = g_strdup (mit_rows_text (rows, 6));

  return change;
}

/**
 * mit_history:
 * @id: a row, or a person with all that is about them
 * @limit: how many changes at most
 *
 * Returns: (transfer full) (nullable) (element-type MitChange): who changed what and when, newest first
 */
GPtrArray *
mit_history (MitDb *db, const MitId *id, int limit, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_change_free);
  g_autofree char *sql = make_query ();
  g_autoptr (MitRows) rows = mit_db_query (db, error, sql, "bi", id, (gint64) limit);

  if (!rows)
    return NULL;
  while (mit_rows_next (rows, NULL))
    g_ptr_array_add (changes, read_change (db, rows));

  return g_steal_pointer (&changes);
}
