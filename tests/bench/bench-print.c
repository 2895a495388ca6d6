// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-bench.h"
#include "mit-test-register.h"

#include <mit-brochure-export.h>
#include <mit-brochure-screen.h>
#include <mit-units.h>

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <lcms2.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <jpeglib.h>

/*
 * A brochure of 24 pages A5 with 8,000 words and 24 photos, for the press and for the screen. The bounds draw the same pages
 * with cairo, Pango and lcms2 and nothing else: no checks, no boxes, no tags.
 */

#define N_PAGES 24
#define N_WORDS 334 /* on a page */
#define N_SCREEN_RUNS 5
#define N_AGAIN_RUNS 3
#define PHOTO_WIDTH 1754
#define PHOTO_HEIGHT 1240

#define PAGE_WIDTH 148.0 /* mm */
#define PAGE_HEIGHT 210.0
#define BLEED 3.0
#define PHOTO_MM 105.0 /* high; across the whole page */

/* Photos */

static GBytes *
encode (const guint8 *pixels, int width, int height, int channels)
{
  struct jpeg_compress_struct info = { 0 };
  struct jpeg_error_mgr       errors;
  unsigned char              *buffer = NULL;
  unsigned long               size = 0;
  GBytes                     *jpeg;

  info.err = jpeg_std_error (&errors);
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &buffer, &size);
  info.image_width = (JDIMENSION) width;
  info.image_height = (JDIMENSION) height;
  info.input_components = channels;
  info.in_color_space = channels == 4 ? JCS_CMYK : JCS_RGB;
  jpeg_set_defaults (&info);
  if (channels == 4)
    jpeg_set_colorspace (&info, JCS_CMYK);
  jpeg_set_quality (&info, 92, TRUE);
  if (channels == 4)
    info.optimize_coding = TRUE;
  jpeg_start_compress (&info, TRUE);
  while (info.next_scanline < info.image_height)
    {
      JSAMPROW row = (JSAMPROW) pixels + (gsize) info.next_scanline * (gsize) (width * channels);

      jpeg_write_scanlines (&info, &row, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  jpeg = g_bytes_new (buffer, size);
  free (buffer);

  return jpeg;
}

/* Smooth light with edges and grain in it, as a camera sees a room. */
static GBytes *
make_photo (GRand *rand)
{
  g_autofree guint8 *pixels = g_malloc ((gsize) PHOTO_WIDTH * PHOTO_HEIGHT * 3);
  double             wave[3][3];

  for (int c = 0; c < 3; c++)
    for (int i = 0; i < 3; i++)
      wave[c][i] = g_rand_double_range (rand, 0.002, 0.02);
  for (int y = 0; y < PHOTO_HEIGHT; y++)
    for (int x = 0; x < PHOTO_WIDTH; x++)
      for (int c = 0; c < 3; c++)
        {
          double edge = fmod (x * wave[c][0] + y * wave[c][1], 1) > 0.7 ? 40 : 0;
          double light = 110 + 70 * sin (x * wave[c][1]) * cos (y * wave[c][2]) + edge + g_rand_double_range (rand, -4, 4);

          pixels[3 * (y * PHOTO_WIDTH + x) + c] = (guint8) CLAMP (light, 0, 255);
        }

  return encode (pixels, PHOTO_WIDTH, PHOTO_HEIGHT, 3);
}

/* Text */

static char *
make_text (GRand *rand)
{
  static const char *const words[] = { "wir", "und", "die", "mit", "für", "alle", "gemeinsam", "Menschen",
                                       "Mitglieder", "Stadtteil", "Beteiligung", "Nahverkehr", "Veranstaltung", "entscheiden", "vorbereiten", "Mitgliederversammlung" };
  GString                 *text = g_string_new (NULL);

  for (int i = 0; i < N_WORDS; i++)
    g_string_append_printf (text, "%s%s", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], i % 12 == 11 ? ". " : " ");

  return g_string_free_and_steal (text);
}

typedef struct
{
  GPtrArray *photos; /* GBytes */
  GPtrArray *texts;  /* char */
} Content;

static void
content_clear (Content *self)
{
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Content, content_clear)

static void
content_init (Content *self)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  self->photos = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < N_PAGES; i++)
    {
      g_ptr_array_add (self->photos, make_photo (rand));
      g_ptr_array_add (self->texts, make_text (rand));
    }
}

/* Ours */

/* One story that goes on through frames on all pages. */
static void
write_text (const Content *content, GString *json)
{
  g_string_append (json, "{ \"kind\": \"text\", \"name\": \"text\", \"label\": \"Text\", \"box\": [12, 110, 124, 92], \"styles\": [\"body\"], \"text\": [");
  for (int i = 0; i < N_PAGES; i++)
    g_string_append_printf (json, "%s[\"body\", \"%s\"]", i > 0 ? "," : "", (const char *) content->texts->pdata[i]);
  g_string_append (json, "] } ] }");
}

