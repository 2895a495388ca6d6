// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-date.h"

#include <locale.h>

static char *
read_day (const char *text, MitDateStyle style, MitDatePivot pivot)
{
  char    buffer[MIT_DATE_ISO_SIZE];
  MitDate day = MIT_DATE_NONE;

  return g_strdup (mit_date_parse (text, style, pivot, &day) ? mit_date_to_iso (day, buffer) : "none");
}

static void
assert_day (const char *text, MitDateStyle style, MitDatePivot pivot, const char *expected)
{
  g_autofree char *day = read_day (text, style, pivot);

  g_assert_cmpstr (day, ==, expected);
}

static void
test_german_days_are_read (void)
{
  assert_day ("04.02.1971", MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_BIRTH, "1971-02-04");
  assert_day (" 4.2.1971 ", MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_BIRTH, "1971-02-04");
  assert_day ("4. 2. 1971", MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_BIRTH, "1971-02-04");
  assert_day ("04/02/1971", MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_BIRTH, "1971-02-04");
  assert_day ("29.02.2024", MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_PAST, "2024-02-29");
}

static void
test_american_days_are_read_in_their_style (void)
{
  assert_day ("02/04/1971", MIT_DATE_STYLE_MONTH_DAY_YEAR, MIT_DATE_PIVOT_BIRTH, "1971-02-04");
  assert_day ("13/04/1971", MIT_DATE_STYLE_MONTH_DAY_YEAR, MIT_DATE_PIVOT_BIRTH, "none");
}

static void
test_days_with_the_year_first_are_read_in_every_style (void)
{
  for (int style = MIT_DATE_STYLE_DAY_MONTH_YEAR; style <= MIT_DATE_STYLE_ISO; style++)
    {
      assert_day ("1971-02-04", (MitDateStyle) style, MIT_DATE_PIVOT_BIRTH, "1971-02-04");
      assert_day ("2013-02-08T02:34:00+02:00", (MitDateStyle) style, MIT_DATE_PIVOT_PAST, "2013-02-08");
      assert_day ("2013-02-08 02:34", (MitDateStyle) style, MIT_DATE_PIVOT_PAST, "2013-02-08");
    }
}

