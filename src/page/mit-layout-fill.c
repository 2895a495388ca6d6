// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-layout-private.h"

/* Lines of a paragraph that stay together at the end and at the beginning of a column. */
#define MIN_LINES 2

/* Pages that a story may fill before something must be wrong. */
#define MAX_BOXES 20000

const MitBox *
mit_filler_get_box (MitFiller *self)
{
  return &g_array_index (self->layout->boxes, MitBox, self->box);
}

double
mit_box_get_column_width (const MitBox *box)
{
  guint columns = MAX (box->columns, 1);

  return MAX ((box->rect.width - (columns - 1) * box->gutter) / columns, 1);
}

double
mit_box_get_column_x (const MitBox *box, guint column)
{
  return box->rect.x + column * (mit_box_get_column_width (box) + box->gutter);
}

MitParagraph *
mit_filler_get_paragraph (MitFiller *self, guint i)
{
  return self->paragraphs->pdata[i];
}

const MitStyle *
mit_filler_get_style (MitFiller *self, guint i)
{
  return mit_paragraph_get_style (mit_filler_get_paragraph (self, i));
}

gboolean
mit_filler_is_column_empty (MitFiller *self)
{
  return self->placed->len == self->column_start;
}

static gboolean
repeat_last_box (MitFiller *self)
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
is_last_box_useless (MitFiller *self)
{
  return self->box + 1 == self->layout->boxes->len && mit_filler_is_column_empty (self) &&
         (self->placed->len == 0 || g_array_index (self->placed, MitPlaced, self->placed->len - 1).box < self->box);
}

static void
next_column (MitFiller *self)
{
  gboolean is_useless = is_last_box_useless (self);

  if (++self->column >= MAX (mit_filler_get_box (self)->columns, 1))
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

/* Lines that differ in width have to be known before they are chosen. Returns: (transfer full) */
static GArray *
break_paragraph (MitFiller *self, const MitPosition *position)
{
  MitRoom whole = { 0, mit_box_get_column_width (mit_filler_get_box (self)) };
  g_autoptr (GArray) slots = mit_filler_has_holes (self) ? mit_filler_find_slots (self, position, MIT_LAYOUT_MAX_ROOMS) : NULL;
  g_autoptr (GArray) rooms = g_array_new (FALSE, FALSE, sizeof (MitRoom));

  for (guint i = 0; slots && i < slots->len; i++)
    g_array_append_val (rooms, g_array_index (slots, MitSlot, i).room);
  if (rooms->len == 0)
    g_array_append_val (rooms, whole);

  return mit_paragraph_break (mit_filler_get_paragraph (self, position->paragraph), position->from, (const MitRoom *) rooms->data, rooms->len,
                              mit_filler_find_cap_step (self, position));
}

static void
place_lines (MitFiller *self, MitPosition *position, GArray *lines, GArray *slots, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      MitPlaced placed = { position->paragraph, position->from, g_array_index (lines, MitBrokenLine, i),
                           self->box, self->column, g_array_index (slots, MitSlot, i).top };

      g_array_append_val (self->placed, placed);
      position->from = placed.line.to;
      self->y = placed.top + mit_filler_get_style (self, position->paragraph)->leading;
    }
  if (n < lines->len)
    return;

  self->y += mit_filler_get_style (self, position->paragraph)->space_after;
  *position = (MitPosition) { position->paragraph + 1, 0 };
}

/* Index in placed of the paragraph's first line if it stands in this column below another paragraph, else 0. */
static guint
find_start_in_column (MitFiller *self, guint paragraph)
{
  for (guint i = self->placed->len; i > self->column_start + 1; i--)
    {
      const MitPlaced *placed = &g_array_index (self->placed, MitPlaced, i - 1);

      if (placed->paragraph < paragraph)
        return 0;
      if (placed->paragraph == paragraph && placed->from == 0)
        return i - 1;
    }

  return 0;
}

/* Headings go along with the paragraph that does not fit below them. */
static void
take_back_kept (MitFiller *self, MitPosition *position)
{
  while (position->from == 0 && position->paragraph > 0 && mit_filler_get_style (self, position->paragraph - 1)->keep_with_next)
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
fill_step (MitFiller *self, MitPosition *position)
{
  g_autoptr (GArray) lines = break_paragraph (self, position);
  g_autoptr (GArray) slots = mit_filler_find_slots (self, position, lines->len);
  guint n_first = position->from == 0 ? MAX (MIN_LINES, mit_paragraph_get_min_lines (mit_filler_get_paragraph (self, position->paragraph), lines)) : 0;
  guint n = divide_lines (lines->len, slots->len, n_first);

  if (n == 0 && mit_filler_is_column_empty (self))
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
count_remaining (MitFiller *self, MitPosition position)
{
  MitRoom room = { 0, mit_box_get_column_width (mit_filler_get_box (self)) };
  guint   n = 0;

  for (; position.paragraph < self->paragraphs->len; position = (MitPosition) { position.paragraph + 1, 0 })
    {
      g_autoptr (GArray) lines = mit_paragraph_break (mit_filler_get_paragraph (self, position.paragraph), position.from, &room, 1, mit_filler_get_style (self, position.paragraph)->leading);

      n += lines->len;
    }

  return n;
}

void
mit_filler_fill (MitFiller *self)
{
  MitPosition position = { 0, 0 };

  self->is_full = self->layout->boxes->len == 0;
  while (position.paragraph < self->paragraphs->len && !self->is_full)
    fill_step (self, &position);

  if (self->layout->boxes->len > 0)
    self->layout->n_overflowing = count_remaining (self, position);
  else
    self->layout->n_overflowing = self->paragraphs->len;
}
