// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-layout.h"

#include "mit-hyphenator.h"
#include "mit-paragraph.h"

#include <math.h>

/* Lines of a paragraph that stay together at the end and at the beginning of a column. */
#define MIN_LINES 2

/* Pages that a story may fill before something must be wrong. */
#define MAX_BOXES 20000

/* pt; what a sum of leadings may lose. */
#define TOLERANCE 1e-3

struct _MitLayout
{
  GArray    *boxes;        /* MitBox, copies of the last one included */
  GArray    *lines;        /* MitLine */
  GArray    *used_heights; /* double, for each box */
  GPtrArray *lists;        /* MitDisplayList, for each box */
  GPtrArray *paragraphs;   /* MitParagraph, for a layout that comes after this one */
  guint      n_overflowing;
};

/* A line with its place, before it is drawn. */
typedef struct
{
  guint  paragraph;
  guint  from, to; /* characters */
  guint  box, column;
  double top; /* pt below the box's upper edge */
} Placed;

typedef struct
{
  MitLayout     *layout;
  MitLayoutFlags flags;
  GPtrArray     *paragraphs; /* MitParagraph */
  GArray        *placed;     /* Placed */
  guint          box, column;
  guint          column_start; /* index in placed of the column's first line */
  double         y;            /* pt used of the column, the last paragraph's space after it included */
  gboolean       is_full;      /* no box is left */
} Filler;

/* Where the next line of text is to be taken from. */
typedef struct
{
  guint paragraph;
  guint from; /* character */
} Position;

static const MitBox *
get_box (Filler *self)
{
  return &g_array_index (self->layout->boxes, MitBox, self->box);
}

static double
get_column_width (const MitBox *box)
{
  guint columns = MAX (box->columns, 1);

  return MAX ((box->rect.width - (columns - 1) * box->gutter) / columns, 1);
}

static double
get_column_x (const MitBox *box, guint column)
{
  return box->rect.x + column * (get_column_width (box) + box->gutter);
}

static MitParagraph *
get_paragraph (Filler *self, guint i)
{
  return self->paragraphs->pdata[i];
}

static const MitStyle *
get_style (Filler *self, guint i)
{
  return mit_paragraph_get_style (get_paragraph (self, i));
}

static gboolean
is_column_empty (Filler *self)
{
  return self->placed->len == self->column_start;
}

static gboolean
repeat_last_box (Filler *self)
{
  MitBox box = g_array_index (self->layout->boxes, MitBox, self->layout->boxes->len - 1);

  if (!(self->flags & MIT_LAYOUT_REPEAT_LAST) || self->layout->boxes->len >= MAX_BOXES)
    return FALSE;

  box.page++;
  g_array_append_val (self->layout->boxes, box);

  return TRUE;
}

/* A box in which not one line fits must not be repeated for ever. */
static gboolean
is_last_box_useless (Filler *self)
{
  return self->box + 1 == self->layout->boxes->len && is_column_empty (self) &&
         (self->placed->len == 0 || g_array_index (self->placed, Placed, self->placed->len - 1).box < self->box);
}

static void
next_column (Filler *self)
{
  gboolean is_useless = is_last_box_useless (self);

  if (++self->column >= MAX (get_box (self)->columns, 1))
    {
      self->column = 0;
      if (self->box + 1 >= self->layout->boxes->len && (is_useless || !repeat_last_box (self)))
        {
          self->is_full = TRUE;
          return;
        }
      self->box++;
    }
  self->y = 0;
  self->column_start = self->placed->len;
}

/* How many of a paragraph's @n_lines to put here when there is room for @n_fitting. */
static guint
divide_lines (guint n_lines, guint n_fitting, gboolean is_start)
{
  if (n_fitting >= n_lines)
    return n_lines;
  if (n_lines - n_fitting < MIN_LINES)
    n_fitting = n_lines > MIN_LINES ? n_lines - MIN_LINES : 0;

  return is_start && n_fitting < MIN_LINES ? 0 : n_fitting;
}

static double
get_space_before (Filler *self, const Position *position)
{
  return position->from == 0 && !is_column_empty (self) ? get_style (self, position->paragraph)->space_before : 0;
}

static guint
count_fitting (Filler *self, const Position *position)
{
  double room = get_box (self)->rect.height - self->y - get_space_before (self, position) + TOLERANCE;
  double leading = get_style (self, position->paragraph)->leading;

  return room < leading ? 0 : (guint) MIN (floor (room / leading), G_MAXINT);
}

static void
place_lines (Filler *self, Position *position, GArray *lines, guint n)
{
  double leading = get_style (self, position->paragraph)->leading;

  self->y += get_space_before (self, position);
  for (guint i = 0; i < n; i++)
    {
      Placed placed = { position->paragraph, position->from, g_array_index (lines, guint, i),
                        self->box, self->column, self->y };

      g_array_append_val (self->placed, placed);
      position->from = placed.to;
      self->y += leading;
    }
  if (n < lines->len)
    return;

  self->y += get_style (self, position->paragraph)->space_after;
  *position = (Position) { position->paragraph + 1, 0 };
}

/* Index in placed of the paragraph's first line if it stands in this column below another paragraph, else 0. */
static guint
find_start_in_column (Filler *self, guint paragraph)
{
  for (guint i = self->placed->len; i > self->column_start + 1; i--)
    {
      const Placed *placed = &g_array_index (self->placed, Placed, i - 1);

      if (placed->paragraph < paragraph)
        return 0;
      if (placed->paragraph == paragraph && placed->from == 0)
        return i - 1;
    }

  return 0;
}

