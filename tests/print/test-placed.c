// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE /* memmem */

#include "mit-print-check.h"
#include "mit-print-error.h"
#include "mit-print-object.h"
#include "mit-print-picture.h"
#include "mit-print-reading.h"
#include "mit-units.h"
#include "print-fixture.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* A PDF as other programs write it: one page, with @page, @resources and @catalog as further entries. The table of its objects is
 * missing, which readers put up with. */
static GBytes *
make_pdf (const char *page, const char *resources, const char *content, const char *catalog)
{
  GString *pdf = g_string_new ("%PDF-1.7\n");

  g_string_append_printf (pdf, "1 0 obj << /Type /Catalog /Pages 2 0 R %s >> endobj\n", catalog);
  g_string_append (pdf, "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n");
  g_string_append_printf (pdf, "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 100 50] /Contents 4 0 R /Resources << %s >> %s >> endobj\n", resources, page);
  g_string_append_printf (pdf, "4 0 obj << /Length %zu >> stream\n%s\nendstream endobj\n", strlen (content), content);
  g_string_append (pdf, "trailer << /Root 1 0 R /Size 5 >>\n%%EOF\n");

  return g_string_free_to_bytes (pdf);
}

static MitPrintPicture *
load_page (GBytes *bytes, guint page)
{
  g_autoptr (GError) error = NULL;
  MitPrintPicture *picture = mit_print_picture_new_from_page (bytes, page, &error);

  g_assert_no_error (error);

  return picture;
}

static void
assert_refused (GBytes *bytes, guint page, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mit_print_picture_new_from_page (bytes, page, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PICTURE);
  g_assert_nonnull (strstr (error->message, part));
}

static gboolean
holds (GBytes *bytes, const char *text)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text)) != NULL;
}

/* Objects of which only some belong to a page; the streams are not packed, so that a test can look for what is in them. */
#define SHARED "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"                                                                                                             \
               "2 0 obj << /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 100 50] /Resources << /XObject << /A 5 0 R /B 6 0 R >> >> >> endobj\n"                                \
               "3 0 obj << /Type /Page /Parent 2 0 R /Contents 7 0 R >> endobj\n4 0 obj << /Type /Page /Parent 2 0 R /Contents 8 0 R >> endobj\n"                                         \
               "5 0 obj << /Type /XObject /Subtype /Image /Name (FIRSTFIRST) /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >> stream\nF\nendstream endobj\n"   \
               "6 0 obj << /Type /XObject /Subtype /Image /Name (SECONDSECOND) /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >> stream\nS\nendstream endobj\n" \
               "7 0 obj << /Length 5 >> stream\n/A Do\nendstream endobj\n8 0 obj << /Length 5 >> stream\n/B Do\nendstream endobj\n"                                                       \
               "trailer << /Root 1 0 R /Size 9 >>\n%%EOF\n"

#define BARE_FORM "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"                                                                                                        \
                  "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 1 1] >> endobj\n"                                                                                      \
                  "3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /F 5 0 R /I 6 0 R >> >> >> endobj\n"                                                  \
                  "4 0 obj << /Length 5 >> stream\n/F Do\nendstream endobj\n"                                                                                                           \
                  "5 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 5 >> stream\n/I Do\nendstream endobj\n"                                                             \
                  "6 0 obj << /Type /XObject /Subtype /Image /Name (NEEDED) /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Length 3 >> stream\nNEE\nendstream endobj\n" \
                  "trailer << /Root 1 0 R /Size 7 >>\n%%EOF\n"

/* What a test places; the drawing function of the fixture takes nothing else along. */
static cairo_surface_t *placed;

