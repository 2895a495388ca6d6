// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-history.h"
#include "mit-schema.h"
#include "mit-test-list.h"
#include "mit-undo.h"

#include <mit-person-edit.h>

static MitId
add_person (MitTestRegister *self, const char *family)
{
  MitPerson *person = mit_person_new ();
  MitId      id = person->id;

  mit_person_set (person, MIT_PERSON_GIVEN, "Kim");
  mit_person_set (person, MIT_PERSON_FAMILY, family);
  mit_person_add_period (person, MIT_STAGE_MEMBER, mit_date_new (2020, 1, 1), MIT_DATE_NONE, NULL);
  mit_person_add_contact (person, "email", "kim@example.org");
  mit_test_await (mit_person_create (self->store, person));

  return id;
}

static void
set_family (MitTestRegister *self, const MitId *id, const char *family)
{
  mit_test_await (mit_person_edit_field (self->store, id, MIT_PERSON_FAMILY, family));
}

static char *
family (MitTestRegister *self, const MitId *id)
{
  return mit_db_query_text (mit_store_reader (self->store), NULL, "SELECT family FROM person WHERE id = ? AND alive", "b", id);
}

static void
assert_family (MitTestRegister *self, const MitId *id, const char *expected)
{
  g_autofree char *text = family (self, id);

  g_assert_cmpstr (text, ==, expected);
}

static gint64
undo (MitTestRegister *self, gint64 tx)
{
  g_auto (MitUndone) undone = { 0 };
  g_autoptr (GError) error = NULL;

  mit_store_undo_sync (self->store, tx, &undone, &error);
  g_assert_no_error (error);

  return undone.kept;
}

static guint
n_found (MitTestRegister *self, const char *search)
{
  MitPeopleQuery query = { .search = search };

  return mit_test_find (self, &query);
}

static void
test_undo_brings_back_the_value_before (void)
{
  g_auto (MitTestRegister) self = { 0 };
  MitId id;

  mit_test_register_init (&self);
  id = add_person (&self, "Wićaz");
  set_family (&self, &id, "Lehmann");
  set_family (&self, &id, "Noack");

  mit_test_undo (&self);
  assert_family (&self, &id, "Lehmann");
  mit_test_undo (&self);
  assert_family (&self, &id, "Wićaz");
  mit_test_undo (&self);
  assert_family (&self, &id, NULL);
}

static void
test_nothing_is_left_to_undo_at_the_beginning (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_auto (MitUndone) undone = { 0 };
  g_autoptr (GError) error = NULL;

  mit_test_register_init (&self);
  add_person (&self, "Wićaz");
  mit_test_undo (&self);

  g_assert_false (mit_store_undo_sync (self.store, 0, &undone, &error));
  g_assert_error (error, MIT_STORE_ERROR, MIT_STORE_ERROR_INVALID);
}

static void
test_undoing_an_undo_does_it_again (void)
{
  g_auto (MitTestRegister) self = { 0 };
  gint64 undoing;
  MitId  id;

  mit_test_register_init (&self);
  id = add_person (&self, "Wićaz");
  set_family (&self, &id, "Noack");
  undoing = mit_test_await (mit_store_undo (self.store, 0));
  assert_family (&self, &id, "Wićaz");

  undo (&self, undoing);
  assert_family (&self, &id, "Noack");
  mit_test_undo (&self);
  assert_family (&self, &id, "Wićaz");
}

static void
test_an_action_is_undone_once (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_auto (MitUndone) undone = { 0 };
  gint64 tx;
  MitId  id;

  mit_test_register_init (&self);
  id = add_person (&self, "Wićaz");
  set_family (&self, &id, "Noack");
  tx = mit_undo_last_tx (mit_store_reader (self.store));
  undo (&self, tx);

  g_assert_false (mit_store_undo_sync (self.store, tx, &undone, NULL));
  assert_family (&self, &id, "Wićaz");
}

static void
test_what_was_changed_since_stays (void)
{
  g_auto (MitTestRegister) self = { 0 };
  gint64 tx;
  MitId  id;

  mit_test_register_init (&self);
  id = add_person (&self, "Wićaz");
  set_family (&self, &id, "Lehmann");
  tx = mit_undo_last_tx (mit_store_reader (self.store));
  set_family (&self, &id, "Noack");

  g_assert_cmpint (undo (&self, tx), ==, 1);
  assert_family (&self, &id, "Noack");
}

static gboolean
run_move (MitDb *db, gpointer id, GError **error)
{
  return mit_db_run (db, error, "UPDATE person SET family = 'Lehmann', city = 'Werdau' WHERE id = ?", "b", id);
}

static void
test_what_stays_is_said (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *sentence = NULL;
  g_autofree char *nothing = NULL;
  gint64           tx;
  MitId            id;

  mit_test_register_init (&self);
  id = add_person (&self, "Wićaz");
  mit_test_do (&self, run_move, &id);
  tx = mit_undo_last_tx (mit_store_reader (self.store));
  set_family (&self, &id, "Noack");

  sentence = mit_undo_describe (mit_store_reader (self.store), mit_test_await (mit_store_undo (self.store, tx)));
  nothing = mit_undo_describe (mit_store_reader (self.store), 0);
  g_assert_true (g_str_has_suffix (sentence, ". 1 value was changed since and stays."));
  g_assert_cmpstr (nothing, ==, "Nothing was taken back: all of it was changed since.");
}

