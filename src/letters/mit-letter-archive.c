// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-letter-archive.h"

#include <glib/gi18n.h>

void
mit_letter_run_info_free (MitLetterRunInfo *info)
{
  g_free (info->kind);
  g_free (info->subject);
  g_free (info);
}

void
mit_sent_letter_free (MitSentLetter *letter)
{
  g_free (letter->kind);
  g_free (letter->code);
  g_free (letter);
}

/** mit_letter_kind_label: What letters of a kind are called, in the user's language. */
const char *
mit_letter_kind_label (const char *kind)
{
  if (g_strcmp0 (kind, "welcome") == 0)
    return _ ("Welcome letter");
  if (g_strcmp0 (kind, "invitation") == 0)
    return _ ("Invitation");

  return _ ("Letter");
}

/** mit_letter_runs: All runs that went out, newest first. Returns: (transfer full) (nullable) (element-type MitLetterRunInfo) */
GPtrArray *
mit_letter_runs (MitDb *db, GError **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_letter_run_info_free);
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT id, kind, subject, dated, (SELECT count (*) FROM letter WHERE run = r.id AND alive)"
                                           " FROM letter_run r WHERE alive ORDER BY made_at DESC",
                                           "");

  if (!rows)
    return NULL;
  while (mit_rows_next (rows, NULL))
    {
      MitLetterRunInfo *info = g_new0 (MitLetterRunInfo, 1);

      info->id = mit_rows_id (rows, 0);
      info->kind = g_strdup (mit_rows_text (rows, 1));
      info->subject = g_strdup (mit_rows_text (rows, 2));
      info->dated = mit_date_from_iso (mit_rows_text (rows, 3));
      info->n_letters = (guint) mit_rows_int (rows, 4);
      g_ptr_array_add (runs, info);
    }

  return g_steal_pointer (&runs);
}

/** mit_letters_to_person: What somebody was sent, newest first. Returns: (transfer full) (nullable) (element-type MitSentLetter) */
GPtrArray *
mit_letters_to_person (MitDb *db, const MitId *person, GError **error)
{
  g_autoptr (GPtrArray) letters = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_sent_letter_free);
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT r.id, r.kind, r.dated, l.code FROM letter l JOIN letter_run r ON r.id = l.run AND r.alive"
                                           " WHERE l.person = ? AND l.alive ORDER BY r.made_at DESC",
                                           "b", person);

  if (!rows)
    return NULL;
  while (mit_rows_next (rows, NULL))
    {
      MitSentLetter *letter = g_new0 (MitSentLetter, 1);

      letter->run = mit_rows_id (rows, 0);
      letter->kind = g_strdup (mit_rows_text (rows, 1));
      letter->dated = mit_date_from_iso (mit_rows_text (rows, 2));
      letter->code = g_strdup (mit_rows_text (rows, 3));
      g_ptr_array_add (letters, letter);
    }

  return g_steal_pointer (&letters);
}
