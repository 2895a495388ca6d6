// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-clock.h"

#include <stdio.h>

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
  guint            hour = 0, minute = 0, digits = 0;
  int              used = 0;

  while (g_ascii_isdigit (clean[digits]))
    digits++;
  if (digits == 3 || digits == 4)
    {
      guint64 number = g_ascii_strtoull (clean, NULL, 10);

      hour = (guint) (number / 100);
      minute = (guint) (number % 100);
      used = (int) digits;
    }
  else if (digits < 1 || digits > 2 || sscanf (clean, "%2u%*1[.:]%2u%n", &hour, &minute, &used) != 2)
    used = sscanf (clean, "%2u", &hour) == 1 ? (int) digits : 0;

  /* What follows may be "Uhr" or "h", but no further figure. */
  if (used == 0 || hour > 23 || minute > 59)
    return NULL;
  for (const char *rest = clean + used; *rest; rest++)
    if (!g_ascii_isalpha (*rest) && *rest != ' ')
      return NULL;

  return g_strdup_printf ("%02u:%02u", hour, minute);
}
