// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-schema.h>
#include <mit-store.h>

G_BEGIN_DECLS

/** MitConflictSide: One of two values that were written to the same cell, by people who did not know of each other. */
typedef struct
{
  char  *text; /* (nullable): the value as it stands in the register; %NULL if the cell was emptied */
  char  *who;  /* the machine, or the person at it */
  gint64 when; /* milliseconds since 1970, by the clock there */
} MitConflictSide;

/**
 * MitConflict: A cell that two machines have changed. One value is shown, the other one is kept. Or something that one has
 * removed while another one went on working on it: then the cell is "alive", and @change tells of that work.
 */
typedef struct
{
  MitId                 key; /* of the value that is not shown; the same on every machine */
  const MitSchemaTable *table;
  const char           *column;
  MitId                 row;
  MitId                 person; /* whom the row is about; nil if nobody */
  MitConflictSide       shown;
  MitConflictSide       other;
  char                 *change; /* (nullable): the value that was written into what is removed */
} MitConflict;

void       mit_conflict_free (MitConflict *conflict);
gint64     mit_conflicts_count (MitDb *db);
GPtrArray *mit_conflicts_list (MitDb *db, GError **error);
gboolean   mit_conflict_settle_sync (MitStore *store, const MitId *key, gboolean take_other, GError **error);
DexFuture *mit_conflict_settle (MitStore *store, const MitId *key, gboolean take_other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitConflict, mit_conflict_free)

G_END_DECLS
