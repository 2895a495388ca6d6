// SPDX-License-Identifier: GPL-3.0-or-later
#include <locale.h>
#include <mit-file.h>

#include <glib/gstdio.h>
#include <unistd.h>

static void
test_links_are_followed_and_folders_refused (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mitmachen-test-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autofree char *missing = mit_file_find_target (file);
  g_autofree char *followed = NULL;

  g_assert_cmpstr (missing, ==, file);
  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  g_assert_cmpint (symlink ("file", link), ==, 0);
  followed = mit_file_find_target (link);
  g_assert_cmpstr (followed, ==, file);
  g_assert_null (mit_file_find_target (folder));
  g_assert_null (mit_file_find_target ("/dev/null"));

  g_unlink (link);
  g_unlink (file);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file/links-are-followed-and-folders-refused", test_links_are_followed_and_folders_refused);

  return g_test_run ();
}
