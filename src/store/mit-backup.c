// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-backup.h"

#include "mit-store-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* What copies are called that the program makes by itself, beside the register: NAME.before-REASON, and NAME.format-N from
 * before a new format. */
static const char *const endings[] = { ".before-", ".format-" };

static gboolean
copy_to (MitDb *db, gpointer data, GError **error)
{
  return mit_db_copy_to (db, data, error);
}

static gboolean
is_register (MitStore *self, const char *path, GError **error)
{
  g_autoptr (GFile) register_file = g_file_new_for_path (mit_store_get_path (self));
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (!g_file_equal (register_file, file))
    return FALSE;
  g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_EXISTS,
                       _ ("This is the register itself. Choose another name for the backup, best of all on another drive."));

  return TRUE;
}

/**
 * mit_store_back_up:
 * @path: where to; a file that is there is replaced once the copy is whole, but never the register itself
 *
 * Copy the register, under the same passphrase.
 *
 * Returns: (transfer full): resolves to 0, or rejects
 */
DexFuture *
mit_store_back_up (MitStore *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (is_register (self, path, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return mit_store_read (self, copy_to, g_strdup (path), g_free);
}

/** mit_store_back_up_sync: mit_store_back_up(), and wait for it. Thread: any but the store's own. */
gboolean
mit_store_back_up_sync (MitStore *self, const char *path, GError **error)
{
  if (is_register (self, path, error))
    return FALSE;

  return mit_store_write_sync (self, NULL, copy_to, (gpointer) path, NULL, error);
}

/**
 * mit_store_copy_aside_sync:
 * @reason: what is about to happen, as part of a file name: "joining"
 *
 * Before something that undo does not take back: a copy beside the register, in place of the one from the last time.
 */
gboolean
mit_store_copy_aside_sync (MitStore *self, const char *reason, GError **error)
{
  g_autofree char *copy = g_strdup_printf ("%s%s%s", mit_store_get_path (self), endings[0], reason);

  return mit_store_write_sync (self, NULL, copy_to, copy, NULL, error);
}

static gboolean
is_own_copy (const char *name, const char *base)
{
  gsize length = strlen (base);

  if (!g_str_has_prefix (name, base))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_prefix (name + length, endings[i]))
      return TRUE;

  return FALSE;
}

/** mit_store_remove_copies: Remove the copies that the program made by itself: somebody who is erased is still in them. */
void
mit_store_remove_copies (MitStore *self)
{
  g_autofree char *folder = g_path_get_dirname (mit_store_get_path (self));
  g_autofree char *base = g_path_get_basename (mit_store_get_path (self));
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  const char *name;

  while (names && (name = g_dir_read_name (names)))
    if (is_own_copy (name, base))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}

/**
 * mit_backup_unpack:
 * @backup: stays as it is
 * @path: a file that does not exist
 *
 * Make a register out of a backup. Before it is used, it should get a name of its own: mit_device_renew_sync().
 */
gboolean
mit_backup_unpack (const char *backup, const char *path, GError **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (backup);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) local_error = NULL;
  guint8 salt[MIT_KEY_SALT_SIZE];

  if (!mit_key_read_salt (backup, salt, error))
    return FALSE;
  if (g_file_copy (from, to, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &local_error))
    return g_chmod (path, 0600) == 0;
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_EXISTS,
                         _ ("There is a file of this name already. Choose another name, or open the register that is there."));
  else
    g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_FAILED, _ ("The copy could not be written to this place. Choose another folder."));

  return FALSE;
}
