// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-date.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* Nobody is younger on entry than 14 in the statutes we know; a birth year of two digits that would make somebody younger
 * belongs to the century before. */
#define YOUNGEST_MEMBER 14

static const char *const german_months[] = {
  "Januar", "Februar", "März", "April", "Mai", "Juni",
  "Juli", "August", "September", "Oktober", "November", "Dezember"
};

/** mit_date_new: Returns: the day, or %MIT_DATE_NONE if there is no such day (31 February) */
MitDate
mit_date_new (int year, int month, int day)
{
  GDate date;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return MIT_DATE_NONE;
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return MIT_DATE_NONE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return (MitDate) g_date_get_julian (&date);
}

/** mit_date_get: Take a day apart. @date must be known. */
void
mit_date_get (MitDate date, int *year, int *month, int *day)
{
  GDate gdate;

  g_return_if_fail (date > 0);

  g_date_clear (&gdate, 1);
  g_date_set_julian (&gdate, (guint32) date);
  *year = g_date_get_year (&gdate);
  *month = (int) g_date_get_month (&gdate);
  *day = g_date_get_day (&gdate);
}

/** mit_date_today: The day on the wall, in the local time zone. */
MitDate
mit_date_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return mit_date_new (g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now));
}

MitDate
mit_date_add_days (MitDate date, int days)
{
  return date + days;
}

/**
 * mit_date_add_months:
 *
 * The same day some months on, or the last day of that month where it has no such day: 31 January and one month is the
 * last day of February (BGB §188 (3)).
 */
MitDate
mit_date_add_months (MitDate date, int months)
{
  GDate gdate;

  g_date_clear (&gdate, 1);
  g_date_set_julian (&gdate, (guint32) date);
  if (months >= 0)
    g_date_add_months (&gdate, (guint) months);
  else
    g_date_subtract_months (&gdate, (guint) -months);

  return (MitDate) g_date_get_julian (&gdate);
}

/** mit_date_years: Whole years from one day to another, as ages are counted. */
int
mit_date_years (MitDate from, MitDate to)
{
  int y1, m1, d1, y2, m2, d2;

  mit_date_get (from, &y1, &m1, &d1);
  mit_date_get (to, &y2, &m2, &d2);

  return y2 - y1 - (m2 < m1 || (m2 == m1 && d2 < d1) ? 1 : 0);
}

/** mit_date_from_iso: Read "2026-11-22". @text: (nullable). Returns: the day, or %MIT_DATE_NONE */
MitDate
mit_date_from_iso (const char *text)
{
  MitDate date;

  if (!text || strchr (text, '.') || !mit_date_parse (text, MIT_DATE_STYLE_ISO, MIT_DATE_PIVOT_PAST, &date))
    return MIT_DATE_NONE;

  return date;
}

/** mit_date_to_iso: Write "2026-11-22" into @buffer. Returns: (nullable): @buffer, or %NULL for an unknown day */
const char *
mit_date_to_iso (MitDate date, char buffer[MIT_DATE_ISO_SIZE])
{
  int year, month, day;

  if (date <= 0)
    return NULL;

  mit_date_get (date, &year, &month, &day);
  g_snprintf (buffer, MIT_DATE_ISO_SIZE, "%04d-%02d-%02d", year, month, day);

  return buffer;
}

/* A year of two digits: the latest year that is not after @latest. */
static int
expand_year (int year, MitDatePivot pivot)
{
  int this_year, month, day, latest;

  mit_date_get (mit_date_today (), &this_year, &month, &day);
  latest = pivot == MIT_DATE_PIVOT_BIRTH ? this_year - YOUNGEST_MEMBER : this_year + 1;
  year += this_year - this_year % 100;

  return year > latest ? year - 100 : year;
}

