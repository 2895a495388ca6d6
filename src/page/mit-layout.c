// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-layout-private.h"

#include "mit-hyphenator.h"

/* Paragraphs mostly stay as they are; if some come or go, those behind them are found from the end. Returns: (nullable) */
static MitParagraph *
find_before (GPtrArray *before, guint i, guint n, const char *text, const MitSpan *spans, guint n_spans, const MitStyle *style, const char *language)
{
  guint places[] = { i, before->len + i - n };

  for (gsize k = 0; k < G_N_ELEMENTS (places); k++)
    if (places[k] < before->len && mit_paragraph_is (before->pdata[places[k]], text, spans, n_spans, style, language))
      return before->pdata[places[k]];

  return NULL;
}

/* Colours by name become inks; those that the sheet does not know are let be. Returns: (transfer full) (nullable): when there are any */
static GArray *
look_up_colors (const MitSpan *spans, guint n_spans, MitStyleSheet *styles)
{
  GArray *found = NULL;

  for (guint i = 0; i < n_spans && !found; i++)
    if (spans[i].color)
      found = g_array_sized_new (FALSE, FALSE, sizeof (MitSpan), n_spans);
  for (guint i = 0; i < n_spans && found; i++)
    {
      MitSpan span = spans[i];

      if (span.color && !mit_style_sheet_find_color (styles, span.color, &span.ink))
        span.color = NULL;
      g_array_append_val (found, span);
    }

  return found;
}

static GPtrArray *
prepare_paragraphs (const MitStory *story, MitStyleSheet *styles, GPtrArray *before)
{
  GPtrArray  *paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_paragraph_unref);
  const char *language = mit_story_get_language (story);
  guint       n = mit_story_get_n_paragraphs (story);

  for (guint i = 0; i < n; i++)
    {
      guint           n_spans;
      const MitSpan  *spans = mit_story_get_spans (story, i, &n_spans);
      const MitStyle *style = mit_style_sheet_get (styles, mit_story_get_style (story, i));
      const char     *text = mit_story_get_text (story, i);
      g_autoptr (GArray) colored = look_up_colors (spans, n_spans, styles);
      MitParagraph *known;

      if (colored)
        spans = (const MitSpan *) colored->data;
      known = before ? find_before (before, i, n, text, spans, n_spans, style, language) : NULL;

      g_ptr_array_add (paragraphs, known ? mit_paragraph_ref (known) : mit_paragraph_new (text, spans, n_spans, style, language));
    }

  return paragraphs;
}

