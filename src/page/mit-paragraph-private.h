// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-breaker.h"
#include "mit-line.h"
#include "mit-paragraph.h"

G_BEGIN_DECLS

/* mit-paragraph.c shapes, mit-paragraph-break.c finds the lines, mit-paragraph-set.c sets them. */

/* A first letter that is as high as some lines. */
typedef struct
{
  guint    n_chars; /* 0 for none */
  guint    next;    /* character with which the text beside it begins */
  double   step;    /* pt from one line beside it to the next, for which it was measured */
  double   width;   /* pt, the gap to the text counted */
  MitStyle style;
} MitDropCap;

struct _MitParagraph
{
  guint        n_refs;
  char        *source;       /* as it was given */
  GArray      *source_spans; /* MitSpan, in bytes of source */
  GArray      *known_breaks; /* MitKnownBreaks */
  GHashTable  *known_lines;  /* first character → MitKnownLine */
  MitStyle     style;
  char        *language;
  char        *text;    /* without soft hyphens */
  GArray      *removed; /* gsize: bytes of text before which one was */
  GArray      *spans;   /* MitSpan, in bytes of text */
  MitFace      face;
  PangoLayout *layout;
  gboolean     has_tabs;
  guint        n_chars;
  gsize       *offsets; /* byte of each character and of the end */
  double      *x;       /* pt, of each character and of the end in the endless line */
  guint       *spaces;  /* spaces that stretch before each character */
  GArray      *breaks;  /* MitBreak, the end last */
  double       hyphen_width, space_width, bullet_width;
  double       baseline;
  MitDropCap   drop_cap;
};

/* The lines that were found from one character on, in the same rooms. */
typedef struct
{
  guint   from;
  double  cap_step;
  GArray *rooms; /* MitRoom */
  GArray *lines; /* MitBrokenLine */
} MitKnownBreaks;

/* A line that was set, at the left edge of its room and on the baseline. */
typedef struct
{
  MitBrokenLine   line;
  MitSetLine      set;
  MitDisplayList *list;
} MitKnownLine;

/* What a line of one room may take. */
typedef struct
{
  double left;  /* pt from the room's edge, of all lines but the first */
  double first; /* pt, of the first line's text */
  double right; /* pt of the room's width where text must end */
} MitMeasure;

/* A stretch of a line between tabs. */
typedef struct
{
  guint  start, end; /* characters */
  double x;          /* pt from the room's edge */
} MitSegment;

gunichar   mit_paragraph_get_char (const MitParagraph *self, guint i);
gboolean   mit_paragraph_is_letter (const MitParagraph *self, guint i);
gboolean   mit_paragraph_is_ragged (const MitParagraph *self);
MitBreak   mit_paragraph_make_break (MitParagraph *self, guint next, double penalty);
MitBreak   mit_paragraph_make_division (MitParagraph *self, guint next, double penalty);
MitMeasure mit_paragraph_get_measure (const MitParagraph *self, double width);
guint      mit_paragraph_find_break (GArray *breaks, guint next);
double     mit_paragraph_get_hang (const MitParagraph *self, guint i, gboolean is_end);
void       mit_paragraph_find_drop_cap (MitParagraph *self, const PangoLogAttr *attrs);
void       mit_paragraph_measure_drop_cap (MitParagraph *self, double step);
gboolean   mit_paragraph_has_drop_cap (const MitParagraph *self, double width);
void       mit_paragraph_draw_drop_cap (MitParagraph *self, MitDisplayList *list, double x, double step);
GArray    *mit_paragraph_cut_at_tabs (const MitParagraph *self, guint from, guint end, const MitMeasure *measure);

G_END_DECLS
