// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-brochure-template.h"

#include <mit-store.h>

G_BEGIN_DECLS

gboolean         mit_brochure_story_save (MitDb *db, const MitId *brochure, const char *story, GPtrArray *drafts, GError **error);
const MitAction *mit_brochure_story_action (void);
DexFuture       *mit_brochure_story_write (MitStore *store, const MitId *brochure, const char *story, GPtrArray *drafts);

G_END_DECLS
