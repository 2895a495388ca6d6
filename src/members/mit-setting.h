// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

G_BEGIN_DECLS

/* What the office says about itself, once for all its machines: "district", "street", "town", "phone", "email", "signer" … */

char      *mit_setting_get (MitDb *db, const char *name);
gboolean   mit_setting_set (MitDb *db, const char *name, const char *value, GError **error);
DexFuture *mit_setting_write (MitStore *store, const char *name, const char *value);

G_END_DECLS
