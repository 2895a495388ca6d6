// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-each.h"

/* More would help some machines, but each may have a large photo in memory. */
#define MOST_THREADS 2

/**
 * mit_each:
 * @func: called with each item and @data, on two threads if the machine has as many processors
 *
 * Do the same to many things, and wait until all are done. For a worker thread.
 */
void
mit_each (GPtrArray *items, GFunc func, gpointer data)
{
  GThreadPool *pool = g_thread_pool_new (func, data, (int) CLAMP (g_get_num_processors (), 1, MOST_THREADS), FALSE, NULL);

  for (guint i = 0; i < items->len; i++)
    g_thread_pool_push (pool, items->pdata[i], NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}
