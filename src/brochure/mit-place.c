// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-place.h"

#include <string.h>

/* In the order of their bytes, which is how the database sorts. */
static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

#define BASE ((int) sizeof digits - 1)

static int
read_digit (const char *key, gsize i, int fallback)
{
  const char *found = key && i < strlen (key) ? strchr (digits, key[i]) : NULL;

  return found ? (int) (found - digits) : fallback;
}

/**
 * mit_place_between:
 * @before: (nullable): the place of what stands before, %NULL for the beginning
 * @after: (nullable): the place of what stands behind, greater than @before; %NULL for the end
 *
 * A place in an order that leaves room between any two, so that moving one thing never renumbers another: the digits of a
 * fraction. Sorts by its bytes.
 *
 * Returns: (transfer full)
 */
char *
mit_place_between (const char *before, const char *after)
{
  GString *key = g_string_new (NULL);

  for (gsize i = 0;; i++)
    {
      int low = read_digit (before, i, 0), high = read_digit (after, i, after ? 0 : BASE);

      if (high - low > 1)
        {
          g_string_append_c (key, digits[(low + high) / 2]);
          return g_string_free_and_steal (key);
        }
      g_string_append_c (key, digits[low]);
      if (high > low)
        after = NULL;
    }
}
