// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-reader-page.h"

#include <mit-print-lexer.h>
#include <mit-print-object.h>

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <poppler.h>
#include <string.h>

/*
 * Pages that are placed like a picture and stay what they are: adverts and logos as PDF or SVG. Of a PDF, one page is taken
 * out with what it paints, and nothing else: no links, forms, scripts, other pages or notes on who made it.
 */

#define PT_PER_PX 0.75 /* CSS: 96 pixels are an inch */

/* librsvg 2.60 and poppler 25.03 have no such functions of their own. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsvgHandle, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

/* A drawing without a size of its own. */
#define DEFAULT_PX 300.0

/* What a page paints with */

static void
remove_all (qpdf_data pdf, qpdf_oh object, const char *const *keys)
{
  for (; *keys; keys++)
    qpdf_oh_remove_key (pdf, mit_print_object_get_dict (pdf, object), *keys);
}

/* Curves for one press, screens and the like: a print shop refuses them (ISO 15930-7, 6.14). */
static void
clean_states (qpdf_data pdf, qpdf_oh resources)
{
  static const char *const refused[] = { "/TR", "/TR2", "/HT", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2", NULL };
  qpdf_oh                  states = mit_print_object_get (pdf, resources, "/ExtGState");
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, states);

  for (guint i = 0; i < keys->len; i++)
    {
      qpdf_oh state = mit_print_object_get (pdf, states, g_ptr_array_index (keys, i));

      if (mit_print_object_is_container (pdf, state))
        remove_all (pdf, state, refused);
    }
}

/* Marks of a structure that does not come along would only confuse who reads the new one. Returns: (transfer full) (nullable) */
static GBytes *
drop_marks (GBytes *content)
{
  static const char *const marks[] = { "BMC", "BDC", "EMC", "MP", "DP", NULL };
  GString                 *out = g_string_new (NULL);
  gsize                    size;
  const char              *data = g_bytes_get_data (content, &size);
  MitPrintLexer            lexer;
  MitPrintInstruction      instruction;

  mit_print_lexer_init (&lexer, data, size);
  while (mit_print_lexer_next (&lexer, &instruction))
    {
      if (g_strv_contains (marks, instruction.op))
        continue;
      g_string_append_len (out, instruction.source, (gssize) instruction.length);
      g_string_append_c (out, '\n');
    }
  if (!mit_print_lexer_is_broken (&lexer))
    return g_string_free_to_bytes (out);

  g_string_free (out, TRUE);

  return NULL;
}

static gboolean
is_painted (qpdf_data pdf, qpdf_oh stream)
{
  int type = 0;

  return mit_print_object_is_name (pdf, mit_print_object_get (pdf, stream, "/Subtype"), "/Form") ||
         (qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, stream, "/PatternType"), &type) && type == 1);
}

/* The program will decode it to turn it into ink; if a picture breaks a decoder, let it be this process'. */
static gboolean
can_be_decoded (qpdf_data pdf, qpdf_oh stream)
{
  g_autoptr (GBytes) pixels = mit_print_object_get_data (pdf, stream, qpdf_dl_all);

  return pixels != NULL;
}

static gboolean
clean_stream (qpdf_data pdf, qpdf_oh stream)
{
  static const char *const extras[] = { "/StructParent", "/StructParents", "/OC", "/OPI", "/Alternates", "/Ref", "/Metadata", "/PieceInfo", "/LastModified", NULL };
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GBytes) unmarked = NULL;

  remove_all (pdf, stream, extras);
  if (mit_print_object_is_name (pdf, mit_print_object_get (pdf, stream, "/Filter"), "/DCTDecode"))
    return can_be_decoded (pdf, stream);
  if (!is_painted (pdf, stream))
    return TRUE;

  clean_states (pdf, mit_print_object_get (pdf, stream, "/Resources"));
  content = mit_print_object_get_data (pdf, stream, qpdf_dl_generalized);
  unmarked = content ? drop_marks (content) : NULL;
  if (!unmarked)
    return FALSE;
  mit_print_object_put_data (pdf, stream, unmarked, NULL);

  return TRUE;
}

