// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-db-private.h"
#include "mit-schema.h"
#include "mit-test-list.h"

static const char list[] =
  "Mitgl.-Nr.;Titel;Vorname;Name;Straße;PLZ;Ort;Telefon;E-Mail;Interessen\n"
  "1;;Jürgen;Müller;Lindenallee 1;08056;Zwickau;+49 375 12345;juergen@example.org;Mieten\n"
  "2;Dr.;Ayşe;Yılmaz;Goethestraße 5;08112;Wilkau-Haßlau;0172/99 88 77;;Frieden\n"
  "3;;Jan;Wićaz;Hauptstr. 3;02625;Bautzen;;jan.wicaz@example.net;\n"
  "4;;Renate;d'Orsay-Weiß;;;Glauchau;;;\n";

static void
assert_found (MitTestRegister *self, const char *search, guint expected)
{
  MitPeopleQuery query = { .search = search };

  if (mit_test_find (self, &query) != expected)
    g_error ("“%s” finds %u people and not %u", search, mit_test_find (self, &query), expected);
}

static void
test_spelling_does_not_matter (void)
{
  static const char *const searches[] = { "Müller", "muller", "MUELLER", "Mül", "juergen mull", "yilmaz", "Yılm", "ayse", "wicaz", "Wićaz",
                                          "weiss", "weiß", "orsay", "wilkau hasslau", "d'orsay" };
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  mit_test_import (&self, list);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    assert_found (&self, searches[i], 1);
}

static void
test_everything_one_knows_of_somebody_finds_them (void)
{
  static const char *const searches[] = { "bautzen", "02625", "goethestr", "jan.wicaz@example.net", "0375 12345", "037512345",
                                          "017299", "frieden", "dr ayse" };
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  mit_test_import (&self, list);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    assert_found (&self, searches[i], 1);
}

static void
test_all_words_must_fit (void)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  mit_test_import (&self, list);

  assert_found (&self, "example", 2);
  assert_found (&self, "example zwickau", 1);
  assert_found (&self, "muller bautzen", 0);
  assert_found (&self, "üller", 0);
}

/* None of these may be taken for the language of the index. */
static void
test_signs_are_no_commands (void)
{
  static const char *const searches[] = { "\"", "*", "a OR b", "NEAR(", "name:x", "-", "^", "muller*", "(muller", "\"muller", "müller AND", "';--" };
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  mit_test_import (&self, list);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      MitPeopleQuery query = { .search = searches[i] };

      g_assert_cmpuint (mit_test_find (&self, &query), <=, 4);
    }
  assert_found (&self, "muller*", 1);
  assert_found (&self, "", 4);
  assert_found (&self, " ", 4);
}

static gboolean
pretend_to_be_indexed_on (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE meta SET value = ? WHERE name = 'indexed_on'", "t", data) &&
         mit_db_script (db, "UPDATE person_index SET stage = 'guest'", error);
}

static void
assert_stage_after_reopening (const char *indexed_on, MitDate starts, const char *expected)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *csv = NULL;
  g_autofree char *stage = NULL;
  char             iso[MIT_DATE_ISO_SIZE];

  csv = g_strdup_printf ("Vorname;Name;Eintritt;Status\nKim;Noack;%s;Mitglied\n", mit_date_to_iso (starts, iso));
  mit_test_register_init (&self);
  mit_test_import (&self, csv);
  g_assert_true (mit_store_write_sync (self.store, NULL, pretend_to_be_indexed_on, (gpointer) indexed_on, NULL, NULL));
  mit_test_register_close (&self);
  mit_test_register_open (&self);
  stage = mit_db_query_text (mit_store_reader (self.store), NULL, "SELECT stage FROM person_index", "");

  g_assert_cmpstr (stage, ==, expected);
}

/* "guest" stands for an index that nobody has touched. */
static void
test_the_list_follows_the_calendar (void)
{
  MitDate today = mit_date_today ();
  char    iso[MIT_DATE_ISO_SIZE];

  assert_stage_after_reopening (mit_date_to_iso (today - 3, iso), today, "member");
  assert_stage_after_reopening (mit_date_to_iso (today - 3, iso), today - 2, "member");
  assert_stage_after_reopening (mit_date_to_iso (today - 3, iso), today - 3, "guest");
  assert_stage_after_reopening (mit_date_to_iso (today, iso), today, "guest");
}

/* The clock of the computer was wrong, and was put right. */
static void
test_the_list_follows_a_calendar_that_goes_back (void)
{
  MitDate today = mit_date_today ();
  char    iso[MIT_DATE_ISO_SIZE];

  assert_stage_after_reopening (mit_date_to_iso (today + 400, iso), today + 300, NULL);
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);

  g_test_add_func ("/search/spelling-does-not-matter", test_spelling_does_not_matter);
  g_test_add_func ("/search/everything-one-knows-of-somebody-finds-them", test_everything_one_knows_of_somebody_finds_them);
  g_test_add_func ("/search/all-words-must-fit", test_all_words_must_fit);
  g_test_add_func ("/search/signs-are-no-commands", test_signs_are_no_commands);
  g_test_add_func ("/index/follows-the-calendar", test_the_list_follows_the_calendar);
  g_test_add_func ("/index/follows-a-calendar-that-goes-back", test_the_list_follows_a_calendar_that_goes_back);

  return g_test_run ();
}
