// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MitSwatches:
 *
 * The inks of a document, numbered from 1. cairo knows no inks, so a page draws ink number n in a code colour, and the
 * print pass reads the number back out of the PDF: red is n/65535, green and blue are two numbers that no design uses.
 * Reference counted; one thread at a time may add.
 */
typedef struct _MitSwatches MitSwatches;

MitSwatches *mit_swatches_new (void);
MitSwatches *mit_swatches_ref (MitSwatches *self);
void         mit_swatches_unref (MitSwatches *self);
guint        mit_swatches_add (MitSwatches *self, const double cmyk[4]);
gboolean     mit_swatches_get (MitSwatches *self, guint id, double cmyk[4]);
void         mit_swatches_get_code (MitSwatches *self, guint id, double rgb[3]);
guint        mit_swatches_decode (double r, double g, double b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitSwatches, mit_swatches_unref)

G_END_DECLS
