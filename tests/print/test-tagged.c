// SPDX-License-Identifier: GPL-3.0-or-later
#include "print-fixture.h"

#include <locale.h>
#include <mit-layout.h>
#include <mit-print-check.h>
#include <mit-print-error.h>
#include <mit-print-object.h>
#include <mit-print-tagged.h>
#include <mit-table.h>

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <string.h>

static const char styles_json[] = "{ 'title': { 'size': 20, 'leading': 24, 'role': 'H1' }, 'head': { 'size': 14, 'leading': 18, 'role': 'H3' },"
                                  "  'body': { 'size': 10, 'leading': 12, 'role': 'P', 'hyphenate': true },"
                                  "  'item': { 'parent': 'body', 'left-indent': 10, 'first-indent': -10, 'bullet': '–', 'role': 'LI' } }";

static MitDisplayList *
make_page (void)
{
  g_autofree char *json = g_strdelimit (g_strdup (styles_json), "'", '"');
  g_autoptr (MitStyleSheet) styles = mit_style_sheet_new_from_data (json, NULL);
  g_autoptr (MitStory) story = mit_story_new ("de");
  g_autoptr (MitDisplayList) folio = mit_display_list_new ();
  g_autoptr (MitLayout) layout = NULL;
  MitDisplayList  *page = mit_display_list_new ();
  MitBox           box = { .rect = { 40, 40, 130, 400 }, .columns = 1 };
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 8, 8);
  MitColor         grey = mit_color_rgb (0.8, 0.8, 0.8);
  MitStyle         style;

  mit_story_add (story, "title", "Mach mit", NULL);
  mit_story_add (story, "body", "Die nächste Donaudampfschifffahrtsgesellschaftsversammlung ist am Montag; [alles dazu](https://example.org/montag) steht im Netz. [Hoş geldiniz](lang:tr)!", NULL);
  mit_story_add (story, "head", "Was du tun kannst", NULL);
  mit_story_add (story, "item", "Hilf am Infostand.", NULL);
  mit_story_add (story, "item", "Verteil Flugblätter.", NULL);
  layout = mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_NONE);
  mit_display_list_add_fill (page, &(MitRect) { 0, 0, 300, 30 }, &grey);
  mit_display_list_add_image (page, picture, &(MitRect) { 200, 40, 60, 60 }, "Zwei Leute am Infostand");
  mit_display_list_add_image (page, picture, &(MitRect) { 200, 140, 60, 60 }, NULL);
  mit_display_list_add_clipped (page, mit_layout_get_display_list (layout, 0), 0, 0, &(MitRect) { 0, 0, 300, 500 });
  mit_style_init (&style);
  mit_display_list_add_text (folio, &style, "17", 140, 580);
  mit_display_list_add_tagged (page, folio, MIT_STRUCTURE_ARTIFACT);
  cairo_surface_destroy (picture);

  return page;
}

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* The same page twice, or two others. */
static GBytes *
draw (MitDisplayList *const *pages, MitStructure *structure)
{
  GByteArray      *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, bytes, 300, 600);
  cairo_t         *cr = cairo_create (surface);

  for (int i = 0; i < 2; i++)
    {
      mit_display_list_draw (pages[i], cr, &(MitDrawOptions) { .structure = structure });
      cairo_show_page (cr);
      mit_structure_end_page (structure);
    }
  mit_structure_finish (structure);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (bytes);
}

static void
make_file (PrintFixture *fixture, MitDisplayList *const *pages, const char *path)
{
  g_autoptr (MitStructure) structure = mit_structure_new ();
  g_autoptr (GBytes) pdf = draw (pages, structure);
  g_autoptr (GError) error = NULL;
  MitPrintTaggedOptions options = { structure, "Faltblatt “Größe & <Maß>”", "de-DE", fixture->created, "fixture" };

  mit_print_tagged_run (pdf, &options, path, &error);
  g_assert_no_error (error);
}

