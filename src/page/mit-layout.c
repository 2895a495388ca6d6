// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-layout.h"

#include "mit-hyphenator.h"
#include "mit-paragraph.h"

#include <math.h>

/* Lines of a paragraph that stay together at the end and at the beginning of a column. */
#define MIN_LINES 2

/* Pages that a story may fill before something must be wrong. */
#define MAX_BOXES 20000

/* Ems that a line beside a hole must have at least. */
#define MIN_ROOM_EMS 8

/* Lines beside and between holes that a column may have. */
#define MAX_ROOMS 400

/* pt; what a sum of leadings may lose. */
#define TOLERANCE 1e-3

struct _MitLayout
{
  GArray    *boxes;        /* MitBox, copies of the last one included */
  GArray    *lines;        /* MitLine */
  GArray    *used_heights; /* double, for each box */
  GArray    *fixed;        /* gboolean, for each box */
  GPtrArray *lists;        /* MitDisplayList, for each box */
  GPtrArray *paragraphs;   /* MitParagraph, for a layout that comes after this one */
  guint      n_overflowing;
};

/* A line with its place, before it is drawn. */
typedef struct
{
  guint         paragraph;
  guint         from; /* character */
  MitBrokenLine line;
  guint         box, column;
  double        top; /* pt below the box's upper edge */
} Placed;

/* Where the next line may stand. */
typedef struct
{
  double  top; /* pt below the box's upper edge */
  MitRoom room;
} Slot;

