// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-list.h"

#include <mit-person-edit.h>

#include <string.h>

/* One list into an empty register, three times: the first must give @expected, the others nothing new. */
static void
assert_import (const char *text, const char *expected)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *shown = NULL;

  mit_test_register_init (&self);
  shown = mit_test_import_shown (&self, text);
  g_assert_cmpstr (shown, ==, expected);
  for (int i = 0; i < 2; i++)
    {
      MitTestCounts again = mit_test_import (&self, text);

      g_assert_cmpuint (again.new, ==, 0);
      g_assert_cmpuint (again.changed, ==, 0);
    }
}

static void
test_separators_are_recognised (void)
{
  assert_import ("Vorname;Name;PLZ\nKim;Noack;08056\n", "1 rows: 1 new");
  assert_import ("Vorname,Name,PLZ\nKim,Noack,08056\n", "1 rows: 1 new");
  assert_import ("Vorname\tName\tPLZ\nKim\tNoack\t08056\n", "1 rows: 1 new");
  assert_import ("Vorname:Name:PLZ\nKim:Noack:08056\n", "1 rows: 1 new");
  assert_import ("Vorname|Name|PLZ\nKim|Noack|08056\n", "1 rows: 1 new");
}

static void
test_commas_in_values_do_not_outvote_the_separator (void)
{
  assert_import ("Name;Interessen\nNoack;Kultur, Bildung, Mieten, Frieden, Klima\n", "1 rows: 1 new");
}

static void
test_rows_above_the_header_are_passed_over (void)
{
  assert_import ("Mitgliederliste Kreisverband;;\nStand: 01.11.2026;;\n\nVorname;Name;PLZ\nKim;Noack;08056\n", "1 rows: 1 new");
  assert_import ("sep=;\nVorname;Name;PLZ\nKim;Noack;08056\n", "1 rows: 1 new");
  assert_import ("\"Liste; \"\"neu\"\"\"\nVorname;Name\nKim;Noack\n", "1 rows: 1 new");
}

static void
test_sums_below_the_list_are_nobody (void)
{
  assert_import ("Vorname;Name;PLZ\nKim;Noack;08056\n;Summe:;1\n", "2 rows: 1 new 1 wrong");
  assert_import ("Vorname;Name\nKim;Noack\nAnzahl;1\n", "2 rows: 1 new 1 wrong");
  assert_import ("Vorname;Name;PLZ\nKim;Summer;08056\nGesa;Mt;08056\n", "2 rows: 2 new");
  assert_import ("Name;Vorname;Beitrag;Spende\nNoack;Kim;10,00;5,00\nSumme;;10,00;5,00\n", "2 rows: 1 new 1 wrong");
  assert_import ("Name;Vorname;Ort\nNoack;Kim;Zwickau\nMitglieder gesamt: 1;;\nStand: 01.11.2026;;\n", "3 rows: 1 new 2 wrong");
  assert_import ("Name;Vorname;Ort;Eintritt\nSumme;1;;01.11.2026\nSumme;Kim;Zwickau;\n", "2 rows: 1 new 1 wrong");
}

static void
test_the_mark_in_the_first_header_is_no_letter (void)
{
  assert_import ("\uFEFFVorname;Name\nKim;Noack\n", "1 rows: 1 new");
  assert_import ("\uFEFF\"Vorname\";\"Name\"\n\"Kim\";\"Noack\"\n", "1 rows: 1 new");
}

