// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-register.h"

#include <mit-file-work.h>
#include <mit-share-error.h>
#include <mit-share-helper.h>
#include <mit-vessel.h>

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

#define HANGING "/hanging"

/* A place of either shape, in a folder of its own. */
typedef struct
{
  char      *folder;
  char      *path;
  MitVessel *vessel;
} Place;

static void
place_init (Place *self, MitShape shape)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("mitmachen-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "share.mitmachen", NULL);
  self->vessel = mit_vessel_create (self->path, shape, &error);
  g_assert_no_error (error);
}

static void
place_clear (Place *self)
{
  mit_file_work_set (NULL);
  mit_vessel_free (self->vessel);
  mit_test_remove_folder (self->path);
  mit_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
put (MitVessel *vessel, const char *name, const char *text, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_ptr_array_add (records, mit_record_new (name, bytes));

  return mit_vessel_put (vessel, records, error);
}

static char *
get (MitVessel *vessel, const char *name)
{
  g_autoptr (GBytes) bytes = mit_vessel_read (vessel, name, NULL);

  return bytes ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static void
assert_holds (MitVessel *vessel, const char *name, const char *expected)
{
  g_autofree char *text = get (vessel, name);

  g_assert_cmpstr (text, ==, expected);
}

static guint
count (MitVessel *vessel)
{
  g_autoptr (GPtrArray) names = mit_vessel_list (vessel, NULL);

  return names ? names->len : 0;
}

static void
check_four_calls (MitShape shape)
{
  g_auto (Place) self = { 0 };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (MitVessel) again = NULL;

  place_init (&self, shape);
  g_assert_cmpuint (count (self.vessel), ==, 0);
  g_assert_true (put (self.vessel, "dataset.mit", "eins", NULL));
  g_assert_true (put (self.vessel, "0a.head", "zwei", NULL));
  g_assert_true (put (self.vessel, "0a.head", "drei", NULL));
  again = mit_vessel_open (self.path, NULL);
  g_assert_cmpuint (count (again), ==, 2);
  assert_holds (again, "dataset.mit", "eins");
  assert_holds (again, "0a.head", "drei");
  assert_holds (again, "0b.head", NULL);
  g_ptr_array_add (names, (gpointer) "0a.head");
  g_ptr_array_add (names, (gpointer) "never-there");
  g_assert_true (mit_vessel_remove (again, names, NULL));
  g_assert_cmpuint (count (self.vessel), ==, 1);
}

static void
test_the_four_calls_work_in_both_shapes (void)
{
  check_four_calls (MIT_SHAPE_FILE);
  check_four_calls (MIT_SHAPE_FOLDER);
}

static void
test_nothing_that_is_there_is_taken_for_a_new_place (void)
{
  g_auto (Place) self = { 0 };
  g_autoptr (GError) error = NULL;

  place_init (&self, MIT_SHAPE_FILE);
  g_assert_null (mit_vessel_create (self.path, MIT_SHAPE_FILE, &error));
  g_assert_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_EXISTS);
}

static void
test_two_writers_of_a_file_lose_nothing (void)
{
  g_auto (Place) self = { 0 };
  g_autoptr (MitVessel) other = NULL;

  place_init (&self, MIT_SHAPE_FILE);
  other = mit_vessel_open (self.path, NULL);
  g_assert_true (put (self.vessel, "dataset.mit", "eins", NULL));
  g_assert_cmpuint (count (other), ==, 1);
  g_assert_true (put (self.vessel, "aa.seg", "zwei", NULL));
  g_assert_true (put (other, "bb.seg", "drei", NULL));
  g_assert_cmpuint (count (self.vessel), ==, 3);
}

static void
write_text (const char *folder, const char *name, const char *text, gssize size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, size, NULL));
}

