// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-paragraph.h"

#include "mit-breaker.h"
#include "mit-hyphenator.h"
#include "mit-line.h"

#include <string.h>

#define SOFT_HYPHEN 0x00ad
#define SOFT_HYPHEN_SIZE 2

/* Penalties as TeX counts. In ragged text a division gains less, so it has to be worth more. */
#define HYPHEN_PENALTY 50
#define RAGGED_HYPHEN_PENALTY 180
#define INNER_PENALTY 40
#define EMERGENCY_PENALTY 1e7

/* Share of the measure by which a ragged line may well be short. */
#define RAGGED_SHARE 0.15

/* Ems that must be left for text when indents are taken from a column; else the indents go. */
#define MIN_MEASURE_EMS 2

/* Ems below which a word cut by force gets no hyphen, so that at least its letters fit. */
#define MIN_HYPHEN_EMS 3

/* Ems between a bullet that is wider than its place and the text. */
#define BULLET_GAP_EMS 0.3

/* Points between tab stops where the style has none: half an inch, as office programs do. */
#define DEFAULT_TAB 36

/* Ways of breaking that a paragraph keeps: an editor that balances columns tries some. */
#define MAX_KNOWN_BREAKS 8

struct _MitParagraph
{
  guint        n_refs;
  char        *source;       /* as it was given */
  GArray      *source_spans; /* MitSpan, in bytes of source */
  GArray      *known_breaks; /* KnownBreaks */
  GHashTable  *known_lines;  /* first character → KnownLine */
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
};

/* The lines that were found from one character on, in a column of one width. */
typedef struct
{
  guint   from;
  double  width;
  GArray *lines;
} KnownBreaks;

/* A line that was set, at the left edge of its column and on the baseline. */
typedef struct
{
  guint           to;
  double          width;
  MitSetLine      set;
  MitDisplayList *list;
} KnownLine;

/* What a line of one column may take. */
typedef struct
{
  double left;  /* pt from the column's edge, of all lines but the first */
  double first; /* pt, of the first line's text */
  double right; /* pt of the column's width where text must end */
} Measure;

/* A stretch of a line between tabs. */
typedef struct
{
  guint  start, end; /* characters */
  double x;          /* pt from the column's edge */
} Segment;

static void
clear_known_breaks (gpointer data)
{
  g_array_unref (((KnownBreaks *) data)->lines);
}

static void
free_known_line (gpointer data)
{
  mit_display_list_unref (((KnownLine *) data)->list);
  g_free (data);
}

static gsize
count_removed (const MitParagraph *self, gsize offset, gboolean inclusive)
{
  gsize n = 0;

  while (n < self->removed->len && (g_array_index (self->removed, gsize, n) < offset ||
                                    (inclusive && g_array_index (self->removed, gsize, n) == offset)))
    n++;

  return n;
}

static void
strip_soft_hyphens (MitParagraph *self, const char *source)
{
  GString *text = g_string_sized_new (strlen (source));

  for (const char *p = source; *p; p = g_utf8_next_char (p))
    {
      gsize offset = text->len;

      if (g_utf8_get_char (p) == SOFT_HYPHEN)
        g_array_append_val (self->removed, offset);
      else
        g_string_append_len (text, p, g_utf8_next_char (p) - p);
    }
  self->text = g_string_free_and_steal (text);
}

static gsize
count_soft_hyphens (const char *source, gsize size)
{
  gsize n = 0;

  for (const char *p = source; p < source + size; p = g_utf8_next_char (p))
    n += g_utf8_get_char (p) == SOFT_HYPHEN;

  return n;
}

static void
copy_spans (MitParagraph *self, const char *source, const MitSpan *spans, guint n_spans)
{
  for (guint i = 0; i < n_spans; i++)
    {
      MitSpan span = spans[i];

      span.start -= SOFT_HYPHEN_SIZE * count_soft_hyphens (source, span.start);
      span.end -= SOFT_HYPHEN_SIZE * count_soft_hyphens (source, span.end);
      g_array_append_val (self->spans, span);
    }
}

static gboolean
stretches (gunichar c)
{
  return c == ' ' || c == 0x00a0;
}

static void
index_characters (MitParagraph *self)
{
  const char *p = self->text;

  self->n_chars = (guint) g_utf8_strlen (self->text, -1);
  self->offsets = g_new (gsize, self->n_chars + 1);
  self->spaces = g_new (guint, self->n_chars + 1);
  self->spaces[0] = 0;
  for (guint i = 0; i < self->n_chars; i++, p = g_utf8_next_char (p))
    {
      self->offsets[i] = (gsize) (p - self->text);
      self->spaces[i + 1] = self->spaces[i] + stretches (g_utf8_get_char (p));
    }
  self->offsets[self->n_chars] = (gsize) (p - self->text);
}

