// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-register.h"
#include "mit-test-vessel.h"

#include <mit-dump.h>
#include <mit-erase.h>
#include <mit-share.h>
#include <mit-undo.h>

#include <glib/gstdio.h>
#include <stdlib.h>

/*
 * Several registers that share one database, edited at random, with everything that happens to shares and to machines: in
 * the end, all hold the same. What is edited follows from the schema, so a new table is tested from its first day.
 *
 * MIT_SEED=n runs one case; MIT_RUNS=n as many, from a random one on. The seed of a case that fails is printed.
 */
#define N_REPLICAS 4
#define N_STEPS 60
#define YEAR ((gint64) 365 * 24 * 60 * 60 * 1000)

static const MitSharePolicy policy = { .head_after = 0, .missing_after = 0, .covered_after = YEAR, .absent_after = YEAR, .n_segments = 6 };

typedef struct
{
  char     *path;
  MitStore *store;
  gint64    skew;
  gboolean  takes_part;
} Replica;

typedef struct
{
  GRand        *random;
  char         *folder;
  MitKey       *key;
  GBytes       *fresh; /* a register with nothing in it */
  GBytes       *backup;
  MitTestShelf *shelf;
  MitTestShelf *older; /* how the shelf looked some time ago */
  Replica       replicas[N_REPLICAS];
  GHashTable   *published; /* "row column" → the greatest stamp that was ever sent */
  guint         seed;
  guint         step;
  gboolean      is_fragile;  /* the shelf has lost something that is on machines only */
  gboolean      is_orphaned; /* a machine has lost something that is on the shelf only */
} World;

static gboolean
chance (World *self, int percent)
{
  return g_rand_int_range (self->random, 0, 100) < percent;
}

static gboolean
run_skew (MitDb *db, gpointer data, GError **error)
{
  mit_db_set_skew (db, *(gint64 *) data);

  return TRUE;
}

static void
open_replica (World *self, Replica *replica)
{
  g_autoptr (GError) error = NULL;

  replica->store = mit_store_open_with_key (replica->path, self->key, &error);
  g_assert_no_error (error);
  mit_store_write_sync (replica->store, NULL, run_skew, &replica->skew, NULL, NULL);
}

static void
close_replica (Replica *replica)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&replica->store));
}

static void
write_file (const char *path, GBytes *bytes)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  g_unlink (wal);
  g_unlink (shm);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
}

static GBytes *
read_file (const char *path)
{
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));

  return g_bytes_new_take (data, size);
}

static gboolean
run_new_device (MitDb *db, gpointer data, GError **error)
{
  return mit_db_script (db, "UPDATE device SET id = randomblob (16) WHERE n = 0", error);
}

static void
start_replica (World *self, int n)
{
  static const gint64 skews[] = { 0, YEAR, -YEAR, 300 * 1000 };
  Replica            *replica = &self->replicas[n];

  replica->path = g_strdup_printf ("%s/%d", self->folder, n);
  replica->skew = skews[n];
  write_file (replica->path, self->fresh);
  open_replica (self, replica);
  g_assert_true (mit_store_write_sync (replica->store, NULL, run_new_device, NULL, NULL, NULL));
}

/* Edits. */

typedef struct
{
  World *world;
  gint64 wanted;
} Edit;

static void
set_random_value (World *self, MitValue *value, char *buffer, gsize size, const char *type)
{
  if (g_str_equal (type, "INTEGER"))
    *value = (MitValue) { MIT_VALUE_INT, .integer = g_rand_int_range (self->random, 0, 4) };
  else if (g_str_equal (type, "BLOB"))
    *value = (MitValue) { MIT_VALUE_BLOB, .data = buffer, .size = 32 };
  else
    *value = (MitValue) { MIT_VALUE_TEXT, .data = buffer, .size = strlen (buffer) };
}

static MitId
pick_row (World *self, MitDb *db, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s ORDER BY id LIMIT 1 OFFSET ? %% (SELECT max (1, count (*)) FROM %s)", table, table);
  g_autoptr (MitRows) rows = mit_db_query (db, NULL, sql, "i", (gint64) g_rand_int_range (self->random, 0, 1000));
  MitId id = { 0 };

  if (rows && mit_rows_next (rows, NULL))
    id = mit_rows_id (rows, 0);

  return id;
}