/* The names that programs for synced folders give; what counts is what is in the file. */
/* Programs for backups link files instead of copying them; what is written in place would change the backup, too. */
static void
test_a_second_name_of_the_file_keeps_what_it_had (void)
{
  g_auto (Place) self = { 0 };
  g_autofree char *backup = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize size_before, size_after;

  place_init (&self, MIT_SHAPE_FILE);
  g_assert_true (put (self.vessel, "one.seg", "first", &error));
  backup = g_build_filename (self.folder, "backup", NULL);
  g_assert_cmpint (link (self.path, backup), ==, 0);
  g_assert_true (g_file_get_contents (backup, &before, &size_before, NULL));
  g_assert_true (put (self.vessel, "two.seg", "second", &error));
  g_assert_no_error (error);
  assert_holds (self.vessel, "one.seg", "first");
  assert_holds (self.vessel, "two.seg", "second");
  g_assert_true (g_file_get_contents (backup, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
}

static void
test_copies_of_a_file_are_folded_in (void)
{
  static const char *const names[] = { "share (conflicted copy 2026-11-26 120000).mitmachen", "share.sync-conflict-20261126-120000-ABCDEFG.mitmachen",
                                       "share (Annas in Konflikt stehende Kopie 2026-11-26).mitmachen", "share-DESKTOP-ABC1234.mitmachen", "share (1).mitmachen" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Place) self = { 0 };
      g_autofree char *copy_path = NULL;
      g_autofree char *data = NULL;
      gsize            size;

      place_init (&self, MIT_SHAPE_FILE);
      g_assert_true (put (self.vessel, "dataset.mit", "eins", NULL));
      g_assert_true (put (self.vessel, "aa.seg", "zwei", NULL));
      g_assert_true (g_file_get_contents (self.path, &data, &size, NULL));
      write_text (self.folder, names[i], data, (gssize) size);
      copy_path = g_build_filename (self.folder, names[i], NULL);
      {
        g_autoptr (MitVessel) copy = mit_vessel_open (copy_path, NULL);

        g_assert_true (put (copy, "bb.seg", "drei", NULL));
      }
      assert_holds (self.vessel, "bb.seg", "drei");
      g_assert_true (put (self.vessel, "cc.seg", "vier", NULL));
      g_assert_false (g_file_test (copy_path, G_FILE_TEST_EXISTS));
      assert_holds (self.vessel, "bb.seg", "drei");
    }
}

static void
test_another_file_of_a_similar_name_stays_alone (void)
{
  g_auto (Place) self = { 0 };
  g_autofree char *other = NULL;

  place_init (&self, MIT_SHAPE_FILE);
  g_assert_true (put (self.vessel, "dataset.mit", "eins", NULL));
  write_text (self.folder, "share of mine.txt", "nicht dazu", -1);
  other = g_build_filename (self.folder, "share of mine.txt", NULL);
  g_assert_true (put (self.vessel, "aa.seg", "zwei", NULL));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  g_unlink (other);
}

static void
test_a_file_cut_short_gives_what_is_whole (void)
{
  g_auto (Place) self = { 0 };
  g_autofree char *data = NULL;
  gsize            size;

  place_init (&self, MIT_SHAPE_FILE);
  g_assert_true (put (self.vessel, "dataset.mit", "eins", NULL));
  g_assert_true (put (self.vessel, "aa.seg", "zwei", NULL));
  g_assert_true (g_file_get_contents (self.path, &data, &size, NULL));
  for (gsize n = 0; n < size; n++)
    {
      g_autoptr (MitVessel) cut = NULL;
      g_autoptr (GPtrArray) names = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (self.path, data, (gssize) n, NULL));
      cut = mit_vessel_open (self.path, NULL);
      names = mit_vessel_list (cut, &error);
      if (n < 8)
        g_assert_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_PARTIAL);
      else
        g_assert_cmpuint (names->len, <, 2);
    }
}

