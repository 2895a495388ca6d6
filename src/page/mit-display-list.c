// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-display-list.h"

#include <pango/pangocairo.h>
#include <string.h>

struct _MitDisplayList
{
  GArray  *items; /* MitItem */
  gboolean is_sealed;
};

static void
clear_item (MitItem *item)
{
  switch (item->kind)
    {
    case MIT_ITEM_GLYPHS:
      pango_glyph_item_free (item->glyphs.glyph_item);
      g_ref_string_release ((char *) item->glyphs.text);
      break;

    case MIT_ITEM_IMAGE:
      cairo_surface_destroy (item->image.surface);
      g_free ((char *) item->image.alt);
      break;

    case MIT_ITEM_GROUP:
      mit_display_list_unref (item->group.list);
      break;

    case MIT_ITEM_FILL:
    case MIT_ITEM_STROKE:
    case MIT_ITEM_LINE:
      break;
    }
}

static void
add (MitDisplayList *self, const MitItem *item)
{
  g_assert (!self->is_sealed);

  g_array_append_vals (self->items, item, 1);
}

/** mit_display_list_new: An empty list, to be added to. Returns: (transfer full) */
MitDisplayList *
mit_display_list_new (void)
{
  MitDisplayList *self = g_atomic_rc_box_new0 (MitDisplayList);

  self->items = g_array_new (FALSE, FALSE, sizeof (MitItem));
  g_array_set_clear_func (self->items, (GDestroyNotify) clear_item);

  return self;
}

MitDisplayList *
mit_display_list_ref (MitDisplayList *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_list (MitDisplayList *self)
{
  g_array_unref (self->items);
}

void
mit_display_list_unref (MitDisplayList *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_list);
}

/** mit_display_list_seal: From now on the list never changes; adding to it is a bug of the caller. May be called again. */
void
mit_display_list_seal (MitDisplayList *self)
{
  self->is_sealed = TRUE;
}

/** mit_display_list_add_fill: A solid rectangle. */
void
mit_display_list_add_fill (MitDisplayList *self, const MitRect *rect, const MitColor *color)
{
  add (self, &(MitItem) { .kind = MIT_ITEM_FILL, .color = *color, .rect.rect = *rect });
}

/** mit_display_list_add_stroke: A rectangle's outline, @line_width in pt and half of it on each side. */
void
mit_display_list_add_stroke (MitDisplayList *self, const MitRect *rect, double line_width, const MitColor *color)
{
  add (self, &(MitItem) { .kind = MIT_ITEM_STROKE, .color = *color, .rect = { *rect, line_width } });
}

/** mit_display_list_add_line: A straight line with flat ends, @line_width in pt. */
void
mit_display_list_add_line (MitDisplayList *self,
                           double          x1,
                           double          y1,
                           double          x2,
                           double          y2,
                           double          line_width,
                           const MitColor *color)
{
  add (self, &(MitItem) { .kind = MIT_ITEM_LINE, .color = *color, .line = { x1, y1, x2, y2, line_width } });
}

/**
 * mit_display_list_add_image:
 * @surface: (transfer none): kept and not looked at before drawing
 * @rect: what it fills, pt
 * @alt: (nullable): what it shows, %NULL for decoration
 */
void
mit_display_list_add_image (MitDisplayList *self, cairo_surface_t *surface, const MitRect *rect, const char *alt)
{
  MitItem item = { .kind = MIT_ITEM_IMAGE };

  item.image.surface = cairo_surface_reference (surface);
  item.image.rect = *rect;
  item.image.alt = g_strdup (alt);
  add (self, &item);
}

static MitItem
make_group (MitDisplayList *list, double x, double y)
{
  MitItem item = { .kind = MIT_ITEM_GROUP };

  mit_display_list_seal (list);
  item.group.list = mit_display_list_ref (list);
  item.group.x = x;
  item.group.y = y;

  return item;
}

/** mit_display_list_add_list: Another list with its origin at (@x, @y). It is shared, not copied, and sealed by this. */
void
mit_display_list_add_list (MitDisplayList *self, MitDisplayList *list, double x, double y)
{
  MitItem item = make_group (list, x, y);

  add (self, &item);
}

