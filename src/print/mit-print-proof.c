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

#define N_INKS 4

/* More than the limit by so little is of the JPEG, which makes inks uncertain. */
#define INK_TOLERANCE 0.04

struct _MitPrintProof
{
  PopplerDocument *documents[N_INKS]; /* one, or for the sum of the inks each plate */
  guint            n_documents;
  double           ink_limit; /* 1: all of one ink */
  GArray          *boxes;     /* MitPrintProofBoxes, of each page */
};

/* What stays on the stack of four inks, as light (ISO 32000-1, 7.10.5). */
static const char *const plates[] = {
  [MIT_PRINT_PROOF_CYAN] = "{ pop pop pop 1 exch sub }",
  [MIT_PRINT_PROOF_MAGENTA] = "{ pop pop exch pop 1 exch sub }",
  [MIT_PRINT_PROOF_YELLOW] = "{ pop exch pop exch pop 1 exch sub }",
  [MIT_PRINT_PROOF_BLACK] = "{ 4 1 roll pop pop pop 1 exch sub }",
};

static qpdf_oh
make_plate_space (qpdf_data pdf, const char *program)
{
  qpdf_oh function = qpdf_oh_new_stream (pdf), space = qpdf_oh_parse (pdf, "[/DeviceN [/Cyan /Magenta /Yellow /Black] /DeviceGray]");
  g_autoptr (GBytes) data = g_bytes_new (program, strlen (program));

  mit_print_object_put_data (pdf, function, data, NULL);
  mit_print_object_put (pdf, function, "/FunctionType", "4");
  mit_print_object_put (pdf, function, "/Domain", "[0 1 0 1 0 1 0 1]");
  mit_print_object_put (pdf, function, "/Range", "[0 1]");
  qpdf_oh_append_item (pdf, space, function);

  return space;
}

/* Other intents, such as those of PDF/A, are about screens. */
static gboolean
is_for_press (qpdf_data pdf, qpdf_oh intent)
{
  qpdf_oh profile = mit_print_object_get (pdf, intent, "/DestOutputProfile");
  int     n_inks = 0;

  return mit_print_object_is_name (pdf, mit_print_object_get (pdf, intent, "/S"), "/GTS_PDFX") && qpdf_oh_is_stream (pdf, profile) &&
         qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, profile, "/N"), &n_inks) && n_inks == N_INKS;
}

static qpdf_oh
find_profile (qpdf_data pdf)
{
  qpdf_oh intents = mit_print_object_get (pdf, qpdf_get_root (pdf), "/OutputIntents");

  for (int i = 0; qpdf_oh_is_array (pdf, intents) && i < qpdf_oh_get_array_n_items (pdf, intents); i++)
    {
      qpdf_oh intent = qpdf_oh_get_array_item (pdf, intents, i);

      if (is_for_press (pdf, intent))
        return mit_print_object_get (pdf, intent, "/DestOutputProfile");
    }

  return qpdf_oh_new_null (pdf);
}

/* Returns: the colour space in place of the four inks, or null */
static qpdf_oh
make_space (qpdf_data pdf, MitPrintProofView view)
{
  qpdf_oh profile, space;

  if (view != MIT_PRINT_PROOF_PRESS)
    return make_plate_space (pdf, plates[view]);

  profile = find_profile (pdf);
  if (qpdf_oh_is_null (pdf, profile))
    return profile;
  space = qpdf_oh_parse (pdf, "[/ICCBased]");
  qpdf_oh_append_item (pdf, space, profile);

  return space;
}

/* What prints over leaves the inks below as they are. poppler does not know that, but it can multiply: on a plate, white, which is
 * no ink, times anything is what was there, and black times anything is black. */
static void
show_overprint (qpdf_data pdf, qpdf_oh resources)
{
  qpdf_oh states = mit_print_object_get (pdf, resources, "/ExtGState");
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, states);

  for (guint i = 0; i < keys->len; i++)
    {
      qpdf_oh state = mit_print_object_get (pdf, states, keys->pdata[i]), over = mit_print_object_get (pdf, state, "/op");
      int     mode = 0;

      /* OP alone is for areas, too; and only in mode 1 do inks that are not there leave those below. */
      if (!qpdf_oh_is_bool (pdf, over))
        over = mit_print_object_get (pdf, state, "/OP");
      qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, state, "/OPM"), &mode);
      if (qpdf_oh_is_bool (pdf, over) && !mit_print_object_has (pdf, state, "/BM"))
        mit_print_object_put (pdf, state, "/BM", qpdf_oh_get_bool_value (pdf, over) && mode == 1 ? "/Multiply" : "/Normal");
    }
}

