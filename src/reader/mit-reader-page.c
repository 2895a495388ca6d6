// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-reader-page.h"

#include <mit-print-lexer.h>
#include <mit-print-object.h>
#include <mit-print-raster.h>

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

/* Names that content mentions, such as those of fonts and pictures. */
static void
collect_names (GHashTable *names, const MitPrintInstruction *instruction)
{
  const char *end = instruction->source + instruction->length;

  for (const char *p = memchr (instruction->source, '/', instruction->length); p; p = memchr (p + 1, '/', (gsize) (end - p - 1)))
    {
      const char *stop = p + 1;

      while (stop < end && *stop && !strchr (" \t\r\n\f()<>[]{}/%", *stop))
        stop++;
      g_hash_table_add (names, g_strndup (p, (gsize) (stop - p)));
    }
}

/* Marks of a structure that does not come along would only confuse who reads the new one; and what was saved is restored, no more and
 * no less, which some programs get wrong. Returns: (transfer full) (nullable) */
static GBytes *
tidy (GBytes *content, GHashTable *names)
{
  static const char *const marks[] = { "BMC", "BDC", "EMC", "MP", "DP", NULL };
  GString                 *out = g_string_new (NULL);
  guint                    depth = 0;
  gsize                    size;
  const char              *data = g_bytes_get_data (content, &size);
  MitPrintLexer            lexer;
  MitPrintInstruction      instruction;

  mit_print_lexer_init (&lexer, data, size);
  while (mit_print_lexer_next (&lexer, &instruction))
    {
      gboolean saves = mit_print_instruction_is (&instruction, "q"), restores = mit_print_instruction_is (&instruction, "Q");

      if (g_strv_contains (marks, instruction.op) || (restores && depth == 0))
        continue;
      depth = saves ? depth + 1 : restores ? depth - 1
                                           : depth;
      if (names)
        collect_names (names, &instruction);
      g_string_append_len (out, instruction.source, (gssize) instruction.length);
      g_string_append_c (out, '\n');
    }
  for (; depth > 0; depth--)
    g_string_append (out, "Q\n");
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

static gboolean
is_unpacked_here (qpdf_data pdf, qpdf_oh filter)
{
  static const char *const known[] = { "/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode", "/DCTDecode", NULL };

  for (const char *const *name = known; *name; name++)
    if (mit_print_object_is_name (pdf, filter, *name))
      return TRUE;

  return FALSE;
}

/* Whether the program will unpack an image to turn it into ink. */
static gboolean
is_unpacked (qpdf_data pdf, qpdf_oh image)
{
  qpdf_oh filter = mit_print_object_get (pdf, image, "/Filter");

  if (!qpdf_oh_is_array (pdf, filter))
    return qpdf_oh_is_null (pdf, filter) || is_unpacked_here (pdf, filter);
  for (int i = 0; i < qpdf_oh_get_array_n_items (pdf, filter); i++)
    if (!is_unpacked_here (pdf, qpdf_oh_get_array_item (pdf, filter, i)))
      return FALSE;

  return TRUE;
}

/* If a picture breaks a decoder or the memory, let it be this process'. */
static gboolean
can_be_decoded (qpdf_data pdf, qpdf_oh image)
{
  int width = 0, height = 0;
  g_autoptr (GBytes) pixels = NULL;

  qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, image, "/Width"), &width);
  qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, image, "/Height"), &height);
  if (width < 1 || height < 1 || mit_print_raster_is_too_large ((guint64) width, (guint64) height))
    return FALSE;
  if (!is_unpacked (pdf, image))
    return TRUE;
  pixels = mit_print_object_get_data (pdf, image, qpdf_dl_all);

  return pixels != NULL;
}

/* What the cleaning of all objects of a page needs to know. */
typedef struct
{
  qpdf_oh     resources; /* of the page */
  GHashTable *names;     /* used by the page, or by forms that rely on its resources */
} Cleaning;

static gboolean
clean_content (qpdf_data pdf, qpdf_oh stream, Cleaning *cleaning)
{
  gboolean has_own = mit_print_object_has (pdf, stream, "/Resources");
  g_autoptr (GBytes) content = mit_print_object_get_data (pdf, stream, qpdf_dl_generalized);
  g_autoptr (GBytes) tidied = content ? tidy (content, has_own ? NULL : cleaning->names) : NULL;

  if (!tidied)
    return FALSE;
  mit_print_object_put_data (pdf, stream, tidied, NULL);
  /* Old programs let forms use what the page has (ISO 32000-1, 7.8.3). */
  if (!has_own && qpdf_oh_is_dictionary (pdf, cleaning->resources))
    qpdf_oh_replace_key (pdf, mit_print_object_get_dict (pdf, stream), "/Resources", cleaning->resources);
  clean_states (pdf, mit_print_object_get (pdf, stream, "/Resources"));

  return TRUE;
}

