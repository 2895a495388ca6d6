// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-db-private.h"

#include "mit-file-lock.h"
#include "mit-store-error.h"

#include <mit-date.h>
#include <mit-fold.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

struct _MitRows
{
  MitDb        *db;
  sqlite3_stmt *statement;
  GPtrArray    *idle; /* where the statement waits until it is asked for again */
};

static gboolean
set_error (MitDb *db, int code, GError **error)
{
  mit_store_error_set_sqlite (error, code, sqlite3_errmsg (db->handle));

  return FALSE;
}

/* SQL functions. They are marked innocuous because triggers and views use them while the schema is not trusted. */

static void
tx_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  MitDb *db = sqlite3_user_data (context);

  if (db->tx > 0)
    sqlite3_result_int64 (context, db->tx);
  else
    sqlite3_result_error (context, "a recorded table is changed outside an action", -1);
}

static void
device_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  MitDb *db = sqlite3_user_data (context);

  sqlite3_result_int64 (context, db->device);
}

/* What the last stamp was made from. */
static void
base_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  MitDb *db = sqlite3_user_data (context);

  sqlite3_result_int64 (context, db->base);
}

/* Takes the stamp of the value that is replaced and, if there is one, another stamp that it has to be later than. Never earlier than the clock, always later than our last one, and later than the value it replaces even if that was
 * written by a clock that is ahead. Other devices' stamps never drag ours along. */
static void
stamp_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  MitDb *db = sqlite3_user_data (context);
  gint64 now = (g_get_real_time () / 1000 + db->skew) << 16;

  gint64 floor = 0;

  db->base = sqlite3_value_int64 (values[0]);
  floor = n_values > 1 ? MAX (db->base, sqlite3_value_int64 (values[1])) : db->base;
  db->stamp = MAX (db->stamp + 1, now);
  if (floor >= db->stamp)
    {
      sqlite3_result_int64 (context, floor + 1);
      return;
    }
  sqlite3_result_int64 (context, db->stamp);
}

static void
today_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  char buffer[MIT_DATE_ISO_SIZE];

  sqlite3_result_text (context, mit_date_to_iso (mit_date_today (), buffer), -1, SQLITE_TRANSIENT);
}

static void
text_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  char *(*convert) (const char *) = sqlite3_user_data (context);

  sqlite3_result_text (context, convert ((const char *) sqlite3_value_text (values[0])), -1, g_free);
}

static void
add_functions (MitDb *db)
{
  const int state = SQLITE_UTF8 | SQLITE_INNOCUOUS;
  const int pure = state | SQLITE_DETERMINISTIC;

  sqlite3_create_function (db->handle, "mit_tx", 0, state, db, tx_function, NULL, NULL);
  sqlite3_create_function (db->handle, "mit_device", 0, state, db, device_function, NULL, NULL);
  sqlite3_create_function (db->handle, "mit_base", 0, state, db, base_function, NULL, NULL);
  sqlite3_create_function (db->handle, "mit_stamp", 1, state, db, stamp_function, NULL, NULL);
  sqlite3_create_function (db->handle, "mit_stamp", 2, state, db, stamp_function, NULL, NULL);
  sqlite3_create_function (db->handle, "mit_today", 0, state, db, today_function, NULL, NULL);
  sqlite3_create_function (db->handle, "mit_fold", 1, pure, mit_fold, text_function, NULL, NULL);
  sqlite3_create_function (db->handle, "mit_fold_expanded", 1, pure, mit_fold_expanded, text_function, NULL, NULL);
  sqlite3_create_function (db->handle, "mit_fold_key", 1, pure, mit_fold_key, text_function, NULL, NULL);
  sqlite3_create_function (db->handle, "mit_fold_phone", 1, pure, mit_fold_phone, text_function, NULL, NULL);
}

/* temp_store comes first: Debian's SQLCipher would otherwise write sorted rows to a temporary file in the clear. The cache
 * is large because every page that leaves it has to be decrypted again. */
