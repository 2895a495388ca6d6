// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-post-check.h"

#include <mit-date.h>
#include <mit-fold.h>

#include <glib/gi18n.h>
#include <string.h>

/* A name of so many words is the longest one that is looked for. */
#define LONGEST_NAME 5

/* Shorter ones are more likely something else. */
#define SHORTEST_NUMBER 5

/* Nobody younger joins a party; later days are those of meetings. */
#define BIRTH_YEARS_AGO 10

/* A word of the text: where it stands, and how it is compared. */
typedef struct
{
  const char *start;
  const char *end;
  char       *folded;
} Word;

typedef struct
{
  MitDb      *db;
  const char *text;
  GArray     *words;     /* of Word: letters and digits */
  GHashTable *names;     /* folded, words with a space between */
  GHashTable *addresses; /* as mit_fold_street() has them */
  GHashTable *numbers;   /* as names */
  GPtrArray  *findings;
} Check;

static void
finding_free (gpointer data)
{
  g_free (((MitFinding *) data)->text);
  g_free (data);
}

static void
word_clear (gpointer data)
{
  g_free (((Word *) data)->folded);
}

static gboolean
has_finding (Check *self, const char *text)
{
  for (guint i = 0; i < self->findings->len; i++)
    if (strstr (((MitFinding *) self->findings->pdata[i])->text, text))
      return TRUE;

  return FALSE;
}

static void
add_finding (Check *self, MitFindingKind kind, const char *start, const char *end)
{
  MitFinding      *finding;
  g_autofree char *text = g_strndup (start, (gsize) (end - start));

  g_strstrip (text);
  if (has_finding (self, text))
    return;
  finding = g_new0 (MitFinding, 1);
  finding->kind = kind;
  finding->text = g_steal_pointer (&text);
  g_ptr_array_add (self->findings, finding);
}

/* The text as words. */

static void
split_words (Check *self)
{
  const char *start = NULL;

  for (const char *p = self->text;; p = g_utf8_next_char (p))
    {
      gboolean is_part = *p && g_unichar_isalnum (g_utf8_get_char (p));

      if (is_part && !start)
        start = p;
      if (!is_part && start)
        {
          g_autofree char *text = g_strndup (start, (gsize) (p - start));
          Word             word = { start, p, mit_fold (text) };

          g_array_append_val (self->words, word);
          start = NULL;
        }
      if (!*p)
        return;
    }
}

/* The letters and digits of a name, one space between two words; NULL if nothing is left. */
static char *
normalize (const char *text, char *(*fold) (const char *) )
{
  g_autofree char *folded = fold (text);
  GString         *out = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (out, c);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);

  return g_string_free_and_steal (out);
}

/* What is known of people. */

static void
add_pair (GHashTable *names, const char *first, const char *second)
{
  if (*first && *second)
    g_hash_table_add (names, g_strdup_printf ("%s %s", first, second));
}

static void
add_name (Check *self, const char *given, const char *call_name, const char *family, char *(*fold) (const char *) )
{
  static const char *const titles[] = { "herr", "herrn", "frau", "genosse", "genossen", "genossin" };
  g_autofree char         *first = normalize (given, fold);
  g_autofree char         *called = normalize (call_name, fold);
  g_autofree char         *last = normalize (family, fold);
  g_autofree char         *short_first = g_strndup (first, strcspn (first, " "));

  add_pair (self->names, first, last);
  add_pair (self->names, short_first, last);
  add_pair (self->names, called, last);
  add_pair (self->names, last, first);
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    add_pair (self->names, titles[i], last);
}

static void
add_address (Check *self, const char *street)
{
  g_autofree char *folded = street ? mit_fold_street (street) : NULL;

  if (folded && strpbrk (folded, "0123456789") && strlen (folded) > 4)
    g_hash_table_add (self->addresses, g_steal_pointer (&folded));
}

static void
load_people (Check *self)
{
  g_autoptr (MitRows) rows = mit_db_query (self->db, NULL, "SELECT given, call_name, family, street, number FROM person WHERE alive", "");

  while (rows && mit_rows_next (rows, NULL))
    {
      const char *number = mit_rows_text (rows, 4);

      add_name (self, mit_rows_text (rows, 0), mit_rows_text (rows, 1), mit_rows_text (rows, 2), mit_fold);
      add_name (self, mit_rows_text (rows, 0), mit_rows_text (rows, 1), mit_rows_text (rows, 2), mit_fold_expanded);
      add_address (self, mit_rows_text (rows, 3));
      if (number && strlen (number) >= SHORTEST_NUMBER && strpbrk (number, "0123456789"))
        g_hash_table_add (self->numbers, normalize (number, mit_fold));
    }
}

