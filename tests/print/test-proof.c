// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-error.h"
#include "mit-print-object.h"
#include "mit-print-proof.h"
#include "print-fixture.h"

#include <lcms2.h>
#include <locale.h>
#include <string.h>

#define LIMIT 300

/* Steps of 255 by which poppler's way to the screen and our own may differ. */
#define NEAR 4

/* Cyan with black over it, which prints over when it is text and not when it is an area. */
static void
draw_over (cairo_t *cr, PrintFixture *fixture, guint page)
{
  print_fixture_set_ink (fixture, cr, mit_swatches_add (fixture->swatches, (const double[]) { 1, 0, 0, 0 }));
  cairo_rectangle (cr, 0, 0, 200, 100);
  cairo_fill (cr);
  print_fixture_set_ink (fixture, cr, fixture->black);
  cairo_set_font_size (cr, 100);
  cairo_move_to (cr, 10, 90);
  cairo_show_text (cr, "\xe2\x96\x88"); /* U+2588, a full block */
  cairo_rectangle (cr, 150, 50, 30, 30);
  cairo_fill (cr);
}

static guint32
see (GBytes *pdf, MitPrintProofView view, double limit, int x, int y)
{
  g_autoptr (MitPrintProof) proof = mit_print_proof_new (pdf, view, limit, NULL);
  cairo_surface_t *surface = mit_print_proof_render (proof, 0, 72, NULL);
  const guint8    *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
  guint32          pixel = ((const guint32 *) (gconstpointer) row)[x] & 0xffffff;

  cairo_surface_destroy (surface);

  return pixel;
}

/* Inks in squares of 30 pt beside each other, from the upper left corner. */
static const double squares[][4] = {
  { 1, 0, 0, 0 },
  { 0, 0.5, 0, 0 },
  { 0, 0, 1, 0 },
  { 0, 0, 0, 1 },
  { 0.95, 0.45, 0.45, 0.38 },
  { 1, 1, 1, 0.5 },
  { 0, 0, 0, 0 },
};

#define SQUARE 30

static void
draw_squares (cairo_t *cr, PrintFixture *fixture, guint page)
{
  for (gsize i = 0; i < G_N_ELEMENTS (squares); i++)
    {
      print_fixture_set_ink (fixture, cr, mit_swatches_add (fixture->swatches, squares[i]));
      cairo_rectangle (cr, i * SQUARE, 0, SQUARE, SQUARE);
      cairo_fill (cr);
    }
}

static GBytes *
make_file (PrintFixture *fixture)
{
  g_autoptr (GBytes) drawn = print_fixture_draw (fixture, draw_squares, 2);
  g_autoptr (GError) error = NULL;
  GBytes *pdf = mit_print_pass_render (drawn, &fixture->options, &error);

  g_assert_no_error (error);

  return pdf;
}

/* The colour in the middle of each square. */
static void
look (GBytes *pdf, MitPrintProofView view, guint8 seen[][3])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MitPrintProof) proof = mit_print_proof_new (pdf, view, LIMIT, &error);
  cairo_surface_t *surface;

  g_assert_no_error (error);
  g_assert_cmpuint (mit_print_proof_get_n_pages (proof), ==, 2);
  surface = mit_print_proof_render (proof, 1, 72, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (squares); i++)
    {
      const guint8  *row = cairo_image_surface_get_data (surface) + SQUARE / 2 * cairo_image_surface_get_stride (surface);
      const guint32 *pixels = (const guint32 *) (gconstpointer) row;
      guint32        pixel = pixels[i * SQUARE + SQUARE / 2];

      seen[i][0] = (guint8) (pixel >> 16);
      seen[i][1] = (guint8) (pixel >> 8);
      seen[i][2] = (guint8) pixel;
    }
  cairo_surface_destroy (surface);
}

