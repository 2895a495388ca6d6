// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-display-list.h"

#include "mit-font.h"
#include "mit-line.h"
#include "mit-paragraph.h"

#include <string.h>

/* Type that is to fit may lose a fifth of its size before it is cut or wrapped. */
#define MIN_SCALE 0.8

/* Names and addresses of members are mostly German; shaping depends on it hardly at all. */
#define LANGUAGE "de"

#define ELLIPSIS "…"

/* A single line of literal text: line feeds and tabs become spaces, soft hyphens go. */
static char *
flatten (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString         *flat = g_string_new (NULL);

  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
        g_string_append_c (flat, ' ');
      else if (c != 0x00ad)
        g_string_append_unichar (flat, c);
    }

  return g_string_free_and_steal (flat);
}

static void
init_face (MitFace *face, PangoLayout *layout, const MitStyle *style, const char *text)
{
  *face = (MitFace) { style, LANGUAGE, mit_font_find_direction (layout, text), NULL, 0 };
}

/* Draw @text, already flat, so that it begins at @x, or ends there when @ends. */
static double
add_line (MitDisplayList *list, const MitStyle *style, const char *text, double x, double baseline, gboolean ends)
{
  g_autoptr (PangoLayout) layout = mit_font_create_layout (style);
  g_autoptr (MitShapedLine) line = NULL;
  MitFace face;
  double  width;

  init_face (&face, layout, style, text);
  line = mit_shaped_line_new (layout, &face, text, 0);
  width = mit_shaped_line_get_width (line);
  if (list)
    mit_shaped_line_draw (line, list, ends ? x - width : x, baseline);

  return width;
}

static double
measure (const MitStyle *style, const char *text)
{
  return add_line (NULL, style, text, 0, 0, FALSE);
}

/**
 * mit_display_list_add_text:
 * @text: one line, literal
 * @x: left end, pt
 * @baseline: pt
 *
 * Returns: its width, pt
 */
double
mit_display_list_add_text (MitDisplayList *self, const MitStyle *style, const char *text, double x, double baseline)
{
  g_autofree char *flat = flatten (text);

  return add_line (self, style, flat, x, baseline, FALSE);
}

/** mit_display_list_add_text_right: The same, ending at @right. */
double
mit_display_list_add_text_right (MitDisplayList *self,
                                 const MitStyle *style,
                                 const char     *text,
                                 double          right,
                                 double          baseline)
{
  g_autofree char *flat = flatten (text);

  return add_line (self, style, flat, right, baseline, TRUE);
}

static const char *
get_prefix_end (const char *text, glong n_chars)
{
  const char *end = g_utf8_offset_to_pointer (text, n_chars);

  while (end > text && end[-1] == ' ')
    end--;

  return end;
}

static gboolean
is_mark (const char *p)
{
  return *p && g_unichar_ismark (g_utf8_get_char (p));
}

/* The longest beginning that fits with an ellipsis; letters keep their accents. */
static char *
ellipsize (const MitStyle *style, const char *text, double width)
{
  glong low = 0, high = g_utf8_strlen (text, -1);

  while (low < high)
    {
      glong            middle = (low + high + 1) / 2;
      const char      *end = get_prefix_end (text, middle);
      g_autofree char *trial = g_strdup_printf ("%.*s" ELLIPSIS, (int) (end - text), text);

      if (measure (style, trial) <= width)
        low = middle;
      else
        high = middle - 1;
    }
  while (low > 0 && is_mark (g_utf8_offset_to_pointer (text, low)))
    low--;

  return g_strdup_printf ("%.*s" ELLIPSIS, (int) (get_prefix_end (text, low) - text), text);
}

static guint
add_wrapped (MitDisplayList *self, const MitStyle *style, const char *text, double x, double baseline, double width)
{
  g_autoptr (MitParagraph) paragraph = mit_paragraph_new (text, NULL, 0, style, LANGUAGE);
  g_autoptr (GArray) lines = mit_paragraph_break (paragraph, 0, &(MitRoom) { 0, width }, 1, 0);
  guint from = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const MitBrokenLine *line = &g_array_index (lines, MitBrokenLine, i);

      mit_paragraph_set_line (paragraph, from, line, x, baseline + i * style->leading, self);
      from = line->to;
    }

  return lines->len;
}

static MitStyle
make_small (const MitStyle *style, double scale)
{
  MitStyle small = *style;

  small.size *= scale;
  small.leading *= scale;
  small.letter_spacing *= scale;
  small.align = MIT_ALIGN_LEFT;
  small.first_indent = small.left_indent = small.right_indent = 0;
  small.bullet = NULL;
  small.drop_cap = 0;
  small.hyphenate = FALSE;

  return small;
}

/**
 * mit_display_list_add_text_fitted:
 * @text: one line, literal
 * @width: pt it may take
 * @fit: what to do when it does not fit at four fifths of its size
 *
 * What is fitted is mostly names, so words are not divided while they fit.
 *
 * Returns: the number of lines it took; further lines stand below the baseline, by at most the style's leading each
 */
guint
mit_display_list_add_text_fitted (MitDisplayList *self,
                                  const MitStyle *style,
                                  const char     *text,
                                  double          x,
                                  double          baseline,
                                  double          width,
                                  MitFit          fit)
{
  g_autofree char *flat = flatten (text);
  double           natural = measure (style, flat);
  double           scale = natural <= width ? 1 : MAX (MIN_SCALE, width / natural);
  MitStyle         small = make_small (style, scale);
  g_autofree char *shown = NULL;

  if (natural * scale > width * (1 + 1e-9) && fit == MIT_FIT_WRAP)
    return add_wrapped (self, &small, flat, x, baseline, width);

  if (natural * scale > width * (1 + 1e-9))
    shown = ellipsize (&small, flat, width);
  add_line (self, &small, shown ? shown : flat, x, baseline, FALSE);

  return 1;
}

/** mit_text_measure_width: Width of one line of literal text, pt. */
double
mit_text_measure_width (const MitStyle *style, const char *text)
{
  g_autofree char *flat = flatten (text);

  return measure (style, flat);
}

/** mit_text_is_drawable: Whether some font of this computer has a shape for each letter of @text. */
gboolean
mit_text_is_drawable (const MitStyle *style, const char *text)
{
  g_autoptr (PangoLayout) layout = mit_font_create_layout (style);

  pango_layout_set_text (layout, text, -1);

  return pango_layout_get_unknown_glyphs_count (layout) == 0;
}

/** mit_style_get_baseline: Points from the top of a line's leading to its baseline; the rest is below. */
double
mit_style_get_baseline (const MitStyle *style)
{
  double ascent, descent;

  mit_font_get_metrics (style, &ascent, &descent);

  return (style->leading - ascent - descent) / 2 + ascent;
}
