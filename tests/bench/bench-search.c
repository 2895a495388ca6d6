// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-bench.h"

#define N_PEOPLE 100000
#define N_SHOWN 40 /* rows that a window shows at once */
#define N_ROUNDS 15

static const char *const searches[] = { "m", "mu", "mul", "muek", "kebo", "kebo l", "zodar", "m100@" };

/* A keystroke: whom the list shows now, and the rows that come into sight. */
static double
measure_ours (MitDb *db, const char *search)
{
  MitPeopleQuery query = { .search = search };
  gint64         start = g_get_monotonic_time ();
  g_autoptr (GArray) found = mit_people_find (db, &query, NULL);

  for (guint i = 0; i < MIN (found->len, N_SHOWN); i++)
    {
      g_auto (MitPeopleRow) row = { 0 };

      mit_people_row (db, g_array_index (found, gint64, i), &row);
    }

  return mit_bench_since (start);
}

/* The index alone, in no order, without a row. */
static double
measure_bound (MitDb *db, const char *search)
{
  g_auto (GStrv) words = g_strsplit_set (search, " @", -1);
  g_autoptr (GString) match = g_string_new (NULL);
  g_autoptr (MitRows) rows = NULL;
  gint64 start;

  for (char **word = words; *word; word++)
    if (**word)
      g_string_append_printf (match, "\"%s\"* ", *word);
  start = g_get_monotonic_time ();
  rows = mit_db_query (db, NULL, "SELECT rowid FROM person_fts WHERE person_fts MATCH ?", "t", match->str);
  while (mit_rows_next (rows, NULL))
    ;

  return mit_bench_since (start);
}

int
main (int argc, char **argv)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *list = mit_bench_list (N_PEOPLE);
  g_autoptr (GArray) all_ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) all_bounds = g_array_new (FALSE, FALSE, sizeof (double));
  MitDb *db;

  mit_test_init (&argc, &argv);
  mit_test_register_init (&self);
  mit_test_import (&self, list);
  db = mit_store_reader (self.store);

  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
      g_autoptr (GArray) bounds = g_array_new (FALSE, FALSE, sizeof (double));
      g_autofree char *name = g_strdup_printf ("search “%s”", searches[i]);
      double           our_median, bound_median;

      for (int round = 0; round < N_ROUNDS; round++)
        {
          double bound = measure_bound (db, searches[i]);
          double our = measure_ours (db, searches[i]);

          g_array_append_val (bounds, bound);
          g_array_append_val (ours, our);
        }
      our_median = mit_bench_median (ours);
      bound_median = mit_bench_median (bounds);
      g_array_append_val (all_ours, our_median);
      g_array_append_val (all_bounds, bound_median);
      mit_bench_print (name, our_median, bound_median);
    }
  mit_bench_print ("search keystroke over 100,000 people", mit_bench_median (all_ours), mit_bench_median (all_bounds));

  return 0;
}
