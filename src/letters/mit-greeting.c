// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-greeting.h"

#include "mit-address.h"

#include <glib/gi18n.h>
#include <string.h>

/* Under sixteen, parents may have a say; see the statutes, which take members from fourteen on. */
#define YOUNG 16

static char *
first_name (const MitPerson *person)
{
  return mit_address_name (person, person->text[MIT_PERSON_CALL_NAME] ? MIT_PERSON_CALL_NAME : MIT_PERSON_GIVEN);
}

static gboolean
has_form (const MitPerson *person, const char *form)
{
  return g_strcmp0 (person->text[MIT_PERSON_FORM], form) == 0;
}

static char *
formal_greeting (const MitPerson *person)
{
  g_autofree char *title = mit_address_title (person);
  g_autofree char *family = mit_address_name (person, MIT_PERSON_FAMILY);
  const char      *space = title ? " " : "";

  if (family && has_form (person, "frau"))
    return g_strdup_printf ("Sehr geehrte Frau %s%s%s,", title ? title : "", space, family);
  if (family && has_form (person, "herr"))
    return g_strdup_printf ("Sehr geehrter Herr %s%s%s,", title ? title : "", space, family);

  return NULL;
}

static char *
familiar_greeting (const MitPerson *person)
{
  g_autofree char *first = first_name (person);

  if (!first)
    return NULL;
  if (has_form (person, "frau"))
    return g_strdup_printf ("Liebe %s,", first);
  if (has_form (person, "herr"))
    return g_strdup_printf ("Lieber %s,", first);

  return g_strdup_printf ("Hallo %s,", first);
}

/**
 * mit_greeting:
 * @house_tone: (nullable): sie or du, for people who have not chosen; %NULL is sie
 *
 * The greeting as it stands in a German letter. The form of address is what the person chose, never what the gender or
 * the first name suggests; without a choice both names are said ("Guten Tag Kim Wićaz").
 *
 * Returns: (transfer full): with its comma
 */
char *
mit_greeting (const MitPerson *person, const char *house_tone)
{
  const char      *tone = person->text[MIT_PERSON_TONE] ? person->text[MIT_PERSON_TONE] : house_tone;
  char            *greeting = g_strcmp0 (tone, "du") == 0 ? familiar_greeting (person) : formal_greeting (person);
  g_autofree char *first = first_name (person);
  g_autofree char *family = mit_address_name (person, MIT_PERSON_FAMILY);
  g_autofree char *title = mit_address_title (person);

  if (greeting)
    return greeting;
  if (!first && !family)
    return g_strdup ("Sehr geehrte Damen und Herren,");

  return g_strdup_printf ("Guten Tag %s%s%s%s%s,", title ? title : "", title ? " " : "", first ? first : "", first && family ? " " : "",
                          family ? family : "");
}

/* All capitals or none, in a script that has both. */
static gboolean
has_odd_capitals (const char *name)
{
  g_autofree char *upper = name ? g_utf8_strup (name, -1) : NULL;
  g_autofree char *lower = name ? g_utf8_strdown (name, -1) : NULL;

  return name && g_utf8_strlen (name, -1) > 2 && !g_str_equal (upper, lower) && (g_str_equal (name, upper) || g_str_equal (name, lower));
}

static gboolean
has_lost_letters (const char *name)
{
  return name && (strchr (name, '?') || strstr (name, "\uFFFD"));
}

/**
 * mit_greeting_oddity:
 * @day: when the letter is dated
 *
 * What somebody should look at before this greeting is printed.
 *
 * Returns: (transfer full) (nullable): a few words in the user's language, or %NULL if there is nothing odd
 */
char *
mit_greeting_oddity (const MitPerson *person, MitDate day)
{
  const char      *given = person->text[MIT_PERSON_GIVEN], *family = person->text[MIT_PERSON_FAMILY];
  MitDate          born = mit_date_from_iso (person->text[MIT_PERSON_BORN]);
  g_autofree char *title = mit_address_title (person);

  if (has_lost_letters (given) || has_lost_letters (family))
    return g_strdup (_ ("A letter of the name is lost"));
  if (!given || !family)
    return g_strdup (_ ("A part of the name is missing"));
  if (has_odd_capitals (given) || has_odd_capitals (family))
    return g_strdup (_ ("Unusual capital letters"));
  if (strchr (given, '&') || strstr (given, " und ") || strchr (given, '/'))
    return g_strdup (_ ("Several people in one name"));
  if (born != MIT_DATE_NONE && mit_date_years (born, day) < YOUNG)
    return g_strdup_printf (_ ("Younger than %d"), YOUNG);
  if (!person->text[MIT_PERSON_FORM])
    return g_strdup (_ ("No form of address chosen"));
  if (title)
    return g_strdup (_ ("With a title"));

  return NULL;
}
