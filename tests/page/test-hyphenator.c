// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-hyphenator.h"

#include <locale.h>

static char *
divide (const char *text, const char *language)
{
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  GString *divided = g_string_new (text);

  mit_hyphenate (text, language, offsets);
  for (guint i = offsets->len; i > 0; i--)
    g_string_insert (divided, (gssize) g_array_index (offsets, gsize, i - 1), "|");

  return g_string_free_and_steal (divided);
}

static void
assert_divided (const char *text, const char *expected)
{
  g_autofree char *divided = divide (text, "de");

  g_assert_cmpstr (divided, ==, expected);
}

static void
test_german_words_are_divided (void)
{
  assert_divided ("Mitgliederversammlung", "Mit|glie|der|ver|samm|lung");
  assert_divided ("Donaudampfschifffahrt", "Donau|dampf|schiff|fahrt");
  assert_divided ("Überschüsse für Straßenfeste", "Über|schüsse für Stra|ßen|feste");
}

static void
test_three_letters_stay_at_both_ends (void)
{
  assert_divided ("Oberin Abende Termine", "Obe|rin Abende Ter|mine");
}

static void
test_addresses_and_acronyms_stay_whole (void)
{
  assert_divided ("https://beispiel.example/mitgliederversammlung", "https://beispiel.example/mitgliederversammlung");
  assert_divided ("mitgliederbetreuung@beispiel.example", "mitgliederbetreuung@beispiel.example");
  assert_divided ("mitgliederversammlung.example.org", "mitgliederversammlung.example.org");
  assert_divided ("GEWERKSCHAFT DGBler", "GEWERKSCHAFT DGBler");
  assert_divided ("Saal42versammlung", "Saal42versammlung");
}

static void
test_letters_the_dictionary_lacks_do_no_harm (void)
{
  g_autofree char *divided = divide ("Ćevapčićirestaurant Yıldızlar Ελληνικά אבגדהוז", "de");

  g_assert_true (g_utf8_validate (divided, -1, NULL));
}

static void
test_without_a_dictionary_nothing_is_divided (void)
{
  g_autofree char *divided = divide ("Mitgliederversammlung", "xx-YY");

  g_assert_cmpstr (divided, ==, "Mitgliederversammlung");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hyphenator/german-words-are-divided", test_german_words_are_divided);
  g_test_add_func ("/hyphenator/three-letters-stay-at-both-ends", test_three_letters_stay_at_both_ends);
  g_test_add_func ("/hyphenator/addresses-and-acronyms-stay-whole", test_addresses_and_acronyms_stay_whole);
  g_test_add_func ("/hyphenator/letters-the-dictionary-lacks-do-no-harm", test_letters_the_dictionary_lacks_do_no_harm);
  g_test_add_func ("/hyphenator/without-a-dictionary-nothing-is-divided", test_without_a_dictionary_nothing_is_divided);

  return g_test_run ();
}
