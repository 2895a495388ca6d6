// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-erase.h"

#include "mit-backup.h"
#include "mit-index.h"
#include "mit-schema.h"
#include "mit-thread.h"

#include <glib/gi18n.h>

/** mit_is_erased: Whether a row was erased, here or elsewhere. */
gboolean
mit_is_erased (MitDb *db, const MitId *rid)
{
  return mit_db_query_int (db, NULL, "SELECT EXISTS (SELECT 1 FROM erased WHERE rid = ?)", "b", rid) != 0;
}

/**
 * mit_erase_note:
 * @is_person: whether all that is about them goes, too
 * @erased_at: milliseconds since 1970
 * @told: whether the shared database knows
 *
 * Note a row as erased for ever; mit_erase_sweep() then does it. Within mit_store_replicate_sync().
 */
gboolean
mit_erase_note (MitDb *db, const MitId *rid, gboolean is_person, gint64 erased_at, gboolean told, GError **error)
{
  return mit_db_run (db, error, "INSERT OR IGNORE INTO erased (rid, person, erased_at, told) VALUES (?, ?, ?, ?)", "biii", rid, (gint64) is_person,
                     erased_at, (gint64) told);
}

/* Rows about people who were erased. What an import found to be two people names the second in a column of its own. Nobody
 * knows yet that these go, too: a row may have been about somebody else for another machine. */
static gboolean
note_dependents (MitDb *db, GError **error)
{
  guint                 n_tables;
  const MitSchemaTable *tables = mit_schema_tables (&n_tables);

  for (guint i = 0; i < n_tables; i++)
    if (g_strcmp0 (tables[i].person, "person") == 0)
      {
        g_autofree char *sql = g_strdup_printf ("INSERT OR IGNORE INTO erased (rid, person, erased_at)"
                                                " SELECT id, 0, erased_at FROM %s t JOIN erased e ON e.rid = t.person WHERE e.person = 1",
                                                tables[i].name);

        if (!mit_db_run (db, error, sql, ""))
          return FALSE;
      }

  return mit_db_run (db, error, "INSERT OR IGNORE INTO erased (rid, person, erased_at) SELECT id, 0, erased_at FROM duplicate d JOIN erased e ON e.rid = d.other WHERE e.person = 1", "");
}

/**
 * mit_erase_sweep:
 *
 * Delete all that is noted as erased and still there, and all that is about those people, with every value that it ever
 * had. Nothing is recorded of it.
 */
gboolean
mit_erase_sweep (MitDb *db, GError **error)
{
  guint                 n_tables;
  const MitSchemaTable *tables = mit_schema_tables (&n_tables);

  if (!note_dependents (db, error) || !mit_index_forget_erased (db, error))
    return FALSE;
  for (guint i = 0; i < n_tables; i++)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id IN (SELECT rid FROM erased)", tables[i].name);

      if (!mit_db_run (db, error, sql, ""))
        return FALSE;
    }
  mit_db_set_news (db);

  /* The numbers of the last ones come again, for operations that are still to be sent. */
  return mit_db_run (db, error, "DELETE FROM op WHERE rid IN (SELECT rid FROM erased)", "") &&
         mit_db_run (db, error, "UPDATE share SET bound = min (bound, (SELECT coalesce (max (id), 0) FROM op))", "");
}

static gboolean
run_erase_person (MitDb *db, gpointer data, GError **error)
{
  return mit_erase_note (db, data, TRUE, g_get_real_time () / 1000, FALSE, error) && mit_erase_sweep (db, error);
}

static gboolean
run_wipe (MitDb *db, gpointer data, GError **error)
{
  return mit_index_wipe (db, error) &&
         mit_db_script (db, "VACUUM; PRAGMA wal_checkpoint (TRUNCATE);", error);
}

/** mit_store_wipe_sync: Leave nothing of what was deleted in free pages, in the index, or in the log of the file. */
gboolean
mit_store_wipe_sync (MitStore *store, GError **error)
{
  return mit_store_write_sync (store, NULL, run_wipe, NULL, NULL, error);
}

/**
 * mit_store_erase_person_sync:
 *
 * Erase a person and everything about them (GDPR Art. 17): from all tables, the log, the history and the search, so that no
 * page of the file holds it any more. It cannot be taken back.
 *
 * Thread: any but the store's own.
 */
gboolean
mit_store_erase_person_sync (MitStore *store, const MitId *person, GError **error)
{
  if (!mit_store_replicate_sync (store, run_erase_person, (gpointer) person, error) || !mit_store_wipe_sync (store, error))
    return FALSE;
  mit_store_remove_copies (store);

  return TRUE;
}

typedef struct
{
  MitStore *store;
  MitId     person;
} Erasure;

static void
erasure_free (gpointer data)
{
  g_object_unref (((Erasure *) data)->store);
  g_free (data);
}

static gpointer
erase_on_thread (gpointer data, GError **error)
{
  Erasure *erasure = data;

  return mit_store_erase_person_sync (erasure->store, &erasure->person, error) ? g_object_ref (erasure->store) : NULL;
}

/** mit_store_erase_person: mit_store_erase_person_sync() away from the main thread. Returns: (transfer full) */
DexFuture *
mit_store_erase_person (MitStore *store, const MitId *person)
{
  Erasure *erasure = g_new (Erasure, 1);

  erasure->store = g_object_ref (store);
  erasure->person = *person;

  return mit_thread_run ("erase", MIT_TYPE_STORE, erase_on_thread, erasure, erasure_free);
}
