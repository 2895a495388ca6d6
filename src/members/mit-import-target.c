// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-import-target.h"

#include <mit-fold.h>

#include <glib/gi18n.h>

static const struct
{
  const char *name;
  const char *label;
} others[] = {
  [MIT_IMPORT_PHONE - MIT_N_PERSON_FIELDS] = { "phone", N_ ("Phone") },
  [MIT_IMPORT_MOBILE -
    MIT_N_PERSON_FIELDS] = { "mobile", N_ ("Mobile") },
  [MIT_IMPORT_EMAIL -
    MIT_N_PERSON_FIELDS] = { "email", N_ ("E-mail") },
  [MIT_IMPORT_FULL_NAME -
    MIT_N_PERSON_FIELDS] = { "full_name", N_ ("Whole name") },
  [MIT_IMPORT_HOUSE_NUMBER -
    MIT_N_PERSON_FIELDS] = { "house_number", N_ ("House number") },
  [MIT_IMPORT_POSTCODE_CITY -
    MIT_N_PERSON_FIELDS] = { "postcode_city", N_ ("Postcode and place") },
  [MIT_IMPORT_STAGE -
    MIT_N_PERSON_FIELDS] = { "stage", N_ ("Stage") },
  [MIT_IMPORT_ENTERED -
    MIT_N_PERSON_FIELDS] = { "entered", N_ ("Date of entry") },
  [MIT_IMPORT_LEFT -
    MIT_N_PERSON_FIELDS] = { "left", N_ ("Date of leaving") },
  [MIT_IMPORT_REASON -
    MIT_N_PERSON_FIELDS] = { "reason", N_ ("Reason for leaving") },
  [MIT_IMPORT_GROUP -
    MIT_N_PERSON_FIELDS] = { "group", N_ ("Local group") },
  [MIT_IMPORT_MAY_CALL -
    MIT_N_PERSON_FIELDS] = { "may_call", N_ ("May be called") },
  [MIT_IMPORT_MAY_EMAIL -
    MIT_N_PERSON_FIELDS] = { "may_email", N_ ("May be e-mailed") },
  [MIT_IMPORT_NOTHING -
    MIT_N_PERSON_FIELDS] = { "", N_ ("Leave out") },
};