/** mit_display_list_add_clipped: The same, cut off outside of @clip, which counts in the outer list's coordinates. */
void
mit_display_list_add_clipped (MitDisplayList *self, MitDisplayList *list, double x, double y, const MitRect *clip)
{
  MitItem item = make_group (list, x, y);

  item.group.clips = TRUE;
  item.group.clip = *clip;
  add (self, &item);
}

/** mit_display_list_add_tagged: The same in place, as the structure element @tag of a tagged PDF, "P" or "H1". */
void
mit_display_list_add_tagged (MitDisplayList *self, MitDisplayList *list, const char *tag)
{
  mit_display_list_add_part (self, list, tag, 0);
}

/** mit_display_list_add_part: The same, of an element that goes on where another list with the number @whole is drawn. */
void
mit_display_list_add_part (MitDisplayList *self, MitDisplayList *list, const char *tag, guint64 whole)
{
  MitItem item = make_group (list, 0, 0);

  item.group.tag = g_intern_string (tag);
  item.group.whole = whole;
  add (self, &item);
}

static const char *
share_text (MitDisplayList *self, const char *text)
{
  if (self->items->len > 0)
    {
      const MitItem *last = &g_array_index (self->items, MitItem, self->items->len - 1);

      if (last->kind == MIT_ITEM_GLYPHS && g_str_equal (last->glyphs.text, text))
        return g_ref_string_acquire ((char *) last->glyphs.text);
    }

  return g_ref_string_new (text);
}

/**
 * mit_display_list_add_glyphs:
 * @glyph_item: (transfer none): copied
 * @text: what the item's offsets count in, the line's text
 * @x: left end of the run, pt
 * @y: baseline, pt
 * @link: (nullable): an address it leads to, in a PDF for the screen
 * @language: (nullable): of these words alone, RFC 5646
 */
void
mit_display_list_add_glyphs (MitDisplayList *self,
                             PangoGlyphItem *glyph_item,
                             const char     *text,
                             double          x,
                             double          y,
                             const MitColor *color,
                             const char     *link,
                             const char     *language)
{
  MitItem item = { .kind = MIT_ITEM_GLYPHS, .color = *color };

  item.glyphs.glyph_item = pango_glyph_item_copy (glyph_item);
  item.glyphs.text = share_text (self, text);
  item.glyphs.x = x;
  item.glyphs.y = y;
  item.glyphs.link = g_intern_string (link);
  item.glyphs.language = g_intern_string (language);
  add (self, &item);
}

guint
mit_display_list_get_n_items (const MitDisplayList *self)
{
  return self->items->len;
}

const MitItem *
mit_display_list_get_item (const MitDisplayList *self, guint i)
{
  g_assert (i < self->items->len);

  return &g_array_index (self->items, MitItem, i);
}

static void
append_text (const MitDisplayList *self, GString *text, const char **last)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const MitItem *item = mit_display_list_get_item (self, i);

      if (item->kind == MIT_ITEM_GROUP)
        append_text (item->group.list, text, last);
      if (item->kind != MIT_ITEM_GLYPHS || item->glyphs.text == *last)
        continue;
      if (*last)
        g_string_append_c (text, '\n');
      g_string_append (text, item->glyphs.text);
      *last = item->glyphs.text;
    }
}

/** mit_display_list_get_text: All text in drawing order, one line for each line. Returns: (transfer full) */
char *
mit_display_list_get_text (const MitDisplayList *self)
{
  GString    *text = g_string_new (NULL);
  const char *last = NULL;

  append_text (self, text, &last);

  return g_string_free_and_steal (text);
}