/* Read up to three numbers of digits only; returns how many, and how many digits the year-like ones have. */
static int
read_numbers (const char *text, const char *separators, int numbers[3], int digits[3], const char **rest)
{
  int count = 0;

  while (count < 3)
    {
      if (!g_ascii_isdigit (*text))
        return 0;
      numbers[count] = digits[count] = 0;
      while (g_ascii_isdigit (*text) && digits[count] < 4)
        {
          numbers[count] = numbers[count] * 10 + (*text++ - '0');
          digits[count]++;
        }
      count++;
      if (count == 3)
        break;
      if (!*text || !strchr (separators, *text))
        return 0;
      text++;
      while (*text == ' ')
        text++;
    }
  *rest = text;

  return count;
}

static gboolean
is_time_or_end (const char *rest)
{
  if (*rest == 'T' || *rest == ' ')
    return rest[1] == '\0' || g_ascii_isdigit (rest[1]);

  return *rest == '\0';
}

/**
 * mit_date_parse:
 * @text: a day as people write it
 * @style: the order of its parts
 * @pivot: what a year of two digits means
 * @date: (out): the day
 *
 * Read a date of a table. A day that is written year first is understood in every style, because tables mix them, and so is
 * one with dots among such days, which nobody writes month first.
 *
 * Returns: whether @text is a day that exists
 */
gboolean
mit_date_parse (const char *text, MitDateStyle style, MitDatePivot pivot, MitDate *date)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  int              n[3], digits[3], year;
  const char      *rest;

  if (read_numbers (clean, "-./", n, digits, &rest) != 3 || !is_time_or_end (rest))
    return FALSE;

  if (digits[0] == 4)
    {
      *date = mit_date_new (n[0], n[1], n[2]);
      return *date != MIT_DATE_NONE;
    }
  if ((style == MIT_DATE_STYLE_ISO && !strchr (clean, '.')) || digits[0] > 2 || digits[1] > 2 || digits[2] == 1 || digits[2] == 3)
    return FALSE;

  year = digits[2] == 2 ? expand_year (n[2], pivot) : n[2];
  if (style == MIT_DATE_STYLE_MONTH_DAY_YEAR)
    *date = mit_date_new (year, n[0], n[1]);
  else
    *date = mit_date_new (year, n[1], n[0]);

  return *date != MIT_DATE_NONE;
}

static char *
format (MitDate date, const char *pattern)
{
  g_autoptr (GDateTime) time = NULL;
  int year, month, day;

  if (date <= 0)
    return g_strdup ("");
  mit_date_get (date, &year, &month, &day);
  time = g_date_time_new_utc (year, month, day, 0, 0, 0);

  return g_date_time_format (time, pattern);
}

/** mit_date_to_text: "22 November 2026" in the user's language. Returns: (transfer full): empty for an unknown day */
char *
mit_date_to_text (MitDate date)
{
  /* Translators: a day with its month's name, in the order of your language; see the manual of strftime. */
  return format (date, _ ("%-d %B %Y"));
}

/** mit_date_to_short: "22.11.2026" in the user's language. Returns: (transfer full): empty for an unknown day */
char *
mit_date_to_short (MitDate date)
{
  /* Translators: a day in figures, in the order of your language; see the manual of strftime. */
  return format (date, _ ("%d/%m/%Y"));
}

/** mit_date_to_letter: "22. November 2026", as German letters write it whatever the user's language (DIN 5008). Returns: (transfer full) */
char *
mit_date_to_letter (MitDate date)
{
  int year, month, day;

  if (date <= 0)
    return g_strdup ("");
  mit_date_get (date, &year, &month, &day);

  return g_strdup_printf ("%d. %s %d", day, german_months[month - 1], year);
}

/** mit_date_to_words: "today", "in 3 days", "5 December", as one says it. Returns: (transfer full) */
char *
mit_date_to_words (MitDate date, MitDate today)
{
  int days = date - today;

  if (date <= 0)
    return g_strdup ("");
  if (days == 0)
    return g_strdup (_ ("today"));
  if (days == 1)
    return g_strdup (_ ("tomorrow"));
  if (days == -1)
    return g_strdup (_ ("yesterday"));
  if (days > 1 && days < 7)
    /* Translators: %d is a number of days, at least 2 */
    return g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong) days), days);
  if (days < -1 && days > -7)
    /* Translators: %d is a number of days, at least 2 */
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) -days), -days);
  if (days > 0 && days < 300)
    /* Translators: a day of the coming months, without its year */
    return format (date, _ ("%-d %B"));

  return mit_date_to_text (date);
}