static void
draw_placed (cairo_t *cr, PrintFixture *fixture, guint page)
{
  cairo_save (cr);
  cairo_translate (cr, 60, 80);
  cairo_scale (cr, 200.0 / cairo_image_surface_get_width (placed), 100.0 / cairo_image_surface_get_height (placed));
  cairo_set_source_surface (cr, placed, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

/* Place the page on paper and write the file for the print shop. */
static void
write_with (PrintFixture *fixture, GBytes *bytes, const MitPrintCrop *crop)
{
  g_autoptr (MitPrintPicture) picture = load_page (bytes, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;

  placed = mit_print_picture_render_print (picture, crop, 70, 35, fixture->profile, &error);
  g_assert_no_error (error);
  pdf = print_fixture_draw (fixture, draw_placed, 2);
  cairo_surface_destroy (placed);
  mit_print_pass_run (pdf, &fixture->options, fixture->target, &error);
  g_assert_no_error (error);
}

static void
assert_written (PrintFixture *fixture, const char *content)
{
  g_autofree char *text = g_string_free (print_fixture_read_text (fixture->target), FALSE);

  if (!strstr (text, content))
    g_error ("“%s” is not in: %s", content, text);
}

/* The form that was placed on a page, from 0. */
static qpdf_oh
find_form_on (qpdf_data pdf, gsize page)
{
  qpdf_oh pictures = mit_print_object_get_path (pdf, qpdf_get_page_n (pdf, page), "/Resources", "/XObject", NULL);
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, pictures);

  g_assert_cmpuint (keys->len, ==, 1);

  return mit_print_object_get (pdf, pictures, keys->pdata[0]);
}

static qpdf_oh
find_form (qpdf_data pdf)
{
  return find_form_on (pdf, 0);
}

static void
test_inks_and_lines_stay (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) page = make_pdf ("", "", "0.1 0.25 0.33 0.4 k 10 10 40 20 re f", "");
  g_autoptr (GPtrArray) findings = NULL;
  qpdf_data pdf;

  write_with (fixture, page, NULL);
  assert_written (fixture, "0.1 0.25 0.33 0.4 k");
  assert_written (fixture, "10 10 40 20 re");
  findings = mit_print_check_file (fixture->target, MIT_PRINT_RULES_X4, NULL);
  g_assert_cmpuint (findings->len, ==, 0);

  pdf = mit_print_object_open_file (fixture->target, NULL);
  g_assert_true (mit_print_object_is_name (pdf, mit_print_object_get (pdf, find_form (pdf), "/Subtype"), "/Form"));
  /* On both pages it is the same one. */
  g_assert_cmpint (qpdf_oh_get_object_id (pdf, find_form (pdf)), >, 0);
  g_assert_cmpint (qpdf_oh_get_object_id (pdf, find_form (pdf)), ==, qpdf_oh_get_object_id (pdf, find_form_on (pdf, 1)));
  mit_print_object_close (&pdf);
}

static void
test_colours_of_the_screen_become_ink (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) page = make_pdf ("", "", "1 0 0 rg 0 0 10 10 re f BT 0 Tr 0 g ET 0 0 0 RG 0.2 w 0 0 m 5 5 l S", "");
  g_autofree char *text = NULL;

  write_with (fixture, page, NULL);
  text = g_string_free (print_fixture_read_text (fixture->target), FALSE);
  g_assert_null (strstr (text, "1 0 0 rg"));
  assert_written (fixture, "0 0 0 1 K");
}

