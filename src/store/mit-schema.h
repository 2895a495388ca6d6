// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-db.h"

G_BEGIN_DECLS

/** MitScope: Which shared database the rows of a table go to. No table is in both; its number tells, also that of a table not known yet. */
typedef enum
{
  MIT_SCOPE_DISTRICT = 1, /* numbers below 1000 */
  MIT_SCOPE_STATE = 2,    /* 1000 and above: what districts tell each other, never about people */
} MitScope;

/**
 * MitSchemaTable: A recorded table: what it is called, which number it and its columns go by in the log, and how two
 * machines' changes to it are merged. Everything that concerns all tables follows from this: the triggers, the shared
 * database, the dump, and the property test's random edits.
 */
typedef struct
{
  int                number; /* for ever; never used again for another table */
  const char        *name;
  const char        *person;       /* the column that says whom a row is about; NULL if nobody */
  const char *const *columns;      /* in the order of their numbers, from 1; only ever appended to */
  const char        *counter;      /* a column that only ever grows, and whose greatest value is kept; NULL if there is none. Of all others the latest is */
  const char        *label;        /* msgid of what people call such a row; NULL if they never see it */
  const char        *blob;         /* a column that names a file by its SHA-256; NULL if there is none */
  const char        *within;       /* a column that names the row of another table that this one belongs to, called as that table is; NULL if there is none */
  const char        *secret;       /* a column that is never shown, not even in a dump; NULL if there is none */
  gboolean           is_statement; /* its rows are signed, and never change: see mit-statement.h. No column is ever added */
} MitSchemaTable;

/** MIT_SCHEMA_VERSION: The format that this program writes. */
#define MIT_SCHEMA_VERSION 6

const MitSchemaTable *mit_schema_tables (guint *n_tables);
const MitSchemaTable *mit_schema_find_table (int number);
MitScope              mit_schema_scope (int number);
const char           *mit_schema_column (const MitSchemaTable *table, int number);
int                   mit_schema_version (MitDb *db, GError **error);
gboolean              mit_schema_migrate (MitDb *db, const char *path, GError **error);
gboolean              mit_schema_migrate_to (MitDb *db, const char *path, const char *const *scripts, int n_scripts, GError **error);

G_END_DECLS
