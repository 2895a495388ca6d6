// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-bench.h"

#include <stdio.h>
#include <string.h>

#define N_PEOPLE 100000

/* What sqlite3's own .import takes for the same file, into one plain table without an index. */
static double
measure_bound (const char *folder, const char *list)
{
  g_autofree char *program = g_find_program_in_path ("sqlite3");
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *database = g_build_filename (folder, "plain.db", NULL);
  g_autofree char *import = g_strdup_printf (".import %s list", path);
  char            *arguments[] = { program, database, (char *) ".mode csv", (char *) ".separator ;", import, NULL };
  gint64           start;
  int              status;

  if (!program)
    return 0;
  g_assert_true (g_file_set_contents (path, list, -1, NULL));
  start = g_get_monotonic_time ();
  g_assert_true (g_spawn_sync (NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);

  return mit_bench_since (start);
}

int
main (int argc, char **argv)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *list = mit_bench_list (N_PEOPLE);
  double           bound, ours, again;
  gint64           start;

  mit_test_init (&argc, &argv);
  mit_test_register_init (&self);
  bound = measure_bound (self.folder, list);

  start = g_get_monotonic_time ();
  g_assert_cmpuint (mit_test_import (&self, list).new, ==, N_PEOPLE);
  ours = mit_bench_since (start);
  start = g_get_monotonic_time ();
  g_assert_cmpuint (mit_test_import (&self, list).same, ==, N_PEOPLE);
  again = mit_bench_since (start);

  if (bound > 0)
    {
      mit_bench_print ("import of 100,000 people", ours, bound);
      mit_bench_print ("import of the same again", again, bound);
    }
  else
    printf ("import of 100,000 people: ours %.2f s, again %.2f s, no bound because sqlite3 is not there\n", ours, again);

  return 0;
}
