// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE /* memmem */

#include "mit-print-error.h"
#include "mit-print-jpeg.h"
#include "mit-print-picture.h"
#include "mit-print-raster.h"
#include "print-fixture.h"

#include <locale.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

static MitPrintPicture *
load (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  MitPrintPicture *picture = mit_print_picture_new_from_bytes (bytes, &error);

  g_assert_no_error (error);

  return picture;
}

/* The JPEG within a surface for printing, decoded; inks are as they are in the file. */
static MitPrintRaster *
read_jpeg (cairo_surface_t *surface)
{
  const unsigned char *data;
  unsigned long        size;
  g_autoptr (GBytes) jpeg = NULL;
  MitPrintRaster *raster;

  cairo_surface_get_mime_data (surface, CAIRO_MIME_TYPE_JPEG, &data, &size);
  g_assert_nonnull (data);
  jpeg = g_bytes_new (data, size);
  raster = mit_print_jpeg_decode (jpeg, NULL);
  g_assert_nonnull (raster);
  /* The decoder takes libjpeg's Adobe marker for that of Adobe's programs; undo that here. */
  for (gsize i = 0; raster->channels == 4 && i < (gsize) raster->width * raster->height * 4; i++)
    raster->pixels[i] = (guint8) (255 - raster->pixels[i]);

  return raster;
}

static MitPrintRaster *
render (PrintFixture *fixture, GBytes *bytes, const MitPrintCrop *crop, double width_mm, double height_mm)
{
  g_autoptr (MitPrintPicture) picture = load (bytes);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = mit_print_picture_render_print (picture, crop, width_mm, height_mm, fixture->profile, &error);
  MitPrintRaster  *raster;

  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (surface), <=, 32);
  raster = read_jpeg (surface);
  cairo_surface_destroy (surface);

  return raster;
}

static GBytes *
make_plain (guint8 red, guint8 green, guint8 blue, guint8 alpha, const char *type)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha < 255, 8, 20, 10);
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, (guint32) red << 24 | (guint32) green << 16 | (guint32) blue << 8 | alpha);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, NULL, NULL));

  return g_bytes_new_take (data, size);
}

static void
test_photo_becomes_ink (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) red = make_plain (255, 0, 0, 255, "png");
  g_autoptr (MitPrintRaster) raster = render (fixture, red, NULL, 10, 5);

  g_assert_cmpuint (raster->channels, ==, 4);
  g_assert_cmpuint (raster->pixels[0], <, 30);
  g_assert_cmpuint (raster->pixels[1], >, 220);
  g_assert_cmpuint (raster->pixels[2], >, 200);
  g_assert_cmpuint (raster->pixels[3], <, 30);
}

/* What telephones and other programs save. */
static void
test_usual_files_are_read (PrintFixture *fixture, gconstpointer data)
{
  static const char *const types[] = { "png", "jpeg", "tiff", "bmp", "webp" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GBytes) red = make_plain (255, 0, 0, 255, types[i]);
      g_autoptr (MitPrintRaster) raster = render (fixture, red, NULL, 10, 5);

      g_assert_cmpuint (raster->channels, ==, 4);
      g_assert_cmpuint (raster->pixels[1], >, 220);
      g_assert_cmpuint (raster->pixels[0], <, 30);
    }
}

static void
test_fine_photo_is_made_coarser (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) photo = print_fixture_make_photo (1400, 700);
  g_autoptr (MitPrintRaster) small = render (fixture, photo, NULL, 50.8, 25.4);
  g_autoptr (MitPrintRaster) large = render (fixture, photo, NULL, 508, 254);

  g_assert_cmpuint (small->width, ==, 700);
  g_assert_cmpuint (small->height, ==, 350);
  g_assert_cmpuint (large->width, ==, 1400);
}

static void
test_ppi_counts_what_is_shown (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) photo = print_fixture_make_photo (600, 400);
  g_autoptr (MitPrintPicture) picture = load (photo);
  MitPrintCrop half = { 0.5, 0, 0.5, 1 };

  g_assert_cmpfloat_with_epsilon (mit_print_picture_get_ppi (picture, NULL, 50.8, 25.4), 300, 0.01);
  g_assert_cmpfloat_with_epsilon (mit_print_picture_get_ppi (picture, &half, 50.8, 25.4), 150, 0.01);
  g_assert_cmpfloat_with_epsilon (mit_print_picture_get_ppi (picture, NULL, 50.8, 50.8), 200, 0.01);
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  return ((guint32 *) (gpointer) (cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface)))[x] & 0xffffff;
}

