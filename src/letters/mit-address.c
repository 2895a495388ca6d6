// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-address.h"

#include <string.h>

static void
add_line (GStrvBuilder *lines, const char *first, const char *second)
{
  g_autofree char *line = NULL;

  if (first && second)
    line = g_strdup_printf ("%s %s", first, second);
  else if (first || second)
    line = g_strdup (first ? first : second);
  if (line && *g_strstrip (line))
    g_strv_builder_add (lines, line);
}

/**
 * mit_address_title:
 *
 * The title as it stands before the name. A list may carry the form of address in it as well, or the title in the name;
 * each is written once.
 *
 * Returns: (transfer none) (nullable): the title, or %NULL if there is none
 */
const char *
mit_address_title (const MitPerson *person)
{
  static const char *const forms[] = { "Herrn ", "Herr ", "Frau " };
  const char              *title = person->text[MIT_PERSON_TITLE], *given = person->text[MIT_PERSON_GIVEN];

  if (!title || (given && g_str_has_prefix (given, title)) || g_str_equal (title, "Herr") || g_str_equal (title, "Herrn") || g_str_equal (title, "Frau"))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_has_prefix (title, forms[i]))
      return title + strlen (forms[i]);

  return title;
}

static const char *
form_line (const MitPerson *person)
{
  if (g_strcmp0 (person->text[MIT_PERSON_FORM], "frau") == 0)
    return "Frau";
  if (g_strcmp0 (person->text[MIT_PERSON_FORM], "herr") == 0)
    return "Herr";

  return NULL;
}

/* The country stands alone, in capitals, for letters that leave this one. */
static void
add_country (GStrvBuilder *lines, const char *country)
{
  g_autofree char *capitals = country ? g_utf8_strup (country, -1) : NULL;

  add_line (lines, capitals, NULL);
}

/**
 * mit_address_lines:
 *
 * The lines of the address zone: form of address if the person chose one; title and name; addition; street; postcode and
 * place; country abroad. Never an empty one (DIN 5008, address field). Nothing else of the person is in it.
 *
 * Returns: (transfer full): at most %MIT_ADDRESS_MAX_LINES lines
 */
GStrv
mit_address_lines (const MitPerson *person)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *name = NULL;
  const char      *title = mit_address_title (person);

  name = g_strjoin (" ", person->text[MIT_PERSON_GIVEN] ? person->text[MIT_PERSON_GIVEN] : "",
                    person->text[MIT_PERSON_FAMILY] ? person->text[MIT_PERSON_FAMILY] : "", NULL);
  add_line (lines, form_line (person), NULL);
  add_line (lines, title, g_strstrip (name));
  add_line (lines, person->text[MIT_PERSON_ADDITION], NULL);
  add_line (lines, person->text[MIT_PERSON_STREET], NULL);
  add_line (lines, person->text[MIT_PERSON_POSTCODE], person->text[MIT_PERSON_CITY]);
  add_country (lines, person->text[MIT_PERSON_COUNTRY]);

  return g_strv_builder_end (lines);
}

/** mit_address_is_complete: Whether the post can bring a letter: somebody, a street or addition, and a place with its code. */
gboolean
mit_address_is_complete (const MitPerson *person)
{
  return (person->text[MIT_PERSON_GIVEN] || person->text[MIT_PERSON_FAMILY]) &&
         (person->text[MIT_PERSON_STREET] || person->text[MIT_PERSON_ADDITION]) &&
         person->text[MIT_PERSON_CITY] && person->text[MIT_PERSON_POSTCODE];
}