static void
make_good (PrintFixture *fixture, const char *path)
{
  g_autoptr (MitDisplayList) page = make_page ();

  make_file (fixture, (MitDisplayList *[]) { page, page }, path);
}

static GPtrArray *
check (const char *path)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = mit_print_check_file (path, MIT_PRINT_RULES_UA1, &error);

  g_assert_no_error (error);

  return findings;
}

/* Of the first element with a role. */
static qpdf_oh
find_element (qpdf_data pdf, const char *role)
{
  int size = qpdf_oh_get_int_value_as_int (pdf, mit_print_object_get (pdf, qpdf_get_trailer (pdf), "/Size"));

  for (int id = 1; id < size; id++)
    {
      qpdf_oh object = qpdf_get_object_by_id (pdf, id, 0);

      if (mit_print_object_is_name (pdf, mit_print_object_get (pdf, object, "/S"), role))
        return object;
    }
  g_assert_not_reached ();
}

static char *
run_tool (const char *const *arguments)
{
  char *out = NULL;
  int   status;

  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);

  return out;
}

static void
assert_before (const char *text, const char *one, const char *other)
{
  const char *first = strstr (text, one), *second = strstr (text, other);

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_true (first < second);
}

static void
test_file_keeps_the_rules_and_says_what_is_what (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *structure = NULL, *outline = NULL;
  qpdf_data        pdf;
  qpdf_oh          figure, link;
  g_autofree char *alt = NULL, *uri = NULL;
  g_autoptr (GBytes) content = NULL;

  make_good (fixture, fixture->target);
  findings = check (fixture->target);
  g_assert_cmpuint (findings->len, ==, 0);

  pdf = mit_print_object_open_file (fixture->target, NULL);
  figure = find_element (pdf, "/Figure");
  link = qpdf_oh_get_array_item (pdf, mit_print_object_get (pdf, qpdf_get_page_n (pdf, 1), "/Annots"), 0);
  alt = mit_print_object_dup_text (pdf, mit_print_object_get (pdf, figure, "/Alt"));
  uri = mit_print_object_dup_text (pdf, mit_print_object_get_path (pdf, link, "/A", "/URI", NULL));
  outline = mit_print_object_dup_text (pdf, mit_print_object_get_path (pdf, qpdf_get_root (pdf), "/Outlines", "/First", "/First", "/Title", NULL));
  g_assert_cmpstr (alt, ==, "Zwei Leute am Infostand");
  g_assert_cmpstr (uri, ==, "https://example.org/montag");
  g_assert_cmpstr (outline, ==, "Was du tun kannst");
  /* No mark is left to be seen. */
  content = mit_print_object_get_page_content (pdf, qpdf_get_page_n (pdf, 0));
  g_assert_null (g_strstr_len (g_bytes_get_data (content, NULL), (gssize) g_bytes_get_size (content), "0 0 1 1 re"));
  mit_print_object_close (&pdf);

  /* Somebody else's eyes: in order, divided words whole, without what only decorates. */
  structure = run_tool ((const char *const[]) { "pdfinfo", "-struct-text", fixture->target, NULL });
  g_assert_nonnull (strstr (structure, "Donaudampfschifffahrtsgesellschaftsversammlung"));
  g_assert_nonnull (strstr (structure, "LBody"));
  g_assert_nonnull (strstr (structure, "H2 "));
  g_assert_null (strstr (structure, "17"));
  assert_before (structure, "Figure", "Mach mit");
  assert_before (structure, "alles dazu", "Was du tun");
}

static guint
count_elements (qpdf_data pdf, const char *role)
{
  int   size = qpdf_oh_get_int_value_as_int (pdf, mit_print_object_get (pdf, qpdf_get_trailer (pdf), "/Size"));
  guint n = 0;

  for (int id = 1; id < size; id++)
    {
      qpdf_oh object = qpdf_get_object_by_id (pdf, id, 0);

      n += mit_print_object_is_name (pdf, mit_print_object_get (pdf, object, "/Type"), "/StructElem") && mit_print_object_is_name (pdf, mit_print_object_get (pdf, object, "/S"), role);
    }

  return n;
}

