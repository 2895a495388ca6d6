// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-undo.h"

#include "mit-db-private.h"
#include "mit-schema.h"

#include <glib/gi18n.h>
#include <string.h>

/* What others did on their machines is for them to take back. */
#define OWN_DEVICE "(SELECT value FROM meta WHERE name = 'device')"

static const MitAction undo_action = { N_ ("Taken back"), NULL };

void
mit_undone_clear (MitUndone *undone)
{
  g_clear_pointer (&undone->label, g_free);
}

/** mit_undo_last_tx: The last action that was neither taken back nor a taking back itself, or 0. */
gint64
mit_undo_last_tx (MitDb *db)
{
  return mit_db_query_int (db, NULL,
                           "SELECT max (id) FROM tx WHERE undone_by IS NULL AND undoes IS NULL AND device = " OWN_DEVICE " AND id != ?", "i", db->tx);
}

/* Labels may come from another machine, and are formats: one %d, and nothing else that printf would act on. */
static gboolean
counts (const char *format)
{
  const char *sign = strchr (format, '%');

  return !sign || (sign[1] == 'd' && !strchr (sign + 1, '%'));
}

static char *
translate (const char *one, const char *many, gint64 amount)
{
  if (!many || !*many)
    return g_strdup (gettext (one));
  if (!counts (one) || !counts (many))
    return g_strdup_printf ("%s (%" G_GINT64_FORMAT ")", one, amount);

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"
  return g_strdup_printf (ngettext (one, many, (gulong) amount), (int) amount);
#pragma GCC diagnostic pop
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/** mit_undo_label: What an action is called in the user's language. Returns: (transfer full) (nullable): %NULL if there is no such action */
char *
mit_undo_label (MitDb *db, gint64 tx)
{
  g_autoptr (MitRows) rows = mit_db_query (db, NULL, "SELECT one, many, amount FROM tx WHERE id = ?", "i", tx);

  if (!rows || !mit_rows_next (rows, NULL))
    return NULL;

  return translate (mit_rows_text (rows, 0), mit_rows_text (rows, 1), mit_rows_int (rows, 2));
}

/** mit_undo_last_undone: The taking back that can be taken back itself, because nothing was done since; or 0. */
gint64
mit_undo_last_undone (MitDb *db)
{
  return mit_db_query_int (db, NULL,
                           "SELECT id FROM tx WHERE undoes IS NOT NULL AND undone_by IS NULL AND device = " OWN_DEVICE
                           " AND id > (SELECT coalesce (max (id), 0) FROM tx WHERE undoes IS NULL AND undone_by IS NULL AND device = " OWN_DEVICE ")"
                           " ORDER BY id DESC LIMIT 1",
                           "");
}

/* What was not taken back, because somebody has changed it since: it is missing among the operations that take back. */
static gint64
count_kept (MitDb *db, gint64 undone, gint64 undoing)
{
  return mit_db_query_int (db, NULL, "SELECT (SELECT count (*) FROM op WHERE tx = ?) - (SELECT count (*) FROM op WHERE tx = ?)", "ii", undone, undoing);
}

/**
 * mit_undo_describe:
 * @undoing: an action that took another one back; 0 if it found nothing that it could
 *
 * Returns: (transfer full): a sentence for the user that says what was taken back and how much of it was not
 */
char *
mit_undo_describe (MitDb *db, gint64 undoing)
{
  gint64           undone = mit_db_query_int (db, NULL, "SELECT undoes FROM tx WHERE id = ?", "i", undoing);
  g_autofree char *label = mit_undo_label (db, undone);
  gint64           kept = count_kept (db, undone, undoing);

  if (undoing == 0)
    return g_strdup (_ ("Nothing was taken back: all of it was changed since."));
  if (kept > 0)
    /* Translators: %s is an action such as "1,260 people imported" */
    return g_strdup_printf (ngettext ("Taken back: %s. %d value was changed since and stays.", "Taken back: %s. %d values were changed since and stay.", (gulong) kept),
                            label ? label : "", (int) kept);

  /* Translators: %s is an action such as "1,260 people imported" */
  return g_strdup_printf (_ ("Taken back: %s"), label ? label : "");
}

/* The statement takes the old value, the row and the new value. A row that was made is set aside,
 * and what counts goes on counting: calendars ignore an event whose SEQUENCE went back (RFC 5545, 3.8.7.4). */
static char *
inverse_statement (const MitSchemaTable *table, int column)
{
  const char *name = column == 0 ? "alive" : mit_schema_column (table, column);

  if (g_strcmp0 (name, table->counter) == 0)
    return g_strdup_printf ("UPDATE %s SET %s = max (%s, ?1, ?3) + 1 WHERE id = ?2", table->name, name, name);

  return g_strdup_printf ("UPDATE %s SET %s = ?1 WHERE id = ?2 AND %s IS ?3", table->name, name, name);
}

/* SQLite values are handed from one statement to another as they are, whatever their type. */
static gboolean
invert (MitDb *db, sqlite3_stmt *op, sqlite3_stmt *inverse, gint64 *kept, GError **error)
{
  gboolean was_made = sqlite3_column_int (op, 2) == 0;
  int      code;

  if (was_made)
    {
      sqlite3_bind_int (inverse, 1, 0);
      sqlite3_bind_int (inverse, 3, 1);
    }
  else
    {
      sqlite3_bind_value (inverse, 1, sqlite3_column_value (op, 3));
      sqlite3_bind_value (inverse, 3, sqlite3_column_value (op, 4));
    }
  sqlite3_bind_value (inverse, 2, sqlite3_column_value (op, 1));
  code = sqlite3_step (inverse);
  sqlite3_reset (inverse);
  if (code != SQLITE_DONE)
    {
      mit_store_error_set_sqlite (error, code, sqlite3_errmsg (db->handle));
      return FALSE;
    }
  if (sqlite3_changes (db->handle) == 0)
    (*kept)++;

  return TRUE;
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static sqlite3_stmt *
find_inverse (MitDb *db, GHashTable *statements, int table_number, int column, GError **error)
{
  gpointer              key = GINT_TO_POINTER (table_number * 1000 + column);
  sqlite3_stmt         *statement = g_hash_table_lookup (statements, key);
  const MitSchemaTable *table = mit_schema_find_table (table_number);

  if (!statement && table)
    {
      g_autofree char *sql = inverse_statement (table, column);

      if (sqlite3_prepare_v2 (db->handle, sql, -1, &statement, NULL) == SQLITE_OK)
        g_hash_table_insert (statements, key, statement);
    }
  if (!statement)
    mit_store_error_set_sqlite (error, sqlite3_errcode (db->handle), sqlite3_errmsg (db->handle));

  return statement;
}

static gboolean
invert_operations (MitDb *db, gint64 tx, gint64 first, gint64 last, gint64 *kept, GError **error)
{
  g_autoptr (GHashTable) statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  sqlite3_stmt *op = NULL;
  gboolean      done = TRUE;
  int           code = sqlite3_prepare_v2 (db->handle,
                                           "SELECT tbl, rid, col, old, new FROM op WHERE id BETWEEN ? AND ? AND tx = ? ORDER BY id DESC", -1, &op, NULL);

  sqlite3_bind_int64 (op, 1, first);
  sqlite3_bind_int64 (op, 2, last);
  sqlite3_bind_int64 (op, 3, tx);
  while (done && op && (code = sqlite3_step (op)) == SQLITE_ROW)
    {
      sqlite3_stmt *inverse = find_inverse (db, statements, sqlite3_column_int (op, 0), sqlite3_column_int (op, 2), error);

      done = inverse && invert (db, op, inverse, kept, error);
    }
  /* The log is read to its end, or nothing of it was taken back. */
  if (done && code != SQLITE_DONE)
    {
      mit_store_error_set_sqlite (error, code, sqlite3_errmsg (db->handle));
      done = FALSE;
    }
  sqlite3_finalize (op);

  return done;
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_INVALID,
                       _ ("There is nothing that could be taken back."));

  return FALSE;
}

/**
 * mit_undo:
 * @tx: an action
 * @undone: (out): what was taken back
 *
 * Take back one action, within an action of its own: every value returns to what it was, unless somebody has changed it
 * since. Taking back a taking back does it again.
 */
gboolean
mit_undo (MitDb *db, gint64 tx, MitUndone *undone, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT first_op, last_op, undoes FROM tx WHERE id = ? AND undone_by IS NULL", "i", tx);
  gint64 first, last, undoes;

  if (!rows || !mit_rows_next (rows, NULL))
    return refuse (error);
  first = mit_rows_int (rows, 0);
  last = mit_rows_int (rows, 1);
  undoes = mit_rows_int (rows, 2);
  g_clear_pointer (&rows, mit_rows_free);

  *undone = (MitUndone) { .tx = tx, .label = mit_undo_label (db, undoes > 0 ? undoes : tx) };

  return invert_operations (db, tx, first, last, &undone->kept, error) &&
         mit_db_run (db, error, "UPDATE tx SET undone_by = ? WHERE id = ?", "ii", db->tx, tx) &&
         mit_db_run (db, error, "UPDATE tx SET undone_by = NULL WHERE id = ?", "i", undoes) &&
         mit_db_run (db, error, "UPDATE tx SET undoes = ? WHERE id = ?", "ii", tx, db->tx);
}

typedef struct
{
  gint64     tx;
  MitUndone *undone;
} UndoCall;

static gboolean
run_undo (MitDb *db, gpointer data, GError **error)
{
  UndoCall *call = data;

  return mit_undo (db, call->tx > 0 ? call->tx : mit_undo_last_tx (db), call->undone, error);
}

/** mit_store_undo_sync: mit_undo() of @tx, or of the last action if @tx is 0, and wait for it. */
gboolean
mit_store_undo_sync (MitStore *store, gint64 tx, MitUndone *undone, GError **error)
{
  UndoCall call = { tx, undone };

  return mit_store_write_sync (store, &undo_action, run_undo, &call, NULL, error);
}

static gboolean
run_undo_alone (MitDb *db, gpointer data, GError **error)
{
  g_auto (MitUndone) undone = { 0 };
  gint64 *tx = data;

  return mit_undo (db, *tx > 0 ? *tx : mit_undo_last_tx (db), &undone, error);
}

/** mit_store_undo: mit_undo() of @tx, or of the last action if @tx is 0. Returns: (transfer full): resolves to the number of the undoing action */
DexFuture *
mit_store_undo (MitStore *store, gint64 tx)
{
  return mit_store_write (store, &undo_action, run_undo_alone, g_memdup2 (&tx, sizeof tx), g_free);
}
