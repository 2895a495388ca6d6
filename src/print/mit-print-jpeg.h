// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-raster.h"

G_BEGIN_DECLS

GBytes         *mit_print_jpeg_encode (const guint8 *pixels, guint width, guint height, guint channels, GError **error);
MitPrintRaster *mit_print_jpeg_decode (GBytes *jpeg, GError **error);
GBytes         *mit_print_jpeg_copy (GBytes *jpeg, guint *width, guint *height);
gboolean        mit_print_jpeg_is_whole (GBytes *jpeg);

G_END_DECLS
