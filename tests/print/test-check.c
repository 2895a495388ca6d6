// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE /* memmem */
#include "mit-print-check.h"
#include "mit-print-error.h"
#include "mit-print-object.h"
#include "print-fixture.h"

#include <locale.h>
#include <glib/gstdio.h>
#include <string.h>

/* A good file, one thing in it broken, and the rule that must notice; rarely a second one must too. */
typedef struct
{
  const char *rule;
  void (*break_it) (qpdf_data pdf);
  const char *also;
} Case;

static qpdf_oh
get_page (qpdf_data pdf)
{
  return qpdf_get_page_n (pdf, 0);
}

static qpdf_oh
get_resource (qpdf_data pdf, const char *sort)
{
  return mit_print_object_get_path (pdf, get_page (pdf), "/Resources", sort, NULL);
}

/* The first object of the file that has @key, and there the value @value when that is a name. */
static qpdf_oh
find_object (qpdf_data pdf, const char *key, const char *value)
{
  int size = qpdf_oh_get_int_value_as_int (pdf, mit_print_object_get (pdf, qpdf_get_trailer (pdf), "/Size"));

  for (int id = 1; id < size; id++)
    {
      qpdf_oh object = qpdf_get_object_by_id (pdf, id, 0);

      if (mit_print_object_has (pdf, object, key) && (!value || mit_print_object_is_name (pdf, mit_print_object_get (pdf, object, key), value)))
        return object;
    }
  g_assert_not_reached ();
}

static qpdf_oh
find_image (qpdf_data pdf)
{
  qpdf_oh image = find_object (pdf, "/Subtype", "/Image");

  g_assert_true (mit_print_object_has (pdf, image, "/ColorSpace"));

  return image;
}

static qpdf_oh
get_root (qpdf_data pdf)
{
  return qpdf_get_root (pdf);
}

static qpdf_oh
get_info (qpdf_data pdf)
{
  return mit_print_object_get (pdf, qpdf_get_trailer (pdf), "/Info");
}

static qpdf_oh
get_intent (qpdf_data pdf)
{
  return qpdf_oh_get_array_item (pdf, mit_print_object_get (pdf, get_root (pdf), "/OutputIntents"), 0);
}

static void
remove_key (qpdf_data pdf, qpdf_oh object, const char *key)
{
  g_assert_true (mit_print_object_has (pdf, object, key));
  qpdf_oh_remove_key (pdf, mit_print_object_get_dict (pdf, object), key);
}

/* Replace the first @from in a stream, which may be binary. */
static void
edit (qpdf_data pdf, qpdf_oh stream, const char *from, const char *to)
{
  g_autoptr (GBytes) data = mit_print_object_get_data (pdf, stream, qpdf_dl_generalized);
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (data, NULL), (gssize) g_bytes_get_size (data));
  g_autoptr (GBytes) edited = NULL;
  char  *place = memmem (text->str, text->len, from, strlen (from));
  gssize offset;

  g_assert_nonnull (place);
  offset = place - text->str;
  g_string_erase (text, offset, (gssize) strlen (from));
  g_string_insert (text, offset, to);
  edited = g_bytes_new (text->str, text->len);
  mit_print_object_put_data (pdf, stream, edited, NULL);
}

static void
edit_xmp (qpdf_data pdf, const char *from, const char *to)
{
  edit (pdf, mit_print_object_get (pdf, get_root (pdf), "/Metadata"), from, to);
}

static void
append_to (qpdf_data pdf, qpdf_oh stream, const char *content)
{
  g_autoptr (GBytes) data = mit_print_object_get_data (pdf, stream, qpdf_dl_generalized);
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (data, NULL), (gssize) g_bytes_get_size (data));
  g_autoptr (GBytes) appended = NULL;

  g_string_append (text, content);
  appended = g_bytes_new (text->str, text->len);
  mit_print_object_put_data (pdf, stream, appended, NULL);
}

static void
append (qpdf_data pdf, const char *content)
{
  append_to (pdf, mit_print_object_get (pdf, get_page (pdf), "/Contents"), content);
}

