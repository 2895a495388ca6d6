// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-profile.h"
#include "mit-print-raster.h"

G_BEGIN_DECLS

MitPrintRaster *mit_print_separate (MitPrintRaster *raster, MitPrintProfile *profile, GError **error);
MitPrintRaster *mit_print_separate_to_light (MitPrintRaster *raster, GBytes *fallback);

G_END_DECLS
