// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-check.h"
#include "mit-print-error.h"
#include "mit-print-object.h"
#include "print-fixture.h"

#include <locale.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void
run (PrintFixture *fixture, PrintDraw draw, guint n_pages)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, draw, n_pages);
  g_autoptr (GError) error = NULL;
  gboolean is_done = mit_print_pass_run (pdf, &fixture->options, fixture->target, &error);

  g_assert_no_error (error);
  g_assert_true (is_done);
}

static void
assert_contains (GString *text, const char *part)
{
  if (!strstr (text->str, part))
    g_test_message ("%s", text->str);
  g_assert_nonnull (strstr (text->str, part));
}

static void
assert_fails (PrintFixture *fixture, GBytes *pdf, const char *target, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mit_print_pass_run (pdf, &fixture->options, target, &error));
  g_assert_error (error, MIT_PRINT_ERROR, code);
  g_test_message ("%s", error->message);
}

/* Names in the folder but "." and "..". */
static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir))
    n_files++;

  return n_files;
}

static void
test_all_of_cairo_passes_the_check (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;

  run (fixture, print_fixture_draw_all, 3);
  findings = mit_print_check_file (fixture->target, MIT_PRINT_RULES_X4, NULL);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_plain_cairo_fails_the_check (PrintFixture *fixture, gconstpointer data)
{
  static const char *const rules[] = { "group-colour", "content-colour", "image-colour", "shading-colour", "page-trim-box",
                                       "page-annotations", "intent-one", "xmp-missing", "file-id", "file-damaged", "font-map" };
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_all, 1);
  g_autoptr (GPtrArray) findings = NULL;

  g_file_set_contents (fixture->target, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), NULL);
  findings = mit_print_check_file (fixture->target, MIT_PRINT_RULES_X4, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_test_message ("%s", rules[i]);
      g_assert_true (mit_print_check_has_rule (findings, rules[i]));
    }
}

static void
test_text_is_black_ink (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = NULL;

  run (fixture, print_fixture_draw_text, 1);
  text = print_fixture_read_text (fixture->target);
  assert_contains (text, "0 0 0 1 k");
  assert_contains (text, "/MitOver gs");
  assert_contains (text, "<pdfxid:GTS_PDFXVersion>PDF/X-4<");
  assert_contains (text, "Größe &amp; &lt;Maß&gt;");
  assert_contains (text, "<xmp:CreateDate>2026-05-01T12:30:00+02:00<");
  g_assert_null (strstr (text->str, " rg"));
}

static void
test_same_input_gives_same_bytes (PrintFixture *fixture, gconstpointer data)
{
  g_autofree char *again = g_build_filename (fixture->folder, "another name.pdf", NULL);
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_all, 2);
  g_autofree char *one = NULL, *other = NULL;
  gsize            size, other_size;

  g_assert_true (mit_print_pass_run (pdf, &fixture->options, fixture->target, NULL));
  g_assert_true (mit_print_pass_run (pdf, &fixture->options, again, NULL));
  g_file_get_contents (fixture->target, &one, &size, NULL);
  g_file_get_contents (again, &other, &other_size, NULL);
  g_assert_cmpmem (one, size, other, other_size);
}

static char *
read_id (const char *path)
{
  qpdf_data pdf = mit_print_object_open_file (path, NULL);
  char     *id = g_strdup (qpdf_oh_unparse (pdf, mit_print_object_get (pdf, qpdf_get_trailer (pdf), "/ID")));

  mit_print_object_close (&pdf);

  return id;
}

/* An identity that came from the clock would be the same for two files of one second. */
static void
test_identity_comes_from_the_content (PrintFixture *fixture, gconstpointer data)
{
  g_autofree char *one = NULL, *other = NULL;

  run (fixture, print_fixture_draw_text, 1);
  one = read_id (fixture->target);
  run (fixture, print_fixture_draw_text, 2);
  other = read_id (fixture->target);
  g_assert_cmpstr (one, !=, other);
}

static void
test_runs_on_a_file (PrintFixture *fixture, gconstpointer data)
{
  g_autofree char *source = g_build_filename (fixture->folder, "in.pdf", NULL);
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_text, 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (mit_print_pass_run_file (source, &fixture->options, fixture->target, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  g_file_set_contents (source, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), NULL);
  g_assert_true (mit_print_pass_run_file (source, &fixture->options, fixture->target, &error));
  g_assert_no_error (error);
}

/* What is no PDF, or only a part of one, leaves the old file and nothing else. */
static void
test_broken_input_keeps_the_old_file (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_text, 1);
  const char      *inputs[] = { "", "no PDF", "%PDF-1.6\n%%EOF" };
  g_autofree char *kept = NULL;

  g_file_set_contents (fixture->target, "old", 3, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (inputs[i], strlen (inputs[i]));

      assert_fails (fixture, bytes, fixture->target, MIT_PRINT_ERROR_INPUT);
    }
  g_file_get_contents (fixture->target, &kept, NULL, NULL);
  g_assert_cmpstr (kept, ==, "old");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

/* Cut anywhere, the input gives either a checked file or an error, and never a crash. */
static void
test_cut_input_is_survived (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_text, 1);
  gsize size = g_bytes_get_size (pdf);

  for (gsize part = 1; part < 16; part++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (pdf, 0, size * part / 16);
      g_autoptr (GError) error = NULL;

      if (!mit_print_pass_run (cut, &fixture->options, fixture->target, &error))
        g_assert_true (error->domain == MIT_PRINT_ERROR);
    }
}