/* Half of a photo, as a file that was cut off has it. */
static void
cut_photo (qpdf_data pdf)
{
  qpdf_oh photo = find_object (pdf, "/Filter", "/DCTDecode");
  g_autoptr (GBytes) whole = mit_print_object_get_stored (pdf, photo);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);

  mit_print_object_put_data (pdf, photo, half, "/DCTDecode");
}

#define BREAK(name, ...)         \
  static void                    \
    break_##name (qpdf_data pdf) \
  {                              \
    __VA_ARGS__;                 \
  }

BREAK (script, mit_print_object_put (pdf, get_root (pdf), "/Names", "<< /JavaScript << /Names [] >> >>"))
BREAK (hidden_script, qpdf_oh_replace_key (pdf, get_page (pdf), "/Thing", qpdf_make_indirect_object (pdf, qpdf_oh_parse (pdf, "<< /S /JavaScript /JS (x) >>"))))
BREAK (open_action, mit_print_object_put (pdf, get_root (pdf), "/OpenAction", "<< /S /GoTo /D [ 0 /Fit ] >>"))
BREAK (form_fields, mit_print_object_put (pdf, get_root (pdf), "/AcroForm", "<< /Fields [] >>"))
BREAK (layers, mit_print_object_put (pdf, get_root (pdf), "/OCProperties", "<< /OCGs [] /D << >> >>"))
BREAK (pages, qpdf_remove_page (pdf, get_page (pdf)))
BREAK (new_version, mit_print_object_put (pdf, get_root (pdf), "/Version", "/1.7"))
BREAK (external, mit_print_object_put (pdf, find_object (pdf, "/Subtype", "/Image"), "/F", "(photo.jpg)"))
BREAK (postscript, mit_print_object_put (pdf, find_object (pdf, "/Subtype", "/Form"), "/Subtype2", "/PS"))
BREAK (opi, mit_print_object_put (pdf, find_object (pdf, "/Subtype", "/Image"), "/OPI", "<< /2.0 << >> >>"))
BREAK (alternates, mit_print_object_put (pdf, find_object (pdf, "/Subtype", "/Image"), "/Alternates", "[]"))
BREAK (reference, mit_print_object_put (pdf, find_object (pdf, "/Subtype", "/Form"), "/Ref", "<< /F (a.pdf) /Page 0 >>"))

BREAK (cut_photo, cut_photo (pdf))
BREAK (cut_photo_in_array, cut_photo (pdf); mit_print_object_put (pdf, find_object (pdf, "/Filter", "/DCTDecode"), "/Filter", "[ /DCTDecode ]"))

BREAK (no_intent, remove_key (pdf, get_root (pdf), "/OutputIntents"))
BREAK (two_intents, qpdf_oh_append_item (pdf, mit_print_object_get (pdf, get_root (pdf), "/OutputIntents"), get_intent (pdf)))
BREAK (other_intent, mit_print_object_put (pdf, get_intent (pdf), "/S", "/GTS_PDFA1"))
BREAK (no_identifier, remove_key (pdf, get_intent (pdf), "/OutputConditionIdentifier"))
BREAK (no_profile, remove_key (pdf, get_intent (pdf), "/DestOutputProfile"))
BREAK (wrong_n, mit_print_object_put (pdf, mit_print_object_get (pdf, get_intent (pdf), "/DestOutputProfile"), "/N", "3"))
BREAK (junk_profile, edit (pdf, mit_print_object_get (pdf, get_intent (pdf), "/DestOutputProfile"), "prtr", "mntr"))

