// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-register.h"

#include <locale.h>
#include <mit-harden.h>
#include <mit-undo.h>

#include <glib/gstdio.h>

/** mit_test_init: g_test_init() and what main() of the program does before it opens a register. */
void
mit_test_init (int *argc, char ***argv)
{
  setlocale (LC_ALL, "");
  g_test_init (argc, argv, NULL);
  mit_harden_process ();
  mit_key_init ();
  dex_init ();
}

/** mit_test_register_init: Make a folder and a register in it, with a key of its own because a passphrase takes half a second. */
void
mit_test_register_init (MitTestRegister *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("mitmachen-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "register.mitmachen", NULL);
  self->key = mit_key_new_random ();
  self->store = mit_store_create_with_key (self->path, self->key, &error);
  g_assert_no_error (error);
}

/** mit_test_remove_folder: Remove a folder and the files in it. */
void
mit_test_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/** mit_test_register_close: Close the register; nobody else may hold on to it. */
void
mit_test_register_close (MitTestRegister *self)
{
  if (self->store)
    g_assert_finalize_object (g_steal_pointer (&self->store));
}

/** mit_test_register_open: Open what was closed. */
void
mit_test_register_open (MitTestRegister *self)
{
  g_autoptr (GError) error = NULL;

  self->store = mit_store_open_with_key (self->path, self->key, &error);
  g_assert_no_error (error);
}

void
mit_test_register_clear (MitTestRegister *self)
{
  mit_test_register_close (self);
  g_clear_pointer (&self->key, mit_key_free);
  mit_test_remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
}

/** mit_test_register_file: Returns: (transfer full): the path of a file beside the register */
char *
mit_test_register_file (MitTestRegister *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/** mit_test_do: Run @func as one action that must not fail. Returns: the number of the action */
gint64
mit_test_do (MitTestRegister *self, MitStoreFunc func, gpointer data)
{
  static const MitAction action = { "Something tried", NULL };
  g_autoptr (GError) error = NULL;
  gint64 tx = 0;

  mit_store_write_sync (self->store, &action, func, data, &tx, &error);
  g_assert_no_error (error);

  return tx;
}

static DexFuture *
quit_cb (DexFuture *future, gpointer loop)
{
  g_main_loop_quit (loop);

  return dex_ref (future);
}

static DexFuture *
wait_for (DexFuture *future)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  future = dex_future_finally (future, quit_cb, loop, NULL);
  if (dex_future_is_pending (future))
    g_main_loop_run (loop);

  return future;
}

/** mit_test_refuse: Wait for @future, which must be rejected with an error. @future: (transfer full) */
void
mit_test_refuse (DexFuture *future, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  future = wait_for (future);
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_error (error, domain, code);
  dex_unref (future);
}

/** mit_test_await: Wait for @future, which must not be rejected. @future: (transfer full). Returns: its number */
gint64
mit_test_await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  const GValue *value;
  gint64        number;

  future = wait_for (future);
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);
  number = g_value_get_int64 (value);
  dex_unref (future);

  return number;
}

/** mit_test_undo: Take the last action back; that must not fail. */
void
mit_test_undo (MitTestRegister *self)
{
  g_auto (MitUndone) undone = { 0 };
  g_autoptr (GError) error = NULL;

  mit_store_undo_sync (self->store, 0, &undone, &error);
  g_assert_no_error (error);
}

/** mit_test_count: The one number that @sql gives. */
gint64
mit_test_count (MitTestRegister *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 number = mit_db_query_int (mit_store_reader (self->store), &error, sql, "");

  g_assert_no_error (error);

  return number;
}
