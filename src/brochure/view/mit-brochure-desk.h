// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-brochure-paper.h"

G_BEGIN_DECLS

/** MIT_BROCHURE_ZOOM_FIT: So large that what lies side by side is seen as a whole. */
#define MIT_BROCHURE_ZOOM_FIT 0.0

/**
 * MitBrochureDesk: The pages of a brochure, two by two as they lie open, or one below the other where there is no room for
 * two. At a zoom of 1 paper is as large as it is. Main thread.
 */
#define MIT_TYPE_BROCHURE_DESK (mit_brochure_desk_get_type ())
G_DECLARE_FINAL_TYPE (MitBrochureDesk, mit_brochure_desk, MIT, BROCHURE_DESK, GtkWidget)

void              mit_brochure_desk_set_design (MitBrochureDesk *self, const MitBrochureTemplate *design);
void              mit_brochure_desk_set_layout (MitBrochureDesk *self, const MitBrochureLayout *layout);
void              mit_brochure_desk_set_zoom (MitBrochureDesk *self, double zoom);
double            mit_brochure_desk_get_zoom (MitBrochureDesk *self);
void              mit_brochure_desk_set_view (MitBrochureDesk *self, int height);
guint             mit_brochure_desk_get_n_pages (MitBrochureDesk *self);
MitBrochurePaper *mit_brochure_desk_get_paper (MitBrochureDesk *self, guint page);
double            mit_brochure_desk_get_page_y (MitBrochureDesk *self, guint page);
double            mit_brochure_desk_get_y (MitBrochureDesk *self, double position);
double            mit_brochure_desk_get_position (MitBrochureDesk *self, double y);
gboolean          mit_brochure_desk_get_row (MitBrochureDesk *self, guint page, guint *first, guint *last);

G_END_DECLS
