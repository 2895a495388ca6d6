// SPDX-License-Identifier: GPL-3.0-or-later
#include "brochure-fixture.h"

#include <locale.h>
#include <mit-brochure-picture.h>
#include <mit-brochure-sheets.h>
#include <mit-brochure-error.h>
#include <mit-brochure-screen.h>
#include <mit-marks.h>
#include <mit-print-check.h>
#include <mit-print-error.h>
#include <mit-print-object.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

static const MitAction action = { "Test", NULL };

static MitBrochureExport *
make_export (BrochureFixture *self)
{
  g_autoptr (GError) error = NULL;
  MitBrochureExport *work = mit_brochure_export_new (mit_store_reader (self->store), &self->brochure, NULL, mit_date_new (2026, 11, 22), &error);

  g_assert_no_error (error);

  return work;
}

static void
test_file_passes_the_checker (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (MitBrochureExport) work = make_export (self);
  g_autofree char *path = brochure_fixture_path (self, "out.pdf");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mit_brochure_export_write (work, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (work->n_pages, ==, 8);
  g_assert_cmpuint (work->findings->len, ==, 0);
  findings = mit_print_check_file (path, MIT_PRINT_RULES_X4, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* The whole design, for a press that knows nothing of transparency. */
static void
test_file_for_an_old_press_passes_the_checker (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MitBrochureExport) work = mit_brochure_export_new (mit_store_reader (self->store), &self->brochure, "german-x3", mit_date_new (2026, 11, 22), &error);
  g_autofree char *path = brochure_fixture_path (self, "out.pdf");
  g_autoptr (GPtrArray) findings = NULL;

  g_assert_true (mit_brochure_export_write (work, path, &error));
  g_assert_no_error (error);
  findings = mit_print_check_file (path, MIT_PRINT_RULES_X3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

static GBytes *
read_file (const char *path)
{
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));

  return g_bytes_new_take (data, size);
}

static void
test_same_brochure_gives_the_same_bytes (BrochureFixture *self, gconstpointer data)
{
  GBytes *bytes[2];

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (MitBrochureExport) work = make_export (self);
      g_autofree char *path = brochure_fixture_path (self, "out.pdf");

      g_assert_true (mit_brochure_export_write (work, path, NULL));
      bytes[i] = read_file (path);
    }
  g_assert_true (g_bytes_equal (bytes[0], bytes[1]));
  g_bytes_unref (bytes[0]);
  g_bytes_unref (bytes[1]);
}

static void
test_pictures_of_the_file_before_are_taken_again (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (MitBrochureExport) work = make_export (self);
  g_autoptr (MitBrochureArtCache) cache = mit_brochure_art_cache_new ();
  g_autoptr (MitPrintProfile) profile = mit_print_profile_load (work->preset, NULL);
  g_autoptr (MitPrintPreset) uncoated = mit_print_preset_get ("german-online-uncoated", NULL);
  g_autoptr (MitPrintProfile) other = mit_print_profile_load (uncoated, NULL);
  const MitFrame  *cover = mit_brochure_template_find (work->brochure->design, "cover-picture");
  cairo_surface_t *made[4];
  guint8          *pixels[4];
  MitPrintProfile *profiles[] = { profile, NULL, profile, other };

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (MitBrochureArt) art = mit_brochure_art_cache_make (cache, work->brochure, 3, profiles[i]);

      made[i] = cairo_surface_reference (mit_brochure_art_get (art, cover)->surface);
      pixels[i] = cairo_image_surface_get_data (made[i]);
    }
  /* Two files may be drawn at once, so that each has a surface of its own, of the same pixels. */
  g_assert_true (made[2] != made[0]);
  g_assert_true (pixels[2] == pixels[0]);
  g_assert_true (pixels[1] != pixels[0]);
  g_assert_true (pixels[3] != pixels[0]);
  for (int i = 0; i < 4; i++)
    cairo_surface_destroy (made[i]);
}

