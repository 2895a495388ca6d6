// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-store.h"

G_BEGIN_DECLS

gboolean   mit_erase_note (MitDb *db, const MitId *rid, gboolean is_person, gint64 erased_at, gboolean told, GError **error);
gboolean   mit_erase_sweep (MitDb *db, GError **error);
gboolean   mit_is_erased (MitDb *db, const MitId *rid);
DexFuture *mit_store_erase_person (MitStore *store, const MitId *person);
gboolean   mit_store_erase_person_sync (MitStore *store, const MitId *person, GError **error);
gboolean   mit_store_wipe_sync (MitStore *store, GError **error);

G_END_DECLS