static void
test_words_in_another_language_say_so (PrintFixture *fixture, gconstpointer data)
{
  qpdf_data        pdf;
  g_autofree char *language = NULL, *whole = NULL;

  make_good (fixture, fixture->target);
  pdf = mit_print_object_open_file (fixture->target, NULL);
  language = mit_print_object_dup_text (pdf, mit_print_object_get (pdf, find_element (pdf, "/Span"), "/Lang"));
  whole = mit_print_object_dup_text (pdf, mit_print_object_get (pdf, qpdf_get_root (pdf), "/Lang"));
  g_assert_cmpstr (language, ==, "tr");
  g_assert_cmpstr (whole, ==, "de-DE");
  mit_print_object_close (&pdf);
}

static void
test_a_bullet_is_the_label_of_its_item (PrintFixture *fixture, gconstpointer data)
{
  qpdf_data pdf;
  qpdf_oh   item, kids;

  make_good (fixture, fixture->target);
  pdf = mit_print_object_open_file (fixture->target, NULL);
  item = find_element (pdf, "/LI");
  kids = mit_print_object_get (pdf, item, "/K");
  g_assert_cmpuint (count_elements (pdf, "/Lbl"), ==, 4);
  g_assert_cmpint (qpdf_oh_get_array_n_items (pdf, kids), ==, 2);
  g_assert_true (mit_print_object_is_name (pdf, mit_print_object_get (pdf, qpdf_oh_get_array_item (pdf, kids, 0), "/S"), "/Lbl"));
  g_assert_true (mit_print_object_is_name (pdf, mit_print_object_get (pdf, qpdf_oh_get_array_item (pdf, kids, 1), "/S"), "/LBody"));
  mit_print_object_close (&pdf);
}

/* A text over two pages, cut within a word. */
static void
test_a_paragraph_over_two_pages_is_one (PrintFixture *fixture, gconstpointer data)
{
  g_autofree char *json = g_strdelimit (g_strdup (styles_json), "'", '"');
  g_autoptr (MitStyleSheet) styles = mit_style_sheet_new_from_data (json, NULL);
  g_autoptr (MitStory) story = mit_story_new ("de");
  MitBox boxes[] = { { .rect = { 40, 40, 90, 40 } }, { .page = 1, .rect = { 40, 40, 90, 300 } } };
  g_autoptr (MitLayout) layout = NULL;
  MitDisplayList *pages[2];
  g_autoptr (GPtrArray) findings = NULL;
  qpdf_data        pdf;
  g_autofree char *structure = NULL;

  mit_story_add (story, "title", "Heft", NULL);
  mit_story_add (story, "item", "Die Donaudampfschifffahrtsgesellschaftsversammlung kommt am Montag zusammen und am Dienstag noch einmal.", NULL);
  layout = mit_layout_new (story, styles, boxes, 2, MIT_LAYOUT_NONE);
  for (guint i = 0; i < 2; i++)
    pages[i] = mit_layout_get_display_list (layout, i);
  g_assert_cmpfloat (mit_layout_get_used_height (layout, 0), >, 0);
  make_file (fixture, pages, fixture->target);
  findings = check (fixture->target);
  g_assert_cmpuint (findings->len, ==, 0);
  pdf = mit_print_object_open_file (fixture->target, NULL);
  g_assert_cmpuint (count_elements (pdf, "/LI"), ==, 1);
  g_assert_cmpuint (count_elements (pdf, "/LBody"), ==, 1);
  g_assert_cmpuint (count_elements (pdf, "/Lbl"), ==, 1);
  mit_print_object_close (&pdf);
  structure = run_tool ((const char *const[]) { "pdfinfo", "-struct-text", fixture->target, NULL });
  assert_before (structure, "Die", "noch einmal");
}

