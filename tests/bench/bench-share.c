// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-bench.h"
#include "mit-test-vessel.h"

#include <mit-cells.h>
#include <mit-erase.h>
#include <mit-parcel.h>
#include <mit-share.h>
#include <mit-slot.h>

#include <stdio.h>
#include <time.h>

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

/* A day's work: as many changes as an office makes, in actions of their own. */

#define N_DAY 200

static gboolean
run_add_setting (MitDb *db, gpointer data, GError **error)
{
  MitId id = mit_id_new ();

  return mit_db_run (db, error, "INSERT INTO setting (id, name, value) VALUES (?, 'x', 'y')", "b", &id);
}

static gboolean
run_one_change (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE person SET street = ? WHERE n = ?", "ti", "Ringstr. 3", (gint64) GPOINTER_TO_INT (data));
}

static double
processor_seconds (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static void
measure_day (MitTestRegister *office, MitTestRegister *laptop, MitTestShelf *shelf)
{
  gsize  before = size_of (shelf);
  double start;

  for (int i = 1; i <= N_DAY; i++)
    mit_test_do (office, run_one_change, GINT_TO_POINTER (i));
  start = processor_seconds ();
  sync_with (office, shelf);
  printf ("a day's work: %.0f KB written, %.0f ms of the processor to send, ", (double) (size_of (shelf) - before) / 1e3, 1e3 * (processor_seconds () - start));
  start = processor_seconds ();
  sync_with (laptop, shelf);
  printf ("%.0f ms to take in\n", 1e3 * (processor_seconds () - start));
}

/* The log beside the same register without it, both without free pages. */
static gboolean
run_drop_log (MitDb *db, gpointer data, GError **error)
{
  return mit_db_script (db, "DELETE FROM op; DELETE FROM tx; DELETE FROM parcel;", error);
}

static gint64
size_on_disk (MitTestRegister *self)
{
  g_assert_true (mit_store_wipe_sync (self->store, NULL));

  return mit_test_count (self, "PRAGMA page_count") * 4096;
}

static void
measure_log (MitTestRegister *self)
{
  gint64 with = size_on_disk (self);

  g_assert_true (mit_store_replicate_sync (self->store, run_drop_log, NULL, NULL));
  printf ("log and history: %.1f MB with them, %.1f MB without, ratio %.2f\n", (double) with / 1e6, (double) size_on_disk (self) / 1e6,
          (double) with / (double) size_on_disk (self));
}

/* The same, and nothing in the log; the search is kept in both. */
static gboolean
run_one_unrecorded (MitDb *db, gpointer data, GError **error)
{
  return run_one_change (db, data, error) && mit_db_run (db, error, "INSERT OR IGNORE INTO touched SELECT id FROM person WHERE n = ?", "i", (gint64) GPOINTER_TO_INT (data));
}

/* One change, durable, recorded and not. */
static void
measure_transaction (MitTestRegister *self)
{
  gint64 start = g_get_monotonic_time ();
  double ours, bound;

  for (int i = 1; i <= 1000; i++)
    mit_test_do (self, run_one_change, GINT_TO_POINTER (10000 + i));
  ours = mit_bench_since (start);
  start = g_get_monotonic_time ();
  for (int i = 1; i <= 1000; i++)
    g_assert_true (mit_store_replicate_sync (self->store, run_one_unrecorded, GINT_TO_POINTER (20000 + i), NULL));
  bound = mit_bench_since (start);
  mit_bench_print ("1,000 recorded changes against as many that are not", ours, bound);
}

/* A folder in which nobody has tidied up. */

#define N_SEGMENTS 2000

static void
measure_look (void)
{
  static const MitSharePolicy untidy = { .head_after = G_MAXINT64, .missing_after = G_MAXINT64 / 4, .covered_after = G_MAXINT64 / 4, .absent_after = 0, .n_segments = G_MAXUINT };
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *code = NULL;
  g_autoptr (MitVessel) vessel = NULL;
  MitShareReport report;
  gint64         start;

  mit_test_register_init (&self);
  path = mit_test_register_file (&self, "share");
  vessel = mit_vessel_create (path, MIT_SHAPE_FOLDER, NULL);
  code = mit_share_create_sync (self.store, vessel, &setup, NULL);
  for (int i = 0; i < N_SEGMENTS; i++)
    {
      mit_test_do (&self, run_add_setting, NULL);
      g_assert_true (mit_share_sync (self.store, vessel, MIT_SCOPE_DISTRICT, &untidy, &report, NULL));
    }
  start = g_get_monotonic_time ();
  g_assert_true (mit_share_sync (self.store, vessel, MIT_SCOPE_DISTRICT, &untidy, &report, NULL));
  printf ("looking through a folder of 2,000 segments: %.3f s\n", mit_bench_since (start));
  mit_test_remove_folder (path);
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

  measure_day (&office, &laptop, shelf);
  measure_transaction (&office);
  measure_log (&laptop);
  measure_look ();

  return 0;
}