static gboolean
overlap (const MitBox *box, const MitHole *hole)
{
  const MitRect *a = &box->rect, *b = &hole->rect;

  return box->page == hole->page && a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static void
note_heights (MitFiller *self)
{
  g_array_set_size (self->layout->used_heights, self->layout->boxes->len);
  g_array_set_size (self->layout->fixed, self->layout->boxes->len);
  for (guint i = 0; i < self->placed->len; i++)
    {
      const MitPlaced *placed = &g_array_index (self->placed, MitPlaced, i);
      double          *height = &g_array_index (self->layout->used_heights, double, placed->box);

      *height = MAX (*height, placed->top + mit_filler_get_style (self, placed->paragraph)->leading);
      if (mit_filler_get_style (self, placed->paragraph)->baseline_grid > 0)
        g_array_index (self->layout->fixed, gboolean, placed->box) = TRUE;
    }
  for (guint i = 0; i < self->layout->boxes->len; i++)
    for (guint h = 0; h < self->n_holes; h++)
      if (overlap (&g_array_index (self->layout->boxes, MitBox, i), &self->holes[h]))
        g_array_index (self->layout->fixed, gboolean, i) = TRUE;
}

static void
draw_placed (MitFiller *self, const MitPlaced *placed, MitDisplayList *list)
{
  const MitBox *box = &g_array_index (self->layout->boxes, MitBox, placed->box);
  MitParagraph *paragraph = mit_filler_get_paragraph (self, placed->paragraph);
  MitLine       line = { .box = placed->box, .column = placed->column, .paragraph = placed->paragraph };
  MitSetLine    set;

  line.baseline = box->rect.y + placed->top + mit_paragraph_get_baseline (paragraph);
  set = mit_paragraph_set_line (paragraph, placed->from, &placed->line, mit_box_get_column_x (box, placed->column), line.baseline, list);
  mit_paragraph_get_range (paragraph, placed->from, placed->line.to, &line.start, &line.end);
  line.x = set.x;
  line.width = set.width;
  line.measure = set.measure;
  line.hyphenated = set.hyphenated;
  line.ends_text = mit_paragraph_is_forced (paragraph, placed->line.to);
  g_array_append_val (self->layout->lines, line);
}

static gboolean
is_same_part (const MitPlaced *a, const MitPlaced *b)
{
  return a->box == b->box && a->paragraph == b->paragraph;
}

/* The lines of one paragraph are one structure element, in whatever boxes they stand. Returns the index after those in one box. */
static guint
draw_part (MitFiller *self, guint start)
{
  g_autoptr (MitDisplayList) part = mit_display_list_new ();
  MitPlaced first = g_array_index (self->placed, MitPlaced, start);
  guint     i = start;
  gboolean  is_split;

  for (; i < self->placed->len && is_same_part (&first, &g_array_index (self->placed, MitPlaced, i)); i++)
    draw_placed (self, &g_array_index (self->placed, MitPlaced, i), part);
  is_split = first.from > 0 || (i < self->placed->len && g_array_index (self->placed, MitPlaced, i).paragraph == first.paragraph);
  mit_display_list_add_part (self->layout->lists->pdata[first.box], part, mit_filler_get_style (self, first.paragraph)->role,
                             is_split ? self->serial << 32 | (first.paragraph + 1) : 0);

  return i;
}

static void
draw_all (MitFiller *self)
{
  for (guint i = 0; i < self->layout->boxes->len; i++)
    g_ptr_array_add (self->layout->lists, mit_display_list_new ());
  for (guint i = 0; i < self->placed->len;)
    i = draw_part (self, i);
  for (guint i = 0; i < self->layout->lists->len; i++)
    mit_display_list_seal (self->layout->lists->pdata[i]);
}

static MitLayout *
lay_out (MitLayout      *before,
         const MitStory *story,
         MitStyleSheet  *styles,
         const MitBox   *boxes,
         guint           n_boxes,
         const MitHole  *holes,
         guint           n_holes,
         MitLayoutFlags  flags,
         gboolean        draws)
{
  MitLayout *self = g_atomic_rc_box_new0 (MitLayout);
  static int n_layouts;
  MitFiller  filler = { .layout = self, .flags = flags, .holes = holes, .n_holes = n_holes, .serial = (guint64) (guint) g_atomic_int_add (&n_layouts, 1) };

  self->boxes = g_array_new (FALSE, FALSE, sizeof (MitBox));
  self->lines = g_array_new (FALSE, FALSE, sizeof (MitLine));
  self->used_heights = g_array_new (FALSE, TRUE, sizeof (double));
  self->fixed = g_array_new (FALSE, TRUE, sizeof (gboolean));
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_display_list_unref);
  g_array_append_vals (self->boxes, boxes, n_boxes);

  self->paragraphs = prepare_paragraphs (story, styles, before ? before->paragraphs : NULL);
  filler.paragraphs = self->paragraphs;
  filler.placed = g_array_new (FALSE, FALSE, sizeof (MitPlaced));
  mit_filler_fill (&filler);
  note_heights (&filler);
  if (draws)
    draw_all (&filler);
  g_array_unref (filler.placed);

  return self;
}

/**
 * mit_layout_new:
 * @styles: in which unknown styles are plain text
 * @boxes: (array length=n_boxes): filled in order; on one page they may be in any place
 *
 * Set a story. A box in which nothing fits is left empty.
 *
 * Returns: (transfer full)
 */
MitLayout *
mit_layout_new (const MitStory *story, MitStyleSheet *styles, const MitBox *boxes, guint n_boxes, MitLayoutFlags flags)
{
  return lay_out (NULL, story, styles, boxes, n_boxes, NULL, 0, flags, TRUE);
}

/**
 * mit_layout_new_after:
 * @before: (nullable): a layout made by the same thread, mostly of the same story as it was before
 *
 * mit_layout_new(), which does again only what is not the same in @before. Both give the same.
 *
 * Returns: (transfer full)
 */
MitLayout *
mit_layout_new_after (MitLayout *before, const MitStory *story, MitStyleSheet *styles, const MitBox *boxes, guint n_boxes, MitLayoutFlags flags)
{
  return lay_out (before, story, styles, boxes, n_boxes, NULL, 0, flags, TRUE);
}

/**
 * mit_layout_new_around:
 * @holes: (array length=n_holes) (nullable): in any order; they may overlap
 *
 * mit_layout_new_after(), with text that goes round something on its pages.
 *
 * Returns: (transfer full)
 */