static void
test_leftovers_of_others_are_swept_after_a_day (void)
{
  g_auto (Place) self = { 0 };
  g_autofree char *old_path = NULL, *new_path = NULL;
  struct utimbuf   yesterday = { time (NULL) - 90000, time (NULL) - 90000 };

  place_init (&self, MIT_SHAPE_FOLDER);
  write_text (self.path, "~$mit-0123.tmp", "alt", -1);
  write_text (self.path, "~$mit-4567.tmp", "neu", -1);
  old_path = g_build_filename (self.path, "~$mit-0123.tmp", NULL);
  new_path = g_build_filename (self.path, "~$mit-4567.tmp", NULL);
  g_assert_cmpint (utime (old_path, &yesterday), ==, 0);
  g_assert_cmpuint (count (self.vessel), ==, 0);
  g_assert_false (g_file_test (old_path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (new_path, G_FILE_TEST_EXISTS));
}

/* A file system that fails at the nth call, once or from then on, with what it says then; and that does things in small steps. */
static struct
{
  guint    n_calls;
  guint    fail_at; /* 0: never */
  gboolean for_good;
  int      code;
  gboolean in_steps;
  guint    n_interrupted;
} trouble;

static gboolean
is_failing (void)
{
  trouble.n_calls++;
  if (trouble.fail_at == 0 || trouble.n_calls < trouble.fail_at || (!trouble.for_good && trouble.n_calls > trouble.fail_at))
    return FALSE;
  errno = trouble.code;

  return TRUE;
}

static int
bad_open (const char *path, int flags, mode_t mode)
{
  return is_failing () ? -1 : mit_file_work_real ()->open (path, flags, mode);
}

static gboolean
is_interrupted (void)
{
  if (!trouble.in_steps || trouble.n_interrupted++ % 2 == 0)
    return FALSE;
  errno = EINTR;

  return TRUE;
}

static ssize_t
bad_read (int fd, void *buffer, size_t size)
{
  if (is_failing () || is_interrupted ())
    return -1;

  return mit_file_work_real ()->read (fd, buffer, trouble.in_steps ? 1 : size);
}

static ssize_t
bad_write (int fd, const void *buffer, size_t size)
{
  if (is_failing () || is_interrupted ())
    return -1;

  return mit_file_work_real ()->write (fd, buffer, trouble.in_steps ? 1 : size);
}

static int
bad_sync (int fd)
{
  return is_failing () ? -1 : mit_file_work_real ()->sync (fd);
}

/* A file that says at the end that it did not keep what it was given is closed all the same. */
static int
bad_close (int fd)
{
  gboolean fails = is_failing ();

  mit_file_work_real ()->close (fd);
  if (fails)
    errno = trouble.code;

  return fails ? -1 : 0;
}

static int
bad_stat (const char *path, struct stat *status)
{
  return is_failing () ? -1 : mit_file_work_real ()->stat (path, status);
}

static int
bad_rename (const char *from, const char *to)
{
  return is_failing () ? -1 : mit_file_work_real ()->rename (from, to);
}

static int
bad_unlink (const char *path)
{
  return is_failing () ? -1 : mit_file_work_real ()->unlink (path);
}

static GPtrArray *
bad_list (const char *path)
{
  return is_failing () ? NULL : mit_file_work_real ()->list (path);
}

static const MitFileWork bad_work = { bad_open, bad_read, bad_write, bad_sync, bad_close, bad_stat, bad_rename, bad_unlink, NULL, bad_list };

/* Returns whether the call was far enough to be failed. */
static gboolean
try_put (MitShape shape, guint fail_at, gboolean for_good, int code)
{
  g_auto (Place) self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MitVessel) after = NULL;
  g_autofree char *head = NULL;
  gboolean         done;

  place_init (&self, shape);
  g_assert_true (put (self.vessel, "dataset.mit", "eins", NULL));
  g_assert_true (put (self.vessel, "0a.head", "alt", NULL));
  mit_file_work_set (&bad_work);
  trouble.n_calls = 0;
  trouble.fail_at = fail_at;
  trouble.for_good = for_good;
  trouble.code = code;
  done = put (self.vessel, "0a.head", "neu", &error);
  mit_file_work_set (NULL);
  trouble.fail_at = 0;

  /* Either the old or the new one, whole; what was said to be done is done. */
  after = mit_vessel_open (self.path, NULL);
  head = get (after, "0a.head");
  assert_holds (after, "dataset.mit", "eins");
  g_assert_true (g_strcmp0 (head, "neu") == 0 || (!done && g_strcmp0 (head, "alt") == 0));
  g_assert_true (done || error->domain == MIT_SHARE_ERROR);
  /* And it can be done again. */
  g_assert_true (put (after, "0a.head", "noch neuer", NULL));

  return trouble.n_calls >= fail_at;
}

static void
test_whatever_call_fails_the_old_or_the_new_one_is_there (void)
{
  static const int codes[] = { EIO, ENOSPC, EACCES, ESTALE };

  for (int shape = MIT_SHAPE_FILE; shape <= MIT_SHAPE_FOLDER; shape++)
    for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
      for (int for_good = 0; for_good <= 1; for_good++)
        for (guint n = 1; try_put ((MitShape) shape, n, for_good, codes[i]); n++)
          g_assert_cmpuint (n, <, 100);
}

static void
test_small_steps_and_interruptions_change_nothing (void)
{
  for (int shape = MIT_SHAPE_FILE; shape <= MIT_SHAPE_FOLDER; shape++)
    {
      g_auto (Place) self = { 0 };

      place_init (&self, (MitShape) shape);
      mit_file_work_set (&bad_work);
      trouble.in_steps = TRUE;
      g_assert_true (put (self.vessel, "dataset.mit", "ein etwas längerer Text", NULL));
      assert_holds (self.vessel, "dataset.mit", "ein etwas längerer Text");
      trouble.in_steps = FALSE;
    }
}

