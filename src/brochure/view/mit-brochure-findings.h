// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-brochure-preflight.h>

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * MitBrochureFindings: A button that counts what there is to see to before printing, and lists it. Emits "finding-chosen"
 * with the name of a frame. Invisible when there is nothing. Main thread.
 */
#define MIT_TYPE_BROCHURE_FINDINGS (mit_brochure_findings_get_type ())
G_DECLARE_FINAL_TYPE (MitBrochureFindings, mit_brochure_findings, MIT, BROCHURE_FINDINGS, AdwBin)

void mit_brochure_findings_show (MitBrochureFindings *self, GPtrArray *findings);

G_END_DECLS
