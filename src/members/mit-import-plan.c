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

static gboolean
is_day (MitImportTarget target)
{
  return (int) target == MIT_PERSON_BORN || target == MIT_IMPORT_ENTERED || target == MIT_IMPORT_LEFT;
}

/* A few rows alone do not show that their list wrote the month first; so days that are right are written year first. */
static char *
write_value (MitImportSource *source, guint column, const char *value)
{
  char    buffer[MIT_DATE_ISO_SIZE];
  MitDate day;

  if (column < source->headers->len && source->date_style == MIT_DATE_STYLE_MONTH_DAY_YEAR && is_day (source->targets[column]) &&
      mit_date_parse (value, source->date_style, (int) source->targets[column] == MIT_PERSON_BORN ? MIT_DATE_PIVOT_BIRTH : MIT_DATE_PIVOT_PAST, &day))
    return g_strdup (mit_date_to_iso (day, buffer));

  return g_strdup (value);
}

static void
write_wrong_row (GString *out, MitImportSource *source, GPtrArray *row, const char *reason, guint n_columns)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (values, i < row->len ? write_value (source, i, g_ptr_array_index (row, i)) : g_strdup (""));
  g_ptr_array_add (values, g_strdup (reason));
  mit_csv_write_row (out, (const char *const *) values->pdata, values->len, source->separator);
}

static void
write_headers (GString *out, MitImportSource *source, guint n_columns)
{
  g_autoptr (GPtrArray) headers = g_ptr_array_new ();

  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (headers, i < source->headers->len ? g_ptr_array_index (source->headers, i) : (gpointer) "");
  g_ptr_array_add (headers, (gpointer) mit_import_source_reason_header ());
  mit_csv_write_row (out, (const char *const *) headers->pdata, headers->len, source->separator);
}

/**
 * mit_import_plan_wrong_rows:
 *
 * The rows that are wrong as a table with the same columns and a last one that says why, to be mended and imported again.
 * Where a row has more values than there are columns, columns without a name hold them.
 *
 * Returns: (transfer full): CSV in UTF-8 with a byte order mark
 */
char *
mit_import_plan_wrong_rows (MitImportPlan *plan, MitImportSource *source)
{
  GString *out = g_string_new ("\uFEFF");
  guint    n_columns = mit_import_source_count_columns (source);

  for (guint i = 0; i < plan->rows->len; i++)
    {
      const MitImportRow *row = g_ptr_array_index (plan->rows, i);

      for (guint j = n_columns; row->values && j < row->values->len; j++)
        if (*(char *) g_ptr_array_index (row->values, j) && !mit_import_source_is_reason (source, j))
          n_columns = j + 1;
    }
  write_headers (out, source, n_columns);
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const MitImportRow *row = g_ptr_array_index (plan->rows, i);

      if (row->verdict == MIT_IMPORT_WRONG)
        write_wrong_row (out, source, row->values, row->reason, n_columns);
    }

  return g_string_free_and_steal (out);
}
