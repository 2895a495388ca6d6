// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-db.h"

G_BEGIN_DECLS

gboolean mit_index_refresh (MitDb *db, GError **error);
gboolean mit_index_touch_for_day (MitDb *db, GError **error);
gboolean mit_index_forget_erased (MitDb *db, GError **error);
gboolean mit_index_wipe (MitDb *db, GError **error);

G_END_DECLS