static const MitSchemaTable *
pick_table (World *self)
{
  guint                 n_tables;
  const MitSchemaTable *tables = mit_schema_tables (&n_tables);

  /* People, what is about them, and settings are what everybody edits. */
  if (chance (self, 50))
    return &tables[(guint[]) { 0, 2, 7 }[g_rand_int_range (self->random, 0, 3)]];

  /* Statements are never edited; see test-statement.c. */
  for (;;)
    {
      const MitSchemaTable *table = &tables[g_rand_int_range (self->random, 0, (int) n_tables)];

      if (!table->is_statement)
        return table;
    }
}

static gboolean
bind_column (World *self, MitDb *db, const MitSchemaTable *table, int column, MitRows *statement, int at)
{
  g_autofree char *type = mit_db_query_text (db, NULL, "SELECT type FROM pragma_table_info (?) WHERE name = ?", "tt", table->name, table->columns[column]);
  char             buffer[33];
  MitValue         value;
  MitId            person;

  g_snprintf (buffer, sizeof buffer, "%08x%08x%08x%08x", g_rand_int (self->random), self->step, self->seed, g_rand_int (self->random));
  set_random_value (self, &value, buffer, sizeof buffer, type);
  if (g_str_equal (table->columns[column], "alive"))
    value = (MitValue) { MIT_VALUE_INT, .integer = 1 };
  if (g_strcmp0 (table->columns[column], table->person) == 0 || g_str_equal (table->columns[column], "other"))
    {
      person = pick_row (self, db, "person");
      value = (MitValue) { MIT_VALUE_BLOB, .data = person.bytes, .size = 16 };
    }
  mit_rows_bind_value (statement, at, &value);

  return TRUE;
}

static gboolean
insert (World *self, MitDb *db, const MitSchemaTable *table, GError **error)
{
  g_autofree char *names = g_strjoinv (", ", (char **) table->columns);
  int              n_columns = (int) g_strv_length ((char **) table->columns);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (MitRows) rows = NULL;
  char  name[2] = { (char) ('a' + g_rand_int_range (self->random, 0, 3)), 0 };
  MitId id = g_str_equal (table->name, "setting") ? mit_id_from_name ("setting", name) : mit_id_new ();

  g_string_append_printf (sql, "INSERT OR IGNORE INTO %s (id, %s) VALUES (?", table->name, names);
  for (int i = 0; i < n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append (sql, ")");
  rows = mit_db_query (db, error, sql->str, "b", &id);
  if (!rows)
    return FALSE;
  for (int i = 0; i < n_columns; i++)
    bind_column (self, db, table, i, rows, i + 2);
  mit_rows_next (rows, error);

  return !error || !*error;
}

static gboolean
update (World *self, MitDb *db, const MitSchemaTable *table, GError **error)
{
  int              column = g_rand_int_range (self->random, 0, (int) g_strv_length ((char **) table->columns));
  MitId            id = pick_row (self, db, table->name);
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s = %s WHERE id = ?2", table->name, table->columns[column],
                                          column == 0                                               ? "1 - ?1"
                                          : g_strcmp0 (table->columns[column], table->counter) == 0 ? "sequence + 1 + ?1"
                                                                                                    : "?1");
  g_autoptr (MitRows) rows = mit_db_query (db, error, sql, "nb", &id);

  if (!rows)
    return FALSE;
  bind_column (self, db, table, column, rows, 1);
  mit_rows_next (rows, error);

  return !error || !*error;
}

static gboolean
run_edits (MitDb *db, gpointer data, GError **error)
{
  World *self = data;

  for (int n = g_rand_int_range (self->random, 1, 4); n > 0; n--)
    {
      const MitSchemaTable *table = pick_table (self);

      if (!(chance (self, 40) ? insert (self, db, table, error) : update (self, db, table, error)))
        return FALSE;
    }

  return TRUE;
}

static void
edit (World *self, Replica *replica)
{
  static const MitAction action = { "Edited", NULL };
  g_autoptr (GError) error = NULL;

  mit_store_write_sync (replica->store, &action, run_edits, self, NULL, &error);
  g_assert_no_error (error);
}

static void
undo (Replica *replica)
{
  g_auto (MitUndone) undone = { 0 };

  mit_store_undo_sync (replica->store, 0, &undone, NULL);
}

static void
erase (World *self, Replica *replica)
{
  MitId person = pick_row (self, mit_store_reader (replica->store), "person");
  g_autoptr (GError) error = NULL;

  if (mit_id_is_nil (&person))
    return;
  mit_store_erase_person_sync (replica->store, &person, &error);
  g_assert_no_error (error);
}

/* The share. */

