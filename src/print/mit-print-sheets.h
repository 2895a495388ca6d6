// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MitPrintSheets:
 * @page_width: mm, of a trimmed page
 * @page_height: mm
 * @sheet_width: mm, as it lies in the printer
 * @sheet_height: mm
 * @paper: mm, how thick a sheet is; 0.1 is ordinary office paper of 80 g/m²
 * @n: pages on a side, as many as there are in columns and rows, or fewer
 * @columns: pages side by side
 * @rows: pages below each other
 * @scale: of the pages, 1 at most
 *
 * How pages come to stand on sheets. By value.
 */
typedef struct
{
  double page_width, page_height;
  double sheet_width, sheet_height;
  double paper;
  guint  n;
  guint  columns, rows;
  double scale;
} MitPrintSheets;

/**
 * MitPrintPlace:
 * @side: of which sheet, counted from 0: the front of the first sheet, its back, the front of the second
 * @page: which page, from 0
 * @x: mm from the side's left edge to the page's
 * @y: mm from the side's upper edge to the page's
 * @clip_x: mm, left edge of the half of the side that the page may cover
 * @clip_width: mm
 *
 * Where one page stands.
 */
typedef struct
{
  guint  side;
  guint  page;
  double x, y;
  double clip_x, clip_width;
} MitPrintPlace;

gboolean mit_print_sheets_init_booklet (MitPrintSheets *self, double page_width, double page_height);
void     mit_print_sheets_init_several (MitPrintSheets *self, double page_width, double page_height, guint n);
guint    mit_print_sheets_count_sides (guint n_pages);
GArray  *mit_print_sheets_place_booklet (const MitPrintSheets *self, guint n_pages);
GArray  *mit_print_sheets_place_several (const MitPrintSheets *self, guint n_pages);

G_END_DECLS
