// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lengths are doubles. Names and comments say which unit: paper is given in millimetres where people and standards do so
 * (DIN 5008, print shops), and in PostScript points (1/72 inch) wherever cairo, Pango and PDF compute. */

#define MIT_MM_PER_INCH 25.4
#define MIT_PT_PER_MM (72.0 / MIT_MM_PER_INCH)

/** MIT_MM: Points of a length in millimetres. */
#define MIT_MM(mm) ((mm) * MIT_PT_PER_MM)

/** MIT_TO_MM: Millimetres of a length in points. */
#define MIT_TO_MM(pt) ((pt) / MIT_PT_PER_MM)

/* ISO 216 sizes in millimetres. */
#define MIT_A4_WIDTH_MM 210.0
#define MIT_A4_HEIGHT_MM 297.0
#define MIT_A5_WIDTH_MM 148.0
#define MIT_A5_HEIGHT_MM 210.0

G_END_DECLS