BREAK (no_xmp, remove_key (pdf, get_root (pdf), "/Metadata"))
BREAK (damaged_xmp, edit_xmp (pdf, "</rdf:RDF>", ""))
BREAK (xmp_version, edit_xmp (pdf, "PDF/X-4", "PDF/X-3"))
BREAK (xmp_document_id, edit_xmp (pdf, "xmpMM:DocumentID>uuid", "xmpMM:OtherID>uuid"); edit_xmp (pdf, "</xmpMM:DocumentID", "</xmpMM:OtherID"))
BREAK (xmp_rendition, edit_xmp (pdf, ">default<", "><"))
BREAK (xmp_date, edit_xmp (pdf, "<xmp:MetadataDate>20", "<xmp:MetadataDate>in 20"))
BREAK (xmp_trapped, edit_xmp (pdf, "False</pdf:Trapped>", "Unknown</pdf:Trapped>"))
BREAK (xmp_title, edit_xmp (pdf, "Faltblatt “Größe &amp; &lt;Maß&gt;”", ""))
BREAK (info_title, mit_print_object_put_text (pdf, get_info (pdf), "/Title", "Other"))
BREAK (info_producer, edit_xmp (pdf, "(cairo, qpdf)", "(other)"))
BREAK (info_other_date, mit_print_object_put_text (pdf, get_info (pdf), "/ModDate", "D:20260501123001+02'00'"))
BREAK (info_date, mit_print_object_put_text (pdf, get_info (pdf), "/CreationDate", "20260501123000+02'00'"))
BREAK (info_no_date, remove_key (pdf, get_info (pdf), "/ModDate"))
BREAK (info_trapped, mit_print_object_put (pdf, get_info (pdf), "/Trapped", "/Unknown"))

BREAK (no_media_box, mit_print_object_put (pdf, get_page (pdf), "/MediaBox", "[ 0 0 0 0 ]"))
BREAK (no_trim_box, remove_key (pdf, get_page (pdf), "/TrimBox"))
BREAK (art_box, mit_print_object_put (pdf, get_page (pdf), "/ArtBox", "[ 9 9 100 100 ]"))
BREAK (no_bleed_box, remove_key (pdf, get_page (pdf), "/BleedBox"))
BREAK (small_bleed, mit_print_object_put (pdf, get_page (pdf), "/BleedBox", "[ 20 20 300 300 ]"))
BREAK (large_bleed, mit_print_object_put (pdf, get_page (pdf), "/BleedBox", "[ -5 -5 500 700 ]"))
BREAK (small_crop, mit_print_object_put (pdf, get_page (pdf), "/CropBox", "[ 5 5 400 600 ]"))
BREAK (user_unit, mit_print_object_put (pdf, get_page (pdf), "/UserUnit", "2"))
BREAK (link, mit_print_object_put (pdf, get_page (pdf), "/Annots", "[ << /Type /Annot /Subtype /Link /Rect [ 50 50 90 90 ] >> ]"))
BREAK (page_action, mit_print_object_put (pdf, get_page (pdf), "/AA", "<< /O << /S /GoTo /D [ 0 /Fit ] >> >>"))

