// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-pass.h"

#include "mit-print-convert.h"
#include "mit-print-error.h"
#include "mit-print-metadata.h"
#include "mit-print-object.h"
#include "mit-print-save.h"
#include "mit-units.h"

#include <glib/gi18n.h>

/* Rounding of page sizes by cairo, in points. */
#define SIZE_TOLERANCE_PT 0.01

/* Remove all entries that are not in @kept; what a print shop does not need can only do harm. */
static void
keep_only (qpdf_data pdf, qpdf_oh dict, const char *const *kept)
{
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, dict);

  for (guint i = 0; i < keys->len; i++)
    if (!g_strv_contains (kept, g_ptr_array_index (keys, i)))
      qpdf_oh_remove_key (pdf, dict, g_ptr_array_index (keys, i));
}

static void
put_box (qpdf_data pdf, qpdf_oh page, const char *key, const double media[4], double margin_x, double margin_y)
{
  double  box[4] = { media[0] + margin_x, media[1] + margin_y, media[2] - margin_x, media[3] - margin_y };
  qpdf_oh array = qpdf_oh_new_array (pdf);

  for (int i = 0; i < 4; i++)
    qpdf_oh_append_item (pdf, array, qpdf_oh_new_real_from_double (pdf, CLAMP (box[i], media[i % 2], media[2 + i % 2]), 6));
  qpdf_oh_replace_key (pdf, page, key, array);
}

/* The trimmed page lies in the middle, the bleed around it. */
static gboolean
put_boxes (qpdf_data pdf, qpdf_oh page, const MitPrintPassOptions *options, GError **error)
{
  double bleed = MIT_MM (options->bleed_mm);
  double media[4], margin_x, margin_y;

  if (!mit_print_object_get_numbers (pdf, mit_print_object_get (pdf, page, "/MediaBox"), media, 4))
    {
      g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, _ ("A page of the PDF has no size. Make the document anew."));
      return FALSE;
    }

  margin_x = (media[2] - media[0] - MIT_MM (options->trim_width_mm)) / 2;
  margin_y = (media[3] - media[1] - MIT_MM (options->trim_height_mm)) / 2;
  if (MIN (margin_x, margin_y) < bleed - SIZE_TOLERANCE_PT)
    {
      g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, _ ("A page of the PDF is too small for its format with bleed. Choose the format anew."));
      return FALSE;
    }
  put_box (pdf, page, "/TrimBox", media, margin_x, margin_y);
  put_box (pdf, page, "/BleedBox", media, margin_x - bleed, margin_y - bleed);

  return TRUE;
}

static gboolean
prepare_page (qpdf_data pdf, qpdf_oh page, const MitPrintPassOptions *options, GError **error)
{
  static const char *const kept[] = { "/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/Group", NULL };

  keep_only (pdf, page, kept);

  return put_boxes (pdf, page, options, error);
}

static gboolean
prepare_pages (qpdf_data pdf, const MitPrintPassOptions *options, GError **error)
{
  int n_pages = qpdf_get_num_pages (pdf);

  if (n_pages < 1)
    {
      g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, _ ("The document has no pages. Add one before printing."));
      return FALSE;
    }

  qpdf_push_inherited_attributes_to_page (pdf);
  for (int i = 0; i < n_pages; i++)
    if (!prepare_page (pdf, qpdf_get_page_n (pdf, (size_t) i), options, error))
      return FALSE;

  return TRUE;
}

static void
put_metadata (qpdf_data pdf, GBytes *source, const MitPrintPassOptions *options)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, source);
  g_autoptr (GDateTime) created = options->created ? g_date_time_ref (options->created) : g_date_time_new_now_local ();
  MitPrintMetadata metadata = {
    .rules = options->preset->rules,
    .title = options->title,
    .created = created,
    .document_id = options->document_id ? options->document_id : hash,
  };

  mit_print_metadata_put (pdf, &metadata);
}

