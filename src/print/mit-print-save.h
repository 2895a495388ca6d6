// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-check.h"

#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

GBytes  *mit_print_save_to_bytes (qpdf_data pdf, MitPrintRules rules, GError **error);
gboolean mit_print_save (qpdf_data pdf, MitPrintRules rules, const char *path, GError **error);

G_END_DECLS