static gboolean
clean_object (qpdf_data pdf, qpdf_oh object, gpointer data)
{
  return !qpdf_oh_is_stream (pdf, object) || clean_stream (pdf, object);
}

/* Boxes */

static gboolean
get_box (qpdf_data pdf, qpdf_oh page, const char *key, double box[4])
{
  double corners[4];

  if (!mit_print_object_get_numbers (pdf, mit_print_object_get (pdf, page, key), corners, 4))
    return FALSE;
  box[0] = MIN (corners[0], corners[2]);
  box[1] = MIN (corners[1], corners[3]);
  box[2] = MAX (corners[0], corners[2]);
  box[3] = MAX (corners[1], corners[3]);

  return box[2] - box[0] > 0.1 && box[3] - box[1] > 0.1;
}

/* The page as it is cut: where nobody said so, as it is shown. */
static gboolean
find_trim (qpdf_data pdf, qpdf_oh page, double trim[4])
{
  return get_box (pdf, page, "/TrimBox", trim) || get_box (pdf, page, "/CropBox", trim) || get_box (pdf, page, "/MediaBox", trim);
}

/* How far the page goes on beyond the cut on all sides, in its own units. */
static double
find_bleed (qpdf_data pdf, qpdf_oh page, const double trim[4])
{
  double bleed[4];

  if (!get_box (pdf, page, "/BleedBox", bleed))
    return 0;

  return MAX (MIN (MIN (trim[0] - bleed[0], trim[1] - bleed[1]), MIN (bleed[2] - trim[2], bleed[3] - trim[3])), 0);
}

static void
put_box (qpdf_data pdf, qpdf_oh page, const char *key, const double box[4], double margin)
{
  const double corners[4] = { box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin };
  qpdf_oh      array = qpdf_oh_new_array (pdf);

  for (int i = 0; i < 4; i++)
    qpdf_oh_append_item (pdf, array, qpdf_oh_new_real_from_double (pdf, corners[i], 4));
  qpdf_oh_replace_key (pdf, page, key, array);
}

static int
get_turn (qpdf_data pdf, qpdf_oh page)
{
  int turn = 0;

  qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, page, "/Rotate"), &turn);

  return (turn % 360 + 360) % 360;
}

static gboolean
measure (qpdf_data pdf, qpdf_oh page, const double trim[4], double bleed, MitPrintReadingHead *head)
{
  double   unit = 1;
  gboolean is_on_its_side = get_turn (pdf, page) % 180 == 90;

  if (mit_print_object_has (pdf, page, "/UserUnit"))
    unit = g_ascii_strtod (qpdf_oh_unparse_resolved (pdf, mit_print_object_get (pdf, page, "/UserUnit")), NULL);
  head->page_width = unit * (is_on_its_side ? trim[3] - trim[1] : trim[2] - trim[0]);
  head->page_height = unit * (is_on_its_side ? trim[2] - trim[0] : trim[3] - trim[1]);
  head->bleed = unit * bleed;

  return isfinite (head->page_width) && head->page_width > 0 && head->page_width <= MIT_PRINT_READING_MAXIMUM_PT &&
         head->page_height > 0 && head->page_height <= MIT_PRINT_READING_MAXIMUM_PT;
}

/* Taking a page out */

static gboolean
hides_layers (qpdf_data pdf)
{
  qpdf_oh properties = mit_print_object_get (pdf, qpdf_get_root (pdf), "/OCProperties");
  qpdf_oh off = mit_print_object_get_path (pdf, properties, "/D", "/OFF", NULL);

  return (qpdf_oh_is_array (pdf, off) && qpdf_oh_get_array_n_items (pdf, off) > 0) ||
         mit_print_object_is_name (pdf, mit_print_object_get_path (pdf, properties, "/D", "/BaseState", NULL), "/OFF");
}