static void
test_search_and_list_follow_undo (void)
{
  g_auto (MitTestRegister) self = { 0 };
  MitId id;

  mit_test_register_init (&self);
  id = add_person (&self, "Wićaz");
  set_family (&self, &id, "Noack");
  g_assert_cmpuint (n_found (&self, "Noack"), ==, 1);
  g_assert_cmpuint (n_found (&self, "Wicaz"), ==, 0);

  mit_test_undo (&self);
  g_assert_cmpuint (n_found (&self, "Noack"), ==, 0);
  g_assert_cmpuint (n_found (&self, "Wicaz"), ==, 1);
  mit_test_undo (&self);
  g_assert_cmpuint (n_found (&self, "Wicaz"), ==, 0);
  g_assert_cmpuint (n_found (&self, NULL), ==, 0);
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM touched"), ==, 0);
}

static void
test_history_tells_each_change_newest_first (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (GPtrArray) changes = NULL;
  const MitChange *last;
  MitId            id;

  mit_test_register_init (&self);
  id = add_person (&self, "Wićaz");
  set_family (&self, &id, "Noack");
  changes = mit_history (mit_store_reader (self.store), &id, 100, NULL);
  last = g_ptr_array_index (changes, 0);

  /* One value changed; before that the person, a period and a contact were made. */
  g_assert_cmpuint (changes->len, ==, 4);
  g_assert_cmpstr (last->table, ==, "person");
  g_assert_cmpstr (last->column, ==, "family");
  g_assert_cmpstr (last->old, ==, "Wićaz");
  g_assert_cmpstr (last->new, ==, "Noack");
  g_assert_cmpstr (last->label, ==, "Person changed");
  g_assert_null (((MitChange *) g_ptr_array_index (changes, 3))->column);
}

static gboolean
touch_every_column (MitDb *db, gpointer data, GError **error)
{
  const MitSchemaTable *table = data;
  MitId                 id = mit_id_new ();
  g_autoptr (GString) columns = g_string_new ("id");
  g_autoptr (GString) values = g_string_new ("?");
  g_autofree char *insert = NULL;

  for (int i = 1; table->columns[i]; i++)
    {
      g_autofree char *type_sql = g_strdup_printf ("SELECT type FROM pragma_table_info ('%s') WHERE name = '%s'", table->name, table->columns[i]);
      g_autofree char *type = mit_db_query_text (db, error, type_sql, "");

      g_string_append_printf (columns, ", %s", table->columns[i]);
      g_string_append (values, g_str_equal (type, "BLOB") ? ", x'01'" : g_str_equal (type, "INTEGER") ? ", 7"
                                                                                                      : ", 'a'");
    }
  insert = g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", table->name, columns->str, values->str);
  if (!mit_db_run (db, error, insert, "b", &id))
    return FALSE;
  for (int i = 1; table->columns[i]; i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s = CASE typeof (%s) WHEN 'blob' THEN x'02' WHEN 'integer' THEN 8 ELSE 'b' END WHERE id = ?",
                                              table->name, table->columns[i], table->columns[i]);

      if (!mit_db_run (db, error, sql, "b", &id))
        return FALSE;
    }

  return TRUE;
}

static void
test_a_change_of_any_column_is_recorded_once (void)
{
  g_auto (MitTestRegister) self = { 0 };
  guint                 n_tables;
  const MitSchemaTable *tables = mit_schema_tables (&n_tables);

  mit_test_register_init (&self);
  for (guint i = 0; i < n_tables; i++)
    {
      g_autofree char *sql = NULL;
      gint64           tx;

      if (tables[i].is_statement)
        continue;
      tx = mit_test_do (&self, touch_every_column, (gpointer) &tables[i]);

      sql = g_strdup_printf ("SELECT count (DISTINCT col) FROM op WHERE tx = %" G_GINT64_FORMAT " AND tbl = %d AND (col = 0 OR old IS NOT new)", tx,
                             tables[i].number);
      /* The row that was made, and each column but "alive". */
      g_assert_cmpint (mit_test_count (&self, sql), ==, g_strv_length ((char **) tables[i].columns));
    }
}

static void
test_stamps_only_ever_grow (void)
{
  g_auto (MitTestRegister) self = { 0 };
  MitId id;

  mit_test_register_init (&self);
  id = add_person (&self, "Wićaz");
  for (int i = 0; i < 20; i++)
    set_family (&self, &id, i % 2 ? "Noack" : "Lehmann");

  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM op a JOIN op b ON b.id = a.id + 1 WHERE b.stamp <= a.stamp"), ==, 0);
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM op WHERE col > 0 AND base NOT IN (SELECT stamp FROM op)"), ==, 0);
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);

  g_test_add_func ("/undo/brings-back-the-value-before", test_undo_brings_back_the_value_before);
  g_test_add_func ("/undo/nothing-is-left-at-the-beginning", test_nothing_is_left_to_undo_at_the_beginning);
  g_test_add_func ("/undo/undoing-an-undo-does-it-again", test_undoing_an_undo_does_it_again);
  g_test_add_func ("/undo/an-action-is-undone-once", test_an_action_is_undone_once);
  g_test_add_func ("/undo/what-was-changed-since-stays", test_what_was_changed_since_stays);
  g_test_add_func ("/undo/what-stays-is-said", test_what_stays_is_said);
  g_test_add_func ("/undo/search-and-list-follow", test_search_and_list_follow_undo);
  g_test_add_func ("/history/tells-each-change-newest-first", test_history_tells_each_change_newest_first);
  g_test_add_func ("/history/a-change-of-any-column-is-recorded-once", test_a_change_of_any_column_is_recorded_once);
  g_test_add_func ("/history/stamps-only-ever-grow", test_stamps_only_ever_grow);

  return g_test_run ();
}
