// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-duplicate.h"

#include "mit-person.h"

#include <glib/gi18n.h>

static const MitAction settled = { N_ ("Noted as two people"), NULL };

void
mit_duplicate_free (MitDuplicate *duplicate)
{
  g_free (duplicate->name);
  g_free (duplicate->city);
  g_free (duplicate->reason);
  g_free (duplicate);
}

/** mit_duplicate_reason: Why two are taken for one, as a sentence. */
const char *
mit_duplicate_reason (const char *reason)
{
  if (g_strcmp0 (reason, "number") == 0)
    return _ ("The same member number as somebody else");
  if (g_strcmp0 (reason, "born") == 0)
    return _ ("The same name and date of birth as somebody else");
  if (g_strcmp0 (reason, "contact") == 0)
    return _ ("The same name and phone number or e-mail address as somebody else");

  return _ ("The same name and address as somebody else");
}

/** mit_duplicates_count: How many pairs nobody has looked at yet. */
guint
mit_duplicates_count (MitDb *db)
{
  return (guint) mit_db_query_int (db, NULL,
                                   "SELECT count (*) FROM duplicate d JOIN person p ON p.id = d.person AND p.alive AND p.binned_on IS NULL"
                                   " JOIN person o ON o.id = d.other AND o.alive AND o.binned_on IS NULL"
                                   " WHERE d.alive AND NOT d.settled",
                                   "");
}

/**
 * mit_duplicates_of: Who else may be @person, as long as nobody has said otherwise and neither of them is in the bin.
 *
 * Returns: (transfer full) (nullable) (element-type MitDuplicate)
 */
GPtrArray *
mit_duplicates_of (MitDb *db, const MitId *person, GError **error)
{
  g_autoptr (GPtrArray) duplicates = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_duplicate_free);
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT d.id, p.id, d.reason"
                                           " FROM duplicate d JOIN person p ON p.id = CASE d.person WHEN ?1 THEN d.other ELSE d.person END"
                                           " WHERE ?1 IN (d.person, d.other) AND d.alive AND NOT d.settled AND p.alive AND p.binned_on IS NULL"
                                           "  AND EXISTS (SELECT 1 FROM person WHERE id = ?1 AND alive AND binned_on IS NULL)",
                                           "b", person);

  if (!rows)
    return NULL;
  while (mit_rows_next (rows, NULL))
    {
      MitDuplicate *duplicate = g_new0 (MitDuplicate, 1);
      g_autoptr (MitPerson) other = NULL;

      duplicate->id = mit_rows_id (rows, 0);
      duplicate->other = mit_rows_id (rows, 1);
      duplicate->reason = g_strdup (mit_rows_text (rows, 2));
      other = mit_person_load (db, &duplicate->other, NULL);
      duplicate->name = other ? mit_person_name (other) : g_strdup ("");
      duplicate->city = other ? g_strdup (other->text[MIT_PERSON_CITY]) : NULL;
      g_ptr_array_add (duplicates, duplicate);
    }

  return g_steal_pointer (&duplicates);
}

static gboolean
run_settle (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE duplicate SET settled = 1 WHERE id = ?", "b", data);
}

/** mit_duplicate_settle: They are two people after all. Returns: (transfer full): the number of the action */
DexFuture *
mit_duplicate_settle (MitStore *store, const MitId *id)
{
  return mit_store_write (store, &settled, run_settle, g_memdup2 (id, sizeof *id), g_free);
}
