// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-display-list.h"
#include "mit-font.h"

G_BEGIN_DECLS

/** MitShapedLine: Internal to the layer: one line's glyphs in visual order, which may still be widened. */
typedef struct _MitShapedLine MitShapedLine;

MitShapedLine *mit_shaped_line_new (PangoLayout *layout, const MitFace *face, const char *text, gsize origin);
void           mit_shaped_line_free (MitShapedLine *self);
void           mit_shaped_line_hide_tail (MitShapedLine *self, gsize visible);
void           mit_shaped_line_soften_hyphen (MitShapedLine *self);
double         mit_shaped_line_get_width (const MitShapedLine *self);
void           mit_shaped_line_fit (MitShapedLine *self, double width, gboolean stretch);
void           mit_shaped_line_draw (const MitShapedLine *self, MitDisplayList *list, double x, double baseline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitShapedLine, mit_shaped_line_free)

G_END_DECLS
