// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-content.h"
#include "mit-print-placed.h"

#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

gboolean mit_print_convert_pages (qpdf_data pdf, const MitPrintInks *inks, MitPrintPlaced *placed, GError **error);

G_END_DECLS
