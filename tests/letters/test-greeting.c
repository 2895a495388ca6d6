// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-address.h"
#include "mit-greeting.h"
#include "mit-letter-field.h"

#include <locale.h>

/* Fields by their names: "given", "Kim", "family", "Noack", NULL. */
static MitPerson *
make_person (const char *const *values)
{
  MitPerson *person = mit_person_new ();

  for (; *values; values += 2)
    for (int i = 0; i < MIT_N_PERSON_FIELDS; i++)
      if (g_str_equal (mit_person_field_column ((MitPersonField) i), values[0]))
        mit_person_set (person, (MitPersonField) i, values[1]);

  return person;
}

#define PERSON(...) (make_person ((const char *const[]) { __VA_ARGS__, NULL }))

static void
assert_greeting (MitPerson *taken, const char *house_tone, const char *expected)
{
  g_autoptr (MitPerson) person = taken;
  g_autofree char *greeting = mit_greeting (person, house_tone);

  g_assert_cmpstr (greeting, ==, expected);
}

static void
test_the_form_of_address_is_the_one_chosen (void)
{
  assert_greeting (PERSON ("form", "frau", "given", "Ayşe", "family", "Yılmaz"), "sie", "Sehr geehrte Frau Yılmaz,");
  assert_greeting (PERSON ("form", "herr", "given", "Jan", "family", "Wićaz"), "sie", "Sehr geehrter Herr Wićaz,");
  assert_greeting (PERSON ("form", "neutral", "given", "Kim", "family", "Noack"), "sie", "Guten Tag Kim Noack,");
  assert_greeting (PERSON ("given", "Kim", "family", "Noack"), NULL, "Guten Tag Kim Noack,");
}

static void
test_gender_and_first_name_suggest_nothing (void)
{
  assert_greeting (PERSON ("gender", "f", "given", "Anna", "family", "Noack"), "sie", "Guten Tag Anna Noack,");
  assert_greeting (PERSON ("gender", "m", "given", "Bernd", "family", "Noack"), "du", "Hallo Bernd,");
}

static void
test_friends_are_greeted_by_their_call_name (void)
{
  assert_greeting (PERSON ("form", "frau", "given", "Johanna", "call_name", "Hanni", "family", "Noack"), "du", "Liebe Hanni,");
  assert_greeting (PERSON ("form", "herr", "given", "Jan", "family", "Noack"), "du", "Lieber Jan,");
  assert_greeting (PERSON ("form", "herr", "tone", "sie", "given", "Jan", "family", "Noack"), "du", "Sehr geehrter Herr Noack,");
  assert_greeting (PERSON ("form", "herr", "tone", "du", "given", "Jan", "family", "Noack"), "sie", "Lieber Jan,");
}

static void
test_parts_of_the_name_may_be_missing (void)
{
  assert_greeting (PERSON ("form", "frau", "given", "Anna"), "sie", "Guten Tag Anna,");
  assert_greeting (PERSON ("family", "Noack"), "du", "Guten Tag Noack,");
  assert_greeting (PERSON ("number", "1"), "sie", "Sehr geehrte Damen und Herren,");
}

static void
test_titles_and_forms_stand_once (void)
{
  assert_greeting (PERSON ("form", "frau", "title", "Dr.", "given", "Anna", "family", "Noack"), "sie", "Sehr geehrte Frau Dr. Noack,");
  assert_greeting (PERSON ("form", "herr", "title", "Herr Dr.", "given", "Jan", "family", "Noack"), "sie", "Sehr geehrter Herr Dr. Noack,");
  assert_greeting (PERSON ("form", "herr", "title", "Herr", "given", "Jan", "family", "Noack"), "sie", "Sehr geehrter Herr Noack,");
  assert_greeting (PERSON ("title", "Dr.", "given", "Kim", "family", "Noack"), "sie", "Guten Tag Dr. Kim Noack,");
  assert_greeting (PERSON ("form", "herr", "title", "HERR", "given", "Jan", "family", "Noack"), "sie", "Sehr geehrter Herr Noack,");
  assert_greeting (PERSON ("form", "herr", "given", "Jan", "family", "Herr Noack"), "sie", "Sehr geehrter Herr Noack,");
  assert_greeting (PERSON ("form", "frau", "given", "Frau Dr. Anna", "family", "Frau Noack"), "sie", "Sehr geehrte Frau Dr. Noack,");
  assert_greeting (PERSON ("form", "herr", "title", "Dr.", "family", "Dr. Noack"), "sie", "Sehr geehrter Herr Dr. Noack,");
  assert_greeting (PERSON ("form", "frau", "given", "Dr. phil. Anna", "family", "Noack"), "du", "Liebe Anna,");
}