BREAK (page_group, mit_print_object_put (pdf, mit_print_object_get (pdf, get_page (pdf), "/Group"), "/CS", "/DeviceRGB"))
BREAK (form_group, mit_print_object_put (pdf, mit_print_object_get (pdf, find_object (pdf, "/Subtype", "/Form"), "/Group"), "/CS", "/DeviceRGB"))
BREAK (rgb_fill, append (pdf, " 1 0 0 rg"))
BREAK (rgb_stroke, append (pdf, " 1 0 0 RG"))
BREAK (rgb_space, append (pdf, " /DeviceRGB cs"))
BREAK (rgb_inline, append (pdf, " BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI "))
BREAK (rgb_pattern, append_to (pdf, find_object (pdf, "/PatternType", NULL), " 1 0 0 rg"))
BREAK (open_string, append (pdf, " (never ends"))
BREAK (open_q, append (pdf, " q q"))
BREAK (too_many_q, append (pdf, " Q"))
BREAK (rgb_image, mit_print_object_put (pdf, find_image (pdf), "/ColorSpace", "/DeviceRGB"))
BREAK (indexed_image, mit_print_object_put (pdf, find_image (pdf), "/ColorSpace", "[ /Indexed /DeviceRGB 1 <000000ffffff> ]"))
BREAK (smoothed, mit_print_object_put (pdf, find_image (pdf), "/Interpolate", "true"))
BREAK (rgb_shading, mit_print_object_put (pdf, find_object (pdf, "/ShadingType", NULL), "/ColorSpace", "/DeviceRGB"))
BREAK (rgb_spot, mit_print_object_put (pdf, mit_print_object_get (pdf, get_page (pdf), "/Resources"), "/ColorSpace", "<< /s [ /Separation /Gold /DeviceRGB << >> ] >>"))
BREAK (transfer, mit_print_object_put (pdf, get_resource (pdf, "/ExtGState"), "/t", "<< /TR2 /Identity >>"))
BREAK (halftone, mit_print_object_put (pdf, get_resource (pdf, "/ExtGState"), "/t", "<< /HTP [ 0 0 ] >>"))
BREAK (font_gone, remove_key (pdf, find_object (pdf, "/FontFile2", NULL), "/FontFile2"))
BREAK (font_map, remove_key (pdf, find_object (pdf, "/Subtype", "/CIDFontType2"), "/CIDToGIDMap"))
BREAK (font_widths, mit_print_object_put (pdf, find_object (pdf, "/Widths", NULL), "/LastChar", "255"))
BREAK (font_base, mit_print_object_put (pdf, get_resource (pdf, "/Font"), "/h", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 65 /LastChar 65 /Widths [ 667 ] >>"))
BREAK (font_bitmap, mit_print_object_put (pdf, get_resource (pdf, "/Font"), "/h", "<< /Type /Font /Subtype /Type3 /CharProcs << >> >>"))
BREAK (white_over, append (pdf, " /MitOver gs 0 0 0 0 k 0 0 9 9 re f"))
BREAK (white_stroke_over, append (pdf, " /MitOver gs 0 0 0 0 K 0 0 m 9 9 l S"))
BREAK (black_knocks, append (pdf, " /MitKnock gs 0 0 0 1 k BT /f-0-0 9 Tf (x) Tj ET"))

static const Case cases[] = {
  { "file-script", break_script },
  { "file-script", break_hidden_script },
  { "catalog-actions", break_open_action },
  { "catalog-form", break_form_fields },
  { "catalog-layers", break_layers },
  { "catalog-pages", break_pages },
  { "file-version", break_new_version },
  { "file-damaged", break_cut_photo },
  { "file-damaged", break_cut_photo_in_array },
  { "file-external", break_external },
  { "file-xobject", break_postscript },
  { "file-xobject", break_opi },
  { "file-xobject", break_alternates },
  { "file-xobject", break_reference },
  { "intent-one", break_no_intent },
  { "intent-one", break_two_intents },
  { "intent-one", break_other_intent },
  { "intent-identifier", break_no_identifier },
  { "intent-embedded", break_no_profile },
  { "intent-profile", break_wrong_n },
  { "intent-profile", break_junk_profile },
  { "xmp-missing", break_no_xmp },
  { "xmp-missing", break_damaged_xmp },
  { "xmp-version", break_xmp_version },
  { "xmp-ids", break_xmp_document_id },
  { "xmp-ids", break_xmp_rendition },
  { "xmp-dates", break_xmp_date },
  { "xmp-trapped", break_xmp_trapped },
  { "xmp-title", break_xmp_title, "info-agrees" },
  { "info-agrees", break_info_title },
  { "info-agrees", break_info_producer },
  { "info-agrees", break_info_other_date },
  { "info-dates", break_info_date },
  { "info-dates", break_info_no_date },
  { "info-trapped", break_info_trapped },
  { "page-media-box", break_no_media_box },
  { "page-trim-box", break_no_trim_box },
  { "page-trim-box", break_art_box },
  { "page-bleed-box", break_no_bleed_box },
  { "page-boxes", break_small_bleed },
  { "page-boxes", break_large_bleed },
  { "page-boxes", break_small_crop },
  { "page-user-unit", break_user_unit },
  { "page-annotations", break_link },
  { "page-actions", break_page_action },
  { "group-colour", break_page_group },
  { "group-colour", break_form_group },
  { "content-colour", break_rgb_fill },
  { "content-colour", break_rgb_stroke },
  { "content-colour", break_rgb_space },
  { "content-colour", break_rgb_pattern },
  { "image-colour", break_rgb_inline },
  { "content-damaged", break_open_string },
  { "content-damaged", break_open_q },
  { "content-damaged", break_too_many_q },
  { "image-colour", break_rgb_image },
  { "image-colour", break_indexed_image },
  { "image-smoothed", break_smoothed },
  { "shading-colour", break_rgb_shading },
  { "space-colour", break_rgb_spot },
  { "state-transfer", break_transfer },
  { "state-transfer", break_halftone },
  { "font-embedded", break_font_gone },
  { "font-map", break_font_map },
  { "font-widths", break_font_widths },
  { "font-embedded", break_font_base },
  { "font-bitmap", break_font_bitmap },
  { "overprint-white", break_white_over },
  { "overprint-white", break_white_stroke_over },
  { "overprint-text", break_black_knocks },
};

static void
make_good (PrintFixture *fixture)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_all, 1);
  g_autoptr (GError) error = NULL;

  mit_print_pass_run (pdf, &fixture->options, fixture->target, &error);
  g_assert_no_error (error);
}

