// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-error.h"
#include "mit-print-proof.h"
#include "print-fixture.h"

#include <lcms2.h>
#include <locale.h>
#include <string.h>

#define LIMIT 300

/* Steps of 255 by which poppler's way to the screen and our own may differ. */
#define NEAR 4

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
  add ("/print/proof/the-cut-is-known", test_the_cut_is_known);
  add ("/print/proof/other-files-are-said-so", test_other_files_are_said_so);

  return g_test_run ();
}
