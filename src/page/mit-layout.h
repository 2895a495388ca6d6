// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-display-list.h"
#include "mit-story.h"

G_BEGIN_DECLS

/** MitBox: A place for text on a page, in pt from the page's upper left corner, cut into columns. */
typedef struct
{
  guint   page;    /* counted from 0 */
  MitRect rect;    /* pt */
  guint   columns; /* 0 counts as 1 */
  double  gutter;  /* pt between columns */
} MitBox;

/** MitHole: A place on a page that text goes round. */
typedef struct
{
  guint   page;
  MitRect rect; /* pt, the distance that text keeps counted */
} MitHole;

typedef enum
{
  MIT_LAYOUT_NONE = 0,
  MIT_LAYOUT_REPEAT_LAST = 1 << 0, /* go on in copies of the last box, each one page further, until all is set */
} MitLayoutFlags;

/** MitLine: A line as set: which part of which paragraph, and where. */
typedef struct
{
  guint    box;
  guint    column;
  guint    paragraph;
  gsize    start, end; /* bytes of mit_story_get_text() */
  double   x;          /* pt on the page, left edge of the line's text */
  double   baseline;   /* pt on the page */
  double   width;      /* pt that the text takes */
  double   measure;    /* pt that it may take */
  gboolean hyphenated; /* ends in a hyphen that the text does not have */
  gboolean ends_text;  /* the last of its paragraph, or before a forced break: never justified */
} MitLine;

/**
 * MitLayout:
 *
 * A story set into a sequence of boxes. Never changes. Reference counted; belongs to the thread that made it.
 *
 * Lines are chosen for the paragraph as a whole (Knuth and Plass), divided by libhyphen where the style allows. No line is
 * wider than its measure, unless a single letter is. Two lines of a paragraph at least stay together at a column's end
 * and at the next one's beginning. Beside a hole a line stands on the side that is wider, and goes below where both are
 * narrow.
 */
typedef struct _MitLayout MitLayout;

MitLayout *mit_layout_new (const MitStory *story,
                           MitStyleSheet  *styles,
                           const MitBox   *boxes,
                           guint           n_boxes,
                           MitLayoutFlags  flags);
MitLayout *mit_layout_new_after (MitLayout      *before,
                                 const MitStory *story,
                                 MitStyleSheet  *styles,
                                 const MitBox   *boxes,
                                 guint           n_boxes,
                                 MitLayoutFlags  flags);
MitLayout *mit_layout_new_around (MitLayout      *before,
                                  const MitStory *story,
                                  MitStyleSheet  *styles,
                                  const MitBox   *boxes,
                                  guint           n_boxes,
                                  const MitHole  *holes,
                                  guint           n_holes,
                                  MitLayoutFlags  flags);
MitLayout *mit_layout_ref (MitLayout *self);
void       mit_layout_unref (MitLayout *self);

guint           mit_layout_get_n_boxes (const MitLayout *self);
const MitBox   *mit_layout_get_box (const MitLayout *self, guint box);
MitDisplayList *mit_layout_get_display_list (const MitLayout *self, guint box);
double          mit_layout_get_used_height (const MitLayout *self, guint box);
gboolean        mit_layout_is_fixed (const MitLayout *self, guint box);
guint           mit_layout_get_n_pages (const MitLayout *self);
MitDisplayList *mit_layout_dup_page (const MitLayout *self, guint page);
gboolean        mit_layout_overflows (const MitLayout *self, guint *n_lines);
guint           mit_layout_get_n_lines (const MitLayout *self);
const MitLine  *mit_layout_get_line (const MitLayout *self, guint line);

void   mit_layout_prepare (const char *language);
double mit_story_measure_height (const MitStory *story, MitStyleSheet *styles, double width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitLayout, mit_layout_unref)

G_END_DECLS
