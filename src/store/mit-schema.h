// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-db.h"

G_BEGIN_DECLS

/** MitSchemaTable: A recorded table: what it is called, and which number it and its columns go by in the log. */
typedef struct
{
  int                number; /* for ever; never used again for another table */
  const char        *name;
  const char        *person;  /* the column that says whom a row is about; NULL if nobody */
  const char *const *columns; /* in the order of their numbers, from 1; only ever appended to */
  const char        *counter; /* a column that only ever grows, even when an action is taken back; NULL if there is none */
} MitSchemaTable;

/** MIT_SCHEMA_VERSION: The format that this program writes. */
#define MIT_SCHEMA_VERSION 1

const MitSchemaTable *mit_schema_tables (guint *n_tables);
const MitSchemaTable *mit_schema_find_table (int number);
const char           *mit_schema_column (const MitSchemaTable *table, int number);
int                   mit_schema_version (MitDb *db, GError **error);
gboolean              mit_schema_migrate (MitDb *db, const char *path, GError **error);
gboolean              mit_schema_migrate_to (MitDb *db, const char *path, const char *const *scripts, int n_scripts, GError **error);
gboolean              mit_schema_refresh (MitDb *db, GError **error);
gboolean              mit_schema_touch_for_day (MitDb *db, GError **error);

G_END_DECLS