static void
assert_address (MitPerson *taken, const char *expected)
{
  g_autoptr (MitPerson) person = taken;
  g_auto (GStrv) lines = mit_address_lines (person);
  g_autofree char *shown = g_strjoinv (" / ", lines);

  g_assert_cmpstr (shown, ==, expected);
  g_assert_cmpuint (g_strv_length (lines), <=, MIT_ADDRESS_MAX_LINES);
}

static void
test_an_address_has_no_empty_line (void)
{
  assert_address (PERSON ("form", "frau", "title", "Dr.", "given", "Anna", "family", "Noack", "street", "Ringstr. 1", "postcode", "08056", "city", "Zwickau"),
                  "Frau / Dr. Anna Noack / Ringstr. 1 / 08056 Zwickau");
  assert_address (PERSON ("given", "Kim", "street", " ", "city", "Zwickau"), "Kim / Zwickau");
  assert_address (PERSON ("form", "neutral", "given", "Kim", "family", "Noack", "addition", "c/o Otto", "street", "Ringstr. 1", "postcode", "1010",
                          "city", "Wien", "country", "Österreich"),
                  "Kim Noack / c/o Otto / Ringstr. 1 / 1010 Wien / ÖSTERREICH");
}

static void
test_an_address_says_each_thing_once (void)
{
  assert_address (PERSON ("form", "herr", "title", "Herr Dr.", "given", "Jan", "family", "Noack", "city", "Zwickau"), "Herr / Dr. Jan Noack / Zwickau");
  assert_address (PERSON ("form", "herr", "title", "herr Dr.", "given", "Herr Jan", "family", "Dr. Noack", "city", "Zwickau"), "Herr / Dr. Jan Noack / Zwickau");
  assert_address (PERSON ("form", "frau", "title", "Dr.", "given", "Dr. Anna", "family", "Noack", "city", "Zwickau"), "Frau / Dr. Anna Noack / Zwickau");
}

/* Art. 9 GDPR: what is on the outside is read by anybody. */
static void
test_an_address_tells_nothing_else_of_somebody (void)
{
  assert_address (PERSON ("given", "Kim", "family", "Noack", "city", "Zwickau", "note", "Rollstuhl", "interests", "Frieden", "number", "5", "born",
                          "1970-01-01", "call_name", "Kimmi"),
                  "Kim Noack / Zwickau");
}

static void
test_a_letter_needs_somebody_a_street_and_a_place (void)
{
  g_autoptr (MitPerson) whole = PERSON ("family", "Noack", "street", "Ringstr. 1", "postcode", "08056", "city", "Zwickau");
  g_autoptr (MitPerson) without_street = PERSON ("family", "Noack", "postcode", "08056", "city", "Zwickau");
  g_autoptr (MitPerson) without_postcode = PERSON ("family", "Noack", "street", "Ringstr. 1", "city", "Zwickau");

  g_assert_true (mit_address_is_complete (whole));
  g_assert_false (mit_address_is_complete (without_street));
  g_assert_false (mit_address_is_complete (without_postcode));
}

