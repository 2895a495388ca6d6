// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-export.h"

#include <mit-marks.h>
#include <mit-output.h>
#include <mit-print-own-profile.h>
#include <mit-print-pass.h>
#include <mit-thread.h>
#include <mit-units.h>

#include <glib/gi18n.h>

/**
 * mit_brochure_export_new:
 * @preset: (nullable): id of what the print shop wants, the default one if %NULL
 * @today: the day that the file is made on; seminars before it are over
 *
 * Returns: (transfer full) (nullable)
 */
MitBrochureExport *
mit_brochure_export_new (MitDb *db, const MitId *id, const char *preset, MitDate today, GError **error)
{
  g_autoptr (MitBrochureExport) self = g_new0 (MitBrochureExport, 1);

  self->brochure = mit_brochure_load (db, id, error);
  if (!self->brochure || !mit_brochure_load_pictures (self->brochure, db, error))
    return NULL;
  self->data = mit_brochure_data_load (db, today, error);
  self->preset = preset ? mit_print_preset_get (preset, error) : mit_print_preset_get_default ();
  if (!self->data || !self->preset)
    return NULL;

  return g_steal_pointer (&self);
}

void
mit_brochure_export_free (MitBrochureExport *self)
{
  g_clear_pointer (&self->brochure, mit_brochure_free);
  g_clear_pointer (&self->data, mit_brochure_data_free);
  g_clear_pointer (&self->preset, mit_print_preset_unref);
  g_clear_pointer (&self->cache, mit_brochure_art_cache_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}

/** mit_brochure_export_set_cache: Take pictures from what was made before, and leave those of this file for the next one. */
void
mit_brochure_export_set_cache (MitBrochureExport *self, MitBrochureArtCache *cache)
{
  g_clear_pointer (&self->cache, mit_brochure_art_cache_unref);
  self->cache = mit_brochure_art_cache_ref (cache);
}

/** mit_brochure_export_set_profile: Choose the inks after the profile at @path. Returns: %FALSE with %MIT_PRINT_ERROR_PROFILE */
gboolean
mit_brochure_export_set_profile (MitBrochureExport *self, const char *path, GError **error)
{
  MitPrintPreset *preset = mit_print_own_profile_apply (path, self->preset, error);

  if (!preset)
    return FALSE;
  mit_print_preset_unref (self->preset);
  self->preset = preset;

  return TRUE;
}

/** mit_brochure_export_time: Noon of the day, so that the same brochure gives the same bytes all day. Returns: (transfer full) */
GDateTime *
mit_brochure_export_time (const MitBrochureExport *self)
{
  int year, month, mday;

  mit_date_get (self->data->today, &year, &month, &mday);

  return g_date_time_new_utc (year, month, mday, 12, 0, 0);
}

/* mm around the trimmed page. */
static double
get_margin (const MitBrochureExport *self)
{
  return self->preset->bleed_mm + (self->preset->has_marks ? MIT_MARKS_ROOM : 0);
}

/* Beyond the bleed there are only the marks. */
static void
draw_page (const MitBrochureExport *self, MitDisplayList *page, cairo_t *cr, const MitDrawOptions *options)
{
  const MitBrochureTemplate *design = self->brochure->design;
  double                     bleed = MIT_MM (self->preset->bleed_mm);

  cairo_save (cr);
  cairo_rectangle (cr, -bleed, -bleed, MIT_MM (design->width) + 2 * bleed, MIT_MM (design->height) + 2 * bleed);
  cairo_clip (cr);
  mit_display_list_draw (page, cr, options);
  cairo_restore (cr);
}

static void
draw_marks (const MitBrochureExport *self, guint page, cairo_t *cr, const MitDrawOptions *options)
{
  const MitBrochureTemplate *design = self->brochure->design;
  char                       day[MIT_DATE_ISO_SIZE];
  g_autofree char           *slug = NULL;
  g_autoptr (MitDisplayList) marks = NULL;

  /* Translators: the line beside the crop marks of a page: what is printed, which page, and the day it was made */
  slug = g_strdup_printf (_ ("%s · page %u · %s"), self->brochure->title, page + 1, mit_date_to_iso (self->data->today, day));
  marks = mit_marks_new (MIT_MM (design->width), MIT_MM (design->height), self->preset->bleed_mm, slug);
  mit_display_list_draw (marks, cr, options);
}

typedef struct
{
  const MitBrochureExport *work;
  const MitBrochureLayout *layout;
  MitSwatches             *swatches;
} Drawing;

static gboolean
draw_pages (cairo_t *cr, gpointer data, GError **error)
{
  const Drawing *self = data;
  MitDrawOptions options = { .swatches = self->swatches };
  double         margin = MIT_MM (get_margin (self->work));

  for (guint page = 0; page < mit_brochure_layout_get_n_pages (self->layout); page++)
    {
      cairo_save (cr);
      cairo_translate (cr, margin, margin);
      draw_page (self->work, mit_brochure_layout_get_page (self->layout, page), cr, &options);
      if (self->work->preset->has_marks)
        draw_marks (self->work, page, cr, &options);
      cairo_restore (cr);
      cairo_show_page (cr);
    }

  return TRUE;
}

/* The pages in code colours, before the pass turns them into ink. */
static GBytes *
draw (const MitBrochureExport *self, const MitBrochureLayout *layout, MitSwatches *swatches, GError **error)
{
  const MitBrochureTemplate *design = self->brochure->design;
  double                     margin = get_margin (self);
  g_autoptr (GDateTime) time = mit_brochure_export_time (self);
  MitOutput output = { self->brochure->title, g_date_time_to_unix (time), MIT_MM (design->width + 2 * margin), MIT_MM (design->height + 2 * margin) };
  Drawing   drawing = { self, layout, swatches };

  return mit_output_render (&output, draw_pages, &drawing, error);
}

/* A finished PDF that is made of the pages: in a file, or to be looked at. */
typedef gpointer (*Finish) (GBytes *pdf, const MitPrintPassOptions *options, gpointer data, GError **error);

static gpointer
run_pass (const MitBrochureExport *self, GBytes *pdf, MitSwatches *swatches, Finish finish, gpointer data, GError **error)
{
  g_autoptr (GDateTime) time = mit_brochure_export_time (self);
  g_autofree char    *id = mit_id_to_string (&self->brochure->id);
  MitPrintPassOptions options = {
    .preset = self->preset,
    .swatches = swatches,
    .title = self->brochure->title,
    .created = time,
    .document_id = id,
    .trim_width_mm = self->brochure->design->width,
    .trim_height_mm = self->brochure->design->height,
    .bleed_mm = self->preset->bleed_mm,
  };

  return finish (pdf, &options, data, error);
}

/**
 * mit_brochure_export_lay_out:
 * @profile: (nullable): of the press; %NULL for the colours of the screen
 *
 * Set the pages, and look through them: the findings and the number of pages stand in @self afterwards. Slow.
 *
 * Returns: (transfer full)
 */
MitBrochureLayout *
mit_brochure_export_lay_out (MitBrochureExport *self, MitPrintProfile *profile)
{
  g_autoptr (MitBrochureArtCache) cache = self->cache ? mit_brochure_art_cache_ref (self->cache) : mit_brochure_art_cache_new ();
  double bleed = profile ? self->preset->bleed_mm : 0; /* nobody cuts a screen */
  g_autoptr (MitBrochureArt) art = mit_brochure_art_cache_make (cache, self->brochure, bleed, profile);
  MitBrochureLayout *layout = mit_brochure_layout_new (self->brochure, self->data, art, bleed, NULL);

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = mit_brochure_preflight (self->brochure, self->data, art, layout, self->preset);
  self->n_pages = mit_brochure_layout_get_n_pages (layout);

  return layout;
}

static gpointer
make (MitBrochureExport *self, Finish finish, gpointer data, GError **error)
{
  g_autoptr (MitPrintProfile) profile = mit_print_profile_load (self->preset, error);
  g_autoptr (MitSwatches) swatches = mit_swatches_new ();
  g_autoptr (MitBrochureLayout) layout = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (!profile)
    return NULL;
  layout = mit_brochure_export_lay_out (self, profile);
  pdf = draw (self, layout, swatches, error);

  return pdf ? run_pass (self, pdf, swatches, finish, data, error) : NULL;
}

static gpointer
finish_in_file (GBytes *pdf, const MitPrintPassOptions *options, gpointer path, GError **error)
{
  return mit_print_pass_run (pdf, options, path, error) ? pdf : NULL;
}

static gpointer
finish_in_memory (GBytes *pdf, const MitPrintPassOptions *options, gpointer data, GError **error)
{
  return mit_print_pass_render (pdf, options, error);
}

/**
 * mit_brochure_export_write:
 * @path: where the file goes; one that is there is replaced when the new one is whole and was checked
 *
 * Write the PDF for the print shop. What there is to see to stands in the findings afterwards, and does not hold the
 * file up. The same brochure gives the same bytes on the same day. Slow; any thread, one at a time.
 *
 * Returns: whether the file is there; else @path is as it was
 */
gboolean
mit_brochure_export_write (MitBrochureExport *self, const char *path, GError **error)
{
  return make (self, finish_in_file, (gpointer) path, error) != NULL;
}

/** mit_brochure_export_render: The bytes that mit_brochure_export_write() would write. Returns: (transfer full) (nullable) */
GBytes *
mit_brochure_export_render (MitBrochureExport *self, GError **error)
{
  return make (self, finish_in_memory, NULL, error);
}

static gpointer
run_render (gpointer work, GError **error)
{
  return mit_brochure_export_render (work, error);
}

/**
 * mit_brochure_export_run_render:
 * @self: (transfer full)
 *
 * Returns: (transfer full): resolves to the PDF (%G_TYPE_BYTES), or rejects
 */
DexFuture *
mit_brochure_export_run_render (MitBrochureExport *self)
{
  return mit_thread_run ("brochure", G_TYPE_BYTES, run_render, self, (GDestroyNotify) mit_brochure_export_free);
}

typedef struct
{
  MitBrochureExport     *work;
  MitBrochureExportWrite write;
  char                  *path;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  mit_brochure_export_free (job->work);
  g_free (job->path);
  g_free (job);
}

static gpointer
run_job (gpointer data, GError **error)
{
  Job *job = data;

  return job->write (job->work, job->path, error) ? g_ptr_array_ref (job->work->findings) : NULL;
}

/**
 * mit_brochure_export_run:
 * @self: (transfer full)
 * @write: mit_brochure_export_write(), or another kind of file
 *
 * Write a file on a thread of its own.
 *
 * Returns: (transfer full): resolves to the findings (%G_TYPE_PTR_ARRAY), or rejects
 */
DexFuture *
mit_brochure_export_run (MitBrochureExport *self, MitBrochureExportWrite write, const char *path)
{
  Job *job = g_new0 (Job, 1);

  job->work = self;
  job->write = write;
  job->path = g_strdup (path);

  return mit_thread_run ("brochure", G_TYPE_PTR_ARRAY, run_job, job, job_free);
}
