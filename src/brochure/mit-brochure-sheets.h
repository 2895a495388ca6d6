// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-brochure-export.h"

G_BEGIN_DECLS

GBytes    *mit_brochure_sheets_render (MitBrochureExport *work, GError **error);
gboolean   mit_brochure_sheets_write (MitBrochureExport *work, const char *path, GError **error);
DexFuture *mit_brochure_sheets_run (MitBrochureExport *work);

G_END_DECLS
