// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-story.h"

G_BEGIN_DECLS

/* Internal to the layer: from light markup to text and spans. */
char *mit_markup_parse (const char *markup, GArray *spans);

G_END_DECLS