static GPtrArray *
make_table_pages (void)
{
  g_autofree char *json = g_strdelimit (g_strdup (styles_json), "'", '"');
  g_autoptr (MitStyleSheet) styles = mit_style_sheet_new_from_data (json, NULL);
  g_autoptr (MitTable) table = mit_table_new (styles, "de");
  MitColor grey = mit_color_rgb (0.8, 0.8, 0.8);
  MitBox   box = { .rect = { 20, 20, 200, 120 } };

  mit_table_add_column (table, "Wer", 100, "body", "body");
  mit_table_add_column (table, "Was", 100, "body", "body");
  mit_table_set_header_fill (table, &grey);
  for (int i = 0; i < 8; i++)
    mit_table_add_row (table, (const char *[]) { i % 4 == 3 ? "" : "Özlem Yıldız", "bringt Kuchen", NULL });

  return mit_table_layout (table, &box, &box, NULL);
}

/* One table with one header, though it stands on two pages and its header, too. */
static void
test_a_table_is_told_in_one_piece (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) pages = make_table_pages ();
  g_autoptr (GPtrArray) findings = NULL;
  qpdf_data        pdf;
  g_autofree char *structure = NULL;

  g_assert_cmpuint (pages->len, ==, 2);
  make_file (fixture, (MitDisplayList *const *) pages->pdata, fixture->target);
  findings = check (fixture->target);
  g_assert_cmpuint (findings->len, ==, 0);
  pdf = mit_print_object_open_file (fixture->target, NULL);
  g_assert_cmpuint (count_elements (pdf, "/Table"), ==, 1);
  g_assert_cmpuint (count_elements (pdf, "/TR"), ==, 9);
  g_assert_cmpuint (count_elements (pdf, "/TH"), ==, 2);
  g_assert_cmpuint (count_elements (pdf, "/TD"), ==, 16);
  mit_print_object_close (&pdf);
  structure = run_tool ((const char *const[]) { "pdfinfo", "-struct-text", fixture->target, NULL });
  assert_before (structure, "Wer", "Was");
  assert_before (structure, "TH", "TD");
  /* Where it stands on the second page it is not told. */
  g_assert_null (strstr (strstr (structure, "Was") + 1, "Was"));
}

static void
test_same_content_gives_the_same_bytes (PrintFixture *fixture, gconstpointer data)
{
  g_autofree char *again = g_build_filename (fixture->folder, "again.pdf", NULL);
  g_autofree char *one = NULL, *other = NULL;
  gsize            size, other_size;

  make_good (fixture, fixture->target);
  make_good (fixture, again);
  g_assert_true (g_file_get_contents (fixture->target, &one, &size, NULL));
  g_assert_true (g_file_get_contents (again, &other, &other_size, NULL));
  g_assert_cmpmem (one, size, other, other_size);
}

/* Defects. */

static qpdf_oh
page (qpdf_data pdf)
{
  return qpdf_get_page_n (pdf, 0);
}

static void
break_language (qpdf_data pdf)
{
  qpdf_oh_remove_key (pdf, qpdf_get_root (pdf), "/Lang");
}

static void
break_title (qpdf_data pdf)
{
  qpdf_oh_remove_key (pdf, qpdf_get_root (pdf), "/ViewerPreferences");
}

static void
break_identity (qpdf_data pdf)
{
  qpdf_oh_remove_key (pdf, qpdf_get_root (pdf), "/Metadata");
}

static void
break_mark_info (qpdf_data pdf)
{
  mit_print_object_put (pdf, qpdf_get_root (pdf), "/MarkInfo", "<< /Marked false >>");
}

static void
break_role (qpdf_data pdf)
{
  mit_print_object_put (pdf, find_element (pdf, "/P"), "/S", "/Text");
}

static void
break_heading (qpdf_data pdf)
{
  mit_print_object_put (pdf, find_element (pdf, "/H2"), "/S", "/H3");
}

static void
break_first_heading (qpdf_data pdf)
{
  mit_print_object_put (pdf, find_element (pdf, "/H1"), "/S", "/H2");
}

