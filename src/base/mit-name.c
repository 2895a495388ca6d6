// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-name.h"

#include <string.h>

/* Words that begin a title, and those that only go on with one ("Dr. rer. nat."). Written small and without dots. */
static const char *const openers[] = { "dr", "prof", "pd", "dipl", "mag", "ing", "dr-ing", "dipl-ing", "dipl-päd", "dipl-soz", NULL };
static const char *const followers[] = { "med", "phil", "rer", "nat", "jur", "pol", "oec", "theol", "ing", "hc", "habil", "dent", "vet", "soc", "paed", NULL };

static const struct
{
  const char *word;
  const char *form;
} forms[] = {
  { "frau", "frau" },
  { "fr", "frau" },
  { "herr", "herr" },
  { "herrn", "herr" },
  { "hr", "herr" },
  { "hrn", "herr" },
};

/* Small words that a family name may begin with. */
static const char *const particles[] = { "von", "vom", "van", "zu", "zum", "zur", "der", "den", "dem", NULL };

/* The word at @text, small and without dots; @end: (out): behind it */
static char *
read_word (const char *text, const char **end)
{
  gsize            length = strcspn (text, " ");
  g_autofree char *word = g_utf8_strdown (text, (gssize) length);
  GString         *plain = g_string_new (NULL);

  for (const char *p = word; *p; p++)
    if (*p != '.')
      g_string_append_c (plain, *p);
  *end = text + length;

  return g_string_free_and_steal (plain);
}

static const char *
skip_spaces (const char *text)
{
  return text + strspn (text, " ");
}

static const char *
find_form (const char *text, const char **form)
{
  const char      *end;
  g_autofree char *word = read_word (text, &end);

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i].word, word))
      {
        /* "Fr" and "Hr" are short for it with a dot only. */
        if (strlen (word) <= 2 && end[-1] != '.')
          return text;
        *form = forms[i].form;
        return skip_spaces (end);
      }

  return text;
}

/* Behind the titles that @text begins with. A name as short as a title ("Ing") is one with a dot only, but for the usual two. */
static const char *
skip_titles (const char *text)
{
  const char *rest = text;
  gboolean    is_open = FALSE;

  while (*rest)
    {
      const char      *end;
      g_autofree char *word = read_word (rest, &end);
      gboolean         is_dotted = end > rest && memchr (rest, '.', (gsize) (end - rest)) != NULL;
      gboolean         is_usual = g_str_equal (word, "dr") || g_str_equal (word, "prof");

      if (!(g_strv_contains (openers, word) && (is_dotted || is_usual || strchr (word, '-'))) &&
          !(is_open && is_dotted && g_strv_contains (followers, word)))
        break;
      is_open = TRUE;
      rest = skip_spaces (end);
    }

  return rest;
}

/**
 * mit_name_strip:
 * @name: "Herr Prof. Dr. Max"
 * @form: (out) (optional): the form of address before it, frau or herr; untouched if there is none
 * @title: (out) (optional) (transfer full) (nullable): the titles before it, as they are written
 *
 * Returns: (transfer full): the name itself, empty if there is nothing else
 */
char *
mit_name_strip (const char *name, const char **form, char **title)
{
  const char *found = NULL;
  const char *titled = find_form (skip_spaces (name), &found);
  const char *plain = skip_titles (titled);

  if (form && found)
    *form = found;
  if (title)
    {
      *title = g_strchomp (g_strndup (titled, (gsize) (plain - titled)));
      if (!**title)
        g_clear_pointer (title, g_free);
    }

  return g_strdup (plain);
}

/** mit_name_is_title: Whether @text is titles and nothing else. */
gboolean
mit_name_is_title (const char *text)
{
  const char *start = skip_spaces (text);

  return *start && !*skip_titles (start);
}

/** mit_name_find_particle: Where in "Ursula von der" the words begin that belong before the family name. Returns: (nullable): %NULL if there are none */
const char *
mit_name_find_particle (const char *given)
{
  const char *found = NULL;

  for (const char *space = strchr (given, ' '); space; space = strchr (space + 1, ' '))
    {
      const char      *end;
      g_autofree char *word = read_word (space + 1, &end);

      if (!g_strv_contains (particles, word))
        found = NULL;
      else if (!found)
        found = space + 1;
    }

  return found;
}