MitLayout *
mit_layout_new_around (MitLayout      *before,
                       const MitStory *story,
                       MitStyleSheet  *styles,
                       const MitBox   *boxes,
                       guint           n_boxes,
                       const MitHole  *holes,
                       guint           n_holes,
                       MitLayoutFlags  flags)
{
  return lay_out (before, story, styles, boxes, n_boxes, holes, n_holes, flags, TRUE);
}

MitLayout *
mit_layout_ref (MitLayout *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_layout (MitLayout *self)
{
  g_array_unref (self->boxes);
  g_array_unref (self->lines);
  g_array_unref (self->used_heights);
  g_array_unref (self->fixed);
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->paragraphs);
}

void
mit_layout_unref (MitLayout *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_layout);
}

/** mit_layout_get_n_boxes: Boxes given and, with %MIT_LAYOUT_REPEAT_LAST, those made for more text. */
guint
mit_layout_get_n_boxes (const MitLayout *self)
{
  return self->boxes->len;
}

const MitBox *
mit_layout_get_box (const MitLayout *self, guint box)
{
  g_assert (box < self->boxes->len);

  return &g_array_index (self->boxes, MitBox, box);
}

/** mit_layout_get_display_list: What stands in one box, in the page's coordinates. Returns: (transfer none) */
MitDisplayList *
mit_layout_get_display_list (const MitLayout *self, guint box)
{
  g_assert (box < self->lists->len);

  return self->lists->pdata[box];
}

/** mit_layout_get_used_height: Points from the box's upper edge to the end of its lowest line, 0 for an empty box. */
double
mit_layout_get_used_height (const MitLayout *self, guint box)
{
  g_assert (box < self->used_heights->len);

  return g_array_index (self->used_heights, double, box);
}

/** mit_layout_is_fixed: Whether lines must stay where they were set, beside something or on a grid. */
gboolean
mit_layout_is_fixed (const MitLayout *self, guint box)
{
  g_assert (box < self->fixed->len);

  return g_array_index (self->fixed, gboolean, box);
}

/** mit_layout_get_n_pages: One more than the last page on which there is a box. */
guint
mit_layout_get_n_pages (const MitLayout *self)
{
  guint n = 0;

  for (guint i = 0; i < self->boxes->len; i++)
    n = MAX (n, mit_layout_get_box (self, i)->page + 1);

  return n;
}

/** mit_layout_dup_page: A list with all boxes of a page, not sealed, so that more can be added. Returns: (transfer full) */
MitDisplayList *
mit_layout_dup_page (const MitLayout *self, guint page)
{
  MitDisplayList *list = mit_display_list_new ();

  for (guint i = 0; i < self->boxes->len; i++)
    if (mit_layout_get_box (self, i)->page == page)
      mit_display_list_add_list (list, mit_layout_get_display_list (self, i), 0, 0);

  return list;
}

/**
 * mit_layout_overflows:
 * @n_lines: (out) (optional): lines for which there is no room, counted at the last column's width
 */
gboolean
mit_layout_overflows (const MitLayout *self, guint *n_lines)
{
  if (n_lines)
    *n_lines = self->n_overflowing;

  return self->n_overflowing > 0;
}

guint
mit_layout_get_n_lines (const MitLayout *self)
{
  return self->lines->len;
}

/** mit_layout_get_line: A line in reading order, for editors that map a place back to the text. */
const MitLine *
mit_layout_get_line (const MitLayout *self, guint line)
{
  g_assert (line < self->lines->len);

  return &g_array_index (self->lines, MitLine, line);
}

/**
 * mit_layout_prepare:
 *
 * Read ahead what the first layout would wait for: libhyphen 2.8 takes more than a second for the German dictionary.
 * Thread: any, best one in the background when the program starts.
 */
void
mit_layout_prepare (const char *language)
{
  mit_hyphenator_load (language);
}

/** mit_story_measure_height: Points that the story takes in one endless column of @width pt. Nothing is drawn. */
double
mit_story_measure_height (const MitStory *story, MitStyleSheet *styles, double width)
{
  MitBox box = { .rect = { 0, 0, width, G_MAXINT } };
  g_autoptr (MitLayout) layout = lay_out (NULL, story, styles, &box, 1, NULL, 0, MIT_LAYOUT_NONE, FALSE);

  return mit_layout_get_used_height (layout, 0);
}
