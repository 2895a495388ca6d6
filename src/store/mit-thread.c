// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-thread.h"

typedef struct
{
  GType          type;
  MitThreadFunc  func;
  gpointer       data;
  GDestroyNotify destroy;
  DexPromise    *promise;
} Work;

static void
resolve (Work *work, gpointer result)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, work->type);
  if (G_VALUE_HOLDS_OBJECT (&value))
    g_value_take_object (&value, result);
  else
    g_value_take_boxed (&value, result);
  dex_promise_resolve (work->promise, &value);
}

static gpointer
run (gpointer data)
{
  Work    *work = data;
  GError  *error = NULL;
  gpointer result = work->func (work->data, &error);

  if (work->destroy)
    work->destroy (work->data);
  if (result)
    resolve (work, result);
  else
    dex_promise_reject (work->promise, error);
  dex_unref (work->promise);
  g_free (work);

  return NULL;
}

/**
 * mit_thread_run:
 * @name: of the thread, for debuggers
 * @type: of the result: an object's or a boxed one
 * @func: does it
 * @data: for @func; not to be touched by anybody else until the future is resolved
 * @destroy: (nullable): frees @data, on the thread
 *
 * Do something that takes long on a thread of its own, with a thread's whole stack.
 *
 * Returns: (transfer full): resolves to the result, or rejects
 */
DexFuture *
mit_thread_run (const char *name, GType type, MitThreadFunc func, gpointer data, GDestroyNotify destroy)
{
  Work       *work = g_new0 (Work, 1);
  DexPromise *promise = dex_promise_new ();

  work->type = type;
  work->func = func;
  work->data = data;
  work->destroy = destroy;
  work->promise = dex_ref (promise);
  g_thread_unref (g_thread_new (name, run, work));

  return DEX_FUTURE (promise);
}
