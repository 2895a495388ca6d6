// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-line.h"

#include <math.h>
#include <string.h>

/* A line that shaping made wider than its parts takes it out of the spaces, down to this much of each. */
#define MIN_SPACE 0.6

struct _MitShapedLine
{
  const MitFace *face;
  GPtrArray     *items; /* PangoGlyphItem, in visual order, our own to change */
  char          *text;
  gsize          origin;
  gsize          visible; /* bytes; what comes after is spaces without width */
};

/* Visits each cluster's first glyph. */
typedef void (*ClusterFunc) (MitShapedLine *self, PangoGlyphInfo *glyph, gsize start, gpointer data);

/**
 * mit_shaped_line_new:
 * @layout: to shape with, of the face's style
 * @face: kept, not copied
 * @text: one line without tabs
 * @origin: the byte at which @text begins in what the face's spans count
 */
MitShapedLine *
mit_shaped_line_new (PangoLayout *layout, const MitFace *face, const char *text, gsize origin)
{
  MitShapedLine *self = g_new0 (MitShapedLine, 1);

  self->face = face;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) pango_glyph_item_free);
  self->text = g_strdup (text);
  self->origin = origin;
  self->visible = strlen (text);

  mit_font_set_text (layout, face, text, origin);
  for (GSList *l = pango_layout_get_line_readonly (layout, 0)->runs; l; l = l->next)
    g_ptr_array_add (self->items, pango_glyph_item_copy (l->data));

  return self;
}

void
mit_shaped_line_free (MitShapedLine *self)
{
  g_ptr_array_unref (self->items);
  g_free (self->text);
  g_free (self);
}

static void
for_each_cluster (MitShapedLine *self, ClusterFunc func, gpointer data)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      PangoGlyphItem    *item = self->items->pdata[i];
      PangoGlyphItemIter iter;
      gboolean           more = pango_glyph_item_iter_init_start (&iter, item, self->text);

      for (; more; more = pango_glyph_item_iter_next_cluster (&iter))
        func (self, &item->glyphs->glyphs[MIN (iter.start_glyph, iter.end_glyph + 1)], (gsize) iter.start_index, data);
    }
}

static void
hide_cluster (MitShapedLine *self, PangoGlyphInfo *glyph, gsize start, gpointer data)
{
  if (start >= self->visible)
    glyph->geometry.width = 0;
}

/**
 * mit_shaped_line_hide_tail:
 * @visible: bytes that are to be seen
 *
 * Take the width from the space at the line's end, which stays so that words of two lines do not grow together where the
 * text is read aloud or copied.
 */
void
mit_shaped_line_hide_tail (MitShapedLine *self, gsize visible)
{
  self->visible = visible;
  for_each_cluster (self, hide_cluster, NULL);
}

/**
 * mit_shaped_line_soften_hyphen:
 *
 * The hyphen at the line's end divides a word: it looks the same, but who searches, copies or listens to the text has the
 * word in one piece (U+00AD). When nothing is measured any more.
 */
void
mit_shaped_line_soften_hyphen (MitShapedLine *self)
{
  gsize            end = strlen (self->text) - 1;
  g_autofree char *text = self->text;

  self->text = g_strdup_printf ("%.*s\u00ad", (int) end, text);
  for (guint i = 0; i < self->items->len; i++)
    {
      PangoItem *item = ((PangoGlyphItem *) self->items->pdata[i])->item;

      if ((gsize) (item->offset + item->length) == end + 1)
        item->length++;
    }
}

static int
get_item_width (PangoGlyphItem *item)
{
  return pango_glyph_string_get_width (item->glyphs) + item->start_x_offset + item->end_x_offset;
}

static int
get_width (const MitShapedLine *self)
{
  int width = 0;

  for (guint i = 0; i < self->items->len; i++)
    width += get_item_width (self->items->pdata[i]);

  return width;
}

/** mit_shaped_line_get_width: Advance of all glyphs, pt. */
double
mit_shaped_line_get_width (const MitShapedLine *self)
{
  return pango_units_to_double (get_width (self));
}

static gboolean
is_space (const char *p)
{
  return *p == ' ' || g_str_has_prefix (p, "\u00a0");
}

static void
collect_space (MitShapedLine *self, PangoGlyphInfo *glyph, gsize start, gpointer data)
{
  if (start < self->visible && is_space (self->text + start))
    g_ptr_array_add (data, glyph);
}

static void
collect_any (MitShapedLine *self, PangoGlyphInfo *glyph, gsize start, gpointer data)
{
  if (start < self->visible)
    g_ptr_array_add (data, glyph);
}

/* Give each its share so that the sum is @extra to the unit. */
static void
spread (GPtrArray *glyphs, gint64 extra)
{
  gint64 n = glyphs->len;

  for (gint64 i = 0; i < n; i++)
    {
      PangoGlyphInfo *glyph = glyphs->pdata[i];

      glyph->geometry.width += (int) (extra * (i + 1) / n - extra * i / n);
    }
}

static gint64
get_give (GPtrArray *spaces)
{
  gint64 sum = 0;

  for (guint i = 0; i < spaces->len; i++)
    sum += (gint64) (((PangoGlyphInfo *) spaces->pdata[i])->geometry.width * (1 - MIN_SPACE));

  return sum;
}

static void
shrink (MitShapedLine *self, GPtrArray *spaces, gint64 excess)
{
  gint64 from_spaces = MIN (excess, get_give (spaces));
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  spread (spaces, -from_spaces);
  if (excess == from_spaces)
    return;

  for_each_cluster (self, collect_any, all);
  spread (all, from_spaces - excess);
}

/**
 * mit_shaped_line_fit:
 * @width: pt
 * @stretch: whether to widen the spaces until the line is as wide; a wider line is made narrower in any case
 */
void
mit_shaped_line_fit (MitShapedLine *self, double width, gboolean stretch)
{
  g_autoptr (GPtrArray) spaces = g_ptr_array_new ();
  gint64 extra = (gint64) floor (width * PANGO_SCALE) - get_width (self);

  for_each_cluster (self, collect_space, spaces);
  if (extra < 0)
    shrink (self, spaces, -extra);
  else if (stretch)
    spread (spaces, extra);
}

/* The span at @offset whose @member, a string, is set. Returns: (nullable) */
static const MitSpan *
find_span (const MitFace *face, gsize offset, glong member)
{
  for (guint i = 0; i < face->n_spans; i++)
    if (G_STRUCT_MEMBER (const char *, &face->spans[i], member) && face->spans[i].start <= offset && offset < face->spans[i].end)
      return &face->spans[i];

  return NULL;
}

/** mit_shaped_line_draw: Add the glyphs at (@x, @baseline), in pt, in the face's colour. */
void
mit_shaped_line_draw (const MitShapedLine *self, MitDisplayList *list, double x, double baseline)
{
  int offset = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      PangoGlyphItem *item = self->items->pdata[i];
      double          item_x = x + pango_units_to_double (offset + item->start_x_offset);
      gsize           place = self->origin + (gsize) item->item->offset;
      const MitSpan  *link = find_span (self->face, place, G_STRUCT_OFFSET (MitSpan, link));
      const MitSpan  *language = find_span (self->face, place, G_STRUCT_OFFSET (MitSpan, language));
      const MitSpan  *color = find_span (self->face, place, G_STRUCT_OFFSET (MitSpan, color));

      mit_display_list_add_glyphs (list, item, self->text, item_x, baseline, color ? &color->ink : &self->face->style->color,
                                   link ? link->link : NULL, language ? language->language : NULL);
      offset += get_item_width (item);
    }
}