static void
assert_oddity (MitPerson *taken, const char *expected)
{
  g_autoptr (MitPerson) person = taken;
  g_autofree char *oddity = mit_greeting_oddity (person, mit_date_new (2026, 11, 22));

  g_assert_cmpstr (oddity, ==, expected);
}

static void
test_what_is_odd_is_shown_before_printing (void)
{
  assert_oddity (PERSON ("form", "frau", "given", "Anna", "family", "Noack"), NULL);
  assert_oddity (PERSON ("given", "Anna", "family", "Noack"), "No form of address chosen");
  assert_oddity (PERSON ("form", "frau", "given", "Anna"), "A part of the name is missing");
  assert_oddity (PERSON ("form", "frau", "given", "ANNA", "family", "Noack"), "Unusual capital letters");
  assert_oddity (PERSON ("form", "frau", "given", "Anna", "family", "noack"), "Unusual capital letters");
  assert_oddity (PERSON ("form", "frau", "given", "Anna", "family", "M?ller"), "A letter of the name is lost");
  assert_oddity (PERSON ("form", "frau", "given", "Anna und Bernd", "family", "Noack"), "Several people in one name");
  assert_oddity (PERSON ("form", "frau", "given", "Anna", "family", "Noack", "born", "2010-11-23"), "Younger than 16");
  assert_oddity (PERSON ("form", "frau", "given", "Anna", "family", "Noack", "born", "2010-11-22"), NULL);
  assert_oddity (PERSON ("form", "frau", "title", "Dr.", "given", "Anna", "family", "Noack"), "With a title");
}

static void
test_fields_that_nobody_knows_are_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mit_letter_fields_check ("{{Anrede}} {{ vorname }} }} {{offen", NULL));
  g_assert_false (mit_letter_fields_check ("{{Anrede}} {{Schuhgröße}}", &error));
  g_assert_error (error, MIT_LETTER_ERROR, MIT_LETTER_ERROR_FIELD);
}

static void
test_values_are_plain_text_in_the_letter (void)
{
  const char      *values[MIT_N_LETTER_FIELDS] = { [MIT_FIELD_GIVEN] = "**Kim** {{Nachname}}", [MIT_FIELD_FAMILY] = "Noack" };
  g_autofree char *filled = mit_letter_fields_fill ("{{Vorname}}, {{Nachname}}{{Termin}}!", values);

  g_assert_null (g_strstr_len (filled, -1, "**Kim**"));
  g_assert_nonnull (g_strstr_len (filled, -1, "{{Nachname}}"));
  g_assert_true (g_str_has_suffix (filled, ", Noack!"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/greeting/the-form-of-address-is-the-one-chosen", test_the_form_of_address_is_the_one_chosen);
  g_test_add_func ("/greeting/gender-and-first-name-suggest-nothing", test_gender_and_first_name_suggest_nothing);
  g_test_add_func ("/greeting/friends-are-greeted-by-their-call-name", test_friends_are_greeted_by_their_call_name);
  g_test_add_func ("/greeting/parts-of-the-name-may-be-missing", test_parts_of_the_name_may_be_missing);
  g_test_add_func ("/greeting/titles-and-forms-stand-once", test_titles_and_forms_stand_once);
  g_test_add_func ("/greeting/what-is-odd-is-shown-before-printing", test_what_is_odd_is_shown_before_printing);
  g_test_add_func ("/address/has-no-empty-line", test_an_address_has_no_empty_line);
  g_test_add_func ("/address/says-each-thing-once", test_an_address_says_each_thing_once);
  g_test_add_func ("/address/tells-nothing-else-of-somebody", test_an_address_tells_nothing_else_of_somebody);
  g_test_add_func ("/address/a-letter-needs-somebody-a-street-and-a-place", test_a_letter_needs_somebody_a_street_and_a_place);
  g_test_add_func ("/field/those-that-nobody-knows-are-refused", test_fields_that_nobody_knows_are_refused);
  g_test_add_func ("/field/values-are-plain-text-in-the-letter", test_values_are_plain_text_in_the_letter);

  return g_test_run ();
}
