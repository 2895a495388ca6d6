// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-sheets.h"

#include <mit-output.h>
#include <mit-print-placed.h>
#include <mit-print-sheets.h>
#include <mit-thread.h>
#include <mit-units.h>

#include <glib/gi18n.h>

/*
 * A brochure for the office's own printer: as a booklet, two pages side by side on each side of a sheet in the order in which
 * they are folded and stapled, or some pages on each sheet to be read through. In colours of the screen, which such a printer
 * knows what to do with.
 */

/* pt, and grey: the edge of a page that stands on a larger sheet. */
#define EDGE 0.25
#define EDGE_GREY 0.6

typedef struct
{
  MitPrintSheets     sheets;
  MitBrochureLayout *layout;
  GArray            *places; /* MitPrintPlace */
  guint              n_sides;
  gboolean           has_edges;
} Drawing;

static void
draw_edge (const Drawing *self, cairo_t *cr)
{
  cairo_rectangle (cr, 0, 0, MIT_MM (self->sheets.page_width), MIT_MM (self->sheets.page_height));
  cairo_set_source_rgb (cr, EDGE_GREY, EDGE_GREY, EDGE_GREY);
  cairo_set_line_width (cr, 2 * EDGE / self->sheets.scale);
  cairo_stroke (cr);
}

static void
draw_place (const Drawing *self, const MitPrintPlace *place, cairo_t *cr)
{
  MitDrawOptions options = { 0 };

  cairo_save (cr);
  cairo_rectangle (cr, MIT_MM (place->clip_x), 0, MIT_MM (place->clip_width), MIT_MM (self->sheets.sheet_height));
  cairo_clip (cr);
  cairo_translate (cr, MIT_MM (place->x), MIT_MM (place->y));
  cairo_scale (cr, self->sheets.scale, self->sheets.scale);
  cairo_rectangle (cr, 0, 0, MIT_MM (self->sheets.page_width), MIT_MM (self->sheets.page_height));
  cairo_clip (cr);
  mit_display_list_draw (mit_brochure_layout_get_page (self->layout, place->page), cr, &options);
  if (self->has_edges)
    draw_edge (self, cr);
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

static gboolean
place_pages (Drawing *self, MitBrochureExport *work, GError **error)
{
  const MitBrochureTemplate *design = work->brochure->design;

  if (work->per_sheet > 0)
    {
      mit_print_sheets_init_several (&self->sheets, design->width, design->height, work->per_sheet);
      self->has_edges = TRUE;
      return TRUE;
    }
  if (mit_print_sheets_init_booklet (&self->sheets, design->width, design->height))
    return TRUE;

  g_set_error_literal (error, MIT_BROCHURE_ERROR, MIT_BROCHURE_ERROR_EXPORT,
                       _ ("The pages of this brochure are too large to stand side by side on A3. Have it printed by a print shop."));

  return FALSE;
}

/**
 * mit_brochure_sheets_render:
 * @work: read from the register; gets its findings and its number of pages
 *
 * The sheets as a PDF: a booklet is landscape, for both sides, to be turned over on the short edge. Slow; any thread, one at
 * a time.
 *
 * Returns: (transfer full) (nullable)
 */
GBytes *
mit_brochure_sheets_render (MitBrochureExport *work, GError **error)
{
  g_autoptr (GDateTime) time = mit_brochure_export_time (work);
  g_autoptr (MitBrochureLayout) layout = NULL;
  g_autoptr (GArray) places = NULL;
  g_autoptr (GBytes) pdf = NULL;
  Drawing   drawing = { 0 };
  MitOutput output = { .title = work->brochure->title, .made_at = g_date_time_to_unix (time) };

  if (!place_pages (&drawing, work, error))
    return NULL;
  layout = mit_brochure_export_lay_out (work, NULL);
  places = work->per_sheet > 0 ? mit_print_sheets_place_several (&drawing.sheets, work->n_pages) : mit_print_sheets_place_booklet (&drawing.sheets, work->n_pages);
  drawing.layout = layout;
  drawing.places = places;
  drawing.n_sides = work->per_sheet > 0 ? (work->n_pages + work->per_sheet - 1) / work->per_sheet : mit_print_sheets_count_sides (work->n_pages);
  output.width = MIT_MM (drawing.sheets.sheet_width);
  output.height = MIT_MM (drawing.sheets.sheet_height);

  pdf = mit_output_render (&output, draw, &drawing, error);

  return pdf ? mit_print_placed_resolve (pdf, error) : NULL;
}

/** mit_brochure_sheets_write: mit_brochure_sheets_render() into a file at @path, replaced when the new one is whole. */
gboolean
mit_brochure_sheets_write (MitBrochureExport *work, const char *path, GError **error)
{
  g_autoptr (GBytes) pdf = mit_brochure_sheets_render (work, error);

  return pdf && mit_output_replace (path, pdf, error);
}

static gpointer
run_job (gpointer data, GError **error)
{
  return mit_brochure_sheets_render (data, error);
}

/**
 * mit_brochure_sheets_run:
 * @work: (transfer full)
 *
 * mit_brochure_sheets_render() on a thread of its own.
 *
 * Returns: (transfer full): resolves to the PDF (%G_TYPE_BYTES), or rejects
 */
DexFuture *
mit_brochure_sheets_run (MitBrochureExport *work)
{
  return mit_thread_run ("sheets", G_TYPE_BYTES, run_job, work, (GDestroyNotify) mit_brochure_export_free);
}