/* Headers met in lists, folded and without anything but letters. */
static const struct
{
  const char     *header;
  MitImportTarget target;
} headers[] = {
  { "mitglnr", (MitImportTarget) MIT_PERSON_NUMBER },
  { "mitgliedsnr", (MitImportTarget) MIT_PERSON_NUMBER },
  { "mitgliedsnummer", (MitImportTarget) MIT_PERSON_NUMBER },
  { "mitgliednr", (MitImportTarget) MIT_PERSON_NUMBER },
  { "mnr", (MitImportTarget) MIT_PERSON_NUMBER },
  { "mglnr", (MitImportTarget) MIT_PERSON_NUMBER },
  { "mitgliedsid", (MitImportTarget) MIT_PERSON_NUMBER },
  { "mitgliedernummer", (MitImportTarget) MIT_PERSON_NUMBER },
  { "mitgliednummer", (MitImportTarget) MIT_PERSON_NUMBER },
  { "nr", (MitImportTarget) MIT_PERSON_NUMBER },
  { "nummer", (MitImportTarget) MIT_PERSON_NUMBER },
  { "membernumber", (MitImportTarget) MIT_PERSON_NUMBER },
  { "memberno", (MitImportTarget) MIT_PERSON_NUMBER },
  { "memberid", (MitImportTarget) MIT_PERSON_NUMBER },
  { "anrede", (MitImportTarget) MIT_PERSON_FORM },
  { "formofaddress", (MitImportTarget) MIT_PERSON_FORM },
  { "salutation", (MitImportTarget) MIT_PERSON_FORM },
  { "titel", (MitImportTarget) MIT_PERSON_TITLE },
  { "akademischertitel", (MitImportTarget) MIT_PERSON_TITLE },
  { "akadtitel", (MitImportTarget) MIT_PERSON_TITLE },
  { "akadgrad", (MitImportTarget) MIT_PERSON_TITLE },
  { "title", (MitImportTarget) MIT_PERSON_TITLE },
  { "vorname", (MitImportTarget) MIT_PERSON_GIVEN },
  { "vornamen", (MitImportTarget) MIT_PERSON_GIVEN },
  { "firstname", (MitImportTarget) MIT_PERSON_GIVEN },
  { "givenname", (MitImportTarget) MIT_PERSON_GIVEN },
  { "name", (MitImportTarget) MIT_PERSON_FAMILY },
  { "nachname", (MitImportTarget) MIT_PERSON_FAMILY },
  { "familienname", (MitImportTarget) MIT_PERSON_FAMILY },
  { "zuname", (MitImportTarget) MIT_PERSON_FAMILY },
  { "lastname", (MitImportTarget) MIT_PERSON_FAMILY },
  { "familyname", (MitImportTarget) MIT_PERSON_FAMILY },
  { "surname", (MitImportTarget) MIT_PERSON_FAMILY },
  { "rufname", (MitImportTarget) MIT_PERSON_CALL_NAME },
  { "callname", (MitImportTarget) MIT_PERSON_CALL_NAME },
  { "geschlecht", (MitImportTarget) MIT_PERSON_GENDER },
  { "gender", (MitImportTarget) MIT_PERSON_GENDER },
  { "geschl", (MitImportTarget) MIT_PERSON_GENDER },
  { "mwd", (MitImportTarget) MIT_PERSON_GENDER },
  { "sex", (MitImportTarget) MIT_PERSON_GENDER },
  { "gebdatum", (MitImportTarget) MIT_PERSON_BORN },
  { "geb", (MitImportTarget) MIT_PERSON_BORN },
  { "geburtsdatum", (MitImportTarget) MIT_PERSON_BORN },
  { "geburtstag", (MitImportTarget) MIT_PERSON_BORN },
  { "gebam", (MitImportTarget) MIT_PERSON_BORN },
  { "gebdat", (MitImportTarget) MIT_PERSON_BORN },
  { "geburtsdat", (MitImportTarget) MIT_PERSON_BORN },
  { "gebtag", (MitImportTarget) MIT_PERSON_BORN },
  { "geboren", (MitImportTarget) MIT_PERSON_BORN },
  { "geborenam", (MitImportTarget) MIT_PERSON_BORN },
  { "dateofbirth", (MitImportTarget) MIT_PERSON_BORN },
  { "birthdate", (MitImportTarget) MIT_PERSON_BORN },
  { "birthday", (MitImportTarget) MIT_PERSON_BORN },
  { "adresszusatz", (MitImportTarget) MIT_PERSON_ADDITION },
  { "zusatz", (MitImportTarget) MIT_PERSON_ADDITION },
  { "co", (MitImportTarget) MIT_PERSON_ADDITION },
  { "strasse", (MitImportTarget) MIT_PERSON_STREET },
  { "str", (MitImportTarget) MIT_PERSON_STREET },
  { "strassehausnr", (MitImportTarget) MIT_PERSON_STREET },
  { "strasseundhausnummer", (MitImportTarget) MIT_PERSON_STREET },
  { "strassenr", (MitImportTarget) MIT_PERSON_STREET },
  { "strasseundnr", (MitImportTarget) MIT_PERSON_STREET },
  { "strassehausnummer", (MitImportTarget) MIT_PERSON_STREET },
  { "strnr", (MitImportTarget) MIT_PERSON_STREET },
  { "strhausnr", (MitImportTarget) MIT_PERSON_STREET },
  { "strasseundhausnr", (MitImportTarget) MIT_PERSON_STREET },
  { "anschrift", (MitImportTarget) MIT_PERSON_STREET },
  { "street", (MitImportTarget) MIT_PERSON_STREET },
  { "address", (MitImportTarget) MIT_PERSON_STREET },
  { "plz", (MitImportTarget) MIT_PERSON_POSTCODE },
  { "postleitzahl", (MitImportTarget) MIT_PERSON_POSTCODE },
  { "postcode", (MitImportTarget) MIT_PERSON_POSTCODE },
  { "zip", (MitImportTarget) MIT_PERSON_POSTCODE },
  { "zipcode", (MitImportTarget) MIT_PERSON_POSTCODE },
  { "postalcode", (MitImportTarget) MIT_PERSON_POSTCODE },
  { "plzort", MIT_IMPORT_POSTCODE_CITY },
  { "plzwohnort", MIT_IMPORT_POSTCODE_CITY },
  { "postleitzahlort", MIT_IMPORT_POSTCODE_CITY },
  { "plzundort", MIT_IMPORT_POSTCODE_CITY },
  { "postleitzahlundort", MIT_IMPORT_POSTCODE_CITY },
  { "plzstadt", MIT_IMPORT_POSTCODE_CITY },
  { "ort", (MitImportTarget) MIT_PERSON_CITY },
  { "wohnort", (MitImportTarget) MIT_PERSON_CITY },
  { "stadt", (MitImportTarget) MIT_PERSON_CITY },
  { "city", (MitImportTarget) MIT_PERSON_CITY },
  { "town", (MitImportTarget) MIT_PERSON_CITY },
  { "land", (MitImportTarget) MIT_PERSON_COUNTRY },
  { "country", (MitImportTarget) MIT_PERSON_COUNTRY },
  { "staat", (MitImportTarget) MIT_PERSON_COUNTRY },
  { "interessen", (MitImportTarget) MIT_PERSON_INTERESTS },
  { "interests", (MitImportTarget) MIT_PERSON_INTERESTS },
  { "themen", (MitImportTarget) MIT_PERSON_INTERESTS },
  { "bemerkungen", (MitImportTarget) MIT_PERSON_NOTE },
  { "bemerkung", (MitImportTarget) MIT_PERSON_NOTE },
  { "bemerk", (MitImportTarget) MIT_PERSON_NOTE },
  { "hinweis", (MitImportTarget) MIT_PERSON_NOTE },
  { "hinweise", (MitImportTarget) MIT_PERSON_NOTE },
  { "notiz", (MitImportTarget) MIT_PERSON_NOTE },
  { "notizen", (MitImportTarget) MIT_PERSON_NOTE },
  { "anmerkung", (MitImportTarget) MIT_PERSON_NOTE },
  { "anmerkungen", (MitImportTarget) MIT_PERSON_NOTE },
  { "note", (MitImportTarget) MIT_PERSON_NOTE },
  { "notes", (MitImportTarget) MIT_PERSON_NOTE },
  { "message", (MitImportTarget) MIT_PERSON_NOTE },
  { "nachricht", (MitImportTarget) MIT_PERSON_NOTE },
  { "quelle", (MitImportTarget) MIT_PERSON_SOURCE },
  { "source", (MitImportTarget) MIT_PERSON_SOURCE },
  { "telefon", MIT_IMPORT_PHONE },
  { "tel", MIT_IMPORT_PHONE },
  { "telefonnummer", MIT_IMPORT_PHONE },
  { "telefonnr", MIT_IMPORT_PHONE },
  { "telefonprivat", MIT_IMPORT_PHONE },
  { "telprivat", MIT_IMPORT_PHONE },
  { "telefonfestnetz", MIT_IMPORT_PHONE },
  { "telfestnetz", MIT_IMPORT_PHONE },
  { "teldienstlich", MIT_IMPORT_PHONE },
  { "telefondienstlich", MIT_IMPORT_PHONE },
  { "rufnummer", MIT_IMPORT_PHONE },
  { "festnetz", MIT_IMPORT_PHONE },
  { "phone", MIT_IMPORT_PHONE },
  { "telephone", MIT_IMPORT_PHONE },
  { "mobil", MIT_IMPORT_MOBILE },
  { "mobiltelefon", MIT_IMPORT_MOBILE },
  { "mobilnummer", MIT_IMPORT_MOBILE },
  { "mobilnr", MIT_IMPORT_MOBILE },
  { "mobilfunk", MIT_IMPORT_MOBILE },
  { "mobiltel", MIT_IMPORT_MOBILE },
  { "telmobil", MIT_IMPORT_MOBILE },
  { "telefonmobil", MIT_IMPORT_MOBILE },
  { "telefonhandy", MIT_IMPORT_MOBILE },
  { "handynummer", MIT_IMPORT_MOBILE },
  { "handynr", MIT_IMPORT_MOBILE },
  { "handy", MIT_IMPORT_MOBILE },
  { "mobile", MIT_IMPORT_MOBILE },
  { "cell", MIT_IMPORT_MOBILE },
  { "email", MIT_IMPORT_EMAIL },
  { "mail", MIT_IMPORT_EMAIL },
  { "emailadresse", MIT_IMPORT_EMAIL },
  { "mailadresse", MIT_IMPORT_EMAIL },
  { "emailprivat", MIT_IMPORT_EMAIL },
  { "emailaddress", MIT_IMPORT_EMAIL },
  { "namevorname", MIT_IMPORT_FULL_NAME },
  { "nachnamevorname", MIT_IMPORT_FULL_NAME },
  { "vornamename", MIT_IMPORT_FULL_NAME },
  { "vorundnachname", MIT_IMPORT_FULL_NAME },
  { "vorundzuname", MIT_IMPORT_FULL_NAME },
  { "vornamenachname", MIT_IMPORT_FULL_NAME },
  { "namenachname", MIT_IMPORT_FULL_NAME },
  { "voruzuname", MIT_IMPORT_FULL_NAME },
  { "fullname", MIT_IMPORT_FULL_NAME },
  { "hausnr", MIT_IMPORT_HOUSE_NUMBER },
  { "hausnummer", MIT_IMPORT_HOUSE_NUMBER },
  { "hnr", MIT_IMPORT_HOUSE_NUMBER },
  { "status", MIT_IMPORT_STAGE },
  { "mitgliedsstatus", MIT_IMPORT_STAGE },
  { "stage", MIT_IMPORT_STAGE },
  { "eintritt", MIT_IMPORT_ENTERED },
  { "eintrittsdatum", MIT_IMPORT_ENTERED },
  { "eintrittam", MIT_IMPORT_ENTERED },
  { "eingetretenam", MIT_IMPORT_ENTERED },
  { "eintrittdatum", MIT_IMPORT_ENTERED },
  { "eintrdatum", MIT_IMPORT_ENTERED },
  { "aufnahmedatum", MIT_IMPORT_ENTERED },
  { "aufgenommenam", MIT_IMPORT_ENTERED },
  { "beitrittsdatum", MIT_IMPORT_ENTERED },
  { "beigetretenam", MIT_IMPORT_ENTERED },
  { "mitgliedab", MIT_IMPORT_ENTERED },
  { "mitglseit", MIT_IMPORT_ENTERED },
  { "dabeiseit", MIT_IMPORT_ENTERED },
  { "aufnahme", MIT_IMPORT_ENTERED },
  { "mitgliedseit", MIT_IMPORT_ENTERED },
  { "beitritt", MIT_IMPORT_ENTERED },
  { "entry", MIT_IMPORT_ENTERED },
  { "joined", MIT_IMPORT_ENTERED },
  { "signedup", MIT_IMPORT_ENTERED },
  { "angemeldetam", MIT_IMPORT_ENTERED },
  { "austritt", MIT_IMPORT_LEFT },
  { "austrittsdatum", MIT_IMPORT_LEFT },
  { "austrittam", MIT_IMPORT_LEFT },
  { "ausgetretenam", MIT_IMPORT_LEFT },
  { "austrittdatum", MIT_IMPORT_LEFT },
  { "mitgliedbis", MIT_IMPORT_LEFT },
  { "left", MIT_IMPORT_LEFT },
  { "austrittsgrund", MIT_IMPORT_REASON },
  { "grund", MIT_IMPORT_REASON },
  { "ortsverband", MIT_IMPORT_GROUP },
  { "ortsgruppe", MIT_IMPORT_GROUP },
  { "basisgruppe", MIT_IMPORT_GROUP },
  { "ortsverein", MIT_IMPORT_GROUP },
  { "gliederung", MIT_IMPORT_GROUP },
  { "localgroup", MIT_IMPORT_GROUP },
  { "group", MIT_IMPORT_GROUP },
  { "maywecallyou", MIT_IMPORT_MAY_CALL },
  { "anruferlaubt", MIT_IMPORT_MAY_CALL },
  { "mayweemailyou", MIT_IMPORT_MAY_EMAIL },
  { "emailerlaubt", MIT_IMPORT_MAY_EMAIL },
  { "newsletter", MIT_IMPORT_MAY_EMAIL },
};

