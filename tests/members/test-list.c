// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-list.h"

#include <string.h>

/* Whole lists as offices have them: the export of the member administration, and that of a form on the web. */
static char *
import_file (MitTestRegister *self, const char *name)
{
  g_autoptr (GBytes) bytes = mit_test_data_file (name);
  MitTestCounts counts = mit_test_import_bytes (self, bytes);

  /* How many look alike and want a look is not what these tests are about. */
  counts.notices = counts.duplicates = 0;

  return mit_test_show_counts (&counts);
}

static void
assert_import (MitTestRegister *self, const char *name, const char *expected)
{
  g_autofree char *shown = import_file (self, name);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_the_office_list_is_understood (void)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  assert_import (&self, "members-district.csv", "1263 rows: 1260 new 2 wrong 1 blank 80 repaired");
  assert_import (&self, "members-district.csv", "1263 rows: 1260 same 2 wrong 1 blank 80 repaired");
  assert_import (&self, "members-district.csv", "1263 rows: 1260 same 2 wrong 1 blank 80 repaired");
  g_assert_cmpint (mit_people_count (mit_store_reader (self.store)), ==, 1260);
}

static void
test_the_web_list_is_understood (void)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  assert_import (&self, "supporters-web.csv", "315 rows: 315 new");
  assert_import (&self, "supporters-web.csv", "315 rows: 315 same");
}

static void
test_one_list_upon_the_other_settles (void)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  assert_import (&self, "members-district.csv", "1263 rows: 1260 new 2 wrong 1 blank 80 repaired");
  assert_import (&self, "supporters-web.csv", "315 rows: 309 new 6 changed");
  assert_import (&self, "supporters-web.csv", "315 rows: 315 same");
  g_assert_cmpint (mit_people_count (mit_store_reader (self.store)), ==, 1260 + 309);
}

static void
test_one_undo_takes_a_whole_import_back (void)
{
  g_auto (MitTestRegister) self = { 0 };
  MitPeopleQuery query = { 0 };

  mit_test_register_init (&self);
  assert_import (&self, "members-district.csv", "1263 rows: 1260 new 2 wrong 1 blank 80 repaired");
  mit_test_undo (&self);

  g_assert_cmpint (mit_people_count (mit_store_reader (self.store)), ==, 0);
  g_assert_cmpuint (mit_test_find (&self, &query), ==, 0);
  query.search = "a";
  g_assert_cmpuint (mit_test_find (&self, &query), ==, 0);
  query.search = NULL;
  query.binned = TRUE;
  g_assert_cmpuint (mit_test_find (&self, &query), ==, 0);
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM party_group WHERE alive"), ==, 0);
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM contact WHERE alive"), ==, 0);
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM duplicate WHERE alive"), ==, 0);

  assert_import (&self, "members-district.csv", "1263 rows: 1260 new 2 wrong 1 blank 80 repaired");
  g_assert_cmpint (mit_people_count (mit_store_reader (self.store)), ==, 1260);
}

static void
test_undo_takes_back_a_second_list_alone (void)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  assert_import (&self, "members-district.csv", "1263 rows: 1260 new 2 wrong 1 blank 80 repaired");
  assert_import (&self, "supporters-web.csv", "315 rows: 309 new 6 changed");
  mit_test_undo (&self);

  assert_import (&self, "members-district.csv", "1263 rows: 1260 same 2 wrong 1 blank 80 repaired");
  assert_import (&self, "supporters-web.csv", "315 rows: 309 new 6 changed");
}

static char *
wrong_rows (MitTestRegister *self, GBytes *bytes)
{
  g_autoptr (MitImportSource) source = mit_import_source_new (bytes, NULL);
  g_autoptr (MitImportPlan) plan = mit_import_plan_new (mit_store_reader (self->store), source, NULL, NULL, NULL);

  return mit_import_plan_wrong_rows (plan, source);
}

static void
test_wrong_rows_come_back_with_their_reason (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (GBytes) bytes = mit_test_data_file ("members-district.csv");
  g_autofree char *table = NULL;
  g_autofree char *counts = NULL;

  mit_test_register_init (&self);
  table = wrong_rows (&self, bytes);

  g_assert_nonnull (strstr (table, "There is no name."));
  g_assert_nonnull (strstr (table, "31.02.1970"));
  counts = mit_test_import_shown (&self, table);
  g_assert_cmpstr (counts, ==, "2 rows: 2 wrong");
}

static void
test_letters_of_all_kinds_arrive_whole (void)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  g_free (import_file (&self, "members-district.csv"));
  g_free (import_file (&self, "supporters-web.csv"));

  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM person WHERE street LIKE '%Straße%'"), >, 100);
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM person WHERE family GLOB '*[ćłıŠš]*'"), >, 0);
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM person WHERE concat (family, given, street, city) GLOB '*Ã*'"), ==, 0);
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);

  g_test_add_func ("/list/the-office-list-is-understood", test_the_office_list_is_understood);
  g_test_add_func ("/list/the-web-list-is-understood", test_the_web_list_is_understood);
  g_test_add_func ("/list/one-list-upon-the-other-settles", test_one_list_upon_the_other_settles);
  g_test_add_func ("/list/one-undo-takes-a-whole-import-back", test_one_undo_takes_a_whole_import_back);
  g_test_add_func ("/list/undo-takes-back-a-second-list-alone", test_undo_takes_back_a_second_list_alone);
  g_test_add_func ("/list/wrong-rows-come-back-with-their-reason", test_wrong_rows_come_back_with_their_reason);
  g_test_add_func ("/list/letters-of-all-kinds-arrive-whole", test_letters_of_all_kinds_arrive_whole);

  return g_test_run ();
}
