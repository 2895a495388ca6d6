// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-people.h"

#include <mit-fold.h>

#include <string.h>

/* Words of the search, each as a quoted prefix for FTS5, all of which must be found. */
static char *
make_match (const char *search)
{
  g_autofree char *folded = mit_fold (search);
  GString         *match = g_string_new (NULL);
  gboolean         in_word = FALSE;

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gboolean is_word = g_unichar_isalnum (g_utf8_get_char (p));

      if (is_word && !in_word)
        g_string_append_c (match, '"');
      if (!is_word && in_word)
        g_string_append (match, "\"* ");
      if (is_word)
        g_string_append_unichar (match, g_utf8_get_char (p));
      in_word = is_word;
    }
  if (in_word)
    g_string_append (match, "\"*");

  return g_string_free_and_steal (match);
}

static const char *
order (const MitPeopleQuery *query)
{
  static const char *const orders[][2] = {
    [MIT_PEOPLE_BY_NAME] = { "i.name_key", "i.name_key DESC" },
    [MIT_PEOPLE_BY_CITY] = { "i.city_key, i.name_key", "i.city_key DESC, i.name_key DESC" },
    [MIT_PEOPLE_BY_STAGE] = { "i.stage, i.name_key", "i.stage DESC, i.name_key DESC" },
    [MIT_PEOPLE_BY_SINCE] = { "i.since, i.name_key", "i.since DESC, i.name_key DESC" },
    [MIT_PEOPLE_BY_NUMBER] = { "i.number_key", "i.number_key DESC" },
  };

  return orders[query->sort][query->descending ? 1 : 0];
}

static void
append_conditions (GString *sql, const MitPeopleQuery *query)
{
  g_string_append (sql, query->binned ? " WHERE i.binned" : " WHERE NOT i.binned");
  if (query->stage != MIT_STAGE_NONE)
    g_string_append_printf (sql, " AND i.stage = '%s'", mit_stage_name (query->stage));
  if (query->entered_from != MIT_DATE_NONE)
    g_string_append (sql, " AND i.entered >= ?2");
  if (query->entered_until != MIT_DATE_NONE)
    g_string_append (sql, " AND i.entered <= ?3");
  if (!mit_id_is_nil (&query->group))
    g_string_append (sql, " AND p.id IN (SELECT person FROM group_member WHERE party_group = ?4 AND alive)");
  if (query->no_contact)
    g_string_append (sql, " AND NOT EXISTS (SELECT 1 FROM letter WHERE person = p.id AND alive)"
                          " AND NOT EXISTS (SELECT 1 FROM registration WHERE person = p.id AND alive AND state = 'attended')");
  if (query->duplicates)
    g_string_append (sql, " AND EXISTS (SELECT 1 FROM duplicate d JOIN person o ON o.id = CASE d.person WHEN p.id THEN d.other ELSE d.person END"
                          "  WHERE p.id IN (d.person, d.other) AND d.alive AND NOT d.settled AND o.alive AND o.binned_on IS NULL)");
}

static gboolean
needs_person (const MitPeopleQuery *query)
{
  return !mit_id_is_nil (&query->group) || query->no_contact || query->duplicates;
}

static char *
make_sql (const MitPeopleQuery *query, gboolean has_match)
{
  GString *sql = g_string_new ("SELECT i.n FROM person_index i");

  if (needs_person (query))
    g_string_append (sql, " JOIN person p ON p.n = i.n");
  append_conditions (sql, query);
  if (has_match)
    g_string_append (sql, " AND i.n IN (SELECT rowid FROM person_fts WHERE person_fts MATCH ?1)");
  g_string_append_printf (sql, " ORDER BY %s", order (query));

  return g_string_free_and_steal (sql);
}

/**
 * mit_people_find:
 *
 * Whom @query shows, as numbers for mit_people_row(), in order. Sorting and filtering happen in SQL, by index.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the people, or %NULL with @error
 */
