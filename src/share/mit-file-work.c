// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-file-work.h"

#include "mit-share-error.h"

#include <dirent.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

static int
open_file (const char *path, int flags, mode_t mode)
{
  return open (path, flags, mode);
}

static int
stat_path (const char *path, struct stat *status)
{
  return stat (path, status);
}

static GPtrArray *
list_folder (const char *path)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  DIR           *dir = opendir (path);
  struct dirent *entry;
  int            code;

  if (!dir)
    return NULL;
  for (errno = 0; (entry = readdir (dir)); errno = 0)
    if (entry->d_name[0] != '.')
      g_ptr_array_add (names, g_strdup (entry->d_name));
  code = errno;
  closedir (dir);
  errno = code;

  return code == 0 ? g_steal_pointer (&names) : NULL;
}

static const MitFileWork real = {
  .open = open_file,
  .read = read,
  .write = write,
  .sync = fsync,
  .close = close,
  .stat = stat_path,
  .rename = rename,
  .unlink = unlink,
  .make_folder = mkdir,
  .list = list_folder,
};

static const MitFileWork *current = &real;

/** mit_file_work_real: The system's own. */
const MitFileWork *
mit_file_work_real (void)
{
  return &real;
}

/** mit_file_work_get: What is in use. */
const MitFileWork *
mit_file_work_get (void)
{
  return current;
}

/** mit_file_work_set: For tests: work through @work from here on; %NULL for the system's own. */
void
mit_file_work_set (const MitFileWork *work)
{
  current = work ? work : &real;
}

static gboolean
read_all (int fd, GByteArray *out, gsize limit)
{
  guint8 buffer[64 * 1024];

  for (;;)
    {
      ssize_t got = current->read (fd, buffer, sizeof buffer);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        return got == 0;
      if (out->len + (gsize) got > limit)
        {
          errno = EFBIG;
          return FALSE;
        }
      g_byte_array_append (out, buffer, (guint) got);
    }
}

/** mit_file_work_load: Returns: (transfer full) (nullable): all of a file, if it is not larger than @limit; else %NULL with @error */
GBytes *
mit_file_work_load (const char *path, gsize limit, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  int      fd = current->open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0);
  gboolean done;
  int      code;

  if (fd < 0)
    {
      mit_share_error_set_errno (error, errno);
      return NULL;
    }
  done = read_all (fd, out, limit);
  code = errno;
  current->close (fd);
  if (done)
    return g_byte_array_free_to_bytes (g_steal_pointer (&out));

  if (code == EFBIG)
    g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_DAMAGED, _ ("A file in the shared database is too large to be one of its own."));
  else
    mit_share_error_set_errno (error, code);

  return NULL;
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      ssize_t done = current->write (fd, data, size);

      if (done < 0 && errno == EINTR)
        continue;
      if (done < 0)
        return FALSE;
      data += done;
      size -= (gsize) done;
    }

  return TRUE;
}

/* The name begins as clients of synced folders expect of files that are none of their business. */
static char *
make_temporary_name (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_strdup_printf ("~$mit-%08x%08x.tmp", g_random_int (), g_random_int ());

  return g_build_filename (folder, name, NULL);
}

/* Not all file systems can do this, and where they cannot it is not needed. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int              fd = current->open (folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY, 0);

  if (fd < 0)
    return;
  current->sync (fd);
  current->close (fd);
}

/* Who may read and write there is for the folder to say; what is in the file is sealed.
 * Whatever fails, the file is closed once; a sync that failed is never tried again on the same file. */
static gboolean
write_durably (const char *path, GBytes *bytes)
{
  int      fd = current->open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  gboolean done;
  int      code;

  if (fd < 0)
    return FALSE;
  done = write_all (fd, bytes) && current->sync (fd) == 0;
  code = errno;
  if (current->close (fd) != 0 && done)
    return FALSE;
  errno = code;

  return done;
}

/**
 * mit_file_work_save:
 * @path: a file that is there is replaced in one step
 *
 * Write a file so that at any moment, whatever fails, either the old or the new one is there, whole.
 */
gboolean
mit_file_work_save (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *temporary = make_temporary_name (path);

  if (!write_durably (temporary, bytes) || current->rename (temporary, path) != 0)
    {
      int code = errno;

      current->unlink (temporary);
      mit_share_error_set_errno (error, code);
      return FALSE;
    }
  sync_folder (path);

  return TRUE;
}
