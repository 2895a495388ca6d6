// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-db-private.h"
#include "mit-schema.h"
#include "mit-test-register.h"

#include <glib/gstdio.h>
#include <string.h>

/* Tables that are this machine's own: the log itself, what is made again from the rest, and files by their content. Whoever
 * adds a table decides here or in mit-schema.c whether it is people's work. */
static const char *const local_tables[] = { "blob", "tx", "op", "meta", "touched", "person_index", "sqlite_sequence",
                                            "device", "share", "share_key", "parcel", "erased", "head" };

static gboolean
is_recorded (const char *name)
{
  guint                 n_tables;
  const MitSchemaTable *tables = mit_schema_tables (&n_tables);

  for (guint i = 0; i < n_tables; i++)
    if (g_str_equal (tables[i].name, name))
      return TRUE;

  return FALSE;
}

static gboolean
is_local (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (local_tables); i++)
    if (g_str_equal (local_tables[i], name))
      return TRUE;

  return g_str_has_prefix (name, "person_fts");
}

static void
test_every_table_is_recorded_or_known_to_be_local (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitRows) rows = NULL;
  guint n_tables, n_seen = 0;

  mit_test_register_init (&self);
  mit_schema_tables (&n_tables);
  rows = mit_db_query (mit_store_reader (self.store), NULL, "SELECT name FROM sqlite_schema WHERE type = 'table'", "");
  while (mit_rows_next (rows, NULL))
    {
      const char *name = mit_rows_text (rows, 0);

      if (is_recorded (name) == is_local (name))
        g_error ("The table %s must be either recorded or local", name);
      n_seen += is_recorded (name) ? 1 : 0;
    }
  g_clear_pointer (&rows, mit_rows_free);

  g_assert_cmpuint (n_seen, ==, n_tables);
}

static guint
column_number (const MitSchemaTable *table, const char *name)
{
  for (guint i = 0; table->columns[i]; i++)
    if (g_str_equal (table->columns[i], name))
      return i + 1;

  return 0;
}

static void
check_columns (MitDb *db, const MitSchemaTable *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s')", table->name);
  g_autoptr (MitRows) rows = mit_db_query (db, NULL, sql, "");
  guint n_columns = 0;

  while (mit_rows_next (rows, NULL))
    {
      const char *name = mit_rows_text (rows, 0);

      if (g_str_equal (name, "n") || g_str_equal (name, "id"))
        continue;
      if (column_number (table, name) == 0)
        g_error ("The column %s of %s is not recorded", name, table->name);
      n_columns++;
    }

  g_assert_cmpuint (n_columns, ==, g_strv_length ((char **) table->columns));
}

static void
test_every_column_of_a_recorded_table_is_recorded (void)
{
  g_auto (MitTestRegister) self = { 0 };
  guint                 n_tables;
  const MitSchemaTable *tables = mit_schema_tables (&n_tables);

  mit_test_register_init (&self);
  for (guint i = 0; i < n_tables; i++)
    {
      g_assert_true (mit_schema_find_table (tables[i].number) == &tables[i]);
      check_columns (mit_store_reader (self.store), &tables[i]);
    }
}

static gboolean
insert_and_delete (MitDb *db, gpointer data, GError **error)
{
  MitId id = mit_id_new ();

  return mit_db_run (db, error, "INSERT INTO setting (id, name, value) VALUES (?, 'x', 'y')", "b", &id) &&
         mit_db_run (db, error, "DELETE FROM setting WHERE id = ?", "b", &id);
}

static void
test_rows_are_set_aside_and_never_deleted (void)
{
  static const MitAction action = { "Deleted", NULL };
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);

  g_assert_false (mit_store_write_sync (self.store, &action, insert_and_delete, NULL, NULL, NULL));
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM setting"), ==, 0);
}

/* A database that is not a register yet, for migrations of our own. */
typedef struct
{
  char   *folder;
  char   *path;
  MitKey *key;
  MitDb  *db;
} Bare;

