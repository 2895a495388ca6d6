// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-booklet.h"

#include <mit-output.h>
#include <mit-print-sheets.h>
#include <mit-thread.h>
#include <mit-units.h>

#include <glib/gi18n.h>

/*
 * A brochure for the office's own printer: two pages side by side on each side of a sheet, in the order in which they are
 * folded and stapled. In colours of the screen, which such a printer knows what to do with.
 */

typedef struct
{
  MitPrintSheets     sheets;
  MitBrochureLayout *layout;
  GArray            *places; /* MitPrintPlace */
  guint              n_sides;
} Drawing;

static void
draw_place (const Drawing *self, const MitPrintPlace *place, cairo_t *cr)
{
  MitDrawOptions options = { 0 };

  cairo_save (cr);
  cairo_rectangle (cr, MIT_MM (place->clip_x), 0, MIT_MM (place->clip_width), MIT_MM (self->sheets.sheet_height));
  cairo_clip (cr);
  cairo_translate (cr, MIT_MM (place->x), MIT_MM (place->y));
  cairo_rectangle (cr, 0, 0, MIT_MM (self->sheets.page_width), MIT_MM (self->sheets.page_height));
  cairo_clip (cr);
  mit_display_list_draw (mit_brochure_layout_get_page (self->layout, place->page), cr, &options);
  cairo_restore (cr);
}

static gboolean
draw (cairo_t *cr, gpointer data, GError **error)
{
  const Drawing *self = data;

  for (guint side = 0; side < self->n_sides; side++)
    {
      for (guint i = 0; i < self->places->len; i++)
        {
          const MitPrintPlace *place = &g_array_index (self->places, MitPrintPlace, i);

          if (place->side == side)
            draw_place (self, place, cr);
        }
      cairo_show_page (cr);
    }

  return TRUE;
}

/**
 * mit_brochure_booklet_render:
 * @work: read from the register; gets its findings and its number of pages
 *
 * The booklet as a PDF: landscape, both sides, to be turned over on the short edge. Slow; any thread, one at a time.
 *
 * Returns: (transfer full) (nullable)
 */
GBytes *
mit_brochure_booklet_render (MitBrochureExport *work, GError **error)
{
  const MitBrochureTemplate *design = work->brochure->design;
  g_autoptr (GDateTime) time = mit_brochure_export_time (work);
  g_autoptr (MitBrochureLayout) layout = NULL;
  g_autoptr (GArray) places = NULL;
  Drawing   drawing = { 0 };
  MitOutput output = { .title = work->brochure->title, .made_at = g_date_time_to_unix (time) };

  if (!mit_print_sheets_init_booklet (&drawing.sheets, design->width, design->height))
    {
      g_set_error_literal (error, MIT_BROCHURE_ERROR, MIT_BROCHURE_ERROR_EXPORT,
                           _ ("The pages of this brochure are too large to stand side by side on A3. Have it printed by a print shop."));
      return NULL;
    }
  layout = mit_brochure_export_lay_out (work, NULL);
  places = mit_print_sheets_place_booklet (&drawing.sheets, work->n_pages);
  drawing.layout = layout;
  drawing.places = places;
  drawing.n_sides = mit_print_sheets_count_sides (work->n_pages);
  output.width = MIT_MM (drawing.sheets.sheet_width);
  output.height = MIT_MM (drawing.sheets.sheet_height);

  return mit_output_render (&output, draw, &drawing, error);
}

/** mit_brochure_booklet_write: mit_brochure_booklet_render() into a file at @path, replaced when the new one is whole. */
gboolean
mit_brochure_booklet_write (MitBrochureExport *work, const char *path, GError **error)
{
  g_autoptr (GBytes) pdf = mit_brochure_booklet_render (work, error);

  return pdf && mit_output_replace (path, pdf, error);
}

static gpointer
run_job (gpointer data, GError **error)
{
  return mit_brochure_booklet_render (data, error);
}

/**
 * mit_brochure_booklet_run:
 * @work: (transfer full)
 *
 * mit_brochure_booklet_render() on a thread of its own.
 *
 * Returns: (transfer full): resolves to the PDF (%G_TYPE_BYTES), or rejects
 */
DexFuture *
mit_brochure_booklet_run (MitBrochureExport *work)
{
  return mit_thread_run ("booklet", G_TYPE_BYTES, run_job, work, (GDestroyNotify) mit_brochure_export_free);
}
