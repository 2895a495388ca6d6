// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-letter-pdf.h"

#include "mit-letter-sheet.h"

#include <mit-output.h>
#include <mit-units.h>

#include <cairo-pdf.h>
#include <glib/gi18n.h>

/* What stands in the file's own title: the same in every language of the program, so that the bytes are too. */
static const char *
file_title (const MitLetterRun *run)
{
  if (g_str_equal (run->kind, "welcome"))
    return "Willkommensbriefe";

  return g_str_equal (run->kind, "invitation") ? "Einladungen" : "Briefe";
}

typedef struct
{
  const MitLetterRun *run;
  guint               n_pages;
} Drawing;

static gboolean
draw_run (cairo_t *cr, gpointer data, GError **error)
{
  Drawing *drawing = data;
  g_autoptr (MitLetterSheets) sheets = mit_letter_sheets_new (drawing->run);

  for (guint letter = 0; letter < drawing->run->letters->len; letter++)
    {
      guint n_pages = mit_letter_sheets_n_pages (sheets, letter);

      for (guint page = 0; page < n_pages; page++)
        {
          mit_letter_sheets_draw (sheets, letter, page, cr);
          cairo_show_page (cr);
        }
      drawing->n_pages += n_pages;
    }

  return TRUE;
}

static GBytes *
render (const MitLetterRun *run, guint *n_pages, GError **error)
{
  Drawing   drawing = { run, 0 };
  MitOutput output = {
    .title = file_title (run),
    .made_at = run->made_at,
    .width = MIT_MM (MIT_A4_WIDTH_MM),
    .height = MIT_MM (MIT_A4_HEIGHT_MM),
  };
  GBytes *bytes;

  if (run->letters->len == 0)
    {
      g_set_error_literal (error, MIT_LETTER_ERROR, MIT_LETTER_ERROR_NOBODY,
                           _ ("There is nobody to write to. Choose at least one person with a complete address."));
      return NULL;
    }
  bytes = mit_output_render (&output, draw_run, &drawing, error);
  if (n_pages)
    *n_pages = drawing.n_pages;

  return bytes;
}

/** mit_letter_pdf_render: All letters of a run as a PDF in memory; see mit_letter_pdf_write(). Returns: (transfer full) (nullable) */
GBytes *
mit_letter_pdf_render (const MitLetterRun *run, GError **error)
{
  return render (run, NULL, error);
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
  g_autoptr (GBytes) bytes = render (run, n_pages, error);

  return bytes && mit_output_replace (path, bytes, error);
}
