// SPDX-License-Identifier: GPL-3.0-or-later
#include <locale.h>
#include <mit-print-sheets.h>

static MitPrintSheets
a5_on_a4 (void)
{
  MitPrintSheets sheets;

  g_assert_true (mit_print_sheets_init_booklet (&sheets, 148, 210));

  return sheets;
}

static void
assert_side (GArray *places, guint side, int left, int right)
{
  int found[2] = { -1, -1 };

  for (guint i = 0; i < places->len; i++)
    {
      const MitPrintPlace *place = &g_array_index (places, MitPrintPlace, i);

      if (place->side == side)
        found[place->clip_x > 0] = (int) place->page + 1;
    }
  g_assert_cmpint (found[0], ==, left);
  g_assert_cmpint (found[1], ==, right);
}

/* As it is done by hand: the first sheet lies outside. */
static void
test_pages_come_in_the_order_of_folding (void)
{
  MitPrintSheets sheets = a5_on_a4 ();
  g_autoptr (GArray) eight = mit_print_sheets_place_booklet (&sheets, 8);
  g_autoptr (GArray) twelve = mit_print_sheets_place_booklet (&sheets, 12);

  g_assert_cmpuint (mit_print_sheets_count_sides (8), ==, 4);
  assert_side (eight, 0, 8, 1);
  assert_side (eight, 1, 2, 7);
  assert_side (eight, 2, 6, 3);
  assert_side (eight, 3, 4, 5);
  g_assert_cmpuint (mit_print_sheets_count_sides (12), ==, 6);
  assert_side (twelve, 0, 12, 1);
  assert_side (twelve, 3, 4, 9);
  assert_side (twelve, 5, 6, 7);
}

static void
test_missing_pages_are_blank_ones_at_the_end (void)
{
  MitPrintSheets sheets = a5_on_a4 ();
  g_autoptr (GArray) places = mit_print_sheets_place_booklet (&sheets, 6);
  g_autoptr (GArray) one = mit_print_sheets_place_booklet (&sheets, 1);

  g_assert_cmpuint (mit_print_sheets_count_sides (6), ==, 4);
  g_assert_cmpuint (places->len, ==, 6);
  assert_side (places, 0, -1, 1);
  assert_side (places, 1, 2, -1);
  assert_side (places, 2, 6, 3);
  assert_side (one, 0, -1, 1);
  assert_side (one, 1, -1, -1);
  g_assert_cmpuint (mit_print_sheets_count_sides (0), ==, 0);
}

static const MitPrintPlace *
find_place (GArray *places, guint page)
{
  for (guint i = 0; i < places->len; i++)
    if (g_array_index (places, MitPrintPlace, i).page == page)
      return &g_array_index (places, MitPrintPlace, i);

  g_assert_not_reached ();
}

