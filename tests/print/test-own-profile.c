// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-check.h"
#include "mit-print-error.h"
#include "mit-print-object.h"
#include "mit-print-own-profile.h"
#include "print-fixture.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* A profile that comes with the system, under another name, as a print shop would send it. */
static char *
make_file (PrintFixture *fixture, const char *installed, const char *name)
{
  g_autofree char *own = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *source = mit_print_preset_find_profile (fixture->preset, NULL);
  g_autofree char *folder = g_path_get_dirname (source);
  g_autofree char *path = g_build_filename (folder, installed, NULL);
  g_autofree char *data = NULL;
  gsize            size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_true (g_file_set_contents (own, data, (gssize) size, NULL));

  return g_steal_pointer (&own);
}

static void
test_kept_profiles_are_offered (PrintFixture *fixture, gconstpointer data)
{
  g_autofree char *first = make_file (fixture, "FOGRA47L_uncoated.icc", "Druckerei.icc");
  g_autofree char *second = make_file (fixture, "FOGRA29L_uncoated.icc", "Druckerei.icm");
  g_autoptr (MitPrintOwnProfile) one = mit_print_own_profile_keep (first, NULL);
  g_autoptr (MitPrintOwnProfile) again = mit_print_own_profile_keep (first, NULL);
  g_autoptr (MitPrintOwnProfile) other = mit_print_own_profile_keep (second, NULL);
  g_autoptr (GPtrArray) list = NULL;

  g_assert_cmpstr (one->path, ==, again->path);
  g_assert_cmpstr (one->path, !=, other->path);
  g_unlink (first);
  list = mit_print_own_profile_list ();
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((MitPrintOwnProfile *) list->pdata[0])->name, ==, "FOGRA29L Uncoated");
  g_assert_cmpstr (((MitPrintOwnProfile *) list->pdata[1])->name, ==, "FOGRA47L Uncoated");
}

static void
test_removed_profile_is_not_offered (PrintFixture *fixture, gconstpointer data)
{
  g_autofree char *sent = make_file (fixture, "FOGRA45L_lwc.icc", "Druckerei.icc");
  g_autoptr (MitPrintOwnProfile) kept = mit_print_own_profile_keep (sent, NULL);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mit_print_own_profile_remove (kept->path, &error));
  g_assert_no_error (error);
  list = mit_print_own_profile_list ();
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpstr (((MitPrintOwnProfile *) list->pdata[i])->path, !=, kept->path);
  g_assert_true (g_file_test (sent, G_FILE_TEST_EXISTS));
  g_assert_false (mit_print_own_profile_remove (kept->path, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PROFILE);
}

/* Returns: the file with its version set to 4.3 */
static char *
make_new (PrintFixture *fixture)
{
  char            *path = make_file (fixture, "FOGRA39L_coated.icc", "neu.icc");
  g_autofree char *data = NULL;
  gsize            size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  data[8] = 4;
  data[9] = 0x30;
  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));

  return path;
}

static void
test_an_old_press_takes_no_new_profile (PrintFixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_new (fixture);
  g_autoptr (MitPrintPreset) x3 = mit_print_preset_get ("german-x3", NULL);
  g_autoptr (MitPrintPreset) preset = mit_print_own_profile_apply (path, fixture->preset, NULL);
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_text, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  g_assert_null (mit_print_own_profile_apply (path, x3, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PROFILE);
  g_clear_error (&error);
  /* Newer presses take it. */
  fixture->options.preset = preset;
  mit_print_pass_run (pdf, &fixture->options, fixture->target, &error);
  fixture->options.preset = fixture->preset;
  g_assert_no_error (error);
  findings = mit_print_check_file (fixture->target, MIT_PRINT_RULES_X3, NULL);
  g_assert_true (mit_print_check_has_rule (findings, "x3-profile"));
}

static void
test_other_files_are_not_kept (PrintFixture *fixture, gconstpointer data)
{
  g_autofree char *light = make_file (fixture, "AdobeRGB1998.icc", "licht.icc");
  g_autofree char *nothing = g_build_filename (fixture->folder, "nichts.icc", NULL);
  g_autofree char *text = g_build_filename (fixture->folder, "text.icc", NULL);
  const char      *paths[] = { light, nothing, text, fixture->folder };
  g_autoptr (GPtrArray) before = mit_print_own_profile_list (), after = NULL;

  g_file_set_contents (text, "kein Profil", -1, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mit_print_own_profile_keep (paths[i], &error));
      g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PROFILE);
    }
  after = mit_print_own_profile_list ();
  g_assert_cmpuint (after->len, ==, before->len);
}

static char *
read_intent (PrintFixture *fixture, const char *key)
{
  qpdf_data pdf = mit_print_object_open_file (fixture->target, NULL);
  qpdf_oh   intent = qpdf_oh_get_array_item (pdf, mit_print_object_get (pdf, qpdf_get_root (pdf), "/OutputIntents"), 0);
  char     *text = mit_print_object_dup_text (pdf, mit_print_object_get (pdf, intent, key));

  mit_print_object_close (&pdf);

  return text;
}

static void
check_intent (PrintFixture *fixture, const char *installed, const char *condition, const char *registry, const char *info)
{
  g_autofree char *path = make_file (fixture, installed, "Druckerei.icc");
  g_autoptr (MitPrintPreset) preset = mit_print_own_profile_apply (path, fixture->preset, NULL);
  g_autoptr (GBytes) pdf = print_fixture_draw (fixture, print_fixture_draw_all, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *is_condition = NULL, *is_registry = NULL, *is_info = NULL;

  fixture->options.preset = preset;
  mit_print_pass_run (pdf, &fixture->options, fixture->target, &error);
  fixture->options.preset = fixture->preset;
  g_assert_no_error (error);
  findings = mit_print_check_file (fixture->target, MIT_PRINT_RULES_X4, NULL);
  g_assert_cmpuint (findings->len, ==, 0);
  is_condition = read_intent (fixture, "/OutputConditionIdentifier");
  is_registry = read_intent (fixture, "/RegistryName");
  is_info = read_intent (fixture, "/Info");
  g_assert_cmpstr (is_condition, ==, condition);
  g_assert_cmpstr (is_registry, ==, registry);
  g_assert_cmpstr (is_info, ==, info);
}

static void
test_the_file_names_its_condition (PrintFixture *fixture, gconstpointer data)
{
  check_intent (fixture, "FOGRA47L_uncoated.icc", "FOGRA47", "http://www.color.org", "FOGRA47L Uncoated");
  check_intent (fixture, "SNAP_TR002_newsprint.icc", "Custom", NULL, "SNAP TR002 Newsprint");
}

static void
add (const char *path, void (*test) (PrintFixture *fixture, gconstpointer data))
{
  g_test_add (path, PrintFixture, NULL, print_fixture_set_up, test, print_fixture_tear_down);
}

/* What was kept, and what went into the wastebasket. */
static void
clear_home (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      clear_home (path);
    }
  g_remove (folder);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("mitmachen-XXXXXX", NULL);
  int              status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add ("/print/own-profile/kept-profiles-are-offered", test_kept_profiles_are_offered);
  add ("/print/own-profile/removed-one-is-not-offered", test_removed_profile_is_not_offered);
  add ("/print/own-profile/an-old-press-takes-no-new-one", test_an_old_press_takes_no_new_profile);
  add ("/print/own-profile/other-files-are-not-kept", test_other_files_are_not_kept);
  add ("/print/own-profile/the-file-names-its-condition", test_the_file_names_its_condition);
  status = g_test_run ();
  clear_home (home);

  return status;
}