static MitReaderStatus
clean_page (qpdf_data pdf, MitPrintReadingHead *head)
{
  static const char *const kept[] = { "/Type", "/Parent", "/MediaBox", "/TrimBox", "/Resources", "/Contents", "/Group", "/Rotate", "/UserUnit", NULL };
  qpdf_oh                  page = qpdf_get_page_n (pdf, 0), stream;
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, page);
  g_autoptr (GBytes) content = mit_print_object_get_page_content (pdf, page);
  g_autoptr (GBytes) unmarked = content ? drop_marks (content) : NULL;
  double trim[4], bleed;

  if (!unmarked || !find_trim (pdf, page, trim))
    return MIT_READER_DAMAGED;
  bleed = find_bleed (pdf, page, trim);
  put_box (pdf, page, "/MediaBox", trim, bleed);
  put_box (pdf, page, "/TrimBox", trim, 0);
  for (guint i = 0; i < keys->len; i++)
    if (!g_strv_contains (kept, g_ptr_array_index (keys, i)))
      qpdf_oh_remove_key (pdf, page, g_ptr_array_index (keys, i));
  stream = qpdf_oh_new_stream (pdf);
  mit_print_object_put_data (pdf, stream, unmarked, NULL);
  qpdf_oh_replace_key (pdf, page, "/Contents", stream);
  clean_states (pdf, mit_print_object_get (pdf, page, "/Resources"));

  return measure (pdf, page, trim, bleed, head) && mit_print_object_for_each (pdf, clean_object, NULL) ? MIT_READER_DONE : MIT_READER_DAMAGED;
}

/* Returns: (transfer full) (nullable): the page alone, with all that it refers to */
static GBytes *
copy_page (qpdf_data source, guint page)
{
  qpdf_data target = mit_print_object_new_empty ();
  GBytes   *alone = NULL;

  qpdf_push_inherited_attributes_to_page (source);
  if (!(qpdf_add_page (target, source, qpdf_get_page_n (source, page - 1), QPDF_FALSE) & QPDF_ERRORS))
    alone = mit_print_object_to_bytes (target, NULL);
  mit_print_object_close (&target);

  return alone;
}

static MitReaderStatus
take_out (qpdf_data source, guint page, MitPrintReadingHead *head, GBytes **pdf)
{
  g_autoptr (GBytes) alone = NULL;
  qpdf_data       target;
  MitReaderStatus status;

  head->n_pages = (guint) MAX (qpdf_get_num_pages (source), 0);
  if (page < 1 || page > head->n_pages)
    return head->n_pages > 0 ? MIT_READER_NO_PAGE : MIT_READER_DAMAGED;
  if (hides_layers (source))
    return MIT_READER_LAYERS;

  alone = copy_page (source, page);
  target = alone ? mit_print_object_open_bytes (alone, NULL) : NULL;
  if (!target)
    return MIT_READER_DAMAGED;
  status = clean_page (target, head);
  if (status == MIT_READER_DONE)
    *pdf = mit_print_object_to_bytes (target, NULL);
  mit_print_object_close (&target);

  return *pdf || status != MIT_READER_DONE ? status : MIT_READER_DAMAGED;
}

/**
 * mit_reader_page_extract:
 * @page: from 1
 * @head: gets the size of the page and how many there are
 * @pdf: (out): a PDF of this page alone
 */
MitReaderStatus
mit_reader_page_extract (GBytes *file, guint page, MitPrintReadingHead *head, GBytes **pdf)
{
  gboolean        is_locked = FALSE;
  qpdf_data       source = mit_print_object_try_open (file, &is_locked);
  MitReaderStatus status;

  if (!source)
    return is_locked ? MIT_READER_LOCKED : MIT_READER_DAMAGED;
  status = take_out (source, page, head, pdf);
  mit_print_object_close (&source);

  return status;
}

/* SVG */

static cairo_status_t
collect_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
measure_svg (RsvgHandle *svg, MitPrintReadingHead *head)
{
  double        width = 0, height = 0;
  gboolean      has_width, has_height, has_box;
  RsvgLength    unused;
  RsvgRectangle box = { 0 };

  rsvg_handle_get_intrinsic_dimensions (svg, &has_width, &unused, &has_height, &unused, &has_box, &box);
  if (!rsvg_handle_get_intrinsic_size_in_pixels (svg, &width, &height) || width <= 0 || height <= 0)
    {
      gboolean is_boxed = has_box && box.width > 0 && box.height > 0;

      width = DEFAULT_PX;
      height = is_boxed ? DEFAULT_PX * box.height / box.width : DEFAULT_PX;
    }
  head->page_width = width * PT_PER_PX;
  head->page_height = height * PT_PER_PX;
  head->n_pages = 1;
}

