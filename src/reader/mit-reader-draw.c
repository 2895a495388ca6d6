// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-reader-page.h"

#include <mit-output.h>

#include <librsvg/rsvg.h>
#include <poppler.h>

/* From an SVG to a page, and from a page to pixels. */

#define PT_PER_PX 0.75 /* CSS: 96 pixels are an inch */

/* A drawing without a size of its own. */
#define DEFAULT_PX 300.0

/* librsvg 2.60 and poppler 25.03 have no such functions of their own. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsvgHandle, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

static void
measure_svg (RsvgHandle *svg, MitPrintReadingHead *head)
{
  double        width = 0, height = 0;
  gboolean      has_width, has_height, has_box;
  RsvgLength    unused;
  RsvgRectangle box = { 0 };

  rsvg_handle_get_intrinsic_dimensions (svg, &has_width, &unused, &has_height, &unused, &has_box, &box);
  if (!rsvg_handle_get_intrinsic_size_in_pixels (svg, &width, &height) || width <= 0 || height <= 0)
    {
      gboolean is_boxed = has_box && box.width > 0 && box.height > 0;

      width = DEFAULT_PX;
      height = is_boxed ? DEFAULT_PX * box.height / box.width : DEFAULT_PX;
    }
  head->page_width = width * PT_PER_PX;
  head->page_height = height * PT_PER_PX;
  head->n_pages = 1;
}

typedef struct
{
  RsvgHandle                *svg;
  const MitPrintReadingHead *head;
} Drawing;

static gboolean
draw_svg (cairo_t *cr, gpointer data, GError **error)
{
  const Drawing *self = data;

  return rsvg_handle_render_document (self->svg, cr, &(RsvgRectangle) { 0, 0, self->head->page_width, self->head->page_height }, error);
}

/** mit_reader_page_convert_svg: A drawing becomes a PDF of one page. librsvg fetches nothing from elsewhere for one without an address. */
MitReaderStatus
mit_reader_page_convert_svg (GBytes *file, MitPrintReadingHead *head, GBytes **pdf)
{
  g_autoptr (RsvgHandle) svg = rsvg_handle_new_from_data (g_bytes_get_data (file, NULL), g_bytes_get_size (file), NULL);
  Drawing   drawing = { svg, head };
  MitOutput output = { .title = "" };
  g_autoptr (GBytes) drawn = NULL;

  if (!svg)
    return MIT_READER_DAMAGED;
  measure_svg (svg, head);
  if (!(head->page_width <= MIT_PRINT_READING_MAXIMUM_PT && head->page_height <= MIT_PRINT_READING_MAXIMUM_PT))
    return MIT_READER_DAMAGED;
  output.width = head->page_width;
  output.height = head->page_height;
  drawn = mit_output_render (&output, draw_svg, &drawing, NULL);
  if (!drawn)
    return MIT_READER_DAMAGED;

  return mit_reader_page_extract (drawn, 1, head, pdf);
}

/* Drawing a page */

/**
 * mit_reader_page_draw:
 * @file: of mit_reader_page_extract()
 * @crop: the part that is shown, in fractions of the page as it is cut, from its upper left corner: x, y, width, height;
 *   it may go beyond by the bleed
 * @width: of the pixels
 * @pixels: (out): cairo's ARGB32, transparent where the page paints nothing
 */
MitReaderStatus
mit_reader_page_draw (GBytes *file, const double crop[4], guint width, guint height, MitPrintReadingHead *head, GBytes **pixels)
{
  g_autoptr (PopplerDocument) document = poppler_document_new_from_bytes (file, NULL, NULL);
  g_autoptr (PopplerPage) page = document ? poppler_document_get_page (document, 0) : NULL;
  MitPrintReadingHead whole = { 0 };
  g_autoptr (GBytes) again = NULL;
  cairo_surface_t *surface;
  cairo_t         *cr;
  gboolean         is_drawn;
  double           poppler_width = 0, unit;

  if (!page || crop[2] <= 0 || crop[3] <= 0 || mit_reader_page_extract (file, 1, &whole, &again) != MIT_READER_DONE)
    return MIT_READER_DAMAGED;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  cr = cairo_create (surface);
  cairo_scale (cr, width / (crop[2] * whole.page_width), height / (crop[3] * whole.page_height));
  cairo_translate (cr, -crop[0] * whole.page_width - whole.bleed, -crop[1] * whole.page_height - whole.bleed);
  /* poppler puts the corner of the bleed at 0, 0, and counts in units of the page, which may not be points. */
  poppler_page_get_size (page, &poppler_width, NULL);
  unit = (whole.page_width + 2 * whole.bleed) / MAX (poppler_width, 0.1);
  cairo_scale (cr, unit, unit);
  poppler_page_render (page, cr);
  is_drawn = cairo_status (cr) == CAIRO_STATUS_SUCCESS && cairo_image_surface_get_stride (surface) == (int) (4 * width);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (is_drawn)
    {
      head->width = width;
      head->height = height;
      *pixels = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) 4 * width * height);
    }
  cairo_surface_destroy (surface);

  return is_drawn ? MIT_READER_DONE : MIT_READER_TOO_LARGE;
}