static gboolean
put_space (qpdf_data pdf, qpdf_oh owner, gpointer data)
{
  qpdf_oh resources = mit_print_object_get (pdf, owner, "/Resources"), space = *(const qpdf_oh *) data;

  if (!qpdf_oh_is_dictionary (pdf, resources))
    return TRUE;
  show_overprint (pdf, resources);
  if (!qpdf_oh_is_dictionary (pdf, mit_print_object_get (pdf, resources, "/ColorSpace")))
    mit_print_object_put (pdf, resources, "/ColorSpace", "<< >>");
  qpdf_oh_replace_key (pdf, mit_print_object_get (pdf, resources, "/ColorSpace"), "/DefaultCMYK", space);

  return TRUE;
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

/* One more document to look at. */
static gboolean
load (MitPrintProof *self, qpdf_data pdf, MitPrintProofView view, GError **error)
{
  qpdf_oh space = make_space (pdf, view);
  g_autoptr (GBytes) copy = NULL;

  if (qpdf_oh_is_null (pdf, space))
    return fail (error, _ ("The file does not say for which press it is, so nobody can tell what it will look like. Make it as PDF/X."));
  if (!self->boxes)
    self->boxes = read_boxes (pdf);
  qpdf_push_inherited_attributes_to_page (pdf);
  space = qpdf_make_indirect_object (pdf, space);
  mit_print_object_for_each (pdf, put_space, &space);
  /* poppler would take the press for the screen, and show its inks as if every press were the same after all. */
  qpdf_oh_remove_key (pdf, qpdf_get_root (pdf), "/OutputIntents");
  copy = write_copy (pdf);
  self->documents[self->n_documents] = copy ? poppler_document_new_from_bytes (copy, NULL, NULL) : NULL;
  if (!self->documents[self->n_documents] || poppler_document_get_n_pages (self->documents[self->n_documents]) < 1)
    return fail (error, _ ("The PDF is damaged. Make the document anew."));
  self->n_documents++;

  return TRUE;
}

static gboolean
load_from (MitPrintProof *self, GBytes *pdf, MitPrintProofView view, GError **error)
{
  qpdf_data document = mit_print_object_open_bytes (pdf, error);
  gboolean  is_done = document && load (self, document, view, error);

  mit_print_object_close (&document);

  return is_done;
}

/* A file that was changed by adding to it has objects of later generations; written anew, all are of the first. */
static GBytes *
renew (GBytes *pdf, GError **error)
{
  qpdf_data document = mit_print_object_open_bytes (pdf, error);
  GBytes   *renewed = document ? write_copy (document) : NULL;

  if (document && !renewed)
    fail (error, _ ("The PDF is damaged. Make the document anew."));
  mit_print_object_close (&document);

  return renewed;
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
  g_autoptr (GBytes) renewed = renew (pdf, error);

  if (!renewed)
    return NULL;

  self->ink_limit = ink_limit_percent / 100;
  if (view != MIT_PRINT_PROOF_INK)
    return load_from (self, renewed, view, error) ? g_steal_pointer (&self) : NULL;
  for (int ink = 0; ink < N_INKS; ink++)
    if (!load_from (self, renewed, (MitPrintProofView) (MIT_PRINT_PROOF_CYAN + ink), error))
      return NULL;

  return g_steal_pointer (&self);
}

MitPrintProof *
mit_print_proof_ref (MitPrintProof *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (MitPrintProof *self)
{
  for (guint i = 0; i < self->n_documents; i++)
    g_clear_object (&self->documents[i]);
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
  return (guint) poppler_document_get_n_pages (self->documents[0]);
}

/** mit_print_proof_get_size: Of a page counted from 0, pt. */
void
mit_print_proof_get_size (MitPrintProof *self, guint page, double *width, double *height)
{
  PopplerPage *poppler_page = poppler_document_get_page (self->documents[0], (int) page);

  poppler_page_get_size (poppler_page, width, height);
  g_object_unref (poppler_page);
}

/** mit_print_proof_get_boxes: Where a page is cut, and how far its bleed reaches. */
void
mit_print_proof_get_boxes (MitPrintProof *self, guint page, MitPrintProofBoxes *boxes)
{
  *boxes = page < self->boxes->len ? g_array_index (self->boxes, MitPrintProofBoxes, page) : (MitPrintProofBoxes) { 0 };
}

static cairo_surface_t *
render (PopplerDocument *document, guint page, double ppi, GError **error)
{
  PopplerPage     *poppler_page = poppler_document_get_page (document, (int) page);
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

static const guint32 *
get_row (cairo_surface_t *surface, int y)
{
  return (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (surface));
}

/* Grey, the more the darker, and red where it is too much. */
static guint32
show_sum (guint sum, double limit)
{
  guint grey = (guint) (255 - 0.75 * sum / N_INKS);

  return sum > 255 * (limit + INK_TOLERANCE) ? 0xe01c24 : grey << 16 | grey << 8 | grey;
}

/* Of all plates into the first one. */
static void
add_up (cairo_surface_t *const plates_drawn[N_INKS], double limit)
{
  int width = cairo_image_surface_get_width (plates_drawn[0]), height = cairo_image_surface_get_height (plates_drawn[0]);

  for (int y = 0; y < height; y++)
    {
      guint32 *out = (guint32 *) get_row (plates_drawn[0], y);

      for (int x = 0; x < width; x++)
        {
          guint sum = 0;

          for (int ink = 0; ink < N_INKS; ink++)
            sum += 255 - (get_row (plates_drawn[ink], y)[x] & 0xff);
          out[x] = show_sum (sum, limit);
        }
    }
  cairo_surface_mark_dirty (plates_drawn[0]);
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
  cairo_surface_t *drawn[N_INKS] = { NULL };
  gboolean         is_whole = TRUE;

  for (guint i = 0; i < self->n_documents && is_whole; i++)
    {
      drawn[i] = render (self->documents[i], page, ppi, error);
      is_whole = drawn[i] != NULL;
      if (is_whole)
        cairo_surface_flush (drawn[i]);
    }
  if (is_whole && self->n_documents == N_INKS)
    add_up (drawn, self->ink_limit);
  for (int i = is_whole ? 1 : 0; i < N_INKS; i++)
    g_clear_pointer (&drawn[i], cairo_surface_destroy);

  return drawn[0];
}
