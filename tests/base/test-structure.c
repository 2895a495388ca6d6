// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-structure.h"

#include <locale.h>

static int
add (MitStructure *self, const char *role)
{
  int mark;

  mit_structure_begin (self, role);
  mark = mit_structure_mark (self);
  mit_structure_end (self);

  return mark;
}

static const char *
role (MitStructure *self, guint n)
{
  return mit_structure_get_element (self, n)->role;
}

static void
test_a_mark_is_read_back_and_nothing_else_is_one (void)
{
  double code[3];

  for (guint mark = 0; mark < 65535; mark += 127)
    {
      mit_structure_get_code (mark, code);
      g_assert_cmpint (mit_structure_decode (code[0], code[1], code[2]), ==, (int) mark);
    }
  for (int i = 0; i < 256; i++)
    g_assert_cmpint (mit_structure_decode (0, i / 255.0, i / 255.0), ==, MIT_STRUCTURE_NO_MARK);
}

static void
test_items_that_follow_each_other_are_one_list (void)
{
  g_autoptr (MitStructure) self = mit_structure_new ();
  const MitStructureElement *list;

  add (self, "LI");
  add (self, "LI");
  add (self, "P");
  add (self, "LI");
  g_assert_cmpuint (mit_structure_get_element (self, 0)->kids->len, ==, 3);
  list = mit_structure_get_element (self, g_array_index (mit_structure_get_element (self, 0)->kids, MitStructureKid, 0).n);
  g_assert_cmpstr (list->role, ==, "L");
  g_assert_cmpuint (list->kids->len, ==, 2);
  g_assert_cmpuint (mit_structure_get_n_marks (self), ==, 4);
}

static int
add_part (MitStructure *self, const char *role_name, guint64 whole)
{
  int mark;

  mit_structure_begin_part (self, role_name, whole);
  mark = mit_structure_mark (self);
  mit_structure_end (self);

  return mark;
}

/* A paragraph and an item over two pages, with something else between. */
static void
test_parts_of_one_thing_are_one_element (void)
{
  g_autoptr (MitStructure) self = mit_structure_new ();
  const MitStructureElement *document = mit_structure_get_element (self, 0);

  add_part (self, "P", 7);
  add_part (self, "LI", 8);
  mit_structure_end_page (self);
  add (self, "H1");
  add_part (self, "LI", 8);
  add_part (self, "P", 7);
  add_part (self, "P", 9);
  add (self, "LI");
  g_assert_cmpuint (document->kids->len, ==, 5);
  for (guint i = 0; i < mit_structure_get_n_elements (self); i++)
    if (g_str_equal (role (self, i), "LBody") && mit_structure_get_element (self, i)->page == 0)
      g_assert_cmpuint (mit_structure_get_element (self, i)->kids->len, ==, 2);
  g_assert_cmpuint (mit_structure_get_element (self, 1)->kids->len, ==, 2);
  g_assert_cmpuint (mit_structure_get_n_marks (self), ==, 7);
}

static void
test_headings_leave_no_level_out (void)
{
  static const char *const given[] = { "H2", "H3", "P", "H1", "H4", "H4", "H2" };
  static const char *const expected[] = { "H1", "H2", "P", "H1", "H2", "H3", "H2" };
  g_autoptr (MitStructure) self = mit_structure_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    add (self, given[i]);
  mit_structure_finish (self);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (role (self, i + 1), ==, expected[i]);
}

static void
test_what_lies_in_decoration_or_between_parts_is_decoration (void)
{
  g_autoptr (MitStructure) self = mit_structure_new ();

  g_assert_cmpint (mit_structure_mark (self), ==, MIT_STRUCTURE_NO_MARK);
  mit_structure_begin (self, MIT_STRUCTURE_ARTIFACT);
  g_assert_cmpint (add (self, "P"), ==, MIT_STRUCTURE_NO_MARK);
  mit_structure_describe (self, "Nothing", NULL, NULL, NULL);
  mit_structure_end (self);
  g_assert_cmpuint (mit_structure_get_n_elements (self), ==, 1);
  g_assert_null (mit_structure_get_element (self, 0)->alt);
  g_assert_cmpint (add (self, "P"), ==, 1);
  g_assert_cmpint (mit_structure_mark (self), ==, 0);
  g_assert_cmpint (mit_structure_mark (self), ==, MIT_STRUCTURE_NO_MARK);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/structure/a-mark-is-read-back-and-nothing-else-is-one", test_a_mark_is_read_back_and_nothing_else_is_one);
  g_test_add_func ("/structure/items-that-follow-each-other-are-one-list", test_items_that_follow_each_other_are_one_list);
  g_test_add_func ("/structure/parts-of-one-thing-are-one-element", test_parts_of_one_thing_are_one_element);
  g_test_add_func ("/structure/headings-leave-no-level-out", test_headings_leave_no_level_out);
  g_test_add_func ("/structure/what-lies-in-decoration-or-between-parts-is-decoration", test_what_lies_in_decoration_or_between_parts_is_decoration);

  return g_test_run ();
}
