// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-duplicate.h"

#include "mit-person.h"

#include <glib/gi18n.h>

static const MitAction found = { N_ ("Possible duplicates noted"), NULL };
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

/* The same on every machine that finds the pair. */
static gboolean
note_pair (MitDb *db, const MitId *person, const MitId *other, const char *reason, GError **error)
{
  g_autofree char *one = mit_id_to_string (person);
  g_autofree char *two = mit_id_to_string (other);
  g_autofree char *name = g_strdup_printf ("%s %s", one, two);
  MitId            id = mit_id_from_name ("duplicate", name);

  if (mit_db_query_int (db, NULL, "SELECT EXISTS (SELECT 1 FROM duplicate WHERE (person = ?1 AND other = ?2) OR (person = ?2 AND other = ?1))", "bb", person, other))
    return TRUE;

  return mit_db_run (db, error, "INSERT OR IGNORE INTO duplicate (id, person, other, reason) VALUES (?, ?, ?, ?)", "bbbt", &id, other, person, reason);
}

/* Two rows that follow each other in the order of what they have in common, and have it in common. */
static gboolean
note_pairs (MitDb *db, const char *sql, const char *reason, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, sql, "");

  while (rows && mit_rows_next (rows, NULL))
    {
      MitId person = mit_rows_id (rows, 0), other = mit_rows_id (rows, 1);

      if (!mit_id_is_nil (&person) && !note_pair (db, &person, &other, reason, error))
        return FALSE;
    }

  return rows != NULL;
}

static gboolean
run_look (MitDb *db, gpointer data, GError **error)
{
  return note_pairs (db,
                     "SELECT lag (id) OVER (PARTITION BY number ORDER BY id), id FROM person"
                     " WHERE alive AND binned_on IS NULL AND number IN"
                     " (SELECT number FROM person WHERE alive AND binned_on IS NULL AND number != '' GROUP BY number HAVING count (*) > 1)",
                     "number", error) &&
         note_pairs (db,
                     "SELECT lag (id) OVER (PARTITION BY family, given, born ORDER BY id), id FROM person"
                     " WHERE alive AND binned_on IS NULL AND (family, given, born) IN"
                     " (SELECT family, given, born FROM person WHERE alive AND binned_on IS NULL AND family IS NOT NULL AND given IS NOT NULL AND born IS NOT NULL"
                     "  GROUP BY family, given, born HAVING count (*) > 1)",
                     "born", error);
}

/**
 * mit_duplicates_look_sync:
 * @has_found: (out): whether there is something that nobody had noted before
 *
 * Note who may be the same person after others' changes came: two machines may have entered somebody each. Nothing is
 * merged by itself.
 */
gboolean
mit_duplicates_look_sync (MitStore *store, gboolean *has_found, GError **error)
{
  gint64   tx = 0;
  gboolean done = mit_store_write_sync (store, &found, run_look, NULL, &tx, error);

  *has_found = tx > 0;

  return done;
}

/** mit_duplicates_look: mit_duplicates_look_sync() without waiting. Returns: (transfer full) */
DexFuture *
mit_duplicates_look (MitStore *store)
{
  return mit_store_write (store, &found, run_look, NULL, NULL);
}