static void
bare_open (Bare *self)
{
  g_autoptr (GError) error = NULL;

  self->db = mit_db_open (self->path, self->key, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

static void
bare_init (Bare *self)
{
  self->folder = g_dir_make_tmp ("mitmachen-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "register", NULL);
  self->key = mit_key_new_random ();
  bare_open (self);
}

static void
bare_clear (Bare *self)
{
  g_clear_pointer (&self->db, mit_db_close);
  mit_key_free (self->key);
  mit_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bare, bare_clear)

static char *
first_script (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "store", "migrations", "0001.sql", NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
migrate (Bare *self, const char *second, int n_scripts, GError **error)
{
  g_autofree char  *first = first_script ();
  const char *const scripts[] = { first, second };

  mit_schema_migrate_to (self->db, self->path, scripts, n_scripts, error);
}

static void
test_a_migration_goes_step_by_step (void)
{
  g_auto (Bare) self = { 0 };
  g_autoptr (GError) error = NULL;

  bare_init (&self);
  g_assert_cmpint (mit_schema_version (self.db, NULL), ==, 0);
  migrate (&self, "ALTER TABLE person ADD COLUMN shoe TEXT;", 2, &error);

  g_assert_no_error (error);
  g_assert_cmpint (mit_schema_version (self.db, NULL), ==, 2);
  g_assert_cmpint (mit_db_query_int (self.db, NULL, "SELECT count (*) FROM pragma_table_info ('person') WHERE name = 'shoe'", ""), ==, 1);
}

static void
test_a_migration_keeps_a_backup_of_the_format_before (void)
{
  g_auto (Bare) self = { 0 };
  g_autofree char *backup = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MitDb) old = NULL;

  bare_init (&self);
  backup = g_strconcat (self.path, ".format-1", NULL);
  migrate (&self, NULL, 1, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));

  migrate (&self, "ALTER TABLE person ADD COLUMN shoe TEXT;", 2, &error);
  g_assert_no_error (error);
  old = mit_db_open (backup, self.key, SQLITE_OPEN_READONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mit_schema_version (old, NULL), ==, 1);
}

static void
test_a_migration_that_fails_leaves_the_format_before (void)
{
  g_auto (Bare) self = { 0 };
  g_autofree char *backup = NULL;
  g_autoptr (GError) error = NULL;

  bare_init (&self);
  migrate (&self, NULL, 1, &error);
  g_assert_no_error (error);
  migrate (&self, "ALTER TABLE person ADD COLUMN shoe TEXT; ALTER TABLE nobody ADD COLUMN shoe TEXT;", 2, &error);

  g_assert_error (error, MIT_STORE_ERROR, MIT_STORE_ERROR_FAILED);
  g_assert_cmpint (mit_schema_version (self.db, NULL), ==, 1);
  g_assert_cmpint (mit_db_query_int (self.db, NULL, "SELECT count (*) FROM pragma_table_info ('person') WHERE name = 'shoe'", ""), ==, 0);
  backup = g_strconcat (self.path, ".format-1", NULL);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
}

static void
write_version (MitTestRegister *self, int version)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", version);
  g_autoptr (MitDb) db = mit_db_open (self->path, self->key, SQLITE_OPEN_READWRITE, NULL);

  g_assert_true (mit_db_script (db, sql, NULL));
}

static void
test_a_newer_format_can_only_be_looked_at (void)
{
  static const MitAction action = { "Changed", NULL };
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (GError) error = NULL;

  mit_test_register_init (&self);
  mit_test_register_close (&self);
  write_version (&self, MIT_SCHEMA_VERSION + 1);
  mit_test_register_open (&self);

  g_assert_true (mit_store_is_read_only (self.store));
  g_assert_false (mit_store_write_sync (self.store, &action, insert_and_delete, NULL, NULL, &error));
  g_assert_error (error, MIT_STORE_ERROR, MIT_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, "newer Mitmachen"));
  g_assert_cmpint (mit_test_count (&self, "PRAGMA user_version"), ==, MIT_SCHEMA_VERSION + 1);
}

static void
test_a_newer_format_refuses_writing_from_afar_too (void)
{
  static const MitAction action = { "Changed", NULL };
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (GError) error = NULL;
  DexFuture *future;

  mit_test_register_init (&self);
  mit_test_register_close (&self);
  write_version (&self, MIT_SCHEMA_VERSION + 1);
  mit_test_register_open (&self);
  future = mit_store_write (self.store, &action, insert_and_delete, NULL, NULL);

  g_assert_true (dex_future_is_rejected (future));
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_error (error, MIT_STORE_ERROR, MIT_STORE_ERROR_READ_ONLY);
  dex_unref (future);
}

/* See sync.md: without these, sorted rows would go to a temporary file in the clear. */
static void
test_every_connection_has_its_settings (void)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);

  g_assert_cmpint (mit_test_count (&self, "PRAGMA temp_store"), ==, 2);
  g_assert_cmpint (mit_test_count (&self, "PRAGMA cache_size"), ==, -64000);
  g_assert_cmpint (mit_test_count (&self, "PRAGMA trusted_schema"), ==, 0);
  g_assert_cmpint (mit_test_count (&self, "PRAGMA secure_delete"), ==, 1);
  g_assert_cmpint (mit_test_count (&self, "PRAGMA cell_size_check"), ==, 1);
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);

  g_test_add_func ("/schema/every-table-is-recorded-or-known-to-be-local", test_every_table_is_recorded_or_known_to_be_local);
  g_test_add_func ("/schema/every-column-of-a-recorded-table-is-recorded", test_every_column_of_a_recorded_table_is_recorded);
  g_test_add_func ("/schema/rows-are-set-aside-and-never-deleted", test_rows_are_set_aside_and_never_deleted);
  g_test_add_func ("/schema/a-migration-goes-step-by-step", test_a_migration_goes_step_by_step);
  g_test_add_func ("/schema/a-migration-keeps-a-backup-of-the-format-before", test_a_migration_keeps_a_backup_of_the_format_before);
  g_test_add_func ("/schema/a-migration-that-fails-leaves-the-format-before", test_a_migration_that_fails_leaves_the_format_before);
  g_test_add_func ("/schema/a-newer-format-can-only-be-looked-at", test_a_newer_format_can_only_be_looked_at);
  g_test_add_func ("/schema/a-newer-format-refuses-writing-from-afar-too", test_a_newer_format_refuses_writing_from_afar_too);
  g_test_add_func ("/schema/every-connection-has-its-settings", test_every_connection_has_its_settings);

  return g_test_run ();
}