static char *
make_key (MitRows *rows)
{
  MitId            id = mit_rows_id (rows, 0);
  g_autofree char *row = mit_id_to_string (&id);

  return g_strdup_printf ("%s %d", row, (int) mit_rows_int (rows, 1));
}

/* What was sent stays, whatever happens to whoever sent it. */
static void
note_published (World *self, Replica *replica)
{
  g_autoptr (MitRows) rows = mit_db_query (mit_store_reader (replica->store), NULL,
                                           "SELECT rid, col, max (stamp) FROM op WHERE state = 0 AND id <= (SELECT bound FROM share)"
                                           " AND device = (SELECT value FROM meta WHERE name = 'device') GROUP BY rid, col",
                                           "");

  while (mit_rows_next (rows, NULL))
    {
      g_autofree char *key = make_key (rows);
      gint64          *known = g_hash_table_lookup (self->published, key);
      gint64           stamp = mit_rows_int (rows, 2);

      if (!known || *known < stamp)
        g_hash_table_insert (self->published, g_steal_pointer (&key), g_memdup2 (&stamp, sizeof stamp));
    }
}

static gboolean
sync_with (World *self, Replica *replica, MitTestShelf *shelf, guint fail_at)
{
  g_autoptr (MitVessel) vessel = mit_test_vessel_new (shelf);
  g_autoptr (GError) error = NULL;
  MitShareReport report;
  MitShareSetup  setup = { MIT_SCOPE_DISTRICT, "shelf", "Somebody", "vier Worte und mehr", "Machine" };
  gboolean       done;

  if (!replica->takes_part)
    {
      mit_test_vessel_fail_at (vessel, 0);
      if (!mit_share_join_sync (replica->store, vessel, &setup, &error))
        g_assert_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_NOT_THERE);
      replica->takes_part = error == NULL;
      if (!replica->takes_part)
        return FALSE;
    }
  mit_test_vessel_fail_at (vessel, fail_at);
  done = mit_share_sync (replica->store, vessel, MIT_SCOPE_DISTRICT, &policy, &report, &error);
  if (error && fail_at == 0)
    g_error ("seed %u, step %u: %s", self->seed, self->step, error->message);

  return done;
}

static void
sync_one (World *self, Replica *replica)
{
  gboolean interrupted = chance (self, 25);
  gboolean takes_part = replica->takes_part;

  if (self->older && takes_part && chance (self, 15))
    {
      /* It sees what was there before, and what it writes there is written over by somebody else: only it has that now. */
      sync_with (self, replica, self->older, 0);
      self->is_fragile = TRUE;
      return;
    }
  if (sync_with (self, replica, self->shelf, interrupted ? (guint) g_rand_int_range (self->random, 1, 14) : 0))
    note_published (self, replica);
}

static const char *
pick_record (World *self)
{
  GPtrArray  *order = self->shelf->order;
  const char *name = order->pdata[g_rand_int_range (self->random, 0, (int) order->len)];

  return g_hash_table_contains (self->shelf->records, name) ? name : NULL;
}

static gboolean
is_batch (const char *name)
{
  return g_str_has_suffix (name, ".seg") || g_str_has_suffix (name, ".snap");
}

static void
sync_all (World *self, int n_rounds)
{
  for (int round = 0; round < n_rounds; round++)
    for (int i = 0; i < N_REPLICAS; i++)
      sync_with (self, &self->replicas[i], self->shelf, 0);
  self->is_fragile = FALSE;
  self->is_orphaned = FALSE;
}

/* What programs for synced folders and tired disks do. */
static void
disturb (World *self)
{
  const char *name = pick_record (self);
  GBytes     *bytes = name ? g_hash_table_lookup (self->shelf->records, name) : NULL;
  g_autoptr (GBytes) held = bytes ? g_bytes_ref (bytes) : NULL;

  if (!name || !is_batch (name))
    return;
  if (self->is_orphaned)
    sync_all (self, 3);
  switch (g_rand_int_range (self->random, 0, 4))
    {
    case 0:
      g_hash_table_remove (self->shelf->records, name);
      self->is_fragile = TRUE;
      break;

    case 1:
      {
        g_autofree char *copy = g_strdup_printf ("%.20s (conflicted copy 2026-11-26 120000).seg", name);

        mit_test_shelf_put (self->shelf, copy, held);
      }
      break;

    case 2:
      {
        g_autoptr (GBytes) half = g_bytes_new_from_bytes (held, 0, g_bytes_get_size (held) / 2);

        mit_test_shelf_put (self->shelf, name, half);
        self->is_fragile = TRUE;
      }
      break;

    default:
      g_clear_pointer (&self->older, mit_test_shelf_free);
      self->older = mit_test_shelf_copy (self->shelf);
    }
}