static void
test_crop_takes_that_part (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 20);
  g_autoptr (GdkPixbuf) corner = gdk_pixbuf_new_subpixbuf (pixbuf, 20, 10, 20, 10);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (MitPrintPicture) picture = NULL;
  MitPrintCrop     crop = { 0.5, 0.5, 0.5, 0.5 };
  cairo_surface_t *surface;
  char            *bytes;
  gsize            size;

  gdk_pixbuf_fill (pixbuf, 0xff0000ff);
  gdk_pixbuf_fill (corner, 0x0000ffff);
  gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &size, "png", NULL, NULL);
  png = g_bytes_new_take (bytes, size);
  picture = load (png);

  surface = mit_print_picture_render_screen (picture, &crop, 100, 100, NULL);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 20);
  g_assert_cmphex (get_pixel (surface, 0, 0), ==, 0x0000ff);
  g_assert_cmphex (get_pixel (surface, 19, 9), ==, 0x0000ff);
  cairo_surface_destroy (surface);
  surface = mit_print_picture_render_screen (picture, NULL, 4, 2, NULL);
  g_assert_cmphex (get_pixel (surface, 0, 0), ==, 0xff0000);
  g_assert_cmphex (get_pixel (surface, 3, 1), ==, 0x0000ff);
  cairo_surface_destroy (surface);
}

static void
test_grey_needs_one_ink (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) grey = make_plain (128, 128, 128, 255, "png");
  g_autoptr (MitPrintPicture) picture = load (grey);
  g_autoptr (MitPrintRaster) raster = render (fixture, grey, NULL, 10, 5);

  g_assert_true (mit_print_picture_is_grey (picture));
  g_assert_cmpuint (raster->channels, ==, 1);
  g_assert_cmpint (ABS (raster->pixels[0] - 128), <=, 1);
}

static void
test_glass_lies_on_paper (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) glass = make_plain (255, 0, 0, 128, "png");
  g_autoptr (MitPrintPicture) picture = load (glass);
  cairo_surface_t *surface = mit_print_picture_render_screen (picture, NULL, 20, 10, NULL);

  g_assert_cmphex (get_pixel (surface, 0, 0), ==, 0xff7f7f);
  cairo_surface_destroy (surface);
}

/* A JPEG of four inks as libjpeg writes it; with Adobe's marker, which readers take for "inverted". */
static GBytes *
make_ink_jpeg (guint8 c, guint8 m, guint8 y, guint8 k)
{
  guint8 pixels[16 * 16 * 4];

  for (gsize i = 0; i < sizeof pixels; i += 4)
    memcpy (pixels + i, (guint8[]) { c, m, y, k }, 4);

  return mit_print_jpeg_encode (pixels, 16, 16, 4, NULL);
}

static void
test_inverted_inks_are_turned (PrintFixture *fixture, gconstpointer data)
{
  /* Stored upside down: full magenta, nothing else. */
  g_autoptr (GBytes) jpeg = make_ink_jpeg (255, 0, 255, 255);
  g_autoptr (MitPrintRaster) raster = render (fixture, jpeg, NULL, 10, 10);

  g_assert_cmpuint (raster->channels, ==, 4);
  g_assert_cmpuint (raster->pixels[0], <=, 2);
  g_assert_cmpuint (raster->pixels[1], >=, 253);
  g_assert_cmpuint (raster->pixels[3], <=, 2);
}

static void
test_inks_show_on_screen (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = make_ink_jpeg (255, 0, 255, 255);
  g_autoptr (MitPrintPicture) picture = load (jpeg);
  cairo_surface_t *surface = mit_print_picture_render_screen (picture, NULL, 16, 16, NULL);
  guint32          pixel = get_pixel (surface, 8, 8);

  g_assert_cmpuint (pixel >> 16, >, 200);
  g_assert_cmpuint ((pixel >> 8) & 0xff, <, 60);
  cairo_surface_destroy (surface);
}

