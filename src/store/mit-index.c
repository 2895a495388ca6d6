// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-index.h"

/*
 * What is derived from people, for lists (person_index) and for the search (person_fts). Whoever writes about a person adds
 * them to the table "touched"; at the end of the transaction their rows are made again, in sets: kept row by row, the index
 * costs five times as much during an import.
 */

/* With fewer people than this, writing everything again is not worth it. */
#define ALL_AT_ONCE 2000

static gboolean
refresh_touched (MitDb *db, GError **error)
{
  return mit_db_script (db,
                        "DELETE FROM person_index WHERE n IN (SELECT n FROM touched JOIN person ON id = touched.person);"
                        "INSERT INTO person_index"
                        " SELECT n, name_key, city_key, number_key, stage, since, entered, binned"
                        " FROM person_index_source WHERE id IN (SELECT person FROM touched);"
                        "DELETE FROM person_fts WHERE rowid IN (SELECT n FROM touched JOIN person ON id = touched.person);"
                        "INSERT INTO person_fts (rowid, words)"
                        " SELECT n, words FROM person_fts_source WHERE id IN (SELECT person FROM touched);"
                        "DELETE FROM touched;",
                        error);
}

/* The indexes over person_index, as statements that make them, and what takes them away. */
static gboolean
read_indexes (MitDb *db, GString *make, GString *drop, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'person_index' AND sql IS NOT NULL", "");

  while (rows && mit_rows_next (rows, error))
    {
      g_string_append_printf (drop, "DROP INDEX %s;", mit_rows_text (rows, 0));
      g_string_append_printf (make, "%s;", mit_rows_text (rows, 1));
    }

  return rows != NULL;
}

/* An index that is made at once is sorted first and then written from one end to the other. */
static gboolean
refresh_all (MitDb *db, GError **error)
{
  g_autoptr (GString) make = g_string_new (NULL);
  g_autoptr (GString) sql = g_string_new (NULL);

  if (!read_indexes (db, make, sql, error))
    return FALSE;
  g_string_append_printf (sql,
                          "DELETE FROM person_index;"
                          "INSERT INTO person_index SELECT n, name_key, city_key, number_key, stage, since, entered, binned FROM person_index_source;"
                          "%s"
                          "INSERT INTO person_fts (person_fts) VALUES ('delete-all');"
                          "INSERT INTO person_fts (rowid, words) SELECT n, words FROM person_fts_source;"
                          "DELETE FROM touched;",
                          make->str);

  return mit_db_script (db, sql->str, error);
}

/** mit_index_refresh: Make the derived rows of all touched people again. Within a transaction. */
gboolean
mit_index_refresh (MitDb *db, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 n_touched = mit_db_query_int (db, &local_error, "SELECT count (*) FROM touched", "");

  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (n_touched == 0)
    return TRUE;
  if (n_touched >= ALL_AT_ONCE && n_touched * 2 >= mit_db_query_int (db, NULL, "SELECT count (*) FROM person", ""))
    return refresh_all (db, error);

  return refresh_touched (db, error);
}

/**
 * mit_index_touch_for_day:
 *
 * A stage may begin or end with a day that comes, without anybody writing anything. Touch the people to whom that has
 * happened since this was done last; or the other way round, if the clock of the computer was ahead.
 */
gboolean
mit_index_touch_for_day (MitDb *db, GError **error)
{
  if (mit_db_query_int (db, NULL, "SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'indexed_on' AND value = mit_today ())", ""))
    return TRUE;

  return mit_db_script (db,
                        "INSERT OR IGNORE INTO touched SELECT person FROM period, meta WHERE meta.name = 'indexed_on'"
                        " AND ((starts > min (meta.value, mit_today ()) AND starts <= max (meta.value, mit_today ()))"
                        " OR (ends > min (meta.value, mit_today ()) AND ends <= max (meta.value, mit_today ())));"
                        "INSERT OR REPLACE INTO meta VALUES ('indexed_on', mit_today ());",
                        error);
}

/** mit_index_forget_erased: Take out people who are noted as erased, while their rows are still there. */
gboolean
mit_index_forget_erased (MitDb *db, GError **error)
{
  return mit_db_script (db,
                        "DELETE FROM person_fts WHERE rowid IN (SELECT n FROM person WHERE id IN (SELECT rid FROM erased));"
                        "DELETE FROM person_index WHERE n IN (SELECT n FROM person WHERE id IN (SELECT rid FROM erased));"
                        "DELETE FROM touched WHERE person IN (SELECT rid FROM erased);",
                        error);
}

/** mit_index_wipe: The search keeps the words of what was taken out until it is put in order; do that. */
gboolean
mit_index_wipe (MitDb *db, GError **error)
{
  return mit_db_script (db, "INSERT INTO person_fts (person_fts) VALUES ('optimize')", error);
}
