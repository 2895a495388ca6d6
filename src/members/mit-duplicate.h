// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

G_BEGIN_DECLS

/** MitDuplicate: Somebody else who may be the same person. */
typedef struct
{
  MitId id;
  MitId other;
  char *name;
  char *city;   /* (nullable) */
  char *reason; /* number, born, address, contact */
} MitDuplicate;

void        mit_duplicate_free (MitDuplicate *duplicate);
guint       mit_duplicates_count (MitDb *db);
GPtrArray  *mit_duplicates_of (MitDb *db, const MitId *person, GError **error);
const char *mit_duplicate_reason (const char *reason);
DexFuture  *mit_duplicates_look (MitStore *store);
gboolean    mit_duplicates_look_sync (MitStore *store, gboolean *has_found, GError **error);
DexFuture  *mit_duplicate_settle (MitStore *store, const MitId *id);

G_END_DECLS