/* "Exif", a TIFF header and one entry: orientation. */
static GBytes *
add_orientation (GBytes *jpeg, guint8 orientation)
{
  const guint8  app1[] = { 0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
                           0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0 };
  GByteArray   *out = g_byte_array_new ();
  gsize         size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);

  g_byte_array_append (out, data, 2);
  g_byte_array_append (out, app1, sizeof app1);
  g_byte_array_append (out, data + 2, (guint) size - 2);

  return g_byte_array_free_to_bytes (out);
}

/* A dark square in the upper left corner of the file; where it must be seen for each orientation. */
static void
test_photo_is_turned_upright (PrintFixture *fixture, gconstpointer data)
{
  static const int corners[9][2] = { { 0, 0 }, { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 }, { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };
  guint8           pixels[64 * 32];
  g_autoptr (GBytes) jpeg = NULL;

  memset (pixels, 255, sizeof pixels);
  for (int y = 0; y < 16; y++)
    memset (pixels + 64 * y, 0, 16);
  jpeg = mit_print_jpeg_encode (pixels, 64, 32, 1, NULL);

  for (guint8 orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (GBytes) turned = add_orientation (jpeg, orientation);
      g_autoptr (MitPrintPicture) picture = load (turned);
      guint            width = orientation < 5 ? 64 : 32, height = orientation < 5 ? 32 : 64;
      cairo_surface_t *surface = mit_print_picture_render_screen (picture, NULL, width, height, NULL);

      g_assert_cmpuint (mit_print_picture_get_width (picture), ==, width);
      for (int x = 0; x < 2; x++)
        for (int y = 0; y < 2; y++)
          {
            gboolean is_dark = (get_pixel (surface, x ? (int) width - 4 : 3, y ? (int) height - 4 : 3) & 0xff) < 128;

            g_assert_cmpint (is_dark, ==, x == corners[orientation][0] && y == corners[orientation][1]);
          }
      cairo_surface_destroy (surface);
    }
}

static void
test_scaling_keeps_the_mean (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (MitPrintRaster) lines = mit_print_raster_new (100, 100, 1);
  g_autoptr (MitPrintRaster) scaled = NULL;
  guint sum = 0;

  for (guint y = 0; y < 100; y++)
    for (guint x = 0; x < 100; x++)
      mit_print_raster_get_row (lines, y)[x] = (x + y) % 2 ? 255 : 0;
  scaled = mit_print_raster_scale (lines, 0, 0, 100, 100, 37, 41);
  for (guint i = 0; i < 37 * 41; i++)
    {
      sum += scaled->pixels[i];
      g_assert_cmpint (ABS (scaled->pixels[i] - 127), <, 60);
    }
  g_assert_cmpuint (sum / (37 * 41), >=, 126);
  g_assert_cmpuint (sum / (37 * 41), <=, 129);
}

/* Bad files */

static void
assert_refused (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (mit_print_picture_new_from_bytes (bytes, &error));
  g_assert_true (g_error_matches (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PICTURE) || g_error_matches (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PICTURE_SIZE));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
assert_text_refused (const char *text)
{
  assert_refused ((const guint8 *) text, strlen (text));
}

static void
assert_part_refused (GBytes *bytes, double part)
{
  assert_refused (g_bytes_get_data (bytes, NULL), (gsize) ((double) g_bytes_get_size (bytes) * part));
}

static void
test_what_is_no_picture_is_refused (PrintFixture *fixture, gconstpointer data)
{
  assert_text_refused ("");
  assert_text_refused ("a text");
  assert_text_refused ("%PDF-1.6\n%%EOF");
  assert_text_refused ("\xff\xd8\xff");
  assert_text_refused ("\xff\xd8\xff\xe0 and then no JPEG");
  assert_text_refused ("\x89PNG\r\n\x1a\n");
  assert_text_refused ("GIF89a");
}

static void
test_half_a_picture_is_refused (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) photo = print_fixture_make_photo (200, 200);
  g_autoptr (GBytes) png = print_fixture_make_png (200, 200);

  assert_part_refused (photo, 0.5);
  assert_part_refused (photo, 0.9);
  assert_part_refused (png, 0.5);
  assert_part_refused (png, 0.05);
}

static GBytes *
patch (GBytes *bytes, gsize offset, const guint8 *patch_data, gsize size)
{
  guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  memcpy (copy + offset, patch_data, size);

  return g_bytes_new_take (copy, g_bytes_get_size (bytes));
}

static guint32
crc32 (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }

  return ~crc;
}