static GPtrArray *
check (PrintFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = mit_print_check_file (fixture->target, MIT_PRINT_RULES_X4, &error);

  g_assert_no_error (error);

  return findings;
}

static void
write_as (qpdf_data pdf, const char *path, void (*configure) (qpdf_data pdf))
{
  g_assert_cmpint (qpdf_init_write_memory (pdf), ==, QPDF_SUCCESS);
  qpdf_set_object_stream_mode (pdf, qpdf_o_disable);
  if (configure)
    configure (pdf);
  g_assert_cmpint (qpdf_write (pdf) & QPDF_ERRORS, ==, 0);
  g_file_set_contents (path, (const char *) qpdf_get_buffer (pdf), (gssize) qpdf_get_buffer_length (pdf), NULL);
}

static void
test_each_defect_is_found (PrintFixture *fixture, gconstpointer data)
{
  g_autofree char *good = g_build_filename (fixture->folder, "good.pdf", NULL);
  g_autoptr (GPtrArray) sound = NULL;

  make_good (fixture);
  sound = check (fixture);
  g_assert_cmpuint (sound->len, ==, 0);
  g_rename (fixture->target, good);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      qpdf_data pdf = mit_print_object_open_file (good, NULL);
      g_autoptr (GPtrArray) findings = NULL;

      cases[i].break_it (pdf);
      write_as (pdf, fixture->target, NULL);
      mit_print_object_close (&pdf);
      findings = check (fixture);
      g_test_message ("case %u: %s, %u findings, first %s", (guint) i, cases[i].rule, findings->len,
                      findings->len ? ((MitPrintFinding *) g_ptr_array_index (findings, 0))->rule : "none");
      g_assert_true (mit_print_check_has_rule (findings, cases[i].rule));
      if (cases[i].also)
        g_assert_true (mit_print_check_has_rule (findings, cases[i].also));
      /* and nothing else: a rule that fires on everything would pass otherwise */
      g_assert_cmpuint (findings->len, ==, cases[i].also ? 2 : 1);
    }
}

static void
set_object_streams (qpdf_data pdf)
{
  qpdf_set_object_stream_mode (pdf, qpdf_o_generate);
  qpdf_force_pdf_version (pdf, "1.6");
}

static void
set_newer (qpdf_data pdf)
{
  qpdf_force_pdf_version (pdf, "1.7");
}

static void
set_locked (qpdf_data pdf)
{
  qpdf_set_r3_encryption_parameters_insecure (pdf, "", "owner", QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, qpdf_r3p_full);
}