static void
test_days_that_do_not_exist_are_refused (void)
{
  static const char *const texts[] = { "31.02.1970", "29.02.2023", "12.13.1970", "00.00.0000", "0.1.1990", "32.1.1990", "1.1.", "1.1.19701",
                                       "1.1.197", "1.1.1", "gestern", "", "-", "25934", "1.1.1990x", "1..1990" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_day (texts[i], MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_BIRTH, "none");
}

/* Whoever is born in "05" is old enough to have joined; the figures hold until 2118. */
static void
test_two_digits_mean_the_year_that_makes_sense (void)
{
  assert_day ("1.1.70", MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_BIRTH, "1970-01-01");
  assert_day ("1.1.99", MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_BIRTH, "1999-01-01");
  assert_day ("1.1.05", MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_BIRTH, "2005-01-01");
  assert_day ("6.10.99", MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_PAST, "1999-10-06");
  assert_day ("6.10.19", MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_PAST, "2019-10-06");
}

static void
test_a_birth_of_two_digits_is_never_that_of_a_child (void)
{
  int              this_year, month, day;
  g_autofree char *text = NULL;
  MitDate          born;

  mit_date_get (mit_date_today (), &this_year, &month, &day);
  text = g_strdup_printf ("1.1.%02d", (this_year - 13) % 100);
  g_assert_true (mit_date_parse (text, MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_BIRTH, &born));

  g_assert_cmpint (mit_date_years (born, mit_date_today ()), >=, 100);
}

/* BGB §188 (3) */
static void
test_a_month_from_the_last_day_ends_on_the_last_day (void)
{
  g_assert_cmpint (mit_date_add_months (mit_date_new (2026, 1, 31), 1), ==, mit_date_new (2026, 2, 28));
  g_assert_cmpint (mit_date_add_months (mit_date_new (2024, 1, 31), 1), ==, mit_date_new (2024, 2, 29));
  g_assert_cmpint (mit_date_add_months (mit_date_new (2026, 3, 31), -1), ==, mit_date_new (2026, 2, 28));
  g_assert_cmpint (mit_date_add_days (mit_date_new (2026, 11, 22), -90), ==, mit_date_new (2026, 8, 24));
}

static void
test_years_are_whole (void)
{
  MitDate born = mit_date_new (2010, 11, 22);

  g_assert_cmpint (mit_date_years (born, mit_date_new (2026, 11, 21)), ==, 15);
  g_assert_cmpint (mit_date_years (born, mit_date_new (2026, 11, 22)), ==, 16);
}

static void
test_a_day_is_the_same_after_writing_it (void)
{
  char buffer[MIT_DATE_ISO_SIZE];

  for (MitDate day = mit_date_new (1999, 12, 25); day < mit_date_new (2001, 3, 5); day++)
    g_assert_cmpint (mit_date_from_iso (mit_date_to_iso (day, buffer)), ==, day);
  g_assert_null (mit_date_to_iso (MIT_DATE_NONE, buffer));
  g_assert_cmpint (mit_date_from_iso (NULL), ==, MIT_DATE_NONE);
  g_assert_cmpint (mit_date_from_iso ("22.11.2026"), ==, MIT_DATE_NONE);
}

static void
test_letters_say_the_day_in_german (void)
{
  g_autofree char *day = mit_date_to_letter (mit_date_new (2026, 3, 1));
  g_autofree char *none = mit_date_to_letter (MIT_DATE_NONE);

  g_assert_cmpstr (day, ==, "1. März 2026");
  g_assert_cmpstr (none, ==, "");
}

static void
assert_words (int days, const char *expected)
{
  MitDate          today = mit_date_new (2026, 11, 22);
  g_autofree char *words = mit_date_to_words (today + days, today);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_near_days_are_said_as_one_says_them (void)
{
  assert_words (0, "today");
  assert_words (1, "tomorrow");
  assert_words (-1, "yesterday");
  assert_words (3, "in 3 days");
  assert_words (-6, "6 days ago");
  assert_words (13, "5 December");
  assert_words (-30, "23 October 2026");
}

static void
assert_time (const char *text, const char *expected)
{
  g_autofree char *time = mit_time_normalize (text);

  g_assert_cmpstr (time, ==, expected);
}

static void
test_times_are_brought_into_one_form (void)
{
  assert_time ("2026-12-05T10:00", "2026-12-05T10:00");
  assert_time ("2026-12-05 9:05", "2026-12-05T09:05");
  assert_time ("2026-12-05T10:00:30", "2026-12-05T10:00");
}

static void
test_times_that_do_not_exist_are_refused (void)
{
  static const char *const texts[] = { "2026-02-30T10:00", "2026-12-05T24:00", "2026-12-05T10:60", "2026-12-05", "10:00", "",
                                       "2026-12-05T10:00 Uhr", "2026-12-05T10:00:", "2026-12-05x10:00", "2026-12-05T10:00+01:00" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_time (texts[i], NULL);
  assert_time (NULL, NULL);
}

static void
test_a_seminar_of_one_day_names_it_once (void)
{
  g_autofree char *one = mit_time_range_letter ("2026-12-05T10:00", "2026-12-05T16:30");
  g_autofree char *two = mit_time_range_letter ("2026-12-05T10:00", "2026-12-06T12:00");
  g_autofree char *open = mit_time_range_letter ("2026-12-05T10:00", NULL);

  g_assert_cmpstr (one, ==, "Samstag, 5. Dezember 2026, 10:00–16:30 Uhr");
  g_assert_cmpstr (two, ==, "Samstag, 5. Dezember 2026, 10:00 Uhr, bis Sonntag, 6. Dezember 2026, 12:00 Uhr");
  g_assert_cmpstr (open, ==, "Samstag, 5. Dezember 2026, 10:00 Uhr");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/date/german-days-are-read", test_german_days_are_read);
  g_test_add_func ("/date/american-days-are-read-in-their-style", test_american_days_are_read_in_their_style);
  g_test_add_func ("/date/days-with-the-year-first-are-read-in-every-style", test_days_with_the_year_first_are_read_in_every_style);
  g_test_add_func ("/date/days-that-do-not-exist-are-refused", test_days_that_do_not_exist_are_refused);
  g_test_add_func ("/date/two-digits-mean-the-year-that-makes-sense", test_two_digits_mean_the_year_that_makes_sense);
  g_test_add_func ("/date/a-birth-of-two-digits-is-never-that-of-a-child", test_a_birth_of_two_digits_is_never_that_of_a_child);
  g_test_add_func ("/date/a-month-from-the-last-day-ends-on-the-last-day", test_a_month_from_the_last_day_ends_on_the_last_day);
  g_test_add_func ("/date/years-are-whole", test_years_are_whole);
  g_test_add_func ("/date/a-day-is-the-same-after-writing-it", test_a_day_is_the_same_after_writing_it);
  g_test_add_func ("/date/letters-say-the-day-in-german", test_letters_say_the_day_in_german);
  g_test_add_func ("/date/near-days-are-said-as-one-says-them", test_near_days_are_said_as_one_says_them);
  g_test_add_func ("/time/times-are-brought-into-one-form", test_times_are_brought_into_one_form);
  g_test_add_func ("/time/times-that-do-not-exist-are-refused", test_times_that_do_not_exist_are_refused);
  g_test_add_func ("/time/a-seminar-of-one-day-names-it-once", test_a_seminar_of_one_day_names_it_once);

  return g_test_run ();
}
