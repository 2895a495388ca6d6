// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-bench.h"
#include "mit-test-vessel.h"

#include <mit-cells.h>
#include <mit-parcel.h>
#include <mit-share.h>
#include <mit-slot.h>

#include <stdio.h>

#define N_PEOPLE 50000

static const MitShareSetup setup = { MIT_SCOPE_DISTRICT, "shelf", "Anna", "vier Worte", "Office" };

static double
sync_with (MitTestRegister *self, MitTestShelf *shelf)
{
  g_autoptr (MitVessel) vessel = mit_test_vessel_new (shelf);
  g_autoptr (GError) error = NULL;
  gint64         start = g_get_monotonic_time ();
  MitShareReport report;

  mit_share_sync (self->store, vessel, MIT_SCOPE_DISTRICT, NULL, &report, &error);
  g_assert_no_error (error);

  return mit_bench_since (start);
}

static gsize
size_of (MitTestShelf *shelf)
{
  GHashTableIter iter;
  gpointer       bytes;
  gsize          size = 0;

  g_hash_table_iter_init (&iter, shelf->records);
  while (g_hash_table_iter_next (&iter, NULL, &bytes))
    size += g_bytes_get_size (bytes);

  return size;
}

/* Bounds: the same rows, the same values, with nothing else. */

static gboolean
copy_table (MitDb *to, MitDb *from, const MitCellTable *table, GError **error)
{
  g_autofree char *names = g_strjoinv (", ", (char **) table->schema->columns);
  g_autofree char *sql = g_strdup_printf ("SELECT id, %s FROM %s", names, table->schema->name);
  g_autoptr (MitRows) rows = mit_db_query (from, error, sql, "");

  while (rows && mit_rows_next (rows, error))
    {
      g_autoptr (MitRows) insert = mit_db_query (to, error, table->insert_row, "");

      for (int i = 0; i <= table->n_columns; i++)
        {
          MitValue value = mit_rows_value (rows, i);

          mit_rows_bind_value (insert, i + 1, &value);
        }
      mit_rows_next (insert, error);
    }

  return rows != NULL;
}

static gboolean
run_insert (MitDb *db, gpointer data, GError **error)
{
  g_auto (MitCells) cells = { 0 };

  mit_cells_init (&cells, db);
  for (guint i = 0; i < cells.tables->len; i++)
    if (!copy_table (db, data, cells.tables->pdata[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
run_update (MitDb *db, gpointer data, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT id FROM person", "");
  static const char *const columns[] = { "UPDATE person SET street = 'Ringstr. 2' WHERE id = ?", "UPDATE person SET city = 'Glauchau' WHERE id = ?" };

  while (rows && mit_rows_next (rows, error))
    {
      MitId id = mit_rows_id (rows, 0);

      for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
        if (!mit_db_run (db, error, columns[i], "b", &id))
          return FALSE;
    }

  return rows != NULL;
}

static double
measure_inflating (MitTestShelf *shelf, MitTestRegister *office)
{
  g_autoptr (MitRows) rows = mit_db_query (mit_store_reader (office->store), NULL, "SELECT dataset, key FROM share JOIN share_key USING (scope)", "");
  g_autoptr (MitKeyring) keyring = NULL;
  MitId          dataset;
  GHashTableIter iter;
  gpointer       name, bytes;
  gint64         start;

  g_assert_true (mit_rows_next (rows, NULL));
  dataset = mit_rows_id (rows, 0);
  keyring = mit_keyring_new (&dataset);
  mit_keyring_add (keyring, 1, mit_rows_value (rows, 1).data);
  start = g_get_monotonic_time ();
  g_hash_table_iter_init (&iter, shelf->records);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    if (g_str_has_suffix (name, ".snap"))
      {
        MitParcelHeader header;
        g_autoptr (GBytes) payload = mit_parcel_open (bytes, keyring, &header, NULL);

        g_assert_nonnull (payload);
      }

  return mit_bench_since (start);
}

static double
measure (MitTestRegister *self, MitStoreFunc func, gpointer data)
{
  gint64 start = g_get_monotonic_time ();

  g_assert_true (mit_store_replicate_sync (self->store, func, data, NULL));

  return mit_bench_since (start);
}

int
main (int argc, char **argv)
{
  g_auto (MitTestRegister) office = { 0 }, laptop = { 0 }, plain = { 0 };
  g_autofree char *list = mit_bench_list (N_PEOPLE);
  g_autoptr (MitTestShelf) shelf = mit_test_shelf_new ();
  g_autoptr (MitVessel) vessel = mit_test_vessel_new (shelf);
  g_autofree char *code = NULL;
  MitSlotCost      cheap = { 1, 8192 };
  double           bound;
  gsize            before;

  mit_test_init (&argc, &argv);
  mit_slot_set_cost (&cheap);
  mit_test_register_init (&office);
  mit_test_register_init (&laptop);
  mit_test_register_init (&plain);
  mit_test_import (&office, list);
  code = mit_share_create_sync (office.store, vessel, &setup, NULL);
  printf ("sending 50,000 people: %.2f s\n", sync_with (&office, shelf));
  printf ("on the share: %.2f MB\n", (double) size_of (shelf) / 1e6);

  bound = measure_inflating (shelf, &office) + measure (&plain, run_insert, mit_store_reader (office.store));
  g_assert_true (mit_share_join_sync (laptop.store, vessel, &setup, NULL));
  mit_bench_print ("joining with 50,000 people", sync_with (&laptop, shelf), bound);

  mit_test_do (&office, run_update, NULL);
  before = size_of (shelf);
  printf ("sending 100,000 changes: %.2f s, ", sync_with (&office, shelf));
  printf ("%.2f MB\n", (double) (size_of (shelf) - before) / 1e6);
  bound = measure (&plain, run_update, NULL);
  mit_bench_print ("applying 100,000 changes", sync_with (&laptop, shelf), bound);

  return 0;
}