/* The size that a PNG claims, with its checksum put right. */
static GBytes *
claim_png_size (GBytes *png, guint32 width, guint32 height)
{
  guint32 size[2] = { GUINT32_TO_BE (width), GUINT32_TO_BE (height) };
  g_autoptr (GBytes) sized = patch (png, 16, (const guint8 *) size, sizeof size);
  guint32 crc = GUINT32_TO_BE (crc32 ((const guint8 *) g_bytes_get_data (sized, NULL) + 12, 17));

  return patch (sized, 29, (const guint8 *) &crc, sizeof crc);
}

/* Offset of the height in the frame header, "SOF0". */
static gsize
find_jpeg_size (GBytes *jpeg)
{
  const guint8 *data = g_bytes_get_data (jpeg, NULL);
  gsize         i = 2;

  while (data[i + 1] != 0xc0)
    i += 2 + ((gsize) data[i + 2] << 8 | data[i + 3]);

  return i + 5;
}

static void
test_huge_claims_are_refused (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) png = print_fixture_make_png (20, 20);
  g_autoptr (GBytes) photo = print_fixture_make_photo (20, 20);
  g_autoptr (GBytes) huge_png = claim_png_size (png, 100000, 100000);
  g_autoptr (GBytes) empty_png = claim_png_size (png, 0, 20);
  g_autoptr (GBytes) huge_photo = patch (photo, find_jpeg_size (photo), (const guint8[]) { 0xff, 0x00, 0xff, 0x00 }, 4);
  g_autoptr (GError) error = NULL;

  assert_part_refused (huge_png, 1);
  assert_part_refused (empty_png, 1);
  assert_part_refused (huge_photo, 1);
  g_assert_null (mit_print_picture_new_from_bytes (huge_photo, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PICTURE_SIZE);
}

static void
test_junk_profile_is_ignored (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 8, 8);
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (MitPrintRaster) raster = NULL;
  g_autofree char *junk = g_strnfill (400, 'A');
  char            *bytes;
  gsize            size;

  gdk_pixbuf_fill (pixbuf, 0xff0000ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &size, "jpeg", NULL, "icc-profile", junk, NULL));
  jpeg = g_bytes_new_take (bytes, size);
  raster = render (fixture, jpeg, NULL, 10, 10);
  g_assert_cmpuint (raster->pixels[1], >, 200);
}

static void
test_missing_file_is_said (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->target);
  g_autoptr (GError) error = NULL;

  g_assert_null (mit_print_picture_new_from_file (file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_strange_exif_is_ignored (PrintFixture *fixture, gconstpointer data)
{
  const guint8 far_away[] = { 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0xff, 0xff, 0xff, 0xff };
  const guint8 many[] = { 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0, 0xff, 0xff, 1, 2 };
  const guint8 nine[] = { 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 9, 0, 0 };

  for (gsize size = 0; size <= sizeof nine; size++)
    {
      g_autofree guint8 *copy = g_memdup2 (nine, MAX (size, 1));

      g_assert_cmpuint (mit_print_raster_read_exif (copy, size), ==, 0);
    }
  g_assert_cmpuint (mit_print_raster_read_exif (far_away, sizeof far_away), ==, 0);
  g_assert_cmpuint (mit_print_raster_read_exif (many, sizeof many), ==, 0);
}

static void
add (const char *path, void (*test) (PrintFixture *, gconstpointer))
{
  g_test_add (path, PrintFixture, NULL, print_fixture_set_up, test, print_fixture_tear_down);
}

static GBytes *
make_pixels (gboolean is_photo)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 48);
  guint8 *data = gdk_pixbuf_get_pixels (pixbuf);
  gsize   stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf), size;
  char   *png;

  for (guint y = 0; y < 48; y++)
    for (guint x = 0; x < 64; x++)
      {
        guint8 *pixel = data + y * stride + 3 * x;

        pixel[0] = (guint8) (is_photo ? x * 4 : x < 32 ? 0
                                                       : 240);
        pixel[1] = (guint8) (is_photo ? x * 2 : 100);
        pixel[2] = (guint8) (is_photo ? x + y : 50);
      }
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &png, &size, "png", NULL, NULL));

  return g_bytes_new_take (png, size);
}

