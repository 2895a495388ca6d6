// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-bench.h"

#include <stdio.h>

static const char *const syllables[] = { "ba", "be", "bi", "bo", "bu", "da", "de", "di", "do", "fa", "fe", "ka", "ke", "ki", "ko", "la", "le",
                                         "li", "lo", "lu", "ma", "me", "mü", "mo", "na", "ne", "ni", "no", "ra", "re", "ri", "ro", "sa", "se",
                                         "ßa", "so", "ta", "te", "ti", "to", "wa", "wi", "zo", "ćo", "ša" };

/* An invented name, the same for the same number. */
static char *
invent (guint number, guint n_syllables)
{
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < n_syllables; i++)
    {
      g_string_append (name, syllables[number % G_N_ELEMENTS (syllables)]);
      number = number / G_N_ELEMENTS (syllables) + number * 7;
    }
  name->str[0] = g_ascii_toupper (name->str[0]);

  return g_string_free_and_steal (name);
}

/** mit_bench_list: A list as the office has it, of people who do not exist. Returns: (transfer full): CSV */
char *
mit_bench_list (guint n_people)
{
  static const char *const forms[] = { "Frau", "Herr", "" };
  GString                 *list = g_string_new ("Mitgl.-Nr.;Anrede;Titel;Vorname;Name;Straße;PLZ;Ort;Telefon;Mobil;E-Mail;Geb.-Datum;Geschlecht;Eintritt;"
                                                                "Ortsverband;Status\n");
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < n_people; i++)
    {
      g_autofree char *given = invent (g_rand_int (rand) % 800, 2);
      g_autofree char *family = invent (g_rand_int (rand) % 4000, 3);
      g_autofree char *street = invent (g_rand_int (rand) % 900, 3);
      g_autofree char *place = invent (g_rand_int (rand) % 60, 3);

      g_string_append_printf (list, "%u;%s;;%s;%s;%sstraße %u;%05u;%s;0375 %06u;0172 %07u;m%u@example.org;%02u.%02u.%u;%c;%02u.%02u.%u;Gruppe %u;Mitglied\n",
                              i + 1, forms[i % 3], given, family, street, g_rand_int (rand) % 150 + 1, g_rand_int (rand) % 89999 + 10000, place,
                              g_rand_int (rand) % 1000000, g_rand_int (rand) % 10000000, i, g_rand_int (rand) % 28 + 1,
                              g_rand_int (rand) % 12 + 1, 1940 + g_rand_int (rand) % 65, "wmd"[i % 3], g_rand_int (rand) % 28 + 1,
                              g_rand_int (rand) % 12 + 1, 2009 + g_rand_int (rand) % 17, i % 9);
    }

  return g_string_free_and_steal (list);
}

/** mit_bench_since: Seconds since @start, which is of g_get_monotonic_time(). */
double
mit_bench_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static int
compare_seconds (gconstpointer a, gconstpointer b)
{
  const double *first = a, *second = b;

  return (*first > *second) - (*first < *second);
}

/** mit_bench_median: @seconds: (element-type double): is sorted */
double
mit_bench_median (GArray *seconds)
{
  g_array_sort (seconds, compare_seconds);

  return g_array_index (seconds, double, seconds->len / 2);
}

/** mit_bench_print: The one line that a benchmark is about. */
void
mit_bench_print (const char *name, double ours, double bound)
{
  printf ("%s: ours %.4f s, bound %.4f s, ratio %.2f\n", name, ours, bound, ours / bound);
  fflush (stdout);
}
