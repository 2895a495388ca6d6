// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-dump.h"

#include "mit-cells.h"

#include <json-glib/json-glib.h>

static void
add_value (JsonBuilder *builder, const MitValue *value)
{
  switch (value->type)
    {
    case MIT_VALUE_NULL:
      json_builder_add_null_value (builder);
      break;

    case MIT_VALUE_INT:
      json_builder_add_int_value (builder, value->integer);
      break;

    case MIT_VALUE_REAL:
      json_builder_add_double_value (builder, value->real);
      break;

    case MIT_VALUE_TEXT:
      {
        g_autofree char *text = g_strndup (value->data, value->size);

        json_builder_add_string_value (builder, text);
      }
      break;

    case MIT_VALUE_BLOB:
      {
        g_autoptr (GString) text = g_string_new (NULL);

        for (gsize i = 0; i < value->size; i++)
          g_string_append_printf (text, "%02x", ((const guint8 *) value->data)[i]);
        json_builder_add_string_value (builder, text->str);
      }
      break;
    }
}

/* A secret is only compared. */
static void
add_digest (JsonBuilder *builder, const MitValue *value)
{
  g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, value->data, value->size);

  json_builder_add_string_value (builder, digest);
}

static char *
make_line (const MitCellTable *table, const char *row, int column, const MitValue *value)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "table");
  json_builder_add_string_value (builder, table->schema->name);
  json_builder_set_member_name (builder, "row");
  json_builder_add_string_value (builder, row);
  json_builder_set_member_name (builder, "column");
  json_builder_add_string_value (builder, table->schema->columns[column]);
  json_builder_set_member_name (builder, "value");
  if (g_strcmp0 (table->schema->secret, table->schema->columns[column]) == 0)
    add_digest (builder, value);
  else
    add_value (builder, value);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static gboolean
dump_table (MitDb *db, const MitCellTable *table, MitDumpFunc func, gpointer data, GError **error)
{
  g_autofree char *names = g_strjoinv (", ", (char **) table->schema->columns);
  g_autofree char *sql = g_strdup_printf ("SELECT id, %s FROM %s ORDER BY id", names, table->schema->name);
  g_autoptr (MitRows) rows = mit_db_query (db, error, sql, "");
  g_autoptr (GError) local_error = NULL;

  if (!rows)
    return FALSE;
  while (mit_rows_next (rows, &local_error))
    {
      MitId            id = mit_rows_id (rows, 0);
      g_autofree char *row = mit_id_to_string (&id);

      for (int i = 0; i < table->n_columns; i++)
        {
          MitValue         value = mit_rows_value (rows, i + 1);
          g_autofree char *line = make_line (table, row, i, &value);

          func (line, data);
        }
    }
  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    return TRUE;

  return FALSE;
}

/** mit_dump: Every cell of one shared database as a line of JSON, always in the same order: two registers agree if their dumps do. */
gboolean
mit_dump (MitDb *db, MitScope scope, MitDumpFunc func, gpointer data, GError **error)
{
  g_auto (MitCells) cells = { 0 };

  mit_cells_init (&cells, db);
  for (guint i = 0; i < cells.tables->len; i++)
    {
      const MitCellTable *table = cells.tables->pdata[i];

      if (mit_schema_scope (table->schema->number) == scope && !dump_table (db, table, func, data, error))
        return FALSE;
    }

  return TRUE;
}
