// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-font.h"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <pango/pangofc-fontmap.h>

/* Share of its size that a face's capitals are high. */
#define USUAL_CAP_HEIGHT 0.7

/* Points are Pango's device units. */
#define RESOLUTION 72

/* Colour fonts become pictures in a PDF (Type 3), which print shops refuse: prefer the drawn ones. */
static void
prefer_plain_fonts (FcPattern *pattern, gpointer data)
{
  FcPatternDel (pattern, FC_COLOR);
  FcPatternAddBool (pattern, FC_COLOR, FcFalse);
}

/* Positions must not depend on a screen: no hinting, no rounding. */
static PangoContext *
create_context (void)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoContext         *context;

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), RESOLUTION);
  pango_fc_font_map_set_default_substitute (PANGO_FC_FONT_MAP (map), prefer_plain_fonts, NULL, NULL);
  context = pango_font_map_create_context (map);

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);

  return context;
}

/* One for each thread: Pango's font maps are not shared between threads. */
static PangoContext *
get_context (void)
{
  static GPrivate contexts = G_PRIVATE_INIT (g_object_unref);
  PangoContext   *context = g_private_get (&contexts);

  if (!context)
    {
      context = create_context ();
      g_private_set (&contexts, context);
    }

  return context;
}

static PangoFontDescription *
describe (const MitStyle *style)
{
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family (description, style->family);
  pango_font_description_set_absolute_size (description, style->size * PANGO_SCALE);
  pango_font_description_set_weight (description, (PangoWeight) style->weight);
  pango_font_description_set_style (description, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);

  return description;
}

static void
insert (PangoAttrList *list, PangoAttribute *attribute, gsize start, gsize end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (list, attribute);
}

/* Italics within italics stand out upright, bold within bold has nowhere to go. */
static void
insert_span (PangoAttrList *list, const MitStyle *style, const MitSpan *span, gsize start, gsize end)
{
  if (span->flags & MIT_SPAN_BOLD)
    insert (list, pango_attr_weight_new ((PangoWeight) MAX (style->weight, PANGO_WEIGHT_BOLD)), start, end);
  if (span->flags & MIT_SPAN_ITALIC)
    insert (list, pango_attr_style_new (style->italic ? PANGO_STYLE_NORMAL : PANGO_STYLE_ITALIC), start, end);
  if (span->language)
    insert (list, pango_attr_language_new (pango_language_from_string (span->language)), start, end);
  /* Not to be seen: it makes the words a run of their own, other than those beside it. */
  if (span->link || span->color)
    insert (list, pango_attr_foreground_new ((guint16) span->start, (guint16) (span->start >> 16), 0), start, end);
}

/** mit_font_create_layout: A layout without width, for one line. Returns: (transfer full) */
PangoLayout *
mit_font_create_layout (const MitStyle *style)
{
  PangoFontDescription *description = describe (style);
  PangoLayout          *layout = pango_layout_new (get_context ());

  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);

  return layout;
}

/**
 * mit_font_set_text:
 * @layout: of mit_font_create_layout() for the face's style
 * @origin: the byte at which @text begins in what the face's spans count
 *
 * Read the layout's lines before the next text is set: the direction belongs to the context that layouts share.
 */
void
mit_font_set_text (PangoLayout *layout, const MitFace *face, const char *text, gsize origin)
{
  PangoAttrList  *list = pango_attr_list_new ();
  const MitStyle *style = face->style;

  insert (list, pango_attr_language_new (pango_language_from_string (face->language)), 0, G_MAXUINT);
  if (style->letter_spacing != 0)
    insert (list, pango_attr_letter_spacing_new (pango_units_from_double (style->letter_spacing)), 0, G_MAXUINT);
  if (style->caps)
    insert (list, pango_attr_text_transform_new (PANGO_TEXT_TRANSFORM_UPPERCASE), 0, G_MAXUINT);
  for (guint i = 0; i < face->n_spans; i++)
    if (face->spans[i].end > origin)
      insert_span (list, style, &face->spans[i], face->spans[i].start - MIN (face->spans[i].start, origin),
                   face->spans[i].end - origin);

  pango_context_set_base_dir (get_context (), face->direction);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_attributes (layout, list);
  pango_attr_list_unref (list);
}

/* The first letters that are written from right to left, Hebrew, in Unicode's order. */
#define FIRST_RTL 0x0590

static gboolean
may_be_rtl (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (g_utf8_get_char (text) >= FIRST_RTL)
      return TRUE;

  return FALSE;
}

/** mit_font_find_direction: Which way the text runs as a whole; @layout is used for it and holds no text afterwards. */
PangoDirection
mit_font_find_direction (PangoLayout *layout, const char *text)
{
  PangoDirection direction;

  if (!may_be_rtl (text))
    return PANGO_DIRECTION_LTR;

  pango_context_set_base_dir (get_context (), PANGO_DIRECTION_WEAK_LTR);
  pango_layout_set_auto_dir (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  direction = pango_layout_line_get_resolved_direction (pango_layout_get_line_readonly (layout, 0));
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_text (layout, "", -1);

  return direction == PANGO_DIRECTION_RTL ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
}

/** mit_font_get_metrics: How far the style's own face reaches above and below its baseline, pt. */
void
mit_font_get_metrics (const MitStyle *style, double *ascent, double *descent)
{
  PangoFontDescription *description = describe (style);
  PangoFontMetrics     *metrics = pango_context_get_metrics (get_context (), description, NULL);

  *ascent = pango_units_to_double (pango_font_metrics_get_ascent (metrics));
  *descent = pango_units_to_double (pango_font_metrics_get_descent (metrics));
  pango_font_metrics_unref (metrics);
  pango_font_description_free (description);
}

/** mit_font_get_cap_height: How high capitals are in the style's own face, pt. */
double
mit_font_get_cap_height (const MitStyle *style)
{
  PangoFontDescription *description = describe (style);
  g_autoptr (PangoFont) font = pango_context_load_font (get_context (), description);
  hb_font_t    *face = font ? pango_font_get_hb_font (font) : NULL;
  hb_position_t height = 0;

  pango_font_description_free (description);
  if (face)
    hb_ot_metrics_get_position_with_fallback (face, HB_OT_METRICS_TAG_CAP_HEIGHT, &height);
  /* A face without capitals, or one that lies. */
  if (pango_units_to_double (height) < USUAL_CAP_HEIGHT / 2 * style->size || pango_units_to_double (height) > style->size)
    return USUAL_CAP_HEIGHT * style->size;

  return pango_units_to_double (height);
}
