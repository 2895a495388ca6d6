// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-import-row.h"

G_BEGIN_DECLS

gboolean   mit_import_match (GPtrArray *rows, GPtrArray *people, GCancellable *cancellable);
GPtrArray *mit_import_load_people (MitDb *db, GCancellable *cancellable, GError **error);

G_END_DECLS
