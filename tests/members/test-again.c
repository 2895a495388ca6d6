// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-list.h"

#include <mit-person-edit.h>

/* Importing again changes nothing, whatever the lists. Lists are thrown together out of few values, so that the same people
 * come up again with other stages, days and numbers, and twice in one list. */
typedef struct
{
  const char *header;
  const char *values[9]; /* up to the first NULL */
} Column;

static const Column columns[] = {
  { "Nr.", { "", "1", "2", "3", "4" } },
  { "Anrede", { "", "Frau", "Herr" } },
  { "Vorname", { "Kim", "Robin", "Ayşe", "" } },
  { "Name", { "Noack", "Wićaz", "Müller", "Mueller", "" } },
  { "Straße", { "", "Goethestr. 5", "Goethe Straße 5", "Ringstr. 1" } },
  { "PLZ", { "", "08056", "8056", "08112" } },
  { "Telefon", { "", "0375 1", "+49 375 1", "0172 5", "4E+11", "keins" } },
  { "Mobil", { "", "0172 5", "0375 1" } },
  { "E-Mail", { "", "kim@example.org", "KIM@example.org", "robin@example.net" } },
  { "geb.", { "", "1.1.70", "01.01.1970", "2.3.1980", "31.02.1970" } },
  { "Geschlecht", { "", "w", "m", "d", "?" } },
  { "Eintritt", { "", "01.01.2010", "01.06.2015", "01.03.2020", "01.10.2026" } },
  { "Austritt", { "", "", "", "31.12.2016", "01.06.2021", "01.01.2010" } },
  { "Austrittsgrund", { "", "verzogen", "Beitrag" } },
  { "Ortsverband", { "", "Zwickau", "ZWICKAU", "Werdau" } },
  { "Status", { "", "Mitglied", "Gast", "Sympathisant", "ausgetreten" } },
  { "Interessen", { "", "Frieden", "Mieten|Frieden", "Mieten, Mieten" } },
  { "Bemerkungen", { "", "alt", "neu" } },
  { "Anruf erlaubt", { "", "ja", "nein" } },
  { "Newsletter", { "", "ja", "nein" } },
};

static const char *
pick (GRand *rand, const Column *column)
{
  int n_values = 0;

  while (n_values < (int) G_N_ELEMENTS (column->values) && column->values[n_values])
    n_values++;

  return column->values[g_rand_int_range (rand, 0, n_values)];
}

/* The names are always there, of the others about half. */
static char *
make_list (GRand *rand)
{
  GString *list = g_string_new (NULL);
  guint    mask = g_rand_int (rand) | 1 << 2 | 1 << 3;
  int      n_rows = g_rand_int_range (rand, 1, 12);

  for (int row = -1; row < n_rows; row++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
        if (mask & 1 << i)
          g_string_append_printf (list, "%s;", row < 0 ? columns[i].header : pick (rand, &columns[i]));
      g_string_append_c (list, '\n');
    }

  return g_string_free_and_steal (list);
}

static void
import_twice (MitTestRegister *self, const char *list)
{
  g_autofree char *first = mit_test_import_shown (self, list);
  MitTestCounts    again = mit_test_import (self, list);
  g_autofree char *second = mit_test_show_counts (&again);

  if (again.new + again.changed > 0)
    g_error ("First %s, then %s, of the list\n%s", first, second, list);
}

static void
test_any_list_settles_at_once (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);

  for (int i = 0; i < 60; i++)
    {
      g_auto (MitTestRegister) self = { 0 };
      g_autofree char *list = make_list (rand);

      mit_test_register_init (&self);
      import_twice (&self, list);
    }
}

static void
test_any_list_settles_upon_others (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (int i = 0; i < 25; i++)
    {
      g_auto (MitTestRegister) self = { 0 };

      mit_test_register_init (&self);
      for (int k = 0; k < 5; k++)
        {
          g_autofree char *list = make_list (rand);

          import_twice (&self, list);
        }
    }
}

