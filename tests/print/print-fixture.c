// SPDX-License-Identifier: GPL-3.0-or-later
#include "print-fixture.h"

#include "mit-print-jpeg.h"
#include "mit-print-object.h"
#include "mit-print-picture.h"
#include "mit-units.h"

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

void
print_fixture_set_up (PrintFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->preset = mit_print_preset_get_default ();
  self->profile = mit_print_profile_load (self->preset, &error);
  g_assert_no_error (error);
  self->swatches = mit_swatches_new ();
  self->black = mit_swatches_add (self->swatches, (double[4]) { 0, 0, 0, 1 });
  self->red = mit_swatches_add (self->swatches, (double[4]) { 0, 1, 0.9, 0.05 });
  self->paper = mit_swatches_add (self->swatches, (double[4]) { 0, 0, 0, 0 });
  self->sun = mit_swatches_add (self->swatches, (double[4]) { 0, 0.1, 0.9, 0 });
  self->created = g_date_time_new_from_iso8601 ("2026-05-01T12:30:00+02:00", NULL);
  self->folder = g_dir_make_tmp ("print-XXXXXX", &error);
  g_assert_no_error (error);
  self->target = g_build_filename (self->folder, "out.pdf", NULL);
  self->options = (MitPrintPassOptions) {
    .preset = self->preset,
    .swatches = self->swatches,
    .title = "Faltblatt “Größe & <Maß>”",
    .created = self->created,
    .document_id = "fixture",
    .trim_width_mm = FIXTURE_WIDTH_MM,
    .trim_height_mm = FIXTURE_HEIGHT_MM,
    .bleed_mm = FIXTURE_BLEED_MM,
  };
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

void
print_fixture_tear_down (PrintFixture *self, gconstpointer data)
{
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->target);
  g_date_time_unref (self->created);
  mit_swatches_unref (self->swatches);
  mit_print_profile_unref (self->profile);
  mit_print_preset_unref (self->preset);
}

void
print_fixture_set_ink (PrintFixture *self, cairo_t *cr, guint ink)
{
  double rgb[3];

  mit_swatches_get_code (self->swatches, ink, rgb);
  cairo_set_source_rgb (cr, rgb[0], rgb[1], rgb[2]);
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

GBytes *
print_fixture_draw (PrintFixture *self, PrintDraw draw, guint n_pages)
{
  GByteArray      *out = g_byte_array_new ();
  double           width = MIT_MM (FIXTURE_WIDTH_MM + 2 * FIXTURE_BLEED_MM), height = MIT_MM (FIXTURE_HEIGHT_MM + 2 * FIXTURE_BLEED_MM);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, out, width, height);
  cairo_t         *cr = cairo_create (surface);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2026-05-01T12:30:00+02:00");
  for (guint page = 0; page < n_pages; page++)
    {
      draw (cr, self, page);
      cairo_show_page (cr);
    }
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (out);
}

void
print_fixture_draw_text (cairo_t *cr, PrintFixture *self, guint page)
{
  print_fixture_set_ink (self, cr, self->black);
  cairo_select_font_face (cr, "Liberation Serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 18);
  cairo_move_to (cr, 60, 80);
  cairo_show_text (cr, "Schwarz druckt über. Łódź fiel.");
}

static void
draw_gradients (cairo_t *cr, PrintFixture *self)
{
  cairo_pattern_t *linear = cairo_pattern_create_linear (60, 0, 360, 0), *radial = cairo_pattern_create_radial (100, 200, 5, 100, 200, 40);
  double           red[3], sun[3];

  mit_swatches_get_code (self->swatches, self->red, red);
  mit_swatches_get_code (self->swatches, self->sun, sun);
  cairo_pattern_add_color_stop_rgb (linear, 0, red[0], red[1], red[2]);
  cairo_pattern_add_color_stop_rgb (linear, 0.4, sun[0], sun[1], sun[2]);
  cairo_pattern_add_color_stop_rgb (linear, 1, 0, 0.4, 0.7);
  cairo_rectangle (cr, 60, 110, 300, 40);
  cairo_set_source (cr, linear);
  cairo_fill (cr);
  cairo_pattern_add_color_stop_rgba (radial, 0, 0, 0.5, 0.2, 1);
  cairo_pattern_add_color_stop_rgba (radial, 1, 0, 0.5, 0.2, 0);
  cairo_rectangle (cr, 60, 160, 80, 80);
  cairo_set_source (cr, radial);
  cairo_fill (cr);
  cairo_pattern_destroy (linear);
  cairo_pattern_destroy (radial);
}

static void
draw_transparency (cairo_t *cr, PrintFixture *self)
{
  cairo_push_group (cr);
  print_fixture_set_ink (self, cr, self->red);
  cairo_rectangle (cr, 160, 160, 60, 60);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.1, 0.3, 0.8);
  cairo_rectangle (cr, 190, 180, 60, 60);
  cairo_fill (cr);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, 0.5);

  cairo_set_source_rgba (cr, 0.9, 0.6, 0.1, 0.4);
  cairo_arc (cr, 300, 200, 40, 0, 6.29);
  cairo_fill (cr);
}