/* Ways to paint that are not turned into ink here get a colour space that the print shop can turn. */
static void
test_other_ways_to_paint_are_let_through (PrintFixture *fixture, gconstpointer data)
{
  static const char resources[] =
    "/Shading << /S1 << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 100 0]"
    " /Function << /FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1] /Length 20 >> >> >>"
    " /ColorSpace << /C1 [/Indexed /DeviceRGB 1 <ff000000ff00>] /C2 [/Separation /Spot /DeviceRGB << /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [0 0 1] /N 1 >>] >>"
    " /ExtGState << /G1 << /OP true /op true /OPM 1 /TR /Identity >> >>";
  g_autoptr (GBytes) page = make_pdf ("/Group << /S /Transparency /CS /DeviceRGB >>", resources,
                                      "/G1 gs /C1 cs 1 sc 0 0 5 5 re f /C2 cs 0.5 scn 5 5 5 5 re f /S1 sh "
                                      "q 5 0 0 5 20 20 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q BT 0 0 0 1 k ET",
                                      "");
  g_autoptr (GPtrArray) findings = NULL;
  qpdf_data pdf;
  qpdf_oh   resources_of_form;

  write_with (fixture, page, NULL);
  findings = mit_print_check_file (fixture->target, MIT_PRINT_RULES_X4, NULL);
  g_assert_false (mit_print_check_has_errors (findings));
  pdf = mit_print_object_open_file (fixture->target, NULL);
  resources_of_form = mit_print_object_get (pdf, find_form (pdf), "/Resources");
  g_assert_true (qpdf_oh_is_array (pdf, mit_print_object_get_path (pdf, resources_of_form, "/ColorSpace", "/DefaultRGB", NULL)));
  g_assert_false (mit_print_object_has (pdf, mit_print_object_get_path (pdf, resources_of_form, "/ExtGState", "/G1", NULL), "/TR"));
  /* Whoever made the page says what prints over what. */
  g_assert_false (mit_print_object_has (pdf, mit_print_object_get (pdf, resources_of_form, "/ExtGState"), "/MitOver"));
  mit_print_object_close (&pdf);
}

static void
test_nothing_else_comes_along (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) page = make_pdf ("/Annots [ << /Type /Annot /Subtype /Link /A << /URI (https://secret.example.org) >> >> ] /AA << >>", "",
                                      "/P <</MCID 0>> BDC /Artifact BMC 0 0 5 5 re f EMC EMC",
                                      "/OpenAction << /JS (secret) >> /Names << >> /StructTreeRoot << >>");
  g_autoptr (MitPrintPicture) picture = load_page (page, 1);
  GBytes   *kept = mit_print_picture_get_page (picture);
  qpdf_data pdf = mit_print_object_open_bytes (kept, NULL);
  g_autoptr (GBytes) content = mit_print_object_get_page_content (pdf, qpdf_get_page_n (pdf, 0));

  g_assert_false (holds (kept, "secret"));
  g_assert_false (holds (content, "BDC") || holds (content, "EMC") || holds (content, "BMC"));
  g_assert_false (mit_print_object_has (pdf, qpdf_get_root (pdf), "/StructTreeRoot"));
  g_assert_false (mit_print_object_has (pdf, qpdf_get_page_n (pdf, 0), "/Annots"));
  mit_print_object_close (&pdf);
}

static void
draw_pages (cairo_t *cr, PrintFixture *fixture, guint page)
{
  cairo_rectangle (cr, 0, 0, 10, 10);
  cairo_fill (cr);
}

static void
test_one_page_of_several_is_taken (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, draw_pages, 3);
  g_autoptr (MitPrintPicture) picture = load_page (pdf, 2);
  g_autoptr (MitPrintPicture) again = load_page (mit_print_picture_get_page (picture), 1);

  g_assert_cmpuint (mit_print_picture_get_n_pages (picture), ==, 3);
  g_assert_true (mit_print_picture_is_drawing (picture));
  g_assert_cmpuint (mit_print_picture_get_n_pages (again), ==, 1);
  g_assert_cmpfloat_with_epsilon (mit_print_picture_get_width (again), MIT_MM (FIXTURE_WIDTH_MM + 2 * FIXTURE_BLEED_MM), 0.1);
  assert_refused (pdf, 4, "no such page");
  assert_refused (pdf, 0, "no such page");
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  return ((guint32 *) (gpointer) (cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface)))[x];
}

