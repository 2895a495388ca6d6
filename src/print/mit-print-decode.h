// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-raster.h"

G_BEGIN_DECLS

MitPrintRaster *mit_print_decode (GBytes *bytes, GError **error);

G_END_DECLS