/* Returns: (nullable): what cairo would put into a PDF as it is */
static GBytes *
get_jpeg (cairo_surface_t *surface)
{
  const guchar *jpeg = NULL;
  gulong        size = 0;

  cairo_surface_get_mime_data (surface, CAIRO_MIME_TYPE_JPEG, &jpeg, &size);

  return jpeg ? g_bytes_new (jpeg, size) : NULL;
}

/* A photo goes into the file as a JPEG; a drawing in pixels does not, it would only be blurred. */
static void
test_only_photos_shrink (PrintFixture *fixture, gconstpointer data)
{
  for (int is_photo = 0; is_photo < 2; is_photo++)
    {
      g_autoptr (GBytes) png = make_pixels (is_photo);
      g_autoptr (MitPrintPicture) picture = load (png);
      cairo_surface_t *surface = mit_print_picture_render_file (picture, NULL, 20, 15, NULL);
      g_autoptr (GBytes) jpeg = get_jpeg (surface);

      g_assert_true ((jpeg != NULL) == is_photo);
      if (jpeg)
        {
          g_autoptr (MitPrintPicture) again = load (jpeg);

          g_assert_cmpfloat (mit_print_picture_get_width (again), ==, 64);
          g_assert_false (mit_print_picture_is_grey (again));
        }
      cairo_surface_destroy (surface);
    }
}

/* Files that go as they are */

static GBytes *
insert (GBytes *jpeg, guint8 marker, const char *content, gsize size)
{
  GByteArray  *out = g_byte_array_new ();
  const guint8 head[] = { 0xff, marker, (guint8) ((size + 2) >> 8), (guint8) (size + 2) };

  g_byte_array_append (out, g_bytes_get_data (jpeg, NULL), 2);
  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, (const guint8 *) content, (guint) size);
  g_byte_array_append (out, (const guint8 *) g_bytes_get_data (jpeg, NULL) + 2, (guint) g_bytes_get_size (jpeg) - 2);

  return g_byte_array_free_to_bytes (out);
}

static gboolean
holds (GBytes *bytes, const char *text)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text)) != NULL;
}

static void
test_fitting_photo_stays_as_it_is (PrintFixture *fixture, gconstpointer data)
{
  static const char place[] = "Exif\0\0II*\0\x08\0\0\0\0\0 taken at 51.05 north";
  g_autoptr (GBytes) photo = print_fixture_make_photo (300, 200);
  g_autoptr (GBytes) noted = insert (photo, 0xe1, place, sizeof place);
  g_autoptr (GBytes) strange = insert (noted, 0xfd, "hidden one", 10);
  g_autoptr (GBytes) small = insert (strange, 0xe0, "JFIF\0\1\1\0\0\1\0\1\1\1 a small picture", 30);
  g_autoptr (GBytes) talking = insert (small, 0xfe, "by Erika", 8);
  g_autoptr (GBytes) long_one = NULL, passed = NULL;
  g_autoptr (MitPrintRaster) before = mit_print_jpeg_decode (photo, NULL), after = NULL;
  g_autoptr (GByteArray) more = g_bytes_unref_to_array (g_bytes_ref (talking));
  double           ppi = 0;
  cairo_surface_t *surface;

  g_byte_array_append (more, (const guint8 *) "a film behind the picture", 25);
  long_one = g_byte_array_free_to_bytes (g_steal_pointer (&more));
  surface = mit_print_picture_pass_file (long_one, 30, 20, &ppi);
  g_assert_nonnull (surface);
  g_assert_cmpfloat_with_epsilon (ppi, 254, 0.01);
  passed = get_jpeg (surface);
  cairo_surface_destroy (surface);
  after = mit_print_jpeg_decode (passed, NULL);
  g_assert_cmpmem (before->pixels, 300 * 200 * 3, after->pixels, 300 * 200 * 3);
  g_assert_false (holds (passed, "51.05") || holds (passed, "Erika") || holds (passed, "film") ||
                  holds (passed, "hidden") || holds (passed, "small"));
}

static void
assert_decoded (GBytes *bytes, double width_mm, double height_mm)
{
  double ppi;

  g_assert_null (mit_print_picture_pass_file (bytes, width_mm, height_mm, &ppi));
}

