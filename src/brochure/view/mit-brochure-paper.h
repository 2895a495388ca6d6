// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-brochure-layout.h>

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MitBrochurePaper: One page of a brochure as it will be trimmed, lying on the desk. Each frame on it is a child of its own
 * that can be reached by keyboard and screen reader, and that asks for "brochure.select" with its name. Main thread.
 */
#define MIT_TYPE_BROCHURE_PAPER (mit_brochure_paper_get_type ())
G_DECLARE_FINAL_TYPE (MitBrochurePaper, mit_brochure_paper, MIT, BROCHURE_PAPER, GtkWidget)

GtkWidget *mit_brochure_paper_new (const MitBrochureTemplate *design, guint page);
void       mit_brochure_paper_set_list (MitBrochurePaper *self, MitDisplayList *list);
GtkWidget *mit_brochure_paper_find_frame (MitBrochurePaper *self, const char *frame);
void       mit_brochure_paper_set_frame (MitBrochurePaper *self, const char *frame, const char *css_class, gboolean has_it);

char *mit_brochure_frame_label (const MitFrame *frame);

G_END_DECLS