static void
test_utf16_is_read (void)
{
  g_auto (MitTestRegister) self = { 0 };
  gsize            size;
  g_autofree char *data = g_convert ("\uFEFFVorname\tName\nAyşe\tYılmaz\n", -1, "UTF-16LE", "UTF-8", NULL, &size, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  g_assert_cmpuint (mit_test_import_bytes (&self, bytes).new, ==, 1);
  person = mit_test_person (&self, "yilmaz");
  g_assert_cmpstr (person->text[MIT_PERSON_GIVEN], ==, "Ayşe");
}

static void
test_quotes_hold_lines (void)
{
  assert_import ("Vorname;Name;Bemerkung\nKim;Noack;\"erste\nzweite; \"\"ja\"\"\"\nJo;Noack;\n", "2 rows: 2 new");
}

static void
test_a_quote_that_never_closes_loses_nobody (void)
{
  assert_import ("Vorname;Name;Bemerkung\nKim;Noack;\"offen\nJo;Noack;x\nMo;Noack;\"zu\"\n", "3 rows: 3 new");
}

static void
test_trailing_separators_are_nothing (void)
{
  assert_import ("Vorname;Name;;\nKim;Noack;;\n;;;\n\n", "3 rows: 1 new 2 blank");
  assert_import ("Vorname;Name\nKim;Noack;;;\n", "1 rows: 1 new");
  assert_import ("Vorname;Name\nKim;Noack;x\n", "1 rows: 1 wrong");
  assert_import ("Vorname;Name;PLZ\nKim;Noack\n", "1 rows: 1 new");
}

static void
test_columns_of_one_header_do_not_overwrite_each_other (void)
{
  assert_import ("Vorname;Name;Name;Telefon;Telefon\nKim;Noack;Lehmann;0375 1;0375 2\n", "1 rows: 1 new");
}

static void
assert_no_table (const char *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (mit_import_source_new (bytes, &error));
  g_assert_error (error, g_quark_from_string ("mit-member-error-quark"), 2);
}

static void
test_what_is_no_table_is_refused (void)
{
  assert_no_table ("", 0);
  assert_no_table ("Name\nNoack\n", 11);
  assert_no_table ("\x89PNG\r\n\x1a\n\0\0\0;\0;\xff\xfe\x81\x8d;", 20);
  assert_no_table ("PK\3\4xl/worksheets;a;b", 21);
  assert_no_table ("%PDF-1.7;a;b", 12);
}

/* Byte by byte; MALLOC_PERTURB_ and the sanitizers watch. */
static void
test_no_bytes_at_all_do_harm (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  static const char letters[] = "\";;;,\n\n\r\t\0\xff\xfe\xc3\xbc\x81NameVorname1.=-";
  guint             n_tables = 0;

  mit_test_register_init (&self);
  for (int file = 0; file < 400; file++)
    {
      char data[120];
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (MitImportSource) source = NULL;

      for (gsize i = 0; i < sizeof data; i++)
        data[i] = letters[g_rand_int_range (rand, 0, sizeof letters - 1)];
      memcpy (data, "Name;Vorname\n", file % 2 ? 13 : 0);
      bytes = g_bytes_new (data, sizeof data);
      source = mit_import_source_new (bytes, NULL);
      if (source)
        {
          g_autoptr (MitImportPlan) plan = mit_import_plan_new (mit_store_reader (self.store), source, NULL, NULL, NULL);
          guint sum = 0;

          for (int i = 0; i < MIT_N_IMPORT_VERDICTS; i++)
            sum += plan->counts[i];
          g_assert_cmpuint (sum, ==, plan->rows->len);
          n_tables++;
        }
    }
  g_assert_cmpuint (n_tables, >, 150);
}

static void
test_a_huge_value_is_taken_in (void)
{
  g_autofree char *note = g_strnfill (1024 * 1024, 'x');
  g_autofree char *text = g_strdup_printf ("Vorname;Name;Bemerkung\nKim;Noack;%s\n", note);

  assert_import (text, "1 rows: 1 new");
}

static void
test_postcodes_that_lost_their_zero_are_repaired (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *shown = NULL;
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  shown = mit_test_import_shown (&self, "Vorname;Name;PLZ;Land\nKim;Noack;8056;\nJo;Gruber;1010;Österreich\nMo;Lang;123;D\n");
  g_assert_cmpstr (shown, ==, "3 rows: 3 new 1 repaired 1 noticed");
  person = mit_test_person (&self, "noack");
  g_assert_cmpstr (person->text[MIT_PERSON_POSTCODE], ==, "08056");
}

static void
test_impossible_values_are_wrong (void)
{
  assert_import ("Vorname;Name;Geburtsdatum;Eintritt\n"
                 "Kim;Noack;31.02.1970;\n"
                 "Kim;Noack;01.13.1970;\n"
                 "Kim;Noack;04.02.0071;\n"
                 "Kim;Noack;04.02.2999;\n"
                 "Kim;Noack;;30.02.2020\n"
                 ";;04.02.1970;\n",
                 "6 rows: 6 wrong");
  assert_import ("Vorname;Name;Eintritt;Austritt;Status\nKim;Noack;01.01.2020;01.01.2019;ausgetreten\nJo;Noack;;;Kaiser\n",
                 "2 rows: 2 wrong");
}

static void
test_days_are_read_as_the_list_writes_them (void)
{
  static const char *const lists[] = { "Vorname;Name;geb.\nKim;Noack;04.02.1971\nJo;Otto;01.13.1970\n",
                                       "Vorname;Name;geb.\nKim;Noack;02/04/1971\nJo;Otto;12/31/1970\n",
                                       "Vorname;Name;geb.\nKim;Noack;04/02/1971\nJo;Otto;31/12/1970\n",
                                       "Vorname;Name;geb.\nKim;Noack;1971-02-04\nJo;Otto;1970-12-31\n",
                                       "Vorname;Name;geb.\nKim;Noack;4.2.71\nJo;Otto;1970-12-31\n",
                                       "Vorname;Name;geb.\nJo;Otto;1970-12-31\nMo;Otto;1971-12-31\nKim;Noack;04.02.1971\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (MitTestRegister) self = { 0 };
      g_autoptr (MitPerson) person = NULL;

      mit_test_register_init (&self);
      mit_test_import (&self, lists[i]);
      person = mit_test_person (&self, "noack");
      g_assert_cmpstr (person->text[MIT_PERSON_BORN], ==, "1971-02-04");
    }
}

static MitImportPlan *
make_plan (MitTestRegister *self, MitImportSource *source)
{
  g_autoptr (GError) error = NULL;
  MitImportPlan *plan = mit_import_plan_new (mit_store_reader (self->store), source, NULL, NULL, &error);

  g_assert_no_error (error);

  return plan;
}

static MitImportSource *
read_table (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  MitImportSource *source = mit_import_source_new (bytes, &error);

  g_assert_no_error (error);

  return source;
}

/* The rows that are given back, @mended here, must be right when they come again. */
static void
assert_mended (const char *list, const char *wrong, const char *mended, MitPersonField field, const char *expected)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitImportSource) source = read_table (list);
  g_autoptr (MitImportPlan) plan = NULL;
  g_autofree char *table = NULL;
  g_autoptr (GString) again = NULL;
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  plan = make_plan (&self, source);
  table = mit_import_plan_wrong_rows (plan, source);
  g_assert_cmpuint (mit_test_import (&self, table).wrong, ==, 1);
  again = g_string_new (table);
  g_assert_cmpuint (g_string_replace (again, wrong, mended, 0), ==, 1);
  g_assert_cmpuint (mit_test_import (&self, again->str).new, ==, 1);
  person = mit_test_person (&self, NULL);
  g_assert_cmpstr (person->text[field], ==, expected);
}

