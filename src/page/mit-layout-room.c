// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-layout-private.h"

#include <math.h>

/* Ems that a line beside a hole must have at least. */
#define MIN_ROOM_EMS 8

static double
get_space_before (MitFiller *self, const MitPosition *position)
{
  return position->from == 0 && !mit_filler_is_column_empty (self) ? mit_filler_get_style (self, position->paragraph)->space_before : 0;
}

static gboolean
is_beside (const MitHole *hole, guint page, double top, double bottom)
{
  return hole->page == page && hole->rect.y < bottom - MIT_LAYOUT_TOLERANCE && hole->rect.y + hole->rect.height > top + MIT_LAYOUT_TOLERANCE;
}

/* Whether there are holes in what is left of the column. */
gboolean
mit_filler_has_holes (MitFiller *self)
{
  const MitBox *box = mit_filler_get_box (self);
  double        x = mit_box_get_column_x (box, self->column);

  for (guint i = 0; i < self->n_holes; i++)
    {
      const MitRect *rect = &self->holes[i].rect;

      if (is_beside (&self->holes[i], box->page, box->rect.y + self->y, box->rect.y + box->rect.height) &&
          rect->x < x + mit_box_get_column_width (box) - MIT_LAYOUT_TOLERANCE && rect->x + rect->width > x + MIT_LAYOUT_TOLERANCE)
        return TRUE;
    }

  return FALSE;
}

/* Where a hole that reaches beyond @x ends, or @x. */
static double
skip_holes (MitFiller *self, double x, double top, double bottom)
{
  guint page = mit_filler_get_box (self)->page;

  for (guint i = 0; i < self->n_holes; i++)
    {
      const MitRect *rect = &self->holes[i].rect;

      if (is_beside (&self->holes[i], page, top, bottom) && rect->x <= x + MIT_LAYOUT_TOLERANCE && rect->x + rect->width > x + MIT_LAYOUT_TOLERANCE)
        return skip_holes (self, rect->x + rect->width, top, bottom);
    }

  return x;
}

/* Where the next hole to the right of @x begins, or @end. */
static double
find_hole (MitFiller *self, double x, double end, double top, double bottom)
{
  guint page = mit_filler_get_box (self)->page;

  for (guint i = 0; i < self->n_holes; i++)
    if (is_beside (&self->holes[i], page, top, bottom) && self->holes[i].rect.x > x)
      end = MIN (end, self->holes[i].rect.x);

  return end;
}

/* The widest room between the holes, for a line between @top and @bottom on the page. */
static MitRoom
find_room (MitFiller *self, double top, double bottom)
{
  double  left = mit_box_get_column_x (mit_filler_get_box (self), self->column);
  double  right = left + mit_box_get_column_width (mit_filler_get_box (self));
  MitRoom widest = { 0, 0 };

  for (double x = skip_holes (self, left, top, bottom); x < right - MIT_LAYOUT_TOLERANCE;)
    {
      double end = find_hole (self, x, right, top, bottom);

      if (end - x > widest.width + MIT_LAYOUT_TOLERANCE)
        widest = (MitRoom) { x - left, end - x };
      x = skip_holes (self, end, top, bottom);
    }

  return widest;
}

/* Where the first of the holes ends that are in the way, on the page. */
static double
find_end_of_hole (MitFiller *self, double top, double bottom)
{
  double end = G_MAXDOUBLE;

  for (guint i = 0; i < self->n_holes; i++)
    if (is_beside (&self->holes[i], mit_filler_get_box (self)->page, top, bottom))
      end = MIN (end, self->holes[i].rect.y + self->holes[i].rect.height);

  return end;
}

static double
snap_to_grid (MitFiller *self, guint paragraph, double top)
{
  double step = mit_filler_get_style (self, paragraph)->baseline_grid;
  double offset = mit_filler_get_box (self)->rect.y + mit_paragraph_get_baseline (mit_filler_get_paragraph (self, paragraph));

  return step > 0 ? ceil ((top + offset - MIT_LAYOUT_TOLERANCE) / step) * step - offset : top;
}

/* The first place for a line of the paragraph from @top on. Returns: %FALSE where the column ends before */
static gboolean
find_slot (MitFiller *self, guint paragraph, double top, gboolean goes_round, MitSlot *slot)
{
  const MitBox   *box = mit_filler_get_box (self);
  const MitStyle *style = mit_filler_get_style (self, paragraph);
  double          width = mit_box_get_column_width (box);

  *slot = (MitSlot) { snap_to_grid (self, paragraph, top), { 0, width } };
  while (slot->top + style->leading <= box->rect.height + MIT_LAYOUT_TOLERANCE)
    {
      double y = box->rect.y + slot->top;

      if (!goes_round)
        return TRUE;
      slot->room = find_room (self, y, y + style->leading);
      if (slot->room.width >= MIN (MIN_ROOM_EMS * style->size, width - MIT_LAYOUT_TOLERANCE))
        return TRUE;
      slot->top = snap_to_grid (self, paragraph, find_end_of_hole (self, y, y + style->leading) - box->rect.y);
    }

  return FALSE;
}

/* All places for lines of the paragraph that this column has, @max at most. Returns: (transfer full) (element-type MitSlot) */
GArray *
mit_filler_find_slots (MitFiller *self, const MitPosition *position, guint max)
{
  GArray  *slots = g_array_new (FALSE, FALSE, sizeof (MitSlot));
  double   top = self->y + get_space_before (self, position);
  gboolean goes_round = mit_filler_has_holes (self);
  MitSlot  slot;

  while (slots->len < max && find_slot (self, position->paragraph, top, goes_round, &slot))
    {
      g_array_append_val (slots, slot);
      top = slot.top + mit_filler_get_style (self, position->paragraph)->leading;
    }

  return slots;
}

/* A drop cap stands beside lines that follow each other at one distance and begin at one edge. In a column with too few of them the
 * paragraph does not begin, unless it can begin nowhere else. Returns: that distance, pt, or 0 */
double
mit_filler_find_cap_step (MitFiller *self, const MitPosition *position)
{
  const MitStyle *style = mit_filler_get_style (self, position->paragraph);
  guint           n = style->drop_cap;
  double          step = style->baseline_grid > 0 ? ceil (style->leading / style->baseline_grid - MIT_LAYOUT_TOLERANCE) * style->baseline_grid : style->leading;
  g_autoptr (GArray) slots = NULL;

  if (position->from > 0 || n < 2)
    return 0;
  slots = mit_filler_find_slots (self, position, n);
  if (slots->len < n)
    return mit_filler_is_column_empty (self) ? 0 : step;
  for (guint i = 1; i < n; i++)
    {
      const MitSlot *above = &g_array_index (slots, MitSlot, i - 1), *slot = &g_array_index (slots, MitSlot, i);

      if (fabs (slot->top - above->top - step) > MIT_LAYOUT_TOLERANCE || fabs (slot->room.left - above->room.left) > MIT_LAYOUT_TOLERANCE)
        return 0;
    }

  return step;
}
