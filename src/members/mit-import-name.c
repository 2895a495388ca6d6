// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-import-name.h"

#include <mit-fold.h>
#include <mit-name.h>

#include <glib/gi18n.h>
#include <string.h>

/* Where the family name begins: at the last word, or at the small words before it ("Ursula von der Aue"). */
static const char *
find_family (const char *name)
{
  static const char *const small[] = { "von ", "vom ", "van ", "de ", "der ", "den ", "zu ", "zum ", "zur ", "da ", "dos ", "di ", "al ", "el " };
  const char              *last = strrchr (name, ' ');
  gboolean                 more = last != NULL;

  while (more)
    {
      const char *word = last;

      while (word > name && word[-1] != ' ')
        word--;
      more = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (small) && word > name; i++)
        more = more || g_str_has_prefix (word, small[i]);
      if (more)
        last = word - 1;
    }

  return last;
}

/* "Schmid, Mehmet, Dr.": what comes last may be the title, and so may what comes second. */
static void
read_parts (MitPerson *person, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", 3);
  guint n_parts = g_strv_length (parts);

  for (guint i = 0; i < n_parts; i++)
    g_strstrip (parts[i]);
  mit_person_set (person, MIT_PERSON_FAMILY, parts[0]);
  for (guint i = 1; i < n_parts; i++)
    if (mit_name_is_title (parts[i]))
      mit_person_set (person, MIT_PERSON_TITLE, parts[i]);
    else if (!person->text[MIT_PERSON_GIVEN])
      mit_person_set (person, MIT_PERSON_GIVEN, parts[i]);
    else
      {
        g_autofree char *given = g_strdup_printf ("%s, %s", person->text[MIT_PERSON_GIVEN], parts[i]);

        mit_person_set (person, MIT_PERSON_GIVEN, given);
      }
}

/** mit_import_name_read_whole: "Schmid, Mehmet", or else "Mehmet Schmid" with the family name last. */
void
mit_import_name_read_whole (MitImportRow *row, const char *value)
{
  MitPerson       *person = row->person;
  const char      *form = NULL;
  g_autofree char *title = NULL;
  g_autofree char *name = mit_name_strip (value, &form, &title);
  const char      *space = find_family (name);
  g_autofree char *given = space ? g_strstrip (g_strndup (name, (gsize) (space - name))) : NULL;

  if (form)
    mit_person_set (person, MIT_PERSON_FORM, form);
  if (title)
    mit_person_set (person, MIT_PERSON_TITLE, title);
  if (strchr (name, ','))
    {
      read_parts (person, name);
      return;
    }
  mit_person_set (person, MIT_PERSON_FAMILY, space ? space + 1 : name);
  mit_person_set (person, MIT_PERSON_GIVEN, given);
}

/* A title that stands in several places is one title: the longest. */
static void
add_title (MitPerson *person, const char *title)
{
  const char *held = person->text[MIT_PERSON_TITLE];

  if (title && (!held || strlen (title) > strlen (held)))
    mit_person_set (person, MIT_PERSON_TITLE, title);
}

/** mit_import_name_read_form: "Frau", "Herrn", "Hr. Dr.". */
void
mit_import_name_read_form (MitImportRow *row, const char *value)
{
  static const struct
  {
    const char *word;
    const char *form;
  } words[] = {
    { "mrs", "frau" }, { "mrs.", "frau" }, { "ms", "frau" }, { "ms.", "frau" }, { "genossin", "frau" }, { "mr", "herr" }, { "mr.", "herr" }, { "genosse", "herr" }, { "divers", "neutral" }, { "neutral", "neutral" }, { "ohne", "neutral" }, { "keine", "neutral" }, { "w", "frau" }, { "f", "frau" }, { "m", "herr" }, { "d", "neutral" }, { "fr", "frau" }, { "hr", "herr" }
  };
  MitPerson       *person = row->person;
  const char      *form = NULL;
  g_autofree char *title = NULL;
  g_autofree char *rest = mit_name_strip (value, &form, &title);
  g_autofree char *folded = mit_fold (rest);

  for (gsize i = 0; i < G_N_ELEMENTS (words) && !form; i++)
    if (g_str_equal (words[i].word, folded))
      {
        form = words[i].form;
        *rest = '\0';
      }
  if (form && !*rest)
    mit_person_set (person, MIT_PERSON_FORM, form);
  else if (*rest)
    mit_import_row_add_notice (row, g_strdup_printf (_ ("The form of address “%s” is not known and is left out."), value));
  add_title (person, title);
}

/* Form and titles within a name would stand twice on the letter. They are told from the name with certainty. */
static void
clean_part (MitImportRow *row, MitPersonField field)
{
  MitPerson       *person = row->person;
  g_autofree char *whole = g_strdup (person->text[field]);
  const char      *form = NULL;
  g_autofree char *title = NULL;
  g_autofree char *plain = NULL;

  if (!whole)
    return;
  plain = mit_name_strip (whole, &form, &title);
  if (!*plain || g_str_equal (plain, whole))
    return;
  mit_import_row_add_repair (row, (MitImportTarget) field, whole, plain);
  mit_person_set (person, field, plain);
  add_title (person, title);
  if (form && !person->text[MIT_PERSON_FORM])
    mit_person_set (person, MIT_PERSON_FORM, form);
}

/* A column of titles with a form of address in it. */
static void
clean_title (MitImportRow *row)
{
  MitPerson       *person = row->person;
  const char      *form = NULL;
  g_autofree char *title = NULL;
  g_autofree char *rest = person->text[MIT_PERSON_TITLE] ? mit_name_strip (person->text[MIT_PERSON_TITLE], &form, &title) : NULL;
  g_autofree char *plain = NULL;

  if (!form)
    return;
  plain = g_strjoin (title && *rest ? " " : "", title ? title : "", rest, NULL);
  mit_person_set (person, MIT_PERSON_TITLE, plain);
  if (!person->text[MIT_PERSON_FORM])
    mit_person_set (person, MIT_PERSON_FORM, form);
}

/* "Ursula von der" and "Aue": the family is called von der Aue. */
static void
move_particles (MitImportRow *row)
{
  MitPerson       *person = row->person;
  const char      *particle = person->text[MIT_PERSON_GIVEN] ? mit_name_find_particle (person->text[MIT_PERSON_GIVEN]) : NULL;
  g_autofree char *given = NULL;
  g_autofree char *family = NULL;

  if (!particle || !person->text[MIT_PERSON_FAMILY])
    return;
  given = g_strchomp (g_strndup (person->text[MIT_PERSON_GIVEN], (gsize) (particle - person->text[MIT_PERSON_GIVEN])));
  family = g_strdup_printf ("%s %s", particle, person->text[MIT_PERSON_FAMILY]);
  mit_import_row_add_repair (row, (MitImportTarget) MIT_PERSON_FAMILY, person->text[MIT_PERSON_FAMILY], family);
  mit_person_set (person, MIT_PERSON_GIVEN, given);
  mit_person_set (person, MIT_PERSON_FAMILY, family);
}

/** mit_import_name_clean: Put each part of a name that was read where it belongs; what was changed is listed as repairs. */
void
mit_import_name_clean (MitImportRow *row)
{
  clean_title (row);
  clean_part (row, MIT_PERSON_GIVEN);
  clean_part (row, MIT_PERSON_FAMILY);
  move_particles (row);
}