static gboolean
clean_stream (qpdf_data pdf, qpdf_oh stream, Cleaning *cleaning)
{
  static const char *const extras[] = { "/StructParent", "/StructParents", "/OC", "/OPI", "/Alternates", "/Ref", "/Metadata", "/PieceInfo", "/LastModified", NULL };

  remove_all (pdf, stream, extras);
  if (mit_print_object_is_name (pdf, mit_print_object_get (pdf, stream, "/Subtype"), "/Image"))
    return can_be_decoded (pdf, stream);

  return !is_painted (pdf, stream) || clean_content (pdf, stream, cleaning);
}

static gboolean
clean_object (qpdf_data pdf, qpdf_oh object, gpointer data)
{
  return !qpdf_oh_is_stream (pdf, object) || clean_stream (pdf, object, data);
}

/* Many programs let all pages share one list of pictures and fonts; those of the others stay at home. */
static void
drop_unused (qpdf_data pdf, const Cleaning *cleaning)
{
  static const char *const sorts[] = { "/XObject", "/Font", "/Pattern", "/Shading", "/ExtGState", NULL };

  for (const char *const *sort = sorts; *sort; sort++)
    {
      qpdf_oh entries = mit_print_object_get (pdf, cleaning->resources, *sort);
      g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, entries);

      for (guint i = 0; i < keys->len; i++)
        if (!g_hash_table_contains (cleaning->names, keys->pdata[i]))
          qpdf_oh_remove_key (pdf, entries, keys->pdata[i]);
    }
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
is_off (qpdf_data pdf, qpdf_oh usage, const char *event, const char *state)
{
  return mit_print_object_is_name (pdf, mit_print_object_get_path (pdf, usage, event, state, NULL), "/OFF");
}

/* Groups that are not printed, and rules by which some are not seen (ISO 32000-1, 8.11). */
static gboolean
is_seen (qpdf_data pdf, qpdf_oh object, gpointer data)
{
  qpdf_oh type = mit_print_object_get (pdf, object, "/Type"), usage = mit_print_object_get (pdf, object, "/Usage");
  qpdf_oh policy = mit_print_object_get (pdf, object, "/P");

  if (mit_print_object_is_name (pdf, type, "/OCG"))
    return !is_off (pdf, usage, "/Print", "/PrintState") && !is_off (pdf, usage, "/View", "/ViewState");
  if (mit_print_object_is_name (pdf, type, "/OCMD"))
    return !mit_print_object_has (pdf, object, "/VE") && (qpdf_oh_is_null (pdf, policy) || mit_print_object_is_name (pdf, policy, "/AnyOn") ||
                                                          mit_print_object_is_name (pdf, policy, "/AllOn"));

  return TRUE;
}

static gboolean
hides_layers (qpdf_data pdf)
{
  qpdf_oh properties = mit_print_object_get (pdf, qpdf_get_root (pdf), "/OCProperties");
  qpdf_oh off = mit_print_object_get_path (pdf, properties, "/D", "/OFF", NULL);

  if (!qpdf_oh_is_dictionary (pdf, properties))
    return FALSE;

  return (qpdf_oh_is_array (pdf, off) && qpdf_oh_get_array_n_items (pdf, off) > 0) ||
         mit_print_object_is_name (pdf, mit_print_object_get_path (pdf, properties, "/D", "/BaseState", NULL), "/OFF") ||
         !mit_print_object_for_each (pdf, is_seen, NULL);
}

/* ISO 32000-1, table 165. */
#define NOTE_HIDDEN (1 << 1)
#define NOTE_PRINTED (1 << 2)

static gboolean
is_printed_note (qpdf_data pdf, qpdf_oh note)
{
  qpdf_oh subtype = mit_print_object_get (pdf, note, "/Subtype");
  int     flags = 0;

  qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, note, "/F"), &flags);

  return mit_print_object_has (pdf, note, "/AP") && (flags & NOTE_PRINTED) && !(flags & NOTE_HIDDEN) &&
         !mit_print_object_is_name (pdf, subtype, "/Link") && !mit_print_object_is_name (pdf, subtype, "/Popup");
}

/* What a viewer has put onto the page, and what somebody has filled in: it is seen, and would not come along. */
static gboolean
has_notes (qpdf_data pdf, qpdf_oh page)
{
  qpdf_oh notes = mit_print_object_get (pdf, page, "/Annots");

  for (int i = 0; qpdf_oh_is_array (pdf, notes) && i < qpdf_oh_get_array_n_items (pdf, notes); i++)
    if (is_printed_note (pdf, qpdf_oh_get_array_item (pdf, notes, i)))
      return TRUE;

  return FALSE;
}

