// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-group.h"

#include "mit-member-error.h"
#include "mit-person.h"

#include <glib/gi18n.h>

static const MitAction group_written = { N_ ("Group written"), NULL };
static const MitAction group_removed = { N_ ("Group removed"), NULL };

/** mit_group_new: A group that is not written yet. @kind: local or working. Returns: (transfer full) */
MitGroup *
mit_group_new (const char *kind)
{
  MitGroup *group = g_new0 (MitGroup, 1);

  group->name = g_strdup ("");
  group->kind = g_strdup (kind);

  return group;
}

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

/** mit_group_contacts: Whom to ask about a group, by name; empty: nobody. Returns: (transfer full) */
char *
mit_group_contacts (MitDb *db, const MitId *id)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (MitRows) rows = mit_db_query (db, NULL,
                                           "SELECT p.id FROM group_member m JOIN person p ON p.id = m.person AND p.alive AND p.binned_on IS NULL"
                                           " WHERE m.party_group = ? AND m.alive AND m.role = 'contact' ORDER BY mit_fold_key (p.family)",
                                           "b", id);

  while (rows && mit_rows_next (rows, NULL))
    {
      MitId contact = mit_rows_id (rows, 0);
      g_autoptr (MitPerson) person = mit_person_load (db, &contact, NULL);
      g_autofree char *name = person ? mit_person_name (person) : NULL;

      if (name)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }

  return g_string_free_and_steal (g_steal_pointer (&names));
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

static gboolean
check_name (MitDb *db, const MitGroup *group, GError **error)
{
  if (!*group->name)
    {
      g_set_error_literal (error, MIT_MEMBER_ERROR, MIT_MEMBER_ERROR_INVALID, _ ("A group needs a name."));
      return FALSE;
    }
  if (mit_db_query_int (db, NULL, "SELECT count (*) FROM party_group WHERE alive AND id <> ? AND mit_fold (name) = mit_fold (?)", "bt",
                        &group->id, group->name) == 0)
    return TRUE;
  g_set_error (error, MIT_MEMBER_ERROR, MIT_MEMBER_ERROR_INVALID, _ ("There is a group “%s” already."), group->name);

  return FALSE;
}

static gboolean
run_write (MitDb *db, gpointer data, GError **error)
{
  MitGroup *group = data;

  if (!check_name (db, group, error))
    return FALSE;
  if (!mit_id_is_nil (&group->id))
    return mit_db_run (db, error, "UPDATE party_group SET name = ?, kind = ?, about = ?, meets = ? WHERE id = ?", "ttttb",
                       group->name, group->kind, group->about, group->meets, &group->id);
  group->id = mit_id_new ();

  return mit_db_run (db, error, "INSERT INTO party_group (id, name, kind, about, meets) VALUES (?, ?, ?, ?, ?)", "btttt",
                     &group->id, group->name, group->kind, group->about, group->meets);
}

/**
 * mit_group_write:
 * @group: (transfer full): with no identity it is a new one
 *
 * Returns: (transfer full): resolves to the number of the action; rejects a name that is missing or taken
 */
DexFuture *
mit_group_write (MitStore *store, MitGroup *group)
{
  return mit_store_write (store, &group_written, run_write, group, (GDestroyNotify) mit_group_free);
}

static gboolean
run_remove (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE group_member SET alive = 0 WHERE party_group = ? AND alive", "b", data) &&
         mit_db_run (db, error, "UPDATE party_group SET alive = 0 WHERE id = ?", "b", data);
}

/** mit_group_remove: Set a group aside; the people stay. Returns: (transfer full): the number of the action */
DexFuture *
mit_group_remove (MitStore *store, const MitId *id)
{
  return mit_store_write (store, &group_removed, run_remove, g_memdup2 (id, sizeof *id), g_free);
}
