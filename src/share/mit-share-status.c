// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-status.h"

#include "mit-conflict.h"

#include <string.h>

#define YEAR ((gint64) 365 * 24 * 60 * 60 * 1000)

static void
device_free (gpointer data)
{
  g_free (((MitShareDevice *) data)->name);
  g_free (data);
}

static void
erasure_free (gpointer data)
{
  g_ptr_array_unref (((MitShareErasure *) data)->waiting);
  g_free (data);
}

void
mit_share_status_free (MitShareStatus *status)
{
  g_free (status->place);
  g_free (status->trouble);
  g_ptr_array_unref (status->devices);
  g_ptr_array_unref (status->erasures);
  g_free (status);
}

/* Actions, as people count; those sealed already are one each. */
static gint64
count_unsent (MitDb *db, MitScope scope)
{
  return mit_db_query_int (db, NULL,
                           "SELECT (SELECT count (*) FROM tx WHERE device = (SELECT value FROM meta WHERE name = 'device')"
                           " AND last_op > (SELECT bound FROM share WHERE scope = ?1)"
                           " AND EXISTS (SELECT 1 FROM op WHERE op.id BETWEEN tx.first_op AND tx.last_op AND (op.tbl >= 1000) = (?1 = 2)))"
                           " + (SELECT count (*) FROM parcel WHERE scope = ?1 AND state = 1)",
                           "i", (gint64) scope);
}

static gboolean
load_share (MitDb *db, MitScope scope, MitShareStatus *status, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT place, contact_at, trouble FROM share WHERE scope = ?", "i", (gint64) scope);

  if (!rows)
    return FALSE;
  if (!mit_rows_next (rows, error))
    return !error || !*error;
  status->takes_part = TRUE;
  status->place = g_strdup (mit_rows_text (rows, 0));
  status->contact_at = mit_rows_int (rows, 1);
  status->trouble = g_strdup (mit_rows_text (rows, 2));

  return TRUE;
}

static gboolean
load_devices (MitDb *db, MitScope scope, MitShareStatus *status, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT d.id, h.name, h.seen_at, d.n = (SELECT value FROM meta WHERE name = 'device') AS own FROM head h"
                                           " JOIN device d ON d.n = h.device WHERE h.scope = ? AND (own OR h.head IS NOT NULL) ORDER BY own DESC, h.seen_at DESC",
                                           "i", (gint64) scope);

  while (rows && mit_rows_next (rows, error))
    {
      MitShareDevice *device = g_new0 (MitShareDevice, 1);

      device->id = mit_rows_id (rows, 0);
      device->name = g_strdup (mit_rows_text (rows, 1));
      device->is_own = mit_rows_int (rows, 3) != 0;
      device->seen_at = device->is_own ? status->contact_at : mit_rows_int (rows, 2);
      g_ptr_array_add (status->devices, device);
    }

  return rows != NULL;
}

/* A head lists the people that its device has erased, by their ids. */
static gboolean
look_for_confirmations (MitDb *db, const MitId *person, MitShareErasure *erasure, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT name, head FROM head WHERE scope = 1 AND head IS NOT NULL ORDER BY name", "");

  while (rows && mit_rows_next (rows, error))
    {
      MitValue head = mit_rows_value (rows, 1);

      if (memmem (head.data, head.size, person->bytes, sizeof person->bytes))
        erasure->n_confirmed++;
      else
        g_ptr_array_add (erasure->waiting, g_strdup (mit_rows_text (rows, 0) ? mit_rows_text (rows, 0) : ""));
    }

  return rows != NULL;
}

static gboolean
load_erasures (MitDb *db, MitShareStatus *status, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT rid, erased_at FROM erased WHERE person = 1 AND erased_at > ? ORDER BY erased_at DESC", "i",
                                           g_get_real_time () / 1000 - YEAR);

  while (rows && mit_rows_next (rows, error))
    {
      MitShareErasure *erasure = g_new0 (MitShareErasure, 1);
      MitId            person = mit_rows_id (rows, 0);

      erasure->erased_at = mit_rows_int (rows, 1);
      erasure->waiting = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (status->erasures, erasure);
      if (!look_for_confirmations (db, &person, erasure, error))
        return FALSE;
    }

  return rows != NULL;
}

/** mit_share_status: Returns: (transfer full) (nullable) */
MitShareStatus *
mit_share_status (MitDb *db, MitScope scope, GError **error)
{
  g_autoptr (MitShareStatus) status = g_new0 (MitShareStatus, 1);

  status->devices = g_ptr_array_new_with_free_func (device_free);
  status->erasures = g_ptr_array_new_with_free_func (erasure_free);
  if (!load_share (db, scope, status, error))
    return NULL;
  if (!status->takes_part)
    return g_steal_pointer (&status);
  status->n_unsent = count_unsent (db, scope);
  status->n_conflicts = scope == MIT_SCOPE_DISTRICT ? mit_conflicts_count (db) : 0;
  status->n_kept = mit_db_query_int (db, NULL, "SELECT count (*) FROM op WHERE state = 2 AND state > 0 AND (tbl >= 1000) = (? = 2)", "i", (gint64) scope);
  status->size = mit_db_query_int (db, NULL, "SELECT sum (size) FROM parcel WHERE scope = ? AND state IN (2, 3)", "i", (gint64) scope);
  status->n_records = mit_db_query_int (db, NULL, "SELECT count (*) FROM parcel WHERE scope = ? AND state IN (2, 3)", "i", (gint64) scope);

  return load_devices (db, scope, status, error) && (scope != MIT_SCOPE_DISTRICT || load_erasures (db, status, error)) ? g_steal_pointer (&status) : NULL;
}