/* Two pages with one list of pictures, which only the second one needs all of. */
static void
test_pictures_of_other_pages_stay_at_home (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = g_bytes_new_static (SHARED, sizeof SHARED - 1);
  g_autoptr (MitPrintPicture) first = load_page (pdf, 1), second = load_page (pdf, 2);

  g_assert_true (holds (mit_print_picture_get_page (first), "FIRSTFIRST"));
  g_assert_false (holds (mit_print_picture_get_page (first), "SECONDSECOND"));
  g_assert_true (holds (mit_print_picture_get_page (second), "SECONDSECOND"));
}

/* As old programs write them, a form uses what its page has. */
static void
test_form_without_a_list_uses_the_page_s (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = g_bytes_new_static (BARE_FORM, sizeof BARE_FORM - 1);
  g_autoptr (MitPrintPicture) picture = load_page (pdf, 1);
  cairo_surface_t *surface = mit_print_picture_render_screen (picture, NULL, 10, 10, NULL);

  g_assert_true (holds (mit_print_picture_get_page (picture), "NEEDED"));
  g_assert_cmphex (get_pixel (surface, 5, 5), ==, 0xff4e4545);
  cairo_surface_destroy (surface);
  write_with (fixture, pdf, NULL);
}

/* Whoever has made the page ready says what prints over what; white in grey covers all the same. */
static void
test_prepared_page_stays_as_it_is (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) over = make_pdf ("", "/ExtGState << /G1 << /OP true /op true /OPM 1 >> >>", "/G1 gs 1 g 0 0 5 5 re f 0.2 0.4 0.6 rg 5 5 5 5 re f", "");
  g_autoptr (GBytes) calibrated = make_pdf ("", "/ColorSpace << /DefaultRGB [/CalRGB << /WhitePoint [0.95 1 1.09] >>] >>", "0.2 0.4 0.6 rg 5 5 5 5 re f", "");
  g_autoptr (GBytes) unbalanced = make_pdf ("", "", "q Q Q q 0 0 5 5 re f q", "");

  write_with (fixture, over, NULL);
  assert_written (fixture, "1 g");
  assert_written (fixture, "0.2 0.4 0.6 rg");
  write_with (fixture, calibrated, NULL);
  assert_written (fixture, "0.2 0.4 0.6 rg");
  write_with (fixture, unbalanced, NULL);
}

/* Letters that do not say which they are stay letters in print, and become a picture where somebody may have them read out. */
static void
test_mute_letters_are_drawn (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) page = make_pdf ("", "/Font << /F1 << /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 65 /Widths [9]"
                                          " /Encoding << /Differences [65 /a] >> /CharProcs << /a 4 0 R >> >> >>",
                                      "/F1 9 Tf 9 0 0 0 9 9 d1 0 0 9 9 re f", "");
  g_autoptr (GBytes) plain = make_pdf ("", "", "0 0 9 9 re f", "");
  GBytes *pages[] = { page, plain };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (MitPrintPicture) picture = load_page (pages[i], 1);
      cairo_surface_t *surface = mit_print_picture_render_file (picture, NULL, 25.4, 12.7, NULL);

      /* A page travels behind one pixel. */
      g_assert_cmpint (cairo_image_surface_get_width (surface), ==, i == 0 ? 200 : 1);
      cairo_surface_destroy (surface);
    }
}

static void
test_bleed_is_known (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) page = make_pdf ("/TrimBox [10 10 90 40] /BleedBox [5 4 95 46] /Rotate 90 /UserUnit 2", "", "0 0 100 50 re f", "");
  g_autoptr (MitPrintPicture) picture = load_page (page, 1), again = NULL;

  g_assert_cmpfloat_with_epsilon (mit_print_picture_get_width (picture), 60, 0.001);
  g_assert_cmpfloat_with_epsilon (mit_print_picture_get_height (picture), 160, 0.001);
  g_assert_cmpfloat_with_epsilon (mit_print_picture_get_bleed (picture), 10, 0.001);
  /* What is kept of it is read again each time. */
  again = load_page (mit_print_picture_get_page (picture), 1);
  g_assert_cmpfloat_with_epsilon (mit_print_picture_get_bleed (again), 10, 0.001);
  g_assert_cmpfloat_with_epsilon (mit_print_picture_get_width (again), 60, 0.001);
}