static guint
find_character (const MitParagraph *self, gsize offset)
{
  guint low = 0, high = self->n_chars;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->offsets[middle] < offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
read_run_widths (MitParagraph *self, PangoGlyphItem *item, double *widths)
{
  g_autofree int *units = g_new (int, item->item->num_chars);
  guint           first = find_character (self, (gsize) item->item->offset);

  pango_glyph_item_get_logical_widths (item, self->text, units);
  for (int i = 0; i < item->item->num_chars; i++)
    widths[first + (guint) i] = pango_units_to_double (units[i]);
}

static void
measure_characters (MitParagraph *self)
{
  g_autofree double *widths = g_new0 (double, self->n_chars + 1);

  for (GSList *line = pango_layout_get_lines_readonly (self->layout); line; line = line->next)
    for (GSList *run = ((PangoLayoutLine *) line->data)->runs; run; run = run->next)
      read_run_widths (self, run->data, widths);

  self->x = g_new (double, self->n_chars + 1);
  self->x[0] = 0;
  for (guint i = 0; i < self->n_chars; i++)
    self->x[i + 1] = self->x[i] + widths[i];
}

static gunichar
get_char (const MitParagraph *self, guint i)
{
  return g_utf8_get_char (self->text + self->offsets[i]);
}

static gboolean
vanishes (gunichar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x200b;
}

static gboolean
is_ragged (const MitParagraph *self)
{
  return self->style.align != MIT_ALIGN_JUSTIFY || self->has_tabs;
}

static MitBreak
make_break (MitParagraph *self, guint next, double penalty)
{
  MitBreak b = { .next = next, .end = next, .penalty = penalty };

  while (b.end > 0 && vanishes (get_char (self, b.end - 1)))
    b.end--;
  b.end_x = self->x[b.end];
  b.next_x = self->x[next];
  b.end_spaces = self->spaces[b.end];
  b.next_spaces = self->spaces[next];

  return b;
}

static MitBreak
make_division (MitParagraph *self, guint next, double penalty)
{
  MitBreak b = make_break (self, next, penalty);

  b.hyphen = self->hyphen_width;
  b.divides = TRUE;

  return b;
}

static gboolean
is_letter (const MitParagraph *self, guint i)
{
  return i < self->n_chars && g_unichar_isalpha (get_char (self, i));
}

/* Soft hyphens say where their word may be divided and then nowhere else. */
static void
mark_soft_hyphens (MitParagraph *self, guint8 *divisions)
{
  for (guint i = 0; i < self->removed->len; i++)
    {
      guint at = find_character (self, g_array_index (self->removed, gsize, i));

      for (guint j = at; j > 0 && is_letter (self, j - 1); j--)
        divisions[j] = 0;
      for (guint j = at; is_letter (self, j); j++)
        divisions[j] = 0;
    }
  for (guint i = 0; i < self->removed->len; i++)
    divisions[find_character (self, g_array_index (self->removed, gsize, i))] = 1;
}

static guint8 *
find_divisions (MitParagraph *self)
{
  guint8 *divisions = g_new0 (guint8, self->n_chars + 1);
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));

  if (self->style.hyphenate)
    mit_hyphenate (self->text, self->language, offsets);
  for (guint i = 0; i < offsets->len; i++)
    divisions[find_character (self, g_array_index (offsets, gsize, i))] = 1;
  mark_soft_hyphens (self, divisions);

  return divisions;
}

static void
find_breaks (MitParagraph *self)
{
  int                 n_attrs;
  const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly (self->layout, &n_attrs);
  g_autofree guint8  *divisions = find_divisions (self);
  double              hyphen_penalty = is_ragged (self) ? RAGGED_HYPHEN_PENALTY : HYPHEN_PENALTY;
  MitBreak            b;

  for (guint i = 1; i < self->n_chars; i++)
    {
      if (attrs[i].is_mandatory_break)
        b = make_break (self, i, 0);
      else if (attrs[i].is_line_break)
        b = make_break (self, i, vanishes (get_char (self, i - 1)) ? 0 : INNER_PENALTY);
      else if (divisions[i])
        b = make_division (self, i, hyphen_penalty);
      else
        continue;
      b.forced = attrs[i].is_mandatory_break;
      g_array_append_val (self->breaks, b);
    }

  b = make_break (self, self->n_chars, 0);
  b.forced = TRUE;
  g_array_append_val (self->breaks, b);
}

