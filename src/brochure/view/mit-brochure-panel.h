// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-brochure-preflight.h>

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * MitBrochurePanel: What can be done with the frame that is chosen: its text, its picture, or where its content comes from.
 * What is typed is saved by itself after a short pause. Main thread.
 */
#define MIT_TYPE_BROCHURE_PANEL (mit_brochure_panel_get_type ())
G_DECLARE_FINAL_TYPE (MitBrochurePanel, mit_brochure_panel, MIT, BROCHURE_PANEL, AdwBin)

void mit_brochure_panel_set_store (MitBrochurePanel *self, MitStore *store);
void mit_brochure_panel_show (MitBrochurePanel *self, const MitBrochure *brochure, const MitFrame *frame, const MitBrochureArtwork *artwork);
void mit_brochure_panel_set_notes (MitBrochurePanel *self, GPtrArray *findings);
void mit_brochure_panel_save (MitBrochurePanel *self);
void mit_brochure_panel_focus (MitBrochurePanel *self);

G_END_DECLS