static void
test_too_small_page_is_refused (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_text, 1);

  fixture->options.trim_width_mm = FIXTURE_WIDTH_MM + 1;
  assert_fails (fixture, pdf, fixture->target, MIT_PRINT_ERROR_INPUT);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
draw_unknown_ink (cairo_t *cr, PrintFixture *fixture, guint page)
{
  cairo_set_source_rgb (cr, 900 / 65535.0, 4660 / 65535.0, 19785 / 65535.0);
  cairo_paint (cr);
}

static void
test_unknown_ink_is_refused (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, draw_unknown_ink, 1);

  assert_fails (fixture, pdf, fixture->target, MIT_PRINT_ERROR_INPUT);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
draw_mesh (cairo_t *cr, PrintFixture *fixture, guint page)
{
  cairo_pattern_t *mesh = cairo_pattern_create_mesh ();

  cairo_mesh_pattern_begin_patch (mesh);
  cairo_mesh_pattern_move_to (mesh, 0, 0);
  cairo_mesh_pattern_line_to (mesh, 90, 0);
  cairo_mesh_pattern_line_to (mesh, 90, 90);
  cairo_mesh_pattern_line_to (mesh, 0, 90);
  for (guint i = 0; i < 4; i++)
    cairo_mesh_pattern_set_corner_color_rgb (mesh, i, i / 4.0, 0.5, 1);
  cairo_mesh_pattern_end_patch (mesh);
  cairo_set_source (cr, mesh);
  cairo_paint (cr);
  cairo_pattern_destroy (mesh);
}

static void
test_mesh_is_refused (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, draw_mesh, 1);

  assert_fails (fixture, pdf, fixture->target, MIT_PRINT_ERROR_INPUT);
}

/* Add a font that is not embedded, which the pass cannot mend. */
static GBytes *
add_bare_font (GBytes *source)
{
  qpdf_data pdf = mit_print_object_open_bytes (source, NULL);
  qpdf_oh   fonts = mit_print_object_get_path (pdf, qpdf_get_page_n (pdf, 0), "/Resources", "/Font", NULL);
  GBytes   *bytes;

  mit_print_object_put (pdf, fonts, "/bare", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 65 /LastChar 65 /Widths [ 667 ] >>");
  qpdf_init_write_memory (pdf);
  qpdf_write (pdf);
  bytes = g_bytes_new (qpdf_get_buffer (pdf), qpdf_get_buffer_length (pdf));
  mit_print_object_close (&pdf);

  return bytes;
}

static void
test_what_fails_the_check_is_not_kept (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_text, 1);
  g_autoptr (GBytes) bare = add_bare_font (pdf);

  assert_fails (fixture, bare, fixture->target, MIT_PRINT_ERROR_CHECK);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static cairo_status_t
render_glyph_cb (cairo_scaled_font_t *font, unsigned long glyph, cairo_t *cr, cairo_text_extents_t *extents)
{
  cairo_set_source_rgb (cr, 0.8, 0.2, 0.1);
  cairo_rectangle (cr, 0.1, -0.6, 0.6, 0.6);
  cairo_fill (cr);
  extents->x_advance = 0.8;

  return CAIRO_STATUS_SUCCESS;
}

/* Glyphs with colours of their own, as emoji have, drawn while the ink is black. */
static void
draw_glyphs (cairo_t *cr, PrintFixture *fixture, guint page)
{
  cairo_font_face_t *face = cairo_user_font_face_create ();

  cairo_user_font_face_set_render_color_glyph_func (face, render_glyph_cb);
  print_fixture_set_ink (fixture, cr, fixture->black);
  cairo_set_font_face (cr, face);
  cairo_set_font_size (cr, 30);
  cairo_move_to (cr, 60, 90);
  cairo_show_text (cr, "ab");
  cairo_font_face_destroy (face);
}

static void
test_drawn_glyphs_become_ink (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GString) text = NULL;

  run (fixture, draw_glyphs, 1);
  findings = mit_print_check_file (fixture->target, MIT_PRINT_RULES_X4, NULL);
  text = print_fixture_read_text (fixture->target);
  g_assert_true (mit_print_check_has_rule (findings, "font-bitmap"));
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_null (strstr (text->str, "/MitOver"));
}

