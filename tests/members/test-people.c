// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-list.h"

#include <mit-group.h>
#include <mit-person-edit.h>

static const char list[] =
  "Mitgl.-Nr.;Vorname;Name;Ort;Ortsverband;Eintritt;Austritt;Status\n"
  "12;Ömer;Özdemir;Zwickau;Zwickau;01.02.2020;;Mitglied\n"
  "5;Kim;Noack;Werdau;Werdau;01.09.2026;;Gast\n"
  "100;Anna;Ahorn;Glauchau;Zwickau;01.01.2010;01.01.2015;ausgetreten\n"
  ";Robin;Otto;;;;;Sympathisant\n";

static char *
show (MitTestRegister *self, const MitPeopleQuery *query)
{
  MitDb *db = mit_store_reader (self->store);
  g_autoptr (GArray) found = mit_people_find (db, query, NULL);
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      g_auto (MitPeopleRow) row = { 0 };

      g_assert_true (mit_people_row (db, g_array_index (found, gint64, i), &row));
      g_string_append_printf (shown, "%s%s", i > 0 ? " | " : "", row.name);
    }

  return g_string_free_and_steal (shown);
}

static void
assert_shown (const MitPeopleQuery *query, const char *expected)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *shown = NULL;

  mit_test_register_init (&self);
  mit_test_import (&self, list);
  shown = show (&self, query);
  g_assert_cmpstr (shown, ==, expected);
}

#define QUERY(...) (&(MitPeopleQuery) { __VA_ARGS__ })

static void
test_everybody_is_shown_by_name (void)
{
  assert_shown (QUERY (0), "Ahorn, Anna | Noack, Kim | Otto, Robin | Özdemir, Ömer");
  assert_shown (QUERY (.descending = TRUE), "Özdemir, Ömer | Otto, Robin | Noack, Kim | Ahorn, Anna");
}

static void
test_each_column_gives_an_order (void)
{
  assert_shown (QUERY (.sort = MIT_PEOPLE_BY_CITY), "Otto, Robin | Ahorn, Anna | Noack, Kim | Özdemir, Ömer");
  assert_shown (QUERY (.sort = MIT_PEOPLE_BY_NUMBER), "Otto, Robin | Noack, Kim | Özdemir, Ömer | Ahorn, Anna");
  assert_shown (QUERY (.sort = MIT_PEOPLE_BY_STAGE), "Ahorn, Anna | Noack, Kim | Özdemir, Ömer | Otto, Robin");
  assert_shown (QUERY (.sort = MIT_PEOPLE_BY_SINCE), "Otto, Robin | Ahorn, Anna | Özdemir, Ömer | Noack, Kim");
}

static void
test_stages_and_days_choose (void)
{
  assert_shown (QUERY (.stage = MIT_STAGE_MEMBER), "Özdemir, Ömer");
  assert_shown (QUERY (.stage = MIT_STAGE_GUEST), "Noack, Kim");
  assert_shown (QUERY (.stage = MIT_STAGE_FORMER), "Ahorn, Anna");
  assert_shown (QUERY (.stage = MIT_STAGE_SUPPORTER), "Otto, Robin");
  assert_shown (QUERY (.entered_from = mit_date_new (2026, 9, 1)), "Noack, Kim");
  assert_shown (QUERY (.entered_from = mit_date_new (2020, 2, 1), .entered_until = mit_date_new (2020, 2, 1)), "Özdemir, Ömer");
  assert_shown (QUERY (.entered_from = mit_date_new (2026, 9, 2)), "");
}

static void
test_conditions_add_up (void)
{
  assert_shown (QUERY (.search = "zwick", .stage = MIT_STAGE_MEMBER), "Özdemir, Ömer");
  assert_shown (QUERY (.search = "noack", .stage = MIT_STAGE_MEMBER), "");
}

static void
test_groups_choose (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (GPtrArray) groups = NULL;
  g_autofree char *shown = NULL;
  MitPeopleQuery   query = { 0 };
  const MitGroup  *group;

  mit_test_register_init (&self);
  mit_test_import (&self, list);
  groups = mit_groups_load (mit_store_reader (self.store), NULL);
  g_assert_cmpuint (groups->len, ==, 2);
  group = g_ptr_array_index (groups, 1);
  g_assert_cmpstr (group->name, ==, "Zwickau");
  g_assert_cmpint (group->n_members, ==, 2);
  query.group = group->id;
  shown = show (&self, &query);
  g_assert_cmpstr (shown, ==, "Ahorn, Anna | Özdemir, Ömer");
}

static void
test_the_bin_is_a_list_of_its_own (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *binned = NULL;
  g_autofree char *restored = NULL;

  mit_test_register_init (&self);
  mit_test_import (&self, list);
  person = mit_test_person (&self, "noack");
  mit_test_await (mit_person_bin (self.store, &person->id, TRUE));
  shown = show (&self, QUERY (0));
  binned = show (&self, QUERY (.binned = TRUE));
  g_assert_cmpstr (shown, ==, "Ahorn, Anna | Otto, Robin | Özdemir, Ömer");
  g_assert_cmpstr (binned, ==, "Noack, Kim");
  g_assert_cmpint (mit_people_count (mit_store_reader (self.store)), ==, 3);

  mit_test_await (mit_person_bin (self.store, &person->id, FALSE));
  restored = show (&self, QUERY (.binned = TRUE));
  g_assert_cmpstr (restored, ==, "");
}

static void
test_possible_duplicates_are_shown_both (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *shown = NULL;

  mit_test_register_init (&self);
  mit_test_import (&self, "Vorname;Name;geb.;Ort\nKim;Noack;1.1.70;Zwickau\nKim;Noack;1.1.70;Werdau\nJo;Otto;;\n");
  shown = show (&self, QUERY (.duplicates = TRUE));
  g_assert_cmpstr (shown, ==, "Noack, Kim | Noack, Kim");
}

static void
test_a_filter_knows_that_it_hides_somebody (void)
{
  g_assert_false (mit_people_query_hides (QUERY (0)));
  g_assert_false (mit_people_query_hides (QUERY (.search = "", .sort = MIT_PEOPLE_BY_CITY)));
  g_assert_true (mit_people_query_hides (QUERY (.search = "a")));
  g_assert_true (mit_people_query_hides (QUERY (.stage = MIT_STAGE_GUEST)));
  g_assert_true (mit_people_query_hides (QUERY (.no_contact = TRUE)));
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);

  g_test_add_func ("/people/everybody-is-shown-by-name", test_everybody_is_shown_by_name);
  g_test_add_func ("/people/each-column-gives-an-order", test_each_column_gives_an_order);
  g_test_add_func ("/people/stages-and-days-choose", test_stages_and_days_choose);
  g_test_add_func ("/people/conditions-add-up", test_conditions_add_up);
  g_test_add_func ("/people/groups-choose", test_groups_choose);
  g_test_add_func ("/people/the-bin-is-a-list-of-its-own", test_the_bin_is_a_list_of_its_own);
  g_test_add_func ("/people/possible-duplicates-are-shown-both", test_possible_duplicates_are_shown_both);
  g_test_add_func ("/people/a-filter-knows-that-it-hides-somebody", test_a_filter_knows_that_it_hides_somebody);

  return g_test_run ();
}
