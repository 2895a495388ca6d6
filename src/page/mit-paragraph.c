// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-paragraph-private.h"

#include "mit-hyphenator.h"
#include "mit-optical-margin.h"

#include <string.h>

#define SOFT_HYPHEN 0x00ad
#define SOFT_HYPHEN_SIZE 2

/* Penalties as TeX counts. In ragged text a division gains less, so it has to be worth more. */
#define HYPHEN_PENALTY 50
#define RAGGED_HYPHEN_PENALTY 180
#define INNER_PENALTY 40

static void
clear_known_breaks (gpointer data)
{
  g_array_unref (((MitKnownBreaks *) data)->rooms);
  g_array_unref (((MitKnownBreaks *) data)->lines);
}

static void
free_known_line (gpointer data)
{
  mit_display_list_unref (((MitKnownLine *) data)->list);
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

gunichar
mit_paragraph_get_char (const MitParagraph *self, guint i)
{
  return g_utf8_get_char (self->text + self->offsets[i]);
}

static gboolean
vanishes (gunichar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x200b;
}

gboolean
mit_paragraph_is_ragged (const MitParagraph *self)
{
  return self->style.align != MIT_ALIGN_JUSTIFY || self->has_tabs;
}

/* Points by which a line that begins or ends with character @i stands out of its room. */
double
mit_paragraph_get_hang (const MitParagraph *self, guint i, gboolean is_end)
{
  if (!self->style.optical_margin || i >= self->n_chars || self->has_tabs || self->face.direction == PANGO_DIRECTION_RTL)
    return 0;

  return (self->x[i + 1] - self->x[i]) * mit_optical_margin (mit_paragraph_get_char (self, i), is_end);
}

MitBreak
mit_paragraph_make_break (MitParagraph *self, guint next, double penalty)
{
  MitBreak b = { .next = next, .end = next, .penalty = penalty };

  while (b.end > 0 && vanishes (mit_paragraph_get_char (self, b.end - 1)))
    b.end--;
  b.end_x = self->x[b.end];
  b.next_x = self->x[next];
  b.end_spaces = self->spaces[b.end];
  b.next_spaces = self->spaces[next];
  b.end_hang = b.end > 0 ? mit_paragraph_get_hang (self, b.end - 1, TRUE) : 0;
  b.next_hang = mit_paragraph_get_hang (self, next, FALSE);

  return b;
}

MitBreak
mit_paragraph_make_division (MitParagraph *self, guint next, double penalty)
{
  MitBreak b = mit_paragraph_make_break (self, next, penalty);

  b.hyphen = self->hyphen_width;
  b.end_hang = self->style.optical_margin && !self->has_tabs && self->face.direction != PANGO_DIRECTION_RTL ? MIT_OPTICAL_HYPHEN * b.hyphen : 0;
  b.divides = TRUE;

  return b;
}

gboolean
mit_paragraph_is_letter (const MitParagraph *self, guint i)
{
  return i < self->n_chars && g_unichar_isalpha (mit_paragraph_get_char (self, i));
}

/* Soft hyphens say where their word may be divided and then nowhere else. */
static void
mark_soft_hyphens (MitParagraph *self, guint8 *divisions)
{
  for (guint i = 0; i < self->removed->len; i++)
    {
      guint at = find_character (self, g_array_index (self->removed, gsize, i));

      for (guint j = at; j > 0 && mit_paragraph_is_letter (self, j - 1); j--)
        divisions[j] = 0;
      for (guint j = at; mit_paragraph_is_letter (self, j); j++)
        divisions[j] = 0;
    }
  for (guint i = 0; i < self->removed->len; i++)
    divisions[find_character (self, g_array_index (self->removed, gsize, i))] = 1;
}

static void
mark_divisions (MitParagraph *self, gsize start, gsize end, const char *language, guint8 *divisions)
{
  g_autofree char *part = g_strndup (self->text + start, end - start);
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));

  memset (divisions + find_character (self, start), 0, find_character (self, end) - find_character (self, start));
  mit_hyphenate (part, language, offsets);
  for (guint i = 0; i < offsets->len; i++)
    divisions[find_character (self, start + g_array_index (offsets, gsize, i))] = 1;
}

static guint8 *
find_divisions (MitParagraph *self)
{
  guint8 *divisions = g_new0 (guint8, self->n_chars + 1);

  if (self->style.hyphenate)
    mark_divisions (self, 0, self->offsets[self->n_chars], self->language, divisions);
  /* Words in another language are divided as it does. */
  for (guint i = 0; self->style.hyphenate && i < self->spans->len; i++)
    {
      const MitSpan *span = &g_array_index (self->spans, MitSpan, i);

      if (span->language)
        mark_divisions (self, span->start, span->end, span->language, divisions);
    }
  mark_soft_hyphens (self, divisions);

  return divisions;
}

static void
find_breaks (MitParagraph *self)
{
  int                 n_attrs;
  const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly (self->layout, &n_attrs);
  g_autofree guint8  *divisions = find_divisions (self);
  double              hyphen_penalty = mit_paragraph_is_ragged (self) ? RAGGED_HYPHEN_PENALTY : HYPHEN_PENALTY;
  MitBreak            b;

  mit_paragraph_find_drop_cap (self, attrs);
  for (guint i = self->drop_cap.next + 1; i < self->n_chars; i++)
    {
      if (attrs[i].is_mandatory_break)
        b = mit_paragraph_make_break (self, i, 0);
      else if (attrs[i].is_line_break)
        b = mit_paragraph_make_break (self, i, vanishes (mit_paragraph_get_char (self, i - 1)) ? 0 : INNER_PENALTY);
      else if (divisions[i])
        b = mit_paragraph_make_division (self, i, hyphen_penalty);
      else
        continue;
      b.forced = attrs[i].is_mandatory_break;
      g_array_append_val (self->breaks, b);
    }

  b = mit_paragraph_make_break (self, self->n_chars, 0);
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
  self->known_breaks = g_array_new (FALSE, FALSE, sizeof (MitKnownBreaks));
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

      if (span->start != spans[i].start || span->end != spans[i].end || span->flags != spans[i].flags || span->link != spans[i].link ||
          span->language != spans[i].language || span->color != spans[i].color ||
          (span->color && !mit_color_equal (&span->ink, &spans[i].ink)))
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

/** mit_paragraph_get_range: The bytes of a line in the text that the paragraph was made of, soft hyphens counted. */
void
mit_paragraph_get_range (const MitParagraph *self, guint from, guint to, gsize *start, gsize *end)
{
  gsize first = self->offsets[from];
  gsize last = self->offsets[to];

  *start = first + SOFT_HYPHEN_SIZE * count_removed (self, first, from > 0);
  *end = last + SOFT_HYPHEN_SIZE * count_removed (self, last, TRUE);
}

/** mit_paragraph_is_forced: Whether the line before character @to ends there by the writer's will. */
gboolean
mit_paragraph_is_forced (const MitParagraph *self, guint to)
{
  const MitBreak *b = &g_array_index (self->breaks, MitBreak, mit_paragraph_find_break (self->breaks, to));

  return b->next == to && b->forced;
}
