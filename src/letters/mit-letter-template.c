// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-letter-template.h"

#include "mit-letter-field.h"
#include "mit-letters-resources.h"

#include <glib/gi18n.h>
#include <string.h>

static const MitAction changed = { N_ ("Letter template changed"), NULL };

void
mit_letter_template_free (MitLetterTemplate *letter_template)
{
  g_free (letter_template->kind);
  g_free (letter_template->subject);
  g_free (letter_template->body);
  g_free (letter_template);
}

static MitLetterTemplate *
template_new (const char *kind, const char *subject, const char *body)
{
  MitLetterTemplate *letter_template = g_new0 (MitLetterTemplate, 1);

  letter_template->kind = g_strdup (kind);
  letter_template->subject = g_strdup (subject);
  letter_template->body = g_strdup (body);

  return letter_template;
}

/** mit_letter_template_shipped: The text that comes with the program. @kind must be one of ours. Returns: (transfer full) */
MitLetterTemplate *
mit_letter_template_shipped (const char *kind)
{
  g_autofree char *path = g_strdup_printf ("/io/github/mitmachen/letters/templates/letters/%s.txt", kind);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (mit_letters_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const char      *text = bytes ? g_bytes_get_data (bytes, NULL) : "\n---\n";
  const char      *cut = strstr (text, "\n---\n");
  g_autofree char *subject = g_strndup (text, (gsize) (cut - text));
  g_autofree char *body = g_strchomp (g_strdup (cut + 5));

  return template_new (kind, subject, body);
}

/** mit_letter_template_load: The office's own text, or the one that comes with the program. Returns: (transfer full) */
MitLetterTemplate *
mit_letter_template_load (MitDb *db, const char *kind)
{
  MitId id = mit_id_from_name ("letter_template", kind);
  g_autoptr (MitRows) rows = mit_db_query (db, NULL, "SELECT subject, body FROM letter_template WHERE id = ? AND alive", "b", &id);
  MitLetterTemplate *letter_template;

  if (!rows || !mit_rows_next (rows, NULL))
    return mit_letter_template_shipped (kind);
  letter_template = template_new (kind, mit_rows_text (rows, 0), mit_rows_text (rows, 1));
  letter_template->id = id;

  return letter_template;
}

static gboolean
run_write (MitDb *db, gpointer data, GError **error)
{
  MitLetterTemplate *letter_template = data;

  return mit_letter_fields_check (letter_template->subject, error) &&
         mit_letter_fields_check (letter_template->body, error) &&
         mit_db_run (db, error,
                     "INSERT INTO letter_template (id, kind, name, subject, body) VALUES (?1, ?2, ?2, ?3, ?4)"
                     " ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, body = excluded.body, alive = 1",
                     "bttt", &letter_template->id, letter_template->kind, letter_template->subject, letter_template->body);
}

/** mit_letter_template_write: Keep the office's own text. Rejects fields that there are none of. Returns: (transfer full) */
DexFuture *
mit_letter_template_write (MitStore *store, const char *kind, const char *subject, const char *body)
{
  MitLetterTemplate *letter_template = template_new (kind, subject, body);

  letter_template->id = mit_id_from_name ("letter_template", kind);

  return mit_store_write (store, &changed, run_write, letter_template, (GDestroyNotify) mit_letter_template_free);
}
