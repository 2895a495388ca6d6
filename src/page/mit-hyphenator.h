// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Internal to the layer: where words may be divided. */
void mit_hyphenator_load (const char *language);
void mit_hyphenate (const char *text, const char *language, GArray *offsets);

G_END_DECLS
