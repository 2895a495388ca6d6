// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-brochure-export.h"

G_BEGIN_DECLS

gboolean mit_brochure_screen_write (MitBrochureExport *work, const char *path, GError **error);

G_END_DECLS
