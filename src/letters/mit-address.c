// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-address.h"

#include <mit-name.h>

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
 * The title as it stands before the name. It may carry the form of address as well, and so may the names carry either; each
 * is written once.
 *
 * Returns: (transfer full) (nullable): the title, or %NULL if there is none
 */
char *
mit_address_title (const MitPerson *person)
{
  static const MitPersonField fields[] = { MIT_PERSON_GIVEN, MIT_PERSON_FAMILY };
  g_autofree char            *title = NULL;
  g_autofree char            *rest = person->text[MIT_PERSON_TITLE] ? mit_name_strip (person->text[MIT_PERSON_TITLE], NULL, &title) : NULL;

  if (rest && *rest)
    return title ? g_strjoin (" ", title, rest, NULL) : g_steal_pointer (&rest);
  for (gsize i = 0; i < G_N_ELEMENTS (fields) && !title; i++)
    g_free (person->text[fields[i]] ? mit_name_strip (person->text[fields[i]], NULL, &title) : NULL);

  return g_steal_pointer (&title);
}

/** mit_address_name: A part of the name without what is written before it. Returns: (transfer full) (nullable) */
char *
mit_address_name (const MitPerson *person, MitPersonField field)
{
  g_autofree char *name = person->text[field] ? mit_name_strip (person->text[field], NULL, NULL) : NULL;

  return name && *name ? g_steal_pointer (&name) : g_strdup (person->text[field]);
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
  g_autofree char *title = mit_address_title (person);
  g_autofree char *given = mit_address_name (person, MIT_PERSON_GIVEN);
  g_autofree char *family = mit_address_name (person, MIT_PERSON_FAMILY);
  g_autofree char *name = g_strjoin (" ", given ? given : "", family ? family : "", NULL);

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
