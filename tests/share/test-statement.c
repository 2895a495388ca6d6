// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-register.h"
#include "mit-test-vessel.h"

#include <mit-erase.h>
#include <mit-share.h>
#include <mit-statement.h>
#include <mit-undo.h>

#include <string.h>

/* Two districts, each with a register of its own, and the exchange between them. */
typedef struct
{
  MitTestRegister here;
  MitTestRegister there;
  MitTestShelf   *shelf;
} Districts;

static const MitShareSetup setup = { MIT_SCOPE_STATE, "shelf", "Anna", "vier Worte im Land", "Kreisverband Beispielburg" };

static MitShareReport
sync_scope (MitTestRegister *self, MitTestShelf *shelf, MitScope scope)
{
  g_autoptr (MitVessel) vessel = mit_test_vessel_new (shelf);
  g_autoptr (GError) error = NULL;
  MitShareReport report;

  mit_share_sync (self->store, vessel, scope, NULL, &report, &error);
  g_assert_no_error (error);

  return report;
}

static MitShareReport
sync_with (MitTestRegister *self, MitTestShelf *shelf)
{
  return sync_scope (self, shelf, MIT_SCOPE_STATE);
}

static void
join (MitTestRegister *self, MitTestShelf *shelf, const MitShareSetup *with)
{
  g_autoptr (MitVessel) vessel = mit_test_vessel_new (shelf);
  g_autoptr (GError) error = NULL;

  mit_share_join_sync (self->store, vessel, with, &error);
  g_assert_no_error (error);
  sync_scope (self, shelf, with->scope);
}

static void
create (MitTestRegister *self, MitTestShelf *shelf, const MitShareSetup *with)
{
  g_autoptr (MitVessel) vessel = mit_test_vessel_new (shelf);
  g_autoptr (GError) error = NULL;
  g_autofree char *code = mit_share_create_sync (self->store, vessel, with, &error);

  g_assert_no_error (error);
  sync_scope (self, shelf, with->scope);
}

static gboolean
run_add_person (MitDb *db, gpointer data, GError **error)
{
  MitId id = mit_id_from_name ("person", data);

  return mit_db_run (db, error, "INSERT INTO person (id, family, binned_on) VALUES (?, ?, '2026-11-01')", "bt", &id, data);
}

static void
districts_init (Districts *self)
{
  mit_test_register_init (&self->here);
  mit_test_register_init (&self->there);
  mit_test_do (&self->here, run_add_person, (gpointer) "Beispiel");
  mit_test_do (&self->there, run_add_person, (gpointer) "Muster");
  self->shelf = mit_test_shelf_new ();
  create (&self->here, self->shelf, &setup);
  join (&self->there, self->shelf, &setup);
}

