// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-import-plan.h"

#include "mit-import-match.h"

#include <mit-csv.h>

#include <glib/gi18n.h>
#include <string.h>

void
mit_import_plan_free (MitImportPlan *plan)
{
  g_clear_pointer (&plan->rows, g_ptr_array_unref);
  g_clear_pointer (&plan->people, g_ptr_array_unref);
  g_free (plan);
}

static gboolean
read_rows (MitImportPlan *plan, MitImportSource *source, MitImportProgress *progress, GCancellable *cancellable, GError **error)
{
  g_auto (MitCsvReader) reader = { 0 };
  gsize length = strlen (source->text);
  guint number = 0;

  mit_csv_reader_init (&reader, source->text, source->separator);
  for (guint i = 0; i <= source->n_skipped; i++)
    mit_csv_reader_next (&reader);
  while (mit_csv_reader_next (&reader))
    {
      g_ptr_array_add (plan->rows, mit_import_row_read (source, reader.fields, ++number));
      if (progress && number % 500 == 0)
        g_atomic_int_set (&progress->done, (int) (50.0 * (double) (reader.at - source->text) / (double) length));
      if (number % 500 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static void
count (MitImportPlan *plan)
{
  for (guint i = 0; i < plan->rows->len; i++)
    {
      MitImportRow *row = g_ptr_array_index (plan->rows, i);

      plan->counts[row->verdict]++;
      if (row->verdict == MIT_IMPORT_WRONG)
        continue;
      plan->n_repairs += row->repairs ? row->repairs->len : 0;
      plan->n_notices += row->notices ? row->notices->len : 0;
      plan->n_duplicates += row->duplicate ? 1 : 0;
    }
}

/**
 * mit_import_plan_new:
 * @progress: (nullable): in hundredths
 *
 * Read all rows and compare them with the register. Nothing is written. On the store's thread.
 *
 * Returns: (transfer full) (nullable): the plan, whose counts add up to the number of rows, or %NULL with @error
 */
MitImportPlan *
mit_import_plan_new (MitDb *db, MitImportSource *source, MitImportProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (MitImportPlan) plan = g_new0 (MitImportPlan, 1);

  plan->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_import_row_free);
  if (progress)
    progress->total = 100;
  if (!read_rows (plan, source, progress, cancellable, error))
    return NULL;
  plan->last_op = mit_db_query_int (db, NULL, "SELECT max (id) FROM op", "");
  plan->people = mit_import_load_people (db, cancellable, error);
  if (!plan->people)
    return NULL;
  if (!mit_import_match (plan->rows, plan->people, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  count (plan);

  return g_steal_pointer (&plan);
}

/**
 * mit_import_plan_wrong_rows:
 *
 * The rows that are wrong as a table with the same columns and one more that says why, to be mended and imported again.
 *
 * Returns: (transfer full): CSV in UTF-8 with a byte order mark
 */
char *
mit_import_plan_wrong_rows (MitImportPlan *plan, MitImportSource *source)
{
  GString *out = g_string_new ("\uFEFF");
  g_autoptr (GPtrArray) headers = g_ptr_array_copy (source->headers, NULL, NULL);

  g_ptr_array_set_free_func (headers, NULL);
  g_ptr_array_add (headers, (gpointer) _ ("What is wrong"));
  mit_csv_write_row (out, (const char *const *) headers->pdata, headers->len, source->separator);
  for (guint i = 0; i < plan->rows->len; i++)
    {
      MitImportRow *row = g_ptr_array_index (plan->rows, i);
      g_autoptr (GPtrArray) values = NULL;

      if (row->verdict != MIT_IMPORT_WRONG)
        continue;
      values = g_ptr_array_copy (row->values, NULL, NULL);
      g_ptr_array_set_free_func (values, NULL);
      while (values->len < source->headers->len)
        g_ptr_array_add (values, NULL);
      g_ptr_array_add (values, row->reason);
      mit_csv_write_row (out, (const char *const *) values->pdata, values->len, source->separator);
    }

  return g_string_free_and_steal (out);
}