static double
measure_text (MitParagraph *self, const char *text)
{
  MitFace face = self->face;
  g_autoptr (MitShapedLine) line = NULL;

  face.spans = NULL;
  face.n_spans = 0;
  line = mit_shaped_line_new (self->layout, &face, text, 0);

  return mit_shaped_line_get_width (line);
}

static void
measure_style (MitParagraph *self)
{
  self->hyphen_width = measure_text (self, "-");
  self->space_width = measure_text (self, " ");
  self->bullet_width = self->style.bullet ? measure_text (self, self->style.bullet) : 0;
  self->baseline = mit_style_get_baseline (&self->style);
}

/**
 * mit_paragraph_new:
 * @text: valid UTF-8; U+00AD marks divisions
 * @spans: (array length=n_spans) (nullable): in bytes of @text
 */
MitParagraph *
mit_paragraph_new (const char *text, const MitSpan *spans, guint n_spans, const MitStyle *style, const char *language)
{
  MitParagraph *self = g_new0 (MitParagraph, 1);

  self->n_refs = 1;
  self->source = g_strdup (text);
  self->source_spans = g_array_new (FALSE, FALSE, sizeof (MitSpan));
  if (n_spans > 0)
    g_array_append_vals (self->source_spans, spans, n_spans);
  self->known_breaks = g_array_new (FALSE, FALSE, sizeof (KnownBreaks));
  g_array_set_clear_func (self->known_breaks, clear_known_breaks);
  self->known_lines = g_hash_table_new_full (NULL, NULL, NULL, free_known_line);
  self->style = *style;
  self->language = g_strdup (language);
  self->removed = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->spans = g_array_new (FALSE, FALSE, sizeof (MitSpan));
  self->breaks = g_array_new (FALSE, FALSE, sizeof (MitBreak));
  strip_soft_hyphens (self, text);
  copy_spans (self, text, spans, n_spans);
  self->has_tabs = strchr (self->text, '\t') != NULL;
  self->layout = mit_font_create_layout (&self->style);
  self->face = (MitFace) { &self->style, self->language, mit_font_find_direction (self->layout, self->text),
                           (const MitSpan *) self->spans->data, self->spans->len };

  index_characters (self);
  measure_style (self);
  mit_font_set_text (self->layout, &self->face, self->text, 0);
  measure_characters (self);
  find_breaks (self);

  return self;
}

MitParagraph *
mit_paragraph_ref (MitParagraph *self)
{
  self->n_refs++;

  return self;
}

void
mit_paragraph_unref (MitParagraph *self)
{
  if (--self->n_refs > 0)
    return;
  g_free (self->source);
  g_array_unref (self->source_spans);
  g_array_unref (self->known_breaks);
  g_hash_table_unref (self->known_lines);
  g_free (self->language);
  g_free (self->text);
  g_free (self->offsets);
  g_free (self->x);
  g_free (self->spaces);
  g_array_unref (self->removed);
  g_array_unref (self->spans);
  g_array_unref (self->breaks);
  g_object_unref (self->layout);
  g_free (self);
}

static gboolean
has_spans (const MitParagraph *self, const MitSpan *spans, guint n_spans)
{
  if (self->source_spans->len != n_spans)
    return FALSE;
  for (guint i = 0; i < n_spans; i++)
    {
      const MitSpan *span = &g_array_index (self->source_spans, MitSpan, i);

      if (span->start != spans[i].start || span->end != spans[i].end || span->flags != spans[i].flags || span->link != spans[i].link)
        return FALSE;
    }

  return TRUE;
}

/** mit_paragraph_is: Whether mit_paragraph_new() would make the same again. It may say no although it would. */
gboolean
mit_paragraph_is (const MitParagraph *self,
                  const char         *text,
                  const MitSpan      *spans,
                  guint               n_spans,
                  const MitStyle     *style,
                  const char         *language)
{
  return strcmp (self->source, text) == 0 && has_spans (self, spans, n_spans) && memcmp (&self->style, style, sizeof *style) == 0 &&
         g_strcmp0 (self->language, language) == 0;
}

const MitStyle *
mit_paragraph_get_style (const MitParagraph *self)
{
  return &self->style;
}

/** mit_paragraph_get_baseline: Points from the top of a line's leading to its baseline. */
double
mit_paragraph_get_baseline (const MitParagraph *self)
{
  return self->baseline;
}