static void
test_wrong_rows_can_be_mended_and_imported (void)
{
  assert_mended ("Name;Vorname;Ort\nNoack;Kim;Zwickau;zuviel\n", "zuviel", "", MIT_PERSON_CITY, "Zwickau");
  assert_mended ("Name;Vorname;geb.\nNoack;Kim;31.02.1970\n", "31.02.1970;", "03.02.1970;", MIT_PERSON_BORN, "1970-02-03");
  assert_mended ("Name;Vorname;geb.;Eintritt\nOtto;Mo;04/13/1980;11/02/2020\nLutz;Jo;05/14/1980;11/02/2020\n;;04/05/1970;11/03/2020\n", "\n;;", "\nNoack;Kim;",
                 MIT_PERSON_BORN, "1970-04-05");
}

static void
test_damaged_phone_numbers_are_left_out_and_said (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *shown = NULL;
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  shown = mit_test_import_shown (&self, "Vorname;Name;Telefon;E-Mail\nKim;Noack;4,93752E+11;kim at example.org\n");
  g_assert_cmpstr (shown, ==, "1 rows: 1 new 2 noticed");
  person = mit_test_person (&self, "noack");
  g_assert_cmpuint (person->contacts->len, ==, 0);
}

static void
assert_name (const char *header, const char *value, const char *title, const char *given, const char *family)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *text = g_strdup_printf ("%s;PLZ\n\"%s\";08056\n", header, value);
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  mit_test_import (&self, text);
  person = mit_test_person (&self, NULL);
  g_assert_cmpstr (person->text[MIT_PERSON_TITLE], ==, title);
  g_assert_cmpstr (person->text[MIT_PERSON_GIVEN], ==, given);
  g_assert_cmpstr (person->text[MIT_PERSON_FAMILY], ==, family);
}