/* cairo says of each page, and of what it draws in one go, how transparent parts would be mixed. Where nothing is transparent, that
 * says nothing, and PDF/X-3 does not know it; where something is, the check will tell. */
static gboolean
drop_group (qpdf_data pdf, qpdf_oh object, gpointer data)
{
  if (mit_print_object_has (pdf, object, "/Group"))
    qpdf_oh_remove_key (pdf, mit_print_object_get_dict (pdf, object), "/Group");

  return TRUE;
}

/* Everything but reading and writing. */
static gboolean
transform (qpdf_data pdf, GBytes *source, const MitPrintPassOptions *options, MitPrintPlaced *placed, GError **error)
{
  static const char *const kept[] = { "/Type", "/Pages", NULL };
  g_autoptr (MitPrintProfile) profile = mit_print_profile_load (options->preset, error);
  MitPrintInks inks = { .swatches = options->swatches, .profile = profile };

  if (!profile)
    return FALSE;

  keep_only (pdf, qpdf_get_root (pdf), kept);
  if (!prepare_pages (pdf, options, error) || !mit_print_convert_pages (pdf, &inks, placed, error))
    return FALSE;
  if (options->preset->rules == MIT_PRINT_RULES_X3)
    mit_print_object_for_each (pdf, drop_group, NULL);
  put_metadata (pdf, source, options);
  mit_print_metadata_put_intent (pdf, options->preset, mit_print_profile_get_bytes (profile));

  return TRUE;
}

/**
 * mit_print_pass_run:
 * @pdf: a PDF by cairo, with the trimmed page in the middle of each page
 * @options: what to make of it
 * @path: the file to write; replaced only when all went well
 *
 * Write the PDF/X-4 (ISO 15930-7), or X-3 (ISO 15930-3), that a print shop accepts: all colours in ink, black text on one plate and printing
 * over, page boxes, output intent, matching metadata. The file on disk is read back and checked before it gets its name.
 * The same input and options, with a time and an id, give the same bytes. Slow; for a worker thread.
 *
 * Returns: whether the file is there; else @path is as it was, and the error is of %MIT_PRINT_ERROR
 */
gboolean
mit_print_pass_run (GBytes *pdf, const MitPrintPassOptions *options, const char *path, GError **error)
{
  g_autoptr (MitPrintPlaced) placed = NULL;
  qpdf_data document;
  gboolean  is_done;

  g_return_val_if_fail (options->preset && options->title && *options->title, FALSE);

  document = mit_print_object_open_bytes (pdf, error);
  if (!document)
    return FALSE;

  placed = mit_print_placed_unpack (document, error);
  is_done = placed && transform (document, pdf, options, placed, error) && mit_print_save (document, options->preset->rules, path, error);
  mit_print_object_close (&document);

  return is_done;
}

/** mit_print_pass_render: What mit_print_pass_run() would write, to be looked at. Returns: (transfer full) (nullable) */
GBytes *
mit_print_pass_render (GBytes *pdf, const MitPrintPassOptions *options, GError **error)
{
  g_autoptr (MitPrintPlaced) placed = NULL;
  qpdf_data document = mit_print_object_open_bytes (pdf, error);
  GBytes   *bytes;

  if (!document)
    return NULL;
  placed = mit_print_placed_unpack (document, error);
  bytes = placed && transform (document, pdf, options, placed, error) ? mit_print_save_to_bytes (document, options->preset->rules, error) : NULL;
  mit_print_object_close (&document);

  return bytes;
}

/** mit_print_pass_run_file: mit_print_pass_run() on a file; %G_FILE_ERROR too when @source cannot be read. */
gboolean
mit_print_pass_run_file (const char *source, const MitPrintPassOptions *options, const char *path, GError **error)
{
  char *data;
  gsize size;
  g_autoptr (GBytes) pdf = NULL;

  if (!g_file_get_contents (source, &data, &size, error))
    return FALSE;
  pdf = g_bytes_new_take (data, size);

  return mit_print_pass_run (pdf, options, path, error);
}
