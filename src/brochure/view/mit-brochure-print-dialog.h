// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-brochure-export.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitBrochurePrintDialog: Shows what the print PDF will be before it is made, and makes it. Main thread. */
#define MIT_TYPE_BROCHURE_PRINT_DIALOG (mit_brochure_print_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitBrochurePrintDialog, mit_brochure_print_dialog, MIT, BROCHURE_PRINT_DIALOG, AdwDialog)

AdwDialog *mit_brochure_print_dialog_new (MitStore *store, const MitBrochure *brochure, GPtrArray *findings, MitBrochureArtCache *cache);

G_END_DECLS