static void
test_names_in_one_column_are_split (void)
{
  assert_name ("Name", "Noack, Kim", NULL, "Kim", "Noack");
  assert_name ("Name", "Kim Noack", NULL, "Kim", "Noack");
  assert_name ("Name", "Noack", NULL, NULL, "Noack");
  assert_name ("Name, Vorname", "von der Aue, Kim Robin", NULL, "Kim Robin", "von der Aue");
  assert_name ("Name", "Kim Robin von der Aue", NULL, "Kim Robin", "von der Aue");
  assert_name ("Name", "Dr. Kim Noack", "Dr.", "Kim", "Noack");
  assert_name ("Name", "Noack, Prof. Dr. Kim", "Prof. Dr.", "Kim", "Noack");
  assert_name ("Name", "Frau Dr. Kim Noack", "Dr.", "Kim", "Noack");
  assert_name ("Name", "Dr. Noack, Kim", "Dr.", "Kim", "Noack");
  assert_name ("Name", "Noack, Kim, Dr.", "Dr.", "Kim", "Noack");
  assert_name ("Name", "Frau Noack, Kim", NULL, "Kim", "Noack");
  assert_name ("Name", "Aue, Kim von der", NULL, "Kim", "von der Aue");
}

static void
assert_person (const char *header, const char *row, MitPersonField field, const char *expected)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *text = g_strdup_printf ("%s\n%s\n", header, row);
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  mit_test_import (&self, text);
  person = mit_test_person (&self, NULL);
  g_assert_cmpstr (person->text[field], ==, expected);
}

static void
test_forms_of_address_are_understood_and_titles_kept (void)
{
  static const char header[] = "Anrede;Titel;Vorname;Name";

  assert_person (header, "Hr.;;Kim;Noack", MIT_PERSON_FORM, "herr");
  assert_person (header, "Fr. Prof. Dr.;;Kim;Noack", MIT_PERSON_FORM, "frau");
  assert_person (header, "Fr. Prof. Dr.;;Kim;Noack", MIT_PERSON_TITLE, "Prof. Dr.");
  assert_person (header, ";Herr Dr.;Kim;Noack", MIT_PERSON_TITLE, "Dr.");
  assert_person (header, ";Herr Dr.;Kim;Noack", MIT_PERSON_FORM, "herr");
  assert_person (header, ";;Prof. Dr. med. Kim;Noack", MIT_PERSON_GIVEN, "Kim");
  assert_person (header, ";;Prof. Dr. med. Kim;Noack", MIT_PERSON_TITLE, "Prof. Dr. med.");
  assert_person (header, "Firma;;Kim;Noack", MIT_PERSON_FORM, NULL);
  assert_import ("Anrede;Vorname;Name\nFirma;Kim;Noack\n", "1 rows: 1 new 1 noticed");
}

/* What stands beside it says what "Nr." is. */
static void
test_numbers_are_told_from_house_numbers (void)
{
  assert_person ("Name;Vorname;Straße;Nr.;PLZ;Ort", "Noack;Kim;Lindenallee;3 b;08058;Zwickau", MIT_PERSON_STREET, "Lindenallee 3 b");
  assert_person ("Name;Vorname;Straße;Nr.;PLZ;Ort", "Noack;Kim;Lindenallee;3 b;08058;Zwickau", MIT_PERSON_NUMBER, NULL);
  assert_person ("Mitgl.-Nr.;Name;Vorname;Straße;Nr.;Ort", "17;Noack;Kim;Lindenallee;3;Zwickau", MIT_PERSON_STREET, "Lindenallee 3");
  assert_person ("Mitgl.-Nr.;Name;Vorname;Straße;Nr.;Ort", "17;Noack;Kim;Lindenallee;3;Zwickau", MIT_PERSON_NUMBER, "17");
  assert_person ("Nr.;Mitgl.-Nr.;Name;Vorname", "1;10001;Noack;Kim", MIT_PERSON_NUMBER, "10001");
  assert_person ("Nr.;Name;Vorname;Straße;Hausnr.", "5;Noack;Kim;Lindenallee;3", MIT_PERSON_NUMBER, "5");
}

