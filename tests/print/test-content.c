// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-content.h"
#include "mit-print-error.h"
#include "print-fixture.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static char *
rewrite (PrintFixture *fixture, MitPrintContentKind kind, const char *content, GError **error)
{
  MitPrintInks inks = { fixture->swatches, fixture->profile };
  g_autoptr (GHashTable) fonts = g_hash_table_new (g_str_hash, g_str_equal);
  MitPrintContentRewrite how = { &inks, kind, fonts };
  gboolean               needs_states;
  g_autoptr (GBytes) out = NULL;

  g_hash_table_add (fonts, (gpointer) "/emoji");
  out = mit_print_content_rewrite (&how, content, strlen (content), &needs_states, error);
  if (!out)
    return NULL;
  g_assert_cmpint (needs_states, ==, g_strstr_len (g_bytes_get_data (out, NULL), (gssize) g_bytes_get_size (out), "/Mit") != NULL);

  return g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));
}

static void
assert_rewrite (PrintFixture *fixture, MitPrintContentKind kind, const char *content, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = rewrite (fixture, kind, content, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (out, ==, expected);
}

static void
assert_plate (PrintFixture *fixture, const char *content, const char *expected)
{
  assert_rewrite (fixture, MIT_PRINT_CONTENT_PLATE, content, expected);
}

static void
test_codes_become_inks (PrintFixture *fixture, gconstpointer data)
{
  assert_plate (fixture, "0.000015 0.071107 0.301900 rg", "0 0 0 1 k\n");
  assert_plate (fixture, "0.000031 0.071107 0.301900 RG", "0 1 0.9 0.05 K\n");
}

static void
test_grey_is_black_ink (PrintFixture *fixture, gconstpointer data)
{
  assert_plate (fixture, "0 0 0 rg", "0 0 0 1 k\n");
  assert_plate (fixture, "0.5 0.5 0.5 RG", "0 0 0 0.5 K\n");
  assert_plate (fixture, "1 1 1 rg", "0 0 0 0 k\n");
  assert_plate (fixture, "0.25 g", "0 0 0 0.75 k\n");
  assert_plate (fixture, "/DeviceRGB cs 1 1 1 sc", "0 0 0 1 k\n0 0 0 0 k\n");
}

static void
test_colour_goes_through_profile (PrintFixture *fixture, gconstpointer data)
{
  g_autofree char *out = rewrite (fixture, MIT_PRINT_CONTENT_PLATE, "1 0 0 rg", NULL);
  g_auto (GStrv) words = g_strsplit (out, " ", -1);

  g_assert_cmpuint (g_strv_length (words), ==, 5);
  g_assert_cmpfloat (g_ascii_strtod (words[0], NULL), <, 0.1);
  g_assert_cmpfloat (g_ascii_strtod (words[1], NULL), >, 0.9);
  g_assert_cmpfloat (g_ascii_strtod (words[2], NULL), >, 0.8);
}

static void
test_unknown_ink_is_refused (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = rewrite (fixture, MIT_PRINT_CONTENT_PLATE, "0.1 0.071107 0.301900 rg", &error);

  g_assert_null (out);
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT);
}

static void
test_black_text_prints_over (PrintFixture *fixture, gconstpointer data)
{
  assert_plate (fixture, "0 0 0 rg (a) Tj [(b)] TJ", "0 0 0 1 k\n/MitOver gs\n(a) Tj\n[(b)] TJ\n");
  assert_plate (fixture, "0.9 g (grey) Tj", "0 0 0 0.1 k\n(grey) Tj\n");
}

static void
test_white_after_text_knocks_out (PrintFixture *fixture, gconstpointer data)
{
  assert_plate (fixture, "0 g (a) Tj 1 g 0 0 9 9 re f (b) Tj",
                "0 0 0 1 k\n/MitOver gs\n(a) Tj\n0 0 0 0 k\n/MitKnock gs\n0 0 9 9 re\nf\n(b) Tj\n");
}

static void
test_state_returns_after_restore (PrintFixture *fixture, gconstpointer data)
{
  assert_plate (fixture, "0 g q (a) Tj Q /x Do", "0 0 0 1 k\nq\n/MitOver gs\n(a) Tj\nQ\n/x Do\n");
}

static void
test_only_hairlines_print_over (PrintFixture *fixture, gconstpointer data)
{
  assert_plate (fixture, "0 G 0.25 w 0 0 m 9 9 l S", "0 0 0 1 K\n0.25 w\n/MitOver gs\n0 0 m\n9 9 l\nS\n");
  assert_plate (fixture, "0 G 2 w 0 0 m 9 9 l S", "0 0 0 1 K\n2 w\n0 0 m\n9 9 l\nS\n");
  assert_plate (fixture, "0.1 0 0 0.1 0 0 cm 0 G 2 w 0 0 m S", "0.1 0 0 0.1 0 0 cm\n0 0 0 1 K\n2 w\n/MitOver gs\n0 0 m\nS\n");
}

static void
test_emoji_do_not_print_over (PrintFixture *fixture, gconstpointer data)
{
  assert_plate (fixture, "0 g /emoji 9 Tf (a) Tj", "0 0 0 1 k\n/emoji 9 Tf\n(a) Tj\n");
  assert_plate (fixture, "0 g /serif 9 Tf 1 Tr (a) Tj", "0 0 0 1 k\n/serif 9 Tf\n1 Tr\n(a) Tj\n");
}

static void
test_marks_of_structure_go (PrintFixture *fixture, gconstpointer data)
{
  assert_plate (fixture, "/P <</MCID 3>> BDC /Span <</ActualText (x)>> BDC 1 w EMC EMC", "/Span <</ActualText (x)>> BDC\n1 w\nEMC\n");
}

static void
test_masks_stay_light (PrintFixture *fixture, gconstpointer data)
{
  assert_rewrite (fixture, MIT_PRINT_CONTENT_LUMINOSITY, "1 1 1 rg 0.5 g (a) Tj", "1 g\n0.5 g\n(a) Tj\n");
  assert_rewrite (fixture, MIT_PRINT_CONTENT_ALPHA, "0 0 0 rg (a) Tj", "0 0 0 1 k\n(a) Tj\n");
}

static void
test_damaged_content_is_refused (PrintFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = rewrite (fixture, MIT_PRINT_CONTENT_PLATE, "0 g (a Tj", &error);

  g_assert_null (out);
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT);
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
  add ("/print/content/codes-become-inks", test_codes_become_inks);
  add ("/print/content/grey-is-black-ink", test_grey_is_black_ink);
  add ("/print/content/colour-goes-through-profile", test_colour_goes_through_profile);
  add ("/print/content/unknown-ink-is-refused", test_unknown_ink_is_refused);
  add ("/print/content/black-text-prints-over", test_black_text_prints_over);
  add ("/print/content/white-after-text-knocks-out", test_white_after_text_knocks_out);
  add ("/print/content/state-returns-after-restore", test_state_returns_after_restore);
  add ("/print/content/only-hairlines-print-over", test_only_hairlines_print_over);
  add ("/print/content/emoji-do-not-print-over", test_emoji_do_not_print_over);
  add ("/print/content/marks-of-structure-go", test_marks_of_structure_go);
  add ("/print/content/masks-stay-light", test_masks_stay_light);
  add ("/print/content/damaged-content-is-refused", test_damaged_content_is_refused);

  return g_test_run ();
}
