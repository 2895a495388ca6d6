// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-style.h"

#include <locale.h>

static MitStyleSheet *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *quoted = g_strdelimit (g_strdup (json), "'", '"');
  MitStyleSheet   *sheet = mit_style_sheet_new_from_data (quoted, &error);

  g_assert_no_error (error);

  return sheet;
}

static void
test_children_take_what_they_do_not_say (void)
{
  g_autoptr (MitStyleSheet) sheet = parse ("{ 'child': { 'parent': 'body', 'size': 8, 'bullet': null },"
                                           "  'body': { 'family': 'Lato', 'size': 11, 'leading': 14, 'align': 'justify',"
                                           "            'hyphenate': true, 'bullet': '•', 'color': 'cmyk(0 100 100 0)',"
                                           "            'tabs': [ 100, { 'position': 200, 'align': 'right' } ] } }");
  const MitStyle *child = mit_style_sheet_get (sheet, "child");

  g_assert_cmpstr (child->family, ==, "Lato");
  g_assert_cmpfloat (child->size, ==, 8);
  g_assert_cmpfloat (child->leading, ==, 14);
  g_assert_cmpint (child->align, ==, MIT_ALIGN_JUSTIFY);
  g_assert_true (child->hyphenate);
  g_assert_null (child->bullet);
  g_assert_cmpfloat (child->color.cmyk[1], ==, 1);
  g_assert_cmpuint (child->n_tabs, ==, 2);
  g_assert_cmpint (child->tabs[1].align, ==, MIT_ALIGN_RIGHT);
}

static void
test_a_parents_change_reaches_its_children (void)
{
  g_autoptr (MitStyleSheet) sheet = parse ("{ 'body': { 'size': 10 }, 'child': { 'parent': 'body' } }");
  g_autoptr (JsonObject) body = json_object_new ();

  g_assert_cmpfloat (mit_style_sheet_get (sheet, "child")->size, ==, 10);
  json_object_set_double_member (body, "size", 12.5);
  g_assert_true (mit_style_sheet_set (sheet, "body", body, NULL));
  g_assert_cmpfloat (mit_style_sheet_get (sheet, "child")->size, ==, 12.5);
}

static void
test_parents_in_a_circle_end (void)
{
  g_autoptr (MitStyleSheet) sheet = parse ("{ 'a': { 'parent': 'b', 'size': 7 }, 'b': { 'parent': 'a' } }");

  g_assert_cmpfloat (mit_style_sheet_get (sheet, "b")->size, ==, 7);
}

static void
test_unknown_style_is_plain_text (void)
{
  g_autoptr (MitStyleSheet) sheet = mit_style_sheet_new ();
  MitStyle plain;

  mit_style_init (&plain);
  g_assert_false (mit_style_sheet_has (sheet, "nothing"));
  g_assert_cmpfloat (mit_style_sheet_get (sheet, "nothing")->size, ==, plain.size);
}

static void
test_wrong_values_are_refused (void)
{
  static const char *const bad[] = {
    "[]", "{ \"a\": 1 }", "{ \"a\": { \"size\": \"big\" } }", "{ \"a\": { \"align\": \"middle\" } }",
    "{ \"a\": { \"color\": \"red\" } }", "{ \"a\": { \"tabs\": [ \"x\" ] } }", "{ \"a\": { \"hyphenate\": 1 } }"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mit_style_sheet_new_from_data (bad[i], &error));
      g_assert_error (error, MIT_PAGE_ERROR, MIT_PAGE_ERROR_BAD_STYLE);
    }
}

static void
test_no_style_is_without_height (void)
{
  g_autoptr (MitStyleSheet) sheet = parse ("{ 'a': { 'size': 0, 'leading': -3, 'space-before': -50 } }");
  const MitStyle *style = mit_style_sheet_get (sheet, "a");

  g_assert_cmpfloat (style->size, >=, 1);
  g_assert_cmpfloat (style->leading, >=, 1);
  g_assert_cmpfloat (style->space_before, >=, 0);
}

static void
test_what_is_not_understood_is_kept (void)
{
  g_autoptr (MitStyleSheet) sheet = parse ("{ 'a': { 'size': 9, 'drop-cap': 3 } }");
  g_autoptr (JsonObject) json = mit_style_sheet_to_json (sheet);

  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (json, "a"), "drop-cap"), ==, 3);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/style/children-take-what-they-do-not-say", test_children_take_what_they_do_not_say);
  g_test_add_func ("/style/a-parents-change-reaches-its-children", test_a_parents_change_reaches_its_children);
  g_test_add_func ("/style/parents-in-a-circle-end", test_parents_in_a_circle_end);
  g_test_add_func ("/style/unknown-style-is-plain-text", test_unknown_style_is_plain_text);
  g_test_add_func ("/style/wrong-values-are-refused", test_wrong_values_are_refused);
  g_test_add_func ("/style/no-style-is-without-height", test_no_style_is_without_height);
  g_test_add_func ("/style/what-is-not-understood-is-kept", test_what_is_not_understood_is_kept);

  return g_test_run ();
}
