// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-import-row.h"

#include "mit-import-name.h"

#include <mit-fold.h>

#include <glib/gi18n.h>
#include <string.h>

/* Nobody known has lived longer than 122 years. */
#define OLDEST_PERSON 122

/* A row while it is read: its values by target, and what it says about membership. */
typedef struct
{
  MitImportSource *source;
  MitImportRow    *row;
  MitDate          entered;
  MitDate          left;
  MitStage         stage;
  const char      *reason;
  const char      *house_number;
} Reading;

static void
repair_free (gpointer data)
{
  MitImportRepair *repair = data;

  g_free (repair->old);
  g_free (repair->new);
  g_free (repair);
}

void
mit_import_row_free (MitImportRow *row)
{
  g_clear_pointer (&row->person, mit_person_free);
  g_clear_pointer (&row->repairs, g_ptr_array_unref);
  g_clear_pointer (&row->notices, g_ptr_array_unref);
  g_clear_pointer (&row->values, g_ptr_array_unref);
  g_free (row->reason);
  g_free (row);
}

/** mit_import_row_add_repair: Note a change that is certain. */
void
mit_import_row_add_repair (MitImportRow *row, MitImportTarget field, const char *old, const char *new)
{
  MitImportRepair *repair = g_new (MitImportRepair, 1);

  repair->field = field;
  repair->old = g_strdup (old);
  repair->new = g_strdup (new);
  if (!row->repairs)
    row->repairs = g_ptr_array_new_with_free_func (repair_free);
  g_ptr_array_add (row->repairs, repair);
}

/** mit_import_row_add_notice: @sentence: (transfer full): what somebody should look at */
void
mit_import_row_add_notice (MitImportRow *row, char *sentence)
{
  if (!row->notices)
    row->notices = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (row->notices, sentence);
}

/* @reason: (transfer full). All that is wrong is said at once, so that the row is mended in one go. */
static void
mark_wrong (MitImportRow *row, char *reason)
{
  g_autofree char *before = row->reason;

  row->reason = before ? g_strdup_printf ("%s %s", before, reason) : reason;
  if (before)
    g_free (reason);
}

/* The letters on cars and of ISO 3166, where a list has them instead of the country's name. */
static void
spell_country (MitPerson *person)
{
  static const char *const codes[][2] = {
    { "a", "Österreich" }, { "at", "Österreich" }, { "b", "Belgien" }, { "be", "Belgien" }, { "ch", "Schweiz" }, { "cz", "Tschechien" }, { "dk", "Dänemark" }, { "e", "Spanien" }, { "es", "Spanien" }, { "f", "Frankreich" }, { "fl", "Liechtenstein" }, { "fr", "Frankreich" }, { "gb", "Großbritannien" }, { "gr", "Griechenland" }, { "h", "Ungarn" }, { "hu", "Ungarn" }, { "i", "Italien" }, { "it", "Italien" }, { "l", "Luxemburg" }, { "li", "Liechtenstein" }, { "lu", "Luxemburg" }, { "nl", "Niederlande" }, { "p", "Portugal" }, { "pl", "Polen" }, { "pt", "Portugal" }, { "s", "Schweden" }, { "se", "Schweden" }, { "sk", "Slowakei" }, { "uk", "Großbritannien" }
  };
  g_autofree char *folded = mit_fold (person->text[MIT_PERSON_COUNTRY]);

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (codes[i][0], folded))
      mit_person_set (person, MIT_PERSON_COUNTRY, codes[i][1]);
}

static gboolean
is_home (const char *country)
{
  static const char *const names[] = { "", "d", "de", "deu", "ger", "deutschland", "germany", "brd", "bundesrepublik deutschland", "federal republic of germany" };
  g_autofree char         *folded = mit_fold (country);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], folded))
      return TRUE;

  return FALSE;
}

static gboolean
is_digits (const char *text)
{
  return *text && strspn (text, "0123456789") == strlen (text);
}

/* A spreadsheet takes 08112 for a number and writes 8112; German postcodes have five digits, so the zero is certain. */
static void
check_postcode (MitImportRow *row)
{
  MitPerson       *person = row->person;
  g_autofree char *code = g_strdup (person->text[MIT_PERSON_POSTCODE]);

  if (!is_home (person->text[MIT_PERSON_COUNTRY]))
    {
      spell_country (person);
      return;
    }
  mit_person_set (person, MIT_PERSON_COUNTRY, NULL);
  if (!code)
    return;
  if (strlen (code) == 4 && is_digits (code))
    {
      g_autofree char *whole = g_strconcat ("0", code, NULL);

      mit_import_row_add_repair (row, (MitImportTarget) MIT_PERSON_POSTCODE, code, whole);
      mit_person_set (person, MIT_PERSON_POSTCODE, whole);
    }
  else if (strlen (code) != 5 || !is_digits (code))
    mit_import_row_add_notice (row, g_strdup_printf (_ ("The postcode “%s” does not have five digits."), code));
}