static void
draw_lines (cairo_t *cr, PrintFixture *self)
{
  print_fixture_set_ink (self, cr, self->black);
  cairo_set_line_width (cr, 0.25);
  cairo_move_to (cr, 60, 90);
  cairo_line_to (cr, 360, 90);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 6);
  cairo_move_to (cr, 60, 100);
  cairo_line_to (cr, 360, 100);
  cairo_stroke (cr);
  print_fixture_set_ink (self, cr, self->paper);
  cairo_move_to (cr, 60, 100);
  cairo_show_text (cr, "weiß");
}

static cairo_status_t
read_cb (void *closure, unsigned char *data, unsigned int length)
{
  return g_input_stream_read_all (closure, data, length, NULL, NULL, NULL) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_READ_ERROR;
}

static void
draw_png (cairo_t *cr)
{
  g_autoptr (GBytes) png = print_fixture_make_png (40, 30);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (png);
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream (read_cb, stream);

  cairo_set_source_surface (cr, surface, 60, 260);
  cairo_paint (cr);
  /* a second time, which makes cairo write a key twice */
  cairo_set_source_surface (cr, surface, 120, 260);
  cairo_paint (cr);
  cairo_surface_destroy (surface);
}

static void
draw_photo (cairo_t *cr, PrintFixture *self)
{
  g_autoptr (GBytes) photo = print_fixture_make_photo (600, 400);
  g_autoptr (MitPrintPicture) picture = mit_print_picture_new_from_bytes (photo, NULL);
  cairo_surface_t *surface = mit_print_picture_render_print (picture, NULL, 60, 40, self->profile, NULL);

  for (int i = 0; i < 2; i++)
    {
      cairo_save (cr);
      cairo_rectangle (cr, 60 + 180 * i, 320, MIT_MM (50), MIT_MM (40));
      cairo_clip (cr);
      cairo_translate (cr, 60 + 180 * i, 320);
      cairo_scale (cr, MIT_MM (60) / cairo_image_surface_get_width (surface), MIT_MM (40) / cairo_image_surface_get_height (surface));
      cairo_set_source_surface (cr, surface, 0, 0);
      cairo_paint (cr);
      cairo_restore (cr);
    }
  cairo_surface_destroy (surface);
}

/* A JPEG that nobody converted: cairo passes it through as RGB. */
static void
draw_foreign_photo (cairo_t *cr)
{
  g_autoptr (GBytes) photo = print_fixture_make_photo (90, 60);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 90, 60);

  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, g_bytes_get_data (photo, NULL), g_bytes_get_size (photo),
                               (cairo_destroy_func_t) g_bytes_unref, g_bytes_ref (photo));
  cairo_set_source_surface (cr, surface, 200, 255);
  cairo_paint (cr);
  cairo_surface_destroy (surface);
}

