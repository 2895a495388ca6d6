// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/** MIT_FIBER_STACK: Bytes of stack for a fiber that calls into GTK, Pango or poppler; libdex' own default is a tenth of it. */
#define MIT_FIBER_STACK (1024 * 1024)

/** MitThreadFunc: Work away from the main thread. Returns: (transfer full) (nullable): what it made, or %NULL with @error */
typedef gpointer (*MitThreadFunc) (gpointer data, GError **error);

DexFuture *mit_thread_run (const char *name, GType type, MitThreadFunc func, gpointer data, GDestroyNotify destroy);

G_END_DECLS