/* Headings go along with the paragraph that does not fit below them. */
static void
take_back_kept (Filler *self, Position *position)
{
  while (position->from == 0 && position->paragraph > 0 && get_style (self, position->paragraph - 1)->keep_with_next)
    {
      guint start = find_start_in_column (self, position->paragraph - 1);

      if (start == 0)
        return;
      g_array_set_size (self->placed, start);
      position->paragraph--;
    }
}

/* Put down what fits of the paragraph in this column, then go to the next column if there is more. */
static void
fill_step (Filler *self, Position *position)
{
  MitParagraph *paragraph = get_paragraph (self, position->paragraph);
  g_autoptr (GArray) lines = mit_paragraph_break (paragraph, position->from, get_column_width (get_box (self)));
  guint fitting = count_fitting (self, position);
  guint n = divide_lines (lines->len, fitting, position->from == 0);

  if (n == 0 && is_column_empty (self))
    n = MIN (fitting, lines->len);
  if (n > 0)
    {
      gboolean has_more = n < lines->len;

      place_lines (self, position, lines, n);
      if (has_more)
        next_column (self);
      return;
    }

  take_back_kept (self, position);
  next_column (self);
}

static guint
count_remaining (Filler *self, Position position)
{
  double width = get_column_width (get_box (self));
  guint  n = 0;

  for (; position.paragraph < self->paragraphs->len; position = (Position) { position.paragraph + 1, 0 })
    {
      g_autoptr (GArray) lines = mit_paragraph_break (get_paragraph (self, position.paragraph), position.from, width);

      n += lines->len;
    }

  return n;
}

static void
fill (Filler *self)
{
  Position position = { 0, 0 };

  self->is_full = self->layout->boxes->len == 0;
  while (position.paragraph < self->paragraphs->len && !self->is_full)
    fill_step (self, &position);

  if (self->layout->boxes->len > 0)
    self->layout->n_overflowing = count_remaining (self, position);
  else
    self->layout->n_overflowing = self->paragraphs->len;
}

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
      MitParagraph   *known = before ? find_before (before, i, n, text, spans, n_spans, style, language) : NULL;

      g_ptr_array_add (paragraphs, known ? mit_paragraph_ref (known) : mit_paragraph_new (text, spans, n_spans, style, language));
    }

  return paragraphs;
}

static void
note_heights (Filler *self)
{
  g_array_set_size (self->layout->used_heights, self->layout->boxes->len);
  for (guint i = 0; i < self->placed->len; i++)
    {
      const Placed *placed = &g_array_index (self->placed, Placed, i);
      double       *height = &g_array_index (self->layout->used_heights, double, placed->box);

      *height = MAX (*height, placed->top + get_style (self, placed->paragraph)->leading);
    }
}

static void
draw_placed (Filler *self, const Placed *placed, MitDisplayList *list)
{
  const MitBox *box = &g_array_index (self->layout->boxes, MitBox, placed->box);
  MitParagraph *paragraph = get_paragraph (self, placed->paragraph);
  MitLine       line = { .box = placed->box, .column = placed->column, .paragraph = placed->paragraph };
  MitSetLine    set;

  line.baseline = box->rect.y + placed->top + mit_paragraph_get_baseline (paragraph);
  set = mit_paragraph_set_line (paragraph, placed->from, placed->to, get_column_x (box, placed->column),
                                line.baseline, get_column_width (box), list);
  mit_paragraph_get_range (paragraph, placed->from, placed->to, &line.start, &line.end);
  line.x = set.x;
  line.width = set.width;
  line.measure = set.measure;
  line.hyphenated = set.hyphenated;
  line.ends_text = mit_paragraph_is_forced (paragraph, placed->to);
  g_array_append_val (self->layout->lines, line);
}

static gboolean
is_same_part (const Placed *a, const Placed *b)
{
  return a->box == b->box && a->paragraph == b->paragraph;
}

/* The lines of one paragraph in one box are one structure element. Returns the index after them. */
static guint
draw_part (Filler *self, guint start)
{
  g_autoptr (MitDisplayList) part = mit_display_list_new ();
  Placed first = g_array_index (self->placed, Placed, start);
  guint  i = start;

  for (; i < self->placed->len && is_same_part (&first, &g_array_index (self->placed, Placed, i)); i++)
    draw_placed (self, &g_array_index (self->placed, Placed, i), part);
  mit_display_list_add_tagged (self->layout->lists->pdata[first.box], part, get_style (self, first.paragraph)->role);

  return i;
}

static void
draw_all (Filler *self)
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
         MitLayoutFlags  flags,
         gboolean        draws)
{
  MitLayout *self = g_atomic_rc_box_new0 (MitLayout);
  Filler     filler = { .layout = self, .flags = flags };

  self->boxes = g_array_new (FALSE, FALSE, sizeof (MitBox));
  self->lines = g_array_new (FALSE, FALSE, sizeof (MitLine));
  self->used_heights = g_array_new (FALSE, TRUE, sizeof (double));
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_display_list_unref);
  g_array_append_vals (self->boxes, boxes, n_boxes);

  self->paragraphs = prepare_paragraphs (story, styles, before ? before->paragraphs : NULL);
  filler.paragraphs = self->paragraphs;
  filler.placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  fill (&filler);
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
  return lay_out (NULL, story, styles, boxes, n_boxes, flags, TRUE);
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
  return lay_out (before, story, styles, boxes, n_boxes, flags, TRUE);
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
  g_autoptr (MitLayout) layout = lay_out (NULL, story, styles, &box, 1, MIT_LAYOUT_NONE, FALSE);

  return mit_layout_get_used_height (layout, 0);
}