/* Machines. */

static void
replace_with (World *self, Replica *replica, GBytes *file, gboolean takes_part)
{
  close_replica (replica);
  write_file (replica->path, file);
  replica->takes_part = takes_part;
  open_replica (self, replica);
}

static GBytes *
copy_of (World *self, Replica *replica)
{
  GBytes *bytes;

  close_replica (replica);
  bytes = read_file (replica->path);
  open_replica (self, replica);

  return bytes;
}

/* A laptop that gets the office's disk, or a backup from last week; what it had not sent is gone with it. */
static void
change_machine (World *self, Replica *replica)
{
  Replica *other = &self->replicas[g_rand_int_range (self->random, 0, N_REPLICAS)];

  if (!replica->takes_part || !other->takes_part)
    return;
  /* Somebody has to find that it is broken before the one who has it can put it back. Nobody can bring back what both the share and the only machine that had it have lost. */
  if (self->is_fragile)
    sync_all (self, 3);
  if (self->backup && chance (self, 50))
    replace_with (self, replica, self->backup, TRUE);
  else if (other != replica)
    {
      g_autoptr (GBytes) file = copy_of (self, other);

      replace_with (self, replica, file, TRUE);
    }
  self->is_orphaned = TRUE;
  g_clear_pointer (&self->backup, g_bytes_unref);
  self->backup = copy_of (self, other);
}

static void
do_step (World *self)
{
  Replica *replica = &self->replicas[g_rand_int_range (self->random, 0, N_REPLICAS)];
  int      what = g_rand_int_range (self->random, 0, 100);

  if (what < 50)
    edit (self, replica);
  else if (what < 55)
    undo (replica);
  else if (what < 58)
    erase (self, replica);
  else if (what < 88)
    sync_one (self, replica);
  else if (what < 97)
    disturb (self);
  else
    change_machine (self, replica);
}

/* What holds in the end. */

static void
add_line (const char *line, gpointer data)
{
  g_string_append (data, line);
  g_string_append_c (data, '\n');
}

/* The cells, and what lost in each. */
static char *
describe (Replica *replica)
{
  GString *text = g_string_new (NULL);
  MitDb   *db = mit_store_reader (replica->store);
  g_autoptr (MitRows) rows = NULL;

  g_assert_true (mit_dump (db, MIT_SCOPE_DISTRICT, add_line, text, NULL));
  rows = mit_db_query (db, NULL, "SELECT hex (rid), col, stamp, hex (new), tbl FROM op WHERE state = 1 ORDER BY rid, col, stamp, new", "");
  while (mit_rows_next (rows, NULL))
    g_string_append_printf (text, "lost %s %s %s %s %s\n", mit_rows_text (rows, 0), mit_rows_text (rows, 1), mit_rows_text (rows, 2), mit_rows_text (rows, 3), mit_rows_text (rows, 4));

  return g_string_free (text, FALSE);
}

