// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-register.h"
#include "mit-test-vessel.h"

#include <mit-batch.h>
#include <mit-conflict.h>
#include <mit-dump.h>
#include <mit-erase.h>
#include <mit-merge.h>
#include <mit-parcel.h>
#include <mit-share-status.h>
#include <mit-share.h>
#include <mit-undo.h>

#include <string.h>

/* Two machines and the place between them. */
typedef struct
{
  MitTestRegister office;
  MitTestRegister laptop;
  MitTestShelf   *shelf;
  char           *code;
} Pair;

static const MitShareSetup office_setup = { MIT_SCOPE_DISTRICT, "shelf", "Anna", "vier Worte im Büro", "Office" };
static const MitShareSetup laptop_setup = { MIT_SCOPE_DISTRICT, "shelf", NULL, "vier Worte im Büro", "Laptop" };

static MitShareReport
sync_with (MitTestRegister *self, MitTestShelf *shelf)
{
  g_autoptr (MitVessel) vessel = mit_test_vessel_new (shelf);
  g_autoptr (GError) error = NULL;
  MitShareReport report;

  mit_share_sync (self->store, vessel, MIT_SCOPE_DISTRICT, NULL, &report, &error);
  g_assert_no_error (error);

  return report;
}

static void
sync_all (Pair *self)
{
  for (int i = 0; i < 3; i++)
    {
      sync_with (&self->office, self->shelf);
      sync_with (&self->laptop, self->shelf);
    }
}

static void
pair_init (Pair *self)
{
  g_autoptr (MitVessel) vessel = NULL;
  g_autoptr (GError) error = NULL;

  mit_test_register_init (&self->office);
  mit_test_register_init (&self->laptop);
  self->shelf = mit_test_shelf_new ();
  vessel = mit_test_vessel_new (self->shelf);
  self->code = mit_share_create_sync (self->office.store, vessel, &office_setup, &error);
  g_assert_no_error (error);
  sync_with (&self->office, self->shelf);
  g_assert_true (mit_share_join_sync (self->laptop.store, vessel, &laptop_setup, &error));
  sync_all (self);
}

