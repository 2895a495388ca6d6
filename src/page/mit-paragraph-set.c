// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-paragraph-private.h"

static void
draw_bullet (MitParagraph *self, MitDisplayList *list)
{
  MitFace face = self->face;
  g_autoptr (MitShapedLine) line = NULL;
  g_autoptr (MitDisplayList) label = mit_display_list_new ();

  face.spans = NULL;
  face.n_spans = 0;
  line = mit_shaped_line_new (self->layout, &face, self->style.bullet, 0);
  mit_shaped_line_draw (line, label, MAX (self->style.left_indent + self->style.first_indent, 0), 0);
  if (g_strcmp0 (self->style.role, "LI") == 0)
    mit_display_list_add_tagged (list, label, "Lbl");
  else
    mit_display_list_add_list (list, label, 0, 0);
}

/* The line's text, one vanishing space kept at its end, also where somebody has begun a new line. */
static char *
get_line_text (const MitParagraph *self, guint from, const MitBreak *b)
{
  gsize    start = self->offsets[from];
  gsize    end = MAX (self->offsets[b->end], start);
  gboolean is_between = b->end >= from && b->end < b->next && (self->text[end] == ' ' || (b->forced && self->text[end]));

  return g_strdup_printf ("%.*s%s%s", (int) (end - start), self->text + start, is_between ? " " : "", b->hyphen > 0 ? "-" : "");
}

static double
align (const MitParagraph *self, double slack)
{
  gboolean leans_right = self->face.direction == PANGO_DIRECTION_RTL;

  switch (self->style.align)
    {
    case MIT_ALIGN_CENTER:
      return slack / 2;

    case MIT_ALIGN_RIGHT:
      return slack;

    case MIT_ALIGN_LEFT:
    case MIT_ALIGN_JUSTIFY:
      return leans_right ? slack : 0;
    }

  g_assert_not_reached ();
}

static double
get_segment_width (const MitParagraph *self, const MitSegment *segment)
{
  return self->x[segment->end] - self->x[segment->start];
}

/* Behind a tab there may be so little room that not even one word fits, and nowhere else either: such a word gives up its stop. */
static void
pull_back (const MitParagraph *self, GArray *segments, double hyphen, double right)
{
  MitSegment       *last = &g_array_index (segments, MitSegment, segments->len - 1);
  const MitSegment *before = segments->len > 1 ? last - 1 : NULL;
  double            end = before ? before->x + get_segment_width (self, before) : last->x;

  last->x = MAX (MIN (last->x, right - get_segment_width (self, last) - hyphen), end);
}

static void
set_segment (MitParagraph *self, const MitSegment *segment, const char *tail, MitDisplayList *list)
{
  gsize            start = self->offsets[segment->start];
  g_autofree char *text = g_strdup_printf ("%.*s%s", (int) (self->offsets[segment->end] - start),
                                           self->text + start, tail);
  g_autoptr (MitShapedLine) line = mit_shaped_line_new (self->layout, &self->face, text, start);

  mit_shaped_line_fit (line, get_segment_width (self, segment) + (*tail ? self->hyphen_width : 0), FALSE);
  if (*tail)
    mit_shaped_line_soften_hyphen (line);
  mit_shaped_line_draw (line, list, segment->x, 0);
}

/* Tabs stand for places, so such a line is neither justified nor moved. */
static void
set_tabbed_line (MitParagraph     *self,
                 guint             from,
                 const MitBreak   *b,
                 const MitMeasure *measure,
                 MitDisplayList   *list,
                 MitSetLine       *set)
{
  g_autoptr (GArray) segments = mit_paragraph_cut_at_tabs (self, from, MAX (b->end, from), measure);

  pull_back (self, segments, b->hyphen, measure->right);
  for (guint i = 0; i < segments->len; i++)
    {
      MitSegment *segment = &g_array_index (segments, MitSegment, i);
      const char *tail = i + 1 == segments->len && b->hyphen > 0 ? "-" : "";

      set_segment (self, segment, tail, list);
      set->width = segment->x + get_segment_width (self, segment) - set->x + (*tail ? b->hyphen : 0);
    }
}

static void
set_plain_line (MitParagraph *self, guint from, const MitBreak *b, MitDisplayList *list, MitSetLine *set)
{
  g_autofree char *text = get_line_text (self, from, b);
  g_autoptr (MitShapedLine) line = mit_shaped_line_new (self->layout, &self->face, text, self->offsets[from]);
  gboolean stretch = self->style.align == MIT_ALIGN_JUSTIFY && !b->forced;

  if (b->hyphen <= 0)
    mit_shaped_line_hide_tail (line, MAX (self->offsets[b->end], self->offsets[from]) - self->offsets[from]);
  mit_shaped_line_fit (line, set->measure, stretch);
  set->width = mit_shaped_line_get_width (line);
  set->x += align (self, set->measure - set->width);
  if (b->hyphen > 0)
    mit_shaped_line_soften_hyphen (line);
  mit_shaped_line_draw (line, list, set->x, 0);
}

static MitKnownLine *
make_line (MitParagraph *self, guint from, const MitBrokenLine *broken)
{
  double        width = broken->room.width;
  guint         start = broken->cap_step > 0 ? self->drop_cap.next : from;
  MitMeasure    measure = mit_paragraph_get_measure (self, width);
  MitBreak      b = broken->end;
  double        left = from == 0 ? measure.first : measure.left;
  double        hang = broken->cap_step > 0 ? 0 : mit_paragraph_get_hang (self, start, FALSE);
  MitKnownLine *line = g_new0 (MitKnownLine, 1);

  line->line = *broken;
  line->set = (MitSetLine) { .x = left - hang, .measure = measure.right - left + hang + b.end_hang, .hyphenated = b.hyphen > 0 };
  line->list = mit_display_list_new ();
  if (from == 0 && self->style.bullet)
    draw_bullet (self, line->list);
  if (broken->cap_step > 0)
    mit_paragraph_draw_drop_cap (self, line->list, left, broken->cap_step);
  if (self->has_tabs)
    set_tabbed_line (self, start, &b, &measure, line->list, &line->set);
  else
    set_plain_line (self, start, &b, line->list, &line->set);
  mit_display_list_seal (line->list);

  return line;
}

static gboolean
is_same_line (const MitBrokenLine *a, const MitBrokenLine *b)
{
  return a->to == b->to && a->end.hyphen == b->end.hyphen && a->room.width == b->room.width && a->cap_step == b->cap_step;
}

/**
 * mit_paragraph_set_line:
 * @from: the line's first character
 * @line: of mit_paragraph_break()
 * @x: left edge of the column, pt
 * @baseline: pt
 * @list: what the glyphs are added to
 */
MitSetLine
mit_paragraph_set_line (MitParagraph *self, guint from, const MitBrokenLine *line, double x, double baseline, MitDisplayList *list)
{
  MitKnownLine *known = g_hash_table_lookup (self->known_lines, GUINT_TO_POINTER (from));
  MitSetLine    set;

  if (!known || !is_same_line (&known->line, line))
    {
      known = make_line (self, from, line);
      g_hash_table_insert (self->known_lines, GUINT_TO_POINTER (from), known);
    }
  x += line->room.left;
  mit_display_list_add_list (list, known->list, x, baseline);
  set = known->set;
  set.x += x;

  return set;
}
