// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-table.h"

#include <locale.h>
#include <string.h>

static MitTable *
make_table (guint n_rows)
{
  g_autoptr (MitStyleSheet) styles = mit_style_sheet_new ();
  MitTable *table = mit_table_new (styles, "de");

  mit_table_add_column (table, "Nummer", 60, "head", "cell");
  mit_table_add_column (table, "Name", 100, "head", "cell");
  mit_table_add_column (table, "Unterschrift", 150, "head", "cell");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u.", i + 1);

      mit_table_add_row (table, (const char *[]) { number, i % 5 ? "Özlem **Yıldız**" : "Maximiliane von und zu Groß-Weißenfels, Ehrenvorsitzende", NULL });
    }

  return table;
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p; p = strstr (p + 1, part))
    n++;

  return n;
}

static void
test_header_stands_on_each_page_and_no_row_is_lost (void)
{
  g_autoptr (MitTable) table = make_table (100);
  MitBox first = { .rect = { 20, 300, 310, 200 } }, next = { .page = 1, .rect = { 20, 40, 310, 400 } };
  g_autoptr (GPtrArray) pages = mit_table_layout (table, &first, &next, NULL);
  guint row = 1;

  g_assert_cmpuint (pages->len, >, 3);
  for (guint i = 0; i < pages->len; i++)
    {
      g_autofree char *text = mit_display_list_get_text (pages->pdata[i]);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      g_assert_cmpuint (count (text, "Unterschrift"), ==, 1);
      for (char **line = lines; *line; line++)
        if (g_ascii_isdigit (**line))
          g_assert_cmpuint (g_ascii_strtoull (*line, NULL, 10), ==, row++);
    }
  g_assert_cmpuint (row, ==, 101);
}

/* Rows stay above the box's lower edge and the grid inside its sides. */
static void
assert_inside (const MitDisplayList *list, const MitRect *rect)
{
  for (guint i = 0; i < mit_display_list_get_n_items (list); i++)
    {
      const MitItem *item = mit_display_list_get_item (list, i);

      if (item->kind != MIT_ITEM_LINE)
        continue;
      g_assert_cmpfloat (item->line.x1, >=, rect->x - 1);
      g_assert_cmpfloat (item->line.x2, <=, rect->x + rect->width + 1);
      g_assert_cmpfloat (item->line.y1, >=, rect->y);
      g_assert_cmpfloat (item->line.y2, <=, rect->y + rect->height + 0.01);
    }
}

static void
test_grid_stays_in_its_box (void)
{
  for (double height = 60; height < 500; height += 13)
    {
      g_autoptr (MitTable) table = make_table (40);
      MitBox box = { .rect = { 20, 30, 310, height } };
      double used;
      g_autoptr (GPtrArray) pages = mit_table_layout (table, &box, &box, &used);

      g_assert_cmpfloat (used, <=, height + 0.01);
      for (guint i = 0; i < pages->len; i++)
        assert_inside (pages->pdata[i], &box.rect);
    }
}

static void
test_cells_are_literal (void)
{
  g_autoptr (MitTable) table = make_table (2);
  MitBox box = { .rect = { 20, 30, 310, 400 } };
  g_autoptr (GPtrArray) pages = mit_table_layout (table, &box, &box, NULL);
  g_autofree char *text = mit_display_list_get_text (pages->pdata[0]);

  g_assert_nonnull (strstr (text, "**Yıldız**"));
}

static void
test_rows_have_room_to_sign (void)
{
  g_autoptr (MitTable) table = make_table (3);
  MitBox box = { .rect = { 20, 30, 310, 700 } };
  double low, high;
  g_autoptr (GPtrArray) before = mit_table_layout (table, &box, &box, &low);
  g_autoptr (GPtrArray) after = NULL;

  mit_table_set_min_row_height (table, 100);
  after = mit_table_layout (table, &box, &box, &high);
  g_assert_cmpfloat (low, <, 200);
  g_assert_cmpfloat (high, >, 300);
  g_assert_cmpuint (after->len, ==, 1);
}

static void
test_a_row_higher_than_the_page_ends (void)
{
  g_autoptr (MitTable) table = make_table (5);
  MitBox box = { .rect = { 20, 30, 310, 50 } }, low = { .rect = { 20, 30, 310, 3 } };
  g_autoptr (GPtrArray) pages = NULL, none = NULL;

  mit_table_set_min_row_height (table, 600);
  pages = mit_table_layout (table, &box, &box, NULL);
  none = mit_table_layout (table, &low, &low, NULL);
  g_assert_cmpuint (pages->len, <=, 6);
  g_assert_cmpuint (none->len, <=, 6);
}

static void
test_without_rows_the_header_stands_alone (void)
{
  g_autoptr (MitTable) table = make_table (0);
  MitBox box = { .rect = { 20, 30, 310, 400 } };
  g_autoptr (GPtrArray) pages = mit_table_layout (table, &box, &box, NULL);
  g_autofree char *text = mit_display_list_get_text (pages->pdata[0]);

  g_assert_cmpuint (pages->len, ==, 1);
  g_assert_cmpstr (text, ==, "Nummer\nName\nUnterschrift");
}

static void
test_a_header_is_not_left_alone (void)
{
  g_autoptr (MitTable) table = make_table (2);
  MitBox first = { .rect = { 20, 700, 310, 25 } }, next = { .page = 1, .rect = { 20, 40, 310, 400 } };
  g_autoptr (GPtrArray) pages = mit_table_layout (table, &first, &next, NULL);

  g_assert_cmpuint (pages->len, ==, 2);
  g_assert_cmpuint (mit_display_list_get_n_items (pages->pdata[0]), ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/header-stands-on-each-page-and-no-row-is-lost", test_header_stands_on_each_page_and_no_row_is_lost);
  g_test_add_func ("/table/grid-stays-in-its-box", test_grid_stays_in_its_box);
  g_test_add_func ("/table/cells-are-literal", test_cells_are_literal);
  g_test_add_func ("/table/rows-have-room-to-sign", test_rows_have_room_to_sign);
  g_test_add_func ("/table/a-row-higher-than-the-page-ends", test_a_row_higher_than_the_page_ends);
  g_test_add_func ("/table/without-rows-the-header-stands-alone", test_without_rows_the_header_stands_alone);
  g_test_add_func ("/table/a-header-is-not-left-alone", test_a_header_is_not_left_alone);

  return g_test_run ();
}