static void
put_boxes (qpdf_data pdf, qpdf_oh page, const double trim[4], double bleed)
{
  put_box (pdf, page, "/MediaBox", trim, bleed);
  put_box (pdf, page, "/BleedBox", trim, bleed);
  put_box (pdf, page, "/TrimBox", trim, 0);
}

static void
keep_what_is_painted (qpdf_data pdf, qpdf_oh page, GBytes *content)
{
  static const char *const kept[] = { "/Type", "/Parent", "/MediaBox", "/BleedBox", "/TrimBox", "/Resources", "/Contents", "/Group", "/Rotate", "/UserUnit", NULL };
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, page);
  qpdf_oh stream = qpdf_oh_new_stream (pdf);

  for (guint i = 0; i < keys->len; i++)
    if (!g_strv_contains (kept, keys->pdata[i]))
      qpdf_oh_remove_key (pdf, page, keys->pdata[i]);
  mit_print_object_put_data (pdf, stream, content, NULL);
  qpdf_oh_replace_key (pdf, page, "/Contents", stream);
}

static MitReaderStatus
clean_page (qpdf_data pdf, MitPrintReadingHead *head)
{
  qpdf_oh page = qpdf_get_page_n (pdf, 0);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) content = mit_print_object_get_page_content (pdf, page);
  g_autoptr (GBytes) tidied = content ? tidy (content, names) : NULL;
  Cleaning cleaning = { mit_print_object_get (pdf, page, "/Resources"), names };
  double   trim[4], bleed;

  if (!tidied || !find_trim (pdf, page, trim))
    return MIT_READER_DAMAGED;
  if (has_notes (pdf, page))
    return MIT_READER_NOTES;
  bleed = find_bleed (pdf, page, trim);
  put_boxes (pdf, page, trim, bleed);
  keep_what_is_painted (pdf, page, tidied);
  clean_states (pdf, cleaning.resources);
  if (!measure (pdf, page, trim, bleed, head) || !mit_print_object_for_each (pdf, clean_object, &cleaning))
    return MIT_READER_DAMAGED;
  drop_unused (pdf, &cleaning);

  return MIT_READER_DONE;
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

/* Fonts */

typedef struct
{
  gboolean is_missing; /* one is not in the file */
  gboolean is_mute;    /* one does not say which letters it has */
} Fonts;

static gboolean
is_embedded (qpdf_data pdf, qpdf_oh font)
{
  qpdf_oh descendants = mit_print_object_get (pdf, font, "/DescendantFonts"), descriptor;

  if (mit_print_object_is_name (pdf, mit_print_object_get (pdf, font, "/Subtype"), "/Type3"))
    return TRUE;
  if (qpdf_oh_is_array (pdf, descendants) && qpdf_oh_get_array_n_items (pdf, descendants) > 0)
    font = qpdf_oh_get_array_item (pdf, descendants, 0);
  descriptor = mit_print_object_get (pdf, font, "/FontDescriptor");

  return mit_print_object_has (pdf, descriptor, "/FontFile") || mit_print_object_has (pdf, descriptor, "/FontFile2") ||
         mit_print_object_has (pdf, descriptor, "/FontFile3");
}

static gboolean
look_at_fonts (qpdf_data pdf, qpdf_oh object, gpointer data)
{
  Fonts  *found = data;
  qpdf_oh fonts = mit_print_object_get_path (pdf, object, "/Resources", "/Font", NULL);
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, fonts);

  for (guint i = 0; i < keys->len; i++)
    {
      qpdf_oh font = mit_print_object_get (pdf, fonts, keys->pdata[i]), encoding = mit_print_object_get (pdf, font, "/Encoding");

      found->is_missing |= !is_embedded (pdf, font);
      found->is_mute |= !mit_print_object_has (pdf, font, "/ToUnicode") && !mit_print_object_is_name (pdf, encoding, "/WinAnsiEncoding") &&
                        !mit_print_object_is_name (pdf, encoding, "/MacRomanEncoding");
    }

  return TRUE;
}

/* Of the page as it was written, in which there is nothing but what it uses. */
static MitReaderStatus
check_fonts (GBytes *pdf, MitPrintReadingHead *head)
{
  qpdf_data document = mit_print_object_open_bytes (pdf, NULL);
  Fonts     fonts = { FALSE, FALSE };

  if (!document)
    return MIT_READER_DAMAGED;
  mit_print_object_for_each (document, look_at_fonts, &fonts);
  mit_print_object_close (&document);
  head->is_mute = fonts.is_mute;

  return fonts.is_missing ? MIT_READER_FONTS : MIT_READER_DONE;
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

  if (status != MIT_READER_DONE || !*pdf)
    return status != MIT_READER_DONE ? status : MIT_READER_DAMAGED;

  return check_fonts (*pdf, head);
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
