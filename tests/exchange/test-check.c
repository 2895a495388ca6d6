// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-register.h"

#include <mit-post-check.h>

static gboolean
run_add_people (MitDb *db, gpointer data, GError **error)
{
  static const char *const people[][5] = {
    { "Anna Maria", NULL, "Müller-Öhm", "Goethestraße 5a", "M-20417" },
    { "Johannes", "Hannes", "Groß", "Am Markt 12", "7" },
    { "Kim", NULL, NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      MitId id = mit_id_new ();

      if (!mit_db_run (db, error, "INSERT INTO person (id, given, call_name, family, street, number) VALUES (?, ?, ?, ?, ?, ?)", "bttttt", &id, people[i][0], people[i][1],
                       people[i][2], people[i][3], people[i][4]))
        return FALSE;
    }

  return TRUE;
}

/* What is found, as "kind text" with a bar between two. */
static char *
find (MitTestRegister *self, const char *text)
{
  g_autoptr (GPtrArray) findings = mit_post_check (mit_store_reader (self->store), "Titel", text);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const MitFinding *finding = findings->pdata[i];

      g_string_append_printf (out, "%s%s %s", i > 0 ? "|" : "", mit_finding_kind_name (finding->kind), finding->text);
    }

  return g_string_free_and_steal (out);
}

static void
assert_found (const char *text, const char *expected)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *found = NULL;

  mit_test_register_init (&self);
  mit_test_do (&self, run_add_people, NULL);
  found = find (&self, text);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_mail_addresses_and_phone_numbers_are_found (void)
{
  assert_found ("Schreibt an kasse@example.org, oder ruft an: 0341 / 123 45 67.", "email kasse@example.org|phone 0341 / 123 45 67");
  assert_found ("Mobil +49 (0)170 1234567", "phone +49 (0)170 1234567");
}

static void
test_account_numbers_are_found_by_their_check_digits (void)
{
  assert_found ("Spenden auf DE89 3704 0044 0532 0130 00 bitte.", "iban DE89 3704 0044 0532 0130 00");
  assert_found ("Vorlage AB12 CDEF GHIJ KLMN ist neu.", "");
}

static void
test_days_long_ago_are_found_and_those_of_meetings_not (void)
{
  assert_found ("geboren am 03.04.1961", "birth-date 03.04.1961");
  assert_found ("Wir treffen uns am 05.12.2026 um 10 Uhr.", "");
}

static void
test_names_of_members_are_found_in_all_their_spellings (void)
{
  assert_found ("Die Idee hatte Anna Maria Müller-Öhm.", "name Anna Maria Müller-Öhm");
  assert_found ("Die Idee hatte anna mueller oehm.", "name anna mueller oehm");
  assert_found ("Müller-Öhm, Anna Maria hatte die Idee.", "name Müller-Öhm, Anna Maria");
  assert_found ("Hannes Groß und Herr Groß", "name Hannes Groß|name Herr Groß");
  assert_found ("Das Interesse war groß, und Anna war auch da.", "");
}

static void
test_addresses_and_numbers_of_members_are_found (void)
{
  assert_found ("Treffpunkt Goethe Str. 5 a, dann weiter.", "address Goethe Str. 5 a");
  assert_found ("Mitglied M-20417 wohnt Am Markt 12.", "number M-20417|address Am Markt 12");
  assert_found ("Nummer 7 der Liste", "");
}

static void
test_an_ordinary_text_passes (void)
{
  assert_found ("Wir laden Neue zum Frühstück ein: 12 kamen, 8 blieben bis 13:30 Uhr. Kosten 45,50 €, Ort 01067 Dresden, Raum 2.104. Mehr in Heft 3/2026.", "");
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);
  g_test_add_func ("/exchange/check/mail-addresses-and-phone-numbers-are-found", test_mail_addresses_and_phone_numbers_are_found);
  g_test_add_func ("/exchange/check/account-numbers-are-found-by-their-check-digits", test_account_numbers_are_found_by_their_check_digits);
  g_test_add_func ("/exchange/check/days-long-ago-are-found-and-those-of-meetings-not", test_days_long_ago_are_found_and_those_of_meetings_not);
  g_test_add_func ("/exchange/check/names-of-members-are-found-in-all-their-spellings", test_names_of_members_are_found_in_all_their_spellings);
  g_test_add_func ("/exchange/check/addresses-and-numbers-of-members-are-found", test_addresses_and_numbers_of_members_are_found);
  g_test_add_func ("/exchange/check/an-ordinary-text-passes", test_an_ordinary_text_passes);

  return g_test_run ();
}
