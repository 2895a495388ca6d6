// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-setting.h"

#include <glib/gi18n.h>

static const MitAction changed = { N_ ("Office details changed"), NULL };

/** mit_setting_get: Returns: (transfer full) (nullable): the value, or %NULL if none was set */
char *
mit_setting_get (MitDb *db, const char *name)
{
  MitId id = mit_id_from_name ("setting", name);

  return mit_db_query_text (db, NULL, "SELECT value FROM setting WHERE id = ? AND alive", "b", &id);
}

/** mit_setting_set: On the store's thread, within an action. @value: (nullable) */
gboolean
mit_setting_set (MitDb *db, const char *name, const char *value, GError **error)
{
  MitId id = mit_id_from_name ("setting", name);

  return mit_db_run (db, error,
                     "INSERT INTO setting (id, name, value) VALUES (?, ?, ?)"
                     " ON CONFLICT (id) DO UPDATE SET value = excluded.value, alive = 1",
                     "btt", &id, name, value);
}

static gboolean
run_set (MitDb *db, gpointer data, GError **error)
{
  char **pair = data;

  return mit_setting_set (db, pair[0], pair[1], error);
}

/** mit_setting_write: mit_setting_set() as an action of its own. Returns: (transfer full) */
DexFuture *
mit_setting_write (MitStore *store, const char *name, const char *value)
{
  char **pair = g_new0 (char *, 3);

  pair[0] = g_strdup (name);
  pair[1] = g_strdup (value);

  return mit_store_write (store, &changed, run_set, pair, (GDestroyNotify) g_strfreev);
}