/* Whatever the page is drawn into: at its corner, where nothing cuts it off. */
static void
draw_mark (cairo_t *cr, MitStructure *structure)
{
  int    mark = mit_structure_mark (structure);
  double code[3];

  if (mark == MIT_STRUCTURE_NO_MARK)
    return;
  mit_structure_get_code ((guint) mark, code);
  cairo_save (cr);
  cairo_reset_clip (cr);
  cairo_identity_matrix (cr);
  cairo_set_source_rgb (cr, code[0], code[1], code[2]);
  cairo_rectangle (cr, 0, 0, 1, 1);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
end_element (cairo_t *cr, MitStructure *structure)
{
  mit_structure_end (structure);
  draw_mark (cr, structure);
}

/* Where it lies on the page. */
static void
find_place (cairo_t *cr, const MitRect *rect, double place[4])
{
  double x1 = rect->x, y1 = rect->y, x2 = rect->x + rect->width, y2 = rect->y + rect->height;

  cairo_user_to_device (cr, &x1, &y1);
  cairo_user_to_device (cr, &x2, &y2);
  place[0] = x1;
  place[1] = y1;
  place[2] = x2 - x1;
  place[3] = y2 - y1;
}

static void
begin_link (const MitItem *item, cairo_t *cr, MitStructure *structure)
{
  PangoGlyphItem *glyphs = item->glyphs.glyph_item;
  PangoRectangle  logical;
  MitRect         rect;
  double          place[4];

  pango_glyph_string_extents (glyphs->glyphs, glyphs->item->analysis.font, NULL, &logical);
  rect = (MitRect) { item->glyphs.x, item->glyphs.y + (double) logical.y / PANGO_SCALE, (double) logical.width / PANGO_SCALE, (double) logical.height / PANGO_SCALE };
  find_place (cr, &rect, place);
  mit_structure_begin (structure, "Link");
  mit_structure_describe (structure, NULL, item->glyphs.link, NULL, place);
  draw_mark (cr, structure);
}

static void
begin_foreign (const MitItem *item, cairo_t *cr, MitStructure *structure)
{
  mit_structure_begin (structure, "Span");
  mit_structure_set_language (structure, item->glyphs.language);
  draw_mark (cr, structure);
}

static void
draw_glyphs (const MitItem *item, cairo_t *cr, const MitDrawOptions *options)
{
  gboolean is_link = options->structure && item->glyphs.link, is_foreign = options->structure && item->glyphs.language;

  if (is_foreign)
    begin_foreign (item, cr, options->structure);
  if (is_link)
    begin_link (item, cr, options->structure);
  mit_color_set_source (&item->color, cr, options->swatches);
  cairo_move_to (cr, item->glyphs.x, item->glyphs.y);
  pango_cairo_show_glyph_item (cr, item->glyphs.text, item->glyphs.glyph_item);
  cairo_new_path (cr);
  if (is_link)
    end_element (cr, options->structure);
  if (is_foreign)
    end_element (cr, options->structure);
}

static void
draw_rect (const MitItem *item, cairo_t *cr, const MitDrawOptions *options)
{
  const MitRect *rect = &item->rect.rect;

  mit_color_set_source (&item->color, cr, options->swatches);
  cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  if (item->kind == MIT_ITEM_STROKE)
    {
      cairo_set_line_width (cr, item->rect.line_width);
      cairo_stroke (cr);
    }
  else
    cairo_fill (cr);
}

static void
draw_line (const MitItem *item, cairo_t *cr, const MitDrawOptions *options)
{
  mit_color_set_source (&item->color, cr, options->swatches);
  cairo_set_line_width (cr, item->line.line_width);
  cairo_move_to (cr, item->line.x1, item->line.y1);
  cairo_line_to (cr, item->line.x2, item->line.y2);
  cairo_stroke (cr);
}

/* Of an image in pixels, of a recording in its units. */
static gboolean
get_surface_extents (cairo_surface_t *surface, cairo_rectangle_t *extents)
{
  *extents = (cairo_rectangle_t) { 0 };
  if (cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE)
    {
      extents->width = cairo_image_surface_get_width (surface);
      extents->height = cairo_image_surface_get_height (surface);
    }
  else if (cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_RECORDING)
    cairo_recording_surface_get_extents (surface, extents);

  return extents->width > 0 && extents->height > 0;
}

/* What nobody has described only decorates. */
static void
begin_figure (const MitItem *item, cairo_t *cr, MitStructure *structure)
{
  gboolean is_described = item->image.alt && *item->image.alt;
  double   place[4];

  find_place (cr, &item->image.rect, place);
  mit_structure_begin (structure, is_described ? "Figure" : MIT_STRUCTURE_ARTIFACT);
  mit_structure_describe (structure, item->image.alt, NULL, NULL, place);
  draw_mark (cr, structure);
}

static void
draw_image (const MitItem *item, cairo_t *cr, const MitDrawOptions *options)
{
  const MitRect    *rect = &item->image.rect;
  cairo_rectangle_t extents;

  if (!get_surface_extents (item->image.surface, &extents) || rect->width <= 0 || rect->height <= 0)
    return;

  if (options->structure)
    begin_figure (item, cr, options->structure);
  cairo_save (cr);
  cairo_translate (cr, rect->x, rect->y);
  cairo_scale (cr, rect->width / extents.width, rect->height / extents.height);
  cairo_set_source_surface (cr, item->image.surface, -extents.x, -extents.y);
  cairo_paint (cr);
  cairo_restore (cr);
  if (options->structure)
    end_element (cr, options->structure);
}

/* Lines become one, divided words whole. Returns: (transfer full) */
static char *
get_heading (const MitDisplayList *list)
{
  g_autofree char *text = mit_display_list_get_text (list);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *heading = g_string_new (NULL);

  for (char **line = lines; *line; line++)
    if (g_str_has_suffix (*line, "\u00ad"))
      g_string_append_len (heading, *line, (gssize) (strlen (*line) - strlen ("\u00ad")));
    else
      g_string_append_printf (heading, "%s%s", g_strchomp (*line), line[1] ? " " : "");

  return g_string_free_and_steal (heading);
}

/* A heading, whose text the table of contents repeats. */
static void
begin_tagged (const MitItem *item, cairo_t *cr, MitStructure *structure)
{
  g_autofree char *text = *item->group.tag == 'H' ? get_heading (item->group.list) : NULL;

  if (mit_structure_begin_part (structure, item->group.tag, item->group.whole))
    mit_structure_describe (structure, NULL, NULL, text, NULL);
  draw_mark (cr, structure);
}

static void
draw_group (const MitItem *item, cairo_t *cr, const MitDrawOptions *options)
{
  gboolean is_tagged = options->structure && item->group.tag;

  cairo_save (cr);
  if (item->group.clips)
    {
      cairo_rectangle (cr, item->group.clip.x, item->group.clip.y, item->group.clip.width, item->group.clip.height);
      cairo_clip (cr);
    }
  cairo_translate (cr, item->group.x, item->group.y);
  if (is_tagged)
    begin_tagged (item, cr, options->structure);
  mit_display_list_draw (item->group.list, cr, options);
  if (is_tagged)
    end_element (cr, options->structure);
  cairo_restore (cr);
}

/**
 * mit_display_list_draw:
 * @cr: in pt, with the page's upper left corner as origin; its source, path and line width are changed
 * @options: (nullable): %NULL for the screen
 */
void
mit_display_list_draw (const MitDisplayList *self, cairo_t *cr, const MitDrawOptions *options)
{
  static const MitDrawOptions screen;

  if (!options)
    options = &screen;

  for (guint i = 0; i < self->items->len; i++)
    {
      const MitItem *item = mit_display_list_get_item (self, i);

      switch (item->kind)
        {
        case MIT_ITEM_GLYPHS:
          draw_glyphs (item, cr, options);
          break;

        case MIT_ITEM_FILL:
        case MIT_ITEM_STROKE:
          draw_rect (item, cr, options);
          break;

        case MIT_ITEM_LINE:
          draw_line (item, cr, options);
          break;

        case MIT_ITEM_IMAGE:
          draw_image (item, cr, options);
          break;

        case MIT_ITEM_GROUP:
          draw_group (item, cr, options);
          break;
        }
    }
}