static void
check_name (MitImportRow *row)
{
  MitPerson *person = row->person;

  if (!person->text[MIT_PERSON_FAMILY] && !person->text[MIT_PERSON_GIVEN])
    mark_wrong (row, g_strdup (_ ("There is no name.")));
  for (int i = MIT_PERSON_GIVEN; i <= MIT_PERSON_FAMILY; i++)
    if (person->text[i] && (strchr (person->text[i], '?') || strstr (person->text[i], "\uFFFD")))
      mit_import_row_add_notice (row, g_strdup_printf (_ ("A letter of the name “%s” was lost before the list came here."), person->text[i]));
}

static gboolean
read_date (Reading *reading, MitImportTarget target, const char *value, MitDatePivot pivot, MitDate *day)
{
  if (mit_date_parse (value, reading->source->date_style, pivot, day))
    return TRUE;
  mark_wrong (reading->row,
              /* Translators: the first %s is a column such as "Date of birth", the second what stands in it. */
              g_strdup_printf (_ ("%s: there is no such day as “%s”."), mit_import_target_label (target), value));

  return FALSE;
}

static void
read_birth (Reading *reading, const char *value)
{
  char    buffer[MIT_DATE_ISO_SIZE];
  MitDate day;

  if (!read_date (reading, (MitImportTarget) MIT_PERSON_BORN, value, MIT_DATE_PIVOT_BIRTH, &day))
    return;
  if (day > mit_date_today ())
    mark_wrong (reading->row, g_strdup_printf (_ ("The date of birth “%s” is still to come."), value));
  else if (mit_date_years (day, mit_date_today ()) > OLDEST_PERSON)
    mark_wrong (reading->row, g_strdup_printf (_ ("Nobody is as old as the date of birth “%s” says."), value));
  mit_person_set (reading->row->person, MIT_PERSON_BORN, mit_date_to_iso (day, buffer));
}

static void
read_gender (MitPerson *person, const char *value)
{
  static const struct
  {
    const char *word;
    const char *gender;
  } words[] = {
    { "w", "f" },
    { "f", "f" },
    { "weiblich", "f" },
    { "female", "f" },
    { "frau", "f" },
    { "woman", "f" },
    { "m", "m" },
    { "mannlich", "m" },
    { "male", "m" },
    { "mann", "m" },
    { "herr", "m" },
    { "man", "m" },
    { "d", "d" },
    { "o", "d" },
    { "x", "d" },
    { "divers", "d" },
    { "diverse", "d" },
    { "non-binary", "d" },
    { "nonbinary", "d" },
    { "other", "d" },
    { "nichtbinar", "d" },
    { "nicht-binar", "d" },
  };
  g_autofree char *folded = mit_fold (value);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, folded))
      mit_person_set (person, MIT_PERSON_GENDER, words[i].gender);
}

/* "4.93E+11" is what a spreadsheet leaves of a number; nothing brings it back. */
static gboolean
is_exponent (const char *value)
{
  const char *e = strpbrk (value, "eE");

  return e && e > value && g_ascii_isdigit (e[-1]) && (e[1] == '+' || g_ascii_isdigit (e[1]));
}

static void
read_phone (Reading *reading, const char *kind, const char *value)
{
  g_autofree char *digits = mit_fold_phone (value);

  if (is_exponent (value))
    mit_import_row_add_notice (reading->row, g_strdup_printf (_ ("The number “%s” was damaged by a spreadsheet and is left out."), value));
  else if (!*digits)
    mit_import_row_add_notice (reading->row, g_strdup_printf (_ ("“%s” is no phone number and is left out."), value));
  else
    {
      if (g_str_has_prefix (digits, "015") || g_str_has_prefix (digits, "016") || g_str_has_prefix (digits, "017"))
        kind = "mobile";
      mit_person_add_contact (reading->row->person, kind, value);
    }
}

static void
read_email (Reading *reading, const char *value)
{
  if (strchr (value, '@') && !strchr (value, ' '))
    mit_person_add_contact (reading->row->person, "email", value);
  else
    mit_import_row_add_notice (reading->row, g_strdup_printf (_ ("“%s” is no e-mail address and is left out."), value));
}

