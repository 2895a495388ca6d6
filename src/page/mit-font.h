// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-story.h"
#include "mit-style.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/** MitFace: Internal to the layer: all that decides how a text is shaped, but the text. */
typedef struct
{
  const MitStyle *style;
  const char     *language;
  PangoDirection  direction;
  const MitSpan  *spans;
  guint           n_spans;
} MitFace;

PangoLayout   *mit_font_create_layout (const MitStyle *style);
void           mit_font_set_text (PangoLayout *layout, const MitFace *face, const char *text, gsize origin);
PangoDirection mit_font_find_direction (PangoLayout *layout, const char *text);
void           mit_font_get_metrics (const MitStyle *style, double *ascent, double *descent);
double         mit_font_get_cap_height (const MitStyle *style);

G_END_DECLS