static Measure
get_measure (const MitParagraph *self, double width)
{
  const MitStyle *style = &self->style;
  Measure         measure = { style->left_indent, style->left_indent, width - style->right_indent };

  if (style->bullet)
    measure.first = MAX (measure.left, measure.left + style->first_indent + self->bullet_width +
                                         (style->first_indent < 0 ? BULLET_GAP_EMS * style->size : 0));
  else
    measure.first += style->first_indent;
  measure.first = MAX (measure.first, 0);
  measure.left = MAX (measure.left, 0);
  if (measure.right - MAX (measure.first, measure.left) < MIN_MEASURE_EMS * style->size)
    measure = (Measure) { 0, 0, width };

  return measure;
}

/* Index of the break that ends before character @next; breaks are in order. */
static guint
find_break (GArray *breaks, guint next)
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
  gboolean in_word = is_letter (self, at - 1) && is_letter (self, at);

  if (in_word && width > MIN_HYPHEN_EMS * self->style.size)
    return make_division (self, at, EMERGENCY_PENALTY);

  return make_break (self, at, EMERGENCY_PENALTY);
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
  guint    i = from > 0 ? find_break (breaks, from) : 0;
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

/* The break at which a line of mit_paragraph_break() ends. */
static MitBreak
get_end (MitParagraph *self, guint to, double width)
{
  MitBreak b = g_array_index (self->breaks, MitBreak, find_break (self->breaks, to));

  return b.next == to ? b : make_emergency (self, to, width);
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
  while (start < end && get_char (self, start) != '\t')
    start++;

  return start;
}

static GArray *
cut_at_tabs (const MitParagraph *self, guint from, guint end, const Measure *measure)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  Segment segment = { from, find_tab (self, from, end), from == 0 ? measure->first : measure->left };

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
  Measure       measure;
  GArray       *breaks; /* MitBreak, which the numbers count in */
} TabData;

static double
get_tabbed_width (gpointer user_data, int from, guint to)
{
  TabData      *data = user_data;
  MitParagraph *self = data->paragraph;
  guint         start = from < 0 ? 0 : g_array_index (data->breaks, MitBreak, from).next;
  guint         end = g_array_index (data->breaks, MitBreak, to).end;
  g_autoptr (GArray) segments = cut_at_tabs (self, start, MAX (start, end), &data->measure);
  Segment last = g_array_index (segments, Segment, segments->len - 1);

  return last.x + self->x[last.end] - self->x[last.start] - (start == 0 ? data->measure.first : data->measure.left);
}

static void
replace_by_characters (GArray *breaks, GArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    g_array_index (lines, guint, i) = g_array_index (breaks, MitBreak, g_array_index (lines, guint, i)).next;
}

static GArray *
find_lines (MitParagraph *self, guint from, double width)
{
  Measure        measure = get_measure (self, width);
  TabData        data = { .paragraph = self, .measure = measure };
  MitBreakParams params = {
    .first_width = measure.right - measure.first,
    .width = measure.right - measure.left,
    .space = self->space_width,
    .ragged = is_ragged (self) ? RAGGED_SHARE * (measure.right - measure.left) : 0,
    .get_width = self->has_tabs ? get_tabbed_width : NULL,
    .data = &data,
  };
  g_autoptr (GArray) breaks = make_breaks (self, from, MIN (params.first_width, params.width));
  GArray *lines;

  data.breaks = breaks;
  lines = mit_break_lines ((const MitBreak *) breaks->data, breaks->len, from == 0 ? -1 : (int) find_break (breaks, from), &params);
  replace_by_characters (breaks, lines);

  return lines;
}

/**
 * mit_paragraph_break:
 * @from: the character to begin with, 0 or one that a former call returned
 * @width: pt, of the column
 *
 * Returns: (transfer full) (element-type guint): for each line the character that begins the next one, the last one being
 * the number of characters; not to be changed
 */
GArray *
mit_paragraph_break (MitParagraph *self, guint from, double width)
{
  KnownBreaks known = { from, width, NULL };

  for (guint i = 0; i < self->known_breaks->len; i++)
    {
      const KnownBreaks *breaks = &g_array_index (self->known_breaks, KnownBreaks, i);

      if (breaks->from == from && breaks->width == width)
        return g_array_ref (breaks->lines);
    }
  if (self->known_breaks->len >= MAX_KNOWN_BREAKS)
    g_array_set_size (self->known_breaks, 0);
  known.lines = find_lines (self, from, width);
  g_array_append_val (self->known_breaks, known);

  return g_array_ref (known.lines);
}

/** mit_paragraph_get_range: The bytes of a line in the text that the paragraph was made of, soft hyphens counted. */
void
mit_paragraph_get_range (const MitParagraph *self, guint from, guint to, gsize *start, gsize *end)
{
  gsize first = self->offsets[from];
  gsize last = self->offsets[to];

  *start = first + SOFT_HYPHEN_SIZE * count_removed (self, first, from > 0);
  *end = last + SOFT_HYPHEN_SIZE * count_removed (self, last, to < self->n_chars);
}