static GBytes *
write_design (const Content *content)
{
  GString *json = g_string_new ("{ \"title\": \"Bench\", \"width\": 148, \"height\": 210,"
                                "  \"styles\": { \"body\": { \"family\": \"Lato\", \"size\": 7, \"leading\": 8.5, \"align\": \"justify\", \"hyphenate\": true, \"role\": \"P\" } },"
                                "  \"pages\": [");

  for (int i = 0; i < N_PAGES; i++)
    {
      g_string_append_printf (json, "%s{ \"name\": \"%d\", \"frames\": [ { \"kind\": \"picture\", \"name\": \"photo-%d\", \"label\": \"Photo\","
                                    " \"box\": [0, 0, 148, 105], \"source\": \"cover.svg\", \"about\": \"Photo\" },",
                              i > 0 ? "," : "", i, i);
      if (i == 0)
        write_text (content, json);
      else
        g_string_append (json, "{ \"kind\": \"more\", \"begins\": \"text\", \"box\": [12, 110, 124, 92] } ] }");
    }
  g_string_append (json, "] }");

  return g_string_free_to_bytes (json);
}

static void
picture_free (gpointer data)
{
  MitBrochurePicture *picture = data;

  g_free (picture->hash);
  g_free (picture->about);
  g_clear_pointer (&picture->bytes, g_bytes_unref);
  g_free (picture);
}

static MitBrochure *
make_brochure (const Content *content)
{
  MitBrochure *self = g_new0 (MitBrochure, 1);
  g_autoptr (GBytes) json = write_design (content);
  g_autoptr (GError) error = NULL;

  self->id = mit_id_new ();
  self->title = g_strdup ("Bench");
  self->design = mit_brochure_template_parse ("bench", json, &error);
  g_assert_no_error (error);
  self->stories = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (self->stories, (gpointer) "text", mit_brochure_template_find (self->design, "text")->drafts);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, picture_free);
  for (guint i = 0; i < N_PAGES; i++)
    {
      MitBrochurePicture *picture = g_new0 (MitBrochurePicture, 1);

      picture->bytes = g_bytes_ref (content->photos->pdata[i]);
      picture->hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture->bytes);
      picture->about = g_strdup ("Photo");
      g_hash_table_insert (self->pictures, g_strdup_printf ("photo-%u", i), picture);
    }

  return self;
}

static MitBrochureExport *
make_export (MitTestRegister *empty, const Content *content)
{
  MitBrochureExport *self = g_new0 (MitBrochureExport, 1);

  self->brochure = make_brochure (content);
  self->data = mit_brochure_data_load (mit_store_reader (empty->store), mit_date_new (2026, 11, 27), NULL);
  self->preset = mit_print_preset_get_default ();

  return self;
}

static double
measure_export (MitBrochureExport *work, MitBrochureExportWrite write, const char *path)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  double seconds;

  write (work, path, &error);
  seconds = mit_bench_since (start);
  g_assert_no_error (error);
  /* All that was asked for stands in the file: a page without its text would be fast. */
  for (guint i = 0; i < work->findings->len; i++)
    {
      MitBrochureRule rule = ((MitBrochureFinding *) work->findings->pdata[i])->rule;

      g_assert_true (rule != MIT_BROCHURE_NO_TEXT && rule != MIT_BROCHURE_NO_PICTURE && rule != MIT_BROCHURE_OVERFLOW);
    }

  return seconds;
}

/* Bounds */

static guint8 *
decode (GBytes *jpeg)
{
  struct jpeg_decompress_struct info = { 0 };
  struct jpeg_error_mgr         errors;
  gsize                         size;
  const guint8                 *data = g_bytes_get_data (jpeg, &size);
  guint8                       *pixels = g_malloc ((gsize) PHOTO_WIDTH * PHOTO_HEIGHT * 3);

  info.err = jpeg_std_error (&errors);
  jpeg_create_decompress (&info);
  jpeg_mem_src (&info, data, size);
  jpeg_read_header (&info, TRUE);
  info.out_color_space = JCS_RGB;
  jpeg_start_decompress (&info);
  while (info.output_scanline < info.output_height)
    {
      JSAMPROW row = pixels + (gsize) info.output_scanline * PHOTO_WIDTH * 3;

      jpeg_read_scanlines (&info, &row, 1);
    }
  jpeg_finish_decompress (&info);
  jpeg_destroy_decompress (&info);

  return pixels;
}

static cmsHTRANSFORM
make_transform (const MitPrintPreset *preset)
{
  g_autofree char *path = mit_print_preset_find_profile (preset, NULL);
  cmsHPROFILE      light = cmsCreate_sRGBProfile (), ink = cmsOpenProfileFromFile (path, "r");
  cmsHTRANSFORM    way = cmsCreateTransform (light, TYPE_RGB_8, ink, TYPE_CMYK_8, INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION);

  cmsCloseProfile (light);
  cmsCloseProfile (ink);

  return way;
}

