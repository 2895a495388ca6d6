// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-display-list-snapshot.h"

static const cairo_user_data_key_t texture_key;

static GdkRGBA
to_rgba (const MitColor *color)
{
  return (GdkRGBA) { (float) color->red, (float) color->green, (float) color->blue, 1 };
}

static graphene_rect_t
to_rect (const MitRect *rect)
{
  return GRAPHENE_RECT_INIT ((float) rect->x, (float) rect->y, (float) rect->width, (float) rect->height);
}

/* Glyphs stay glyphs, so that they are sharp at every size. */
static void
append_glyphs (const MitItem *item, GtkSnapshot *snapshot)
{
  PangoGlyphItem *run = item->glyphs.glyph_item;
  GdkRGBA         color = to_rgba (&item->color);
  GskRenderNode  *node = gsk_text_node_new (run->item->analysis.font, run->glyphs, &color,
                                            &GRAPHENE_POINT_INIT ((float) item->glyphs.x, (float) item->glyphs.y));

  /* Of spaces alone there is nothing to draw. */
  if (!node)
    return;
  gtk_snapshot_append_node (snapshot, node);
  gsk_render_node_unref (node);
}

static void
append_fill (const MitItem *item, GtkSnapshot *snapshot)
{
  GdkRGBA         color = to_rgba (&item->color);
  graphene_rect_t rect = to_rect (&item->rect.rect);

  gtk_snapshot_append_color (snapshot, &color, &rect);
}

static void
append_path (const MitItem *item, GskPathBuilder *builder, double line_width, GtkSnapshot *snapshot)
{
  g_autoptr (GskPath) path = gsk_path_builder_free_to_path (builder);
  GdkRGBA    color = to_rgba (&item->color);
  GskStroke *stroke = gsk_stroke_new ((float) line_width);

  gtk_snapshot_append_stroke (snapshot, path, stroke, &color);
  gsk_stroke_free (stroke);
}

static void
append_stroke (const MitItem *item, GtkSnapshot *snapshot)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  graphene_rect_t rect = to_rect (&item->rect.rect);

  gsk_path_builder_add_rect (builder, &rect);
  append_path (item, builder, item->rect.line_width, snapshot);
}

static void
append_line (const MitItem *item, GtkSnapshot *snapshot)
{
  GskPathBuilder *builder = gsk_path_builder_new ();

  gsk_path_builder_move_to (builder, (float) item->line.x1, (float) item->line.y1);
  gsk_path_builder_line_to (builder, (float) item->line.x2, (float) item->line.y2);
  append_path (item, builder, item->line.line_width, snapshot);
}

static GdkTexture *
make_texture (cairo_surface_t *surface)
{
  int      width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  gsize    stride = (gsize) cairo_image_surface_get_stride (surface);
  gboolean has_alpha = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) height * stride);

  return gdk_memory_texture_new (width, height, has_alpha ? GDK_MEMORY_B8G8R8A8_PREMULTIPLIED : GDK_MEMORY_B8G8R8X8, bytes, stride);
}

/* A surface keeps its texture, so that a picture is not sent to the graphics card again for each letter that is typed. */
static GdkTexture *
get_texture (cairo_surface_t *surface)
{
  GdkTexture *texture = cairo_surface_get_user_data (surface, &texture_key);

  if (texture || cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_IMAGE || cairo_image_surface_get_width (surface) == 0)
    return texture;
  texture = make_texture (surface);
  cairo_surface_set_user_data (surface, &texture_key, texture, g_object_unref);

  return texture;
}

static void
append_image (const MitItem *item, GtkSnapshot *snapshot)
{
  GdkTexture     *texture = get_texture (item->image.surface);
  graphene_rect_t rect = to_rect (&item->image.rect);

  if (texture)
    gtk_snapshot_append_scaled_texture (snapshot, texture, GSK_SCALING_FILTER_TRILINEAR, &rect);
}

static void
append_group (const MitItem *item, GtkSnapshot *snapshot)
{
  gtk_snapshot_save (snapshot);
  if (item->group.clips)
    {
      graphene_rect_t clip = to_rect (&item->group.clip);

      gtk_snapshot_push_clip (snapshot, &clip);
    }
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) item->group.x, (float) item->group.y));
  mit_display_list_snapshot (item->group.list, snapshot);
  if (item->group.clips)
    gtk_snapshot_pop (snapshot);
  gtk_snapshot_restore (snapshot);
}

/**
 * mit_display_list_snapshot:
 * @snapshot: its unit is the point, its origin the list's
 *
 * Draw a list on the screen: the same glyphs at the same places as mit_display_list_draw() puts on paper. Pictures must be
 * image surfaces. Main thread.
 */
void
mit_display_list_snapshot (const MitDisplayList *list, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < mit_display_list_get_n_items (list); i++)
    {
      const MitItem *item = mit_display_list_get_item (list, i);

      switch (item->kind)
        {
        case MIT_ITEM_GLYPHS:
          append_glyphs (item, snapshot);
          break;

        case MIT_ITEM_FILL:
          append_fill (item, snapshot);
          break;

        case MIT_ITEM_STROKE:
          append_stroke (item, snapshot);
          break;

        case MIT_ITEM_LINE:
          append_line (item, snapshot);
          break;

        case MIT_ITEM_IMAGE:
          append_image (item, snapshot);
          break;

        case MIT_ITEM_GROUP:
          append_group (item, snapshot);
          break;
        }
    }
}

/** mit_display_list_to_node: A list as one node in points, to be kept and drawn at any size. Returns: (transfer full) (nullable): %NULL for an empty list */
GskRenderNode *
mit_display_list_to_node (const MitDisplayList *list)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  mit_display_list_snapshot (list, snapshot);

  return gtk_snapshot_free_to_node (snapshot);
}
