// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-display-list.h"

#include <locale.h>

static void
test_text_round_trip (void)
{
  static const char *const texts[] = { "#d8001d", "#ffffff", "cmyk(0 100 100 0)", "cmyk(12.5 0 30 5)", "cmyk(0 0 0 100)" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      MitColor         color;
      g_autofree char *text = NULL;

      g_assert_true (mit_color_parse (texts[i], &color));
      text = mit_color_to_string (&color);
      if (g_str_equal (texts[i], "#ffffff"))
        g_assert_cmpstr (text, ==, "cmyk(0 0 0 0)");
      else
        g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_other_text_is_refused (void)
{
  static const char *const texts[] = { "", "red", "#d8001", "#d8001dx", "cmyk(1 2 3)", "cmyk(1 2 3 4", "cmyk(1 2 3 4) ", "cmyk(1,5 2 3 4)" };
  MitColor                 color = mit_color_black ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (mit_color_parse (texts[i], &color));
  g_assert_cmpfloat (color.cmyk[3], ==, 1);
}

static void
test_greys_are_black_ink_alone (void)
{
  for (int i = 0; i <= 10; i++)
    {
      MitColor grey = mit_color_rgb (i / 10.0, i / 10.0, i / 10.0);

      g_assert_cmpfloat (grey.cmyk[0] + grey.cmyk[1] + grey.cmyk[2], ==, 0);
      g_assert_cmpfloat_with_epsilon (grey.cmyk[3], 1 - i / 10.0, 1e-9);
    }
}

static guint32
draw_pixel (const MitColor *color, const MitDrawOptions *options)
{
  g_autoptr (MitDisplayList) list = mit_display_list_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 4, 4);
  cairo_t         *cr = cairo_create (surface);
  guint32          pixel;

  mit_display_list_add_fill (list, &(MitRect) { 0, 0, 4, 4 }, color);
  mit_display_list_draw (list, cr, options);
  cairo_surface_flush (surface);
  pixel = *(guint32 *) (void *) cairo_image_surface_get_data (surface) & 0xffffff;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return pixel;
}

static void
test_print_draws_codes (void)
{
  g_autoptr (MitSwatches) swatches = mit_swatches_new ();
  MitDrawOptions options = { .swatches = swatches };
  MitColor       red = mit_color_cmyk (0, 1, 1, 0), black = mit_color_black ();
  double         cmyk[4];

  g_assert_cmphex (draw_pixel (&red, NULL), ==, 0xe30613);
  g_assert_cmphex (draw_pixel (&black, NULL), ==, 0x000000);
  /* 0x1234 and 0x4d49 in the upper eight bits, and the numbers 1 and 2 too small for them. */
  g_assert_cmphex (draw_pixel (&black, &options), ==, 0x00124d);
  g_assert_cmphex (draw_pixel (&red, &options), ==, 0x00124d);
  g_assert_true (mit_swatches_get (swatches, 2, cmyk));
  g_assert_cmpfloat (cmyk[2], ==, 1);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/color/text-round-trip", test_text_round_trip);
  g_test_add_func ("/color/other-text-is-refused", test_other_text_is_refused);
  g_test_add_func ("/color/greys-are-black-ink-alone", test_greys_are_black_ink_alone);
  g_test_add_func ("/color/print-draws-codes", test_print_draws_codes);

  return g_test_run ();
}