static const char connection_settings[] =
  "PRAGMA cipher_log_level = NONE;" /* It would tell of a wrong passphrase on standard error, in its own words. */
  "PRAGMA temp_store = MEMORY;"
  "PRAGMA cache_size = -64000;"
  "PRAGMA cell_size_check = ON;"
  "PRAGMA trusted_schema = OFF;"
  "PRAGMA foreign_keys = OFF;"
  "PRAGMA secure_delete = ON;";

static const char writer_settings[] =
  "PRAGMA journal_mode = WAL;"
  "PRAGMA synchronous = FULL;"
  "PRAGMA wal_autocheckpoint = 1000;";

static gboolean
configure (MitDb *db, GError **error)
{
  if (!mit_db_script (db, connection_settings, error))
    return FALSE;
  /* The first read is what shows whether the key fits. */
  if (!mit_db_script (db, "SELECT count (*) FROM sqlite_schema", error))
    return FALSE;
  if (!db->read_only && !mit_db_script (db, writer_settings, error))
    return FALSE;
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_busy_timeout (db->handle, 5000);
  add_functions (db);

  return TRUE;
}

/**
 * mit_db_open:
 * @path: the register's file
 * @key: (not transferred): opens it
 * @flags: SQLITE_OPEN_…
 *
 * Returns: (transfer full) (nullable): the connection with all settings made, or %NULL with @error
 */
MitDb *
mit_db_open (const char *path, const MitKey *key, int flags, GError **error)
{
  static gsize installed = 0;
  g_autoptr (MitDb) db = g_new0 (MitDb, 1);
  int code;

  if (g_once_init_enter (&installed))
    {
      mit_file_lock_install ();
      g_once_init_leave (&installed, 1);
    }
  db->read_only = (flags & SQLITE_OPEN_READONLY) != 0;
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  code = sqlite3_open_v2 (path, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    {
      mit_store_error_set_sqlite (error, code, NULL);
      return NULL;
    }
  if (!mit_key_apply (key, db->handle) || !configure (db, error))
    {
      if (error && !*error)
        mit_store_error_set_sqlite (error, SQLITE_NOMEM, NULL);
      return NULL;
    }

  return g_steal_pointer (&db);
}

/** mit_db_close: Finish all statements and close; everything must have been given back. */
void
mit_db_close (MitDb *db)
{
  g_clear_pointer (&db->statements, g_hash_table_unref);
  if (db->handle)
    sqlite3_close_v2 (db->handle);
  g_free (db);
}

/** mit_db_check: Read every page once: each is verified by its code, and the structure by SQLite. */
gboolean
mit_db_check (MitDb *db, GError **error)
{
  g_autofree char *answer = mit_db_query_text (db, error, "PRAGMA quick_check (1)", "");

  if (answer && strcmp (answer, "ok") != 0)
    mit_store_error_set_sqlite (error, SQLITE_CORRUPT, NULL);

  return answer && strcmp (answer, "ok") == 0;
}

/** mit_db_begin_tx: From here on, changes are recorded under @tx. */
void
mit_db_begin_tx (MitDb *db, gint64 tx)
{
  db->tx = tx;
  db->amount = 1;
}

/**
 * mit_db_set_recording:
 *
 * Whether changes are recorded. Off for what is recorded already: what other machines have done, which brings its own
 * operations along. Whoever switches it off also tells which people were touched, and switches it on again.
 */
void
mit_db_set_recording (MitDb *db, gboolean recording)
{
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, recording, NULL);
}

/** mit_db_set_skew: For tests: how many milliseconds the clock behind the stamps is wrong. */
void
mit_db_set_skew (MitDb *db, gint64 skew)
{
  db->skew = skew;
}

/** mit_db_set_news: What is replicated just now changes what people see. */
void
mit_db_set_news (MitDb *db)
{
  db->has_news = TRUE;
}

