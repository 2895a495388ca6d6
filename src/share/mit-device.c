// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-merge.h"
#include "mit-share.h"

/** mit_device_find: The number that a device goes by in this register; made if it is new. 0 is a number, too: look at @error. */
gint64
mit_device_find (MitDb *db, const MitId *id, GError **error)
{
  if (!mit_db_run (db, error, "INSERT OR IGNORE INTO device (id) VALUES (?)", "b", id))
    return 0;

  return mit_db_query_int (db, error, "SELECT n FROM device WHERE id = ?", "b", id);
}

/** mit_device_own: By which name this register signs. */
MitId
mit_device_own (MitDb *db)
{
  g_autoptr (MitRows) rows = mit_db_query (db, NULL, "SELECT id FROM device WHERE n = (SELECT value FROM meta WHERE name = 'device')", "");
  MitId id = { 0 };

  if (rows && mit_rows_next (rows, NULL))
    id = mit_rows_id (rows, 0);

  return id;
}

/**
 * mit_device_renew:
 * @before: the first operation that is not ours
 *
 * Go by a new name from now on: this register is a copy of another one that is in use, or was restored from a backup. What
 * it has sent stays under the old name; what it has not goes under the new one. Within a transaction.
 */
gboolean
mit_device_renew (MitDb *db, gint64 before, GError **error)
{
  MitId  id = mit_id_new ();
  gint64 old = mit_db_query_int (db, NULL, "SELECT value FROM meta WHERE name = 'device'", "");
  gint64 sent = mit_db_query_int (db, NULL, "SELECT bound FROM share WHERE scope = 1", "");

  return mit_db_run (db, error, "INSERT INTO device (id, name) SELECT ?, name FROM device WHERE n = (SELECT value FROM meta WHERE name = 'device')", "b", &id) &&
         mit_db_run (db, error, "UPDATE meta SET value = (SELECT n FROM device WHERE id = ?) WHERE name = 'device'", "b", &id) &&
         mit_db_run (db, error, "INSERT INTO head (scope, device, name) SELECT scope, (SELECT value FROM meta WHERE name = 'device'), name FROM head WHERE device = ?", "i", old) &&
         mit_db_run (db, error, "UPDATE share SET counter = 0, previous = NULL", "") &&
         mit_db_run (db, error, "UPDATE tx SET device = (SELECT value FROM meta WHERE name = 'device') WHERE device = ? AND first_op > ? AND first_op < ?", "iii", old, sent, before) &&
         /* Values of a row of ours that has not been sent, which have lost to what came with this very merge, go with the row. */
         mit_db_run (db, error, "UPDATE op SET device = (SELECT value FROM meta WHERE name = 'device') WHERE device = ?1 AND id >= ?3 AND col > 0 AND base = 0"
                                " AND EXISTS (SELECT 1 FROM op r WHERE r.rid = op.rid AND r.col = 0 AND r.stamp = op.stamp AND r.device = ?1 AND r.id > ?2 AND r.id < ?3)",
                     "iii", old, sent, before) &&
         mit_db_run (db, error, "UPDATE op SET device = (SELECT value FROM meta WHERE name = 'device') WHERE device = ?1 AND id < ?3"
                                " AND id > CASE WHEN tbl < 1000 THEN ?2 ELSE coalesce ((SELECT bound FROM share WHERE scope = 2), 0) END"
                                /* The values of a row that was sent, told for themselves since they lost, belong to who made the row. */
                                " AND NOT (col > 0 AND base = 0 AND EXISTS (SELECT 1 FROM op r WHERE r.rid = op.rid AND r.col = 0 AND r.stamp = op.stamp AND r.device = ?1 AND r.id <= ?2))",
                     "iii", old, sent, before);
}

static gboolean
run_renew (MitDb *db, gpointer data, GError **error)
{
  return mit_device_renew (db, 1 + mit_db_query_int (db, NULL, "SELECT max (id) FROM op", ""), error);
}

/** mit_device_renew_sync: For a register that was made out of a backup: the one that it was copied from may still be in use. */
gboolean
mit_device_renew_sync (MitStore *store, GError **error)
{
  return mit_store_replicate_sync (store, run_renew, NULL, error);
}
