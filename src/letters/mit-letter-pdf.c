// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-letter-pdf.h"

#include "mit-letter-archive.h"
#include "mit-letter-sheet.h"

#include <mit-output.h>
#include <mit-units.h>

#include <cairo-pdf.h>
#include <glib/gi18n.h>

static gboolean
draw_run (cairo_t *cr, gpointer data, GError **error)
{
  const MitLetterRun *run = data;
  g_autoptr (MitLetterSheets) sheets = mit_letter_sheets_new (run);

  for (guint letter = 0; letter < run->letters->len; letter++)
    for (guint page = 0; page < mit_letter_sheets_n_pages (sheets, letter); page++)
      {
        mit_letter_sheets_draw (sheets, letter, page, cr);
        cairo_show_page (cr);
      }

  return TRUE;
}

static guint
count_pages (const MitLetterRun *run)
{
  g_autoptr (MitLetterSheets) sheets = mit_letter_sheets_new (run);
  guint n_pages = 0;

  for (guint letter = 0; letter < run->letters->len; letter++)
    n_pages += mit_letter_sheets_n_pages (sheets, letter);

  return n_pages;
}

static MitOutput
describe (const MitLetterRun *run)
{
  return (MitOutput) {
    .title = mit_letter_kind_label (run->kind),
    .made_at = run->made_at,
    .width = MIT_MM (MIT_A4_WIDTH_MM),
    .height = MIT_MM (MIT_A4_HEIGHT_MM),
  };
}

/** mit_letter_pdf_render: All letters of a run as a PDF in memory; see mit_letter_pdf_write(). Returns: (transfer full) (nullable) */
GBytes *
mit_letter_pdf_render (const MitLetterRun *run, GError **error)
{
  MitOutput output = describe (run);

  if (run->letters->len > 0)
    return mit_output_render (&output, draw_run, (gpointer) run, error);
  g_set_error_literal (error, MIT_LETTER_ERROR, MIT_LETTER_ERROR_NOBODY,
                       _("There is nobody to write to. Choose at least one person with a complete address."));

  return NULL;
}

/**
 * mit_letter_pdf_write:
 * @path: where the file goes; one that is there is replaced when the new one is whole
 * @n_pages: (out) (optional): how many pages it has
 *
 * All letters of a run as one PDF. The same run gives the same bytes. Thread: any, one run at a time.
 */
gboolean
mit_letter_pdf_write (const MitLetterRun *run, const char *path, guint *n_pages, GError **error)
{
  g_autoptr (GBytes) bytes = mit_letter_pdf_render (run, error);

  if (bytes && n_pages)
    *n_pages = count_pages (run);

  return bytes && mit_output_replace (path, bytes, error);
}
