// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-schema.h>

G_BEGIN_DECLS

/** MitDumpFunc: Gets one line, without its end. */
typedef void (*MitDumpFunc) (const char *line, gpointer data);

gboolean mit_dump (MitDb *db, MitScope scope, MitDumpFunc func, gpointer data, GError **error);

G_END_DECLS
