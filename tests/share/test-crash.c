// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-register.h"

#include <mit-file-work.h>
#include <mit-vessel.h>

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/*
 * The power fails, and the disk has only what was synced: of a file that was not, the name may be there and nothing in it;
 * of what was renamed and removed since the folder was synced, all or nothing may have happened. The model works on real
 * files, remembers what a disk may forget, and makes it forget.
 */
typedef struct
{
  guint       calls_left; /* until the power fails */
  gboolean    is_off;
  GHashTable *unsynced; /* (element-type utf8): files in which nothing may be */
  GHashTable *open;     /* fd → path */
  GPtrArray  *undo;     /* (element-type Undo): what happened to names since the folder was synced */
} Disk;

/* A name, and what was behind it before; NULL: nothing. */
typedef struct
{
  char   *path;
  GBytes *before;
} Undo;

static Disk disk;

static void
undo_free (gpointer data)
{
  g_free (((Undo *) data)->path);
  g_clear_pointer (&((Undo *) data)->before, g_bytes_unref);
  g_free (data);
}

static void
disk_start (guint calls)
{
  disk.calls_left = calls;
  disk.is_off = FALSE;
  disk.unsynced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  disk.open = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  disk.undo = g_ptr_array_new_with_free_func (undo_free);
}

static gboolean
goes_on (void)
{
  disk.is_off |= disk.calls_left == 0;
  if (disk.calls_left > 0)
    disk.calls_left--;
  if (disk.is_off)
    errno = EIO;

  return !disk.is_off;
}

static GBytes *
read_file (const char *path)
{
  char *data;
  gsize size;

  return g_file_get_contents (path, &data, &size, NULL) ? g_bytes_new_take (data, size) : NULL;
}

static void
remember (const char *path)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->path = g_strdup (path);
  undo->before = read_file (path);
  g_ptr_array_add (disk.undo, undo);
}

static int
disk_open (const char *path, int flags, mode_t mode)
{
  int fd;

  if (!goes_on ())
    return -1;
  if (flags & O_CREAT)
    {
      remember (path);
      g_hash_table_add (disk.unsynced, g_strdup (path));
    }
  fd = mit_file_work_real ()->open (path, flags, mode);
  if (fd >= 0)
    g_hash_table_insert (disk.open, GINT_TO_POINTER (fd), g_strdup (path));

  return fd;
}

static ssize_t
disk_read (int fd, void *buffer, size_t size)
{
  return goes_on () ? read (fd, buffer, size) : -1;
}

static ssize_t
disk_write (int fd, const void *buffer, size_t size)
{
  return goes_on () ? write (fd, buffer, size) : -1;
}

/* A folder that is synced keeps all names; a file what is in it. */
static int
disk_sync (int fd)
{
  const char *path = g_hash_table_lookup (disk.open, GINT_TO_POINTER (fd));

  if (!goes_on ())
    return -1;
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    g_ptr_array_set_size (disk.undo, 0);
  else
    g_hash_table_remove (disk.unsynced, path);

  return 0;
}

static int
disk_close (int fd)
{
  g_hash_table_remove (disk.open, GINT_TO_POINTER (fd));
  close (fd);

  return goes_on () ? 0 : -1;
}

static int
disk_stat (const char *path, struct stat *status)
{
  return goes_on () ? stat (path, status) : -1;
}

static int
disk_rename (const char *from, const char *to)
{
  if (!goes_on ())
    return -1;
  remember (from);
  remember (to);
  if (g_hash_table_remove (disk.unsynced, from))
    g_hash_table_add (disk.unsynced, g_strdup (to));

  return rename (from, to);
}

static int
disk_unlink (const char *path)
{
  if (!goes_on ())
    return -1;
  remember (path);

  return unlink (path);
}

static int
disk_make_folder (const char *path, mode_t mode)
{
  return goes_on () ? mkdir (path, mode) : -1;
}

static GPtrArray *
disk_list (const char *path)
{
  return goes_on () ? mit_file_work_real ()->list (path) : NULL;
}

