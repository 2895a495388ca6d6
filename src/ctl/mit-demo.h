// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

G_BEGIN_DECLS

gboolean mit_demo_fill (MitStore *store, GError **error);

G_END_DECLS
