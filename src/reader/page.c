// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-reader-page.h"
#include "mit-reader.h"

#include <mit-print-raster.h>

/*
 * mitmachen-page-reader:
 *
 *   page PAGE                      page PAGE of a PDF, or an SVG, into a PDF of one page
 *   drawing X Y W H WIDTH HEIGHT   the part of such a page, in fractions of the page as it is cut, into so many pixels
 */

#define MOST_ARGUMENTS 7

static MitReaderStatus
read_page (GBytes *file, char **arguments)
{
  guint               page = (guint) g_ascii_strtoull (arguments[1], NULL, 10);
  MitPrintReadingHead head = { .kind = MIT_PRINT_READING_PAGE };
  g_autoptr (GBytes) pdf = NULL;
  MitReaderStatus status = mit_print_reading_is_svg (file) ? mit_reader_page_convert_svg (file, &head, &pdf) : mit_reader_page_extract (file, page, &head, &pdf);

  return status == MIT_READER_DONE ? mit_reader_write (&head, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL) : status;
}

static MitReaderStatus
draw (GBytes *file, char **arguments)
{
  MitPrintReadingHead head = { .kind = MIT_PRINT_READING_DRAWING };
  g_autoptr (GBytes) pixels = NULL;
  double          crop[4];
  guint           width = (guint) g_ascii_strtoull (arguments[5], NULL, 10), height = (guint) g_ascii_strtoull (arguments[6], NULL, 10);
  MitReaderStatus status;

  for (int i = 0; i < 4; i++)
    crop[i] = g_ascii_strtod (arguments[i + 1], NULL);
  if (mit_print_raster_is_too_large (width, height))
    return MIT_READER_TOO_LARGE;
  status = mit_reader_page_draw (file, crop, width, height, &head, &pixels);

  return status == MIT_READER_DONE ? mit_reader_write (&head, g_bytes_get_data (pixels, NULL), g_bytes_get_size (pixels), NULL) : status;
}

static MitReaderStatus
run (GBytes *file, char **arguments)
{
  return g_str_equal (arguments[0], "page") ? read_page (file, arguments) : draw (file, arguments);
}

int
main (int argc, char **argv)
{
  return mit_reader_run (argc, argv, argc > 1 && g_str_equal (argv[1], "drawing") ? MOST_ARGUMENTS : 2, run);
}
