// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-fold.h"

#include <locale.h>
#include <string.h>

static void
assert_folded (char *(*fold) (const char *), const char *text, const char *expected)
{
  g_autofree char *folded = fold (text);

  g_assert_cmpstr (folded, ==, expected);
}

static void
test_case_and_marks_fall_away (void)
{
  assert_folded (mit_fold, "Müller", "muller");
  assert_folded (mit_fold, "MU\xcc\x88LLER", "muller");
  assert_folded (mit_fold, "Weiß", "weiss");
  assert_folded (mit_fold, "WEIẞ", "weiss");
  assert_folded (mit_fold, "Wićaz", "wicaz");
  assert_folded (mit_fold, "Yılmaz", "yilmaz");
  assert_folded (mit_fold, "İpek", "ipek");
  assert_folded (mit_fold, "Šołta", "solta");
  assert_folded (mit_fold, "Đorđević", "dordevic");
  assert_folded (mit_fold, "Łukasz", "lukasz");
  assert_folded (mit_fold, NULL, "");
}

static void
test_umlauts_can_be_written_out (void)
{
  assert_folded (mit_fold_expanded, "Müller", "mueller");
  assert_folded (mit_fold_expanded, "Mueller", "mueller");
  assert_folded (mit_fold_expanded, "ÖZDEMİR", "oezdemir");
  assert_folded (mit_fold_expanded, "Noël", "noel");
}

static void
test_spellings_of_one_street_are_equal (void)
{
  assert_folded (mit_fold_street, "Goethestraße 5a", "goethestr5a");
  assert_folded (mit_fold_street, "Goethe Str. 5 a", "goethestr5a");
  assert_folded (mit_fold_street, "GOETHE-STRASSE 5 A", "goethestr5a");
  assert_folded (mit_fold_street, "Ringstr. 17/12", "ringstr17/12");
}

static void
test_spellings_of_one_phone_number_are_equal (void)
{
  assert_folded (mit_fold_phone, "+49 (0)351 123", "0351123");
  assert_folded (mit_fold_phone, "+49 351 123", "0351123");
  assert_folded (mit_fold_phone, "0049 351 123", "0351123");
  assert_folded (mit_fold_phone, "0351/123", "0351123");
  assert_folded (mit_fold_phone, "+43 1 123", "00431123");
  assert_folded (mit_fold_phone, "keins", "");
}

static int
compare_names (const char *first, const char *second)
{
  g_autofree char *a = mit_fold_key (first);
  g_autofree char *b = mit_fold_key (second);

  return strcmp (a, b);
}

/* DIN 5007, variant 1 */
static void
test_names_are_ordered_as_in_a_directory (void)
{
  static const char *const names[] = { "Abel", "Ähnlich", "Ahorn", "d'Orsay", "Müller", "Muller-Aue", "Österreich", "Otto", "Šołta", "Weiss", "Weißenborn" };

  for (gsize i = 1; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (compare_names (names[i - 1], names[i]), <, 0);
  g_assert_cmpint (compare_names ("Müller", "Muller"), !=, 0);
  g_assert_cmpint (compare_names ("Müller", "Müller"), ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fold/case-and-marks-fall-away", test_case_and_marks_fall_away);
  g_test_add_func ("/fold/umlauts-can-be-written-out", test_umlauts_can_be_written_out);
  g_test_add_func ("/fold/spellings-of-one-street-are-equal", test_spellings_of_one_street_are_equal);
  g_test_add_func ("/fold/spellings-of-one-phone-number-are-equal", test_spellings_of_one_phone_number_are_equal);
  g_test_add_func ("/fold/names-are-ordered-as-in-a-directory", test_names_are_ordered_as_in_a_directory);

  return g_test_run ();
}
