// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-letter-due.h"
#include "mit-letter-run.h"
#include "mit-letter-sheet.h"
#include "mit-test-list.h"

#include <mit-person-edit.h>

static const char header[] = "Nr.;Anrede;Vorname;Name;Straße;PLZ;Ort;Eintritt;Austritt;Status\n";

static MitDate
day (void)
{
  return mit_date_new (2026, 11, 22);
}

/* Rows begin behind the name: all of them are about Kim Noack. */
static void
import_row (MitTestRegister *self, const char *row)
{
  g_autofree char *list = g_strdup_printf ("%s1;Frau;Kim;Noack;Ringstr. 1;08056;Zwickau;%s\n", header, row);

  mit_test_import (self, list);
}

static guint
count_due (MitTestRegister *self)
{
  g_autoptr (GPtrArray) addressees = mit_letters_due (mit_store_reader (self->store), day (), NULL);

  return addressees->len;
}

static void
assert_due (const char *row, guint expected)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  import_row (&self, row);
  g_assert_cmpuint (count_due (&self), ==, expected);
}

static void
test_the_office_list_has_its_letters (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (GBytes) bytes = mit_test_data_file ("members-district.csv");
  guint n_late;

  mit_test_register_init (&self);
  mit_test_import_bytes (&self, bytes);

  g_assert_cmpuint (count_due (&self), ==, 92);
  g_assert_cmpuint (mit_letters_count_due (mit_store_reader (self.store), day (), &n_late), ==, 92);
  g_assert_cmpuint (n_late, <, 92);
}

static void
test_both_days_are_counted (void)
{
  assert_due ("22.11.2026;;Mitglied", 1);
  assert_due ("24.08.2026;;Mitglied", 1);
  assert_due ("23.11.2026;;Mitglied", 0);
  assert_due ("23.08.2026;;Mitglied", 0);
}

static void
test_guests_and_members_are_welcomed_and_nobody_else (void)
{
  assert_due ("01.10.2026;;Gast", 1);
  assert_due ("01.10.2026;;Sympathisant", 0);
  assert_due ("01.10.2026;01.11.2026;ausgetreten", 0);
  assert_due (";;Mitglied", 0);
}

static void
test_a_guest_who_becomes_a_member_is_welcomed_once (void)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  import_row (&self, "01.07.2026;;Gast");
  import_row (&self, "01.10.2026;;Mitglied");
  g_assert_cmpuint (count_due (&self), ==, 0);
}

static void
test_those_who_come_again_are_welcomed_again (void)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  import_row (&self, "01.01.2010;01.01.2015;ausgetreten");
  import_row (&self, "01.10.2026;;Mitglied");
  g_assert_cmpuint (count_due (&self), ==, 1);
}

static const MitAddressee *
first_due (GPtrArray *addressees)
{
  g_assert_cmpuint (addressees->len, ==, 1);

  return g_ptr_array_index (addressees, 0);
}

static void
test_an_address_that_is_not_whole_is_an_obstacle (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *list = g_strdup_printf ("%s1;Frau;Kim;Noack;;08056;Zwickau;01.10.2026;;Mitglied\n", header);
  g_autoptr (GPtrArray) addressees = NULL;

  mit_test_register_init (&self);
  mit_test_import (&self, list);
  addressees = mit_letters_due (mit_store_reader (self.store), day (), NULL);
  g_assert_cmpstr (first_due (addressees)->obstacle, ==, "No complete address");
  g_assert_false (first_due (addressees)->included);
}

/* It would be cut off, and the post could not bring the letter. */
static void
test_an_address_too_long_for_the_window_is_shown (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *list = g_strdup_printf ("%s1;Frau;Kim;Noack;Wohnheim Wilhelm Mommsen am alten Hammerweg hinter der Schule der Freundschaft und der Völkerverständigung neben dem Rathaus am Marktplatz der schönen Stadt Aufgang 12 a;08056;Zwickau;01.10.2026;;Mitglied\n",
                                           header);
  g_autoptr (GPtrArray) addressees = NULL;

  mit_test_register_init (&self);
  mit_test_import (&self, list);
  addressees = mit_letters_due (mit_store_reader (self.store), day (), NULL);
  g_assert_cmpstr (first_due (addressees)->oddity, ==, "A line of the address is too long for the window");
}

/* Capitals are wide; where a line of the zone is left over, a street takes two. */
static void
test_a_long_street_takes_two_lines (void)
{
  static const char *const address[] = { "Frau", "Kim Noack", "WILHELM-MOMMSEN-WOHNHEIM AM HAMMERWEG 12 A", "08056 Zwickau", NULL };
  static const char *const full[] = { "Frau", "Kim Noack", "c/o Otto", "WILHELM-MOMMSEN-WOHNHEIM AM HAMMERWEG 12 A", "1010 Wien", "ÖSTERREICH", NULL };

  g_assert_cmpint (mit_letter_address_check (address), ==, MIT_ADDRESS_FITS);
  g_assert_cmpint (mit_letter_address_check (full), ==, MIT_ADDRESS_TOO_LONG);
}

