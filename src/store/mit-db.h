// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-id.h>

G_BEGIN_DECLS

/**
 * MitDb: One connection to a register, used on one thread only: the store's own thread, or, for the reader, the main one.
 *
 * SQL values are passed as a string of types and the values behind it: 'i' gint64, 'd' double, 't' const char * (null for
 * none), 'b' const MitId * (null for none), 'y' GBytes *, 'v' const MitValue *, 'n' nothing (null).
 */
typedef struct _MitDb MitDb;

/** MitValueType: What a value is. They are in the order in which values are compared. */
typedef enum
{
  MIT_VALUE_NULL,
  MIT_VALUE_INT,
  MIT_VALUE_REAL,
  MIT_VALUE_TEXT,
  MIT_VALUE_BLOB,
} MitValueType;

/** MitValue: A value of any type, as it is handed on without looking into it. Whoever made it owns the bytes. */
typedef struct
{
  MitValueType  type;
  gint64        integer;
  double        real;
  gconstpointer data; /* of a text without its end, or of a blob */
  gsize         size;
} MitValue;

int mit_value_compare (const MitValue *a, const MitValue *b);

/** MitRows: The rows that a query gives, one after the other. Statements are kept and used again by their SQL. */
typedef struct _MitRows MitRows;

gboolean mit_db_run (MitDb *db, GError **error, const char *sql, const char *types, ...);
gboolean mit_db_script (MitDb *db, const char *sql, GError **error);
MitRows *mit_db_query (MitDb *db, GError **error, const char *sql, const char *types, ...);
gint64   mit_db_query_int (MitDb *db, GError **error, const char *sql, const char *types, ...);
char    *mit_db_query_text (MitDb *db, GError **error, const char *sql, const char *types, ...);
gboolean mit_db_copy_to (MitDb *db, const char *path, GError **error);
gint64   mit_db_changes (MitDb *db);
gint64   mit_db_last_n (MitDb *db);
gint64   mit_db_tx (MitDb *db);
void     mit_db_set_skew (MitDb *db, gint64 skew);
void     mit_db_set_news (MitDb *db);
void     mit_db_set_recording (MitDb *db, gboolean recording);
void     mit_db_set_amount (MitDb *db, gint64 amount);

void        mit_rows_bind_text (MitRows *rows, int index, const char *text);
void        mit_rows_bind_int (MitRows *rows, int index, gint64 value);
void        mit_rows_bind_value (MitRows *rows, int index, const MitValue *value);
void        mit_rows_bind_id (MitRows *rows, int index, const MitId *id);
gboolean    mit_rows_next (MitRows *rows, GError **error);
void        mit_rows_free (MitRows *rows);
gint64      mit_rows_int (MitRows *rows, int column);
const char *mit_rows_text (MitRows *rows, int column);
MitId       mit_rows_id (MitRows *rows, int column);
MitValue    mit_rows_value (MitRows *rows, int column);
GBytes     *mit_rows_bytes (MitRows *rows, int column);
gboolean    mit_rows_is_null (MitRows *rows, int column);
int         mit_rows_n_columns (MitRows *rows);
const char *mit_rows_name (MitRows *rows, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitRows, mit_rows_free)

G_END_DECLS
