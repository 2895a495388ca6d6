// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-brochure-data.h"
#include "mit-brochure-art.h"

G_BEGIN_DECLS

/**
 * MitBrochureLayout:
 *
 * The pages of a brochure, set with what the register says on a day. Screen and press draw the same lists; they differ in
 * the pictures alone. Never changes; belongs to the thread that made it. Reference counted.
 */
typedef struct _MitBrochureLayout MitBrochureLayout;

MitBrochureLayout *mit_brochure_layout_new (const MitBrochure *brochure, const MitBrochureData *data, const MitBrochureArt *art, double bleed, MitBrochureLayout *before);
MitBrochureLayout *mit_brochure_layout_ref (MitBrochureLayout *self);
void               mit_brochure_layout_unref (MitBrochureLayout *self);
guint              mit_brochure_layout_get_n_pages (const MitBrochureLayout *self);
MitDisplayList    *mit_brochure_layout_get_page (const MitBrochureLayout *self, guint page);
guint              mit_brochure_layout_get_overflow (const MitBrochureLayout *self, const MitFrame *frame);
gboolean           mit_brochure_layout_is_empty (const MitBrochureLayout *self, const MitFrame *frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitBrochureLayout, mit_brochure_layout_unref)

G_END_DECLS
