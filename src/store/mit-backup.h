// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-store.h"

G_BEGIN_DECLS

DexFuture *mit_store_back_up (MitStore *self, const char *path);
gboolean   mit_store_back_up_sync (MitStore *self, const char *path, GError **error);
gboolean   mit_store_copy_aside_sync (MitStore *self, const char *reason, GError **error);
void       mit_store_remove_copies (MitStore *self);
gboolean   mit_backup_unpack (const char *backup, const char *path, GError **error);

G_END_DECLS