static void
read_consent (Reading *reading, const char *kind, const char *value)
{
  static const char *const yes[] = { "yes", "ja", "j", "y", "1", "true", "x", "wahr" };
  static const char *const no[] = { "no", "nein", "n", "0", "false", "falsch" };
  g_autofree char         *folded = mit_fold (value);

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    if (g_str_equal (yes[i], folded))
      mit_person_add_consent (reading->row->person, kind, TRUE, MIT_DATE_NONE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    if (g_str_equal (no[i], folded))
      mit_person_add_consent (reading->row->person, kind, FALSE, MIT_DATE_NONE, NULL);
}

static void
read_interests (MitPerson *person, const char *value)
{
  g_auto (GStrv) parts = g_strsplit_set (value, ",;|", -1);
  g_autoptr (GString) list = g_string_new (NULL);

  for (char **part = parts; *part; part++)
    if (*g_strstrip (*part))
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", *part);
  mit_person_set (person, MIT_PERSON_INTERESTS, list->str);
}

/* "08058 Zwickau", also with a "D-" before it. */
static void
read_postcode_city (MitPerson *person, const char *value)
{
  const char      *code = g_ascii_strncasecmp (value, "D-", 2) == 0 ? value + 2 : value;
  gsize            length = strspn (code, "0123456789");
  g_autofree char *postcode = length > 0 ? g_strndup (code, length) : NULL;
  const char      *city = length > 0 ? code + length : value;

  mit_person_set (person, MIT_PERSON_POSTCODE, postcode);
  mit_person_set (person, MIT_PERSON_CITY, city + strspn (city, " "));
}

static void
read_stage (Reading *reading, const char *value)
{
  reading->stage = mit_stage_guess (value);
  if (reading->stage == MIT_STAGE_NONE)
    mark_wrong (reading->row, g_strdup_printf (_ ("The stage “%s” is not known."), value));
}

static void
read_value (Reading *reading, MitImportTarget target, const char *value)
{
  MitPerson *person = reading->row->person;

  switch ((int) target)
    {
    case MIT_PERSON_BORN:
      read_birth (reading, value);
      break;

    case MIT_PERSON_GENDER:
      read_gender (person, value);
      break;

    case MIT_PERSON_FORM:
      mit_import_name_read_form (reading->row, value);
      break;

    case MIT_PERSON_INTERESTS:
      read_interests (person, value);
      break;

    case MIT_IMPORT_PHONE:
      read_phone (reading, "phone", value);
      break;

    case MIT_IMPORT_MOBILE:
      read_phone (reading, "mobile", value);
      break;

    case MIT_IMPORT_EMAIL:
      read_email (reading, value);
      break;

    case MIT_IMPORT_FULL_NAME:
      mit_import_name_read_whole (reading->row, value);
      break;

    case MIT_IMPORT_HOUSE_NUMBER:
      reading->house_number = value;
      break;

    case MIT_IMPORT_POSTCODE_CITY:
      read_postcode_city (person, value);
      break;

    case MIT_IMPORT_STAGE:
      read_stage (reading, value);
      break;

    case MIT_IMPORT_ENTERED:
      read_date (reading, target, value, MIT_DATE_PIVOT_PAST, &reading->entered);
      break;

    case MIT_IMPORT_LEFT:
      read_date (reading, target, value, MIT_DATE_PIVOT_PAST, &reading->left);
      break;

    case MIT_IMPORT_REASON:
      reading->reason = value;
      break;

    case MIT_IMPORT_GROUP:
      mit_person_add_group (person, NULL, value, "local", NULL);
      break;

    case MIT_IMPORT_MAY_CALL:
      read_consent (reading, "call", value);
      break;

    case MIT_IMPORT_MAY_EMAIL:
      read_consent (reading, "email", value);
      break;

    case MIT_IMPORT_NOTHING:
      break;

    default:
      mit_person_set (person, (MitPersonField) target, value);
    }
}

static void
join_house_number (Reading *reading)
{
  MitPerson       *person = reading->row->person;
  g_autofree char *street = NULL;

  if (!reading->house_number || !person->text[MIT_PERSON_STREET])
    return;
  street = g_strdup_printf ("%s %s", person->text[MIT_PERSON_STREET], reading->house_number);
  mit_person_set (person, MIT_PERSON_STREET, street);
}

/* What the row says about membership becomes dated periods. A day of leaving speaks louder than any other word. */
static void
make_periods (Reading *reading)
{
  MitPerson *person = reading->row->person;
  MitStage   stage = reading->stage;

  if (stage == MIT_STAGE_NONE)
    stage = reading->source->default_stage;
  if (reading->left != MIT_DATE_NONE && stage != MIT_STAGE_SUPPORTER)
    stage = MIT_STAGE_FORMER;
  if (reading->entered != MIT_DATE_NONE && reading->left != MIT_DATE_NONE && reading->left < reading->entered)
    mark_wrong (reading->row, g_strdup (_ ("The day of leaving is before the day of entry.")));

  if (stage != MIT_STAGE_FORMER)
    {
      mit_person_add_period (person, stage, reading->entered, MIT_DATE_NONE, NULL);
      return;
    }
  if (reading->entered != MIT_DATE_NONE)
    mit_person_add_period (person, MIT_STAGE_MEMBER, reading->entered, reading->left ? reading->left : reading->entered, NULL);
  mit_person_add_period (person, MIT_STAGE_FORMER, reading->left, MIT_DATE_NONE, reading->reason);
}

static void
date_consents (Reading *reading)
{
  GPtrArray *consents = reading->row->person->consents;

  for (guint i = 0; i < consents->len; i++)
    ((MitConsent *) g_ptr_array_index (consents, i))->given_on = reading->entered;
}

/* Removes white space around the values, and the line ends within them; a note alone has lines. */
static guint
clean_values (MitImportSource *source, GPtrArray *fields)
{
  guint n_values = 0;

  for (guint i = 0; i < fields->len; i++)
    {
      char *value = g_strstrip (g_ptr_array_index (fields, i));

      if (i >= source->headers->len || (int) source->targets[i] != MIT_PERSON_NOTE)
        g_strdelimit (value, "\r\n\t", ' ');
      n_values += *value ? 1 : 0;
    }

  return n_values;
}

static gboolean
has_letters (const char *text)
{
  for (const char *p = text ? text : ""; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* The lines below a list that count its rows, or say when it was made. Somebody may be called Summe, but has two names then. */
static gboolean
is_remark (const MitPerson *person, GPtrArray *fields)
{
  static const char *const words[] = { "summe", "zwischensumme", "gesamt", "gesamtsumme", "insgesamt", "anzahl", "total", "mitglieder gesamt", "mitglieder insgesamt", "stand:", "stand vom", "druckdatum", "ausdruck vom" };
  guint                    first = 0;
  g_autofree char         *folded = NULL;

  if (has_letters (person->text[MIT_PERSON_GIVEN]) && has_letters (person->text[MIT_PERSON_FAMILY]))
    return FALSE;
  while (!*(char *) g_ptr_array_index (fields, first))
    first++;
  folded = mit_fold (g_ptr_array_index (fields, first));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (folded, words[i]) && !g_ascii_isalpha (folded[strlen (words[i])]))
      return TRUE;

  return FALSE;
}

static GPtrArray *
copy_values (GPtrArray *fields)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (values, g_strdup (g_ptr_array_index (fields, i)));

  return values;
}

/* Our own export puts an apostrophe before what a spreadsheet would calculate; see mit_csv_write_field(). */
static const char *
without_guard (const char *value)
{
  return value[0] == '\'' && value[1] && strchr ("=+-@", value[1]) ? value + 1 : value;
}

/* Behind the last column that has a name; there, our own file of wrong rows keeps the reason. */
static gboolean
has_too_many (MitImportSource *source, GPtrArray *fields)
{
  guint n_columns = mit_import_source_count_columns (source);

  for (guint i = n_columns; i < fields->len; i++)
    if (*(char *) g_ptr_array_index (fields, i) && !mit_import_source_is_reason (source, i))
      return TRUE;

  return FALSE;
}

static void
read_values (Reading *reading, GPtrArray *fields)
{
  MitImportSource *source = reading->source;

  for (guint i = 0; i < MIN (fields->len, source->headers->len); i++)
    {
      const char *value = without_guard (g_ptr_array_index (fields, i));

      if (*value)
        read_value (reading, source->targets[i], value);
    }
  if (has_too_many (source, fields))
    mark_wrong (reading->row, g_strdup (_ ("The row has more values than the list has columns.")));
}

/**
 * mit_import_row_read:
 * @fields: (element-type utf8): the values of the row; white space around them and line ends within are removed in place
 * @number: of the row below the header, from 1
 *
 * Returns: (transfer full): the row, %MIT_IMPORT_NEW until it is compared with the register
 */
MitImportRow *
mit_import_row_read (MitImportSource *source, GPtrArray *fields, guint number)
{
  MitImportRow *row = g_new0 (MitImportRow, 1);
  Reading       reading = { .source = source, .row = row };
  guint         n_values = clean_values (source, fields);

  row->number = number;
  if (n_values == 0)
    {
      row->verdict = MIT_IMPORT_BLANK;
      return row;
    }
  row->person = mit_person_new ();
  read_values (&reading, fields);
  join_house_number (&reading);
  mit_import_name_clean (row);
  if (is_remark (row->person, fields))
    mark_wrong (row, g_strdup (_ ("This is a sum or a remark on the list, and not a person.")));
  else
    check_name (row);
  check_postcode (row);
  make_periods (&reading);
  date_consents (&reading);
  if (row->reason)
    {
      row->verdict = MIT_IMPORT_WRONG;
      row->values = copy_values (fields);
    }

  return row;
}
