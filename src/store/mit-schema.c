// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-schema.h"

#include "mit-store-error.h"
#include "mit-store-resources.h"

#include <glib/gi18n.h>
#include <gio/gio.h>

#define COLUMNS(...)           \
  (const char *const[])        \
  {                            \
    "alive", __VA_ARGS__, NULL \
  }

/* Every table that people's work is in. A table that stands neither here nor in local_tables fails a test. */
static const MitSchemaTable recorded[] = {
  { 1, "person", "id",
    COLUMNS ("binned_on", "number", "title", "given", "family", "call_name", "form", "tone", "gender", "born", "addition", "street", "postcode", "city", "country", "interests", "note", "source"), .label = N_ ("Person") },
  { 2, "period", "person", COLUMNS ("person", "stage", "starts", "ends", "reason"), .label = N_ ("Membership") },
  { 3, "contact", "person", COLUMNS ("person", "kind", "value", "priority", "label"), .label = N_ ("Phone and E-mail") },
  { 4, "party_group", NULL, COLUMNS ("name", "kind", "about", "meets"), .label = N_ ("Group") },
  { 5, "group_member", "person", COLUMNS ("person", "party_group", "role"), .within = "party_group", .label = N_ ("Group member") },
  { 6, "consent", "person", COLUMNS ("person", "kind", "given", "given_on", "source"), .label = N_ ("Consent") },
  { 7, "duplicate", "person", COLUMNS ("person", "other", "reason", "settled") },
  { 8, "setting", NULL, COLUMNS ("name", "value"), .label = N_ ("Office details") },
  { 9, "import_profile", NULL, COLUMNS ("signature", "mapping") },
  { 10, "letter_template", NULL, COLUMNS ("kind", "name", "subject", "body"), .label = N_ ("Letter text") },
  { 11, "letter_run", NULL, COLUMNS ("kind", "dated", "made_at", "form", "subject", "body", "sender", "seminar"), .label = N_ ("Letter run") },
  { 12, "letter", "person", COLUMNS ("person", "run", "position", "code", "fields", "returned_on"), .label = N_ ("Letter") },
  { 13, "seminar", NULL, COLUMNS ("title", "starts", "ends", "place", "places", "about", "called_off", "sequence"), .counter = "sequence", .label = N_ ("Seminar") },
  { 14, "programme_item", NULL, COLUMNS ("seminar", "starts", "title", "speaker"), .within = "seminar", .label = N_ ("Programme") },
  { 15, "registration", "person", COLUMNS ("person", "seminar", "state", "asked_at"), .within = "seminar", .label = N_ ("Registration") },
  { 16, "brochure", NULL, COLUMNS ("title", "template", "made_on"), .label = N_ ("Brochure") },
  { 17, "paragraph", NULL, COLUMNS ("brochure", "story", "place", "style", "text"), .within = "brochure", .label = N_ ("Text in the brochure") },
  { 18, "picture", NULL, COLUMNS ("brochure", "frame", "blob", "about"), .within = "brochure", .blob = "blob", .label = N_ ("Picture in the brochure") },
  { 19, "settled", NULL, COLUMNS ("loser") },
  { 20, "signing_key", NULL, COLUMNS ("public", "private"), .secret = "private" },
  { 1000, "post", NULL, COLUMNS ("kind", "title", "body", "about", "district", "published_at", "key", "signature"), .label = N_ ("Text in the exchange"), .is_statement = TRUE },
};

/** mit_schema_tables: All recorded tables. */
const MitSchemaTable *
mit_schema_tables (guint *n_tables)
{
  *n_tables = G_N_ELEMENTS (recorded);

  return recorded;
}

/** mit_schema_find_table: Returns: (nullable): the recorded table of a number */
const MitSchemaTable *
mit_schema_find_table (int number)
{
  for (gsize i = 0; i < G_N_ELEMENTS (recorded); i++)
    if (recorded[i].number == number)
      return &recorded[i];

  return NULL;
}

/** mit_schema_scope: Which shared database the rows of the table with this number go to, be it known or not. */
MitScope
mit_schema_scope (int number)
{
  return number < 1000 ? MIT_SCOPE_DISTRICT : MIT_SCOPE_STATE;
}

/** mit_schema_column: Returns: (nullable): the name of a column by its number, from 1 */
const char *
mit_schema_column (const MitSchemaTable *table, int number)
{
  if (number < 1 || number > (int) g_strv_length ((char **) table->columns))
    return NULL;

  return table->columns[number - 1];
}

static void
append_touch (GString *sql, const MitSchemaTable *table)
{
  if (table->person)
    g_string_append_printf (sql, " INSERT OR IGNORE INTO touched VALUES (new.%s);", table->person);
}

/* A value that replaces another is later than it, whatever the clocks say: the stamp is made from the base, which is looked
 * up once. What waits for its row has shown nobody anything yet, so nobody replaces it. A removal is later than everything in
 * its row, so that it shows who went on working without knowing of it. SQLite evaluates values in the order of the table's
 * columns, where the stamp comes first.
 * One trigger for each column: a single one that compares all columns costs twice as much. */