static void
test_everyday_headers_are_known (void)
{
  static const char header[] = "Mitgl.-Nr.;Name;Vorname;Geb. am;Straße;PLZ/Ort;Land;Eintritt am";
  static const char row[] = "1;Noack;Kim;04.02.1971;Weg 1;8058 Zwickau;Bundesrepublik Deutschland;01.11.2026";

  assert_person (header, row, MIT_PERSON_BORN, "1971-02-04");
  assert_person (header, row, MIT_PERSON_POSTCODE, "08058");
  assert_person (header, row, MIT_PERSON_CITY, "Zwickau");
  assert_person (header, row, MIT_PERSON_COUNTRY, NULL);
  assert_person ("Name;Vorname;PLZ;Ort;Land", "Noack;Kim;8001;Zürich;CH", MIT_PERSON_COUNTRY, "Schweiz");
}

static void
test_line_ends_within_an_address_are_spaces (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  mit_test_import (&self, "Vorname;Name;Straße\nKim; Noack ;\"Lindenallee 1\nHinterhaus\"\n");
  person = mit_test_person (&self, "noack");
  g_assert_cmpstr (person->text[MIT_PERSON_STREET], ==, "Lindenallee 1 Hinterhaus");
  g_assert_cmpstr (person->text[MIT_PERSON_FAMILY], ==, "Noack");
}

static void
assert_stage (const char *row, MitStage stage)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *text = g_strdup_printf ("Mitgl.-Nr.;Vorname;Name;Eintritt;Austritt;Status\n%s\n", row);
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  mit_test_import (&self, text);
  person = mit_test_person (&self, "noack");
  g_assert_cmpstr (mit_stage_name (mit_person_period_on (person, mit_date_today ())->stage), ==, mit_stage_name (stage));
}

static void
test_words_for_stages_are_understood (void)
{
  assert_stage ("1;Kim;Noack;01.01.2020;;Mitglied", MIT_STAGE_MEMBER);
  assert_stage ("1;Kim;Noack;01.01.2020;;", MIT_STAGE_MEMBER);
  assert_stage ("1;Kim;Noack;01.01.2020;;Gastmitglied", MIT_STAGE_GUEST);
  assert_stage ("1;Kim;Noack;;;Sympathisant/in", MIT_STAGE_SUPPORTER);
  assert_stage ("1;Kim;Noack;01.01.2020;;ausgetreten", MIT_STAGE_FORMER);
  assert_stage ("1;Kim;Noack;01.01.2020;01.01.2021;Mitglied", MIT_STAGE_FORMER);
  assert_stage ("1;Kim;Noack;01.01.2020;;Mitgliedschaft beendet", MIT_STAGE_FORMER);
  assert_stage ("1;Kim;Noack;01.01.2020;;verstorben", MIT_STAGE_FORMER);
}

static void
test_gender_is_not_taken_from_anything_else (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  mit_test_import (&self, "Anrede;Vorname;Name;Geschlecht\nFrau;Anna;Noack;\n");
  person = mit_test_person (&self, "noack");
  g_assert_cmpstr (person->text[MIT_PERSON_FORM], ==, "frau");
  g_assert_null (person->text[MIT_PERSON_GENDER]);
}

static void
test_two_rows_of_one_person_are_both_taken_in_and_flagged (void)
{
  assert_import ("Nr.;Vorname;Name;Ort\n5;Kim;Noack;Zwickau\n5;Kim;Noack;Glauchau\n", "2 rows: 2 new 1 duplicate");
  assert_import ("Vorname;Name;geb.\nKim;Noack;1.1.70\nKim;Noack;1.1.70\n", "2 rows: 2 new 1 duplicate");
  assert_import ("Vorname;Name;Straße;PLZ\nKim;Noack;Goethe Str. 5;08056\nKim;Noack;Goethestraße 5;08056\n", "2 rows: 2 new 1 duplicate");
  assert_import ("Vorname;Name;E-Mail\nKim;Noack;kim@example.org\nKim;Noack;KIM@example.org\n", "2 rows: 2 new 1 duplicate");
  assert_import ("Vorname;Name;geb.\nKim;Noack;1.1.70\nKim;Noack;2.1.70\n", "2 rows: 2 new");
}

