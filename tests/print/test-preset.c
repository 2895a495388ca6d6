// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-error.h"
#include "mit-print-preset.h"
#include "mit-print-profile.h"

#include <locale.h>
#include <string.h>

#define GOOD "{ \"name\": \"A\", \"flavour\": \"x4\", \"bleed-mm\": 2.5, \"safety-mm\": 4, \"marks\": true, "        \
             "\"profile\": \"A.icc\", \"condition\": \"FOGRA39\", \"condition-info\": \"I\", \"minimum-ppi\": 150, " \
             "\"warn-ppi\": 300, \"ink-limit-percent\": 330, \"minimum-line-pt\": 0.25 }"

static MitPrintPreset *
parse (const char *json, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  return mit_print_preset_new_from_json ("test", bytes, error);
}

static char *
replace (const char *text, const char *from, const char *to)
{
  g_autoptr (GString) string = g_string_new (text);

  g_assert_cmpuint (g_string_replace (string, from, to, 0), ==, 1);

  return g_string_free_and_steal (g_steal_pointer (&string));
}

static void
test_default_is_first (void)
{
  g_autoptr (MitPrintPreset) preset = mit_print_preset_get_default ();
  g_autoptr (GPtrArray) list = mit_print_preset_list ();

  g_assert_cmpuint (list->len, ==, 4);
  g_assert_cmpstr (((MitPrintPreset *) g_ptr_array_index (list, 0))->id, ==, MIT_PRINT_PRESET_DEFAULT);
  g_assert_cmpstr (preset->name, ==, "Deutsche Online-Druckerei");
  g_assert_cmpfloat (preset->bleed_mm, ==, 3);
  g_assert_false (preset->has_marks);
  g_assert_cmpstr (preset->condition, ==, "FOGRA39");
}

static void
test_each_profile_is_for_a_press (void)
{
  g_autoptr (GPtrArray) list = mit_print_preset_list ();

  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MitPrintProfile) profile = mit_print_profile_load (g_ptr_array_index (list, i), &error);

      g_assert_no_error (error);
      g_assert_nonnull (profile);
    }
}

static void
test_reads_all_members (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MitPrintPreset) preset = parse (GOOD, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (preset->id, ==, "test");
  g_assert_cmpfloat (preset->bleed_mm, ==, 2.5);
  g_assert_true (preset->has_marks);
  g_assert_cmpfloat (preset->warn_ppi, ==, 300);
}

static void
test_names_what_is_wrong (void)
{
  static const char *const changes[][3] = {
    { "\"bleed-mm\": 2.5", "\"bleed-mm\": -1", "bleed-mm" },
    { "\"bleed-mm\": 2.5", "\"bleed-mm\": \"3\"", "bleed-mm" },
    { "\"safety-mm\": 4, ", "", "safety-mm" },
    { "\"marks\": true", "\"marks\": 1", "marks" },
    { "\"x4\"", "\"x1a\"", "flavour" },
    { "\"A.icc\"", "\"../A.icc\"", "profile" },
    { "\"A\"", "\"\"", "name" },
    { "330", "4000", "ink-limit-percent" },
    { "150", "null", "minimum-ppi" },
    { "150", "[150]", "minimum-ppi" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *json = replace (GOOD, changes[i][0], changes[i][1]);
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (json, &error));
      g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PRESET);
      g_assert_nonnull (strstr (error->message, changes[i][2]));
    }
}

static void
test_refuses_what_is_no_object (void)
{
  static const char *const wrong[] = { "", "[]", "3", "{", "null", "\xff\xfe" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (wrong[i], &error));
      g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PRESET);
    }
}

static void
test_missing_profile_names_package (void)
{
  g_autoptr (MitPrintPreset) preset = parse (GOOD, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (mit_print_profile_load (preset, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PROFILE);
  g_assert_nonnull (strstr (error->message, "colord-data"));
}

static void
test_screen_profile_is_refused (void)
{
  g_autofree char *json = replace (GOOD, "A.icc", "sRGB.icc");
  g_autoptr (MitPrintPreset) preset = parse (json, NULL);
  g_autoptr (GBytes) junk = g_bytes_new_static ("junk", 4);
  g_autoptr (GError) error = NULL;

  g_assert_null (mit_print_profile_load (preset, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PROFILE);
  g_clear_error (&error);
  g_assert_null (mit_print_profile_new (junk, &error));
  g_assert_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PROFILE);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/preset/default-is-first", test_default_is_first);
  g_test_add_func ("/print/preset/each-profile-is-for-a-press", test_each_profile_is_for_a_press);
  g_test_add_func ("/print/preset/reads-all-members", test_reads_all_members);
  g_test_add_func ("/print/preset/names-what-is-wrong", test_names_what_is_wrong);
  g_test_add_func ("/print/preset/refuses-what-is-no-object", test_refuses_what_is_no_object);
  g_test_add_func ("/print/preset/missing-profile-names-package", test_missing_profile_names_package);
  g_test_add_func ("/print/preset/screen-profile-is-refused", test_screen_profile_is_refused);

  return g_test_run ();
}