/* What the profile says of the inks, by another way than poppler's. */
static void
test_colours_are_those_of_the_press (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = make_file (fixture);
  g_autoptr (GBytes) icc = g_bytes_ref (mit_print_profile_get_bytes (fixture->profile));
  guint8        seen[G_N_ELEMENTS (squares)][3];
  cmsHPROFILE   press = cmsOpenProfileFromMem (g_bytes_get_data (icc, NULL), (cmsUInt32Number) g_bytes_get_size (icc)), screen = cmsCreate_sRGBProfile ();
  cmsHTRANSFORM transform = cmsCreateTransform (press, TYPE_CMYK_DBL, screen, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION);

  look (pdf, MIT_PRINT_PROOF_PRESS, seen);
  for (gsize i = 0; i < G_N_ELEMENTS (squares); i++)
    {
      double percent[4] = { squares[i][0] * 100, squares[i][1] * 100, squares[i][2] * 100, squares[i][3] * 100 };
      guint8 expected[3];

      cmsDoTransform (transform, percent, expected, 1);
      g_test_message ("square %u: %u %u %u, expected %u %u %u", (guint) i, seen[i][0], seen[i][1], seen[i][2], expected[0], expected[1], expected[2]);
      for (int j = 0; j < 3; j++)
        g_assert_cmpint (ABS (seen[i][j] - expected[j]), <=, NEAR);
    }
  cmsDeleteTransform (transform);
  cmsCloseProfile (press);
  cmsCloseProfile (screen);
}

static void
test_a_plate_shows_one_ink (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = make_file (fixture);

  for (int ink = 0; ink < 4; ink++)
    {
      guint8 seen[G_N_ELEMENTS (squares)][3];

      look (pdf, (MitPrintProofView) (MIT_PRINT_PROOF_CYAN + ink), seen);
      for (gsize i = 0; i < G_N_ELEMENTS (squares); i++)
        for (int j = 0; j < 3; j++)
          g_assert_cmpint (ABS (seen[i][j] - (int) (255 * (1 - squares[i][ink]) + 0.5)), <=, 2);
    }
}

static void
test_too_much_ink_is_red (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = make_file (fixture);
  guint8 seen[G_N_ELEMENTS (squares)][3];

  look (pdf, MIT_PRINT_PROOF_INK, seen);
  for (gsize i = 0; i < G_N_ELEMENTS (squares); i++)
    {
      double sum = squares[i][0] + squares[i][1] + squares[i][2] + squares[i][3];

      g_assert_cmpint (seen[i][0] > seen[i][1] + 100, ==, sum > LIMIT / 100.0);
    }
  g_assert_cmpuint (seen[6][0], ==, 255);
  g_assert_cmpuint (seen[4][0], <, seen[3][0]);
}

static void
test_what_prints_over_lets_through (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) drawn = print_fixture_draw (fixture, draw_over, 1);
  g_autoptr (GBytes) pdf = mit_print_pass_render (drawn, &fixture->options, NULL);

  g_assert_cmphex (see (pdf, MIT_PRINT_PROOF_CYAN, 0, 40, 60), ==, 0x000000);
  g_assert_cmphex (see (pdf, MIT_PRINT_PROOF_BLACK, 0, 40, 60), ==, 0x000000);
  g_assert_cmphex (see (pdf, MIT_PRINT_PROOF_CYAN, 0, 165, 65), ==, 0xffffff);
  g_assert_cmphex (see (pdf, MIT_PRINT_PROOF_BLACK, 0, 165, 65), ==, 0x000000);
  /* Two full inks, and one. */
  g_assert_cmphex (see (pdf, MIT_PRINT_PROOF_INK, 150, 40, 60), ==, 0xe01c24);
  g_assert_cmphex (see (pdf, MIT_PRINT_PROOF_INK, 150, 165, 65), !=, 0xe01c24);
  g_assert_cmphex (see (pdf, MIT_PRINT_PROOF_INK, 250, 40, 60), !=, 0xe01c24);
}