static void
test_letters_that_no_font_has_are_said (void)
{
  static const char *const address[] = { "Kim \xf3\xbf\xbf\xbd Noack", "08056 Zwickau", NULL };

  g_assert_cmpint (mit_letter_address_check (address), ==, MIT_ADDRESS_NOT_DRAWABLE);
}

static void
test_nobody_is_written_to_who_does_not_want_it (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;
  g_autoptr (GPtrArray) addressees = NULL;

  mit_test_register_init (&self);
  import_row (&self, "01.10.2026;;Mitglied");
  person = mit_test_person (&self, "noack");
  mit_test_await (mit_person_edit_consent (self.store, &person->id, "letter", FALSE));
  addressees = mit_letters_due (mit_store_reader (self.store), day (), NULL);
  g_assert_cmpstr (first_due (addressees)->obstacle, ==, "Wants no letters");
  g_assert_false (first_due (addressees)->included);
}

static void
test_whoever_is_in_the_bin_is_not_due (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  import_row (&self, "01.10.2026;;Mitglied");
  person = mit_test_person (&self, "noack");
  mit_test_await (mit_person_bin (self.store, &person->id, TRUE));
  g_assert_cmpuint (count_due (&self), ==, 0);
}

static gboolean
run_save (MitDb *db, gpointer data, GError **error)
{
  return mit_letter_run_save (data, db, error);
}

static void
test_a_letter_on_file_is_not_due_until_it_is_taken_back (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (GPtrArray) addressees = NULL;
  g_autoptr (MitLetterTemplate) letter_template = mit_letter_template_shipped ("welcome");
  g_autoptr (MitLetterRun) run = NULL;

  mit_test_register_init (&self);
  import_row (&self, "01.10.2026;;Mitglied");
  addressees = mit_letters_due (mit_store_reader (self.store), day (), NULL);
  run = mit_letter_run_new (letter_template, mit_sender_load (mit_store_reader (self.store)), day (), 'b');
  mit_letter_run_add_all (run, addressees);
  mit_test_do (&self, run_save, run);
  g_assert_cmpuint (count_due (&self), ==, 0);

  mit_test_undo (&self);
  g_assert_cmpuint (count_due (&self), ==, 1);
}

static void
test_a_second_letter_of_a_kind_asks_first (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (GPtrArray) addressees = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (MitId));
  g_autoptr (MitLetterTemplate) letter_template = mit_letter_template_shipped ("welcome");
  g_autoptr (MitLetterRun) run = NULL;

  mit_test_register_init (&self);
  import_row (&self, "01.10.2026;;Mitglied");
  addressees = mit_letters_due (mit_store_reader (self.store), day (), NULL);
  run = mit_letter_run_new (letter_template, mit_sender_load (mit_store_reader (self.store)), day (), 'b');
  mit_letter_run_add_all (run, addressees);
  mit_test_do (&self, run_save, run);
  g_array_append_val (ids, first_due (addressees)->person->id);
  again = mit_letters_addressees (mit_store_reader (self.store), ids, "welcome", day (), NULL);

  g_assert_nonnull (first_due (again)->earlier);
  g_assert_false (first_due (again)->included);
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);

  g_test_add_func ("/due/the-office-list-has-its-letters", test_the_office_list_has_its_letters);
  g_test_add_func ("/due/both-days-are-counted", test_both_days_are_counted);
  g_test_add_func ("/due/guests-and-members-are-welcomed-and-nobody-else", test_guests_and_members_are_welcomed_and_nobody_else);
  g_test_add_func ("/due/a-guest-who-becomes-a-member-is-welcomed-once", test_a_guest_who_becomes_a_member_is_welcomed_once);
  g_test_add_func ("/due/those-who-come-again-are-welcomed-again", test_those_who_come_again_are_welcomed_again);
  g_test_add_func ("/due/an-address-that-is-not-whole-is-an-obstacle", test_an_address_that_is_not_whole_is_an_obstacle);
  g_test_add_func ("/due/an-address-too-long-for-the-window-is-shown", test_an_address_too_long_for_the_window_is_shown);
  g_test_add_func ("/due/a-long-street-takes-two-lines", test_a_long_street_takes_two_lines);
  g_test_add_func ("/due/letters-that-no-font-has-are-said", test_letters_that_no_font_has_are_said);
  g_test_add_func ("/due/nobody-is-written-to-who-does-not-want-it", test_nobody_is_written_to_who_does_not_want_it);
  g_test_add_func ("/due/whoever-is-in-the-bin-is-not-due", test_whoever_is_in_the_bin_is_not_due);
  g_test_add_func ("/due/a-letter-on-file-is-not-due-until-it-is-taken-back", test_a_letter_on_file_is_not_due_until_it_is_taken_back);
  g_test_add_func ("/due/a-second-letter-of-a-kind-asks-first", test_a_second_letter_of_a_kind_asks_first);

  return g_test_run ();
}