/** mit_paragraph_is_forced: Whether the line before character @to ends there by the writer's will. */
gboolean
mit_paragraph_is_forced (const MitParagraph *self, guint to)
{
  const MitBreak *b = &g_array_index (self->breaks, MitBreak, find_break (self->breaks, to));

  return b->next == to && b->forced;
}

static void
draw_bullet (MitParagraph *self, MitDisplayList *list)
{
  MitFace face = self->face;
  g_autoptr (MitShapedLine) line = NULL;

  face.spans = NULL;
  face.n_spans = 0;
  line = mit_shaped_line_new (self->layout, &face, self->style.bullet, 0);
  mit_shaped_line_draw (line, list, MAX (self->style.left_indent + self->style.first_indent, 0), 0);
}

/* The line's text, one vanishing space kept at its end. */
static char *
get_line_text (const MitParagraph *self, guint from, const MitBreak *b)
{
  gsize start = self->offsets[from];
  gsize end = MAX (self->offsets[b->end], start);
  gsize tail = b->end >= from && b->end < b->next && self->text[end] == ' ' ? 1 : 0;

  return g_strdup_printf ("%.*s%s", (int) (end + tail - start), self->text + start, b->hyphen > 0 ? "-" : "");
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

static void
set_segment (MitParagraph *self, const Segment *segment, const char *tail, MitDisplayList *list)
{
  gsize            start = self->offsets[segment->start];
  g_autofree char *text = g_strdup_printf ("%.*s%s", (int) (self->offsets[segment->end] - start),
                                           self->text + start, tail);
  g_autoptr (MitShapedLine) line = mit_shaped_line_new (self->layout, &self->face, text, start);

  mit_shaped_line_fit (line, self->x[segment->end] - self->x[segment->start] + (*tail ? self->hyphen_width : 0), FALSE);
  mit_shaped_line_draw (line, list, segment->x, 0);
}

/* Tabs stand for places, so such a line is neither justified nor moved. */
static void
set_tabbed_line (MitParagraph   *self,
                 guint           from,
                 const MitBreak *b,
                 const Measure  *measure,
                 MitDisplayList *list,
                 MitSetLine     *set)
{
  g_autoptr (GArray) segments = cut_at_tabs (self, from, MAX (b->end, from), measure);

  for (guint i = 0; i < segments->len; i++)
    {
      Segment    *segment = &g_array_index (segments, Segment, i);
      const char *tail = i + 1 == segments->len && b->hyphen > 0 ? "-" : "";

      set_segment (self, segment, tail, list);
      set->width = segment->x + self->x[segment->end] - self->x[segment->start] - set->x + (*tail ? b->hyphen : 0);
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
  mit_shaped_line_draw (line, list, set->x, 0);
}

static KnownLine *
make_line (MitParagraph *self, guint from, guint to, double width)
{
  Measure    measure = get_measure (self, width);
  MitBreak   b = get_end (self, to, MIN (measure.right - measure.first, measure.right - measure.left));
  double     left = from == 0 ? measure.first : measure.left;
  KnownLine *line = g_new0 (KnownLine, 1);

  line->to = to;
  line->width = width;
  line->set = (MitSetLine) { .x = left, .measure = measure.right - left, .hyphenated = b.hyphen > 0 };
  line->list = mit_display_list_new ();
  if (from == 0 && self->style.bullet)
    draw_bullet (self, line->list);
  if (self->has_tabs)
    set_tabbed_line (self, from, &b, &measure, line->list, &line->set);
  else
    set_plain_line (self, from, &b, line->list, &line->set);
  mit_display_list_seal (line->list);

  return line;
}

/**
 * mit_paragraph_set_line:
 * @from: the line's first character
 * @to: the next line's, of mit_paragraph_break()
 * @x: left edge of the column, pt
 * @baseline: pt
 * @width: of the column, pt
 * @list: what the glyphs are added to
 */
MitSetLine
mit_paragraph_set_line (MitParagraph   *self,
                        guint           from,
                        guint           to,
                        double          x,
                        double          baseline,
                        double          width,
                        MitDisplayList *list)
{
  KnownLine *line = g_hash_table_lookup (self->known_lines, GUINT_TO_POINTER (from));
  MitSetLine set;

  if (!line || line->to != to || line->width != width)
    {
      line = make_line (self, from, to, width);
      g_hash_table_insert (self->known_lines, GUINT_TO_POINTER (from), line);
    }
  mit_display_list_add_list (list, line->list, x, baseline);
  set = line->set;
  set.x += x;

  return set;
}
