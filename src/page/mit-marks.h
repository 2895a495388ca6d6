// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-display-list.h"

G_BEGIN_DECLS

/** MIT_MARKS_ROOM: mm that crop marks and the line of text take on each side, beyond the bleed. */
#define MIT_MARKS_ROOM 9

MitDisplayList *mit_marks_new (double width, double height, double bleed, const char *slug);

G_END_DECLS