static gboolean
draw_svg (RsvgHandle *svg, const MitPrintReadingHead *head, GByteArray *content)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect_cb, content, head->page_width, head->page_height);
  cairo_t         *cr = cairo_create (surface);
  gboolean         is_drawn;

  /* The same drawing is the same file, whenever it is read. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  is_drawn = rsvg_handle_render_document (svg, cr, &(RsvgRectangle) { 0, 0, head->page_width, head->page_height }, NULL);
  is_drawn = is_drawn && cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  return is_drawn;
}

/** mit_reader_page_convert_svg: A drawing becomes a PDF of one page. librsvg fetches nothing from elsewhere for one without an address. */
MitReaderStatus
mit_reader_page_convert_svg (GBytes *file, MitPrintReadingHead *head, GBytes **pdf)
{
  g_autoptr (RsvgHandle) svg = rsvg_handle_new_from_data (g_bytes_get_data (file, NULL), g_bytes_get_size (file), NULL);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (GBytes) drawn = NULL;

  if (!svg)
    return MIT_READER_DAMAGED;
  measure_svg (svg, head);
  if (!(head->page_width <= MIT_PRINT_READING_MAXIMUM_PT && head->page_height <= MIT_PRINT_READING_MAXIMUM_PT) || !draw_svg (svg, head, content))
    return MIT_READER_DAMAGED;
  drawn = g_byte_array_free_to_bytes (g_steal_pointer (&content));

  return mit_reader_page_extract (drawn, 1, head, pdf);
}

/* Drawing a page */

/**
 * mit_reader_page_draw:
 * @file: of mit_reader_page_extract()
 * @crop: the part that is shown, in fractions of the page as it is cut, from its upper left corner: x, y, width, height;
 *   it may go beyond by the bleed
 * @width: of the pixels
 * @pixels: (out): cairo's ARGB32, transparent where the page paints nothing
 */
MitReaderStatus
mit_reader_page_draw (GBytes *file, const double crop[4], guint width, guint height, MitPrintReadingHead *head, GBytes **pixels)
{
  g_autoptr (PopplerDocument) document = poppler_document_new_from_bytes (file, NULL, NULL);
  g_autoptr (PopplerPage) page = document ? poppler_document_get_page (document, 0) : NULL;
  MitPrintReadingHead whole = { 0 };
  g_autoptr (GBytes) again = NULL;
  cairo_surface_t *surface;
  cairo_t         *cr;
  gboolean         is_drawn;
  double           poppler_width = 0, unit;

  if (!page || crop[2] <= 0 || crop[3] <= 0 || mit_reader_page_extract (file, 1, &whole, &again) != MIT_READER_DONE)
    return MIT_READER_DAMAGED;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  cr = cairo_create (surface);
  cairo_scale (cr, width / (crop[2] * whole.page_width), height / (crop[3] * whole.page_height));
  cairo_translate (cr, -crop[0] * whole.page_width - whole.bleed, -crop[1] * whole.page_height - whole.bleed);
  /* poppler puts the corner of the bleed at 0, 0, and counts in units of the page, which may not be points. */
  poppler_page_get_size (page, &poppler_width, NULL);
  unit = (whole.page_width + 2 * whole.bleed) / MAX (poppler_width, 0.1);
  cairo_scale (cr, unit, unit);
  poppler_page_render (page, cr);
  is_drawn = cairo_status (cr) == CAIRO_STATUS_SUCCESS && cairo_image_surface_get_stride (surface) == (int) (4 * width);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (is_drawn)
    {
      head->width = width;
      head->height = height;
      *pixels = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) 4 * width * height);
    }
  cairo_surface_destroy (surface);

  return is_drawn ? MIT_READER_DONE : MIT_READER_TOO_LARGE;
}
