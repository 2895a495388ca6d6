// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-conflict.h>

G_BEGIN_DECLS

char *mit_conflict_subject (MitDb *db, const MitConflict *conflict);
char *mit_conflict_summary (const MitConflict *conflict);
char *mit_conflict_side_text (const MitConflict *conflict, const MitConflictSide *side);
char *mit_conflict_side_origin (const MitConflictSide *side);

G_END_DECLS
