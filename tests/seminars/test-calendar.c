// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-calendar.h"

#include <locale.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT (1764000000) /* 2025-11-24 16:00 UTC */

static MitSeminar *
make_seminar (const char *title)
{
  MitSeminar *seminar = mit_seminar_new ();

  seminar->title = g_strdup (title);
  seminar->starts = g_strdup ("2026-12-05T10:00");
  seminar->ends = g_strdup ("2026-12-05T16:00");
  seminar->place = g_strdup ("Zwickau, Innere Plauensche Straße 1");

  return seminar;
}

/* The calendar with its folded lines joined again. */
static char *
unfolded (const MitSeminar *seminar)
{
  g_autofree char *text = mit_seminar_calendar_text (seminar, NOW);
  GString         *whole = g_string_new (text);

  g_string_replace (whole, "\r\n ", "", 0);

  return g_string_free_and_steal (whole);
}

static void
assert_has (const char *calendar, const char *line)
{
  g_autofree char *whole = g_strdup_printf ("\r\n%s\r\n", line);

  if (!strstr (calendar, whole))
    g_error ("There is no line %s in\n%s", line, calendar);
}

static void
test_a_seminar_is_an_event (void)
{
  g_autoptr (MitSeminar) seminar = make_seminar ("Willkommen");
  g_autofree char *calendar = unfolded (seminar);
  g_autofree char *id = mit_id_to_string (&seminar->id);
  g_autofree char *uid = g_strdup_printf ("UID:%s", id);

  g_assert_true (g_str_has_prefix (calendar, "BEGIN:VCALENDAR\r\n"));
  g_assert_true (g_str_has_suffix (calendar, "END:VCALENDAR\r\n"));
  assert_has (calendar, "VERSION:2.0");
  assert_has (calendar, uid);
  assert_has (calendar, "SUMMARY:Willkommen");
  assert_has (calendar, "SEQUENCE:0");
  assert_has (calendar, "STATUS:CONFIRMED");
  assert_has (calendar, "DTSTAMP:20251124T160000Z");
}

static void
test_times_are_those_of_the_clock_at_the_place (void)
{
  g_autoptr (MitSeminar) seminar = make_seminar ("Willkommen");
  g_autofree char *calendar = unfolded (seminar);

  assert_has (calendar, "DTSTART;TZID=Europe/Berlin:20261205T100000");
  assert_has (calendar, "DTEND;TZID=Europe/Berlin:20261205T160000");
  assert_has (calendar, "BEGIN:VTIMEZONE");
  assert_has (calendar, "TZID:Europe/Berlin");
}

/* RFC 5545, 3.1 */
static void
test_lines_end_in_crlf_and_have_at_most_75_octets (void)
{
  g_autofree char *title = g_strnfill (40, 'x');
  g_autofree char *long_title = g_strconcat (title, " äöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüß ", title, title, title, NULL);
  g_autoptr (MitSeminar) seminar = make_seminar (long_title);
  g_autofree char *text = mit_seminar_calendar_text (seminar, NOW);
  g_autofree char *summary = g_strconcat ("SUMMARY:", long_title, NULL);
  g_autofree char *calendar = unfolded (seminar);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  for (char **line = lines; *line; line++)
    {
      g_assert_cmpuint (strlen (*line), <=, 75);
      g_assert_null (strpbrk (*line, "\r\n"));
      g_assert_true (g_utf8_validate (*line, -1, NULL));
    }
  assert_has (calendar, summary);
}

static void
test_signs_of_the_format_are_escaped (void)
{
  g_autoptr (MitSeminar) seminar = make_seminar ("Eins, zwei; drei\\vier\nEND:VEVENT");
  g_autofree char *calendar = unfolded (seminar);

  assert_has (calendar, "SUMMARY:Eins\\, zwei\\; drei\\\\vier\\nEND:VEVENT");
}

static void
test_a_seminar_called_off_is_cancelled (void)
{
  g_autoptr (MitSeminar) seminar = make_seminar ("Willkommen");
  g_autofree char *calendar = NULL;

  seminar->called_off = TRUE;
  seminar->sequence = 3;
  calendar = unfolded (seminar);

  assert_has (calendar, "STATUS:CANCELLED");
  assert_has (calendar, "METHOD:CANCEL");
  assert_has (calendar, "SEQUENCE:3");
}

static void
test_what_is_not_known_has_no_line (void)
{
  g_autoptr (MitSeminar) seminar = make_seminar ("Willkommen");
  g_autofree char *calendar = NULL;

  g_set_str (&seminar->ends, NULL);
  g_set_str (&seminar->place, NULL);
  calendar = unfolded (seminar);

  g_assert_null (strstr (calendar, "DTEND"));
  g_assert_null (strstr (calendar, "LOCATION"));
  g_assert_null (strstr (calendar, "DESCRIPTION"));
}

static void
test_the_programme_is_the_description (void)
{
  g_autoptr (MitSeminar) seminar = make_seminar ("Willkommen");
  g_autofree char *calendar = NULL;

  mit_seminar_add_item (seminar, "10:15", "Wer wir sind", "Kim Noack");
  mit_seminar_add_item (seminar, NULL, "Pause", NULL);
  calendar = unfolded (seminar);

  assert_has (calendar, "DESCRIPTION:10:15 Wer wir sind (Kim Noack)\\nPause");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/a-seminar-is-an-event", test_a_seminar_is_an_event);
  g_test_add_func ("/calendar/times-are-those-of-the-clock-at-the-place", test_times_are_those_of_the_clock_at_the_place);
  g_test_add_func ("/calendar/lines-end-in-crlf-and-have-at-most-75-octets", test_lines_end_in_crlf_and_have_at_most_75_octets);
  g_test_add_func ("/calendar/signs-of-the-format-are-escaped", test_signs_of_the_format_are_escaped);
  g_test_add_func ("/calendar/a-seminar-called-off-is-cancelled", test_a_seminar_called_off_is_cancelled);
  g_test_add_func ("/calendar/what-is-not-known-has-no-line", test_what_is_not_known_has_no_line);
  g_test_add_func ("/calendar/the-programme-is-the-description", test_the_programme_is_the_description);

  return g_test_run ();
}
