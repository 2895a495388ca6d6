// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-list.h"

#include <string.h>

/** mit_test_data_file: Returns: (transfer full): a file of tests/data */
GBytes *
mit_test_data_file (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

typedef struct
{
  MitImportSource *source;
  MitImportPlan   *plan;
} Import;

static gboolean
run_plan (MitDb *db, gpointer data, GError **error)
{
  Import *import = data;

  mit_import_source_recall (import->source, db);
  import->plan = mit_import_plan_new (db, import->source, NULL, NULL, error);

  return import->plan != NULL;
}

static gboolean
run_apply (MitDb *db, gpointer data, GError **error)
{
  return mit_import_plan_apply (((Import *) data)->plan, db, NULL, NULL, error);
}

/* Nobody may be lost between the file and the counts. */
static MitTestCounts
count (const MitImportPlan *plan)
{
  MitTestCounts counts = {
    .rows = plan->rows->len,
    .new = plan->counts[MIT_IMPORT_NEW],
    .changed = plan->counts[MIT_IMPORT_CHANGED],
    .same = plan->counts[MIT_IMPORT_SAME],
    .wrong = plan->counts[MIT_IMPORT_WRONG],
    .blank = plan->counts[MIT_IMPORT_BLANK],
    .repairs = plan->n_repairs,
    .notices = plan->n_notices,
    .duplicates = plan->n_duplicates,
  };

  g_assert_cmpuint (counts.new + counts.changed + counts.same + counts.wrong + counts.blank, ==, counts.rows);

  return counts;
}

/** mit_test_import_bytes: Import a whole file as mitmachenctl does; it must be a table. */
MitTestCounts
mit_test_import_bytes (MitTestRegister *self, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  Import        import = { mit_import_source_new (bytes, &error), NULL };
  MitTestCounts counts;

  g_assert_no_error (error);
  mit_store_write_sync (self->store, NULL, run_plan, &import, NULL, &error);
  g_assert_no_error (error);
  counts = count (import.plan);
  mit_store_write_sync (self->store, mit_import_action (), run_apply, &import, NULL, &error);
  g_assert_no_error (error);
  mit_import_plan_free (import.plan);
  mit_import_source_free (import.source);

  return counts;
}

/** mit_test_import: mit_test_import_bytes() of a text. */
MitTestCounts
mit_test_import (MitTestRegister *self, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return mit_test_import_bytes (self, bytes);
}

/** mit_test_show_counts: "3 rows: 2 new 1 wrong", leaving out what is nought. Returns: (transfer full) */
char *
mit_test_show_counts (const MitTestCounts *counts)
{
  const struct
  {
    guint       count;
    const char *name;
  } parts[] = {
    { counts->new, "new" },
    { counts->changed, "changed" },
    { counts->same, "same" },
    { counts->wrong, "wrong" },
    { counts->blank, "blank" },
    { counts->repairs, "repaired" },
    { counts->notices, "noticed" },
    { counts->duplicates, "duplicate" },
  };
  GString *shown = g_string_new (NULL);

  g_string_printf (shown, "%u rows:", counts->rows);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].count > 0)
      g_string_append_printf (shown, " %u %s", parts[i].count, parts[i].name);

  return g_string_free_and_steal (shown);
}

/** mit_test_import_shown: mit_test_import(), shown. Returns: (transfer full) */
char *
mit_test_import_shown (MitTestRegister *self, const char *text)
{
  MitTestCounts counts = mit_test_import (self, text);

  return mit_test_show_counts (&counts);
}

/** mit_test_find: How many people @query shows. */
guint
mit_test_find (MitTestRegister *self, const MitPeopleQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = mit_people_find (mit_store_reader (self->store), query, &error);

  g_assert_no_error (error);

  return found->len;
}

/** mit_test_person: The one person that @search finds, in the list or in the bin. Returns: (transfer full) */
MitPerson *
mit_test_person (MitTestRegister *self, const char *search)
{
  MitDb *db = mit_store_reader (self->store);
  g_autoptr (GError) error = NULL;
  MitPeopleQuery query = { .search = search };
  g_autoptr (GArray) found = mit_people_find (db, &query, &error);
  g_auto (MitPeopleRow) row = { 0 };
  MitPerson *person;

  g_assert_no_error (error);
  if (found->len == 0)
    {
      query.binned = TRUE;
      g_clear_pointer (&found, g_array_unref);
      found = mit_people_find (db, &query, &error);
    }
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (mit_people_row (db, g_array_index (found, gint64, 0), &row));
  person = mit_person_load (db, &row.id, &error);
  g_assert_no_error (error);

  return person;
}