static void
assert_found_when_written (PrintFixture *fixture, void (*configure) (qpdf_data pdf), const char *rule)
{
  qpdf_data pdf;
  g_autoptr (GPtrArray) findings = NULL;

  make_good (fixture);
  pdf = mit_print_object_open_file (fixture->target, NULL);
  write_as (pdf, fixture->target, configure);
  mit_print_object_close (&pdf);
  findings = check (fixture);
  g_assert_true (mit_print_check_has_rule (findings, rule));
}

static void
test_wrong_containers_are_found (PrintFixture *fixture, gconstpointer data)
{
  assert_found_when_written (fixture, set_object_streams, "file-object-streams");
  assert_found_when_written (fixture, set_newer, "file-version");
  assert_found_when_written (fixture, set_locked, "file-encrypted");
}

/* Change bytes of the good file in place; the length must stay, for the cross references. */
static void
patch (PrintFixture *fixture, const char *from, const char *to)
{
  g_autofree char *data = NULL;
  gsize            size;
  char            *place;

  make_good (fixture);
  g_file_get_contents (fixture->target, &data, &size, NULL);
  g_assert_cmpuint (strlen (from), ==, strlen (to));
  place = memmem (data, size, from, strlen (from));
  g_assert_nonnull (place);
  memcpy (place, to, strlen (to));
  g_file_set_contents (fixture->target, data, (gssize) size, NULL);
}

static void
assert_patch_found (PrintFixture *fixture, const char *from, const char *to, const char *rule)
{
  g_autoptr (GPtrArray) findings = NULL;

  patch (fixture, from, to);
  findings = check (fixture);
  g_assert_true (mit_print_check_has_rule (findings, rule));
  g_assert_true (mit_print_check_has_errors (findings));
}

static void
test_wrong_bytes_are_found (PrintFixture *fixture, gconstpointer data)
{
  assert_patch_found (fixture, " /ID [", " /IX [", "file-id");
  assert_patch_found (fixture, "startxref", "startxxxx", "file-damaged");
  assert_patch_found (fixture, "/FlateDecode", "/LZWDecode  ", "file-lzw");
}

static void
test_what_is_no_pdf_is_found (PrintFixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "", "no PDF", "%PDF-1.6\n", "%PDF-1.6\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;

      g_file_set_contents (fixture->target, texts[i], -1, NULL);
      findings = check (fixture);
      g_assert_true (mit_print_check_has_errors (findings));
    }
}

static void
test_missing_file_is_said (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mit_print_check_file (fixture->target, MIT_PRINT_RULES_X4, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT);
}

static void
test_default_rgb_makes_light_legal (PrintFixture *fixture, gconstpointer data)
{
  qpdf_data pdf;
  g_autoptr (GPtrArray) findings = NULL;

  make_good (fixture);
  pdf = mit_print_object_open_file (fixture->target, NULL);
  break_rgb_fill (pdf);
  mit_print_object_put (pdf, mit_print_object_get (pdf, get_page (pdf), "/Resources"), "/ColorSpace", "<< /DefaultRGB [ /CalRGB << /WhitePoint [ 0.95 1 1.09 ] >> ] >>");
  write_as (pdf, fixture->target, NULL);
  mit_print_object_close (&pdf);
  findings = check (fixture);
  g_assert_false (mit_print_check_has_rule (findings, "content-colour"));
}

static void
add (const char *path, void (*test) (PrintFixture *, gconstpointer))
{
  g_test_add (path, PrintFixture, NULL, print_fixture_set_up, test, print_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add ("/print/check/each-defect-is-found", test_each_defect_is_found);
  add ("/print/check/wrong-containers-are-found", test_wrong_containers_are_found);
  add ("/print/check/wrong-bytes-are-found", test_wrong_bytes_are_found);
  add ("/print/check/what-is-no-pdf-is-found", test_what_is_no_pdf_is_found);
  add ("/print/check/missing-file-is-said", test_missing_file_is_said);
  add ("/print/check/default-rgb-makes-light-legal", test_default_rgb_makes_light_legal);

  return g_test_run ();
}
