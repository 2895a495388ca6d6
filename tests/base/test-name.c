// SPDX-License-Identifier: GPL-3.0-or-later
#include <locale.h>
#include <mit-name.h>

static void
check (const char *name, const char *plain, const char *form, const char *title)
{
  const char      *found_form = NULL;
  g_autofree char *found_title = NULL;
  g_autofree char *found = mit_name_strip (name, &found_form, &found_title);

  g_assert_cmpstr (found, ==, plain);
  g_assert_cmpstr (found_form, ==, form);
  g_assert_cmpstr (found_title, ==, title);
}

static void
test_form_and_titles_are_no_part_of_a_name (void)
{
  check ("Max", "Max", NULL, NULL);
  check ("Herr Muster", "Muster", "herr", NULL);
  check ("HERRN Muster", "Muster", "herr", NULL);
  check ("Frau Dr. Anna", "Anna", "frau", "Dr.");
  check ("Fr. Muster", "Muster", "frau", NULL);
  check ("Hr. Prof. Dr. Muster", "Muster", "herr", "Prof. Dr.");
  check ("Dr. Dr. Max", "Max", NULL, "Dr. Dr.");
  check ("Dr Max", "Max", NULL, "Dr");
  check ("Dr. phil. Anna", "Anna", NULL, "Dr. phil.");
  check ("Prof. Dr. med. Max", "Max", NULL, "Prof. Dr. med.");
  check ("Dr. rer. nat. h.c. Eva", "Eva", NULL, "Dr. rer. nat. h.c.");
  check ("Dipl.-Ing. Kim", "Kim", NULL, "Dipl.-Ing.");
  check ("Dr.-Ing. Kim", "Kim", NULL, "Dr.-Ing.");
  check ("Herr", "", "herr", NULL);
}

static void
test_names_that_look_like_titles_stay (void)
{
  check ("Ing", "Ing", NULL, NULL);
  check ("Fr", "Fr", NULL, NULL);
  check ("Herrmann", "Herrmann", NULL, NULL);
  check ("Frauke", "Frauke", NULL, NULL);
  check ("Drago", "Drago", NULL, NULL);
  check ("Phil", "Phil", NULL, NULL);
  check ("Mag Anna", "Mag Anna", NULL, NULL);
}

static void
test_a_title_alone_is_known (void)
{
  g_assert_true (mit_name_is_title ("Dr."));
  g_assert_true (mit_name_is_title ("Prof. Dr. med."));
  g_assert_false (mit_name_is_title ("Dr. Max"));
  g_assert_false (mit_name_is_title (""));
  g_assert_false (mit_name_is_title ("Max"));
}

static void
test_small_words_belong_to_the_family_name (void)
{
  g_assert_cmpstr (mit_name_find_particle ("Ursula von der"), ==, "von der");
  g_assert_cmpstr (mit_name_find_particle ("Jan van"), ==, "van");
  g_assert_null (mit_name_find_particle ("Ursula"));
  g_assert_null (mit_name_find_particle ("von"));
  g_assert_null (mit_name_find_particle ("Maria von Ebner"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name/form-and-titles-are-no-part-of-a-name", test_form_and_titles_are_no_part_of_a_name);
  g_test_add_func ("/name/names-that-look-like-titles-stay", test_names_that_look_like_titles_stay);
  g_test_add_func ("/name/a-title-alone-is-known", test_a_title_alone_is_known);
  g_test_add_func ("/name/small-words-belong-to-the-family-name", test_small_words_belong_to_the_family_name);

  return g_test_run ();
}
