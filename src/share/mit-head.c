// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-state.h"

#include "mit-merge.h"
#include "mit-wire.h"

#include <string.h>

/* What a device says of itself: how often it has, by which clock, what it is called, which persons it has erased, and which
 * snapshots it has. What later programs add stands behind that. */

static void
put_erased (GByteArray *out, MitDb *db)
{
  g_autoptr (MitRows) rows = mit_db_query (db, NULL, "SELECT rid FROM erased WHERE person = 1 ORDER BY rid", "");
  g_autoptr (GByteArray) ids = g_byte_array_new ();

  while (rows && mit_rows_next (rows, NULL))
    {
      MitId id = mit_rows_id (rows, 0);

      mit_wire_put_raw (ids, id.bytes, sizeof id.bytes);
    }
  mit_wire_put_bytes (out, ids->data, ids->len);
}

static void
put_snapshots (GByteArray *out, MitDb *db, MitScope scope)
{
  g_autoptr (MitRows) rows = mit_db_query (db, NULL, "SELECT name FROM parcel WHERE scope = ? AND kind = 3 AND state IN (2, 3) ORDER BY name", "i", (gint64) scope);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  while (rows && mit_rows_next (rows, NULL))
    g_ptr_array_add (names, g_strdup (mit_rows_text (rows, 0)));
  mit_wire_put_number (out, names->len);
  for (guint i = 0; i < names->len; i++)
    mit_wire_put_text (out, names->pdata[i]);
}

/** mit_head_write: Returns: (transfer full): what our head says now, to be sealed */
GBytes *
mit_head_write (MitDb *db, const MitShareState *state)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  mit_wire_put_number (out, 1);
  mit_wire_put_number (out, (guint64) state->counter + 1);
  mit_wire_put_signed (out, g_get_real_time () / 1000);
  mit_wire_put_text (out, state->device_name);
  if (state->scope == MIT_SCOPE_DISTRICT)
    put_erased (out, db);
  else
    mit_wire_put_bytes (out, NULL, 0);
  put_snapshots (out, db, state->scope);

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/**
 * mit_head_read:
 * @scope: of the shared database that it was read from
 * @payload: another device's head, opened
 * @older: (out): whether it was newer before
 *
 * Keep what another device says of itself. Within a transaction.
 */
gboolean
mit_head_read (MitDb *db, MitScope scope, GBytes *payload, const MitId *device, gboolean *older, GError **error)
{
  MitWireReader reader;
  gint64        counter, wall, known, n;

  mit_wire_reader_init (&reader, payload);
  mit_wire_get_number (&reader);
  counter = (gint64) mit_wire_get_number (&reader);
  wall = mit_wire_get_signed (&reader);
  {
    g_autofree char *name = mit_wire_get_text (&reader, 256);

    if (reader.failed)
      return TRUE;
    n = mit_device_find (db, device, error);
    known = mit_db_query_int (db, NULL, "SELECT counter FROM head WHERE scope = ? AND device = ?", "ii", (gint64) scope, n);
    *older = counter < known;
    if (counter <= known)
      return !error || !*error;

    return mit_db_run (db, error,
                       "INSERT INTO head (scope, device, name, counter, seen_at, head) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (scope, device) DO UPDATE"
                       " SET name = excluded.name, counter = excluded.counter, seen_at = excluded.seen_at, head = excluded.head",
                       "iitiiy", (gint64) scope, n, name, counter, wall, payload) &&
           (scope != MIT_SCOPE_DISTRICT || mit_db_run (db, error, "UPDATE device SET name = ? WHERE n = ?", "ti", name, n));
  }
}