static void
add_screen_intent (qpdf_data pdf)
{
  qpdf_oh profile = qpdf_oh_new_stream (pdf);
  g_autoptr (GBytes) data = g_bytes_new_static ("icc", 3);

  mit_print_object_put_data (pdf, profile, data, NULL);
  mit_print_object_put (pdf, profile, "/N", "3");
  mit_print_object_put (pdf, qpdf_get_root (pdf), "/OutputIntents", "[<< /S /GTS_PDFX >>]");
  qpdf_oh_replace_key (pdf, qpdf_oh_get_array_item (pdf, mit_print_object_get (pdf, qpdf_get_root (pdf), "/OutputIntents"), 0),
                       "/DestOutputProfile", profile);
}

static void
test_an_intent_for_the_screen_is_none (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) drawn = print_fixture_draw (fixture, draw_squares, 1);
  g_autoptr (GBytes) archived = NULL;
  g_autoptr (GError) error = NULL;
  qpdf_data pdf = mit_print_object_open_bytes (drawn, NULL);

  add_screen_intent (pdf);
  archived = mit_print_object_to_bytes (pdf, NULL);
  mit_print_object_close (&pdf);
  g_assert_null (mit_print_proof_new (archived, MIT_PRINT_PROOF_PRESS, LIMIT, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT);
}

static void
test_the_cut_is_known (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = make_file (fixture);
  g_autoptr (MitPrintProof) proof = mit_print_proof_new (pdf, MIT_PRINT_PROOF_PRESS, LIMIT, NULL);
  MitPrintProofBoxes boxes;
  double             bleed = FIXTURE_BLEED_MM * 72 / 25.4;

  mit_print_proof_get_boxes (proof, 0, &boxes);
  g_assert_cmpfloat_with_epsilon (boxes.bleed[0], 0, 0.01);
  g_assert_cmpfloat_with_epsilon (boxes.trim[0], bleed, 0.01);
  g_assert_cmpfloat_with_epsilon (boxes.trim[1], bleed, 0.01);
  g_assert_cmpfloat_with_epsilon (boxes.trim[2], FIXTURE_WIDTH_MM * 72 / 25.4, 0.01);
  g_assert_cmpfloat_with_epsilon (boxes.trim[3], FIXTURE_HEIGHT_MM * 72 / 25.4, 0.01);
  mit_print_proof_get_boxes (proof, 7, &boxes);
  g_assert_cmpfloat (boxes.trim[2], ==, 0);
}

static void
test_other_files_are_said_so (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) plain = print_fixture_draw (fixture, draw_squares, 1);
  g_autoptr (GBytes) rubbish = g_bytes_new_static ("%PDF-1.6 rubbish", 16);
  g_autoptr (MitPrintProof) plate = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (mit_print_proof_new (plain, MIT_PRINT_PROOF_PRESS, LIMIT, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (mit_print_proof_new (rubbish, MIT_PRINT_PROOF_BLACK, LIMIT, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT);
  g_clear_error (&error);
  plate = mit_print_proof_new (plain, MIT_PRINT_PROOF_BLACK, LIMIT, &error);
  g_assert_no_error (error);
}

static void
add (const char *path, void (*test) (PrintFixture *fixture, gconstpointer data))
{
  g_test_add (path, PrintFixture, NULL, print_fixture_set_up, test, print_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add ("/print/proof/colours-are-those-of-the-press", test_colours_are_those_of_the_press);
  add ("/print/proof/a-plate-shows-one-ink", test_a_plate_shows_one_ink);
  add ("/print/proof/too-much-ink-is-red", test_too_much_ink_is_red);
  add ("/print/proof/what-prints-over-lets-through", test_what_prints_over_lets_through);
  add ("/print/proof/an-intent-for-the-screen-is-none", test_an_intent_for_the_screen_is_none);
  add ("/print/proof/the-cut-is-known", test_the_cut_is_known);
  add ("/print/proof/other-files-are-said-so", test_other_files_are_said_so);

  return g_test_run ();
}