static void
break_figure (qpdf_data pdf)
{
  mit_print_object_put_text (pdf, find_element (pdf, "/Figure"), "/Alt", " ");
}

static void
break_list (qpdf_data pdf)
{
  mit_print_object_put (pdf, find_element (pdf, "/L"), "/S", "/Div");
}

static void
break_circle (qpdf_data pdf)
{
  qpdf_oh_append_item (pdf, mit_print_object_get (pdf, find_element (pdf, "/L"), "/K"), find_element (pdf, "/Document"));
}

static void
break_header (qpdf_data pdf)
{
  mit_print_object_put (pdf, find_element (pdf, "/L"), "/S", "/TH");
}

static void
set_content (qpdf_data pdf, const char *before, const char *from, const char *to)
{
  g_autoptr (GBytes) content = mit_print_object_get_page_content (pdf, page (pdf));
  g_autoptr (GString) text = g_string_new (before);
  g_autoptr (GBytes) changed = NULL;
  qpdf_oh stream = qpdf_oh_new_stream (pdf);

  g_string_append_len (text, g_bytes_get_data (content, NULL), (gssize) g_bytes_get_size (content));
  if (from)
    g_assert_cmpuint (g_string_replace (text, from, to, 1), ==, 1);
  changed = g_bytes_new (text->str, text->len);
  mit_print_object_put_data (pdf, stream, changed, NULL);
  qpdf_oh_replace_key (pdf, page (pdf), "/Contents", stream);
}

static void
break_content (qpdf_data pdf)
{
  set_content (pdf, "0 0 10 10 re f\n", NULL, NULL);
}

static void
break_artifact (qpdf_data pdf)
{
  set_content (pdf, "", "/Artifact BMC", "/Span BMC");
}

static void
break_mcid (qpdf_data pdf)
{
  set_content (pdf, "", "/MCID 2>>", "/MCID 99>>");
}

static void
break_balance (qpdf_data pdf)
{
  set_content (pdf, "/Artifact BMC\n", NULL, NULL);
}

static void
break_parents (qpdf_data pdf)
{
  qpdf_oh_remove_key (pdf, page (pdf), "/StructParents");
}

static qpdf_oh
annotation (qpdf_data pdf)
{
  return qpdf_oh_get_array_item (pdf, mit_print_object_get (pdf, page (pdf), "/Annots"), 0);
}

static void
break_link_text (qpdf_data pdf)
{
  qpdf_oh_remove_key (pdf, annotation (pdf), "/Contents");
}

static void
break_link_parent (qpdf_data pdf)
{
  mit_print_object_put (pdf, annotation (pdf), "/StructParent", "4711");
}

static void
break_tabs (qpdf_data pdf)
{
  mit_print_object_put (pdf, page (pdf), "/Tabs", "/R");
}

static qpdf_oh
find_font (qpdf_data pdf)
{
  qpdf_oh fonts = mit_print_object_get_path (pdf, page (pdf), "/Resources", "/Font", NULL);
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, fonts);

  return mit_print_object_get (pdf, fonts, keys->pdata[0]);
}

static void
break_unicode (qpdf_data pdf)
{
  qpdf_oh_remove_key (pdf, find_font (pdf), "/ToUnicode");
  qpdf_oh_remove_key (pdf, find_font (pdf), "/Encoding");
}

static void
break_font (qpdf_data pdf)
{
  qpdf_oh_remove_key (pdf, find_font (pdf), "/FontDescriptor");
  qpdf_oh_remove_key (pdf, find_font (pdf), "/DescendantFonts");
}

