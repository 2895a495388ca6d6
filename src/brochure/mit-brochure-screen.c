// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-screen.h"

#include <mit-output.h>
#include <mit-print-tagged.h>
#include <mit-units.h>

/*
 * A brochure for the website and for e-mail: pages as they are cut, in colours of the screen, and for those who have it read
 * out (BITV 2.0 wants that of public bodies; people want it of everybody).
 */

/* Of what the office writes. */
#define LANGUAGE "de-DE"

typedef struct
{
  const MitBrochureLayout *layout;
  MitStructure            *structure;
  double                   width, height; /* pt */
} Drawing;

static gboolean
draw (cairo_t *cr, gpointer data, GError **error)
{
  const Drawing *self = data;
  MitDrawOptions options = { .structure = self->structure };

  for (guint page = 0; page < mit_brochure_layout_get_n_pages (self->layout); page++)
    {
      cairo_save (cr);
      cairo_rectangle (cr, 0, 0, self->width, self->height);
      cairo_clip (cr);
      mit_display_list_draw (mit_brochure_layout_get_page (self->layout, page), cr, &options);
      cairo_restore (cr);
      cairo_show_page (cr);
      mit_structure_end_page (self->structure);
    }
  mit_structure_finish (self->structure);

  return TRUE;
}

/**
 * mit_brochure_screen_write:
 * @work: read from the register; gets its findings and its number of pages
 * @path: where the file goes; one that is there is replaced when the new one is whole and was checked
 *
 * Write the PDF/UA-1 for the screen. The same brochure gives the same bytes on the same day. Slow; any thread, one at a time.
 *
 * Returns: whether the file is there; else @path is as it was
 */
gboolean
mit_brochure_screen_write (MitBrochureExport *work, const char *path, GError **error)
{
  const MitBrochureTemplate *design = work->brochure->design;
  g_autoptr (MitStructure) structure = mit_structure_new ();
  g_autoptr (GDateTime) time = mit_brochure_export_time (work);
  g_autoptr (MitBrochureLayout) layout = mit_brochure_export_lay_out (work, NULL);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char      *id = mit_id_to_string (&work->brochure->id);
  Drawing               drawing = { layout, structure, MIT_MM (design->width), MIT_MM (design->height) };
  MitOutput             output = { work->brochure->title, g_date_time_to_unix (time), drawing.width, drawing.height };
  MitPrintTaggedOptions options = {
    .structure = structure,
    .title = work->brochure->title,
    .language = LANGUAGE,
    .created = time,
    .document_id = id,
  };

  mit_brochure_preflight_descriptions (work->brochure, work->findings);
  pdf = mit_output_render (&output, draw, &drawing, error);

  return pdf && mit_print_tagged_run (pdf, &options, path, error);
}
