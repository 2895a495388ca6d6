// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-db.h"
#include "mit-key.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* For the files of this folder: what a connection is made of. */
struct _MitDb
{
  sqlite3    *handle;
  GHashTable *statements; /* SQL → GPtrArray of idle sqlite3_stmt */
  gint64      tx;         /* of the action under way, or 0 */
  gint64      amount;
  gint64      stamp; /* the last one given out */
  gint64      base;  /* of the value that is being replaced */
  gint64      device;
  gint64      skew;     /* milliseconds that the clock is wrong by; tests only */
  gboolean    has_news; /* for whoever shows what is in the register */
  gboolean    read_only;
};

MitDb   *mit_db_open (const char *path, const MitKey *key, int flags, GError **error);
void     mit_db_close (MitDb *db);
gboolean mit_db_check (MitDb *db, GError **error);
void     mit_db_begin_tx (MitDb *db, gint64 tx);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitDb, mit_db_close)

G_END_DECLS
