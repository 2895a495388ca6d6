// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-paragraph-private.h"

/* As TeX counts: only where nothing else is left. */
#define EMERGENCY_PENALTY 1e7

/* Share of the measure by which a ragged line may well be short. */
#define RAGGED_SHARE 0.15

/* Ems that must be left for text when indents are taken from a column; else the indents go. */
#define MIN_MEASURE_EMS 2

/* Ems below which a word cut by force gets no hyphen, so that at least its letters fit. */
#define MIN_HYPHEN_EMS 3

/* Ems between a bullet that is wider than its place and the text. */
#define BULLET_GAP_EMS 0.3

/* Lines that a paragraph with bad luck in its rooms may take before they all count as wide as the last one. */
#define MAX_ROOMS 400

/* Points between tab stops where the style has none: half an inch, as office programs do. */
#define DEFAULT_TAB 36

/* Ways of breaking that a paragraph keeps: an editor that balances columns tries some. */
#define MAX_KNOWN_BREAKS 8

MitMeasure
mit_paragraph_get_measure (const MitParagraph *self, double width)
{
  const MitStyle *style = &self->style;
  MitMeasure      measure = { style->left_indent, style->left_indent, width - style->right_indent };

  if (style->bullet)
    measure.first = MAX (measure.left, measure.left + style->first_indent + self->bullet_width +
                                         (style->first_indent < 0 ? BULLET_GAP_EMS * style->size : 0));
  else if (self->drop_cap.n_chars == 0)
    measure.first += style->first_indent;
  measure.first = MAX (measure.first, 0);
  measure.left = MAX (measure.left, 0);
  if (measure.right - MAX (measure.first, measure.left) < MIN_MEASURE_EMS * style->size)
    measure = (MitMeasure) { 0, 0, width };

  return measure;
}

/* Index of the break that ends before character @next; breaks are in order. */
guint
mit_paragraph_find_break (GArray *breaks, guint next)
{
  guint low = 0, high = breaks->len - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (breaks, MitBreak, middle).next < next)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static MitBreak
make_emergency (MitParagraph *self, guint at, double width)
{
  gboolean in_word = mit_paragraph_is_letter (self, at - 1) && mit_paragraph_is_letter (self, at);

  if (in_word && width > MIN_HYPHEN_EMS * self->style.size)
    return mit_paragraph_make_division (self, at, EMERGENCY_PENALTY);

  return mit_paragraph_make_break (self, at, EMERGENCY_PENALTY);
}

static void
add_emergencies (MitParagraph *self, GArray *breaks, guint from, guint end, double width)
{
  int                 n_attrs;
  const PangoLogAttr *attrs;

  mit_font_set_text (self->layout, &self->face, self->text, 0);
  attrs = pango_layout_get_log_attrs_readonly (self->layout, &n_attrs);
  for (guint i = from + 1; i < end; i++)
    if (attrs[i].is_cursor_position)
      {
        MitBreak b = make_emergency (self, i, width);

        g_array_append_val (breaks, b);
      }
}

/* A line that began by force, in a column that was narrower, is gone on with from there. */
static void
add_start (MitParagraph *self, GArray *breaks, guint from, double width)
{
  guint    i = from > 0 ? mit_paragraph_find_break (breaks, from) : 0;
  MitBreak b;

  if (from == 0 || g_array_index (breaks, MitBreak, i).next == from)
    return;
  b = make_emergency (self, from, width);
  g_array_insert_val (breaks, i, b);
}

/* Where the text between two breaks is wider than a line, it may be cut anywhere between letters. Returns: (transfer full) */
static GArray *
make_breaks (MitParagraph *self, guint from, double width)
{
  GArray *breaks = g_array_sized_new (FALSE, FALSE, sizeof (MitBreak), self->breaks->len + 1);
  guint   begin = 0;

  for (guint i = 0; i < self->breaks->len; i++)
    {
      MitBreak b = g_array_index (self->breaks, MitBreak, i);

      if (b.end > begin && b.end_x - self->x[begin] + b.hyphen > width)
        add_emergencies (self, breaks, begin, b.end, width);
      g_array_append_val (breaks, b);
      begin = b.next;
    }
  add_start (self, breaks, from, width);

  return breaks;
}

static const MitTab *
find_stop (const MitParagraph *self, double x, double right, MitTab *fallback)
{
  const MitStyle *style = &self->style;

  for (guint i = 0; i < style->n_tabs; i++)
    if (style->tabs[i].position > x + 0.01 && style->tabs[i].position <= right)
      return &style->tabs[i];

  *fallback = (MitTab) { x + self->space_width, MIT_ALIGN_LEFT };
  if (style->n_tabs == 0 && (int) (x / DEFAULT_TAB + 1) * DEFAULT_TAB < right)
    fallback->position = (int) (x / DEFAULT_TAB + 1) * DEFAULT_TAB;

  return fallback;
}

static double
get_segment_x (const MitParagraph *self, double x, double width, double right)
{
  MitTab        fallback;
  const MitTab *tab = find_stop (self, x, right, &fallback);

  if (tab->align == MIT_ALIGN_RIGHT)
    return MAX (x, tab->position - width);
  if (tab->align == MIT_ALIGN_CENTER)
    return MAX (x, tab->position - width / 2);

  return tab->position;
}