static void
test_what_does_not_fit_is_decoded (PrintFixture *fixture, gconstpointer data)
{
  static const char display[] = "ICC_PROFILE\0\1\1 Display P3";
  static const char turned[] = "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0";
  g_autoptr (GBytes) photo = print_fixture_make_photo (300, 200);
  g_autoptr (GBytes) png = print_fixture_make_png (300, 200);
  g_autoptr (GBytes) lying = insert (photo, 0xe1, turned, sizeof turned);
  g_autoptr (GBytes) wide = insert (photo, 0xe2, display, sizeof display);
  g_autoptr (GBytes) cut_off = g_bytes_new_from_bytes (photo, 0, g_bytes_get_size (photo) - 2);
  g_autoptr (GBytes) inks = NULL;
  guint8 pixels[4 * 30 * 20] = { 0 };

  inks = mit_print_jpeg_encode (pixels, 30, 20, 4, NULL);
  assert_decoded (png, 30, 20);
  assert_decoded (photo, 20, 20); /* would be cut off */
  assert_decoded (photo, 15, 10); /* finer than anybody sees */
  assert_decoded (lying, 30, 20);
  assert_decoded (wide, 30, 20);
  assert_decoded (cut_off, 30, 20);
  assert_decoded (inks, 3, 2);
  for (gsize size = 0; size < g_bytes_get_size (photo) - 1; size += 97)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (photo, 0, size);

      assert_decoded (part, 30, 20);
    }
}

/* 48 megapixels as a JPEG of few bytes: kept coarser, and counted as what it is. */
static void
test_huge_photo_is_made_coarser (PrintFixture *fixture, gconstpointer data)
{
  g_autofree guint8 *pixels = g_malloc0 (8000 * 6000);
  g_autoptr (GBytes) jpeg = mit_print_jpeg_encode (pixels, 8000, 6000, 1, NULL);
  g_autoptr (MitPrintPicture) picture = load (jpeg);
  cairo_surface_t *surface = mit_print_picture_render_screen (picture, NULL, 20000, 20000, NULL);

  g_assert_cmpfloat (mit_print_picture_get_width (picture), ==, 8000);
  g_assert_cmpfloat_with_epsilon (mit_print_picture_get_ppi (picture, NULL, 254, 190.5), 800, 0.01);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 4000);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add ("/print/picture/photo-becomes-ink", test_photo_becomes_ink);
  add ("/print/picture/usual-files-are-read", test_usual_files_are_read);
  add ("/print/picture/fine-photo-is-made-coarser", test_fine_photo_is_made_coarser);
  add ("/print/picture/ppi-counts-what-is-shown", test_ppi_counts_what_is_shown);
  add ("/print/picture/crop-takes-that-part", test_crop_takes_that_part);
  add ("/print/picture/grey-needs-one-ink", test_grey_needs_one_ink);
  add ("/print/picture/glass-lies-on-paper", test_glass_lies_on_paper);
  add ("/print/picture/inverted-inks-are-turned", test_inverted_inks_are_turned);
  add ("/print/picture/inks-show-on-screen", test_inks_show_on_screen);
  add ("/print/picture/photo-is-turned-upright", test_photo_is_turned_upright);
  add ("/print/picture/scaling-keeps-the-mean", test_scaling_keeps_the_mean);
  add ("/print/picture/what-is-no-picture-is-refused", test_what_is_no_picture_is_refused);
  add ("/print/picture/half-a-picture-is-refused", test_half_a_picture_is_refused);
  add ("/print/picture/huge-claims-are-refused", test_huge_claims_are_refused);
  add ("/print/picture/junk-profile-is-ignored", test_junk_profile_is_ignored);
  add ("/print/picture/missing-file-is-said", test_missing_file_is_said);
  add ("/print/picture/strange-exif-is-ignored", test_strange_exif_is_ignored);
  add ("/print/picture/only-photos-shrink", test_only_photos_shrink);
  add ("/print/picture/fitting-photo-stays-as-it-is", test_fitting_photo_stays_as_it_is);
  add ("/print/picture/what-does-not-fit-is-decoded", test_what_does_not_fit_is_decoded);
  add ("/print/picture/huge-photo-is-made-coarser", test_huge_photo_is_made_coarser);

  return g_test_run ();
}