static void
draw_pattern (cairo_t *cr, PrintFixture *self)
{
  cairo_surface_t *tile = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &(cairo_rectangle_t) { 0, 0, 10, 10 });
  cairo_t         *tile_cr = cairo_create (tile);
  cairo_pattern_t *pattern;

  cairo_set_source_rgb (tile_cr, 0.2, 0.7, 0.3);
  cairo_rectangle (tile_cr, 1, 1, 6, 6);
  cairo_fill (tile_cr);
  cairo_destroy (tile_cr);
  pattern = cairo_pattern_create_for_surface (tile);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_set_source (cr, pattern);
  cairo_rectangle (cr, 60, 450, 300, 40);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
  cairo_surface_destroy (tile);
}

/* Everything that cairo has a way of its own for. */
void
print_fixture_draw_all (cairo_t *cr, PrintFixture *self, guint page)
{
  cairo_tag_begin (cr, "P", NULL);
  print_fixture_set_ink (self, cr, self->sun);
  cairo_rectangle (cr, 0, 0, 1000, 50);
  cairo_fill (cr);
  print_fixture_draw_text (cr, self, page);
  cairo_tag_end (cr, "P");
  cairo_tag_begin (cr, CAIRO_TAG_LINK, "uri='https://example.org' rect=[60 60 100 20]");
  cairo_tag_end (cr, CAIRO_TAG_LINK);
  draw_lines (cr, self);
  draw_gradients (cr, self);
  draw_transparency (cr, self);
  draw_png (cr);
  draw_foreign_photo (cr);
  draw_photo (cr, self);
  draw_pattern (cr, self);
}

static guint8
make_shade (guint x, guint y, guint channel)
{
  return (guint8) (channel == 0 ? 40 + x / 4 : channel == 1 ? 80 + y / 4
                                                            : 200 - x / 8);
}

static GdkPixbuf *
make_pixbuf (guint width, guint height, gboolean has_alpha)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8, (int) width, (int) height);
  guchar    *pixels = gdk_pixbuf_get_pixels (pixbuf);
  guint      channels = has_alpha ? 4 : 3;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      for (guint c = 0; c < channels; c++)
        pixels[y * (guint) gdk_pixbuf_get_rowstride (pixbuf) + x * channels + c] = c < 3 ? make_shade (x, y, c) : (guchar) (x * 255 / width);

  return pixbuf;
}

static GBytes *
save_pixbuf (GdkPixbuf *pixbuf, const char *type)
{
  char *data;
  gsize size;

  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, NULL, NULL));

  return g_bytes_new_take (data, size);
}

/* A JPEG in RGB. */
GBytes *
print_fixture_make_photo (guint width, guint height)
{
  g_autoptr (GdkPixbuf) pixbuf = make_pixbuf (width, height, FALSE);

  return save_pixbuf (pixbuf, "jpeg");
}

/* A PNG with alpha. */
GBytes *
print_fixture_make_png (guint width, guint height)
{
  g_autoptr (GdkPixbuf) pixbuf = make_pixbuf (width, height, TRUE);

  return save_pixbuf (pixbuf, "png");
}

/* All decoded streams of a PDF that are not images, one after the other, for looking into. */
GString *
print_fixture_read_text (const char *path)
{
  GString  *text = g_string_new (NULL);
  qpdf_data pdf = mit_print_object_open_file (path, NULL);
  int       size = qpdf_oh_get_int_value_as_int (pdf, mit_print_object_get (pdf, qpdf_get_trailer (pdf), "/Size"));

  for (int id = 1; id < size; id++)
    {
      qpdf_oh object = qpdf_get_object_by_id (pdf, id, 0);
      g_autoptr (GBytes) data = NULL;

      if (!qpdf_oh_is_stream (pdf, object) || mit_print_object_has (pdf, object, "/Width") ||
          mit_print_object_has (pdf, object, "/Length1") || mit_print_object_has (pdf, object, "/N"))
        continue;
      data = mit_print_object_get_data (pdf, object, qpdf_dl_generalized);
      g_string_append_len (text, g_bytes_get_data (data, NULL), (gssize) g_bytes_get_size (data));
      g_string_append_c (text, '\n');
    }
  mit_print_object_close (&pdf);

  return text;
}