static const struct
{
  const char *rule;
  void (*break_it) (qpdf_data pdf);
} cases[] = {
  { "ua-language", break_language },
  { "ua-title", break_title },
  { "ua-identity", break_identity },
  { "ua-tagged", break_mark_info },
  { "ua-role", break_role },
  { "ua-headings", break_heading },
  { "ua-headings", break_first_heading },
  { "ua-figure", break_figure },
  { "ua-nesting", break_list },
  { "ua-nesting", break_circle },
  { "ua-header", break_header },
  { "ua-content", break_content },
  { "ua-content", break_artifact },
  { "ua-parents", break_mcid },
  { "ua-parents", break_parents },
  { "content-damaged", break_balance },
  { "ua-link", break_link_text },
  { "ua-link", break_link_parent },
  { "ua-tabs", break_tabs },
  { "ua-unicode", break_unicode },
  { "font-embedded", break_font },
};

static void
test_each_defect_is_found (PrintFixture *fixture, gconstpointer data)
{
  g_autofree char *good = g_build_filename (fixture->folder, "good.pdf", NULL);

  make_good (fixture, good);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      qpdf_data pdf = mit_print_object_open_file (good, NULL);
      g_autoptr (GPtrArray) findings = NULL;

      cases[i].break_it (pdf);
      g_assert_cmpint (qpdf_init_write_memory (pdf), ==, QPDF_SUCCESS);
      g_assert_cmpint (qpdf_write (pdf) & QPDF_ERRORS, ==, 0);
      g_file_set_contents (fixture->target, (const char *) qpdf_get_buffer (pdf), (gssize) qpdf_get_buffer_length (pdf), NULL);
      mit_print_object_close (&pdf);
      findings = check (fixture->target);
      g_test_message ("case %u: %s, %u findings", (guint) i, cases[i].rule, findings->len);
      g_assert_true (mit_print_check_has_rule (findings, cases[i].rule));
    }
}

static void
test_what_is_not_tagged_is_said_so (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_all, 1);
  g_autoptr (GPtrArray) findings = NULL;

  g_assert_true (mit_print_pass_run (pdf, &fixture->options, fixture->target, NULL));
  findings = check (fixture->target);
  g_assert_true (mit_print_check_has_rule (findings, "ua-identity"));
  g_assert_true (mit_print_check_has_rule (findings, "ua-tagged"));
}

/* A foreign or damaged PDF, and one with nothing in it to be read: no file, and one that was there stays. */
static void
test_a_failure_leaves_the_old_file (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (MitStructure) structure = mit_structure_new ();
  g_autoptr (GBytes) rubbish = g_bytes_new_static ("%PDF-1.7 rubbish", 16);
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_all, 1);
  g_autofree char      *kept = NULL;
  MitPrintTaggedOptions options = { structure, "Titel", "de-DE", fixture->created, "fixture" };
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->target, "old", -1, NULL);
  g_assert_false (mit_print_tagged_run (rubbish, &options, fixture->target, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (mit_print_tagged_run (pdf, &options, fixture->target, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT);
  g_assert_true (g_file_get_contents (fixture->target, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "old");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, PrintFixture, NULL, print_fixture_set_up, test, print_fixture_tear_down)
  ADD ("/print/tagged/file-keeps-the-rules-and-says-what-is-what", test_file_keeps_the_rules_and_says_what_is_what);
  ADD ("/print/tagged/words-in-another-language-say-so", test_words_in_another_language_say_so);
  ADD ("/print/tagged/a-bullet-is-the-label-of-its-item", test_a_bullet_is_the_label_of_its_item);
  ADD ("/print/tagged/a-paragraph-over-two-pages-is-one", test_a_paragraph_over_two_pages_is_one);
  ADD ("/print/tagged/a-table-is-told-in-one-piece", test_a_table_is_told_in_one_piece);
  ADD ("/print/tagged/same-content-gives-the-same-bytes", test_same_content_gives_the_same_bytes);
  ADD ("/print/tagged/each-defect-is-found", test_each_defect_is_found);
  ADD ("/print/tagged/what-is-not-tagged-is-said-so", test_what_is_not_tagged_is_said_so);
  ADD ("/print/tagged/a-failure-leaves-the-old-file", test_a_failure_leaves_the_old_file);

  return g_test_run ();
}