/* All pages of a leaf end at the same line once the front edge is cut: each sheet further inside by the paper around it. */
static void
test_inner_pages_move_towards_the_fold (void)
{
  MitPrintSheets sheets = a5_on_a4 ();
  g_autoptr (GArray) places = mit_print_sheets_place_booklet (&sheets, 40);

  g_assert_cmpfloat_with_epsilon (find_place (places, 0)->x, 148.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (find_place (places, 39)->x, 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (find_place (places, 2)->x, 148.4, 1e-9);
  g_assert_cmpfloat_with_epsilon (find_place (places, 37)->x, 0.6, 1e-9);
  g_assert_cmpfloat_with_epsilon (find_place (places, 18)->x, 147.6, 1e-9);
  g_assert_cmpfloat_with_epsilon (find_place (places, 18)->clip_x, 148.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (find_place (places, 0)->y, 0, 1e-9);
}

static void
test_the_smallest_sheet_is_taken_that_is_large_enough (void)
{
  MitPrintSheets sheets;

  g_assert_true (mit_print_sheets_init_booklet (&sheets, 105, 148));
  g_assert_cmpfloat (sheets.sheet_width, ==, 297);
  g_assert_true (mit_print_sheets_init_booklet (&sheets, 105, 210));
  g_assert_cmpfloat (sheets.sheet_width, ==, 297);
  g_assert_true (mit_print_sheets_init_booklet (&sheets, 210, 210));
  g_assert_cmpfloat (sheets.sheet_width, ==, 420);
  g_assert_true (mit_print_sheets_init_booklet (&sheets, 210, 297));
  g_assert_cmpfloat (sheets.sheet_width, ==, 420);
  g_assert_false (mit_print_sheets_init_booklet (&sheets, 297, 420));
}

static void
assert_several (double width, double height, guint n, guint columns, guint rows, gboolean is_landscape)
{
  MitPrintSheets sheets;
  g_autoptr (GArray) places = NULL;

  mit_print_sheets_init_several (&sheets, width, height, n);
  places = mit_print_sheets_place_several (&sheets, 3 * n + 1);
  g_assert_cmpuint (sheets.columns, ==, columns);
  g_assert_cmpuint (sheets.rows, ==, rows);
  g_assert_cmpint (sheets.sheet_width > sheets.sheet_height, ==, is_landscape);
  g_assert_cmpfloat (sheets.scale, <=, 1);
  g_assert_cmpuint (places->len, ==, 3 * n + 1);
  for (guint i = 0; i < places->len; i++)
    {
      const MitPrintPlace *place = &g_array_index (places, MitPrintPlace, i);

      g_assert_cmpuint (place->page, ==, i);
      g_assert_cmpuint (place->side, ==, i / n);
      g_assert_cmpfloat (place->x, >=, 7 - 1e-9);
      g_assert_cmpfloat (place->y, >=, 7 - 1e-9);
      g_assert_cmpfloat (place->x + width * sheets.scale, <=, sheets.sheet_width - 7 + 1e-9);
      g_assert_cmpfloat (place->y + height * sheets.scale, <=, sheets.sheet_height - 7 + 1e-9);
    }
}

static void
test_several_pages_are_as_large_as_they_can_be (void)
{
  assert_several (148, 210, 1, 1, 1, FALSE);
  assert_several (148, 210, 2, 2, 1, TRUE);
  assert_several (148, 210, 3, 2, 2, FALSE);
  assert_several (148, 210, 4, 2, 2, FALSE);
  assert_several (148, 210, 8, 4, 2, TRUE);
  assert_several (210, 148, 2, 1, 2, FALSE);
  assert_several (99, 210, 3, 3, 1, TRUE);
  assert_several (297, 420, 2, 2, 1, TRUE);
}

/* Side by side, row by row, and small pages stay as small as they are. */
static void
test_several_pages_come_in_reading_order (void)
{
  MitPrintSheets sheets;
  g_autoptr (GArray) places = NULL;

  mit_print_sheets_init_several (&sheets, 50, 70, 4);
  places = mit_print_sheets_place_several (&sheets, 5);
  g_assert_cmpfloat (sheets.scale, ==, 1);
  g_assert_cmpfloat (find_place (places, 1)->x, >=, find_place (places, 0)->x + 50);
  g_assert_cmpfloat (find_place (places, 1)->y, ==, find_place (places, 0)->y);
  g_assert_cmpuint (find_place (places, 3)->side, ==, 0);
  g_assert_cmpuint (find_place (places, 4)->side, ==, 1);
  g_assert_cmpfloat (find_place (places, 4)->x, ==, find_place (places, 0)->x);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/sheets/pages-come-in-the-order-of-folding", test_pages_come_in_the_order_of_folding);
  g_test_add_func ("/print/sheets/missing-pages-are-blank-ones-at-the-end", test_missing_pages_are_blank_ones_at_the_end);
  g_test_add_func ("/print/sheets/inner-pages-move-towards-the-fold", test_inner_pages_move_towards_the_fold);
  g_test_add_func ("/print/sheets/the-smallest-sheet-is-taken-that-is-large-enough", test_the_smallest_sheet_is_taken_that_is_large_enough);
  g_test_add_func ("/print/sheets/several-pages-are-as-large-as-they-can-be", test_several_pages_are_as_large_as_they_can_be);
  g_test_add_func ("/print/sheets/several-pages-come-in-reading-order", test_several_pages_come_in_reading_order);

  return g_test_run ();
}
