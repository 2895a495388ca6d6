// SPDX-License-Identifier: GPL-3.0-or-later
#include <mit-print-error.h>
#include <mit-print-labels.h>
#include <mit-print-object.h>
#include <mit-units.h>

#include <locale.h>

static void
assert_in_the_middle (const MitPrintLabels *labels)
{
  guint   last = labels->columns * labels->rows - 1, sheet;
  MitRect first_rect, last_rect;

  mit_print_labels_place (labels, 0, &sheet, &first_rect);
  g_assert_cmpuint (sheet, ==, 0);
  mit_print_labels_place (labels, last, &sheet, &last_rect);
  g_assert_cmpuint (sheet, ==, 0);
  g_assert_cmpfloat (first_rect.x, >=, -1e-9);
  g_assert_cmpfloat (first_rect.y, >=, -1e-9);
  g_assert_cmpfloat_with_epsilon (first_rect.x, MIT_MM (MIT_A4_WIDTH_MM) - last_rect.x - last_rect.width, 1e-6);
  g_assert_cmpfloat_with_epsilon (first_rect.y, MIT_MM (MIT_A4_HEIGHT_MM) - last_rect.y - last_rect.height, 1e-6);
  mit_print_labels_place (labels, last + 1, &sheet, &last_rect);
  g_assert_cmpuint (sheet, ==, 1);
  g_assert_cmpfloat (last_rect.x, ==, first_rect.x);
  g_assert_cmpfloat (last_rect.y, ==, first_rect.y);
}

static void
test_all_lie_in_the_middle_of_the_sheet (void)
{
  g_autoptr (GPtrArray) all = mit_print_labels_list (FALSE);

  g_assert_cmpuint (all->len, >, 5);
  for (guint i = 0; i < all->len; i++)
    assert_in_the_middle (all->pdata[i]);
}

/* Measured on a sheet: from the left and from the top, mm. */
static void
assert_at (const char *id, guint i, double x, double y)
{
  guint   sheet;
  MitRect rect;

  mit_print_labels_place (mit_print_labels_get (id, NULL), i, &sheet, &rect);
  g_assert_cmpfloat_with_epsilon (rect.x, MIT_MM (x), 0.1);
  g_assert_cmpfloat_with_epsilon (rect.y, MIT_MM (y), 0.1);
}

static void
test_labels_are_where_the_sheet_has_them (void)
{
  assert_at ("70x37", 0, 0, 0.5);
  assert_at ("70x37", 4, 70, 37.5);
  assert_at ("63x38", 20, 7.21 + 2 * 66.04, 15.15 + 6 * 38.1);
  assert_at ("80x50", 3, 17.5 + 95, 13.5 + 55);
}

static void
test_badges_come_first_where_names_are_worn (void)
{
  g_autoptr (GPtrArray) addresses = mit_print_labels_list (FALSE), badges = mit_print_labels_list (TRUE);
  const MitPrintLabels *first_address = addresses->pdata[0], *first_badge = badges->pdata[0];

  g_assert_cmpuint (addresses->len, ==, badges->len);
  g_assert_cmpstr (first_address->id, ==, MIT_PRINT_LABELS_FOR_ADDRESSES);
  g_assert_cmpstr (first_badge->id, ==, MIT_PRINT_LABELS_FOR_BADGES);
}

static void
test_unknown_labels_are_answered_with_those_that_there_are (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mit_print_labels_get ("9x9", &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PRESET);
  g_assert_nonnull (strstr (error->message, "63x38"));
}

static void
draw_number (MitDisplayList *list, const MitPrintLabels *labels, guint i, gpointer data)
{
  GArray  *drawn = data;
  MitRect  edge = { 0, 0, MIT_MM (labels->width), MIT_MM (labels->height) };
  MitColor black = mit_color_cmyk (0, 0, 0, 1);

  mit_display_list_add_fill (list, &edge, &black);
  g_array_append_val (drawn, i);
}

static int
count_pages (guint n, guint first, guint *n_drawn)
{
  const MitPrintLabels *labels = mit_print_labels_get ("70x37", NULL);
  g_autoptr (GArray) drawn = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GBytes) pdf = mit_print_labels_render (labels, "Test", n, first, draw_number, drawn, NULL);
  qpdf_data document = mit_print_object_open_bytes (pdf, NULL);
  int       n_pages = qpdf_get_num_pages (document);

  *n_drawn = drawn->len;
  mit_print_object_close (&document);
  g_assert_cmpint (n_pages, ==, (int) mit_print_labels_count_sheets (labels, n, first));

  return n_pages;
}

static void
test_a_sheet_that_was_begun_is_gone_on_with (void)
{
  guint n_drawn;

  g_assert_cmpint (count_pages (24, 0, &n_drawn), ==, 1);
  g_assert_cmpuint (n_drawn, ==, 24);
  g_assert_cmpint (count_pages (24, 1, &n_drawn), ==, 2);
  g_assert_cmpint (count_pages (25, 0, &n_drawn), ==, 2);
  g_assert_cmpint (count_pages (1, 23, &n_drawn), ==, 1);
  g_assert_cmpint (count_pages (2, 23, &n_drawn), ==, 2);
  g_assert_cmpuint (n_drawn, ==, 2);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/labels/all-lie-in-the-middle-of-the-sheet", test_all_lie_in_the_middle_of_the_sheet);
  g_test_add_func ("/print/labels/labels-are-where-the-sheet-has-them", test_labels_are_where_the_sheet_has_them);
  g_test_add_func ("/print/labels/badges-come-first-where-names-are-worn", test_badges_come_first_where_names_are_worn);
  g_test_add_func ("/print/labels/unknown-labels-are-answered-with-those-that-there-are", test_unknown_labels_are_answered_with_those_that_there_are);
  g_test_add_func ("/print/labels/a-sheet-that-was-begun-is-gone-on-with", test_a_sheet_that_was_begun_is_gone_on_with);

  return g_test_run ();
}
