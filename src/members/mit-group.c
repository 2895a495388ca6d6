// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-group.h"

void
mit_group_free (MitGroup *group)
{
  g_free (group->name);
  g_free (group->kind);
  g_free (group->about);
  g_free (group->meets);
  g_free (group);
}

/** mit_groups_load: All groups, local ones first, by name. Returns: (transfer full) (nullable) (element-type MitGroup) */
GPtrArray *
mit_groups_load (MitDb *db, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_group_free);
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT g.id, g.name, g.kind, g.about, g.meets,"
                                           " (SELECT count (*) FROM group_member m JOIN person p ON p.id = m.person AND p.alive AND p.binned_on IS NULL"
                                           "  WHERE m.party_group = g.id AND m.alive)"
                                           " FROM party_group g WHERE g.alive ORDER BY g.kind, mit_fold_key (g.name)",
                                           "");

  if (!rows)
    return NULL;
  while (mit_rows_next (rows, NULL))
    {
      MitGroup *group = g_new0 (MitGroup, 1);

      group->id = mit_rows_id (rows, 0);
      group->name = g_strdup (mit_rows_text (rows, 1));
      group->kind = g_strdup (mit_rows_text (rows, 2));
      group->about = g_strdup (mit_rows_text (rows, 3));
      group->meets = g_strdup (mit_rows_text (rows, 4));
      group->n_members = mit_rows_int (rows, 5);
      g_ptr_array_add (groups, group);
    }

  return g_steal_pointer (&groups);
}

/** mit_group_ensure: Find a group by its name, or make it. On the store's thread, within an action. */
gboolean
mit_group_ensure (MitDb *db, const char *name, const char *kind, MitId *id, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT id FROM party_group WHERE alive AND mit_fold (name) = mit_fold (?)", "t", name);

  if (!rows)
    return FALSE;
  if (mit_rows_next (rows, NULL))
    {
      *id = mit_rows_id (rows, 0);
      return TRUE;
    }
  *id = mit_id_new ();

  return mit_db_run (db, error, "INSERT INTO party_group (id, name, kind) VALUES (?, ?, ?)", "btt", id, name, kind);
}