static void
test_the_helper_does_the_same_in_both_shapes (void)
{
  for (int shape = MIT_SHAPE_FILE; shape <= MIT_SHAPE_FOLDER; shape++)
    {
      g_auto (Place) self = { 0 };
      g_autofree char *path = NULL;
      g_autoptr (MitVessel) made = NULL;
      g_autoptr (MitVessel) opened = NULL;
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;

      place_init (&self, MIT_SHAPE_FILE);
      path = g_build_filename (self.folder, "remote", NULL);
      made = mit_vessel_create_remote (path, (MitShape) shape, &error);
      g_assert_no_error (error);
      g_assert_true (put (made, "dataset.mit", "eins", NULL));
      opened = mit_vessel_open_remote (path, &error);
      g_assert_no_error (error);
      assert_holds (opened, "dataset.mit", "eins");
      g_assert_cmpuint (count (opened), ==, 1);
      g_ptr_array_add (names, (gpointer) "dataset.mit");
      g_assert_true (mit_vessel_remove (opened, names, NULL));
      g_assert_cmpuint (count (opened), ==, 0);
      assert_holds (opened, "dataset.mit", NULL);
      mit_test_remove_folder (path);
      g_unlink (path);
    }
}

static void
test_the_helper_passes_on_what_is_wrong (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mit_vessel_open_remote ("/nowhere/at/all", &error));
  g_assert_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_NOT_THERE);
}

/* A file system that never answers; see main(). */
static void
test_a_share_that_does_not_answer_is_given_up_in_time (void)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  g_assert_null (mit_vessel_open_remote (HANGING, &error));
  g_assert_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_NOT_THERE);
  g_assert_cmpint (g_get_monotonic_time () - start, <, (MIT_SHARE_ANSWER_SECONDS + 5) * G_USEC_PER_SEC);
}

static void
check_message (int code, MitShareError expected)
{
  g_autoptr (GError) error = NULL;

  mit_share_error_set_errno (&error, code);
  g_assert_error (error, MIT_SHARE_ERROR, (int) expected);
}

static void
test_what_the_system_says_becomes_a_sentence (void)
{
  check_message (ENOSPC, MIT_SHARE_ERROR_NO_SPACE);
  check_message (EDQUOT, MIT_SHARE_ERROR_NO_SPACE);
  check_message (EFBIG, MIT_SHARE_ERROR_NO_SPACE);
  check_message (EROFS, MIT_SHARE_ERROR_READ_ONLY);
  check_message (EACCES, MIT_SHARE_ERROR_READ_ONLY);
  check_message (ENOENT, MIT_SHARE_ERROR_NOT_THERE);
  check_message (EHOSTDOWN, MIT_SHARE_ERROR_NOT_THERE);
  check_message (EIO, MIT_SHARE_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  if (mit_share_helper_is_meant (argc, argv) && g_str_equal (argv[2], HANGING))
    return pause ();
  if (mit_share_helper_is_meant (argc, argv))
    return mit_share_helper_main (argc, argv);

  mit_test_init (&argc, &argv);
  g_test_add_func ("/share/vessel/the-four-calls-work-in-both-shapes", test_the_four_calls_work_in_both_shapes);
  g_test_add_func ("/share/vessel/nothing-that-is-there-is-taken-for-a-new-place", test_nothing_that_is_there_is_taken_for_a_new_place);
  g_test_add_func ("/share/vessel/two-writers-of-a-file-lose-nothing", test_two_writers_of_a_file_lose_nothing);
  g_test_add_func ("/share/vessel/a-second-name-of-the-file-keeps-what-it-had", test_a_second_name_of_the_file_keeps_what_it_had);
  g_test_add_func ("/share/vessel/copies-of-a-file-are-folded-in", test_copies_of_a_file_are_folded_in);
  g_test_add_func ("/share/vessel/another-file-of-a-similar-name-stays-alone", test_another_file_of_a_similar_name_stays_alone);
  g_test_add_func ("/share/vessel/a-file-cut-short-gives-what-is-whole", test_a_file_cut_short_gives_what_is_whole);
  g_test_add_func ("/share/vessel/leftovers-of-others-are-swept-after-a-day", test_leftovers_of_others_are_swept_after_a_day);
  g_test_add_func ("/share/vessel/whatever-call-fails-the-old-or-the-new-one-is-there", test_whatever_call_fails_the_old_or_the_new_one_is_there);
  g_test_add_func ("/share/vessel/small-steps-and-interruptions-change-nothing", test_small_steps_and_interruptions_change_nothing);
  g_test_add_func ("/share/vessel/the-helper-does-the-same-in-both-shapes", test_the_helper_does_the_same_in_both_shapes);
  g_test_add_func ("/share/vessel/the-helper-passes-on-what-is-wrong", test_the_helper_passes_on_what_is_wrong);
  g_test_add_func ("/share/vessel/a-share-that-does-not-answer-is-given-up-in-time", test_a_share_that_does_not_answer_is_given_up_in_time);
  g_test_add_func ("/share/vessel/what-the-system-says-becomes-a-sentence", test_what_the_system_says_becomes_a_sentence);

  return g_test_run ();
}
