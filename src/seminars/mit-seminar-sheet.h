// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-seminar.h"

G_BEGIN_DECLS

gboolean mit_seminar_sheet_write (MitDb *db, const MitId *seminar, const char *path, guint *n_pages, GError **error);

G_END_DECLS
