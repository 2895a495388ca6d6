// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-brochure-layout.h"

#include <mit-print-preset.h>

G_BEGIN_DECLS

/** MitBrochureRule: What a brochure is looked through for; named in scripts by mit_brochure_rule_name(). */
typedef enum
{
  MIT_BROCHURE_OVERFLOW,
  MIT_BROCHURE_NO_TEXT,
  MIT_BROCHURE_NO_PICTURE,
  MIT_BROCHURE_COARSE_PICTURE,
  MIT_BROCHURE_EMPTY_FIELD,
  MIT_BROCHURE_UNKNOWN_FIELD,
  MIT_BROCHURE_UNKNOWN_COLOR,
  MIT_BROCHURE_UNDESCRIBED,
} MitBrochureRule;

/** MitBrochureFinding: Something to see to before printing. */
typedef struct
{
  MitBrochureRule rule;
  gboolean        is_serious; /* something would be missing or look bad on paper */
  guint           page;       /* from 0 */
  char           *frame;
  char           *sentence;
} MitBrochureFinding;

GPtrArray  *mit_brochure_preflight (const MitBrochure *brochure, const MitBrochureData *data, const MitBrochureArt *art, const MitBrochureLayout *layout, const MitPrintPreset *preset);
void        mit_brochure_preflight_descriptions (const MitBrochure *brochure, GPtrArray *findings);
const char *mit_brochure_rule_name (MitBrochureRule rule);
void        mit_brochure_finding_free (MitBrochureFinding *finding);

G_END_DECLS