/* A black corner, upright at the lower left: where it stands when the page is turned. */
static void
test_turned_page_stands_upright (PrintFixture *fixture, gconstpointer data)
{
  static const int corners[4][2] = { { 0, 1 }, { 0, 0 }, { 1, 0 }, { 1, 1 } }; /* left, top is 0 */

  for (int turn = 0; turn < 4; turn++)
    {
      g_autofree char *entry = g_strdup_printf ("/Rotate %d", 90 * turn);
      g_autoptr (GBytes) page = make_pdf (entry, "", "0 0 10 10 re f", "");
      g_autoptr (MitPrintPicture) picture = load_page (page, 1);
      cairo_surface_t *surface = mit_print_picture_render_screen (picture, NULL, 40, 40, NULL);
      qpdf_data        pdf;
      double           m[6], box[4], x, y;

      for (int corner = 0; corner < 4; corner++)
        g_assert_cmphex (get_pixel (surface, corners[corner][0] ? 39 : 0, corners[corner][1] ? 39 : 0), ==,
                         corner == turn ? 0xff000000 : 0);
      cairo_surface_destroy (surface);

      write_with (fixture, page, NULL);
      pdf = mit_print_object_open_file (fixture->target, NULL);
      g_assert_true (mit_print_object_get_numbers (pdf, mit_print_object_get (pdf, find_form (pdf), "/Matrix"), m, 6));
      g_assert_true (mit_print_object_get_numbers (pdf, mit_print_object_get (pdf, find_form (pdf), "/BBox"), box, 4));
      x = 5 * m[0] + 5 * m[2] + m[4];
      y = 5 * m[1] + 5 * m[3] + m[5];
      g_assert_true ((x > 0.5) == (corners[turn][0] == 1) && x > 0 && x < 1);
      g_assert_true ((y < 0.5) == (corners[turn][1] == 1) && y > 0 && y < 1);
      g_assert_cmpfloat_with_epsilon (box[2] - box[0], 100, 0.001);
      g_assert_cmpfloat_with_epsilon (box[3] - box[1], 50, 0.001);
      mit_print_object_close (&pdf);
    }
}

/* The right half of the page alone. */
static void
test_part_of_a_page_fills_the_frame (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) page = make_pdf ("", "", "50 0 10 50 re f", "");
  g_autoptr (MitPrintPicture) picture = load_page (page, 1);
  MitPrintCrop     half = { 0.5, 0, 0.5, 1 };
  cairo_surface_t *surface = mit_print_picture_render_screen (picture, &half, 50, 50, NULL);
  qpdf_data        pdf;
  double           m[6], box[4];

  g_assert_cmphex (get_pixel (surface, 5, 25), ==, 0xff000000);
  g_assert_cmphex (get_pixel (surface, 15, 25), ==, 0);
  cairo_surface_destroy (surface);
  write_with (fixture, page, &half);
  pdf = mit_print_object_open_file (fixture->target, NULL);
  mit_print_object_get_numbers (pdf, mit_print_object_get (pdf, find_form (pdf), "/Matrix"), m, 6);
  mit_print_object_get_numbers (pdf, mit_print_object_get (pdf, find_form (pdf), "/BBox"), box, 4);
  g_assert_cmpfloat_with_epsilon (50 * m[0] + m[4], 0, 0.0001);
  g_assert_cmpfloat_with_epsilon (100 * m[0] + m[4], 1, 0.0001);
  g_assert_cmpfloat_with_epsilon (box[0], 50, 0.001);
  mit_print_object_close (&pdf);
}

