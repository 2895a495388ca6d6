// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MIT_OPTICAL_HYPHEN: Internal: share of its width by which a hyphen stands out at a line's end. */
#define MIT_OPTICAL_HYPHEN 0.5

double mit_optical_margin (gunichar c, gboolean is_end);

G_END_DECLS
