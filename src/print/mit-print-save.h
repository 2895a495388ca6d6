// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-check.h"

#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

gboolean mit_print_save (qpdf_data pdf, MitPrintRules rules, const char *path, GError **error);

G_END_DECLS
