// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-check.h"
#include "mit-print-error.h"
#include "mit-print-object.h"
#include "print-fixture.h"

#include <locale.h>
#include <string.h>

static void
set_up (PrintFixture *fixture, gconstpointer data)
{
  print_fixture_set_up (fixture, data);
  mit_print_preset_unref (fixture->preset);
  fixture->preset = mit_print_preset_get ("german-x3", NULL);
  fixture->options.preset = fixture->preset;
}

static GPtrArray *
check (PrintFixture *fixture, MitPrintRules rules)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = mit_print_check_file (fixture->target, rules, &error);

  g_assert_no_error (error);

  return findings;
}

static void
make_good (PrintFixture *fixture)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_text, 2);
  g_autoptr (GError) error = NULL;

  mit_print_pass_run (pdf, &fixture->options, fixture->target, &error);
  g_assert_no_error (error);
}

static void
test_a_file_keeps_the_rules (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL, as_x4 = NULL;
  g_autofree char *content = NULL;

  make_good (fixture);
  findings = check (fixture, MIT_PRINT_RULES_X3);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_true (g_file_get_contents (fixture->target, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-1.3"));
  as_x4 = check (fixture, MIT_PRINT_RULES_X4);
  g_assert_true (mit_print_check_has_rule (as_x4, "xmp-version"));
}

static void
test_a_file_for_newer_machines_does_not (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;

  fixture->options.preset = mit_print_preset_get_default ();
  make_good (fixture);
  mit_print_preset_unref (fixture->options.preset);
  findings = check (fixture, MIT_PRINT_RULES_X3);
  g_assert_true (mit_print_check_has_rule (findings, "x3-version"));
  g_assert_true (mit_print_check_has_rule (findings, "x3-transparency"));
  g_assert_true (mit_print_check_has_rule (findings, "file-version"));
}

/* Glass over a photo, and a photo with soft edges. */
static void
test_what_is_transparent_is_refused (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_all, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_file_set_contents (fixture->target, "before", -1, NULL);
  g_assert_false (mit_print_pass_run (pdf, &fixture->options, fixture->target, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_CHECK);
  g_assert_nonnull (strstr (error->message, "PDF/X-4"));
  g_assert_true (g_file_get_contents (fixture->target, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "before");
}

static qpdf_oh
get_page (qpdf_data pdf)
{
  return qpdf_get_page_n (pdf, 0);
}

static qpdf_oh
get_info (qpdf_data pdf)
{
  return mit_print_object_get (pdf, qpdf_get_trailer (pdf), "/Info");
}

static void
add_state (qpdf_data pdf, const char *state)
{
  qpdf_oh resources = mit_print_object_get (pdf, get_page (pdf), "/Resources");

  if (!mit_print_object_has (pdf, resources, "/ExtGState"))
    mit_print_object_put (pdf, resources, "/ExtGState", "<< >>");
  mit_print_object_put (pdf, mit_print_object_get (pdf, resources, "/ExtGState"), "/Test", state);
}

static void
break_group (qpdf_data pdf)
{
  mit_print_object_put (pdf, get_page (pdf), "/Group", "<< /S /Transparency /CS /DeviceCMYK >>");
}

static void
break_alpha (qpdf_data pdf)
{
  add_state (pdf, "<< /ca 0.5 >>");
}

static void
break_blending (qpdf_data pdf)
{
  add_state (pdf, "<< /BM /Multiply >>");
}

static void
break_mask (qpdf_data pdf)
{
  add_state (pdf, "<< /SMask << /S /Alpha >> >>");
}

static void
break_title (qpdf_data pdf)
{
  qpdf_oh_remove_key (pdf, get_info (pdf), "/Title");
}

static void
break_date (qpdf_data pdf)
{
  mit_print_object_put_text (pdf, get_info (pdf), "/CreationDate", "gestern");
}

static void
break_trapped (qpdf_data pdf)
{
  qpdf_oh_remove_key (pdf, get_info (pdf), "/Trapped");
}

static void
break_version (qpdf_data pdf)
{
  mit_print_object_put_text (pdf, get_info (pdf), "/GTS_PDFXVersion", "PDF/X-4");
}

static void
add_image (qpdf_data pdf, const char *key, const char *value)
{
  qpdf_oh resources = mit_print_object_get (pdf, get_page (pdf), "/Resources");
  qpdf_oh image = qpdf_oh_new_stream (pdf);
  g_autoptr (GBytes) pixels = g_bytes_new_static ("\0\0\0\0\0\0\0\0", 8);

  mit_print_object_put_data (pdf, image, pixels, NULL);
  mit_print_object_put (pdf, image, "/Subtype", "/Image");
  mit_print_object_put (pdf, image, "/Width", "1");
  mit_print_object_put (pdf, image, "/Height", "1");
  mit_print_object_put (pdf, image, "/BitsPerComponent", "8");
  mit_print_object_put (pdf, image, "/ColorSpace", "/DeviceCMYK");
  mit_print_object_put (pdf, image, key, value);
  if (!mit_print_object_has (pdf, resources, "/XObject"))
    mit_print_object_put (pdf, resources, "/XObject", "<< >>");
  qpdf_oh_replace_key (pdf, mit_print_object_get (pdf, resources, "/XObject"), "/Test", image);
}

static void
break_depth (qpdf_data pdf)
{
  add_image (pdf, "/BitsPerComponent", "16");
}

static void
break_soft_edge (qpdf_data pdf)
{
  add_image (pdf, "/SMaskInData", "1");
}

/* A good file, one thing in it broken, and the rule that must notice, alone. */
static const struct
{
  const char *rule;
  void (*break_it) (qpdf_data pdf);
} cases[] = {
  { "x3-transparency", break_group },
  { "x3-transparency", break_alpha },
  { "x3-transparency", break_blending },
  { "x3-transparency", break_mask },
  { "x3-transparency", break_soft_edge },
  { "x3-image-depth", break_depth },
  { "x3-info", break_title },
  { "info-dates", break_date },
  { "info-trapped", break_trapped },
  { "x3-version", break_version },
};

static void
test_each_defect_is_found (PrintFixture *fixture, gconstpointer data)
{
  make_good (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;
      g_autofree char *good = NULL;
      gsize            size;
      qpdf_data        pdf = mit_print_object_open_file (fixture->target, NULL);

      g_assert_true (g_file_get_contents (fixture->target, &good, &size, NULL));
      cases[i].break_it (pdf);
      g_assert_cmpint (qpdf_init_write_memory (pdf), ==, QPDF_SUCCESS);
      qpdf_set_object_stream_mode (pdf, qpdf_o_disable);
      g_assert_cmpint (qpdf_write (pdf) & QPDF_ERRORS, ==, 0);
      g_assert_true (g_file_set_contents (fixture->target, (const char *) qpdf_get_buffer (pdf), (gssize) qpdf_get_buffer_length (pdf), NULL));
      mit_print_object_close (&pdf);
      findings = check (fixture, MIT_PRINT_RULES_X3);
      g_test_message ("case %u: %s, %u findings", (guint) i, cases[i].rule, findings->len);
      g_assert_true (mit_print_check_has_rule (findings, cases[i].rule));
      g_assert_cmpuint (findings->len, ==, 1);
      g_assert_true (g_file_set_contents (fixture->target, good, (gssize) size, NULL));
    }
}

static void
add (const char *path, void (*test) (PrintFixture *fixture, gconstpointer data))
{
  g_test_add (path, PrintFixture, NULL, set_up, test, print_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add ("/print/x3/a-file-keeps-the-rules", test_a_file_keeps_the_rules);
  add ("/print/x3/a-file-for-newer-machines-does-not", test_a_file_for_newer_machines_does_not);
  add ("/print/x3/what-is-transparent-is-refused", test_what_is_transparent_is_refused);
  add ("/print/x3/each-defect-is-found", test_each_defect_is_found);

  return g_test_run ();
}
