// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-brochure-data.h"
#include "mit-brochure-template.h"

G_BEGIN_DECLS

MitStory *mit_brochure_block_write (const MitFrame *frame, const MitBrochureData *data);

G_END_DECLS
