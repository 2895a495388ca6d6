// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-sheets.h"

/* The sheets that offices have, lying on their side (ISO 216), mm. */
static const struct
{
  double width, height;
} office_sheets[] = {
  { 297, 210 },
  { 420, 297 },
};

/* Around the pages on a sheet and between them, mm: office printers leave an edge of about 5. */
#define MARGIN 7
#define GAP 5

/* Of ordinary office paper, mm. */
#define OFFICE_PAPER 0.1

/**
 * mit_print_sheets_init_booklet:
 * @page_width: mm, of a trimmed page
 *
 * The smallest sheet that an office printer takes and two pages stand on side by side, at their own size.
 *
 * Returns: %FALSE if the pages are too large for any
 */
gboolean
mit_print_sheets_init_booklet (MitPrintSheets *self, double page_width, double page_height)
{
  for (gsize i = 0; i < G_N_ELEMENTS (office_sheets); i++)
    if (2 * page_width <= office_sheets[i].width + 1 && page_height <= office_sheets[i].height + 1)
      {
        *self = (MitPrintSheets) { page_width, page_height, office_sheets[i].width, office_sheets[i].height, OFFICE_PAPER, 2, 2, 1, 1 };
        return TRUE;
      }

  return FALSE;
}

static MitPrintSheets
make_grid (double page_width, double page_height, guint n, guint columns, gboolean is_landscape)
{
  guint          rows = (n + columns - 1) / columns;
  double         width = office_sheets[0].width, height = office_sheets[0].height;
  MitPrintSheets self = { page_width, page_height, is_landscape ? width : height, is_landscape ? height : width, OFFICE_PAPER, n, columns, rows, 0 };
  double         wide = self.sheet_width - 2 * MARGIN - (columns - 1) * GAP, high = self.sheet_height - 2 * MARGIN - (rows - 1) * GAP;

  self.scale = MAX (MIN (MIN (wide / columns / page_width, high / rows / page_height), 1), 0);

  return self;
}

/**
 * mit_print_sheets_init_several:
 * @page_width: mm, of a trimmed page
 * @n: how many pages stand on a sheet, at least 1
 *
 * Pages on A4 to be read through: lying or upright, in rows and columns, whichever leaves them largest.
 */
void
mit_print_sheets_init_several (MitPrintSheets *self, double page_width, double page_height, guint n)
{
  *self = make_grid (page_width, page_height, n, n, TRUE);
  for (guint columns = 1; columns <= n; columns++)
    for (int is_landscape = 0; is_landscape <= 1; is_landscape++)
      {
        MitPrintSheets grid = make_grid (page_width, page_height, n, columns, is_landscape);

        if (grid.scale > self->scale)
          *self = grid;
      }
}

static guint
count_sheets (guint n_pages)
{
  return (n_pages + 3) / 4;
}

/** mit_print_sheets_count_sides: How many sides a booklet of so many pages has, blank ones counted. */
guint
mit_print_sheets_count_sides (guint n_pages)
{
  return 2 * count_sheets (n_pages);
}

static void
add_place (const MitPrintSheets *self, GArray *places, guint side, guint page, guint n_pages, gboolean is_left, double creep)
{
  double        middle = self->sheet_width / 2;
  MitPrintPlace place = {
    .side = side,
    .page = page,
    .x = is_left ? middle - self->page_width + creep : middle - creep,
    .y = (self->sheet_height - self->page_height) / 2,
    .clip_x = is_left ? 0 : middle,
    .clip_width = middle,
  };

  if (page < n_pages)
    g_array_append_val (places, place);
}

/**
 * mit_print_sheets_place_booklet:
 *
 * The pages of a saddle-stitched booklet: printed on both sides, turned over on the short edge, laid into each other, folded
 * and stapled, it reads from front to back. Missing pages to a multiple of four are blank ones at the end. Each sheet that
 * lies further inside would look out further at the front edge by the paper of the sheets around it, so its pages move
 * towards the fold by as much (creep), and what would reach over the fold is cut off there.
 *
 * Returns: (transfer full) (element-type MitPrintPlace): in the order of the sides
 */
GArray *
mit_print_sheets_place_booklet (const MitPrintSheets *self, guint n_pages)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (MitPrintPlace));
  guint   n_sheets = count_sheets (n_pages), last = 4 * n_sheets - 1;

  for (guint sheet = 0; sheet < n_sheets; sheet++)
    {
      double creep = sheet * self->paper;

      add_place (self, places, 2 * sheet, last - 2 * sheet, n_pages, TRUE, creep);
      add_place (self, places, 2 * sheet, 2 * sheet, n_pages, FALSE, creep);
      add_place (self, places, 2 * sheet + 1, 2 * sheet + 1, n_pages, TRUE, creep);
      add_place (self, places, 2 * sheet + 1, last - 2 * sheet - 1, n_pages, FALSE, creep);
    }

  return places;
}

/**
 * mit_print_sheets_place_several:
 *
 * The pages in reading order, row by row, in the middle of each sheet. Only fronts are counted as sides.
 *
 * Returns: (transfer full) (element-type MitPrintPlace)
 */
GArray *
mit_print_sheets_place_several (const MitPrintSheets *self, guint n_pages)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (MitPrintPlace));
  double  width = self->page_width * self->scale, height = self->page_height * self->scale;
  double  left = (self->sheet_width - self->columns * width - (self->columns - 1) * GAP) / 2;
  double  top = (self->sheet_height - self->rows * height - (self->rows - 1) * GAP) / 2;

  for (guint page = 0; page < n_pages; page++)
    {
      MitPrintPlace place = { .side = page / self->n, .page = page, .clip_width = self->sheet_width };

      place.x = left + page % self->n % self->columns * (width + GAP);
      place.y = top + page % self->n / self->columns * (height + GAP);
      g_array_append_val (places, place);
    }

  return places;
}