static guint
find_tab (const MitParagraph *self, guint start, guint end)
{
  while (start < end && mit_paragraph_get_char (self, start) != '\t')
    start++;

  return start;
}

GArray *
mit_paragraph_cut_at_tabs (const MitParagraph *self, guint from, guint end, const MitMeasure *measure)
{
  GArray    *segments = g_array_new (FALSE, FALSE, sizeof (MitSegment));
  MitSegment segment = { from, find_tab (self, from, end), from == 0 ? measure->first : measure->left };

  g_array_append_val (segments, segment);
  while (segment.end < end)
    {
      double x = segment.x + self->x[segment.end] - self->x[segment.start];

      segment.start = segment.end + 1;
      segment.end = find_tab (self, segment.start, end);
      segment.x = get_segment_x (self, x, self->x[segment.end] - self->x[segment.start], measure->right);
      g_array_append_val (segments, segment);
    }

  return segments;
}

typedef struct
{
  MitParagraph *paragraph;
  MitMeasure    measure;
  GArray       *breaks; /* MitBreak, which the numbers count in */
} TabData;

static double
get_tabbed_width (gpointer user_data, int from, guint to)
{
  TabData      *data = user_data;
  MitParagraph *self = data->paragraph;
  guint         start = from < 0 ? 0 : g_array_index (data->breaks, MitBreak, from).next;
  guint         end = g_array_index (data->breaks, MitBreak, to).end;
  g_autoptr (GArray) segments = mit_paragraph_cut_at_tabs (self, start, MAX (start, end), &data->measure);
  MitSegment last = g_array_index (segments, MitSegment, segments->len - 1);

  return last.x + self->x[last.end] - self->x[last.start] - (start == 0 ? data->measure.first : data->measure.left);
}

static GArray *
make_widths (const MitParagraph *self, const GArray *rooms, guint from)
{
  GArray *widths = g_array_sized_new (FALSE, FALSE, sizeof (double), rooms->len + 1);

  for (guint i = 0; i < rooms->len; i++)
    {
      MitMeasure measure = mit_paragraph_get_measure (self, g_array_index (rooms, MitRoom, i).width);

      g_array_append_vals (widths, &(double) { measure.right - (i == 0 && from == 0 ? measure.first : measure.left) }, 1);
    }
  /* The first line of a paragraph may be indented, and the others are not. */
  if (rooms->len == 1)
    {
      MitMeasure measure = mit_paragraph_get_measure (self, g_array_index (rooms, MitRoom, 0).width);

      g_array_append_vals (widths, &(double) { measure.right - measure.left }, 1);
    }

  return widths;
}

static void
find_range (const GArray *widths, double *narrowest, double *widest)
{
  *narrowest = *widest = g_array_index (widths, double, 0);
  for (guint i = 1; i < widths->len; i++)
    {
      *narrowest = MIN (*narrowest, g_array_index (widths, double, i));
      *widest = MAX (*widest, g_array_index (widths, double, i));
    }
}

static const MitRoom *
get_room (const GArray *rooms, guint line)
{
  return &g_array_index (rooms, MitRoom, MIN (line, rooms->len - 1));
}

static GArray *
describe_lines (GArray *breaks, GArray *ends, const GArray *rooms, double cap_step)
{
  GArray *lines = g_array_sized_new (FALSE, FALSE, sizeof (MitBrokenLine), ends->len);

  for (guint i = 0; i < ends->len; i++)
    {
      MitBreak      end = g_array_index (breaks, MitBreak, g_array_index (ends, guint, i));
      MitBrokenLine line = {
        .to = end.next,
        .end = end,
        .room = *get_room (rooms, i),
        .cap_step = i == 0 ? cap_step : 0,
      };

      g_array_append_val (lines, line);
    }

  return lines;
}

static GArray *
try_lines (MitParagraph *self, guint from, const GArray *rooms, double cap_step, const GArray *widths, double limit, gboolean *fits)
{
  guint      start = cap_step > 0 ? self->drop_cap.next : from;
  MitMeasure measure = mit_paragraph_get_measure (self, get_room (rooms, 0)->width);
  TabData    data = { .paragraph = self, .measure = measure };
  g_autoptr (GArray) breaks = make_breaks (self, from, limit);
  g_autoptr (GArray) ends = NULL;
  MitBreakParams params = {
    .widths = (const double *) widths->data,
    .n_widths = widths->len,
    .start_x = self->x[start],
    .start_spaces = self->spaces[start],
    .start_hang = cap_step > 0 ? 0 : mit_paragraph_get_hang (self, start, FALSE),
    .space = self->space_width,
    .ragged = mit_paragraph_is_ragged (self) ? RAGGED_SHARE : 0,
    .get_width = self->has_tabs ? get_tabbed_width : NULL,
    .data = &data,
  };

  data.breaks = breaks;
  ends = mit_break_lines ((const MitBreak *) breaks->data, breaks->len, from == 0 ? -1 : (int) mit_paragraph_find_break (breaks, from), &params, fits);

  return describe_lines (breaks, ends, rooms, cap_step);
}