static void
append_triggers (GString *sql, const MitSchemaTable *table)
{
  g_string_append_printf (sql,
                          "CREATE TRIGGER log_%s_made AFTER INSERT ON %s BEGIN"
                          " INSERT INTO op (tx, stamp, base, tbl, rid, col, device)"
                          " VALUES (mit_tx (), mit_stamp (0), mit_base (), %d, new.id, 0, mit_device ());",
                          table->name, table->name, table->number);
  append_touch (sql, table);
  g_string_append (sql, " END;\n");
  if (table->is_statement)
    g_string_append_printf (sql, "CREATE TRIGGER hold_%s BEFORE UPDATE ON %s BEGIN SELECT raise (ABORT, 'what is published is not changed'); END;\n", table->name, table->name);

  for (int i = 0; table->columns[i] && !table->is_statement; i++)
    {
      const char *column = table->columns[i];

      g_string_append_printf (sql,
                              "CREATE TRIGGER log_%s_%s AFTER UPDATE OF %s ON %s WHEN old.%s IS NOT new.%s BEGIN"
                              " INSERT INTO op (tx, stamp, base, tbl, rid, col, old, new, device)"
                              " VALUES (mit_tx (), mit_stamp ((SELECT max (stamp) FROM op WHERE rid = old.id AND col IN (0, %d) AND state <> 2)%s), mit_base (),"
                              " %d, old.id, %d, old.%s, new.%s, mit_device ());",
                              table->name, column, column, table->name, column, column, i + 1,
                              i == 0 ? ", (SELECT max (stamp) FROM op WHERE rid = old.id)" : "", table->number, i + 1, column, column);
      append_touch (sql, table);
      g_string_append (sql, " END;\n");
    }

  g_string_append_printf (sql,
                          "CREATE TRIGGER keep_%s BEFORE DELETE ON %s BEGIN"
                          " SELECT raise (ABORT, 'rows are kept; set alive to 0'); END;\n",
                          table->name, table->name);
}

static gboolean
drop_triggers (MitDb *db, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT name FROM sqlite_schema WHERE type = 'trigger'", "");

  if (!rows)
    return FALSE;
  while (mit_rows_next (rows, NULL))
    g_string_append_printf (sql, "DROP TRIGGER %s;\n", mit_rows_text (rows, 0));
  g_clear_pointer (&rows, mit_rows_free);

  return mit_db_script (db, sql->str, error);
}

/* A step on the way to this program's format may not have all tables yet. */
static gboolean
has_table (MitDb *db, const MitSchemaTable *table)
{
  return mit_db_query_int (db, NULL, "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?)", "t", table->name) != 0;
}

static gboolean
make_triggers (MitDb *db, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (recorded); i++)
    if (has_table (db, &recorded[i]))
      append_triggers (sql, &recorded[i]);

  return mit_db_script (db, sql->str, error);
}

/** mit_schema_version: The format of the file; 0 for an empty one, and with @error on failure. */
int
mit_schema_version (MitDb *db, GError **error)
{
  return (int) mit_db_query_int (db, error, "PRAGMA user_version", "");
}

static gboolean
migrate_one (MitDb *db, const char *script, int version, GError **error)
{
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", version);

  return mit_db_script (db, "BEGIN IMMEDIATE", error) &&
         drop_triggers (db, error) &&
         mit_db_script (db, script, error) &&
         make_triggers (db, error) &&
         mit_db_script (db, set_version, error) &&
         mit_db_script (db, "COMMIT", error);
}

/* A copy beside the file that stays there; it is encrypted with the same key. */
static gboolean
back_up (MitDb *db, const char *path, int version, GError **error)
{
  g_autofree char *copy = g_strdup_printf ("%s.format-%d", path, version);

  return g_file_test (copy, G_FILE_TEST_EXISTS) || mit_db_copy_to (db, copy, error);
}

/**
 * mit_schema_migrate_to:
 * @path: where the register is; a backup is put beside it before the first step
 * @scripts: the steps, the first one making format 1
 *
 * Bring a register to format @n_scripts, step by step, each whole or not at all. The backup stays.
 */
gboolean
mit_schema_migrate_to (MitDb *db, const char *path, const char *const *scripts, int n_scripts, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  int      version = mit_schema_version (db, &local_error);
  gboolean is_behind = !local_error && version < n_scripts;

  if (is_behind && version > 0)
    back_up (db, path, version, &local_error);

  for (; !local_error && version < n_scripts; version++)
    if (!migrate_one (db, scripts[version], version + 1, &local_error))
      mit_db_script (db, "ROLLBACK", NULL);

  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  /* What the steps threw away need not stay in free pages; if there is no room for that now, it does no harm. */
  if (is_behind)
    mit_db_script (db, "VACUUM", NULL);

  return TRUE;
}

/** mit_schema_migrate: Bring a register to %MIT_SCHEMA_VERSION; see mit_schema_migrate_to(). */
gboolean
mit_schema_migrate (MitDb *db, const char *path, GError **error)
{
  g_autoptr (GPtrArray) bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *scripts[MIT_SCHEMA_VERSION];

  for (int i = 0; i < MIT_SCHEMA_VERSION; i++)
    {
      g_autofree char *name = g_strdup_printf ("/io/github/mitmachen/store/migrations/%04d.sql", i + 1);
      GBytes          *script = g_resource_lookup_data (mit_store_get_resource (), name, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

      if (!script)
        return FALSE;
      g_ptr_array_add (bytes, script);
      scripts[i] = g_bytes_get_data (script, NULL);
    }

  return mit_schema_migrate_to (db, path, scripts, MIT_SCHEMA_VERSION, error);
}
