// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-statement.h"

#include <sodium.h>
#include <string.h>

/* Stands in front of what is signed, so that no signature made for this is good for anything else. */
static const char purpose[] = "mitmachen statement 1";

static int
find_column (const MitSchemaTable *schema, const char *name)
{
  for (int i = 0; schema->columns[i]; i++)
    if (g_str_equal (schema->columns[i], name))
      return i;

  g_error ("%s has no column %s", schema->name, name);
}

static void
put_value (GByteArray *out, const MitValue *value)
{
  mit_wire_put_byte (out, (guint8) value->type);
  if (value->type == MIT_VALUE_INT)
    mit_wire_put_signed (out, value->integer);
  else if (value->type != MIT_VALUE_NULL)
    mit_wire_put_bytes (out, value->data, value->size);
}

/* What is signed: every column in its order, but for whether the row is alive, which is always so, and the signature. */
static GByteArray *
make_content (const MitSchemaTable *schema, const MitValue *const *values)
{
  GByteArray *out = g_byte_array_new ();
  int         signature = find_column (schema, "signature");

  mit_wire_put_raw (out, purpose, sizeof purpose - 1);
  mit_wire_put_number (out, (guint64) schema->number);
  for (int i = 1; schema->columns[i]; i++)
    if (i != signature)
      put_value (out, values[i]);

  return out;
}

static MitId
make_id (GByteArray *content)
{
  MitId id;

  crypto_generichash (id.bytes, sizeof id.bytes, content->data, content->len, NULL, 0);

  return id;
}

/** mit_statement_make_keys: What a district signs with from now on. */
void
mit_statement_make_keys (guint8 public_key[MIT_STATEMENT_PUBLIC_SIZE], guint8 private_key[MIT_STATEMENT_PRIVATE_SIZE])
{
  crypto_sign_keypair (public_key, private_key);
}

/**
 * mit_statement_insert:
 * @table: the number of a table of statements
 * @values: one for each of its columns; the signature, and whether it is alive, are filled in
 * @id: (out): what it is called from now on
 *
 * Sign a row and add it. Within an action, which cannot be taken back: others may have read it.
 */
gboolean
mit_statement_insert (MitDb *db, int table, MitValue *values, const guint8 private_key[MIT_STATEMENT_PRIVATE_SIZE], MitId *id, GError **error)
{
  g_auto (MitCells) cells = { 0 };
  const MitCellTable *cell_table;
  g_autoptr (GByteArray) content = NULL;
  g_autofree const MitValue **all = NULL;
  g_autoptr (MitRows) rows = NULL;
  g_autoptr (GError) local_error = NULL;
  guint8 signature[MIT_STATEMENT_SIGNATURE_SIZE];

  mit_cells_init (&cells, db);
  cell_table = mit_cells_find (&cells, table);
  all = g_new0 (const MitValue *, cell_table->n_columns);
  for (int i = 0; i < cell_table->n_columns; i++)
    all[i] = &values[i];
  content = make_content (cell_table->schema, all);
  *id = make_id (content);
  crypto_sign_detached (signature, NULL, content->data, content->len, private_key);
  values[0] = (MitValue) { MIT_VALUE_INT, .integer = 1 };
  values[find_column (cell_table->schema, "signature")] = (MitValue) { MIT_VALUE_BLOB, .data = signature, .size = sizeof signature };

  rows = mit_db_query (db, error, cell_table->insert_row, "b", id);
  for (int i = 0; rows && i < cell_table->n_columns; i++)
    mit_rows_bind_value (rows, i + 2, &values[i]);
  if (rows)
    mit_rows_next (rows, &local_error);
  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (rows)
    return mit_db_run (db, error, "UPDATE tx SET undone_by = id WHERE id = ?", "i", mit_db_tx (db));

  return FALSE;
}

/* What the row says, column by column; FALSE if it says anything that no statement says. */
static gboolean
read_values (const MitCellTable *table, const MitBatchOp *op, const MitValue **values)
{
  for (int i = 0; i < table->n_columns; i++)
    values[i] = &table->usual[i];
  for (guint i = 0; i < op->n_values; i++)
    {
      if (!mit_cell_table_has (table, op->columns[i]) || !mit_cell_table_accepts (table, op->columns[i], &op->values[i]))
        return FALSE;
      values[op->columns[i] - 1] = &op->values[i];
    }

  return values[0]->integer == 1;
}

/** mit_statement_is_genuine: Whether a row that comes is what its signer has signed, under the id that follows from it. */
gboolean
mit_statement_is_genuine (const MitCellTable *table, const MitBatchOp *op)
{
  g_autofree const MitValue **values = g_new0 (const MitValue *, table->n_columns);
  const MitValue             *key, *signature;
  g_autoptr (GByteArray) content = NULL;
  MitId id;

  if (!op->makes_claims || !read_values (table, op, values))
    return FALSE;
  key = values[find_column (table->schema, "key")];
  signature = values[find_column (table->schema, "signature")];
  content = make_content (table->schema, values);
  id = make_id (content);

  return mit_id_equal (&id, &op->row) && key->size == MIT_STATEMENT_PUBLIC_SIZE && signature->size == MIT_STATEMENT_SIGNATURE_SIZE &&
         crypto_sign_verify_detached (signature->data, content->data, content->len, key->data) == 0;
}