GArray *
mit_people_find (MitDb *db, const MitPeopleQuery *query, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *match = query->search ? make_match (query->search) : NULL;
  gboolean         has_match = match && *match;
  g_autofree char *sql = make_sql (query, has_match);
  g_autoptr (MitRows) rows = mit_db_query (db, error, sql, "");
  g_autoptr (GError) local_error = NULL;
  char from[MIT_DATE_ISO_SIZE], until[MIT_DATE_ISO_SIZE];

  if (!rows)
    return NULL;
  if (has_match)
    mit_rows_bind_text (rows, 1, match);
  mit_rows_bind_text (rows, 2, mit_date_to_iso (query->entered_from, from));
  mit_rows_bind_text (rows, 3, mit_date_to_iso (query->entered_until, until));
  mit_rows_bind_id (rows, 4, &query->group);
  while (mit_rows_next (rows, &local_error))
    {
      gint64 n = mit_rows_int (rows, 0);

      g_array_append_val (found, n);
    }
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&found);
}

/** mit_people_count: How many people there are, without the bin. */
gint64
mit_people_count (MitDb *db)
{
  return mit_db_query_int (db, NULL, "SELECT count (*) FROM person_index WHERE NOT binned", "");
}

/** mit_people_query_hides: Whether @query leaves anybody out besides the bin. */
gboolean
mit_people_query_hides (const MitPeopleQuery *query)
{
  return (query->search && *query->search) || query->stage != MIT_STAGE_NONE || !mit_id_is_nil (&query->group) ||
         query->entered_from != MIT_DATE_NONE || query->entered_until != MIT_DATE_NONE || query->no_contact ||
         query->duplicates;
}

static char *
list_name (const char *title, const char *given, const char *family)
{
  g_autofree char *first = title && *title ? g_strconcat (title, " ", given, NULL) : g_strdup (given);

  if (!family || !*family)
    return g_strdup (first ? first : "");
  if (!first || !*first)
    return g_strdup (family);

  return g_strconcat (family, ", ", first, NULL);
}

/** mit_people_n: The number by which lists know a person; 0 if there is nobody. */
gint64
mit_people_n (MitDb *db, const MitId *id)
{
  return mit_db_query_int (db, NULL, "SELECT n FROM person WHERE id = ?", "b", id);
}

/** mit_people_row: Read what a list shows of the person with number @n. Returns: whether there is one */
gboolean
mit_people_row (MitDb *db, gint64 n, MitPeopleRow *row)
{
  g_autoptr (MitRows) rows = mit_db_query (db, NULL,
                                           "SELECT p.id, p.title, p.given, p.family, p.city, p.number, i.stage, i.since,"
                                           " EXISTS (SELECT 1 FROM contact WHERE person = p.id AND alive AND kind = 'email'),"
                                           " EXISTS (SELECT 1 FROM contact WHERE person = p.id AND alive AND kind != 'email')"
                                           " FROM person p JOIN person_index i ON i.n = p.n WHERE p.n = ?",
                                           "i", n);

  memset (row, 0, sizeof *row);
  if (!rows || !mit_rows_next (rows, NULL))
    return FALSE;

  row->n = n;
  row->id = mit_rows_id (rows, 0);
  row->name = list_name (mit_rows_text (rows, 1), mit_rows_text (rows, 2), mit_rows_text (rows, 3));
  row->city = g_strdup (mit_rows_text (rows, 4));
  row->number = g_strdup (mit_rows_text (rows, 5));
  row->stage = mit_stage_parse (mit_rows_text (rows, 6));
  row->since = mit_date_from_iso (mit_rows_text (rows, 7));
  row->has_email = mit_rows_int (rows, 8) != 0;
  row->has_phone = mit_rows_int (rows, 9) != 0;

  return TRUE;
}

void
mit_people_row_clear (MitPeopleRow *row)
{
  g_clear_pointer (&row->name, g_free);
  g_clear_pointer (&row->city, g_free);
  g_clear_pointer (&row->number, g_free);
}

/** mit_people_count_all: How many people the register holds, those in the bin included. */
gint64
mit_people_count_all (MitDb *db)
{
  return mit_db_query_int (db, NULL, "SELECT count (*) FROM person WHERE alive", "");
}
