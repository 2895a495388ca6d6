// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-pdf-view.h"

#include <glib/gi18n.h>
#include <poppler.h>

/* Paper does not lie at the very edge of the desk. */
#define MARGIN 18

struct _MitPdfView
{
  GtkWidget parent_instance;

  PopplerDocument  *document;
  guint             page;
  double            drawn_width, drawn_height; /* pt, of a page that is drawn already; 0 without one */
  GdkTexture       *texture;                   /* of the page, at the size it has now or as it was drawn */
  double            texture_scale;
  MitPdfOverlayFunc overlay;
  gpointer          overlay_data;
};

G_DEFINE_FINAL_TYPE (MitPdfView, mit_pdf_view, GTK_TYPE_WIDGET)

static GdkTexture *
render (PopplerPage *page, double width, double height, double scale)
{
  int              pixel_width = (int) (width * scale + 0.5), pixel_height = (int) (height * scale + 0.5);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, pixel_width, pixel_height);
  cairo_t         *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) pixel_height * (gsize) cairo_image_surface_get_stride (surface),
                                      (GDestroyNotify) cairo_surface_destroy, surface);

  return gdk_memory_texture_new (pixel_width, pixel_height, GDK_MEMORY_B8G8R8X8, bytes,
                                 (gsize) cairo_image_surface_get_stride (surface));
}

static void
draw_paper (GtkSnapshot *snapshot, MitPdfView *self, PopplerPage *page, double width, double height, double scale)
{
  int            factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, (float) (width * scale), (float) (height * scale)), 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA) { 0, 0, 0, 0.28f }, 0, 1, 0, 6);
  if (page && (!self->texture || self->texture_scale != scale * factor))
    {
      g_clear_object (&self->texture);
      self->texture = render (page, width, height, scale * factor);
      self->texture_scale = scale * factor;
    }
  gtk_snapshot_append_texture (snapshot, self->texture, &outline.bounds);
  if (self->overlay)
    {
      gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
      self->overlay (snapshot, width, height, self->overlay_data);
    }
}

static void
mit_pdf_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MitPdfView *self = MIT_PDF_VIEW (widget);
  g_autoptr (GObject) held = self->document ? G_OBJECT (poppler_document_get_page (self->document, (int) self->page)) : NULL;
  PopplerPage *page = (PopplerPage *) held;
  double       width = self->drawn_width, height = self->drawn_height, scale, room_x = gtk_widget_get_width (widget) - 2 * MARGIN, room_y = gtk_widget_get_height (widget) - 2 * MARGIN;

  if (page)
    poppler_page_get_size (page, &width, &height);
  if (width <= 0 || height <= 0 || room_x < 20 || room_y < 20)
    return;
  scale = MIN (room_x / width, room_y / height);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (MARGIN + (room_x - width * scale) / 2), (float) (MARGIN + (room_y - height * scale) / 2)));
  draw_paper (snapshot, self, page, width, height, scale);
  gtk_snapshot_restore (snapshot);
}

static void
mit_pdf_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 420 : 560;
}

static void
forget_page (MitPdfView *self)
{
  g_clear_object (&self->texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
mit_pdf_view_dispose (GObject *object)
{
  MitPdfView *self = MIT_PDF_VIEW (object);

  g_clear_object (&self->texture);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (mit_pdf_view_parent_class)->dispose (object);
}

static void
mit_pdf_view_class_init (MitPdfViewClass *class)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = mit_pdf_view_dispose;
  widget_class->snapshot = mit_pdf_view_snapshot;
  widget_class->measure = mit_pdf_view_measure;
  gtk_widget_class_set_css_name (widget_class, "pdf-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
mit_pdf_view_init (MitPdfView *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The page as it will be printed"), -1);
}

/** mit_pdf_view_new: Returns: (transfer floating) */
GtkWidget *
mit_pdf_view_new (void)
{
  return g_object_new (MIT_TYPE_PDF_VIEW, NULL);
}

/** mit_pdf_view_load: Show a file's first page. @bytes: (nullable): the file; %NULL shows nothing */
gboolean
mit_pdf_view_load (MitPdfView *self, GBytes *bytes, GError **error)
{
  g_clear_object (&self->document);
  self->page = 0;
  self->drawn_width = self->drawn_height = 0;
  if (bytes)
    self->document = poppler_document_new_from_bytes (bytes, NULL, error);
  forget_page (self);

  return !bytes || self->document;
}

/**
 * mit_pdf_view_show:
 * @texture: a page that is drawn already
 * @width: of the page, pt
 */
void
mit_pdf_view_show (MitPdfView *self, GdkTexture *texture, double width, double height)
{
  g_clear_object (&self->document);
  g_set_object (&self->texture, texture);
  self->drawn_width = width;
  self->drawn_height = height;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
mit_pdf_view_get_n_pages (MitPdfView *self)
{
  return self->document ? (guint) poppler_document_get_n_pages (self->document) : 0;
}

guint
mit_pdf_view_get_page (MitPdfView *self)
{
  return self->page;
}

/** mit_pdf_view_set_page: Turn to a page, counted from 0; the last one for any that lies behind it. */
void
mit_pdf_view_set_page (MitPdfView *self, guint page)
{
  guint n_pages = mit_pdf_view_get_n_pages (self);

  self->page = n_pages > 0 ? MIN (page, n_pages - 1) : 0;
  forget_page (self);
}

/** mit_pdf_view_set_overlay: @func: (nullable) (scope notified): draws over the paper */
void
mit_pdf_view_set_overlay (MitPdfView *self, MitPdfOverlayFunc func, gpointer data)
{
  self->overlay = func;
  self->overlay_data = data;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
