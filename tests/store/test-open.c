// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-list.h"

#include <mit-backup.h>
#include <mit-erase.h>

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Enough people for some pages of every kind. */
static void
fill (MitTestRegister *self)
{
  g_autoptr (GString) list = g_string_new ("Mitgl.-Nr.;Vorname;Name;Ort\n");

  for (int i = 0; i < 300; i++)
    g_string_append_printf (list, "%d;Vorname%d;Familie%d;Zwickau\n", i, i, i);
  mit_test_import (self, list->str);
}

static void
assert_refused (MitTestRegister *self, const char *path, MitStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MitStore) store = mit_store_open_with_key (path, self->key, &error);

  g_assert_null (store);
  g_assert_error (error, MIT_STORE_ERROR, (int) code);
}

static void
test_what_was_written_is_there_again (void)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  fill (&self);
  mit_test_register_close (&self);
  mit_test_register_open (&self);

  g_assert_cmpint (mit_people_count (mit_store_reader (self.store)), ==, 300);
}

static void
test_others_may_not_read_the_file (void)
{
  g_auto (MitTestRegister) self = { 0 };
  GStatBuf status;

  mit_test_register_init (&self);

  g_assert_cmpint (g_stat (self.path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_a_passphrase_opens_what_it_made (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mitmachen-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "register", NULL);
  g_autoptr (GError) error = NULL;
  MitStore *store = mit_store_create (path, "süße Übung", &error);

  g_assert_no_error (error);
  g_assert_finalize_object (store);

  /* The same letters, as other keyboards compose them. */
  store = mit_store_open (path, "su\xcc\x88\xc3\x9f"
                                "e U\xcc\x88"
                                "bung",
                          &error);
  g_assert_no_error (error);
  g_assert_finalize_object (store);

  g_assert_null (mit_store_open (path, "suße Übung", &error));
  g_assert_error (error, MIT_STORE_ERROR, MIT_STORE_ERROR_PASSPHRASE);
  mit_test_remove_folder (folder);
}

static void
test_no_passphrase_is_refused_and_leaves_nothing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mitmachen-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "register", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (mit_store_create (path, "", &error));
  g_assert_error (error, MIT_STORE_ERROR, MIT_STORE_ERROR_INVALID);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_another_key_is_refused (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitKey) other = mit_key_new_random ();
  g_autoptr (GError) error = NULL;

  mit_test_register_init (&self);
  mit_test_register_close (&self);

  g_assert_null (mit_store_open_with_key (self.path, other, &error));
  g_assert_error (error, MIT_STORE_ERROR, MIT_STORE_ERROR_PASSPHRASE);
}

static void
test_an_existing_file_is_not_replaced (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (GError) error = NULL;

  mit_test_register_init (&self);
  fill (&self);

  g_assert_null (mit_store_create_with_key (self.path, self.key, &error));
  g_assert_error (error, MIT_STORE_ERROR, MIT_STORE_ERROR_EXISTS);
  g_assert_cmpint (mit_people_count (mit_store_reader (self.store)), ==, 300);
}

static void
test_a_missing_folder_is_named (void)
{
  g_autoptr (MitKey) key = mit_key_new_random ();
  g_autoptr (GError) error = NULL;

  g_assert_null (mit_store_create_with_key ("/nowhere/at/all/register", key, &error));
  g_assert_error (error, MIT_STORE_ERROR, MIT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (mit_store_open ("/nowhere/at/all/register", "geheim", &error));
  g_assert_error (error, MIT_STORE_ERROR, MIT_STORE_ERROR_NOT_FOUND);
}

static void
test_a_file_that_is_no_register_is_refused (void)
{
  static const char *const contents[] = { "", "Vorname;Name\n", "SQLite format 3" };
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *path = NULL;

  mit_test_register_init (&self);
  path = mit_test_register_file (&self, "other");
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      g_assert_null (mit_store_open (path, "geheim", &error));
      g_assert_error (error, MIT_STORE_ERROR, MIT_STORE_ERROR_DAMAGED);
    }
  g_unlink (path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_null (mit_store_open (path, "geheim", NULL));
  g_rmdir (path);
}

static void
flip_byte (const char *path, goffset offset)
{
  int    fd = g_open (path, O_RDWR, 0);
  guint8 byte;

  g_assert_cmpint (pread (fd, &byte, 1, offset), ==, 1);
  byte ^= 0x20;
  g_assert_cmpint (pwrite (fd, &byte, 1, offset), ==, 1);
  close (fd);
}

static goffset
size_of (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return status.st_size;
}

/* The first page is what the key is tried on, so that damage there looks like another key. Pages that nothing stands in are
 * not read, and may be damaged. */
static void
test_a_byte_that_flips_anywhere_is_found (void)
{
  g_auto (MitTestRegister) self = { 0 };
  goffset size;

  mit_test_register_init (&self);
  fill (&self);
  g_assert_true (mit_store_wipe_sync (self.store, NULL));
  mit_test_register_close (&self);
  size = size_of (self.path);
  g_assert_cmpint (size, >, 20 * 4096);

  for (goffset offset = 4096 + 7; offset < size; offset += size / 12)
    {
      flip_byte (self.path, offset);
      assert_refused (&self, self.path, MIT_STORE_ERROR_DAMAGED);
      flip_byte (self.path, offset);
    }
  flip_byte (self.path, 100);
  assert_refused (&self, self.path, MIT_STORE_ERROR_PASSPHRASE);
  flip_byte (self.path, 100);
  mit_test_register_open (&self);
  g_assert_cmpint (mit_people_count (mit_store_reader (self.store)), ==, 300);
}

static void
test_a_file_cut_off_anywhere_is_found (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *copy = NULL;
  goffset          size;

  mit_test_register_init (&self);
  fill (&self);
  mit_test_register_close (&self);
  size = size_of (self.path);
  copy = mit_test_register_file (&self, "copy");
  for (int part = 1; part < 8; part++)
    {
      g_autofree char *data = NULL;
      gsize            length;

      g_assert_true (g_file_get_contents (self.path, &data, &length, NULL));
      g_assert_true (g_file_set_contents (copy, data, (gssize) (size / 4096 * part / 8 * 4096), NULL));
      assert_refused (&self, copy, MIT_STORE_ERROR_DAMAGED);
    }
}

static void
test_a_page_in_the_place_of_another_is_found (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *data = NULL;
  gsize            length;

  mit_test_register_init (&self);
  fill (&self);
  mit_test_register_close (&self);
  g_assert_true (g_file_get_contents (self.path, &data, &length, NULL));
  memcpy (data + 4 * 4096, data + 5 * 4096, 4096);
  g_assert_true (g_file_set_contents (self.path, data, (gssize) length, NULL));

  assert_refused (&self, self.path, MIT_STORE_ERROR_DAMAGED);
}

static void
test_a_backup_holds_the_same (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  MitStore *backup;
  GStatBuf  status;

  mit_test_register_init (&self);
  fill (&self);
  path = mit_test_register_file (&self, "backup");
  g_assert_true (g_file_set_contents (path, "an older backup", -1, &error));
  mit_test_await (mit_store_back_up (self.store, path));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  backup = mit_store_open_with_key (path, self.key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mit_people_count (mit_store_reader (backup)), ==, 300);
  g_assert_finalize_object (backup);
}

/* Neither a stump that a later look takes for a backup, nor the loss of the one that was there, nor of the register. */
static void
test_a_backup_that_fails_leaves_all_as_it_was (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *inside = NULL;

  mit_test_register_init (&self);
  fill (&self);
  path = mit_test_register_file (&self, "backup");
  inside = g_build_filename (path, "backup", NULL);
  mit_test_refuse (mit_store_back_up (self.store, self.path), MIT_STORE_ERROR, MIT_STORE_ERROR_EXISTS);
  mit_test_refuse (mit_store_back_up (self.store, inside), MIT_STORE_ERROR, MIT_STORE_ERROR_FAILED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (mit_people_count (mit_store_reader (self.store)), ==, 300);
}

/* Asked from another process: one does not get into its own way. */
static gboolean
is_locked_for_others (const char *path)
{
  pid_t child = fork ();
  int   status;

  if (child == 0)
    {
      struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
      int          fd = open (path, O_RDWR | O_CLOEXEC);

      _exit (fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);

  return WEXITSTATUS (status) != 0;
}

/* A file dialog looks into the files of a folder; that must not open the register to another program's tidying up. */
static void
test_looking_into_the_files_leaves_them_locked (void)
{
  static const char *const endings[] = { "", "-shm" };
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  fill (&self);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self.path, endings[i], NULL);
      int              fd = open (path, O_RDONLY | O_CLOEXEC);

      g_assert_cmpint (fd, >=, 0);
      g_assert_true (is_locked_for_others (path));
      close (fd);
      g_assert_true (is_locked_for_others (path));
    }
  mit_test_register_close (&self);
  g_assert_false (is_locked_for_others (self.path));
}

/* The file alone is the whole register once nobody has it open; people carry it about. */
static void
test_a_closed_register_is_one_file (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *log = NULL;

  mit_test_register_init (&self);
  fill (&self);
  log = g_strconcat (self.path, "-wal", NULL);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  mit_test_register_close (&self);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);

  g_test_add_func ("/store/what-was-written-is-there-again", test_what_was_written_is_there_again);
  g_test_add_func ("/store/others-may-not-read-the-file", test_others_may_not_read_the_file);
  g_test_add_func ("/store/a-passphrase-opens-what-it-made", test_a_passphrase_opens_what_it_made);
  g_test_add_func ("/store/no-passphrase-is-refused-and-leaves-nothing", test_no_passphrase_is_refused_and_leaves_nothing);
  g_test_add_func ("/store/another-key-is-refused", test_another_key_is_refused);
  g_test_add_func ("/store/an-existing-file-is-not-replaced", test_an_existing_file_is_not_replaced);
  g_test_add_func ("/store/a-missing-folder-is-named", test_a_missing_folder_is_named);
  g_test_add_func ("/store/a-file-that-is-no-register-is-refused", test_a_file_that_is_no_register_is_refused);
  g_test_add_func ("/store/a-byte-that-flips-anywhere-is-found", test_a_byte_that_flips_anywhere_is_found);
  g_test_add_func ("/store/a-file-cut-off-anywhere-is-found", test_a_file_cut_off_anywhere_is_found);
  g_test_add_func ("/store/a-page-in-the-place-of-another-is-found", test_a_page_in_the_place_of_another_is_found);
  g_test_add_func ("/store/a-backup-holds-the-same", test_a_backup_holds_the_same);
  g_test_add_func ("/store/a-backup-that-fails-leaves-all-as-it-was", test_a_backup_that_fails_leaves_all_as_it_was);

  g_test_add_func ("/store/looking-into-the-files-leaves-them-locked", test_looking_into_the_files_leaves_them_locked);
  g_test_add_func ("/store/a-closed-register-is-one-file", test_a_closed_register_is_one_file);

  return g_test_run ();
}