static void
test_drawing_stays_a_drawing (PrintFixture *fixture, gconstpointer data)
{
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='96' height='48'><path d='M0 0h48v48z' fill='#e30613'/></svg>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (svg, strlen (svg));
  g_autoptr (MitPrintPicture) picture = load_page (bytes, 1);
  qpdf_data pdf;

  g_assert_cmpfloat_with_epsilon (mit_print_picture_get_width (picture), 72, 0.01);
  g_assert_cmpfloat (mit_print_picture_get_ppi (picture, NULL, 10, 10), ==, 0);
  write_with (fixture, bytes, NULL);
  pdf = mit_print_object_open_file (fixture->target, NULL);
  g_assert_true (mit_print_object_is_name (pdf, mit_print_object_get (pdf, find_form (pdf), "/Subtype"), "/Form"));
  mit_print_object_close (&pdf);
}

/* What cannot be placed */

static GBytes *
lock (GBytes *bytes)
{
  qpdf_data pdf = mit_print_object_open_bytes (bytes, NULL);
  GBytes   *locked;

  qpdf_init_write_memory (pdf);
  qpdf_set_r6_encryption_parameters2 (pdf, "open", "own", QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, qpdf_r3p_full, QPDF_TRUE);
  qpdf_write (pdf);
  locked = g_bytes_new (qpdf_get_buffer (pdf), qpdf_get_buffer_length (pdf));
  mit_print_object_close (&pdf);

  return locked;
}

static void
test_what_cannot_be_placed_is_said (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) page = make_pdf ("", "", "0 0 5 5 re f", "");
  g_autoptr (GBytes) layers = make_pdf ("", "", "0 0 5 5 re f", "/OCProperties << /OCGs [] /D << /OFF [<< /Type /OCG >>] >> >>");
  g_autoptr (GBytes) broken = make_pdf ("", "", "0 0 (5 5 re f", "");
  g_autoptr (GBytes) flat = make_pdf ("/TrimBox [0 0 0 0] /CropBox [1 1 1 1]", "", "0 0 5 5 re f", "");
  g_autoptr (GBytes) vast = make_pdf ("/TrimBox [0 0 1000000000 50]", "", "0 0 5 5 re f", "");
  g_autoptr (GBytes) fontless = make_pdf ("", "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>", "BT /F1 9 Tf (x) Tj ET", "");
  g_autoptr (GBytes) stamped = make_pdf ("/Annots [<< /Type /Annot /Subtype /Stamp /F 4 /AP << >> /Rect [0 0 5 5] >>]", "", "0 0 5 5 re f", "");
  g_autoptr (GBytes) locked = lock (page);
  g_autoptr (GBytes) svg = g_bytes_new_static ("<svg xmlns='http://www.w3.org/2000/svg'><path", 45);
  g_autoptr (MitPrintPicture) sized = load_page (flat, 1);

  assert_refused (locked, 1, "password");
  assert_refused (layers, 1, "layers");
  assert_refused (stamped, 1, "notes");
  assert_refused (fontless, 1, "fonts");
  assert_refused (broken, 1, "damaged");
  assert_refused (vast, 1, "damaged");
  assert_refused (svg, 1, "damaged");
  g_assert_cmpfloat_with_epsilon (mit_print_picture_get_width (sized), 100, 0.001);
}

/* The reader itself */