static GBytes *
convert_photo (GBytes *photo, cmsHTRANSFORM way)
{
  g_autofree guint8 *light = decode (photo);
  g_autofree guint8 *ink = g_malloc ((gsize) PHOTO_WIDTH * PHOTO_HEIGHT * 4);

  cmsDoTransform (way, light, ink, PHOTO_WIDTH * PHOTO_HEIGHT);

  return encode (ink, PHOTO_WIDTH, PHOTO_HEIGHT, 4);
}

static void
draw_photo (cairo_t *cr, GBytes *jpeg)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, PHOTO_WIDTH, PHOTO_HEIGHT);

  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg), (cairo_destroy_func_t) g_bytes_unref, g_bytes_ref (jpeg));
  cairo_save (cr);
  cairo_scale (cr, MIT_MM (PAGE_WIDTH) / PHOTO_WIDTH, MIT_MM (PHOTO_MM) / PHOTO_HEIGHT);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

static void
draw_text (cairo_t *cr, const char *text)
{
  PangoLayout          *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Lato");

  pango_font_description_set_absolute_size (font, 7 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (MIT_MM (124) * PANGO_SCALE));
  pango_layout_set_justify (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, MIT_MM (12), MIT_MM (110));
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
}

static double
measure_bare (const Content *content, const MitPrintPreset *preset, const char *path)
{
  gint64           start = g_get_monotonic_time ();
  cmsHTRANSFORM    way = preset ? make_transform (preset) : NULL;
  cairo_surface_t *surface = cairo_pdf_surface_create (path, MIT_MM (PAGE_WIDTH + 2 * BLEED), MIT_MM (PAGE_HEIGHT + 2 * BLEED));
  cairo_t         *cr = cairo_create (surface);

  for (int i = 0; i < N_PAGES; i++)
    {
      g_autoptr (GBytes) photo = way ? convert_photo (content->photos->pdata[i], way) : g_bytes_ref (content->photos->pdata[i]);

      draw_photo (cr, photo);
      draw_text (cr, content->texts->pdata[i]);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_clear_pointer (&way, cmsDeleteTransform);

  return mit_bench_since (start);
}

static void
print_size (const char *name, const char *path)
{
  GStatBuf buffer;

  g_assert_cmpint (g_stat (path, &buffer), ==, 0);
  printf ("%s: %.1f MB\n", name, (double) buffer.st_size / 1e6);
}

/* A third of a second, in which the disk alone may take a tenth: the best of some runs, of both. */
static void
measure_screen (MitBrochureExport *work, const Content *content, const char *path, const char *bare)
{
  double bound = G_MAXDOUBLE, first = G_MAXDOUBLE, again = G_MAXDOUBLE;

  for (int i = 0; i < N_SCREEN_RUNS; i++)
    {
      g_autoptr (MitBrochureArtCache) cache = mit_brochure_art_cache_new ();

      mit_brochure_export_set_cache (work, cache);
      bound = MIN (bound, measure_bare (content, NULL, bare));
      first = MIN (first, measure_export (work, mit_brochure_screen_write, path));
      again = MIN (again, measure_export (work, mit_brochure_screen_write, path));
    }
  mit_bench_print ("for the screen", first, bound);
  print_size ("ours", path);
  print_size ("bare", bare);
  mit_bench_print ("the same with photos that were made before", again, bound);
}

int
main (int argc, char **argv)
{
  g_auto (MitTestRegister) empty = { 0 };
  g_auto (Content) content = { 0 };
  g_autoptr (MitBrochureExport) work = NULL;
  g_autoptr (MitBrochureArtCache) cache = mit_brochure_art_cache_new ();
  g_autofree char *path = NULL, *bare = NULL;
  double           bound, again = G_MAXDOUBLE;

  mit_test_init (&argc, &argv);
  mit_test_register_init (&empty);
  content_init (&content);
  path = mit_test_register_file (&empty, "ours.pdf");
  bare = mit_test_register_file (&empty, "bare.pdf");
  work = make_export (&empty, &content);
  mit_brochure_export_set_cache (work, cache);
  /* Fonts and the hyphens' dictionary are read once. */
  measure_export (work, mit_brochure_screen_write, path);

  bound = measure_bare (&content, work->preset, bare);
  mit_bench_print ("24 pages with 24 photos for the press", measure_export (work, mit_brochure_export_write, path), bound);
  print_size ("ours", path);
  print_size ("bare", bare);
  for (int i = 0; i < N_AGAIN_RUNS; i++)
    again = MIN (again, measure_export (work, mit_brochure_export_write, path));
  mit_bench_print ("the same with photos that were made before", again, bound);
  measure_screen (work, &content, path, bare);

  return 0;
}