/* A word that does not fit beside a picture goes below it; it is only cut where there is no other way. */
static GArray *
find_lines (MitParagraph *self, guint from, const GArray *rooms, double cap_step)
{
  g_autoptr (GArray) widths = make_widths (self, rooms, from);
  double   narrowest, widest;
  gboolean fits;
  GArray  *lines;

  find_range (widths, &narrowest, &widest);
  lines = try_lines (self, from, rooms, cap_step, widths, widest, &fits);
  if (fits || widest <= narrowest)
    return lines;
  g_array_unref (lines);

  return try_lines (self, from, rooms, cap_step, widths, narrowest, &fits);
}

/* The first lines stand beside the drop cap. Returns: (transfer full) (nullable): %NULL where it would have too few of them */
static GArray *
find_lines_beside (MitParagraph *self, const GArray *rooms, double cap_step)
{
  guint n_lines = (guint) self->style.drop_cap;
  g_autoptr (GArray) beside = g_array_new (FALSE, FALSE, sizeof (MitRoom));
  GArray *lines;

  mit_paragraph_measure_drop_cap (self, cap_step);
  for (guint i = 0; i < MAX (rooms->len, n_lines + 1); i++)
    {
      MitRoom room = *get_room (rooms, i);

      if (i < n_lines && !mit_paragraph_has_drop_cap (self, room.width))
        return NULL;
      if (i < n_lines)
        room = (MitRoom) { room.left + self->drop_cap.width, room.width - self->drop_cap.width };
      g_array_append_val (beside, room);
    }
  lines = find_lines (self, 0, beside, cap_step);
  if (lines->len >= n_lines)
    return lines;
  g_array_unref (lines);

  return NULL;
}

/* Tab stops are counted from the left in all lines alike, so that none may reach further than another. */
static GArray *
make_alike (const GArray *rooms)
{
  GArray *alike = g_array_copy ((GArray *) rooms);
  double  width = get_room (rooms, 0)->width;

  for (guint i = 1; i < rooms->len; i++)
    width = MIN (width, get_room (rooms, i)->width);
  for (guint i = 0; i < alike->len; i++)
    g_array_index (alike, MitRoom, i).width = width;

  return alike;
}

static GArray *
find_any_lines (MitParagraph *self, guint from, const GArray *rooms, double cap_step)
{
  g_autoptr (GArray) alike = self->has_tabs && rooms->len > 1 ? make_alike (rooms) : NULL;
  GArray *lines = from == 0 && cap_step > 0 && self->drop_cap.n_chars > 0 ? find_lines_beside (self, rooms, cap_step) : NULL;

  return lines ? lines : find_lines (self, from, alike ? alike : rooms, 0);
}

static gboolean
are_same_rooms (const GArray *a, const MitRoom *rooms, guint n_rooms)
{
  if (a->len != n_rooms)
    return FALSE;
  for (guint i = 0; i < n_rooms; i++)
    if (get_room (a, i)->left != rooms[i].left || get_room (a, i)->width != rooms[i].width)
      return FALSE;

  return TRUE;
}

/**
 * mit_paragraph_break:
 * @from: the character to begin with, 0 or one that a former call returned
 * @rooms: (array length=n_rooms): of the lines in order; the last one goes for all that follow
 * @cap_step: pt from one line to the next where a drop cap may stand beside the first ones, 0 where it may not
 *
 * Returns: (transfer full) (element-type MitBrokenLine): not to be changed
 */
GArray *
mit_paragraph_break (MitParagraph *self, guint from, const MitRoom *rooms, guint n_rooms, double cap_step)
{
  MitKnownBreaks known = { .from = from, .cap_step = cap_step };

  n_rooms = MIN (n_rooms, MAX_ROOMS);
  for (guint i = 0; i < self->known_breaks->len; i++)
    {
      const MitKnownBreaks *breaks = &g_array_index (self->known_breaks, MitKnownBreaks, i);

      if (breaks->from == from && breaks->cap_step == cap_step && are_same_rooms (breaks->rooms, rooms, n_rooms))
        return g_array_ref (breaks->lines);
    }
  if (self->known_breaks->len >= MAX_KNOWN_BREAKS)
    g_array_set_size (self->known_breaks, 0);
  known.rooms = g_array_sized_new (FALSE, FALSE, sizeof (MitRoom), n_rooms);
  g_array_append_vals (known.rooms, rooms, n_rooms);
  known.lines = find_any_lines (self, from, known.rooms, cap_step);
  g_array_append_val (self->known_breaks, known);

  return g_array_ref (known.lines);
}

/** mit_paragraph_get_min_lines: How many of the first of @lines must stay together: those beside a drop cap, else one. */
guint
mit_paragraph_get_min_lines (const MitParagraph *self, const GArray *lines)
{
  gboolean has_drop_cap = lines->len > 0 && g_array_index (lines, MitBrokenLine, 0).cap_step > 0;

  return has_drop_cap ? (guint) self->style.drop_cap : 1;
}
