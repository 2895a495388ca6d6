// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-color.h"

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MIT_SPAN_PLAIN = 0,
  MIT_SPAN_BOLD = 1 << 0,
  MIT_SPAN_ITALIC = 1 << 1,
} MitSpanFlags;

/** MitSpan: A stretch of a paragraph's text, in bytes, that is set otherwise than its style says. */
typedef struct
{
  gsize        start, end;
  MitSpanFlags flags;
  const char  *link;     /* nullable, interned: where it leads */
  const char  *language; /* nullable, interned: RFC 5646, where it is not that of the story */
  const char  *color;    /* nullable, interned: the name of one of the style sheet's colours */
  MitColor     ink;      /* what that is, once a layout has looked it up */
} MitSpan;

/**
 * MitStory:
 *
 * Text that flows: paragraphs, each with the name of its style. A paragraph is written in light markup,
 * `**bold**`, `*italic*`, `[words](https://…)` for a link, `[words](lang:tr)` for words in another language and
 * `[words](color:petrol)`, or `farbe:`, for words in a colour of the design; a backslash takes the meaning of the next character away. A star inside a word, "Genoss*innen", is a star. U+00AD says where a word may be divided, and then nowhere else; a line feed or U+2028
 * begins a new line within the paragraph; a tab goes to the style's next stop.
 *
 * Reference counted; a layout copies what it needs, so a story may change afterwards. Thread: one at a time.
 */
typedef struct _MitStory MitStory;

MitStory      *mit_story_new (const char *language);
MitStory      *mit_story_ref (MitStory *self);
void           mit_story_unref (MitStory *self);
void           mit_story_add (MitStory *self, const char *style, const char *markup, const char *id);
void           mit_story_add_literal (MitStory *self, const char *style, const char *text, const char *id);
const char    *mit_story_get_language (const MitStory *self);
guint          mit_story_get_n_paragraphs (const MitStory *self);
const char    *mit_story_get_id (const MitStory *self, guint paragraph);
const char    *mit_story_get_style (const MitStory *self, guint paragraph);
const char    *mit_story_get_text (const MitStory *self, guint paragraph);
const MitSpan *mit_story_get_spans (const MitStory *self, guint paragraph, guint *n_spans);

void mit_story_find_links (MitStory *self);

char *mit_markup_escape (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitStory, mit_story_unref)

G_END_DECLS
