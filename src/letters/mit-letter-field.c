// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-letter-field.h"

#include <mit-story.h>

#include <glib/gi18n.h>
#include <string.h>

/* clang-format takes the hyphens for minus signs. */
/* clang-format off */
G_DEFINE_QUARK (mit-letter-error-quark, mit_letter_error)
/* clang-format on */

/* German in every language of the interface, because the letters are. */
static const char *const names[MIT_N_LETTER_FIELDS] = {
  [MIT_FIELD_GREETING] = "Anrede",
  [MIT_FIELD_GIVEN] = "Vorname",
  [MIT_FIELD_FAMILY] = "Nachname",
  [MIT_FIELD_ENTERED] = "Eintritt",
  [MIT_FIELD_GROUP] = "Ortsgruppe",
  [MIT_FIELD_DISTRICT] = "Kreisverband",
  [MIT_FIELD_DATE] = "Datum",
  [MIT_FIELD_SIGNER] = "Unterschrift",
  [MIT_FIELD_SEMINAR] = "Seminar",
  [MIT_FIELD_SEMINAR_TIME] = "Termin",
  [MIT_FIELD_SEMINAR_PLACE] = "Ort",
  [MIT_FIELD_SEMINAR_PROGRAMME] = "Programm",
};

/** mit_letter_field_name: What stands between the braces. */
const char *
mit_letter_field_name (MitLetterField field)
{
  return names[field];
}

/* Finds the next field at or after @text; @field is MIT_N_LETTER_FIELDS for a name that is not known. */
static const char *
find_field (const char *text, const char **end, MitLetterField *field, char **name)
{
  const char *start = strstr (text, "{{");
  const char *close = start ? strstr (start, "}}") : NULL;

  if (!close)
    return NULL;
  *end = close + 2;
  *name = g_strstrip (g_strndup (start + 2, (gsize) (close - start - 2)));
  *field = MIT_N_LETTER_FIELDS;
  for (int i = 0; i < MIT_N_LETTER_FIELDS; i++)
    if (g_ascii_strcasecmp (names[i], *name) == 0)
      *field = (MitLetterField) i;

  return start;
}

/** mit_letter_fields_check: Whether all fields in @text are known. */
gboolean
mit_letter_fields_check (const char *text, GError **error)
{
  const char    *end;
  MitLetterField field;

  for (const char *p = text;;)
    {
      g_autofree char *name = NULL;

      if (!find_field (p, &end, &field, &name))
        return TRUE;
      if ((int) field == MIT_N_LETTER_FIELDS)
        {
          g_set_error (error, MIT_LETTER_ERROR, MIT_LETTER_ERROR_FIELD,
                       /* Translators: %s is what somebody wrote between double braces in a letter */
                       _ ("There is no field {{%s}}. Choose one from the list of fields, or take the braces away."), name);
          return FALSE;
        }
      p = end;
    }
}

/**
 * mit_letter_fields_fill:
 * @values: (array) (nullable): for each field its value; %NULL leaves nothing in its place
 *
 * Returns: (transfer full): @text in the light markup of stories, with the values as plain text
 */
char *
mit_letter_fields_fill (const char *text, const char *const values[MIT_N_LETTER_FIELDS])
{
  GString       *filled = g_string_new (NULL);
  const char    *end, *start;
  MitLetterField field;

  for (const char *p = text;;)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      start = find_field (p, &end, &field, &name);
      if (!start)
        {
          g_string_append (filled, p);
          return g_string_free_and_steal (filled);
        }
      g_string_append_len (filled, p, start - p);
      if ((int) field < MIT_N_LETTER_FIELDS && values[field])
        value = mit_markup_escape (values[field]);
      if (value)
        g_string_append (filled, value);
      p = end;
    }
}