/* Lines that only one of them has. */
static void
print_missing (const char *from, const char *all, const char *others)
{
  g_auto (GStrv) lines = g_strsplit (all, "\n", -1), known = g_strsplit (others, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    if (!g_strv_contains ((const char *const *) known, lines[i]))
      g_test_message ("%s: %s", from, lines[i]);
}

static void
check_equal (World *self, Replica *one, Replica *other)
{
  g_autofree char *a = describe (one), *b = describe (other);

  if (g_str_equal (a, b))
    return;
  print_missing (one->path, a, b);
  print_missing (other->path, b, a);
  g_error ("seed %u: %s and %s differ", self->seed, one->path, other->path);
}

static void
check_erased (World *self, Replica *replica)
{
  MitDb *db = mit_store_reader (replica->store);

  if (mit_db_query_int (db, NULL, "SELECT count (*) FROM op JOIN erased USING (rid)", "") > 0)
    g_error ("seed %u: %s still knows something of a person who was erased", self->seed, replica->path);
  if (mit_db_query_int (db, NULL, "SELECT count (*) FROM op WHERE state = 2", "") > 0)
    g_error ("seed %u: %s keeps operations for rows that it never got", self->seed, replica->path);
}

static void
check_published (World *self, Replica *replica)
{
  GHashTableIter iter;
  gpointer       key, stamp;
  MitDb         *db = mit_store_reader (replica->store);

  g_hash_table_iter_init (&iter, self->published);
  while (g_hash_table_iter_next (&iter, &key, &stamp))
    {
      g_auto (GStrv) parts = g_strsplit (key, " ", 2);
      MitId id;

      g_assert_true (mit_id_parse (parts[0], &id));
      if (!mit_is_erased (db, &id) &&
          mit_db_query_int (db, NULL, "SELECT max (stamp) FROM op WHERE rid = ? AND col IN (0, ?)", "bi", &id, (gint64) atoi (parts[1])) < *(gint64 *) stamp)
        g_error ("seed %u: %s has lost what was published of %s", self->seed, replica->path, (char *) key);
    }
}

static void
settle (World *self)
{
  g_clear_pointer (&self->older, mit_test_shelf_free);
  sync_all (self, 6);
}

static void
check_newcomer (World *self)
{
  Replica newcomer = { .path = g_strdup_printf ("%s/new", self->folder) };

  write_file (newcomer.path, self->fresh);
  open_replica (self, &newcomer);
  g_assert_true (mit_store_write_sync (newcomer.store, NULL, run_new_device, NULL, NULL, NULL));
  /* It may be the first one to find that a record is broken that the others have read long ago. */
  sync_with (self, &newcomer, self->shelf, 0);
  sync_with (self, &newcomer, self->shelf, 0);
  sync_all (self, 3);
  sync_with (self, &newcomer, self->shelf, 0);
  check_equal (self, &self->replicas[0], &newcomer);
  check_erased (self, &newcomer);
  close_replica (&newcomer);
  g_free (newcomer.path);
}

static void
world_init (World *self, guint seed)
{
  g_autofree char *template = NULL;
  g_autoptr (MitStore) store = NULL;
  g_autoptr (MitVessel) vessel = NULL;
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  MitShareSetup setup = { MIT_SCOPE_DISTRICT, "shelf", "Somebody", "vier Worte und mehr", "Office" };

  *self = (World) { .seed = seed };
  self->random = g_rand_new_with_seed (seed);
  self->folder = g_dir_make_tmp ("mitmachen-test-XXXXXX", NULL);
  self->key = mit_key_new_random ();
  template = g_build_filename (self->folder, "fresh", NULL);
  store = mit_store_create_with_key (template, self->key, &error);
  g_assert_no_error (error);
  g_clear_object (&store);
  self->fresh = read_file (template);
  self->shelf = mit_test_shelf_new ();
  self->published = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (int i = 0; i < N_REPLICAS; i++)
    start_replica (self, i);

  vessel = mit_test_vessel_new (self->shelf);
  code = mit_share_create_sync (self->replicas[0].store, vessel, &setup, &error);
  g_assert_no_error (error);
  self->replicas[0].takes_part = TRUE;
}

static void
world_clear (World *self)
{
  for (int i = 0; i < N_REPLICAS; i++)
    {
      close_replica (&self->replicas[i]);
      g_free (self->replicas[i].path);
    }
  g_rand_free (self->random);
  mit_test_remove_folder (self->folder);
  g_free (self->folder);
  mit_key_free (self->key);
  g_bytes_unref (self->fresh);
  g_clear_pointer (&self->backup, g_bytes_unref);
  mit_test_shelf_free (self->shelf);
  g_clear_pointer (&self->older, mit_test_shelf_free);
  g_hash_table_unref (self->published);
}

static void
run_case (guint seed)
{
  World self;

  world_init (&self, seed);
  for (self.step = 0; self.step < N_STEPS; self.step++)
    do_step (&self);
  settle (&self);
  for (int i = 0; i < N_REPLICAS; i++)
    {
      check_equal (&self, &self.replicas[0], &self.replicas[i]);
      check_erased (&self, &self.replicas[i]);
      check_published (&self, &self.replicas[i]);
    }
  check_newcomer (&self);
  world_clear (&self);
}

static void
test_all_replicas_end_up_the_same (void)
{
  const char *seed = g_getenv ("MIT_SEED"), *runs = g_getenv ("MIT_RUNS");
  guint       first = runs ? g_random_int () & 0xffffff : 1;

  if (seed)
    {
      run_case ((guint) atoi (seed));
      return;
    }
  for (guint i = 0; i < (guint) (runs ? atoi (runs) : 40); i++)
    run_case (first + i);
}

int
main (int argc, char **argv)
{
  MitSlotCost cheap = { 1, 8192 };

  mit_test_init (&argc, &argv);
  mit_slot_set_cost (&cheap);
  g_test_add_func ("/share/replicas/end-up-the-same", test_all_replicas_end_up_the_same);

  return g_test_run ();
}
