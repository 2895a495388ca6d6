// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-profile.h"
#include "mit-swatches.h"

G_BEGIN_DECLS

/**
 * MitPrintInks:
 * @swatches: (nullable): the inks behind code colours
 * @profile: the way of all other colours into ink
 *
 * How a colour of the page becomes ink. On the stack; borrows both.
 */
typedef struct
{
  MitSwatches     *swatches;
  MitPrintProfile *profile;
} MitPrintInks;

gboolean mit_print_inks_convert (const MitPrintInks *self, const double rgb[3], double cmyk[4], GError **error);
gboolean mit_print_inks_is_black (const double cmyk[4]);

G_END_DECLS
