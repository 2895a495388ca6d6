// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-pass-private.h"

#include <string.h>

/* What is there, and since when what is not has been missing. */
gboolean
mit_pass_note_seen (MitDb *db, gpointer data, GError **error)
{
  MitPass       *self = data;
  gint64         now = g_get_real_time () / 1000;
  GHashTableIter iter;
  gpointer       name;
  g_autoptr (MitRows) rows = NULL;

  g_hash_table_iter_init (&iter, self->there);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!mit_db_run (db, error, "UPDATE parcel SET seen_at = ?, state = CASE state WHEN 1 THEN 2 ELSE state END WHERE name = ? AND state != 6 AND (state = 1 OR seen_at < ?)", "iti", now,
                     name, now - self->policy->missing_after / 2))
      return FALSE;

  return TRUE;
}

/* Whether the share holds what this record brought: itself, or a snapshot that stands for it. */
static gboolean
is_safe (MitPass *self, MitDb *db, const char *name, int depth)
{
  g_autofree char *cover = NULL;

  if (mit_pass_has (self, name))
    return TRUE;
  cover = depth > 0 ? mit_db_query_text (db, NULL, "SELECT cover FROM parcel WHERE name = ?", "t", name) : NULL;

  return cover && is_safe (self, db, cover, depth - 1);
}

/* Somebody's record has gone and does not come back: what we know of it goes there again, as part of a snapshot. */
static gboolean
run_find_missing (MitDb *db, gpointer data, GError **error)
{
  MitPass *self = data;
  gint64   before = g_get_real_time () / 1000 - self->policy->missing_after;
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT name FROM parcel WHERE scope = ? AND kind IN (2, 3) AND ((state = 3 AND seen_at <= ?) OR (state = 2 AND data IS NULL))", "ii",
                                           (gint64) self->state.scope, before);
  g_autoptr (MitRows) covers = NULL;

  while (rows && mit_rows_next (rows, error))
    self->wants_snapshot |= !is_safe (self, db, mit_rows_text (rows, 0), 8);
  covers = mit_db_query (db, error, "SELECT DISTINCT c.cover FROM parcel c JOIN parcel s ON s.name = c.cover WHERE c.scope = ? AND s.seen_at <= ? AND s.data IS NULL", "ii",
                         (gint64) self->state.scope, before);
  while (covers && mit_rows_next (covers, error))
    self->wants_snapshot |= !is_safe (self, db, mit_rows_text (covers, 0), 8);

  return rows && covers;
}

static guint
count_segments (MitPass *self)
{
  guint n = 0;

  for (guint i = 0; i < self->names->len; i++)
    if (g_str_has_suffix (self->names->pdata[i], ".seg") && mit_pass_state_of (self, self->names->pdata[i]) != MIT_PARCEL_COVERED)
      n++;

  return n;
}

/* Somebody is erased: whoever still has a segment of their own there that no snapshot stands for sees to it, for the person may be in it. */
static gboolean
run_check_own (MitDb *db, gpointer data, GError **error)
{
  MitPass *self = data;

  self->wants_snapshot |= mit_db_query_int (db, error, "SELECT EXISTS (SELECT 1 FROM parcel WHERE scope = ? AND kind IN (2, 3) AND data IS NOT NULL AND state IN (1, 2))", "i",
                                            (gint64) self->state.scope) != 0;

  return TRUE;
}

gboolean
mit_pass_consider_snapshot (MitPass *self, GError **error)
{
  self->wants_snapshot |= count_segments (self) >= self->policy->n_segments;
  if (self->is_erasing && !mit_store_write_sync (self->store, NULL, run_check_own, self, NULL, error))
    return FALSE;
  if (!mit_store_write_sync (self->store, NULL, run_find_missing, self, NULL, error))
    return FALSE;

  return !self->wants_snapshot || mit_store_replicate_sync (self->store, mit_pass_bind_snapshot, self, error);
}

/* Everybody who was here lately has the snapshot. */
static gboolean
all_have (MitDb *db, MitPass *self, const char *snapshot)
{
  gint64 since = g_get_real_time () / 1000 - self->policy->absent_after;
  g_autoptr (MitRows) rows = mit_db_query (db, NULL, "SELECT head FROM head WHERE scope = ? AND head IS NOT NULL AND seen_at >= ?", "ii", (gint64) self->state.scope, since);
  gboolean all = TRUE;

  while (all && rows && mit_rows_next (rows, NULL))
    {
      g_autoptr (GBytes) head = mit_rows_bytes (rows, 0);
      gsize       size;
      const char *data = g_bytes_get_data (head, &size);

      all = g_strstr_len (data, (gssize) size, snapshot) || memmem (data, size, snapshot, strlen (snapshot));
    }

  return all;
}

static gboolean
run_find_covered (MitDb *db, gpointer data, GError **error)
{
  gpointer  *call = data;
  MitPass   *self = call[0];
  GPtrArray *names = call[1];
  gint64     before = g_get_real_time () / 1000 - self->policy->covered_after;
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT c.name, c.cover, s.state, s.seen_at FROM parcel c JOIN parcel s ON s.name = c.cover WHERE c.scope = ? AND c.state = 4", "i",
                                           (gint64) self->state.scope);

  while (rows && mit_rows_next (rows, error))
    {
      const char *name = mit_rows_text (rows, 0), *cover = mit_rows_text (rows, 1);

      if (mit_pass_has (self, name) && is_safe (self, db, cover, 8) && (self->is_erasing || mit_rows_int (rows, 3) < before || all_have (db, self, cover)))
        g_ptr_array_add (names, g_strdup (name));
    }

  return rows != NULL;
}

gboolean
mit_pass_remove_covered (MitPass *self, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gpointer call[] = { self, names };

  if (!mit_store_write_sync (self->store, NULL, run_find_covered, call, NULL, error) || !mit_vessel_remove (self->vessel, names, error))
    return FALSE;
  self->report->n_removed += names->len;

  return TRUE;
}