static void
districts_clear (Districts *self)
{
  mit_test_register_clear (&self->here);
  mit_test_register_clear (&self->there);
  g_clear_pointer (&self->shelf, mit_test_shelf_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Districts, districts_clear)

/* A post with a key of its own. */
typedef struct
{
  const char *body;
  MitId       id;
  guint8      public_key[MIT_STATEMENT_PUBLIC_SIZE];
} Post;

static MitValue
text_value (const char *text)
{
  return (MitValue) { MIT_VALUE_TEXT, .data = text, .size = strlen (text) };
}

static void
fill_values (Post *post, MitValue values[9])
{
  values[1] = text_value ("idea");
  values[2] = text_value ("Frühstück für Neue");
  values[3] = text_value (post->body);
  values[5] = text_value ("Kreisverband Beispielburg");
  values[6] = (MitValue) { MIT_VALUE_INT, .integer = 1795000000000 };
  values[7] = (MitValue) { MIT_VALUE_BLOB, .data = post->public_key, .size = sizeof post->public_key };
}

static gboolean
run_publish (MitDb *db, gpointer data, GError **error)
{
  Post    *post = data;
  guint8   private_key[MIT_STATEMENT_PRIVATE_SIZE];
  MitValue values[9] = { 0 };

  mit_statement_make_keys (post->public_key, private_key);
  fill_values (post, values);

  return mit_statement_insert (db, 1000, values, private_key, &post->id, error);
}

static void
publish (MitTestRegister *self, Post *post)
{
  mit_test_do (self, run_publish, post);
}

static char *
body_of (MitTestRegister *self)
{
  return mit_db_query_text (mit_store_reader (self->store), NULL, "SELECT group_concat (body, '|') FROM (SELECT body FROM post WHERE alive ORDER BY body)", "");
}

static void
assert_bodies (MitTestRegister *self, const char *expected)
{
  g_autofree char *bodies = body_of (self);

  g_assert_cmpstr (bodies, ==, expected);
}

static void
test_what_is_published_arrives_and_nothing_else (void)
{
  g_auto (Districts) self = { 0 };
  Post post = { .body = "Kaffee hilft." };

  districts_init (&self);
  publish (&self.here, &post);
  sync_with (&self.here, self.shelf);
  g_assert_cmpuint (sync_with (&self.there, self.shelf).n_received, >, 0);

  assert_bodies (&self.there, "Kaffee hilft.");
  g_assert_cmpint (mit_test_count (&self.there, "SELECT count (*) FROM person"), ==, 1);
  g_assert_cmpint (mit_test_count (&self.there, "SELECT count (*) FROM signing_key"), ==, 0);
  /* Nobody learns who it was in the district. */
  g_assert_cmpint (mit_test_count (&self.there, "SELECT count (*) FROM tx WHERE one = 'Changed' AND actor != '' AND device != (SELECT value FROM meta WHERE name = 'device')"), ==, 0);
  g_assert_cmpint (mit_test_count (&self.there, "SELECT count (*) FROM tx WHERE actor = ''"), ==, 1);
}

static gboolean
run_change (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE post SET body = 'Tee hilft.'", "");
}

static void
test_what_is_published_cannot_be_taken_back_or_changed (void)
{
  static const MitAction action = { "Changed", NULL };
  g_auto (Districts) self = { 0 };
  Post   post = { .body = "Kaffee hilft." };
  gint64 before;

  districts_init (&self);
  before = mit_undo_last_tx (mit_store_reader (self.here.store));
  publish (&self.here, &post);

  g_assert_cmpint (mit_undo_last_tx (mit_store_reader (self.here.store)), ==, before);
  g_assert_false (mit_store_write_sync (self.here.store, &action, run_change, NULL, NULL, NULL));
  assert_bodies (&self.here, "Kaffee hilft.");
}

/* Whoever writes their own program can write what they like. */

static gboolean
run_forge_change (MitDb *db, gpointer data, GError **error)
{
  Post *post = data;

  return mit_db_run (db, error, "UPDATE post SET body = 'Tee hilft.' WHERE id = ?", "b", &post->id) &&
         mit_db_run (db, error, "INSERT INTO op (tx, stamp, base, tbl, rid, col, new, device) SELECT tx, stamp + 1, stamp, 1000, rid, 4, 'Tee hilft.',"
                                " (SELECT value FROM meta WHERE name = 'device') FROM op WHERE rid = ?",
                     "b", &post->id);
}

static gboolean
run_forge_row (MitDb *db, gpointer data, GError **error)
{
  const char *sql = data;

  return mit_db_run (db, error, sql, "") &&
         mit_db_run (db, error, "INSERT INTO tx (id, made_at, actor, one, first_op) VALUES (9000, 1, '', 'Changed', 9000)", "") &&
         mit_db_run (db, error, "INSERT INTO op (id, tx, stamp, base, tbl, rid, col, device) SELECT 9000, 9000, 9000, 0, 1000, id, 0,"
                                " (SELECT value FROM meta WHERE name = 'device') FROM post ORDER BY n DESC LIMIT 1",
                     "");
}

static void
forge (MitTestRegister *self, MitStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  mit_store_replicate_sync (self->store, func, data, &error);
  g_assert_no_error (error);
}

static void
test_nobody_changes_what_another_has_published (void)
{
  g_auto (Districts) self = { 0 };
  Post post = { .body = "Kaffee hilft." };

  districts_init (&self);
  publish (&self.here, &post);
  sync_with (&self.here, self.shelf);
  sync_with (&self.there, self.shelf);
  forge (&self.there, run_forge_change, &post);
  assert_bodies (&self.there, "Tee hilft.");
  sync_with (&self.there, self.shelf);

  g_assert_cmpuint (sync_with (&self.here, self.shelf).n_refused, >, 0);
  assert_bodies (&self.here, "Kaffee hilft.");
}

/* The three ways to speak in another's name: their text with a word changed under its id, under an id of its own, and with
 * their key in front of another's signature. */
static void
test_nobody_publishes_in_the_name_of_another (void)
{
  static const char *const ways[] = {
    "INSERT INTO post (id, kind, title, body, district, published_at, key, signature) SELECT randomblob (16), kind, title, 'Tee hilft.', district, published_at, key, signature FROM post",
    "INSERT INTO post (id, kind, title, body, district, published_at, key, signature) SELECT randomblob (16), kind, title, body, district, published_at, key, signature FROM post",
    "INSERT INTO post (id, kind, title, body, district, published_at, key, signature) SELECT randomblob (16), kind, title, body, district, published_at, randomblob (32), signature FROM post",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_auto (Districts) self = { 0 };
      Post post = { .body = "Kaffee hilft." };

      districts_init (&self);
      publish (&self.here, &post);
      sync_with (&self.here, self.shelf);
      sync_with (&self.there, self.shelf);
      forge (&self.there, run_forge_row, (gpointer) ways[i]);
      sync_with (&self.there, self.shelf);

      g_assert_cmpuint (sync_with (&self.here, self.shelf).n_refused, ==, 1);
      assert_bodies (&self.here, "Kaffee hilft.");
    }
}

static void
test_a_newcomer_reads_all_from_a_snapshot_that_another_made (void)
{
  g_auto (Districts) self = { 0 };
  g_auto (MitTestRegister) third = { 0 };
  g_autoptr (MitVessel) vessel = NULL;
  Post one = { .body = "Kaffee hilft." }, two = { .body = "Tee auch." };

  districts_init (&self);
  publish (&self.here, &one);
  publish (&self.there, &two);
  sync_with (&self.here, self.shelf);
  sync_with (&self.there, self.shelf);
  vessel = mit_test_vessel_new (self.shelf);
  g_assert_true (mit_share_compact (self.there.store, vessel, MIT_SCOPE_STATE, NULL));
  mit_test_register_init (&third);
  join (&third, self.shelf, &setup);

  assert_bodies (&third, "Kaffee hilft.|Tee auch.");
}

/* What belongs to the district, and what to the exchange, go their own ways. */

static gboolean
run_find_person (MitDb *db, gpointer data, GError **error)
{
  *(MitId *) data = mit_id_from_name ("person", "Beispiel");

  return TRUE;
}

static void
test_the_two_shared_databases_do_not_mix (void)
{
  static const MitShareSetup district = { MIT_SCOPE_DISTRICT, "own shelf", "Anna", "vier Worte im Büro", "Office" };
  static const MitShareSetup laptop_district = { MIT_SCOPE_DISTRICT, "own shelf", NULL, "vier Worte im Büro", "Laptop" };
  g_auto (Districts) self = { 0 };
  g_auto (MitTestRegister) laptop = { 0 };
  g_autoptr (MitTestShelf) shelf = mit_test_shelf_new ();
  Post  post = { .body = "Kaffee hilft." };
  MitId person;

  districts_init (&self);
  create (&self.here, shelf, &district);
  mit_test_register_init (&laptop);
  join (&laptop, shelf, &laptop_district);
  g_assert_cmpint (mit_test_count (&laptop, "SELECT count (*) FROM person"), ==, 1);

  publish (&self.here, &post);
  sync_scope (&self.here, shelf, MIT_SCOPE_DISTRICT);
  sync_scope (&laptop, shelf, MIT_SCOPE_DISTRICT);
  assert_bodies (&laptop, NULL);

  /* The exchange comes first, and takes nothing away from what the district has to be told. */
  mit_store_write_sync (self.here.store, NULL, run_find_person, &person, NULL, NULL);
  g_assert_true (mit_store_erase_person_sync (self.here.store, &person, NULL));
  sync_with (&self.here, self.shelf);
  sync_with (&self.there, self.shelf);
  g_assert_cmpint (mit_test_count (&self.there, "SELECT count (*) FROM erased"), ==, 0);
  g_assert_cmpint (mit_test_count (&self.there, "SELECT count (*) FROM person"), ==, 1);
  sync_scope (&self.here, shelf, MIT_SCOPE_DISTRICT);
  sync_scope (&laptop, shelf, MIT_SCOPE_DISTRICT);
  g_assert_cmpint (mit_test_count (&laptop, "SELECT count (*) FROM person"), ==, 0);
  assert_bodies (&self.there, "Kaffee hilft.");

  /* The laptop takes part in the exchange, too, and what it has goes there. */
  join (&laptop, self.shelf, &setup);
  assert_bodies (&laptop, "Kaffee hilft.");
}

int
main (int argc, char **argv)
{
  MitSlotCost cheap = { 1, 8192 };

  mit_test_init (&argc, &argv);
  mit_slot_set_cost (&cheap);
  g_test_add_func ("/share/statement/what-is-published-arrives-and-nothing-else", test_what_is_published_arrives_and_nothing_else);
  g_test_add_func ("/share/statement/what-is-published-cannot-be-taken-back-or-changed", test_what_is_published_cannot_be_taken_back_or_changed);
  g_test_add_func ("/share/statement/nobody-changes-what-another-has-published", test_nobody_changes_what_another_has_published);
  g_test_add_func ("/share/statement/nobody-publishes-in-the-name-of-another", test_nobody_publishes_in_the_name_of_another);
  g_test_add_func ("/share/statement/a-newcomer-reads-all-from-a-snapshot-that-another-made", test_a_newcomer_reads_all_from_a_snapshot_that_another_made);
  g_test_add_func ("/share/statement/the-two-shared-databases-do-not-mix", test_the_two_shared_databases_do_not_mix);

  return g_test_run ();
}
