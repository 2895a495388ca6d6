// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-display-list.h"

#include <cairo-pdf.h>
#include <locale.h>
#include <string.h>

#define EXACT 0.01

static const char *const names[] = { "Jürgen Groß", "Milica Ćosić", "Yıldız Şırnak", "Nguyễn Thị Minh Khai", "محمد علي",
                                     "👩‍👩‍👧", "", "Zeile\nzwei\tdrei", "Auf\u00adlage" };

static double
get_right (const MitDisplayList *list)
{
  double right = 0;

  for (guint i = 0; i < mit_display_list_get_n_items (list); i++)
    {
      const MitItem *item = mit_display_list_get_item (list, i);

      if (item->kind == MIT_ITEM_GROUP)
        right = MAX (right, item->group.x + get_right (item->group.list));
      else
        right = MAX (right, item->glyphs.x + pango_units_to_double (pango_glyph_string_get_width (item->glyphs.glyph_item->glyphs)));
    }

  return right;
}

static void
test_text_takes_its_measured_width (void)
{
  MitStyle style;

  mit_style_init (&style);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (MitDisplayList) list = mit_display_list_new ();
      double width = mit_display_list_add_text (list, &style, names[i], 100, 50);

      g_assert_cmpfloat_with_epsilon (width, mit_text_measure_width (&style, names[i]), EXACT);
      if (*names[i])
        g_assert_cmpfloat_with_epsilon (get_right (list), 100 + width, EXACT);
    }
}

static void
test_right_text_ends_at_the_edge (void)
{
  MitStyle style;

  mit_style_init (&style);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (MitDisplayList) list = mit_display_list_new ();

      mit_display_list_add_text_right (list, &style, names[i], 300, 50);
      if (*names[i])
        g_assert_cmpfloat_with_epsilon (get_right (list), 300, EXACT);
    }
}

static void
test_text_is_one_line_without_soft_hyphens (void)
{
  g_autoptr (MitDisplayList) list = mit_display_list_new ();
  g_autofree char *text = NULL;
  MitStyle         style;

  mit_style_init (&style);
  mit_display_list_add_text (list, &style, "Auf\u00adlage\nzwei", 0, 0);
  text = mit_display_list_get_text (list);
  g_assert_cmpstr (text, ==, "Auflage zwei");
}

static void
test_long_text_shrinks_then_ends_in_an_ellipsis (void)
{
  const char *name = "Bezirksverordnetenversammlung Tempelhof-Schöneberg";
  MitStyle    style;
  double      natural;

  mit_style_init (&style);
  natural = mit_text_measure_width (&style, name);
  for (double share = 1.2; share > 0.1; share -= 0.05)
    {
      g_autoptr (MitDisplayList) list = mit_display_list_new ();
      g_autofree char *text = NULL;

      g_assert_cmpuint (mit_display_list_add_text_fitted (list, &style, name, 0, 20, natural * share, MIT_FIT_ELLIPSIZE), ==, 1);
      text = mit_display_list_get_text (list);
      g_assert_cmpfloat (get_right (list), <=, natural * share + 0.1);
      if (share > 0.81)
        g_assert_cmpstr (text, ==, name);
      else if (share < 0.79)
        g_assert_true (g_str_has_suffix (text, "…"));
    }
}

static void
test_long_text_shrinks_then_wraps (void)
{
  const char *name = "Bezirksverordnetenversammlung Tempelhof-Schöneberg";
  MitStyle    style;
  double      natural;

  mit_style_init (&style);
  natural = mit_text_measure_width (&style, name);
  for (double share = 1.2; share > 0.1; share -= 0.05)
    {
      g_autoptr (MitDisplayList) list = mit_display_list_new ();
      guint n_lines = mit_display_list_add_text_fitted (list, &style, name, 0, 20, natural * share, MIT_FIT_WRAP);

      g_assert_cmpfloat (get_right (list), <=, natural * share + 0.1);
      if (share > 0.81)
        g_assert_cmpuint (n_lines, ==, 1);
      else if (share < 0.79)
        g_assert_cmpuint (n_lines, >=, 2);
    }
}