/** mit_db_tx: The action under way, or 0. */
gint64
mit_db_tx (MitDb *db)
{
  return db->tx;
}

/** mit_db_set_amount: How many things the action under way is about, as its label will say it. */
void
mit_db_set_amount (MitDb *db, gint64 amount)
{
  db->amount = amount;
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

/* The statements of one text that are prepared and not in use. */
static GPtrArray *
find_idle (MitDb *db, const char *sql)
{
  GPtrArray *idle = g_hash_table_lookup (db->statements, sql);

  if (!idle)
    {
      idle = g_ptr_array_new_with_free_func (finalize_statement);
      g_hash_table_insert (db->statements, g_strdup (sql), idle);
    }

  return idle;
}

static sqlite3_stmt *
take_statement (MitDb *db, GPtrArray *idle, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int           code;

  if (idle->len > 0)
    return g_ptr_array_steal_index_fast (idle, idle->len - 1);

  code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    set_error (db, code, error);

  return statement;
}

static void
bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes)
{
  gsize         size;
  gconstpointer data;

  if (!bytes)
    return;
  data = g_bytes_get_data (bytes, &size);
  sqlite3_bind_blob64 (statement, index, data ? data : "", size, SQLITE_TRANSIENT);
}

static void
bind_value (sqlite3_stmt *statement, int index, const MitValue *value)
{
  switch (value->type)
    {
    case MIT_VALUE_NULL:
      sqlite3_bind_null (statement, index);
      break;

    case MIT_VALUE_INT:
      sqlite3_bind_int64 (statement, index, value->integer);
      break;

    case MIT_VALUE_REAL:
      sqlite3_bind_double (statement, index, value->real);
      break;

    case MIT_VALUE_TEXT:
      sqlite3_bind_text64 (statement, index, value->size > 0 ? value->data : "", value->size, SQLITE_TRANSIENT, SQLITE_UTF8);
      break;

    case MIT_VALUE_BLOB:
      sqlite3_bind_blob64 (statement, index, value->size > 0 ? value->data : "", value->size, SQLITE_TRANSIENT);
      break;
    }
}

