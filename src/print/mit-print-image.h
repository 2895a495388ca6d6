// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-inks.h"

#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

gboolean mit_print_image_is_plain (qpdf_data pdf, qpdf_oh image);
gboolean mit_print_image_convert (qpdf_data pdf, qpdf_oh image, const MitPrintInks *inks, GError **error);

G_END_DECLS