typedef struct
{
  MitLayout     *layout;
  MitLayoutFlags flags;
  GPtrArray     *paragraphs; /* MitParagraph */
  GArray        *placed;     /* Placed */
  guint64        serial;     /* of the layout, so that no two paragraphs of a document are taken for one */
  const MitHole *holes;
  guint          n_holes;
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

/* How many of a paragraph's @n_lines to put here when there is room for @n_fitting; @n_first stay together at its start. */
static guint
divide_lines (guint n_lines, guint n_fitting, guint n_first)
{
  if (n_fitting >= n_lines)
    return n_lines;
  if (n_lines - n_fitting < MIN_LINES)
    n_fitting = n_lines > MIN_LINES ? n_lines - MIN_LINES : 0;

  return n_fitting < n_first ? 0 : n_fitting;
}

static double
get_space_before (Filler *self, const Position *position)
{
  return position->from == 0 && !is_column_empty (self) ? get_style (self, position->paragraph)->space_before : 0;
}

static gboolean
is_beside (const MitHole *hole, guint page, double top, double bottom)
{
  return hole->page == page && hole->rect.y < bottom - TOLERANCE && hole->rect.y + hole->rect.height > top + TOLERANCE;
}

/* Whether there are holes in what is left of the column. */
static gboolean
has_holes (Filler *self)
{
  const MitBox *box = get_box (self);
  double        x = get_column_x (box, self->column);

  for (guint i = 0; i < self->n_holes; i++)
    {
      const MitRect *rect = &self->holes[i].rect;

      if (is_beside (&self->holes[i], box->page, box->rect.y + self->y, box->rect.y + box->rect.height) &&
          rect->x < x + get_column_width (box) - TOLERANCE && rect->x + rect->width > x + TOLERANCE)
        return TRUE;
    }

  return FALSE;
}

/* Where a hole that reaches beyond @x ends, or @x. */
static double
skip_holes (Filler *self, double x, double top, double bottom)
{
  guint page = get_box (self)->page;

  for (guint i = 0; i < self->n_holes; i++)
    {
      const MitRect *rect = &self->holes[i].rect;

      if (is_beside (&self->holes[i], page, top, bottom) && rect->x <= x + TOLERANCE && rect->x + rect->width > x + TOLERANCE)
        return skip_holes (self, rect->x + rect->width, top, bottom);
    }

  return x;
}

/* Where the next hole to the right of @x begins, or @end. */
static double
find_hole (Filler *self, double x, double end, double top, double bottom)
{
  guint page = get_box (self)->page;

  for (guint i = 0; i < self->n_holes; i++)
    if (is_beside (&self->holes[i], page, top, bottom) && self->holes[i].rect.x > x)
      end = MIN (end, self->holes[i].rect.x);

  return end;
}

/* The widest room between the holes, for a line between @top and @bottom on the page. */
static MitRoom
find_room (Filler *self, double top, double bottom)
{
  double  left = get_column_x (get_box (self), self->column);
  double  right = left + get_column_width (get_box (self));
  MitRoom widest = { 0, 0 };

  for (double x = skip_holes (self, left, top, bottom); x < right - TOLERANCE;)
    {
      double end = find_hole (self, x, right, top, bottom);

      if (end - x > widest.width + TOLERANCE)
        widest = (MitRoom) { x - left, end - x };
      x = skip_holes (self, end, top, bottom);
    }

  return widest;
}

/* Where the first of the holes ends that are in the way, on the page. */
static double
find_end_of_hole (Filler *self, double top, double bottom)
{
  double end = G_MAXDOUBLE;

  for (guint i = 0; i < self->n_holes; i++)
    if (is_beside (&self->holes[i], get_box (self)->page, top, bottom))
      end = MIN (end, self->holes[i].rect.y + self->holes[i].rect.height);

  return end;
}

static double
snap_to_grid (Filler *self, guint paragraph, double top)
{
  double step = get_style (self, paragraph)->baseline_grid;
  double offset = get_box (self)->rect.y + mit_paragraph_get_baseline (get_paragraph (self, paragraph));

  return step > 0 ? ceil ((top + offset - TOLERANCE) / step) * step - offset : top;
}

/* The first place for a line of the paragraph from @top on. Returns: %FALSE where the column ends before */
static gboolean
find_slot (Filler *self, guint paragraph, double top, gboolean goes_round, Slot *slot)
{
  const MitBox   *box = get_box (self);
  const MitStyle *style = get_style (self, paragraph);
  double          width = get_column_width (box);

  *slot = (Slot) { snap_to_grid (self, paragraph, top), { 0, width } };
  while (slot->top + style->leading <= box->rect.height + TOLERANCE)
    {
      double y = box->rect.y + slot->top;

      if (!goes_round)
        return TRUE;
      slot->room = find_room (self, y, y + style->leading);
      if (slot->room.width >= MIN (MIN_ROOM_EMS * style->size, width - TOLERANCE))
        return TRUE;
      slot->top = snap_to_grid (self, paragraph, find_end_of_hole (self, y, y + style->leading) - box->rect.y);
    }

  return FALSE;
}

/* All places for lines of the paragraph that this column has, @max at most. Returns: (transfer full) (element-type Slot) */
static GArray *
find_slots (Filler *self, const Position *position, guint max)
{
  GArray  *slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  double   top = self->y + get_space_before (self, position);
  gboolean goes_round = has_holes (self);
  Slot     slot;

  while (slots->len < max && find_slot (self, position->paragraph, top, goes_round, &slot))
    {
      g_array_append_val (slots, slot);
      top = slot.top + get_style (self, position->paragraph)->leading;
    }

  return slots;
}

/* A drop cap stands beside lines that follow each other at one distance and begin at one edge. In a column with too few of them the
 * paragraph does not begin, unless it can begin nowhere else. Returns: that distance, pt, or 0 */
static double
find_cap_step (Filler *self, const Position *position)
{
  const MitStyle *style = get_style (self, position->paragraph);
  guint           n = style->drop_cap;
  double          step = style->baseline_grid > 0 ? ceil (style->leading / style->baseline_grid - TOLERANCE) * style->baseline_grid : style->leading;
  g_autoptr (GArray) slots = NULL;

  if (position->from > 0 || n < 2)
    return 0;
  slots = find_slots (self, position, n);
  if (slots->len < n)
    return is_column_empty (self) ? 0 : step;
  for (guint i = 1; i < n; i++)
    {
      const Slot *above = &g_array_index (slots, Slot, i - 1), *slot = &g_array_index (slots, Slot, i);

      if (fabs (slot->top - above->top - step) > TOLERANCE || fabs (slot->room.left - above->room.left) > TOLERANCE)
        return 0;
    }

  return step;
}

/* Lines that differ in width have to be known before they are chosen. Returns: (transfer full) */
static GArray *
break_paragraph (Filler *self, const Position *position)
{
  MitRoom whole = { 0, get_column_width (get_box (self)) };
  g_autoptr (GArray) slots = has_holes (self) ? find_slots (self, position, MAX_ROOMS) : NULL;
  g_autoptr (GArray) rooms = g_array_new (FALSE, FALSE, sizeof (MitRoom));

  for (guint i = 0; slots && i < slots->len; i++)
    g_array_append_val (rooms, g_array_index (slots, Slot, i).room);
  if (rooms->len == 0)
    g_array_append_val (rooms, whole);

  return mit_paragraph_break (get_paragraph (self, position->paragraph), position->from, (const MitRoom *) rooms->data, rooms->len,
                              find_cap_step (self, position));
}

static void
place_lines (Filler *self, Position *position, GArray *lines, GArray *slots, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      Placed placed = { position->paragraph, position->from, g_array_index (lines, MitBrokenLine, i),
                        self->box, self->column, g_array_index (slots, Slot, i).top };

      g_array_append_val (self->placed, placed);
      position->from = placed.line.to;
      self->y = placed.top + get_style (self, position->paragraph)->leading;
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
  g_autoptr (GArray) lines = break_paragraph (self, position);
  g_autoptr (GArray) slots = find_slots (self, position, lines->len);
  guint n_first = position->from == 0 ? MAX (MIN_LINES, mit_paragraph_get_min_lines (get_paragraph (self, position->paragraph), lines)) : 0;
  guint n = divide_lines (lines->len, slots->len, n_first);

  if (n == 0 && is_column_empty (self))
    n = slots->len;
  if (n > 0)
    {
      gboolean has_more = n < lines->len;

      place_lines (self, position, lines, slots, n);
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
  MitRoom room = { 0, get_column_width (get_box (self)) };
  guint   n = 0;

  for (; position.paragraph < self->paragraphs->len; position = (Position) { position.paragraph + 1, 0 })
    {
      g_autoptr (GArray) lines = mit_paragraph_break (get_paragraph (self, position.paragraph), position.from, &room, 1, get_style (self, position.paragraph)->leading);

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
note_heights (Filler *self)
{
  g_array_set_size (self->layout->used_heights, self->layout->boxes->len);
  g_array_set_size (self->layout->fixed, self->layout->boxes->len);
  for (guint i = 0; i < self->placed->len; i++)
    {
      const Placed *placed = &g_array_index (self->placed, Placed, i);
      double       *height = &g_array_index (self->layout->used_heights, double, placed->box);

      *height = MAX (*height, placed->top + get_style (self, placed->paragraph)->leading);
      if (get_style (self, placed->paragraph)->baseline_grid > 0)
        g_array_index (self->layout->fixed, gboolean, placed->box) = TRUE;
    }
  for (guint i = 0; i < self->layout->boxes->len; i++)
    for (guint h = 0; h < self->n_holes; h++)
      if (overlap (&g_array_index (self->layout->boxes, MitBox, i), &self->holes[h]))
        g_array_index (self->layout->fixed, gboolean, i) = TRUE;
}

static void
draw_placed (Filler *self, const Placed *placed, MitDisplayList *list)
{
  const MitBox *box = &g_array_index (self->layout->boxes, MitBox, placed->box);
  MitParagraph *paragraph = get_paragraph (self, placed->paragraph);
  MitLine       line = { .box = placed->box, .column = placed->column, .paragraph = placed->paragraph };
  MitSetLine    set;

  line.baseline = box->rect.y + placed->top + mit_paragraph_get_baseline (paragraph);
  set = mit_paragraph_set_line (paragraph, placed->from, &placed->line, get_column_x (box, placed->column), line.baseline, list);
  mit_paragraph_get_range (paragraph, placed->from, placed->line.to, &line.start, &line.end);
  line.x = set.x;
  line.width = set.width;
  line.measure = set.measure;
  line.hyphenated = set.hyphenated;
  line.ends_text = mit_paragraph_is_forced (paragraph, placed->line.to);
  g_array_append_val (self->layout->lines, line);
}

static gboolean
is_same_part (const Placed *a, const Placed *b)
{
  return a->box == b->box && a->paragraph == b->paragraph;
}

/* The lines of one paragraph are one structure element, in whatever boxes they stand. Returns the index after those in one box. */
static guint
draw_part (Filler *self, guint start)
{
  g_autoptr (MitDisplayList) part = mit_display_list_new ();
  Placed   first = g_array_index (self->placed, Placed, start);
  guint    i = start;
  gboolean is_split;

  for (; i < self->placed->len && is_same_part (&first, &g_array_index (self->placed, Placed, i)); i++)
    draw_placed (self, &g_array_index (self->placed, Placed, i), part);
  is_split = first.from > 0 || (i < self->placed->len && g_array_index (self->placed, Placed, i).paragraph == first.paragraph);
  mit_display_list_add_part (self->layout->lists->pdata[first.box], part, get_style (self, first.paragraph)->role,
                             is_split ? self->serial << 32 | (first.paragraph + 1) : 0);

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
         const MitHole  *holes,
         guint           n_holes,
         MitLayoutFlags  flags,
         gboolean        draws)
{
  MitLayout *self = g_atomic_rc_box_new0 (MitLayout);
  static int n_layouts;
  Filler     filler = { .layout = self, .flags = flags, .holes = holes, .n_holes = n_holes, .serial = (guint64) (guint) g_atomic_int_add (&n_layouts, 1) };

  self->boxes = g_array_new (FALSE, FALSE, sizeof (MitBox));
  self->lines = g_array_new (FALSE, FALSE, sizeof (MitLine));
  self->used_heights = g_array_new (FALSE, TRUE, sizeof (double));
  self->fixed = g_array_new (FALSE, TRUE, sizeof (gboolean));
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
