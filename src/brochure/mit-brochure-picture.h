// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-brochure.h"

G_BEGIN_DECLS

gboolean         mit_brochure_picture_save (MitDb *db, const MitId *brochure, const MitFrame *frame, GBytes *bytes, guint page, const char *about, GError **error);
const MitAction *mit_brochure_picture_action (void);
DexFuture       *mit_brochure_picture_write (MitStore *store, const MitId *brochure, const char *template_name, const char *frame, GBytes *bytes, guint page, const char *about);
DexFuture       *mit_brochure_picture_count_pages (GBytes *bytes);

G_END_DECLS
