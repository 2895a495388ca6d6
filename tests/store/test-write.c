// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-register.h"

#include <gio/gio.h>

static const MitAction action = { "Set", NULL };

static gboolean
set_value (MitDb *db, gpointer data, GError **error)
{
  MitId id = mit_id_from_name ("setting", "x");

  return mit_db_run (db, error,
                     "INSERT INTO setting (id, name, value) VALUES (?, 'x', ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value", "bt", &id,
                     data);
}

static gboolean
set_and_fail (MitDb *db, gpointer data, GError **error)
{
  if (set_value (db, data, error))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");

  return FALSE;
}

static gboolean
do_nothing (MitDb *db, gpointer data, GError **error)
{
  return TRUE;
}

static char *
value (MitTestRegister *self)
{
  return mit_db_query_text (mit_store_reader (self->store), NULL, "SELECT value FROM setting WHERE name = 'x' AND alive", "");
}

static void
assert_value (MitTestRegister *self, const char *expected)
{
  g_autofree char *text = value (self);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_the_reader_sees_what_was_written (void)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  mit_test_do (&self, set_value, (gpointer) "eins");

  assert_value (&self, "eins");
}

static void
test_a_failure_takes_everything_back (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (GError) error = NULL;

  mit_test_register_init (&self);
  mit_test_do (&self, set_value, (gpointer) "eins");

  g_assert_false (mit_store_write_sync (self.store, &action, set_and_fail, (gpointer) "zwei", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_value (&self, "eins");
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM tx"), ==, 1);
}

static void
test_an_action_that_changes_nothing_is_none (void)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);
  mit_test_do (&self, set_value, (gpointer) "eins");

  g_assert_cmpint (mit_test_do (&self, do_nothing, NULL), ==, 0);
  g_assert_cmpint (mit_test_do (&self, set_value, (gpointer) "eins"), ==, 0);
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM tx"), ==, 1);
}

static void
test_nothing_is_changed_outside_an_action (void)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);

  g_assert_false (mit_store_write_sync (self.store, NULL, set_value, (gpointer) "eins", NULL, NULL));
  assert_value (&self, NULL);
}

static void
test_the_reader_cannot_write (void)
{
  g_auto (MitTestRegister) self = { 0 };

  mit_test_register_init (&self);

  g_assert_false (mit_db_script (mit_store_reader (self.store), "DELETE FROM meta", NULL));
}

static void
note_thread_cb (MitStore *store, gpointer data)
{
  *(GThread **) data = g_thread_self ();
}

static void
test_a_change_is_told_on_the_thread_that_opened_the_register (void)
{
  g_auto (MitTestRegister) self = { 0 };
  GThread *told = NULL;

  mit_test_register_init (&self);
  g_signal_connect (self.store, "changed", G_CALLBACK (note_thread_cb), &told);
  mit_test_do (&self, set_value, (gpointer) "eins");
  g_assert_null (told);
  while (!told)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (told == g_thread_self ());
}

static void
test_a_register_can_be_closed_while_a_change_is_to_be_told (void)
{
  g_auto (MitTestRegister) self = { 0 };
  GThread *told = NULL;

  mit_test_register_init (&self);
  g_signal_connect (self.store, "changed", G_CALLBACK (note_thread_cb), &told);
  mit_test_do (&self, set_value, (gpointer) "eins");
  mit_test_register_close (&self);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_null (told);
}

static void
test_writes_happen_in_their_order (void)
{
  g_auto (MitTestRegister) self = { 0 };
  DexFuture *first, *second;
  gint64     before, after;

  mit_test_register_init (&self);
  first = mit_store_write (self.store, &action, set_value, (gpointer) "eins", NULL);
  second = mit_store_write (self.store, &action, set_value, (gpointer) "zwei", NULL);
  before = mit_test_await (first);
  after = mit_test_await (second);

  g_assert_cmpint (before, <, after);
  assert_value (&self, "zwei");
}

static void
count_cb (MitStore *store, gpointer data)
{
  (*(int *) data)++;
}

static void
test_what_another_program_wrote_is_told_when_asked (void)
{
  g_auto (MitTestRegister) self = { 0 };
  MitStore *other;
  int       told = 0;

  mit_test_register_init (&self);
  g_signal_connect (self.store, "changed", G_CALLBACK (count_cb), &told);
  g_assert_cmpint (mit_test_await (mit_store_poll (self.store)), ==, 0);
  g_assert_cmpint (told, ==, 0);

  other = mit_store_open_with_key (self.path, self.key, NULL);
  g_assert_true (mit_store_write_sync (other, &action, set_value, (gpointer) "drüben", NULL, NULL));
  g_assert_finalize_object (other);
  g_assert_cmpint (mit_test_await (mit_store_poll (self.store)), ==, 1);
  g_assert_cmpint (mit_test_await (mit_store_poll (self.store)), ==, 0);

  g_assert_cmpint (told, ==, 1);
  assert_value (&self, "drüben");
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);

  g_test_add_func ("/store/the-reader-sees-what-was-written", test_the_reader_sees_what_was_written);
  g_test_add_func ("/store/a-failure-takes-everything-back", test_a_failure_takes_everything_back);
  g_test_add_func ("/store/an-action-that-changes-nothing-is-none", test_an_action_that_changes_nothing_is_none);
  g_test_add_func ("/store/nothing-is-changed-outside-an-action", test_nothing_is_changed_outside_an_action);
  g_test_add_func ("/store/the-reader-cannot-write", test_the_reader_cannot_write);
  g_test_add_func ("/store/a-change-is-told-on-the-thread-that-opened-the-register",
                   test_a_change_is_told_on_the_thread_that_opened_the_register);
  g_test_add_func ("/store/a-register-can-be-closed-while-a-change-is-to-be-told", test_a_register_can_be_closed_while_a_change_is_to_be_told);
  g_test_add_func ("/store/writes-happen-in-their-order", test_writes_happen_in_their_order);
  g_test_add_func ("/store/what-another-program-wrote-is-told-when-asked", test_what_another_program_wrote_is_told_when_asked);

  return g_test_run ();
}