static void
bind_values (sqlite3_stmt *statement, const char *types, va_list values)
{
  const MitId *id;

  for (int i = 1; *types; i++, types++)
    switch (*types)
      {
      case 'i':
        sqlite3_bind_int64 (statement, i, va_arg (values, gint64));
        break;

      case 'd':
        sqlite3_bind_double (statement, i, va_arg (values, double));
        break;

      case 't':
        sqlite3_bind_text (statement, i, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
        break;

      case 'b':
        id = va_arg (values, const MitId *);
        if (id)
          sqlite3_bind_blob (statement, i, id->bytes, sizeof id->bytes, SQLITE_TRANSIENT);
        break;

      case 'y':
        bind_bytes (statement, i, va_arg (values, GBytes *));
        break;

      case 'v':
        bind_value (statement, i, va_arg (values, const MitValue *));
        break;

      case 'n':
        break;

      default:
        g_assert_not_reached ();
      }
}

static MitRows *
start_query (MitDb *db, GError **error, const char *sql, const char *types, va_list values)
{
  GPtrArray    *idle = find_idle (db, sql);
  sqlite3_stmt *statement = take_statement (db, idle, sql, error);
  MitRows      *rows;

  if (!statement)
    return NULL;
  bind_values (statement, types, values);
  rows = g_new (MitRows, 1);
  rows->db = db;
  rows->statement = statement;
  rows->idle = idle;

  return rows;
}

/** mit_db_query: Start a query. Returns: (transfer full) (nullable): its rows before the first, or %NULL with @error */
MitRows *
mit_db_query (MitDb *db, GError **error, const char *sql, const char *types, ...)
{
  va_list  values;
  MitRows *rows;

  va_start (values, types);
  rows = start_query (db, error, sql, types, values);
  va_end (values);

  return rows;
}

/** mit_db_run: Run one statement whose rows do not matter. */
gboolean
mit_db_run (MitDb *db, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (MitRows) rows = NULL;
  g_autoptr (GError) local_error = NULL;
  va_list values;

  va_start (values, types);
  rows = start_query (db, error, sql, types, values);
  va_end (values);
  if (!rows)
    return FALSE;
  while (mit_rows_next (rows, &local_error))
    ;
  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    return TRUE;

  return FALSE;
}

/** mit_db_query_int: The first value of the first row, or 0, also on an error. */
gint64
mit_db_query_int (MitDb *db, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (MitRows) rows = NULL;
  va_list values;

  va_start (values, types);
  rows = start_query (db, error, sql, types, values);
  va_end (values);

  return rows && mit_rows_next (rows, error) ? mit_rows_int (rows, 0) : 0;
}

/** mit_db_query_text: The first value of the first row. Returns: (transfer full) (nullable): %NULL if there is none, also on an error */
char *
mit_db_query_text (MitDb *db, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (MitRows) rows = NULL;
  va_list values;

  va_start (values, types);
  rows = start_query (db, error, sql, types, values);
  va_end (values);

  return rows && mit_rows_next (rows, error) ? g_strdup (mit_rows_text (rows, 0)) : NULL;
}

/** mit_db_script: Run statements without values, one after the other. */
gboolean
mit_db_script (MitDb *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || set_error (db, code, error);
}

/** mit_db_changes: Rows that the statement run last has changed. */
gint64
mit_db_changes (MitDb *db)
{
  return sqlite3_changes64 (db->handle);
}

/** mit_db_last_n: The number of the row inserted last. */
gint64
mit_db_last_n (MitDb *db)
{
  return sqlite3_last_insert_rowid (db->handle);
}

void
mit_rows_bind_text (MitRows *rows, int index, const char *text)
{
  sqlite3_bind_text (rows->statement, index, text, -1, SQLITE_TRANSIENT);
}

void
mit_rows_bind_int (MitRows *rows, int index, gint64 value)
{
  sqlite3_bind_int64 (rows->statement, index, value);
}

void
mit_rows_bind_value (MitRows *rows, int index, const MitValue *value)
{
  bind_value (rows->statement, index, value);
}

void
mit_rows_bind_id (MitRows *rows, int index, const MitId *id)
{
  sqlite3_bind_blob (rows->statement, index, id->bytes, sizeof id->bytes, SQLITE_TRANSIENT);
}

/** mit_rows_next: Go to the next row. Returns: whether there is one; %FALSE at the end and on an error */
gboolean
mit_rows_next (MitRows *rows, GError **error)
{
  int code = sqlite3_step (rows->statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    set_error (rows->db, code, error);

  return code == SQLITE_ROW;
}

void
mit_rows_free (MitRows *rows)
{
  sqlite3_reset (rows->statement);
  sqlite3_clear_bindings (rows->statement);
  g_ptr_array_add (rows->idle, rows->statement);
  g_free (rows);
}

gint64
mit_rows_int (MitRows *rows, int column)
{
  return sqlite3_column_int64 (rows->statement, column);
}

/** mit_rows_text: Returns: (transfer none) (nullable): valid until the next row */
const char *
mit_rows_text (MitRows *rows, int column)
{
  return (const char *) sqlite3_column_text (rows->statement, column);
}

/** mit_rows_id: The identity in a column; nil if there is none. */
MitId
mit_rows_id (MitRows *rows, int column)
{
  MitId         id = { 0 };
  gconstpointer data = sqlite3_column_blob (rows->statement, column);

  if (data && sqlite3_column_bytes (rows->statement, column) == sizeof id.bytes)
    memcpy (id.bytes, data, sizeof id.bytes);

  return id;
}

/** mit_rows_value: What is in a column, whatever its type; valid until the next row. */
MitValue
mit_rows_value (MitRows *rows, int column)
{
  MitValue value = { MIT_VALUE_NULL };

  switch (sqlite3_column_type (rows->statement, column))
    {
    case SQLITE_INTEGER:
      value.type = MIT_VALUE_INT;
      value.integer = sqlite3_column_int64 (rows->statement, column);
      break;

    case SQLITE_FLOAT:
      value.type = MIT_VALUE_REAL;
      value.real = sqlite3_column_double (rows->statement, column);
      break;

    case SQLITE_TEXT:
      value.type = MIT_VALUE_TEXT;
      value.data = sqlite3_column_text (rows->statement, column);
      value.size = (gsize) sqlite3_column_bytes (rows->statement, column);
      break;

    case SQLITE_BLOB:
      value.type = MIT_VALUE_BLOB;
      value.data = sqlite3_column_blob (rows->statement, column);
      value.size = (gsize) sqlite3_column_bytes (rows->statement, column);
      break;

    default:
      break;
    }

  return value;
}

static int
compare_bytes (const MitValue *a, const MitValue *b)
{
  gsize both = MIN (a->size, b->size);
  int   order = both > 0 ? memcmp (a->data, b->data, both) : 0;

  return order != 0 ? order : (a->size > b->size) - (a->size < b->size);
}

/** mit_value_compare: The same order on every machine: by type, then by size of numbers or by bytes. */
int
mit_value_compare (const MitValue *a, const MitValue *b)
{
  if (a->type != b->type)
    return a->type < b->type ? -1 : 1;

  switch (a->type)
    {
    case MIT_VALUE_INT:
      return (a->integer > b->integer) - (a->integer < b->integer);

    case MIT_VALUE_REAL:
      return (a->real > b->real) - (a->real < b->real);

    case MIT_VALUE_TEXT:
    case MIT_VALUE_BLOB:
      return compare_bytes (a, b);

    case MIT_VALUE_NULL:
      break;
    }

  return 0;
}

/** mit_rows_bytes: Returns: (transfer full): a copy of the bytes in a column */
GBytes *
mit_rows_bytes (MitRows *rows, int column)
{
  gconstpointer data = sqlite3_column_blob (rows->statement, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (rows->statement, column));
}

gboolean
mit_rows_is_null (MitRows *rows, int column)
{
  return sqlite3_column_type (rows->statement, column) == SQLITE_NULL;
}

int
mit_rows_n_columns (MitRows *rows)
{
  return sqlite3_column_count (rows->statement);
}

const char *
mit_rows_name (MitRows *rows, int column)
{
  return sqlite3_column_name (rows->statement, column);
}

/* An empty file that is nobody else's business; SQLite would make it as the process's mask says. */
static gboolean
make_private_file (const char *path, GError **error)
{
  g_autofd int fd = g_open (path, O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0)
    return TRUE;
  if (errno == ENOSPC)
    mit_store_error_set_sqlite (error, SQLITE_FULL, NULL);
  else
    g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_FAILED, _ ("The copy could not be written to this place. Choose another folder."));

  return FALSE;
}

static gboolean
sync_file (const char *path)
{
  g_autofd int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  return fd >= 0 && fsync (fd) == 0;
}

/**
 * mit_db_copy_to:
 * @path: where the copy goes; a file that is there is replaced once the copy is whole
 *
 * Copy the register, under the same key. A copy that failed leaves nothing behind, so that no half of one is ever taken for
 * a backup.
 */
gboolean
mit_db_copy_to (MitDb *db, const char *path, GError **error)
{
  g_autofree char *part = g_strdup_printf ("%s.part", path);

  if (!make_private_file (part, error))
    return FALSE;
  if (mit_db_run (db, error, "VACUUM INTO ?", "t", part))
    {
      if (sync_file (part) && g_rename (part, path) == 0)
        return TRUE;
      g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_FAILED, _ ("The copy could not be written to this place. Choose another folder."));
    }
  g_unlink (part);

  return FALSE;
}