/* A list over another, in one register. */
static void
assert_second (const char *first, const char *second, const char *expected)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *shown = NULL;
  MitTestCounts    again;

  mit_test_register_init (&self);
  mit_test_import (&self, first);
  shown = mit_test_import_shown (&self, second);
  g_assert_cmpstr (shown, ==, expected);
  again = mit_test_import (&self, second);
  g_assert_cmpuint (again.new + again.changed, ==, 0);
}

static void
test_people_are_found_by_number_birth_and_address (void)
{
  assert_second ("Nr.;Vorname;Name;Ort\n5;Kim;Noack;Zwickau\n", "Nr.;Vorname;Name;Ort\n5;Kim;Lehmann;Zwickau\n", "1 rows: 1 changed");
  assert_second ("Vorname;Name;geb.;Ort\nKim;Noack;1.1.70;Zwickau\n", "Vorname;Name;geb.;Ort\nKIM;NOACK;1970-01-01;Zwickau\n",
                 "1 rows: 1 changed");
  assert_second ("Vorname;Name;Straße;PLZ\nKim;Noack;Goethestr. 5;08056\n", "Vorname;Name;Straße;PLZ\nKim;Noack;Goethe Straße 5;08056\n",
                 "1 rows: 1 changed");
  assert_second ("Vorname;Name;Straße;PLZ\nKim;Noack;Goethestr. 5;08056\n", "Vorname;Name;Straße;PLZ\nKim;Noack;Goethestr. 6;08056\n",
                 "1 rows: 1 new");
}

static void
test_a_number_alone_makes_nobody_somebody_else (void)
{
  assert_second ("Nr.;Vorname;Name\n5;Kim;Noack\n", "Nr.;Vorname;Name\n5;Robin;Lehmann\n", "1 rows: 1 new 1 duplicate");
  assert_second ("Nr.;Vorname;Name\n5;Kim;Noack\n", "Nr.;Vorname;Name\n5;Robin;Noack\n", "1 rows: 1 new 1 duplicate");
  assert_second ("Nr.;Vorname;Name\n5;Hans;Noack\n", "Nr.;Vorname;Name\n5;Hans-Peter;Noack\n", "1 rows: 1 changed");
  assert_second ("Nr.;Vorname;Name;geb.\n5;Kim;Noack;1.1.70\n", "Nr.;Vorname;Name;geb.\n5;Kim;Noack;2.1.70\n", "1 rows: 1 changed");
}

/* Somebody left, and the numbers of the rows moved up. */
static void
test_lists_that_number_their_rows_change_nobody_into_another (void)
{
  assert_second ("Nr.;Name;Vorname;geb.\n1;Müller;Eva;01.01.1990\n2;Müller;Hans;01.01.1950\n3;Müller;Otto;01.01.1970\n",
                 "Nr.;Name;Vorname;geb.\n1;Müller;Hans;01.01.1950\n2;Müller;Otto;01.01.1970\n", "2 rows: 2 changed");
}

static void
test_father_and_son_of_one_name_are_two (void)
{
  static const char father[] = "Mitgl.-Nr.;Name;Vorname;geb.;Straße;PLZ\n100;Müller;Hans;01.02.1950;Hauptstr. 1;08058\n";
  static const char son[] = "Mitgl.-Nr.;Name;Vorname;geb.;Straße;PLZ\n200;Müller;Hans;05.06.1985;Hauptstr. 1;08058\n";

  assert_second (father, son, "1 rows: 1 new 1 duplicate");
}

static void
test_an_exact_match_comes_first (void)
{
  assert_second ("Nr.;Vorname;Name;Ort\n5;Kim;Noack;Zwickau\n",
                 "Nr.;Vorname;Name;Ort\n5;Kim;Noack;Glauchau\n5;Kim;Noack;Zwickau\n", "2 rows: 1 new 1 same 1 duplicate");
}

static void
test_a_row_with_a_name_alone_takes_nobody_away (void)
{
  assert_second ("Vorname;Name;geb.;Ort\nKim;Noack;1.1.70;Zwickau\n", "Vorname;Name;geb.;Ort\nKim;Noack;;\nKim;Noack;1.1.70;Glauchau\n",
                 "2 rows: 1 changed 1 same");
}