static void
test_baseline_lies_within_the_leading (void)
{
  MitStyle style;

  mit_style_init (&style);
  g_assert_cmpfloat (mit_style_get_baseline (&style), >, style.leading / 2);
  g_assert_cmpfloat (mit_style_get_baseline (&style), <, style.leading);
}

static cairo_status_t
collect (void *data, const unsigned char *bytes, unsigned int size)
{
  g_byte_array_append (data, bytes, size);

  return CAIRO_STATUS_SUCCESS;
}

/* Draw on a PDF, as letters and brochures are. */
static GBytes *
draw_pdf (const MitDisplayList *list, const MitDrawOptions *options)
{
  GByteArray      *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, bytes, 595, 842);
  cairo_t         *cr = cairo_create (surface);

  for (int i = 0; i < 3; i++)
    {
      mit_display_list_draw (list, cr, options);
      cairo_show_page (cr);
    }
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (bytes);
}

static MitDisplayList *
make_mixed_list (void)
{
  g_autoptr (MitDisplayList) inner = mit_display_list_new ();
  MitDisplayList  *list = mit_display_list_new ();
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 3, 2);
  MitColor         red = mit_color_cmyk (0, 1, 1, 0);
  MitStyle         style;

  mit_style_init (&style);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    mit_display_list_add_text (inner, &style, names[i], 0, 15.0 * (double) i);
  mit_display_list_add_tagged (list, inner, "P");
  mit_display_list_add_list (list, inner, 100, 50);
  mit_display_list_add_clipped (list, inner, 300, 50, &(MitRect) { 300, 50, 100, 40 });
  mit_display_list_add_stroke (list, &(MitRect) { 10, 10, 50, 50 }, 0.25, &red);
  mit_display_list_add_line (list, 0, 0, 100, 100, 0.5, &red);
  mit_display_list_add_image (list, image, &(MitRect) { 200, 300, 30, 20 }, "Bild");
  cairo_surface_destroy (image);
  mit_display_list_seal (list);

  return list;
}

static void
test_a_list_draws_alike_each_time (void)
{
  g_autoptr (MitDisplayList) list = make_mixed_list ();
  g_autoptr (MitSwatches) swatches = mit_swatches_new ();
  MitDrawOptions options[] = { { 0 }, { .swatches = swatches } };
  double         cmyk[4];

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GBytes) first = draw_pdf (list, &options[i]), second = draw_pdf (list, &options[i]);

      /* The date of creation may differ, the size does not. */
      g_assert_cmpuint (g_bytes_get_size (first), >, 1000);
      g_assert_cmpuint (g_bytes_get_size (first), ==, g_bytes_get_size (second));
    }
  g_assert_true (mit_swatches_get (swatches, 2, cmyk));
  g_assert_false (mit_swatches_get (swatches, 3, cmyk));
}

static gpointer
draw_in_thread (gpointer data)
{
  g_autoptr (MitDisplayList) list = make_mixed_list ();
  g_autoptr (GBytes) bytes = draw_pdf (list, NULL);

  return GSIZE_TO_POINTER (g_bytes_get_size (bytes));
}

static void
test_each_thread_sets_its_own_text (void)
{
  GThread *threads[3];
  gsize    size = GPOINTER_TO_SIZE (draw_in_thread (NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("page", draw_in_thread, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_SIZE (g_thread_join (threads[i])), ==, size);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/takes-its-measured-width", test_text_takes_its_measured_width);
  g_test_add_func ("/text/right-text-ends-at-the-edge", test_right_text_ends_at_the_edge);
  g_test_add_func ("/text/is-one-line-without-soft-hyphens", test_text_is_one_line_without_soft_hyphens);
  g_test_add_func ("/text/long-text-shrinks-then-ends-in-an-ellipsis", test_long_text_shrinks_then_ends_in_an_ellipsis);
  g_test_add_func ("/text/long-text-shrinks-then-wraps", test_long_text_shrinks_then_wraps);
  g_test_add_func ("/text/baseline-lies-within-the-leading", test_baseline_lies_within_the_leading);
  g_test_add_func ("/text/a-list-draws-alike-each-time", test_a_list_draws_alike_each_time);
  g_test_add_func ("/text/each-thread-sets-its-own-text", test_each_thread_sets_its_own_text);

  return g_test_run ();
}
