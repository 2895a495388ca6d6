// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-breaker.h"
#include "mit-display-list.h"
#include "mit-story.h"

G_BEGIN_DECLS

/**
 * MitParagraph:
 *
 * Internal to the layer: a paragraph shaped once as an endless line, from which lines of any width are cut. It keeps what was
 * cut, so that the same is not done again when the paragraph moves, or another one changes. Reference counted; belongs to the
 * thread that made it.
 */
typedef struct _MitParagraph MitParagraph;

/** MitRoom: Internal: what a line has of its column's width, pt. */
typedef struct
{
  double left; /* from the column's left edge */
  double width;
} MitRoom;

/** MitBrokenLine: Internal: a line of mit_paragraph_break(). */
typedef struct
{
  guint    to; /* the character with which the next line begins */
  MitBreak end;
  MitRoom  room;
  double   cap_step; /* it is the first line and has a drop cap to its left: pt from one line beside it to the next; else 0 */
} MitBrokenLine;

/** MitSetLine: Internal: where the text of a line came to stand, pt. */
typedef struct
{
  double   x, width;
  double   measure;
  gboolean hyphenated;
} MitSetLine;

MitParagraph   *mit_paragraph_new (const char     *text,
                                   const MitSpan  *spans,
                                   guint           n_spans,
                                   const MitStyle *style,
                                   const char     *language);
MitParagraph   *mit_paragraph_ref (MitParagraph *self);
void            mit_paragraph_unref (MitParagraph *self);
gboolean        mit_paragraph_is (const MitParagraph *self,
                                  const char         *text,
                                  const MitSpan      *spans,
                                  guint               n_spans,
                                  const MitStyle     *style,
                                  const char         *language);
const MitStyle *mit_paragraph_get_style (const MitParagraph *self);
double          mit_paragraph_get_baseline (const MitParagraph *self);
GArray         *mit_paragraph_break (MitParagraph *self, guint from, const MitRoom *rooms, guint n_rooms, double cap_step);
guint           mit_paragraph_get_min_lines (const MitParagraph *self, const GArray *lines);
void            mit_paragraph_get_range (const MitParagraph *self, guint from, guint to, gsize *start, gsize *end);
gboolean        mit_paragraph_is_forced (const MitParagraph *self, guint to);
MitSetLine      mit_paragraph_set_line (MitParagraph        *self,
                                        guint                from,
                                        const MitBrokenLine *line,
                                        double               x,
                                        double               baseline,
                                        MitDisplayList      *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitParagraph, mit_paragraph_unref)

G_END_DECLS