static void
test_a_file_for_the_screen_keeps_the_rules (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (MitBrochureExport) work = make_export (self);
  g_autofree char *path = brochure_fixture_path (self, "screen.pdf"), *again = brochure_fixture_path (self, "again.pdf");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) one = NULL, other = NULL;

  g_assert_true (mit_brochure_screen_write (work, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (work->n_pages, ==, 8);
  g_assert_cmpuint (work->findings->len, ==, 0);
  findings = mit_print_check_file (path, MIT_PRINT_RULES_UA1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_true (mit_brochure_screen_write (work, again, &error));
  one = read_file (path);
  other = read_file (again);
  g_assert_true (g_bytes_equal (one, other));
  g_assert_cmpuint (g_bytes_get_size (one), <, 2 * 1000 * 1000);
}

static void
test_marks_stand_outside_of_the_bleed (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (MitBrochureExport) work = mit_brochure_export_new (mit_store_reader (self->store), &self->brochure, "german-marks", mit_date_new (2026, 11, 22), NULL);
  g_autofree char *path = brochure_fixture_path (self, "out.pdf");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  qpdf_data pdf;
  qpdf_oh   page;
  double    media[4], trim[4], bleed[4];

  g_assert_true (mit_brochure_export_write (work, path, &error));
  g_assert_no_error (error);
  findings = mit_print_check_file (path, MIT_PRINT_RULES_X4, &error);
  g_assert_cmpuint (findings->len, ==, 0);
  pdf = mit_print_object_open_file (path, NULL);
  page = qpdf_get_page_n (pdf, 0);
  g_assert_true (mit_print_object_get_numbers (pdf, mit_print_object_get (pdf, page, "/MediaBox"), media, 4));
  g_assert_true (mit_print_object_get_numbers (pdf, mit_print_object_get (pdf, page, "/TrimBox"), trim, 4));
  g_assert_true (mit_print_object_get_numbers (pdf, mit_print_object_get (pdf, page, "/BleedBox"), bleed, 4));
  g_assert_cmpfloat_with_epsilon (trim[2] - trim[0], 148 * 72 / 25.4, 0.01);
  g_assert_cmpfloat_with_epsilon (bleed[2] - bleed[0], 154 * 72 / 25.4, 0.01);
  g_assert_cmpfloat_with_epsilon (media[2] - media[0], (154 + 2 * MIT_MARKS_ROOM) * 72 / 25.4, 0.01);
  mit_print_object_close (&pdf);
}

static guint
count_pages (GBytes *pdf)
{
  qpdf_data document = mit_print_object_open_bytes (pdf, NULL);
  guint     n_pages = (guint) qpdf_get_num_pages (document);

  mit_print_object_close (&document);

  return n_pages;
}

static void
test_booklet_has_two_pages_on_each_side (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (MitBrochureExport) work = make_export (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) booklet = mit_brochure_sheets_render (work, &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (work->n_pages, ==, 8);
  g_assert_cmpuint (work->findings->len, ==, 0);
  g_assert_cmpuint (count_pages (booklet), ==, 4);
  again = mit_brochure_sheets_render (work, &error);
  g_assert_true (g_bytes_equal (booklet, again));
}

static void
test_sheets_have_as_many_pages_as_asked (BrochureFixture *self, gconstpointer data)
{
  static const guint expected[][2] = { { 1, 8 }, { 2, 4 }, { 4, 2 }, { 8, 1 }, { 3, 3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (MitBrochureExport) work = make_export (self);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) sheets = NULL;

      work->per_sheet = expected[i][0];
      sheets = mit_brochure_sheets_render (work, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count_pages (sheets), ==, expected[i][1]);
    }
}

static void
test_booklet_of_pages_that_fit_on_no_sheet_is_refused (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (MitBrochureExport) work = make_export (self);
  g_autofree char *path = brochure_fixture_path (self, "out.pdf");
  g_autoptr (GError) error = NULL;

  work->brochure->design->width = 297;
  work->brochure->design->height = 420;
  g_assert_false (mit_brochure_sheets_write (work, path, &error));
  g_assert_error (error, MIT_BROCHURE_ERROR, MIT_BROCHURE_ERROR_EXPORT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_nothing_is_written_where_there_is_no_folder (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (MitBrochureExport) work = make_export (self);
  g_autofree char *path = brochure_fixture_path (self, "no/such/folder/out.pdf");
  g_autoptr (GError) error = NULL;

  g_assert_false (mit_brochure_export_write (work, path, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_WRITE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A picture to be put into a frame. */
typedef struct
{
  BrochureFixture *fixture;
  const char      *frame;
  GBytes          *bytes;
  const char      *about;
} Picture;

static gboolean
put_in (MitDb *db, gpointer data, GError **error)
{
  Picture *picture = data;
  g_autoptr (MitBrochureTemplate) design = mit_brochure_template_load (NULL, NULL);

  return mit_brochure_picture_save (db, &picture->fixture->brochure, mit_brochure_template_find (design, picture->frame), picture->bytes, 1, picture->about, error);
}

static GBytes *
make_png (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x3366aaff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, NULL));

  return g_bytes_new_take (data, size);
}

/* The pictures of the design are drawings, too. */
static void
assert_has_no_pictures (const char *path)
{
  qpdf_data pdf = mit_print_object_open_file (path, NULL);
  int       size = qpdf_oh_get_int_value_as_int (pdf, mit_print_object_get (pdf, qpdf_get_trailer (pdf), "/Size"));

  for (int id = 1; id < size; id++)
    g_assert_false (mit_print_object_is_name (pdf, mit_print_object_get (pdf, qpdf_get_object_by_id (pdf, id, 0), "/Subtype"), "/Image"));
  mit_print_object_close (&pdf);
}

static void
test_picture_is_replaced_and_judged (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (GBytes) png = make_png (300, 200);
  Picture picture = { self, "cover-picture", png, "Eine blaue Fläche" };
  g_autoptr (MitBrochureExport) work = NULL;
  g_autofree char          *path = brochure_fixture_path (self, "out.pdf");
  const MitBrochurePicture *stored;

  brochure_fixture_do (self, put_in, &picture);
  work = make_export (self);
  stored = g_hash_table_lookup (work->brochure->pictures, "cover-picture");
  g_assert_true (g_bytes_equal (stored->bytes, png));
  g_assert_cmpstr (stored->about, ==, "Eine blaue Fläche");
  g_assert_true (mit_brochure_export_write (work, path, NULL));
  g_assert_cmpuint (work->findings->len, ==, 1);
  g_assert_cmpint (((MitBrochureFinding *) work->findings->pdata[0])->rule, ==, MIT_BROCHURE_COARSE_PICTURE);
  g_assert_true (((MitBrochureFinding *) work->findings->pdata[0])->is_serious);
}

/* An advert stands whole in its frame, as a page of its own, and needs no pixels. */
static void
test_drawing_stands_whole_in_its_frame (BrochureFixture *self, gconstpointer data)
{
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='200'><path d='M0 0h50v50z' fill='#e30613'/></svg>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (svg, strlen (svg));
  Picture                      picture = { self, "cover-picture", bytes, "Eine Anzeige" };
  MitBrochureExportWrite const writes[] = { mit_brochure_export_write, mit_brochure_screen_write, mit_brochure_sheets_write };
  g_autofree char             *path = brochure_fixture_path (self, "out.pdf");

  brochure_fixture_do (self, put_in, &picture);
  for (gsize i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      g_autoptr (MitBrochureExport) work = make_export (self);
      const MitFrame *frame = mit_brochure_template_find (work->brochure->design, "cover-picture");
      g_autoptr (MitBrochureArt) art = mit_brochure_art_new (work->brochure, 3, NULL, NULL);
      const MitBrochureArtwork *artwork = mit_brochure_art_get (art, frame);
      MitRect                   box = mit_brochure_template_get_box (work->brochure->design, frame, 0);

      g_assert_cmpfloat_with_epsilon (artwork->box.height, box.height, 0.001);
      g_assert_cmpfloat_with_epsilon (artwork->box.width, box.height / 2, 0.001);
      g_assert_cmpfloat_with_epsilon (artwork->box.x + artwork->box.width / 2, box.x + box.width / 2, 0.001);
      g_assert_true (writes[i](work, path, NULL));
      g_assert_cmpuint (work->findings->len, ==, 0);
      assert_has_no_pictures (path);
    }
}

/* A brochure to be made after a design. */
typedef struct
{
  const char *design;
  MitId       id;
} Making;

static gboolean
make_brochure (MitDb *db, gpointer data, GError **error)
{
  Making *making = data;

  return mit_brochure_create (db, making->design, "Probe", mit_date_new (2026, 11, 22), &making->id, error);
}

/* As it comes, each keeps all rules and has nothing to see to. */
static void
test_every_design_keeps_the_rules (BrochureFixture *self, gconstpointer data)
{
  MitBrochureExportWrite const writes[] = { mit_brochure_export_write, mit_brochure_screen_write, mit_brochure_sheets_write };
  const char *const            presets[] = { "german-online", "german-x3", "german-online-uncoated" };
  g_autoptr (GPtrArray) designs = mit_brochure_template_list ();
  g_autofree char *path = brochure_fixture_path (self, "out.pdf");

  g_assert_cmpuint (designs->len, ==, 2);
  g_assert_cmpstr (((MitBrochureTemplate *) designs->pdata[0])->name, ==, MIT_BROCHURE_TEMPLATE_DEFAULT);
  for (guint i = 0; i < designs->len; i++)
    {
      Making making = { ((MitBrochureTemplate *) designs->pdata[i])->name, mit_id_new () };

      brochure_fixture_do (self, make_brochure, &making);
      for (gsize j = 0; j < G_N_ELEMENTS (writes); j++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (MitBrochureExport) work = mit_brochure_export_new (mit_store_reader (self->store), &making.id, presets[j], mit_date_new (2026, 11, 22), &error);

          g_assert_no_error (error);
          g_assert_true (writes[j](work, path, &error));
          g_assert_no_error (error);
          g_assert_cmpuint (work->findings->len, ==, 0);
        }
    }
}

static void
test_words_alone_keep_the_picture (BrochureFixture *self, gconstpointer data)
{
  Picture picture = { self, "cover-picture", NULL, "Kacheln" };
  g_autoptr (MitBrochure) brochure = NULL;

  brochure_fixture_do (self, put_in, &picture);
  picture.about = "Bunte Kacheln";
  brochure_fixture_do (self, put_in, &picture);
  brochure = brochure_fixture_load (self);
  g_assert_cmpstr (mit_brochure_get_about (brochure, mit_brochure_template_find (brochure->design, "cover-picture")), ==, "Bunte Kacheln");
}

static void
test_broken_picture_changes_nothing (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (GBytes) whole = make_png (300, 200);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
  Picture picture = { self, "cover-picture", half, NULL };
  g_autoptr (GError) error = NULL;
  gint64 n_actions = mit_db_query_int (mit_store_reader (self->store), NULL, "SELECT count (*) FROM tx", "");

  g_assert_false (mit_store_write_sync (self->store, &action, put_in, &picture, NULL, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PICTURE);
  g_assert_cmpint (mit_db_query_int (mit_store_reader (self->store), NULL, "SELECT count (*) FROM picture", ""), ==, 0);
  g_assert_cmpint (mit_db_query_int (mit_store_reader (self->store), NULL, "SELECT count (*) FROM blob", ""), ==, 0);
  g_assert_cmpint (mit_db_query_int (mit_store_reader (self->store), NULL, "SELECT count (*) FROM tx", ""), ==, n_actions);
}

static gboolean
lose_file (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "DELETE FROM blob", "");
}

static void
test_lost_picture_is_reported_and_the_rest_printed (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (GBytes) png = make_png (300, 200);
  Picture picture = { self, "cover-picture", png, NULL };
  g_autoptr (MitBrochureExport) work = NULL;
  g_autofree char *path = brochure_fixture_path (self, "out.pdf");

  brochure_fixture_do (self, put_in, &picture);
  brochure_fixture_do (self, lose_file, NULL);
  work = make_export (self);
  g_assert_true (mit_brochure_export_write (work, path, NULL));
  g_assert_cmpuint (work->findings->len, ==, 1);
  g_assert_cmpint (((MitBrochureFinding *) work->findings->pdata[0])->rule, ==, MIT_BROCHURE_NO_PICTURE);
}

static void
add (const char *path, void (*test) (BrochureFixture *self, gconstpointer data))
{
  g_test_add (path, BrochureFixture, NULL, brochure_fixture_set_up, test, brochure_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  mit_key_init ();
  add ("/brochure/export/file-passes-the-checker", test_file_passes_the_checker);
  add ("/brochure/export/file-for-an-old-press-passes-the-checker", test_file_for_an_old_press_passes_the_checker);
  add ("/brochure/export/same-brochure-gives-the-same-bytes", test_same_brochure_gives_the_same_bytes);
  add ("/brochure/export/pictures-of-the-file-before-are-taken-again", test_pictures_of_the_file_before_are_taken_again);
  add ("/brochure/export/a-file-for-the-screen-keeps-the-rules", test_a_file_for_the_screen_keeps_the_rules);
  add ("/brochure/export/marks-stand-outside-of-the-bleed", test_marks_stand_outside_of_the_bleed);
  add ("/brochure/booklet/has-two-pages-on-each-side", test_booklet_has_two_pages_on_each_side);
  add ("/brochure/sheets/have-as-many-pages-as-asked", test_sheets_have_as_many_pages_as_asked);
  add ("/brochure/booklet/of-pages-that-fit-on-no-sheet-is-refused", test_booklet_of_pages_that_fit_on_no_sheet_is_refused);
  add ("/brochure/export/nothing-is-written-where-there-is-no-folder", test_nothing_is_written_where_there_is_no_folder);
  add ("/brochure/picture/is-replaced-and-judged", test_picture_is_replaced_and_judged);
  add ("/brochure/picture/drawing-stands-whole-in-its-frame", test_drawing_stands_whole_in_its_frame);
  add ("/brochure/export/every-design-keeps-the-rules", test_every_design_keeps_the_rules);
  add ("/brochure/picture/words-alone-keep-it", test_words_alone_keep_the_picture);
  add ("/brochure/picture/broken-one-changes-nothing", test_broken_picture_changes_nothing);
  add ("/brochure/picture/lost-one-is-reported-and-the-rest-printed", test_lost_picture_is_reported_and_the_rest_printed);

  return g_test_run ();
}