static void
pair_clear (Pair *self)
{
  mit_test_register_clear (&self->office);
  mit_test_register_clear (&self->laptop);
  g_clear_pointer (&self->shelf, mit_test_shelf_free);
  g_clear_pointer (&self->code, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static gboolean
run_add_person (MitDb *db, gpointer data, GError **error)
{
  MitId id = mit_id_from_name ("person", data), contact = mit_id_new ();

  return mit_db_run (db, error, "INSERT INTO person (id, family, street) VALUES (?, ?, 'Am Markt 1')", "bt", &id, data) &&
         mit_db_run (db, error, "INSERT INTO contact (id, person, kind, value) VALUES (?, ?, 'email', 'x@example.org')", "bb", &contact, &id);
}

static gboolean
run_set_street (MitDb *db, gpointer data, GError **error)
{
  MitId id = mit_id_from_name ("person", "Beispiel");

  return mit_db_run (db, error, "UPDATE person SET street = ? WHERE id = ?", "tb", data, &id);
}

static void
add_line (const char *line, gpointer data)
{
  g_string_append (data, line);
}

static char *
describe (MitTestRegister *self)
{
  GString *text = g_string_new (NULL);

  g_assert_true (mit_dump (mit_store_reader (self->store), MIT_SCOPE_DISTRICT, add_line, text, NULL));

  return g_string_free_and_steal (text);
}

static void
assert_agree (MitTestRegister *one, MitTestRegister *other)
{
  g_autofree char *a = describe (one), *b = describe (other);

  g_assert_cmpstr (a, ==, b);
}

static char *
street (MitTestRegister *self)
{
  return mit_db_query_text (mit_store_reader (self->store), NULL, "SELECT street FROM person WHERE family = 'Beispiel'", "");
}

static void
assert_street (MitTestRegister *self, const char *expected)
{
  g_autofree char *text = street (self);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_a_change_comes_to_the_other_and_back (void)
{
  g_auto (Pair) self = { 0 };

  pair_init (&self);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  sync_all (&self);
  assert_street (&self.laptop, "Am Markt 1");
  mit_test_do (&self.laptop, run_set_street, (gpointer) "Ringstr. 2");
  sync_all (&self);
  assert_street (&self.office, "Ringstr. 2");
  assert_agree (&self.office, &self.laptop);
}

static void
test_what_others_did_is_found_and_has_its_history (void)
{
  g_auto (Pair) self = { 0 };

  pair_init (&self);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  sync_all (&self);
  g_assert_cmpint (mit_test_count (&self.laptop, "SELECT count (*) FROM person_fts WHERE person_fts MATCH 'beispiel'"), ==, 1);
  g_assert_cmpint (mit_test_count (&self.laptop, "SELECT count (*) FROM op JOIN tx ON tx.id = op.tx WHERE tx.one = 'Something tried'"), ==, 2);
  /* It is for the office to take back. */
  g_assert_cmpint (mit_undo_last_tx (mit_store_reader (self.laptop.store)), ==, 0);
}

static void
test_taking_back_goes_to_the_other_too (void)
{
  g_auto (Pair) self = { 0 };

  pair_init (&self);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  mit_test_do (&self.office, run_set_street, (gpointer) "Ringstr. 2");
  sync_all (&self);
  mit_test_undo (&self.office);
  sync_all (&self);
  assert_street (&self.laptop, "Am Markt 1");
}

static void
make_conflict (Pair *self)
{
  pair_init (self);
  mit_test_do (&self->office, run_add_person, (gpointer) "Beispiel");
  sync_all (self);
  mit_test_do (&self->office, run_set_street, (gpointer) "Bürostr. 1");
  mit_test_do (&self->laptop, run_set_street, (gpointer) "Laptopweg 2");
  sync_all (self);
}

static gint64
count_conflicts (MitTestRegister *self)
{
  return mit_conflicts_count (mit_store_reader (self->store));
}

static void
test_a_change_on_two_machines_is_listed_on_both (void)
{
  g_auto (Pair) self = { 0 };
  g_autoptr (GPtrArray) conflicts = NULL;
  const MitConflict *conflict;

  make_conflict (&self);
  assert_agree (&self.office, &self.laptop);
  g_assert_cmpint (count_conflicts (&self.office), ==, 1);
  g_assert_cmpint (count_conflicts (&self.laptop), ==, 1);
  conflicts = mit_conflicts_list (mit_store_reader (self.office.store), NULL);
  conflict = conflicts->pdata[0];
  g_assert_cmpstr (conflict->column, ==, "street");
  g_assert_cmpstr (conflict->shown.text, ==, "Laptopweg 2");
  g_assert_cmpstr (conflict->shown.who, ==, "Laptop");
  g_assert_cmpstr (conflict->other.text, ==, "Bürostr. 1");
  g_assert_cmpstr (conflict->other.who, ==, "Office");
}

static void
settle (MitTestRegister *self, gboolean take_other)
{
  g_autoptr (GPtrArray) conflicts = mit_conflicts_list (mit_store_reader (self->store), NULL);
  const MitConflict *conflict = conflicts->pdata[0];
  g_autoptr (GError) error = NULL;

  g_assert_true (mit_conflict_settle_sync (self->store, &conflict->key, take_other, &error));
  g_assert_no_error (error);
  /* Twice is once too often. */
  g_assert_false (mit_conflict_settle_sync (self->store, &conflict->key, take_other, &error));
  g_assert_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_INVALID);
}

static void
test_settling_it_settles_it_everywhere_and_can_be_taken_back (void)
{
  g_auto (Pair) self = { 0 };

  make_conflict (&self);
  settle (&self.laptop, TRUE);
  sync_all (&self);
  assert_street (&self.office, "Bürostr. 1");
  g_assert_cmpint (count_conflicts (&self.office), ==, 0);
  g_assert_cmpint (count_conflicts (&self.laptop), ==, 0);
  mit_test_undo (&self.laptop);
  sync_all (&self);
  assert_street (&self.office, "Laptopweg 2");
  g_assert_cmpint (count_conflicts (&self.office), ==, 1);
}

/* What is removed here, and worked on there. */

static gboolean
run_set_template_alive (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE letter_template SET alive = ?", "i", (gint64) GPOINTER_TO_INT (data));
}

static gboolean
run_write_template (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE letter_template SET body = ?", "t", data);
}

static gboolean
run_add_template (MitDb *db, gpointer data, GError **error)
{
  MitId id = mit_id_from_name ("letter_template", "x");

  return mit_db_run (db, error, "INSERT INTO letter_template (id, kind, name, subject, body) VALUES (?, 'welcome', 'Welcome', '', 'old')", "b", &id);
}

static void
test_work_on_what_another_has_removed_is_listed (void)
{
  g_auto (Pair) self = { 0 };
  g_autoptr (GPtrArray) conflicts = NULL;
  const MitConflict *conflict;

  pair_init (&self);
  mit_test_do (&self.office, run_add_template, NULL);
  sync_all (&self);
  mit_test_do (&self.office, run_set_template_alive, GINT_TO_POINTER (0));
  mit_test_do (&self.laptop, run_write_template, (gpointer) "new");
  sync_all (&self);
  assert_agree (&self.office, &self.laptop);
  g_assert_cmpint (count_conflicts (&self.office), ==, 1);
  conflicts = mit_conflicts_list (mit_store_reader (self.laptop.store), NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = conflicts->pdata[0];
  g_assert_cmpstr (conflict->column, ==, "alive");
  g_assert_cmpstr (conflict->shown.text, ==, "0");
  g_assert_cmpstr (conflict->shown.who, ==, "Office");
  g_assert_cmpstr (conflict->other.text, ==, "1");
  g_assert_cmpstr (conflict->other.who, ==, "Laptop");
  g_assert_cmpstr (conflict->change, ==, "new");
  settle (&self.laptop, TRUE);
  sync_all (&self);
  g_assert_cmpint (mit_test_count (&self.office, "SELECT count (*) FROM letter_template WHERE alive AND body = 'new'"), ==, 1);
  g_assert_cmpint (count_conflicts (&self.office), ==, 0);
  g_assert_cmpint (count_conflicts (&self.laptop), ==, 0);
}

static void
test_removing_what_another_has_changed_before_needs_nobody (void)
{
  g_auto (Pair) self = { 0 };

  pair_init (&self);
  mit_test_do (&self.office, run_add_template, NULL);
  mit_test_do (&self.office, run_write_template, (gpointer) "new");
  sync_all (&self);
  mit_test_do (&self.laptop, run_set_template_alive, GINT_TO_POINTER (0));
  sync_all (&self);
  g_assert_cmpint (count_conflicts (&self.office), ==, 0);
  g_assert_cmpint (count_conflicts (&self.laptop), ==, 0);
}

static gboolean
run_add_group (MitDb *db, gpointer data, GError **error)
{
  MitId id = mit_id_from_name ("party_group", "x");

  return mit_db_run (db, error, "INSERT INTO party_group (id, name, kind, about, meets) VALUES (?, 'Verkehr', 'working', '', '')", "b", &id);
}

static gboolean
run_join_group (MitDb *db, gpointer data, GError **error)
{
  MitId id = mit_id_new (), person = mit_id_from_name ("person", data), group = mit_id_from_name ("party_group", "x");

  return mit_db_run (db, error, "INSERT INTO group_member (id, person, party_group, role) VALUES (?, ?, ?, '')", "bbb", &id, &person, &group);
}

static gboolean
run_remove_group (MitDb *db, gpointer data, GError **error)
{
  return mit_db_script (db, "UPDATE group_member SET alive = 0; UPDATE party_group SET alive = 0", error);
}

static void
test_what_was_added_to_something_removed_is_listed (void)
{
  g_auto (Pair) self = { 0 };
  g_autoptr (GPtrArray) conflicts = NULL;
  const MitConflict *conflict;

  pair_init (&self);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  mit_test_do (&self.office, run_add_person, (gpointer) "Muster");
  mit_test_do (&self.office, run_add_group, NULL);
  mit_test_do (&self.office, run_join_group, (gpointer) "Beispiel");
  sync_all (&self);
  mit_test_do (&self.office, run_remove_group, NULL);
  mit_test_do (&self.laptop, run_join_group, (gpointer) "Muster");
  sync_all (&self);
  conflicts = mit_conflicts_list (mit_store_reader (self.office.store), NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = conflicts->pdata[0];
  g_assert_cmpstr (conflict->table->name, ==, "party_group");
  g_assert_cmpstr (conflict->other.who, ==, "Laptop");
  g_assert_null (conflict->change);
  settle (&self.office, TRUE);
  sync_all (&self);
  g_assert_cmpint (mit_test_count (&self.laptop, "SELECT count (*) FROM party_group WHERE alive"), ==, 1);
  g_assert_cmpint (mit_test_count (&self.laptop, "SELECT count (*) FROM group_member WHERE alive"), ==, 2);
  g_assert_cmpint (count_conflicts (&self.laptop), ==, 0);
}

static gboolean
run_set_skew (MitDb *db, gpointer data, GError **error)
{
  mit_db_set_skew (db, GPOINTER_TO_INT (data));

  return TRUE;
}

/* Five minutes ahead, on the machine whose change the other one knew when it removed. */
static void
test_a_clock_that_is_ahead_makes_no_conflict_of_a_removal (void)
{
  g_auto (Pair) self = { 0 };

  pair_init (&self);
  mit_test_do (&self.office, run_add_template, NULL);
  sync_all (&self);
  g_assert_true (mit_store_write_sync (self.laptop.store, NULL, run_set_skew, GINT_TO_POINTER (300000), NULL, NULL));
  mit_test_do (&self.laptop, run_write_template, (gpointer) "new");
  sync_all (&self);
  mit_test_do (&self.office, run_set_template_alive, GINT_TO_POINTER (0));
  sync_all (&self);
  g_assert_cmpint (count_conflicts (&self.office), ==, 0);
  g_assert_cmpint (count_conflicts (&self.laptop), ==, 0);
}

static gboolean
run_set_role (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE group_member SET role = ?", "t", data);
}

/* One thing to decide, and both come back. */
static void
test_work_on_a_part_of_something_removed_stands_with_the_whole (void)
{
  g_auto (Pair) self = { 0 };
  g_autoptr (GPtrArray) conflicts = NULL;

  pair_init (&self);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  mit_test_do (&self.office, run_add_group, NULL);
  mit_test_do (&self.office, run_join_group, (gpointer) "Beispiel");
  sync_all (&self);
  mit_test_do (&self.office, run_remove_group, NULL);
  mit_test_do (&self.laptop, run_set_role, (gpointer) "contact");
  sync_all (&self);
  conflicts = mit_conflicts_list (mit_store_reader (self.laptop.store), NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpstr (((MitConflict *) conflicts->pdata[0])->table->name, ==, "party_group");
  settle (&self.laptop, TRUE);
  sync_all (&self);
  g_assert_cmpint (mit_test_count (&self.office, "SELECT count (*) FROM party_group WHERE alive"), ==, 1);
  g_assert_cmpint (mit_test_count (&self.office, "SELECT count (*) FROM group_member WHERE alive AND role = 'contact'"), ==, 1);
  g_assert_cmpint (count_conflicts (&self.office), ==, 0);
}

static gboolean
run_leave_group (MitDb *db, gpointer data, GError **error)
{
  return mit_db_script (db, "UPDATE group_member SET alive = 0", error);
}

static gboolean
run_rename_group (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE party_group SET name = ?", "t", data);
}

static void
test_what_had_gone_before_does_not_come_back (void)
{
  g_auto (Pair) self = { 0 };

  pair_init (&self);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  mit_test_do (&self.office, run_add_group, NULL);
  mit_test_do (&self.office, run_join_group, (gpointer) "Beispiel");
  mit_test_do (&self.office, run_remove_group, NULL);
  mit_test_undo (&self.office);
  mit_test_do (&self.office, run_leave_group, NULL);
  sync_all (&self);
  mit_test_do (&self.office, run_remove_group, NULL);
  mit_test_do (&self.laptop, run_rename_group, (gpointer) "Mobilität");
  sync_all (&self);
  settle (&self.laptop, TRUE);
  sync_all (&self);
  g_assert_cmpint (mit_test_count (&self.office, "SELECT count (*) FROM party_group WHERE alive AND name = 'Mobilität'"), ==, 1);
  g_assert_cmpint (mit_test_count (&self.office, "SELECT count (*) FROM group_member WHERE alive"), ==, 0);
}

static void
test_keeping_what_is_shown_settles_it_too (void)
{
  g_auto (Pair) self = { 0 };

  make_conflict (&self);
  settle (&self.office, FALSE);
  sync_all (&self);
  assert_street (&self.office, "Laptopweg 2");
  g_assert_cmpint (count_conflicts (&self.laptop), ==, 0);
}

static void
refuse_sync (MitTestRegister *self, MitTestShelf *shelf, MitShareError code)
{
  g_autoptr (MitVessel) vessel = mit_test_vessel_new (shelf);
  g_autoptr (GError) error = NULL;
  MitShareReport report;

  g_assert_false (mit_share_sync (self->store, vessel, MIT_SCOPE_DISTRICT, NULL, &report, &error));
  g_assert_error (error, MIT_SHARE_ERROR, (int) code);
}

static void
test_an_empty_place_is_left_alone (void)
{
  g_auto (Pair) self = { 0 };
  g_autoptr (MitTestShelf) empty = mit_test_shelf_new ();
  g_autoptr (MitShareStatus) status = NULL;

  pair_init (&self);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  refuse_sync (&self.office, empty, MIT_SHARE_ERROR_NOT_THERE);
  g_assert_cmpuint (g_hash_table_size (empty->records), ==, 0);
  status = mit_share_status (mit_store_reader (self.office.store), MIT_SCOPE_DISTRICT, NULL);
  g_assert_nonnull (status->trouble);
  g_assert_cmpint (status->n_unsent, ==, 1);
  sync_all (&self);
  assert_street (&self.laptop, "Am Markt 1");
}

static void
test_another_shared_database_is_left_alone (void)
{
  g_auto (Pair) self = { 0 }, other = { 0 };
  guint before;

  pair_init (&self);
  pair_init (&other);
  before = g_hash_table_size (other.shelf->records);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  refuse_sync (&self.office, other.shelf, MIT_SHARE_ERROR_FOREIGN);
  g_assert_cmpuint (g_hash_table_size (other.shelf->records), ==, before);
}

/* Whatever call of the share fails, the next pass goes on where this one stopped. */
static void
test_a_pass_that_fails_anywhere_loses_nothing (void)
{
  g_auto (Pair) self = { 0 };

  pair_init (&self);
  for (guint n = 1; n < 12; n++)
    {
      g_autofree char *name = g_strdup_printf ("Beispiel%u", n);
      g_autoptr (MitVessel) vessel = mit_test_vessel_new (self.shelf);
      MitShareReport report;

      mit_test_do (&self.office, run_add_person, name);
      mit_test_vessel_fail_at (vessel, n);
      mit_share_sync (self.office.store, vessel, MIT_SCOPE_DISTRICT, NULL, &report, NULL);
      sync_with (&self.laptop, self.shelf);
    }
  sync_all (&self);
  assert_agree (&self.office, &self.laptop);
  g_assert_cmpint (mit_test_count (&self.laptop, "SELECT count (*) FROM person"), ==, 11);
}

static void
test_a_record_that_goes_missing_is_put_back (void)
{
  g_auto (Pair) self = { 0 };

  pair_init (&self);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  sync_with (&self.office, self.shelf);
  for (guint i = 0; i < self.shelf->order->len; i++)
    if (g_str_has_suffix (self.shelf->order->pdata[i], ".seg") || g_str_has_suffix (self.shelf->order->pdata[i], ".snap"))
      g_hash_table_remove (self.shelf->records, self.shelf->order->pdata[i]);
  sync_all (&self);
  assert_street (&self.laptop, "Am Markt 1");
}

static gboolean
run_set (MitDb *db, gpointer data, GError **error)
{
  MitId id = mit_id_from_name ("setting", "district");

  return mit_db_run (db, error, "INSERT INTO setting (id, name, value) VALUES (?, 'district', ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value", "bt", &id, data);
}

/* Takes away what came last. */
static GBytes *
hide_newest (Pair *self, char **name)
{
  GBytes *bytes;

  *name = NULL;
  for (guint i = 0; i < self->shelf->order->len; i++)
    if (g_str_has_suffix (self->shelf->order->pdata[i], ".seg") && g_hash_table_contains (self->shelf->records, self->shelf->order->pdata[i]))
      g_set_str (name, self->shelf->order->pdata[i]);
  bytes = g_bytes_ref (g_hash_table_lookup (self->shelf->records, *name));
  g_hash_table_remove (self->shelf->records, *name);

  return bytes;
}

/* A change comes before the row that it belongs to, and that row is made here as well, before it comes. */
static void
test_what_waits_for_its_row_shows_if_the_row_is_made_here_too (void)
{
  g_auto (Pair) self = { 0 };
  g_autofree char *name = NULL, *here = NULL, *there = NULL;
  g_autoptr (GBytes) first = NULL;

  pair_init (&self);
  mit_test_do (&self.laptop, run_set, (gpointer) "Nord");
  sync_with (&self.laptop, self.shelf);
  first = hide_newest (&self, &name);
  mit_test_do (&self.laptop, run_set, (gpointer) "Süd");
  sync_with (&self.laptop, self.shelf);
  g_hash_table_remove (self.shelf->records, name);
  sync_with (&self.office, self.shelf);
  g_assert_cmpint (mit_test_count (&self.office, "SELECT count (*) FROM op WHERE state = 2"), ==, 1);

  mit_test_do (&self.office, run_set, (gpointer) "West");
  sync_with (&self.office, self.shelf);
  mit_test_shelf_put (self.shelf, name, first);
  sync_all (&self);
  g_assert_cmpint (mit_test_count (&self.office, "SELECT count (*) FROM op WHERE state = 2"), ==, 0);
  here = describe (&self.office);
  there = describe (&self.laptop);
  g_assert_cmpstr (here, ==, there);
}

static gboolean
run_set_clock_ahead (MitDb *db, gpointer data, GError **error)
{
  mit_db_set_skew (db, (gint64) 60 * 60 * 1000);

  return TRUE;
}

/* Nobody has seen what waits, so nobody has replaced it knowingly. */
static void
test_an_edit_does_not_replace_what_waits_for_its_row (void)
{
  g_auto (Pair) self = { 0 };
  g_auto (MitTestRegister) phone = { 0 };
  g_autoptr (MitVessel) vessel = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autofree char *name = NULL;

  pair_init (&self);
  mit_test_do (&self.laptop, run_set, (gpointer) "Nord");
  sync_with (&self.laptop, self.shelf);
  first = hide_newest (&self, &name);
  g_assert_true (mit_store_replicate_sync (self.laptop.store, run_set_clock_ahead, NULL, NULL));
  mit_test_do (&self.laptop, run_set, (gpointer) "Süd");
  sync_with (&self.laptop, self.shelf);
  g_hash_table_remove (self.shelf->records, name);
  sync_with (&self.office, self.shelf);
  g_assert_cmpint (mit_test_count (&self.office, "SELECT count (*) FROM op WHERE state = 2"), ==, 1);
  mit_test_do (&self.office, run_set, (gpointer) "West");
  mit_test_do (&self.office, run_set, (gpointer) "Ost");
  g_assert_cmpint (mit_test_count (&self.office, "SELECT count (*) FROM op e JOIN op r ON r.rid = e.rid AND r.col = 0 AND r.stamp = e.base WHERE e.new = 'Ost'"), ==, 1);

  mit_test_shelf_put (self.shelf, name, first);
  sync_all (&self);
  assert_agree (&self.office, &self.laptop);
  mit_test_register_init (&phone);
  vessel = mit_test_vessel_new (self.shelf);
  g_assert_true (mit_share_join_sync (phone.store, vessel, &laptop_setup, NULL));
  sync_with (&phone, self.shelf);
  g_assert_cmpint (mit_test_count (&phone, "SELECT count (*) FROM op WHERE state = 1"), ==, mit_test_count (&self.office, "SELECT count (*) FROM op WHERE state = 1"));
}

/* A change comes before the row that it belongs to; then comes a snapshot in which that change has won over the same row,
 * made elsewhere. */
static void
test_what_waits_for_its_row_hides_nothing_that_comes_with_it (void)
{
  g_auto (Pair) self = { 0 };
  g_auto (MitTestRegister) phone = { 0 };
  g_autoptr (MitVessel) vessel = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autofree char *name = NULL;

  pair_init (&self);
  mit_test_register_init (&phone);
  vessel = mit_test_vessel_new (self.shelf);
  g_assert_true (mit_share_join_sync (phone.store, vessel, &laptop_setup, NULL));
  mit_test_do (&self.office, run_set, (gpointer) "Nord");
  mit_test_do (&self.laptop, run_set, (gpointer) "Süd");
  sync_with (&self.laptop, self.shelf);
  first = hide_newest (&self, &name);
  mit_test_do (&self.laptop, run_set, (gpointer) "Ost");
  sync_with (&self.laptop, self.shelf);
  g_hash_table_remove (self.shelf->records, name);
  sync_with (&phone, self.shelf);
  g_assert_cmpint (mit_test_count (&phone, "SELECT count (*) FROM op WHERE state = 2"), ==, 1);

  mit_test_shelf_put (self.shelf, name, first);
  sync_with (&self.office, self.shelf);
  g_assert_true (mit_share_compact (self.office.store, vessel, MIT_SCOPE_DISTRICT, NULL));
  sync_with (&phone, self.shelf);
  sync_all (&self);
  sync_with (&phone, self.shelf);
  g_assert_cmpint (mit_test_count (&self.office, "SELECT count (*) FROM op WHERE state = 1 AND new = 'Nord'"), ==, 1);
  g_assert_cmpint (mit_test_count (&phone, "SELECT count (*) FROM op WHERE state = 1 AND new = 'Nord'"), ==, 1);
  assert_agree (&self.office, &phone);
}

/* What was never done here, under the name of this register: a copy of it is in use. */
static gboolean
run_write_as_laptop (MitDb *db, gpointer data, GError **error)
{
  MitId  id = mit_id_from_name ("setting", "copy");
  gint64 device = mit_db_query_int (db, NULL, "SELECT n FROM device WHERE id = ?", "b", data);
  gint64 op = 1 + mit_db_query_int (db, NULL, "SELECT max (id) FROM op", ""), stamp = 1 + mit_db_query_int (db, NULL, "SELECT max (stamp) FROM op", "");

  return mit_db_run (db, error, "INSERT INTO setting (id, name, value) VALUES (?, 'copy', 'x')", "b", &id) &&
         mit_db_run (db, error, "INSERT INTO tx (made_at, actor, one, amount, first_op, last_op, device) VALUES (1, 'Anna', '-', 1, ?, ?, ?)", "iii", op, op, device) &&
         mit_db_run (db, error, "INSERT INTO op (id, tx, stamp, base, tbl, rid, col, device, state) SELECT ?, (SELECT max (id) FROM tx), ?, 0, tbl, ?, 0, ?, 0 FROM op ORDER BY id DESC LIMIT 1", "iibi",
                     op, stamp, &id, device);
}

static gboolean
run_take_snapshot (MitDb *db, gpointer data, GError **error)
{
  MitBatch batch = { .scope = MIT_SCOPE_DISTRICT };

  *(GBytes **) data = mit_batch_write_snapshot (db, &batch, error);

  return *(GBytes **) data != NULL;
}

static GBytes *
take_snapshot (MitTestRegister *self)
{
  GBytes *snapshot = NULL;

  g_assert_true (mit_store_replicate_sync (self->store, run_take_snapshot, &snapshot, NULL));

  return snapshot;
}

static gboolean
run_merge (MitDb *db, gpointer data, GError **error)
{
  MitMerged merged;

  return mit_merge_apply (db, data, MIT_SCOPE_DISTRICT, NULL, NULL, &merged, error);
}

static gboolean
run_read_device (MitDb *db, gpointer data, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT id FROM device WHERE n = (SELECT value FROM meta WHERE name = 'device')", "");

  if (!rows || !mit_rows_next (rows, error))
    return FALSE;
  *(MitId *) data = mit_rows_id (rows, 0);

  return TRUE;
}

/* A row that was not sent yet loses to what comes, and further on it turns out that this register is a copy of another one:
 * the row goes by the new name, and so does what it lost. */
static void
test_what_lost_in_a_copy_is_told_under_its_new_name (void)
{
  g_auto (Pair) self = { 0 };
  g_autoptr (GBytes) snapshot = NULL;
  MitId old, now;

  pair_init (&self);
  g_assert_true (mit_store_replicate_sync (self.laptop.store, run_read_device, &old, NULL));
  mit_test_do (&self.laptop, run_set, (gpointer) "Süd");
  mit_test_do (&self.office, run_set, (gpointer) "Ost");
  g_assert_true (mit_store_replicate_sync (self.office.store, run_write_as_laptop, &old, NULL));
  snapshot = take_snapshot (&self.office);
  g_assert_true (mit_store_replicate_sync (self.laptop.store, run_merge, snapshot, NULL));
  g_assert_true (mit_store_replicate_sync (self.laptop.store, run_read_device, &now, NULL));
  g_assert_false (mit_id_equal (&old, &now));
  g_assert_cmpint (mit_test_count (&self.laptop, "SELECT count (*) FROM op WHERE state = 1 AND new = 'Süd'"), ==, 1);

  sync_all (&self);
  g_assert_cmpint (mit_test_count (&self.office, "SELECT count (*) FROM op WHERE state = 1 AND new = 'Süd'"), ==, 1);
  assert_agree (&self.office, &self.laptop);
}

static gboolean
run_overwrite (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE setting SET value = ? WHERE name = 'district'", "t", data);
}

/* A copy of the office, whose clock is behind what it has read, makes the same setting at the very same stamp. */
static void
test_what_a_copy_made_at_the_same_time_loses_alike_everywhere (void)
{
  g_auto (Pair) self = { 0 };
  g_auto (MitTestRegister) phone = { 0 }, tablet = { 0 };
  GBytes *batches[3];

  pair_init (&self);
  mit_test_register_init (&phone);
  mit_test_register_init (&tablet);
  mit_test_do (&self.office, run_set, (gpointer) "Nord");
  batches[0] = take_snapshot (&self.office);
  g_assert_true (mit_store_replicate_sync (self.office.store, run_overwrite, (gpointer) "Süd", NULL));
  batches[2] = take_snapshot (&self.office);
  mit_test_do (&self.laptop, run_set, (gpointer) "Ost");
  batches[1] = take_snapshot (&self.laptop);

  for (int i = 0; i < 3; i++)
    {
      g_assert_true (mit_store_replicate_sync (phone.store, run_merge, batches[i], NULL));
      g_assert_true (mit_store_replicate_sync (tablet.store, run_merge, batches[2 - i], NULL));
    }
  g_assert_cmpint (mit_test_count (&phone, "SELECT count (*) FROM op WHERE state = 1 AND new = 'Süd'"), ==, 1);
  g_assert_cmpint (mit_test_count (&phone, "SELECT count (*) FROM op WHERE state = 1 AND new IN ('Nord', 'Süd')"), ==, 1);
  g_assert_cmpint (mit_test_count (&tablet, "SELECT count (*) FROM op WHERE state = 1 AND new = 'Süd'"), ==, 1);
  g_assert_cmpint (mit_test_count (&tablet, "SELECT count (*) FROM op WHERE state = 1 AND new IN ('Nord', 'Süd')"), ==, 1);
  for (int i = 0; i < 3; i++)
    g_bytes_unref (batches[i]);
}

/* Whoever looks after the drive has put a backup of it back. */
static void
test_an_older_state_of_the_share_is_said_and_mended (void)
{
  g_auto (Pair) self = { 0 };
  g_autoptr (MitTestShelf) older = NULL;
  g_autofree char *here = NULL, *there = NULL;

  pair_init (&self);
  older = mit_test_shelf_copy (self.shelf);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  sync_all (&self);
  g_assert_false (sync_with (&self.laptop, self.shelf).shows_older);

  g_assert_true (sync_with (&self.laptop, older).shows_older);
  sync_with (&self.office, older);
  mit_test_do (&self.office, run_set_street, (gpointer) "Neue Straße 1");
  for (int i = 0; i < 3; i++)
    {
      sync_with (&self.office, older);
      sync_with (&self.laptop, older);
    }
  here = describe (&self.office);
  there = describe (&self.laptop);
  g_assert_cmpstr (here, ==, there);
  g_assert_nonnull (strstr (there, "Neue Straße 1"));
}

static void
test_the_recovery_code_opens_it (void)
{
  g_auto (Pair) self = { 0 };
  g_auto (MitTestRegister) third = { 0 };
  g_autoptr (MitVessel) vessel = NULL;
  g_autoptr (GError) error = NULL;
  MitShareSetup setup = laptop_setup;

  pair_init (&self);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  sync_all (&self);
  mit_test_register_init (&third);
  vessel = mit_test_vessel_new (self.shelf);
  setup.secret = "falsche Worte";
  g_assert_false (mit_share_join_sync (third.store, vessel, &setup, &error));
  g_assert_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_PASSPHRASE);
  setup.secret = self.code;
  g_assert_true (mit_share_join_sync (third.store, vessel, &setup, NULL));
  sync_with (&third, self.shelf);
  assert_street (&third, "Am Markt 1");
}

static void
test_an_invited_person_joins_and_a_removed_one_is_locked_out (void)
{
  g_auto (Pair) self = { 0 };
  g_auto (MitTestRegister) third = { 0 };
  g_autoptr (MitVessel) vessel = NULL;
  g_autoptr (GError) error = NULL;
  MitShareSetup setup = { MIT_SCOPE_DISTRICT, "shelf", NULL, "Berts eigene Worte", "Berts Rechner" };

  pair_init (&self);
  vessel = mit_test_vessel_new (self.shelf);
  g_assert_true (mit_share_invite_sync (self.office.store, vessel, MIT_SCOPE_DISTRICT, "Bert", "Berts eigene Worte", NULL));
  mit_test_register_init (&third);
  g_assert_true (mit_share_join_sync (third.store, vessel, &setup, &error));
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  sync_all (&self);
  sync_with (&third, self.shelf);
  assert_street (&third, "Am Markt 1");

  g_assert_true (mit_share_remove_sync (self.office.store, vessel, MIT_SCOPE_DISTRICT, "Bert", &error));
  mit_test_do (&self.office, run_set_street, (gpointer) "Ringstr. 2");
  sync_all (&self);
  assert_street (&self.laptop, "Ringstr. 2");
  refuse_sync (&third, self.shelf, MIT_SHARE_ERROR_LOCKED_OUT);
  assert_street (&third, "Am Markt 1");
  /* Nobody joins with that passphrase any more. */
  g_assert_true (mit_share_leave_sync (third.store, vessel, MIT_SCOPE_DISTRICT, NULL));
  g_assert_false (mit_share_join_sync (third.store, vessel, &setup, &error));
  g_assert_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_PASSPHRASE);
}

static void
test_the_last_passphrase_stays (void)
{
  g_auto (Pair) self = { 0 };
  g_autoptr (MitVessel) vessel = NULL;
  g_autoptr (GError) error = NULL;

  pair_init (&self);
  vessel = mit_test_vessel_new (self.shelf);
  g_assert_false (mit_share_remove_sync (self.office.store, vessel, MIT_SCOPE_DISTRICT, "Anna", &error));
  g_assert_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_INVALID);
}

static void
test_who_leaves_keeps_everything_and_can_come_back (void)
{
  g_auto (Pair) self = { 0 };
  g_autoptr (MitVessel) vessel = NULL;

  pair_init (&self);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  sync_all (&self);
  vessel = mit_test_vessel_new (self.shelf);
  g_assert_true (mit_share_leave_sync (self.laptop.store, vessel, MIT_SCOPE_DISTRICT, NULL));
  mit_test_do (&self.laptop, run_set_street, (gpointer) "Ringstr. 2");
  g_assert_true (mit_share_join_sync (self.laptop.store, vessel, &laptop_setup, NULL));
  sync_all (&self);
  assert_street (&self.office, "Ringstr. 2");
  assert_agree (&self.office, &self.laptop);
}

static guint
count_records (Pair *self, const char *ending)
{
  GHashTableIter iter;
  gpointer       name;
  guint          n = 0;

  g_hash_table_iter_init (&iter, self->shelf->records);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    n += g_str_has_suffix (name, ending);

  return n;
}

static void
test_a_snapshot_takes_the_place_of_many_segments (void)
{
  g_auto (Pair) self = { 0 };
  g_auto (MitTestRegister) third = { 0 };
  g_autoptr (MitVessel) vessel = NULL;

  pair_init (&self);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *text = g_strdup_printf ("Straße %d", i);

      mit_test_do (i % 2 ? &self.office : &self.laptop, run_set_street, text);
      sync_all (&self);
    }
  vessel = mit_test_vessel_new (self.shelf);
  g_assert_true (mit_share_compact (self.office.store, vessel, MIT_SCOPE_DISTRICT, NULL));
  sync_all (&self);
  g_assert_cmpuint (count_records (&self, ".seg"), ==, 0);
  g_assert_cmpuint (count_records (&self, ".snap"), ==, 1);
  mit_test_register_init (&third);
  g_assert_true (mit_share_join_sync (third.store, vessel, &laptop_setup, NULL));
  sync_with (&third, self.shelf);
  assert_agree (&self.office, &third);
  assert_street (&third, "Straße 9");
}

static void
test_an_erased_person_goes_everywhere_and_every_machine_confirms (void)
{
  g_auto (Pair) self = { 0 };
  MitId person = mit_id_from_name ("person", "Beispiel");
  g_autoptr (MitShareStatus) before = NULL;
  g_autoptr (MitShareStatus) after = NULL;

  pair_init (&self);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  sync_all (&self);
  g_assert_true (mit_store_erase_person_sync (self.office.store, &person, NULL));
  sync_with (&self.office, self.shelf);
  before = mit_share_status (mit_store_reader (self.office.store), MIT_SCOPE_DISTRICT, NULL);
  g_assert_cmpstr (((MitShareErasure *) before->erasures->pdata[0])->waiting->pdata[0], ==, "Laptop");
  /* The laptop changes them before it hears of it. */
  mit_test_do (&self.laptop, run_set_street, (gpointer) "Ringstr. 2");
  sync_all (&self);
  g_assert_cmpint (mit_test_count (&self.laptop, "SELECT count (*) FROM person"), ==, 0);
  g_assert_cmpint (mit_test_count (&self.laptop, "SELECT count (*) FROM contact"), ==, 0);
  g_assert_cmpint (mit_test_count (&self.laptop, "SELECT count (*) FROM op JOIN erased USING (rid)"), ==, 0);
  g_assert_cmpuint (count_records (&self, ".seg"), ==, 0);
  after = mit_share_status (mit_store_reader (self.office.store), MIT_SCOPE_DISTRICT, NULL);
  g_assert_cmpuint (((MitShareErasure *) after->erasures->pdata[0])->waiting->len, ==, 0);
  g_assert_cmpuint (((MitShareErasure *) after->erasures->pdata[0])->n_confirmed, ==, 1);
}

/* As a newer program would have written it: a table and a column that we do not know. */
static gboolean
run_write_future (MitDb *db, gpointer data, GError **error)
{
  MitId             person = mit_id_from_name ("person", "Beispiel"), thing = mit_id_from_name ("thing", "x");
  static const char insert[] = "INSERT INTO op (tx, stamp, base, tbl, rid, col, new, device, state) VALUES (1, ?, 0, ?, ?, ?, ?, 0, 2)";

  return mit_db_run (db, error, insert, "iibin", (gint64) 1 << 40, (gint64) 900, &thing, (gint64) 0) &&
         mit_db_run (db, error, insert, "iibit", (gint64) 1 << 40, (gint64) 900, &thing, (gint64) 3, "aus der Zukunft") &&
         mit_db_run (db, error, insert, "iibit", ((gint64) 1 << 40) + 1, (gint64) 1, &person, (gint64) 60, "Schuhgröße 42");
}

static void
test_what_a_newer_program_wrote_is_handed_on (void)
{
  g_auto (Pair) self = { 0 };
  g_auto (MitTestRegister) third = { 0 };
  g_autoptr (MitVessel) vessel = NULL;

  pair_init (&self);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  g_assert_true (mit_store_replicate_sync (self.office.store, run_write_future, NULL, NULL));
  vessel = mit_test_vessel_new (self.shelf);
  g_assert_true (mit_share_compact (self.office.store, vessel, MIT_SCOPE_DISTRICT, NULL));
  sync_all (&self);
  g_assert_cmpint (mit_test_count (&self.laptop, "SELECT count (*) FROM op WHERE state = 2"), ==, 3);
  /* And on, by somebody who does not know it either. */
  g_assert_true (mit_share_compact (self.laptop.store, vessel, MIT_SCOPE_DISTRICT, NULL));
  mit_test_register_init (&third);
  g_assert_true (mit_share_join_sync (third.store, vessel, &laptop_setup, NULL));
  sync_with (&third, self.shelf);
  g_assert_cmpint (mit_test_count (&third, "SELECT count (*) FROM op WHERE state = 2"), ==, 3);
  g_assert_cmpint (mit_test_count (&third, "SELECT count (*) FROM op WHERE new = 'Schuhgröße 42'"), ==, 1);
}

/* As if the program had not known these columns when they came. */
static gboolean
run_unknow (MitDb *db, gpointer data, GError **error)
{
  MitId             row = mit_id_from_name ("seminar", "x");
  static const char insert[] = "INSERT INTO op (tx, stamp, base, tbl, rid, col, new, device, state) VALUES (1, ?, 0, 13, ?, ?, ?, 0, 2)";

  return mit_db_run (db, error, insert, "ibin", (gint64) 1 << 40, &row, (gint64) 0) &&
         mit_db_run (db, error, insert, "ibit", (gint64) 1 << 40, &row, (gint64) 2, "Sommerakademie") &&
         mit_db_run (db, error, insert, "ibii", (gint64) 1 << 40, &row, (gint64) 6, (gint64) 30);
}

static gboolean
run_take_up (MitDb *db, gpointer data, GError **error)
{
  return mit_merge_take_up_kept (db, error);
}

static void
test_what_was_kept_is_taken_up_after_an_update (void)
{
  g_auto (Pair) self = { 0 };

  pair_init (&self);
  mit_test_do (&self.office, run_add_person, (gpointer) "Beispiel");
  g_assert_true (mit_store_replicate_sync (self.office.store, run_unknow, NULL, NULL));
  g_assert_true (mit_store_replicate_sync (self.office.store, run_take_up, NULL, NULL));
  g_assert_cmpint (mit_test_count (&self.office, "SELECT places FROM seminar WHERE title = 'Sommerakademie'"), ==, 30);
  g_assert_cmpint (mit_test_count (&self.office, "SELECT count (*) FROM op WHERE state = 2"), ==, 0);
}

static gboolean
run_add_picture (MitDb *db, gpointer data, GError **error)
{
  MitId brochure = mit_id_new (), picture = mit_id_new ();
  g_autoptr (GBytes) content = g_bytes_new_static ("ein Bild", 8);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize  size = sizeof digest;
  g_autoptr (GBytes) hash = NULL;

  g_checksum_update (checksum, (const guchar *) "ein Bild", 8);
  g_checksum_get_digest (checksum, digest, &size);
  hash = g_bytes_new (digest, size);

  return mit_db_run (db, error, "INSERT INTO blob (hash, data) VALUES (?, ?)", "yy", hash, content) &&
         mit_db_run (db, error, "INSERT INTO picture (id, brochure, frame, blob) VALUES (?, ?, 'x', ?)", "bby", &picture, &brochure, hash);
}

static void
test_pictures_come_along (void)
{
  g_auto (Pair) self = { 0 };

  pair_init (&self);
  mit_test_do (&self.office, run_add_picture, NULL);
  sync_all (&self);
  g_assert_cmpint (mit_test_count (&self.laptop, "SELECT count (*) FROM blob WHERE CAST (data AS TEXT) = 'ein Bild'"), ==, 1);
  g_assert_cmpuint (count_records (&self, ".blob"), ==, 1);
}

int
main (int argc, char **argv)
{
  MitSlotCost cheap = { 1, 8192 };

  mit_test_init (&argc, &argv);
  mit_slot_set_cost (&cheap);
  g_test_add_func ("/share/pass/a-change-comes-to-the-other-and-back", test_a_change_comes_to_the_other_and_back);
  g_test_add_func ("/share/pass/what-others-did-is-found-and-has-its-history", test_what_others_did_is_found_and_has_its_history);
  g_test_add_func ("/share/pass/taking-back-goes-to-the-other-too", test_taking_back_goes_to_the_other_too);
  g_test_add_func ("/share/pass/a-change-on-two-machines-is-listed-on-both", test_a_change_on_two_machines_is_listed_on_both);
  g_test_add_func ("/share/pass/settling-it-settles-it-everywhere-and-can-be-taken-back", test_settling_it_settles_it_everywhere_and_can_be_taken_back);
  g_test_add_func ("/share/pass/work-on-what-another-has-removed-is-listed", test_work_on_what_another_has_removed_is_listed);
  g_test_add_func ("/share/pass/removing-what-another-has-changed-before-needs-nobody", test_removing_what_another_has_changed_before_needs_nobody);
  g_test_add_func ("/share/pass/a-clock-that-is-ahead-makes-no-conflict-of-a-removal", test_a_clock_that_is_ahead_makes_no_conflict_of_a_removal);
  g_test_add_func ("/share/pass/work-on-a-part-of-something-removed-stands-with-the-whole", test_work_on_a_part_of_something_removed_stands_with_the_whole);
  g_test_add_func ("/share/pass/what-had-gone-before-does-not-come-back", test_what_had_gone_before_does_not_come_back);
  g_test_add_func ("/share/pass/what-was-added-to-something-removed-is-listed", test_what_was_added_to_something_removed_is_listed);
  g_test_add_func ("/share/pass/keeping-what-is-shown-settles-it-too", test_keeping_what_is_shown_settles_it_too);
  g_test_add_func ("/share/pass/an-empty-place-is-left-alone", test_an_empty_place_is_left_alone);
  g_test_add_func ("/share/pass/another-shared-database-is-left-alone", test_another_shared_database_is_left_alone);
  g_test_add_func ("/share/pass/a-pass-that-fails-anywhere-loses-nothing", test_a_pass_that_fails_anywhere_loses_nothing);
  g_test_add_func ("/share/pass/a-record-that-goes-missing-is-put-back", test_a_record_that_goes_missing_is_put_back);
  g_test_add_func ("/share/pass/what-waits-for-its-row-shows-if-the-row-is-made-here-too", test_what_waits_for_its_row_shows_if_the_row_is_made_here_too);
  g_test_add_func ("/share/pass/an-edit-does-not-replace-what-waits-for-its-row", test_an_edit_does_not_replace_what_waits_for_its_row);
  g_test_add_func ("/share/pass/what-waits-for-its-row-hides-nothing-that-comes-with-it", test_what_waits_for_its_row_hides_nothing_that_comes_with_it);
  g_test_add_func ("/share/pass/what-lost-in-a-copy-is-told-under-its-new-name", test_what_lost_in_a_copy_is_told_under_its_new_name);
  g_test_add_func ("/share/pass/what-a-copy-made-at-the-same-time-loses-alike-everywhere", test_what_a_copy_made_at_the_same_time_loses_alike_everywhere);
  g_test_add_func ("/share/pass/an-older-state-of-the-share-is-said-and-mended", test_an_older_state_of_the_share_is_said_and_mended);
  g_test_add_func ("/share/pass/the-recovery-code-opens-it", test_the_recovery_code_opens_it);
  g_test_add_func ("/share/pass/an-invited-person-joins-and-a-removed-one-is-locked-out", test_an_invited_person_joins_and_a_removed_one_is_locked_out);
  g_test_add_func ("/share/pass/the-last-passphrase-stays", test_the_last_passphrase_stays);
  g_test_add_func ("/share/pass/who-leaves-keeps-everything-and-can-come-back", test_who_leaves_keeps_everything_and_can_come_back);
  g_test_add_func ("/share/pass/a-snapshot-takes-the-place-of-many-segments", test_a_snapshot_takes_the_place_of_many_segments);
  g_test_add_func ("/share/pass/an-erased-person-goes-everywhere-and-every-machine-confirms", test_an_erased_person_goes_everywhere_and_every_machine_confirms);
  g_test_add_func ("/share/pass/what-a-newer-program-wrote-is-handed-on", test_what_a_newer_program_wrote_is_handed_on);
  g_test_add_func ("/share/pass/what-was-kept-is-taken-up-after-an-update", test_what_was_kept_is_taken_up_after_an_update);
  g_test_add_func ("/share/pass/pictures-come-along", test_pictures_come_along);

  return g_test_run ();
}