static void
draw_masked (cairo_t *cr, PrintFixture *fixture, guint page)
{
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, 20, 20);
  cairo_t         *mask_cr = cairo_create (mask);

  cairo_arc (mask_cr, 10, 10, 9, 0, 6.3);
  cairo_fill (mask_cr);
  cairo_destroy (mask_cr);
  print_fixture_set_ink (fixture, cr, fixture->red);
  cairo_mask_surface (cr, mask, 60, 60);
  cairo_surface_destroy (mask);

  cairo_push_group (cr);
  cairo_set_source_rgba (cr, 0.3, 0.6, 0.9, 0.5);
  cairo_paint (cr);
  print_fixture_draw_text (cr, fixture, page);
  cairo_pop_group_to_source (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_MULTIPLY);
  cairo_mask (cr, cairo_get_source (cr));
}

static void
test_masks_pass_the_check (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;

  run (fixture, draw_masked, 1);
  findings = mit_print_check_file (fixture->target, MIT_PRINT_RULES_X4, NULL);
  g_assert_false (mit_print_check_has_errors (findings));
}

static void
test_missing_profile_leaves_no_file (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_text, 1);

  g_set_str (&fixture->preset->profile, "nowhere.icc");
  assert_fails (fixture, pdf, fixture->target, MIT_PRINT_ERROR_PROFILE);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_missing_folder_is_said (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_text, 1);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", "out.pdf", NULL);

  assert_fails (fixture, pdf, nowhere, MIT_PRINT_ERROR_WRITE);
}

static void
test_read_only_folder_is_said (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_text, 1);

  /* root writes everywhere but here */
  assert_fails (fixture, pdf, "/proc/out.pdf", MIT_PRINT_ERROR_WRITE);
  if (geteuid () == 0)
    return;
  g_chmod (fixture->folder, 0500);
  assert_fails (fixture, pdf, fixture->target, MIT_PRINT_ERROR_WRITE);
  g_chmod (fixture->folder, 0700);
}

static void
test_folder_as_target_is_said (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_text, 1);

  g_mkdir (fixture->target, 0700);
  assert_fails (fixture, pdf, fixture->target, MIT_PRINT_ERROR_WRITE);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

/* A limit on the size of files stands for a full disk. */
static void
test_full_disk_keeps_the_old_file (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_text, 1);
  g_autofree char *kept = NULL;
  struct rlimit    before, small;

  g_file_set_contents (fixture->target, "old", 3, NULL);
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  small = (struct rlimit) { .rlim_cur = 20000, .rlim_max = before.rlim_max };
  setrlimit (RLIMIT_FSIZE, &small);
  assert_fails (fixture, pdf, fixture->target, MIT_PRINT_ERROR_WRITE);
  setrlimit (RLIMIT_FSIZE, &before);

  g_file_get_contents (fixture->target, &kept, NULL, NULL);
  g_assert_cmpstr (kept, ==, "old");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
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
  add ("/print/pass/all-of-cairo-passes-the-check", test_all_of_cairo_passes_the_check);
  add ("/print/pass/plain-cairo-fails-the-check", test_plain_cairo_fails_the_check);
  add ("/print/pass/text-is-black-ink", test_text_is_black_ink);
  add ("/print/pass/same-input-gives-same-bytes", test_same_input_gives_same_bytes);
  add ("/print/pass/identity-comes-from-the-content", test_identity_comes_from_the_content);
  add ("/print/pass/what-fails-the-check-is-not-kept", test_what_fails_the_check_is_not_kept);
  add ("/print/pass/drawn-glyphs-become-ink", test_drawn_glyphs_become_ink);
  add ("/print/pass/masks-pass-the-check", test_masks_pass_the_check);
  add ("/print/pass/runs-on-a-file", test_runs_on_a_file);
  add ("/print/pass/broken-input-keeps-the-old-file", test_broken_input_keeps_the_old_file);
  add ("/print/pass/cut-input-is-survived", test_cut_input_is_survived);
  add ("/print/pass/too-small-page-is-refused", test_too_small_page_is_refused);
  add ("/print/pass/unknown-ink-is-refused", test_unknown_ink_is_refused);
  add ("/print/pass/mesh-is-refused", test_mesh_is_refused);
  add ("/print/pass/missing-profile-leaves-no-file", test_missing_profile_leaves_no_file);
  add ("/print/pass/missing-folder-is-said", test_missing_folder_is_said);
  add ("/print/pass/read-only-folder-is-said", test_read_only_folder_is_said);
  add ("/print/pass/folder-as-target-is-said", test_folder_as_target_is_said);
  add ("/print/pass/full-disk-keeps-the-old-file", test_full_disk_keeps_the_old_file);

  return g_test_run ();
}