static void
test_empty_values_take_nothing_away (void)
{
  assert_second ("Nr.;Vorname;Name;Ort;Telefon\n5;Kim;Noack;Zwickau;0375 1\n", "Nr.;Vorname;Name;Ort;Telefon\n5;Kim;Noack;;\n", "1 rows: 1 same");
}

static void
test_notes_and_interests_are_added_to (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  mit_test_import (&self, "Nr.;Vorname;Name;Notiz;Interessen\n5;Kim;Noack;alt;Frieden\n");
  mit_test_import (&self, "Nr.;Vorname;Name;Notiz;Interessen\n5;Kim;Noack;neu;Mieten|Frieden\n");
  person = mit_test_person (&self, "noack");
  g_assert_cmpstr (person->text[MIT_PERSON_NOTE], ==, "alt\nneu");
  g_assert_cmpstr (person->text[MIT_PERSON_INTERESTS], ==, "Frieden, Mieten");
}

static gboolean
run_bin (MitDb *db, gpointer data, GError **error)
{
  return mit_person_set_binned (db, &((MitPerson *) data)->id, TRUE, error);
}

static void
test_somebody_in_the_bin_stays_there (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;
  g_autofree char *shown = NULL;

  mit_test_register_init (&self);
  mit_test_import (&self, "Nr.;Vorname;Name\n5;Kim;Noack\n");
  person = mit_test_person (&self, "noack");
  mit_test_do (&self, run_bin, person);
  shown = mit_test_import_shown (&self, "Nr.;Vorname;Name\n5;Kim;Noack\n");
  g_assert_cmpstr (shown, ==, "1 rows: 1 same");
  g_assert_cmpint (mit_people_count (mit_store_reader (self.store)), ==, 0);
}

/* Of two that were one, the office has put one into the bin. */
static void
test_the_bin_stands_behind_the_list (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) first = NULL;
  g_autoptr (MitPerson) second = NULL;

  mit_test_register_init (&self);
  mit_test_import (&self, "Nr.;Vorname;Name;Ort\n5;Kim;Noack;Zwickau\n5;Kim;Noack;Glauchau\n");
  first = mit_test_person (&self, "noack zwickau");
  mit_test_do (&self, run_bin, first);
  mit_test_import (&self, "Nr.;Vorname;Name;Ort\n5;Kim;Noack;Meerane\n");
  second = mit_test_person (&self, "noack");
  g_assert_cmpstr (second->text[MIT_PERSON_CITY], ==, "Meerane");
}