/** mit_import_target_name: The name in a remembered mapping and in scripts; empty for a column that is left out. */
const char *
mit_import_target_name (MitImportTarget target)
{
  if ((int) target < MIT_N_PERSON_FIELDS)
    return mit_person_field_column ((MitPersonField) target);

  return others[target - MIT_N_PERSON_FIELDS].name;
}

/** mit_import_target_label: The words for people, in the user's language. */
const char *
mit_import_target_label (MitImportTarget target)
{
  if ((int) target < MIT_N_PERSON_FIELDS)
    return mit_person_field_label ((MitPersonField) target);

  return gettext (others[target - MIT_N_PERSON_FIELDS].label);
}

/** mit_import_target_parse: The target of a name; %MIT_IMPORT_NOTHING for any other. */
MitImportTarget
mit_import_target_parse (const char *name)
{
  for (int i = 0; i < MIT_N_IMPORT_TARGETS; i++)
    if (g_strcmp0 (mit_import_target_name ((MitImportTarget) i), name) == 0)
      return (MitImportTarget) i;

  return MIT_IMPORT_NOTHING;
}

/* Folded, and without anything but letters. */
static char *
letters_of (const char *header)
{
  g_autofree char *folded = mit_fold (header);
  GString         *letters = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      g_string_append_unichar (letters, g_utf8_get_char (p));

  return g_string_free_and_steal (letters);
}

/** mit_import_target_guess: What a column of this header holds; %MIT_IMPORT_NOTHING if it is not known. */
MitImportTarget
mit_import_target_guess (const char *header)
{
  g_autofree char *letters = letters_of (header);

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    if (g_str_equal (headers[i].header, letters))
      return headers[i].target;

  return MIT_IMPORT_NOTHING;
}

/** mit_import_target_tells_membership: Whether only a list of members has a column of this header; people sign up to others. */
gboolean
mit_import_target_tells_membership (const char *header)
{
  g_autofree char *letters = letters_of (header);

  return mit_import_target_guess (header) == MIT_IMPORT_ENTERED && !g_str_equal (letters, "signedup") &&
         !g_str_equal (letters, "angemeldetam");
}

/** mit_import_target_is_any_number: "Nr." may be a member's number, a house's or that of the row; its neighbours tell. */
gboolean
mit_import_target_is_any_number (const char *header)
{
  g_autofree char *letters = letters_of (header);

  return g_str_equal (letters, "nr") || g_str_equal (letters, "nummer");
}
