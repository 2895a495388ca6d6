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
        *self = (MitPrintSheets) { page_width, page_height, office_sheets[i].width, office_sheets[i].height, OFFICE_PAPER };
        return TRUE;
      }

  return FALSE;
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