static void
set_reader (PrintFixture *fixture, const char *script)
{
  g_autofree char *path = g_build_filename (fixture->folder, "mitmachen-picture-reader", NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n%s\n", script);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  g_setenv ("MITMACHEN_READERS", fixture->folder, TRUE);
}

static void
test_reader_dies_alone (PrintFixture *fixture, gconstpointer data)
{
  static const char *const scripts[] = {
    "kill -SEGV $$",
    "kill -ABRT $$",
    "exit 1",
    "exit 0",
    "printf MITREAD1 >&4",
    "printf 'MITREAD1\\001\\000\\000\\000\\377\\377\\377\\177\\377\\377\\377\\177\\003\\000\\000\\000\\377\\377\\377\\177\\377\\377\\377\\177' >&4; head -c 100 /dev/zero >&4",
    "head -c 5000 /dev/urandom >&4",
  };
  g_autofree char *readers = g_strdup (g_getenv ("MITMACHEN_READERS"));
  g_autofree char *path = g_build_filename (fixture->folder, "mitmachen-picture-reader", NULL);
  g_autoptr (GBytes) photo = print_fixture_make_photo (20, 20);

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      set_reader (fixture, scripts[i]);
      assert_refused (photo, 1, "damaged");
    }
  g_setenv ("MITMACHEN_READERS", "/nowhere", TRUE);
  assert_refused (photo, 1, "Install the program again");
  g_setenv ("MITMACHEN_READERS", readers, TRUE);
  mit_print_picture_unref (load_page (photo, 1));
  g_unlink (path);
}

/* A reader that a file has taken over: it hands back pixels where a page was wanted. */
static void
test_other_kind_of_answer_is_refused (PrintFixture *fixture, gconstpointer data)
{
  struct
  {
    MitPrintReadingHead head;
    guint8              pixel[8];
  } answer = { .head = { .magic = "MITREAD1", .kind = MIT_PRINT_READING_RASTER, .width = 1, .height = 1, .channels = 1, .stored_width = 1, .stored_height = 1, .size = 1 } };
  g_autofree char *readers = g_strdup (g_getenv ("MITMACHEN_READERS"));
  g_autofree char *path = g_build_filename (fixture->folder, "mitmachen-page-reader", NULL);
  g_autofree char *told = g_build_filename (fixture->folder, "answer", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\ncat '%s' >&4\n", told);
  g_autoptr (GBytes) page = make_pdf ("", "", "0 0 5 5 re f", "");

  g_assert_true (g_file_set_contents (told, (const char *) &answer, sizeof answer.head + 1, NULL));
  g_assert_true (g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  g_setenv ("MITMACHEN_READERS", fixture->folder, TRUE);
  assert_refused (page, 1, "damaged");
  g_setenv ("MITMACHEN_READERS", readers, TRUE);
  g_unlink (path);
  g_unlink (told);
}

static void
add (const char *path, void (*test) (PrintFixture *, gconstpointer))
{
  g_test_add (path, PrintFixture, NULL, print_fixture_set_up, test, print_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add ("/print/placed/inks-and-lines-stay", test_inks_and_lines_stay);
  add ("/print/placed/colours-of-the-screen-become-ink", test_colours_of_the_screen_become_ink);
  add ("/print/placed/other-ways-to-paint-are-let-through", test_other_ways_to_paint_are_let_through);
  add ("/print/placed/nothing-else-comes-along", test_nothing_else_comes_along);
  add ("/print/placed/one-page-of-several-is-taken", test_one_page_of_several_is_taken);
  add ("/print/placed/pictures-of-other-pages-stay-at-home", test_pictures_of_other_pages_stay_at_home);
  add ("/print/placed/form-without-a-list-uses-the-page-s", test_form_without_a_list_uses_the_page_s);
  add ("/print/placed/prepared-page-stays-as-it-is", test_prepared_page_stays_as_it_is);
  add ("/print/placed/other-kind-of-answer-is-refused", test_other_kind_of_answer_is_refused);
  add ("/print/placed/mute-letters-are-drawn", test_mute_letters_are_drawn);
  add ("/print/placed/bleed-is-known", test_bleed_is_known);
  add ("/print/placed/turned-page-stands-upright", test_turned_page_stands_upright);
  add ("/print/placed/part-of-a-page-fills-the-frame", test_part_of_a_page_fills_the_frame);
  add ("/print/placed/drawing-stays-a-drawing", test_drawing_stays_a_drawing);
  add ("/print/placed/what-cannot-be-placed-is-said", test_what_cannot_be_placed_is_said);
  add ("/print/placed/reader-dies-alone", test_reader_dies_alone);

  return g_test_run ();
}