/* One word after the other, with those that follow. */
static void
look_for_people (Check *self)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);

      for (guint j = i; j < MIN (self->words->len, i + LONGEST_NAME); j++)
        {
          const Word      *first = &g_array_index (self->words, Word, i), *last = &g_array_index (self->words, Word, j);
          g_autofree char *part = g_strndup (first->start, (gsize) (last->end - first->start));
          g_autofree char *street = mit_fold_street (part);

          g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", last->folded);
          if (j > i && g_hash_table_contains (self->names, name->str))
            add_finding (self, MIT_FINDING_NAME, first->start, last->end);
          if (g_hash_table_contains (self->addresses, street))
            add_finding (self, MIT_FINDING_ADDRESS, first->start, last->end);
          if (g_hash_table_contains (self->numbers, name->str))
            add_finding (self, MIT_FINDING_NUMBER, first->start, last->end);
        }
    }
}

/* What has a form of its own. */

typedef gboolean (*Accept) (const char *text);

static gboolean
accept_any (const char *text)
{
  return TRUE;
}

/* ISO 13616: with the country and the check digits behind, and letters as numbers, the remainder by 97 is 1. */
static gboolean
accept_iban (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  int remainder = 0;

  for (const char *p = text; *p; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (plain, g_ascii_toupper (*p));
  for (gsize i = 0; i < plain->len; i++)
    {
      char c = plain->str[(i + 4) % plain->len];

      remainder = g_ascii_isdigit (c) ? (remainder * 10 + c - '0') % 97 : (remainder * 100 + c - 'A' + 10) % 97;
    }

  return plain->len >= 15 && remainder == 1;
}

static gboolean
is_date (const char *text, MitDate *date)
{
  return mit_date_parse (text, MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_PAST, date) || mit_date_parse (text, MIT_DATE_STYLE_ISO, MIT_DATE_PIVOT_PAST, date);
}

static gboolean
accept_birth_date (const char *text)
{
  MitDate date;

  return is_date (text, &date) && mit_date_years (date, mit_date_today ()) >= BIRTH_YEARS_AGO;
}

/* Numbers of less than seven digits are postcodes, years and sums. */
static gboolean
accept_phone (const char *text)
{
  int     n = 0;
  MitDate date;

  for (const char *p = text; *p; p++)
    n += g_ascii_isdigit (*p) ? 1 : 0;

  return n >= 7 && !is_date (text, &date);
}

static void
look_for_form (Check *self, MitFindingKind kind, const char *pattern, Accept accept)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, self->text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *text = g_match_info_fetch (match, 0);
      int              start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      if (accept (text))
        add_finding (self, kind, self->text + start, self->text + end);
    }
}

/**
 * mit_post_check:
 *
 * Look for what may be about a certain person: mail addresses, phone and account numbers, dates of birth, and names, streets
 * and numbers of people in this register. A name that stands alone is not found, and somebody may be recognised by what is
 * told of them: it helps whoever reads the text once more, and does not take their place.
 *
 * Returns: (transfer full) (element-type MitFinding): each once, as it stands in the text
 */
GPtrArray *
mit_post_check (MitDb *db, const char *title, const char *body)
{
  g_autofree char *text = g_utf8_make_valid (title, -1);
  g_autofree char *rest = g_utf8_make_valid (body, -1);
  g_autofree char *all = g_strdup_printf ("%s\n%s", text, rest);
  Check            self = { .db = db, .text = all };

  self.words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (self.words, word_clear);
  self.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.findings = g_ptr_array_new_with_free_func (finding_free);

  look_for_form (&self, MIT_FINDING_EMAIL, "[^\\s@<>(),;]+@[^\\s@<>(),;]+\\.[a-z]{2,}", accept_any);
  look_for_form (&self, MIT_FINDING_IBAN, "\\b[a-z]{2}[0-9]{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?\\b", accept_iban);
  look_for_form (&self, MIT_FINDING_BIRTH_DATE, "\\b(?:[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})\\b", accept_birth_date);
  look_for_form (&self, MIT_FINDING_PHONE, "(?<![\\w.])(?:\\+|0)[0-9][0-9 ()/.-]{4,}[0-9]\\b", accept_phone);
  load_people (&self);
  split_words (&self);
  look_for_people (&self);

  g_array_unref (self.words);
  g_hash_table_unref (self.names);
  g_hash_table_unref (self.addresses);
  g_hash_table_unref (self.numbers);

  return self.findings;
}

static const struct
{
  const char *name;
  const char *label;
} kinds[] = {
  [MIT_FINDING_EMAIL] = { "email", N_ ("E-mail address") },
  [MIT_FINDING_PHONE] = { "phone", N_ ("Phone number") },
  [MIT_FINDING_IBAN] = { "iban", N_ ("Account number") },
  [MIT_FINDING_BIRTH_DATE] = { "birth-date", N_ ("Date long ago") },
  [MIT_FINDING_NAME] = { "name", N_ ("Name of somebody in this register") },
  [MIT_FINDING_ADDRESS] = { "address", N_ ("Address of somebody in this register") },
  [MIT_FINDING_NUMBER] = { "number", N_ ("Membership number") },
};

/** mit_finding_kind_name: For programs. */
const char *
mit_finding_kind_name (MitFindingKind kind)
{
  return kinds[kind].name;
}

/** mit_finding_kind_label: In the user's language. */
const char *
mit_finding_kind_label (MitFindingKind kind)
{
  return gettext (kinds[kind].label);
}
