// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MitPrintRaster:
 * @width: in pixels
 * @height: in pixels
 * @channels: 1 for grey, 3 for RGB, 4 for CMYK with 255 as full ink
 * @orientation: what to do to see it upright, as in EXIF: 1 nothing, 2 to 8 turns and mirrors; 0 not said
 * @stored_width: of the picture that it was made from, which may have been finer
 * @pixels: rows without padding
 * @icc: (nullable): the colour profile that came with it
 * @memory: (nullable): what the pixels lie in and are only read from; %NULL when they are the raster's own
 *
 * Decoded pixels. Owned by one thread at a time.
 */
typedef struct
{
  guint   width;
  guint   height;
  guint   channels;
  guint   orientation;
  guint   stored_width;
  guint   stored_height;
  guint8 *pixels;
  GBytes *icc;
  GBytes *memory;
} MitPrintRaster;

MitPrintRaster *mit_print_raster_new (guint width, guint height, guint channels);
void            mit_print_raster_free (MitPrintRaster *self);
guint8         *mit_print_raster_get_row (const MitPrintRaster *self, guint y);
MitPrintRaster *mit_print_raster_new_from_bytes (GBytes *pixels, guint width, guint height, guint channels);
MitPrintRaster *mit_print_raster_turn_upright (MitPrintRaster *self);
MitPrintRaster *mit_print_raster_make_grey (MitPrintRaster *self);
MitPrintRaster *mit_print_raster_limit (MitPrintRaster *self);
MitPrintRaster *mit_print_raster_scale (const MitPrintRaster *self, guint x, guint y, guint from_width, guint from_height, guint width, guint height);
gboolean        mit_print_raster_is_too_large (guint64 width, guint64 height);
guint           mit_print_raster_read_exif (const guint8 *exif, gsize size);
void            mit_print_raster_set_error (GError **error, gboolean is_too_large);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitPrintRaster, mit_print_raster_free)

G_END_DECLS