static void
test_a_plan_is_refused_when_the_register_has_changed (void)
{
  g_auto (MitTestRegister) self = { 0 };
  static const char list[] = "Nr.;Vorname;Name\n5;Kim;Noack\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (list, sizeof list - 1);
  g_autoptr (MitImportSource) source = mit_import_source_new (bytes, NULL);
  g_autoptr (MitImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  mit_test_register_init (&self);
  plan = mit_import_plan_new (mit_store_reader (self.store), source, NULL, NULL, NULL);
  mit_test_import (&self, list);

  g_assert_false (mit_import_plan_apply (plan, mit_store_reader (self.store), NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (mit_people_count (mit_store_reader (self.store)), ==, 1);
}

static void
test_a_cancelled_import_writes_nothing (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (GBytes) bytes = mit_test_data_file ("members-district.csv");
  g_autoptr (MitImportSource) source = mit_import_source_new (bytes, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  mit_test_register_init (&self);
  g_cancellable_cancel (cancellable);
  g_assert_null (mit_import_plan_new (mit_store_reader (self.store), source, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
run_remember (MitDb *db, gpointer data, GError **error)
{
  return mit_import_source_remember (data, db, error);
}

static void
test_a_corrected_mapping_is_remembered (void)
{
  g_auto (MitTestRegister) self = { 0 };
  static const char list[] = "Vorname;Name;Kennung\nKim;Noack;5\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (list, sizeof list - 1);
  g_autoptr (MitImportSource) source = mit_import_source_new (bytes, NULL);
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  g_assert_cmpint (source->targets[2], ==, MIT_IMPORT_NOTHING);
  source->targets[2] = (MitImportTarget) MIT_PERSON_NUMBER;
  mit_test_do (&self, run_remember, source);
  mit_test_import (&self, list);
  person = mit_test_person (&self, "noack");
  g_assert_cmpstr (person->text[MIT_PERSON_NUMBER], ==, "5");
}

#define ADD(name, func) g_test_add_func ("/import/" name, func)

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);

  ADD ("separators-are-recognised", test_separators_are_recognised);
  ADD ("commas-in-values-do-not-outvote-the-separator", test_commas_in_values_do_not_outvote_the_separator);
  ADD ("rows-above-the-header-are-passed-over", test_rows_above_the_header_are_passed_over);
  ADD ("sums-below-the-list-are-nobody", test_sums_below_the_list_are_nobody);
  ADD ("the-mark-in-the-first-header-is-no-letter", test_the_mark_in_the_first_header_is_no_letter);
  ADD ("utf16-is-read", test_utf16_is_read);
  ADD ("quotes-hold-lines", test_quotes_hold_lines);
  ADD ("a-quote-that-never-closes-loses-nobody", test_a_quote_that_never_closes_loses_nobody);
  ADD ("trailing-separators-are-nothing", test_trailing_separators_are_nothing);
  ADD ("columns-of-one-header-do-not-overwrite-each-other", test_columns_of_one_header_do_not_overwrite_each_other);
  ADD ("what-is-no-table-is-refused", test_what_is_no_table_is_refused);
  ADD ("no-bytes-at-all-do-harm", test_no_bytes_at_all_do_harm);
  ADD ("a-huge-value-is-taken-in", test_a_huge_value_is_taken_in);
  ADD ("postcodes-that-lost-their-zero-are-repaired", test_postcodes_that_lost_their_zero_are_repaired);
  ADD ("impossible-values-are-wrong", test_impossible_values_are_wrong);
  ADD ("days-are-read-as-the-list-writes-them", test_days_are_read_as_the_list_writes_them);
  ADD ("damaged-phone-numbers-are-left-out-and-said", test_damaged_phone_numbers_are_left_out_and_said);
  ADD ("names-in-one-column-are-split", test_names_in_one_column_are_split);
  ADD ("forms-of-address-are-understood-and-titles-kept", test_forms_of_address_are_understood_and_titles_kept);
  ADD ("numbers-are-told-from-house-numbers", test_numbers_are_told_from_house_numbers);
  ADD ("everyday-headers-are-known", test_everyday_headers_are_known);
  ADD ("wrong-rows-can-be-mended-and-imported", test_wrong_rows_can_be_mended_and_imported);
  ADD ("line-ends-within-an-address-are-spaces", test_line_ends_within_an_address_are_spaces);
  ADD ("words-for-stages-are-understood", test_words_for_stages_are_understood);
  ADD ("gender-is-not-taken-from-anything-else", test_gender_is_not_taken_from_anything_else);
  ADD ("two-rows-of-one-person-are-both-taken-in-and-flagged", test_two_rows_of_one_person_are_both_taken_in_and_flagged);
  ADD ("people-are-found-by-number-birth-and-address", test_people_are_found_by_number_birth_and_address);
  ADD ("a-number-alone-makes-nobody-somebody-else", test_a_number_alone_makes_nobody_somebody_else);
  ADD ("lists-that-number-their-rows-change-nobody-into-another", test_lists_that_number_their_rows_change_nobody_into_another);
  ADD ("father-and-son-of-one-name-are-two", test_father_and_son_of_one_name_are_two);
  ADD ("an-exact-match-comes-first", test_an_exact_match_comes_first);
  ADD ("a-row-with-a-name-alone-takes-nobody-away", test_a_row_with_a_name_alone_takes_nobody_away);
  ADD ("empty-values-take-nothing-away", test_empty_values_take_nothing_away);
  ADD ("notes-and-interests-are-added-to", test_notes_and_interests_are_added_to);
  ADD ("somebody-in-the-bin-stays-there", test_somebody_in_the_bin_stays_there);
  ADD ("the-bin-stands-behind-the-list", test_the_bin_stands_behind_the_list);
  ADD ("a-plan-is-refused-when-the-register-has-changed", test_a_plan_is_refused_when_the_register_has_changed);
  ADD ("a-cancelled-import-writes-nothing", test_a_cancelled_import_writes_nothing);
  ADD ("a-corrected-mapping-is-remembered", test_a_corrected_mapping_is_remembered);

  return g_test_run ();
}
