// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-proof.h"

#include "mit-print-error.h"
#include "mit-print-object.h"

#include <glib/gi18n.h>
#include <poppler.h>

/*
 * poppler shows four inks as if every press were the same. ISO 32000-1, 8.6.5.6 lets a page say what its inks are
 * (DefaultCMYK), and poppler follows that: a copy of the file in memory says the profile of its own printing condition, or,
 * for a plate, a function that shows one ink alone.
 */

/* Pixels of a side of a page; more does not help to see anything. */
#define MAX_PIXELS 8000

#define POINTS_PER_INCH 72.0

struct _MitPrintProof
{
  PopplerDocument *document;
  GArray          *boxes; /* MitPrintProofBoxes, of each page */
};

/* What stays on the stack of four inks, as light (ISO 32000-1, 7.10.5). */
static const char *const plates[] = {
  [MIT_PRINT_PROOF_CYAN] = "{ pop pop pop 1 exch sub }",
  [MIT_PRINT_PROOF_MAGENTA] = "{ pop pop exch pop 1 exch sub }",
  [MIT_PRINT_PROOF_YELLOW] = "{ pop exch pop exch pop 1 exch sub }",
  [MIT_PRINT_PROOF_BLACK] = "{ 4 1 roll pop pop pop 1 exch sub }",
};

/* The sum of the inks: grey, the more the darker, and red above the limit, which JPEG makes uncertain by a little. */
#define INK_FUNCTION "{ add add add dup %.4f gt { pop 0.88 0.11 0.14 } { 4 div 0.75 mul 1 exch sub dup dup } ifelse }"
#define INK_TOLERANCE 0.04

static qpdf_oh
make_function (qpdf_data pdf, const char *program, int n_out)
{
  qpdf_oh function = qpdf_oh_new_stream (pdf);
  g_autoptr (GBytes) data = g_bytes_new (program, strlen (program));

  mit_print_object_put_data (pdf, function, data, NULL);
  mit_print_object_put (pdf, function, "/FunctionType", "4");
  mit_print_object_put (pdf, function, "/Domain", "[0 1 0 1 0 1 0 1]");
  mit_print_object_put (pdf, function, "/Range", n_out == 1 ? "[0 1]" : "[0 1 0 1 0 1]");

  return function;
}

static qpdf_oh
make_plate_space (qpdf_data pdf, const char *program, int n_out)
{
  qpdf_oh space = qpdf_oh_parse (pdf, n_out == 1 ? "[/DeviceN [/Cyan /Magenta /Yellow /Black] /DeviceGray]" : "[/DeviceN [/Cyan /Magenta /Yellow /Black] /DeviceRGB]");

  qpdf_oh_append_item (pdf, space, make_function (pdf, program, n_out));

  return space;
}

static qpdf_oh
find_profile (qpdf_data pdf)
{
  qpdf_oh intents = mit_print_object_get (pdf, qpdf_get_root (pdf), "/OutputIntents");

  for (int i = 0; qpdf_oh_is_array (pdf, intents) && i < qpdf_oh_get_array_n_items (pdf, intents); i++)
    {
      qpdf_oh profile = mit_print_object_get (pdf, qpdf_oh_get_array_item (pdf, intents, i), "/DestOutputProfile");

      if (qpdf_oh_is_stream (pdf, profile))
        return profile;
    }

  return qpdf_oh_new_null (pdf);
}

/* Returns: the colour space in place of the four inks, or null */
static qpdf_oh
make_space (qpdf_data pdf, MitPrintProofView view, double ink_limit_percent)
{
  char    program[sizeof INK_FUNCTION + 32];
  qpdf_oh profile, space;

  if (view == MIT_PRINT_PROOF_INK)
    {
      g_snprintf (program, sizeof program, INK_FUNCTION, ink_limit_percent / 100 + INK_TOLERANCE);
      return make_plate_space (pdf, g_strdelimit (program, ",", '.'), 3);
    }
  if (view != MIT_PRINT_PROOF_PRESS)
    return make_plate_space (pdf, plates[view], 1);

  profile = find_profile (pdf);
  if (qpdf_oh_is_null (pdf, profile))
    return profile;
  space = qpdf_oh_parse (pdf, "[/ICCBased]");
  qpdf_oh_append_item (pdf, space, profile);

  return space;
}

static void
put_space (qpdf_data pdf, qpdf_oh owner, qpdf_oh space)
{
  qpdf_oh resources = mit_print_object_get (pdf, owner, "/Resources");

  if (!qpdf_oh_is_dictionary (pdf, resources))
    return;
  if (!qpdf_oh_is_dictionary (pdf, mit_print_object_get (pdf, resources, "/ColorSpace")))
    mit_print_object_put (pdf, resources, "/ColorSpace", "<< >>");
  qpdf_oh_replace_key (pdf, mit_print_object_get (pdf, resources, "/ColorSpace"), "/DefaultCMYK", space);
}

static void
put_spaces (qpdf_data pdf, qpdf_oh space)
{
  int size = 0;

  qpdf_push_inherited_attributes_to_page (pdf);
  qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, qpdf_get_trailer (pdf), "/Size"), &size);
  space = qpdf_make_indirect_object (pdf, space);
  for (int id = 1; id < size; id++)
    put_space (pdf, qpdf_get_object_by_id (pdf, id, 0), space);
}

/* @box: x, y, width, height from the sheet's upper left corner */
static void
read_box (qpdf_data pdf, qpdf_oh page, const char *key, double box[4])
{
  double media[4], corners[4];

  if (!mit_print_object_get_numbers (pdf, mit_print_object_get (pdf, page, "/MediaBox"), media, 4) ||
      !mit_print_object_get_numbers (pdf, mit_print_object_get (pdf, page, key), corners, 4))
    return;
  box[0] = corners[0] - media[0];
  box[1] = media[3] - corners[3];
  box[2] = corners[2] - corners[0];
  box[3] = corners[3] - corners[1];
}

