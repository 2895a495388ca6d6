// SPDX-License-Identifier: GPL-3.0-or-later
#include <locale.h>
#include <mit-clock.h>

static void
assert_read (const char *typed, const char *expected)
{
  g_autofree char *clock = mit_clock_normalize (typed);

  g_assert_cmpstr (clock, ==, expected);
}

static void
test_reads_what_people_type (void)
{
  assert_read ("10", "10:00");
  assert_read ("9", "09:00");
  assert_read ("9.30", "09:30");
  assert_read (" 9:30 Uhr ", "09:30");
  assert_read ("0930", "09:30");
  assert_read ("930", "09:30");
  assert_read ("10 h", "10:00");
  assert_read ("23:59", "23:59");
  assert_read ("0:00", "00:00");
}

static void
test_refuses_what_is_no_time (void)
{
  assert_read ("", NULL);
  assert_read ("Uhr", NULL);
  assert_read ("24:00", NULL);
  assert_read ("10:60", NULL);
  assert_read ("10:5:3", NULL);
  assert_read ("12345", NULL);
  assert_read ("-3", NULL);
  assert_read ("10:", NULL);
  assert_read ("10-12", NULL);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seminars/clock/reads-what-people-type", test_reads_what_people_type);
  g_test_add_func ("/seminars/clock/refuses-what-is-no-time", test_refuses_what_is_no_time);

  return g_test_run ();
}
