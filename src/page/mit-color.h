// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-swatches.h"

#include <cairo.h>

G_BEGIN_DECLS

/** MitColor: A swatch: the inks it is printed with, and the sRGB (0 to 1) that stands for it on a screen. By value. */
typedef struct
{
  double cmyk[4]; /* cyan, magenta, yellow, black, each 0 to 1 */
  double red, green, blue;
} MitColor;

MitColor mit_color_black (void);
MitColor mit_color_white (void);
MitColor mit_color_cmyk (double c, double m, double y, double k);
MitColor mit_color_rgb (double red, double green, double blue);
gboolean mit_color_parse (const char *text, MitColor *color);
char    *mit_color_to_string (const MitColor *self);
gboolean mit_color_equal (const MitColor *a, const MitColor *b);
void     mit_color_set_source (const MitColor *self, cairo_t *cr, MitSwatches *swatches);

G_END_DECLS
