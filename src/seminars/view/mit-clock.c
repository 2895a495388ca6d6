// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-clock.h"

#include <stdio.h>

/* "0930", "930": how many characters were read, 0 if there is no such time. */
static int
read_digits (const char *text, int n_digits, guint *hour, guint *minute)
{
  guint64 number = g_ascii_strtoull (text, NULL, 10);

  *hour = (guint) (number / 100);
  *minute = (guint) (number % 100);

  return n_digits;
}

/* "9", "9:30", "9.30" */
static int
read_parts (const char *text, int n_digits, guint *hour, guint *minute)
{
  int used = 0;

  *minute = 0;
  if (sscanf (text, "%2u%*1[.:]%2u%n", hour, minute, &used) == 2)
    return used;

  return sscanf (text, "%2u", hour) == 1 ? n_digits : 0;
}

/* "Uhr", "h": anything but a further figure. */
static gboolean
is_unit (const char *rest)
{
  while (g_ascii_isalpha (*rest) || *rest == ' ')
    rest++;

  return *rest == '\0';
}

/**
 * mit_clock_normalize:
 * @text: a time of day as people type it: "10", "9.30", "9:30 Uhr", "0930"
 *
 * Returns: (transfer full) (nullable): "09:30"; %NULL if @text is no time
 */
char *
mit_clock_normalize (const char *text)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  guint            hour, minute;
  int              n_digits = 0, used;

  while (g_ascii_isdigit (clean[n_digits]))
    n_digits++;
  if (n_digits < 1 || n_digits > 4)
    return NULL;
  used = n_digits > 2 ? read_digits (clean, n_digits, &hour, &minute) : read_parts (clean, n_digits, &hour, &minute);
  if (used == 0 || hour > 23 || minute > 59 || !is_unit (clean + used))
    return NULL;

  return g_strdup_printf ("%02u:%02u", hour, minute);
}