static gboolean
edit_somebody (MitDb *db, gpointer data, GError **error)
{
  GRand *rand = data;
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT id FROM person WHERE alive ORDER BY n LIMIT 1 OFFSET ?", "i",
                                           (gint64) g_rand_int_range (rand, 0, 5));
  MitId id;

  if (!mit_rows_next (rows, error))
    return TRUE;
  id = mit_rows_id (rows, 0);
  g_clear_pointer (&rows, mit_rows_free);
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      return mit_person_write_field (db, &id, MIT_PERSON_CITY, "Meerane", error);

    case 1:
      return mit_person_set_binned (db, &id, TRUE, error);

    case 2:
      return mit_person_write_field (db, &id, MIT_PERSON_FAMILY, "Lehmann", error);

    default:
      /* Somebody who has this stage already is left alone. */
      mit_person_change_stage (db, &id, (MitStage) g_rand_int_range (rand, MIT_STAGE_SUPPORTER, MIT_N_STAGES), mit_date_today (), NULL, NULL);
      return TRUE;
    }
}

static void
test_any_list_settles_upon_edits (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (int i = 0; i < 25; i++)
    {
      g_auto (MitTestRegister) self = { 0 };
      g_autofree char *list = make_list (rand);

      mit_test_register_init (&self);
      for (int k = 0; k < 5; k++)
        {
          import_twice (&self, list);
          mit_test_do (&self, edit_somebody, rand);
        }
    }
}

static void
test_undo_and_import_give_the_same (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int i = 0; i < 25; i++)
    {
      g_auto (MitTestRegister) self = { 0 };
      g_autofree char *before = make_list (rand);
      g_autofree char *list = make_list (rand);
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      MitTestCounts    counts;

      mit_test_register_init (&self);
      mit_test_import (&self, before);
      counts = mit_test_import (&self, list);
      first = mit_test_show_counts (&counts);
      if (counts.new + counts.changed > 0)
        mit_test_undo (&self);
      second = mit_test_import_shown (&self, list);
      g_assert_cmpstr (first, ==, second);
    }
}

/* What the register holds once somebody has gone through these lists. */
static char *
periods_after (const char *const *rows)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;
  GString *shown = g_string_new (NULL);

  mit_test_register_init (&self);
  for (; *rows; rows++)
    {
      g_autofree char *list = g_strdup_printf ("Nr.;Vorname;Name;Eintritt;Austritt;Status\n1;Kim;Noack;%s\n", *rows);

      import_twice (&self, list);
    }
  person = mit_test_person (&self, "noack");
  for (guint i = 0; i < person->periods->len; i++)
    {
      const MitPeriod *period = g_ptr_array_index (person->periods, i);
      char             starts[MIT_DATE_ISO_SIZE], ends[MIT_DATE_ISO_SIZE];
      const char      *from = mit_date_to_iso (period->starts, starts);
      const char      *to = period->ends == mit_date_today () ? "today" : mit_date_to_iso (period->ends, ends);

      from = period->starts == mit_date_today () ? "today" : from;
      g_string_append_printf (shown, "%s %s–%s ", mit_stage_name (period->stage), from ? from : "", to ? to : "");
    }

  return g_strchomp (g_string_free_and_steal (shown));
}

#define PERIODS(expected, ...)                        \
  G_STMT_START                                        \
  {                                                   \
    const char *const rows[] = { __VA_ARGS__, NULL }; \
    g_autofree char  *shown = periods_after (rows);   \
    g_assert_cmpstr (shown, ==, expected);            \
  }                                                   \
  G_STMT_END

static void
test_members_become_former_on_the_day_of_the_list (void)
{
  PERIODS ("member 2010-01-01–2021-06-01 former 2021-06-01–", "01.01.2010;;Mitglied", "01.01.2010;01.06.2021;ausgetreten");
  PERIODS ("member 2010-01-01–today former today–", "01.01.2010;;Mitglied", "01.01.2010;;ausgetreten");
  PERIODS ("member 2010-01-01–2021-06-02 former 2021-06-02–", "01.01.2010;01.06.2021;ausgetreten", "01.01.2010;02.06.2021;ausgetreten");
}

