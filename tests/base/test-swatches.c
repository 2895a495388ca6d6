// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-swatches.h"

#include <locale.h>

static void
test_same_inks_have_one_number (void)
{
  g_autoptr (MitSwatches) swatches = mit_swatches_new ();
  guint  black = mit_swatches_add (swatches, (double[]) { 0, 0, 0, 1 });
  guint  red = mit_swatches_add (swatches, (double[]) { 0, 1, 1, 0 });
  double cmyk[4];

  g_assert_cmpuint (black, ==, 1);
  g_assert_cmpuint (red, ==, 2);
  g_assert_cmpuint (mit_swatches_add (swatches, (double[]) { 0, 0, 0, 1 }), ==, black);
  g_assert_true (mit_swatches_get (swatches, red, cmyk));
  g_assert_cmpfloat (cmyk[1], ==, 1);
  g_assert_false (mit_swatches_get (swatches, 0, cmyk));
  g_assert_false (mit_swatches_get (swatches, 3, cmyk));
}

static void
test_code_survives_six_decimals (void)
{
  g_autoptr (MitSwatches) swatches = mit_swatches_new ();

  for (guint i = 1; i <= 3000; i++)
    {
      guint  id = mit_swatches_add (swatches, (double[]) { i / 3000.0, 0, 0, 0 });
      double code[3], read[3];

      mit_swatches_get_code (swatches, id, code);
      for (int c = 0; c < 3; c++)
        {
          char written[G_ASCII_DTOSTR_BUF_SIZE];

          read[c] = g_ascii_strtod (g_ascii_formatd (written, sizeof written, "%f", code[c]), NULL);
        }
      g_assert_cmpuint (mit_swatches_decode (read[0], read[1], read[2]), ==, id);
    }
}

static void
test_other_colours_are_no_code (void)
{
  g_assert_cmpuint (mit_swatches_decode (0, 0, 0), ==, 0);
  g_assert_cmpuint (mit_swatches_decode (1, 1, 1), ==, 0);
  g_assert_cmpuint (mit_swatches_decode (0.5, 4660 / 65535.0, 19786 / 65535.0), ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/swatches/same-inks-have-one-number", test_same_inks_have_one_number);
  g_test_add_func ("/swatches/code-survives-six-decimals", test_code_survives_six_decimals);
  g_test_add_func ("/swatches/other-colours-are-no-code", test_other_colours_are_no_code);

  return g_test_run ();
}
