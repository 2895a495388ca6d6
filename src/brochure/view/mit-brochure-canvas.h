// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-brochure-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** MIT_BROCHURE_ZOOM_STEP: What one step of the zoom multiplies by. */
#define MIT_BROCHURE_ZOOM_STEP 1.2

/**
 * MitBrochureCanvas: The desk in a window that is scrolled and zoomed. What is in the middle stays there when the pages are
 * laid out anew. Emits "moved" when another page or size is shown. Main thread.
 */
#define MIT_TYPE_BROCHURE_CANVAS (mit_brochure_canvas_get_type ())
G_DECLARE_FINAL_TYPE (MitBrochureCanvas, mit_brochure_canvas, MIT, BROCHURE_CANVAS, AdwBin)

MitBrochureDesk *mit_brochure_canvas_get_desk (MitBrochureCanvas *self);
gboolean         mit_brochure_canvas_get_pages (MitBrochureCanvas *self, guint *first, guint *last);
void             mit_brochure_canvas_go_to (MitBrochureCanvas *self, double position);
void             mit_brochure_canvas_turn (MitBrochureCanvas *self, gboolean forward);
void             mit_brochure_canvas_zoom (MitBrochureCanvas *self, double factor);

G_END_DECLS