static const MitFileWork failing = { disk_open, disk_read, disk_write, disk_sync, disk_close, disk_stat, disk_rename, disk_unlink, disk_make_folder, disk_list };

static void
write_back (const char *path, GBytes *bytes)
{
  if (bytes)
    g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  else
    g_unlink (path);
}

/* What is there when the power is back. @keeps_names: the disk was in time for names, and not for what is in the files */
static void
disk_forget (gboolean keeps_names)
{
  GHashTableIter iter;
  gpointer       path;

  g_hash_table_iter_init (&iter, disk.unsynced);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (g_file_test (path, G_FILE_TEST_EXISTS))
      g_assert_cmpint (truncate (path, 0), ==, 0);
  for (guint i = disk.undo->len; !keeps_names && i-- > 0;)
    write_back (((Undo *) disk.undo->pdata[i])->path, ((Undo *) disk.undo->pdata[i])->before);
  g_hash_table_unref (disk.unsynced);
  g_hash_table_unref (disk.open);
  g_ptr_array_unref (disk.undo);
}

static gboolean
put (MitVessel *vessel, const char *name, const char *text)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_ptr_array_add (records, mit_record_new (name, bytes));

  return mit_vessel_put (vessel, records, NULL);
}

static gboolean
holds (MitVessel *vessel, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = mit_vessel_read (vessel, name, NULL);

  return bytes && g_bytes_get_size (bytes) == strlen (text) && memcmp (g_bytes_get_data (bytes, NULL), text, strlen (text)) == 0;
}

/* One power failure, at one call, on one kind of disk. Returns whether everything was written before it. */
static gboolean
fail_once (MitShape shape, guint calls, gboolean keeps_names)
{
  g_autofree char *folder = g_dir_make_tmp ("mitmachen-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "share.mitmachen", NULL);
  g_autoptr (MitVessel) vessel = mit_vessel_create (path, shape, NULL);
  g_autoptr (MitVessel) again = NULL;
  gboolean done;

  g_assert_true (put (vessel, "dataset.mit", "the whole of it"));
  g_assert_true (put (vessel, "0a.head", "old"));
  disk_start (calls);
  mit_file_work_set (&failing);
  done = put (vessel, "0a.head", "new") && put (vessel, "0b.seg", "change");
  mit_file_work_set (NULL);
  disk_forget (keeps_names);

  again = mit_vessel_open (path, NULL);
  g_assert_nonnull (again);
  g_assert_true (holds (again, "dataset.mit", "the whole of it"));
  g_assert_true (holds (again, "0a.head", "new") || (!done && holds (again, "0a.head", "old")));
  if (done)
    g_assert_true (holds (again, "0b.seg", "change"));
  /* And it goes on from there. */
  g_assert_true (put (again, "0b.seg", "change"));
  g_assert_true (holds (again, "0b.seg", "change"));
  g_clear_pointer (&again, mit_vessel_free);
  mit_test_remove_folder (path);
  mit_test_remove_folder (folder);

  return done;
}

static void
fail_everywhere (MitShape shape)
{
  for (int keeps_names = 0; keeps_names < 2; keeps_names++)
    {
      guint calls = 0;

      while (!fail_once (shape, calls, keeps_names))
        calls++;
      g_assert_cmpuint (calls, >, 10);
    }
}

static void
test_a_power_failure_leaves_old_or_new_in_a_file (void)
{
  fail_everywhere (MIT_SHAPE_FILE);
}

static void
test_a_power_failure_leaves_old_or_new_in_a_folder (void)
{
  fail_everywhere (MIT_SHAPE_FOLDER);
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);
  g_test_add_func ("/share/crash/a-power-failure-leaves-old-or-new-in-a-file", test_a_power_failure_leaves_old_or_new_in_a_file);
  g_test_add_func ("/share/crash/a-power-failure-leaves-old-or-new-in-a-folder", test_a_power_failure_leaves_old_or_new_in_a_folder);

  return g_test_run ();
}