static GArray *
read_boxes (qpdf_data pdf)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (MitPrintProofBoxes));
  int     n_pages = qpdf_get_num_pages (pdf);

  for (int i = 0; i < n_pages; i++)
    {
      MitPrintProofBoxes boxes = { 0 };

      read_box (pdf, qpdf_get_page_n (pdf, (size_t) i), "/BleedBox", boxes.bleed);
      read_box (pdf, qpdf_get_page_n (pdf, (size_t) i), "/TrimBox", boxes.trim);
      g_array_append_val (list, boxes);
    }

  return list;
}

static GBytes *
write_copy (qpdf_data pdf)
{
  if (qpdf_init_write_memory (pdf) & QPDF_ERRORS)
    return NULL;
  qpdf_set_static_ID (pdf, QPDF_TRUE);
  qpdf_set_stream_data_mode (pdf, qpdf_s_preserve);
  if (qpdf_write (pdf) & QPDF_ERRORS)
    return NULL;

  return g_bytes_new (qpdf_get_buffer (pdf), qpdf_get_buffer_length (pdf));
}

static gboolean
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, sentence);

  return FALSE;
}

static gboolean
load (MitPrintProof *self, qpdf_data pdf, MitPrintProofView view, double ink_limit_percent, GError **error)
{
  qpdf_oh space = make_space (pdf, view, ink_limit_percent);
  g_autoptr (GBytes) copy = NULL;

  if (qpdf_oh_is_null (pdf, space))
    return fail (error, _ ("The file does not say for which press it is, so nobody can tell what it will look like. Make it as PDF/X."));
  self->boxes = read_boxes (pdf);
  put_spaces (pdf, space);
  /* poppler would take the press for the screen, and show its inks as if every press were the same after all. */
  qpdf_oh_remove_key (pdf, qpdf_get_root (pdf), "/OutputIntents");
  copy = write_copy (pdf);
  self->document = copy ? poppler_document_new_from_bytes (copy, NULL, NULL) : NULL;

  return (self->document && poppler_document_get_n_pages (self->document) > 0) || fail (error, _ ("The PDF is damaged. Make the document anew."));
}

/**
 * mit_print_proof_new:
 * @pdf: a file for a print shop, whoever made it
 * @ink_limit_percent: for %MIT_PRINT_PROOF_INK
 *
 * Slow; any thread.
 *
 * Returns: (transfer full) (nullable): %MIT_PRINT_ERROR_INPUT for a damaged file and, for %MIT_PRINT_PROOF_PRESS, one without
 *   a printing condition
 */
MitPrintProof *
mit_print_proof_new (GBytes *pdf, MitPrintProofView view, double ink_limit_percent, GError **error)
{
  g_autoptr (MitPrintProof) self = g_atomic_rc_box_new0 (MitPrintProof);
  qpdf_data document = mit_print_object_open_bytes (pdf, error);
  gboolean  is_done;

  if (!document)
    return NULL;
  is_done = load (self, document, view, ink_limit_percent, error);
  mit_print_object_close (&document);

  return is_done ? g_steal_pointer (&self) : NULL;
}

MitPrintProof *
mit_print_proof_ref (MitPrintProof *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (MitPrintProof *self)
{
  g_clear_object (&self->document);
  g_clear_pointer (&self->boxes, g_array_unref);
}

void
mit_print_proof_unref (MitPrintProof *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

guint
mit_print_proof_get_n_pages (MitPrintProof *self)
{
  return (guint) poppler_document_get_n_pages (self->document);
}

static PopplerPage *
get_page (MitPrintProof *self, guint page)
{
  return poppler_document_get_page (self->document, (int) page);
}

/** mit_print_proof_get_size: Of a page counted from 0, pt. */
void
mit_print_proof_get_size (MitPrintProof *self, guint page, double *width, double *height)
{
  PopplerPage *poppler_page = get_page (self, page);

  poppler_page_get_size (poppler_page, width, height);
  g_object_unref (poppler_page);
}

/** mit_print_proof_get_boxes: Where a page is cut, and how far its bleed reaches. */
void
mit_print_proof_get_boxes (MitPrintProof *self, guint page, MitPrintProofBoxes *boxes)
{
  *boxes = page < self->boxes->len ? g_array_index (self->boxes, MitPrintProofBoxes, page) : (MitPrintProofBoxes) { 0 };
}

/**
 * mit_print_proof_render:
 * @page: from 0
 * @ppi: pixels per inch
 *
 * Slow; any thread, one at a time.
 *
 * Returns: (transfer full) (nullable): an image surface; %MIT_PRINT_ERROR_INPUT when there is not enough memory
 */
cairo_surface_t *
mit_print_proof_render (MitPrintProof *self, guint page, double ppi, GError **error)
{
  PopplerPage     *poppler_page = get_page (self, page);
  double           width, height, scale = ppi / POINTS_PER_INCH;
  cairo_surface_t *surface;
  cairo_t         *cr;

  poppler_page_get_size (poppler_page, &width, &height);
  scale = MIN (scale, MAX_PIXELS / MAX (MAX (width, height), 1));
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, MAX ((int) (width * scale + 0.5), 1), MAX ((int) (height * scale + 0.5), 1));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (poppler_page, cr);
  g_object_unref (poppler_page);
  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      surface = NULL;
      fail (error, _ ("The page is too large to be shown. Close other programs and try again."));
    }
  cairo_destroy (cr);

  return surface;
}
