// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-picture.h"

#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/**
 * MitPrintPlaced: The documents that placed pages were taken from. They lend their streams, so they stay open until the document
 * that the pages were placed in is written.
 */
typedef struct _MitPrintPlaced MitPrintPlaced;

GBytes         *mit_print_placed_pack (GBytes *page, const MitPrintCrop *crop);
MitPrintPlaced *mit_print_placed_unpack (qpdf_data pdf, GError **error);
gboolean        mit_print_placed_has (MitPrintPlaced *self, qpdf_data pdf, qpdf_oh form);
void            mit_print_placed_free (MitPrintPlaced *self);
GBytes         *mit_print_placed_resolve (GBytes *pdf, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitPrintPlaced, mit_print_placed_free)

G_END_DECLS
