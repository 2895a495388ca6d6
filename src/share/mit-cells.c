// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-cells.h"

#include <string.h>

static MitValueType
read_type (const char *name)
{
  if (g_str_equal (name, "INTEGER"))
    return MIT_VALUE_INT;
  if (g_str_equal (name, "REAL"))
    return MIT_VALUE_REAL;
  if (g_str_equal (name, "BLOB"))
    return MIT_VALUE_BLOB;

  return MIT_VALUE_TEXT;
}

/* The schema has whole numbers for defaults, and nothing else. */
static MitValue
read_usual (MitValueType type, gboolean nullable, const char *written)
{
  MitValue value = { nullable ? MIT_VALUE_NULL : type };

  if (written)
    {
      value.type = MIT_VALUE_INT;
      value.integer = g_ascii_strtoll (written, NULL, 10);
    }

  return value;
}

static void
read_column (MitCellTable *table, MitDb *db, int column)
{
  g_autoptr (MitRows) rows = mit_db_query (db, NULL, "SELECT type, \"notnull\", dflt_value FROM pragma_table_info (?) WHERE name = ?", "tt",
                                           table->schema->name, table->schema->columns[column]);

  if (!rows || !mit_rows_next (rows, NULL))
    g_error ("%s has no column %s", table->schema->name, table->schema->columns[column]);
  table->type[column] = read_type (mit_rows_text (rows, 0));
  table->nullable[column] = mit_rows_int (rows, 1) == 0;
  table->usual[column] = read_usual (table->type[column], table->nullable[column], mit_rows_text (rows, 2));
}

static void
write_statements (MitCellTable *table)
{
  g_autofree char *names = g_strjoinv (", ", (char **) table->schema->columns);
  g_autoptr (GString) marks = g_string_new (NULL);

  table->update = g_new0 (char *, table->n_columns + 1);
  table->select = g_new0 (char *, table->n_columns + 1);
  for (int i = 0; i < table->n_columns; i++)
    {
      g_string_append (marks, ", ?");
      table->update[i] = g_strdup_printf ("UPDATE %s SET %s = ? WHERE id = ?", table->schema->name, table->schema->columns[i]);
      table->select[i] = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", table->schema->columns[i], table->schema->name);
    }
  table->select_row = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", names, table->schema->name);
  table->insert_row = g_strdup_printf ("INSERT INTO %s (id, %s) VALUES (?%s)", table->schema->name, names, marks->str);
}

static int
find_column (const MitSchemaTable *schema, const char *name)
{
  for (int i = 0; name && schema->columns[i]; i++)
    if (g_str_equal (schema->columns[i], name))
      return i + 1;

  return 0;
}

static MitCellTable *
table_new (MitDb *db, const MitSchemaTable *schema)
{
  MitCellTable *table = g_new0 (MitCellTable, 1);

  table->schema = schema;
  table->n_columns = (int) g_strv_length ((char **) schema->columns);
  table->usual = g_new0 (MitValue, table->n_columns);
  table->type = g_new0 (MitValueType, table->n_columns);
  table->nullable = g_new0 (gboolean, table->n_columns);
  table->person = g_strcmp0 (schema->person, "id") == 0 ? 0 : find_column (schema, schema->person);
  table->other_person = table->person > 0 ? find_column (schema, "other") : 0;
  table->counter = find_column (schema, schema->counter);
  for (int i = 0; i < table->n_columns; i++)
    read_column (table, db, i);
  write_statements (table);

  return table;
}

static void
table_free (gpointer data)
{
  MitCellTable *table = data;

  g_free (table->usual);
  g_free (table->type);
  g_free (table->nullable);
  g_free (table->select_row);
  g_free (table->insert_row);
  g_strfreev (table->update);
  g_strfreev (table->select);
  g_free (table);
}

/** mit_cells_init: Read what the register at hand looks like. */
void
mit_cells_init (MitCells *self, MitDb *db)
{
  guint                 n_tables;
  const MitSchemaTable *tables = mit_schema_tables (&n_tables);

  self->tables = g_ptr_array_new_with_free_func (table_free);
  for (guint i = 0; i < n_tables; i++)
    g_ptr_array_add (self->tables, table_new (db, &tables[i]));
}

void
mit_cells_clear (MitCells *self)
{
  g_clear_pointer (&self->tables, g_ptr_array_unref);
}

/** mit_cells_find: Returns: (transfer none) (nullable): %NULL for a table that this program does not know */
const MitCellTable *
mit_cells_find (const MitCells *self, int number)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const MitCellTable *table = self->tables->pdata[i];

      if (table->schema->number == number)
        return table;
    }

  return NULL;
}

/** mit_cell_table_has: Whether the table has a column of this number, from 1. */
gboolean
mit_cell_table_has (const MitCellTable *table, int column)
{
  return column >= 1 && column <= table->n_columns;
}

/** mit_cell_table_accepts: Whether a value may stand in a column; anything else can only be kept beside it. */
gboolean
mit_cell_table_accepts (const MitCellTable *table, int column, const MitValue *value)
{
  if (value->type == MIT_VALUE_NULL)
    return table->nullable[column - 1];

  return value->type == table->type[column - 1];
}