static void
test_guests_become_members (void)
{
  PERIODS ("guest 2020-01-01–2020-03-01 member 2020-03-01–", "01.01.2020;;Gast", "01.03.2020;;Mitglied");
  PERIODS ("guest 2020-01-01–today member today–", "01.01.2020;;Gast", "01.01.2020;;Mitglied");
  PERIODS ("guest 2020-01-01–today member today–", "01.01.2020;;Gast", ";;Mitglied");
}

static void
test_supporters_become_members_since_before_they_signed_up (void)
{
  PERIODS ("member 2010-01-01– supporter 2013-01-01–2013-01-01", "01.01.2013;;Sympathisant", "01.01.2010;;Mitglied");
  PERIODS ("supporter 2013-01-01–2020-01-01 member 2020-01-01–", "01.01.2013;;Sympathisant", "01.01.2020;;Mitglied");
}

static void
test_an_old_list_brings_nobody_back (void)
{
  PERIODS ("member 2010-01-01–2021-06-01 former 2021-06-01–", "01.01.2010;01.06.2021;ausgetreten", "01.01.2010;;Mitglied");
  PERIODS ("guest 2020-01-01–2020-03-01 member 2020-03-01–", "01.01.2020;;Gast", "01.03.2020;;Mitglied", "01.01.2020;;Gast");
  PERIODS ("member 2020-03-01–", "01.03.2020;;Mitglied", ";31.12.2016;ausgetreten");
}

static void
test_those_who_come_again_are_members_again (void)
{
  PERIODS ("member 2010-01-01–2016-12-31 former 2016-12-31–2020-03-01 member 2020-03-01–", "01.01.2010;31.12.2016;ausgetreten", "01.03.2020;;Mitglied");
}

static void
test_an_undated_refusal_counts_and_an_undated_consent_does_not (void)
{
  g_auto (MitTestRegister) self = { 0 };
  static const char yes[] = "Nr.;Vorname;Name;Newsletter\n1;Kim;Noack;ja\n";
  static const char no[] = "Nr.;Vorname;Name;Newsletter\n1;Kim;Noack;nein\n";

  mit_test_register_init (&self);
  import_twice (&self, yes);
  import_twice (&self, no);
  g_assert_cmpint (mit_test_count (&self, "SELECT given FROM consent ORDER BY n DESC LIMIT 1"), ==, 0);
  import_twice (&self, yes);
  g_assert_cmpint (mit_test_count (&self, "SELECT given FROM consent ORDER BY n DESC LIMIT 1"), ==, 0);
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);

  g_test_add_func ("/again/any-list-settles-at-once", test_any_list_settles_at_once);
  g_test_add_func ("/again/any-list-settles-upon-others", test_any_list_settles_upon_others);
  g_test_add_func ("/again/any-list-settles-upon-edits", test_any_list_settles_upon_edits);
  g_test_add_func ("/again/undo-and-import-give-the-same", test_undo_and_import_give_the_same);
  g_test_add_func ("/again/members-become-former-on-the-day-of-the-list", test_members_become_former_on_the_day_of_the_list);
  g_test_add_func ("/again/guests-become-members", test_guests_become_members);
  g_test_add_func ("/again/supporters-become-members-since-before-they-signed-up",
                   test_supporters_become_members_since_before_they_signed_up);
  g_test_add_func ("/again/an-old-list-brings-nobody-back", test_an_old_list_brings_nobody_back);
  g_test_add_func ("/again/those-who-come-again-are-members-again", test_those_who_come_again_are_members_again);
  g_test_add_func ("/again/an-undated-refusal-counts-and-an-undated-consent-does-not",
                   test_an_undated_refusal_counts_and_an_undated_consent_does_not);

  return g_test_run ();
}