/**
 * mit_time_parse:
 * @text: (nullable): "2026-12-05T10:00" or "2026-12-05 10:00", seconds allowed
 *
 * Returns: whether @text is a moment that exists
 */
gboolean
mit_time_parse (const char *text, int *year, int *month, int *day, int *hour, int *minute)
{
  char mark = 0;
  int  used = 0;

  if (!text || sscanf (text, "%4d-%2d-%2d%c%2d:%2d%n", year, month, day, &mark, hour, minute, &used) != 6)
    return FALSE;
  if ((mark != 'T' && mark != ' ') || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59)
    return FALSE;
  if (text[used] != '\0' && !(text[used] == ':' && g_ascii_isdigit (text[used + 1])))
    return FALSE;

  return mit_date_new (*year, *month, *day) != MIT_DATE_NONE;
}

/** mit_time_normalize: Write a moment as "2026-12-05T10:00". Returns: (transfer full) (nullable): %NULL if @text is none */
char *
mit_time_normalize (const char *text)
{
  int year, month, day, hour, minute;

  if (!mit_time_parse (text, &year, &month, &day, &hour, &minute))
    return NULL;

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d", year, month, day, hour, minute);
}

/** mit_time_to_text: "Saturday, 5 December 2026, 10:00" in the user's language. Returns: (transfer full) */
char *
mit_time_to_text (const char *time)
{
  g_autoptr (GDateTime) date_time = NULL;
  int year, month, day, hour, minute;

  if (!mit_time_parse (time, &year, &month, &day, &hour, &minute))
    return g_strdup ("");
  date_time = g_date_time_new_utc (year, month, day, hour, minute, 0);

  /* Translators: weekday, day and time of an event; see the manual of strftime. */
  return g_date_time_format (date_time, _ ("%A, %-d %B %Y, %H:%M"));
}

/** mit_time_range: "Saturday, 5 December 2026, 10:00–16:00" in the user's language. Returns: (transfer full) */
char *
mit_time_range (const char *starts, const char *ends)
{
  g_autofree char *from = mit_time_to_text (starts);
  g_autofree char *to = NULL;

  if (!ends || !*ends)
    return g_steal_pointer (&from);
  if (strncmp (starts, ends, MIT_DATE_ISO_SIZE - 1) == 0 && strlen (ends) >= 16)
    return g_strdup_printf ("%s–%.5s", from, ends + MIT_DATE_ISO_SIZE);
  to = mit_time_to_text (ends);

  return g_strdup_printf ("%s – %s", from, to);
}

static char *
moment_in_letter (const char *time)
{
  static const char *const days[] = { "Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag" };
  int                      year, month, day, hour, minute;
  g_autofree char         *date = NULL;
  MitDate                  value;

  if (!mit_time_parse (time, &year, &month, &day, &hour, &minute))
    return g_strdup ("");
  value = mit_date_new (year, month, day);
  date = mit_date_to_letter (value);

  return g_strdup_printf ("%s, %s, %02d:%02d", days[value % 7], date, hour, minute);
}

/** mit_time_range_letter: "Samstag, 5. Dezember 2026, 10:00–16:00 Uhr", for German letters and sheets (DIN 5008). Returns: (transfer full) */
char *
mit_time_range_letter (const char *starts, const char *ends)
{
  g_autofree char *from = moment_in_letter (starts);
  g_autofree char *to = NULL;

  if (!ends || !*ends)
    return g_strconcat (from, " Uhr", NULL);
  if (strncmp (starts, ends, MIT_DATE_ISO_SIZE - 1) == 0 && strlen (ends) >= 16)
    return g_strdup_printf ("%s–%.5s Uhr", from, ends + MIT_DATE_ISO_SIZE);
  to = moment_in_letter (ends);

  return g_strdup_printf ("%s Uhr, bis %s Uhr", from, to);
}
