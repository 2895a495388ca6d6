// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-list.h"

#include <mit-duplicate.h>
#include <mit-group.h>
#include <mit-member-error.h>
#include <mit-person-edit.h>

static MitPerson *
add (MitTestRegister *self, MitStage stage, MitDate starts)
{
  MitPerson *person = mit_person_new ();

  mit_person_set (person, MIT_PERSON_GIVEN, "Kim");
  mit_person_set (person, MIT_PERSON_FAMILY, "Noack");
  if (stage != MIT_STAGE_NONE)
    mit_person_add_period (person, stage, starts, MIT_DATE_NONE, NULL);
  mit_test_await (mit_person_create (self->store, person));

  return mit_test_person (self, "noack");
}

static void
assert_rejected (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_nonnull (error);
  dex_unref (future);
}

static void
test_a_person_is_as_it_was_made (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) held = NULL;
  MitPerson *person = mit_person_new ();

  mit_test_register_init (&self);
  for (int i = 0; i < MIT_N_PERSON_FIELDS; i++)
    mit_person_set (person, (MitPersonField) i, mit_person_field_column ((MitPersonField) i));
  mit_person_add_contact (person, "email", "kim@example.org");
  mit_person_add_contact (person, "mobile", "0172 5");
  mit_person_add_consent (person, "call", FALSE, mit_date_new (2026, 1, 2), "web");
  mit_person_add_period (person, MIT_STAGE_GUEST, mit_date_new (2026, 1, 1), mit_date_new (2026, 3, 1), NULL);
  mit_person_add_period (person, MIT_STAGE_MEMBER, mit_date_new (2026, 3, 1), MIT_DATE_NONE, NULL);
  mit_test_await (mit_person_create (self.store, person));
  held = mit_test_person (&self, "family");

  for (int i = 0; i < MIT_N_PERSON_FIELDS; i++)
    g_assert_cmpstr (held->text[i], ==, mit_person_field_column ((MitPersonField) i));
  g_assert_cmpstr (mit_person_contact (held, "mobile"), ==, "0172 5");
  g_assert_cmpuint (held->consents->len, ==, 1);
  g_assert_cmpint (mit_person_entered (held, mit_date_new (2026, 4, 1)), ==, mit_date_new (2026, 1, 1));
}

static void
test_a_field_is_checked_before_it_is_written (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;
  g_autoptr (MitPerson) after = NULL;

  mit_test_register_init (&self);
  person = add (&self, MIT_STAGE_MEMBER, mit_date_new (2020, 1, 1));
  mit_test_await (mit_person_edit_field (self.store, &person->id, MIT_PERSON_BORN, " 4.2.1971 "));
  assert_rejected (mit_person_edit_field (self.store, &person->id, MIT_PERSON_BORN, "31.02.1970"));
  assert_rejected (mit_person_edit_field (self.store, &person->id, MIT_PERSON_BORN, "01.01.2999"));
  mit_test_await (mit_person_edit_field (self.store, &person->id, MIT_PERSON_GIVEN, "  "));
  after = mit_test_person (&self, "noack");

  g_assert_cmpstr (after->text[MIT_PERSON_BORN], ==, "1971-02-04");
  g_assert_null (after->text[MIT_PERSON_GIVEN]);
}

static void
test_contacts_are_added_changed_and_removed (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;
  g_autoptr (MitPerson) added = NULL;
  g_autoptr (MitPerson) removed = NULL;

  mit_test_register_init (&self);
  person = add (&self, MIT_STAGE_MEMBER, mit_date_new (2020, 1, 1));
  mit_test_await (mit_person_edit_contact (self.store, &person->id, NULL, "phone", "0375 1"));
  mit_test_await (mit_person_edit_contact (self.store, &person->id, NULL, "email", "kim@example.org"));
  assert_rejected (mit_person_edit_contact (self.store, &person->id, NULL, "email", "kim"));
  added = mit_test_person (&self, "noack");
  g_assert_cmpuint (added->contacts->len, ==, 2);
  mit_test_await (mit_person_edit_contact (self.store, &person->id, &((MitContact *) g_ptr_array_index (added->contacts, 0))->id, "phone", ""));
  removed = mit_test_person (&self, "noack");

  g_assert_cmpuint (removed->contacts->len, ==, 1);
  g_assert_cmpstr (mit_person_contact (removed, "email"), ==, "kim@example.org");
}

static char *
stages (MitTestRegister *self)
{
  g_autoptr (MitPerson) person = mit_test_person (self, "noack");
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < person->periods->len; i++)
    {
      const MitPeriod *period = g_ptr_array_index (person->periods, i);
      char             starts[MIT_DATE_ISO_SIZE], ends[MIT_DATE_ISO_SIZE];
      const char      *to = mit_date_to_iso (period->ends, ends);

      g_string_append_printf (shown, "%s%s %s–%s", i > 0 ? " " : "", mit_stage_name (period->stage), mit_date_to_iso (period->starts, starts),
                              to ? to : "");
    }

  return g_string_free_and_steal (shown);
}

static void
assert_stages (MitTestRegister *self, const char *expected)
{
  g_autofree char *shown = stages (self);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_a_new_stage_ends_the_one_before (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  person = add (&self, MIT_STAGE_GUEST, mit_date_new (2020, 1, 1));
  mit_test_await (mit_person_enter_stage (self.store, &person->id, MIT_STAGE_MEMBER, mit_date_new (2020, 3, 1), NULL));
  mit_test_await (mit_person_enter_stage (self.store, &person->id, MIT_STAGE_FORMER, mit_date_new (2021, 1, 1), "verzogen"));
  assert_stages (&self, "guest 2020-01-01–2020-03-01 member 2020-03-01–2021-01-01 former 2021-01-01–");
  assert_rejected (mit_person_enter_stage (self.store, &person->id, MIT_STAGE_FORMER, mit_date_new (2021, 6, 1), NULL));
  mit_test_undo (&self);
  assert_stages (&self, "guest 2020-01-01–2020-03-01 member 2020-03-01–");
}

/* PartG §10 (2): at once, whatever was planned. */
static void
test_leaving_ends_what_was_to_follow (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  person = add (&self, MIT_STAGE_GUEST, mit_date_new (2020, 1, 1));
  mit_test_await (mit_person_enter_stage (self.store, &person->id, MIT_STAGE_MEMBER, mit_date_new (2020, 6, 1), NULL));
  mit_test_await (mit_person_enter_stage (self.store, &person->id, MIT_STAGE_FORMER, mit_date_new (2020, 3, 1), NULL));

  assert_stages (&self, "guest 2020-01-01–2020-03-01 former 2020-03-01–");
}

static void
test_a_stage_before_all_others_ends_where_they_begin (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;

  mit_test_register_init (&self);
  person = add (&self, MIT_STAGE_MEMBER, mit_date_new (2020, 6, 1));
  mit_test_await (mit_person_enter_stage (self.store, &person->id, MIT_STAGE_GUEST, mit_date_new (2020, 1, 1), NULL));

  assert_stages (&self, "guest 2020-01-01–2020-06-01 member 2020-06-01–");
}

static MitPerson *
person_with (const MitPeriod *periods, gsize n_periods)
{
  MitPerson *person = mit_person_new ();

  for (gsize i = 0; i < n_periods; i++)
    mit_person_add_period (person, periods[i].stage, periods[i].starts, periods[i].ends, NULL);

  return person;
}

static void
assert_entered (const MitPeriod *periods, gsize n_periods, MitDate day, MitDate expected)
{
  g_autoptr (MitPerson) person = person_with (periods, n_periods);

  g_assert_cmpint (mit_person_entered (person, day), ==, expected);
}

static void
test_entry_is_the_beginning_of_the_unbroken_time (void)
{
  const MitPeriod unbroken[] = { { .stage = MIT_STAGE_GUEST, .starts = 100, .ends = 200 }, { .stage = MIT_STAGE_MEMBER, .starts = 200 } };
  const MitPeriod broken[] = { { .stage = MIT_STAGE_MEMBER, .starts = 100, .ends = 200 }, { .stage = MIT_STAGE_MEMBER, .starts = 300 } };
  const MitPeriod nested[] = { { .stage = MIT_STAGE_MEMBER, .starts = 100 }, { .stage = MIT_STAGE_GUEST, .starts = 150, .ends = 160 } };
  const MitPeriod left[] = { { .stage = MIT_STAGE_MEMBER, .starts = 100, .ends = 200 }, { .stage = MIT_STAGE_FORMER, .starts = 200 } };

  assert_entered (unbroken, 2, 400, 100);
  assert_entered (broken, 2, 400, 300);
  assert_entered (broken, 2, 250, MIT_DATE_NONE);
  assert_entered (broken, 2, 150, 100);
  assert_entered (nested, 2, 400, 100);
  assert_entered (left, 2, 400, MIT_DATE_NONE);
}

static void
test_somebody_joins_a_group_once (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;
  MitId group;

  mit_test_register_init (&self);
  person = add (&self, MIT_STAGE_MEMBER, mit_date_new (2020, 1, 1));
  group = mit_id_new ();
  mit_test_await (mit_person_join_group (self.store, &person->id, &group, MIT_GROUP_TAKES_PART));
  mit_test_await (mit_person_join_group (self.store, &person->id, &group, MIT_GROUP_TAKES_PART));
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM group_member WHERE alive"), ==, 1);
  mit_test_await (mit_person_join_group (self.store, &person->id, &group, MIT_GROUP_CONTACT));
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM group_member WHERE alive AND role = 'contact'"), ==, 1);
  mit_test_await (mit_person_join_group (self.store, &person->id, &group, MIT_GROUP_NOT_IN));
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM group_member WHERE alive"), ==, 0);
}

static GError *
write_group (MitTestRegister *self, const char *name)
{
  MitGroup *group = mit_group_new ("working");
  GError   *error = NULL;
  g_autoptr (DexFuture) future = NULL;

  g_set_str (&group->name, name);
  future = mit_group_write (self->store, group);
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, FALSE);
  dex_future_get_value (future, &error);

  return error;
}

static void
test_a_group_has_a_name_of_its_own (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GError) taken = NULL;
  g_autoptr (GError) nameless = NULL;
  g_autofree char *contacts = NULL;
  MitGroup        *group;

  mit_test_register_init (&self);
  person = add (&self, MIT_STAGE_MEMBER, mit_date_new (2020, 1, 1));
  g_assert_null (write_group (&self, "Klima"));
  taken = write_group (&self, "KLIMA");
  g_assert_error (taken, MIT_MEMBER_ERROR, MIT_MEMBER_ERROR_INVALID);
  nameless = write_group (&self, "");
  g_assert_error (nameless, MIT_MEMBER_ERROR, MIT_MEMBER_ERROR_INVALID);

  groups = mit_groups_load (mit_store_reader (self.store), NULL);
  g_assert_cmpuint (groups->len, ==, 1);
  group = g_ptr_array_index (groups, 0);
  mit_test_await (mit_person_join_group (self.store, &person->id, &group->id, MIT_GROUP_CONTACT));
  g_clear_pointer (&groups, g_ptr_array_unref);
  groups = mit_groups_load (mit_store_reader (self.store), NULL);
  group = g_ptr_array_index (groups, 0);
  g_assert_cmpint (group->n_members, ==, 1);
  contacts = mit_group_contacts (mit_store_reader (self.store), &group->id);
  g_assert_cmpstr (contacts, ==, "Kim Noack");

  mit_test_await (mit_group_remove (self.store, &group->id));
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM group_member WHERE alive"), ==, 0);
  mit_test_undo (&self);
  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM group_member WHERE alive"), ==, 1);
}

static guint
count_duplicates (MitTestRegister *self, const char *number)
{
  g_autoptr (MitRows) rows = mit_db_query (mit_store_reader (self->store), NULL, "SELECT id FROM person WHERE number = ?", "t", number);
  g_autoptr (GPtrArray) found = NULL;
  MitId id;

  g_assert_true (mit_rows_next (rows, NULL));
  id = mit_rows_id (rows, 0);
  found = mit_duplicates_of (mit_store_reader (self->store), &id, NULL);

  return found->len;
}

static void
test_two_who_may_be_one_are_two_when_somebody_says_so (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitRows) rows = NULL;
  MitId pair, person;

  mit_test_register_init (&self);
  mit_test_import (&self, "Mitgl.-Nr.;Vorname;Name;Geb.-Datum\n1;Kim;Noack;01.02.1980\n2;Kim;Noack;01.02.1980\n3;Sam;Roth;01.02.1980\n");
  g_assert_cmpuint (count_duplicates (&self, "1"), ==, 1);
  g_assert_cmpuint (count_duplicates (&self, "2"), ==, 1);
  g_assert_cmpuint (count_duplicates (&self, "3"), ==, 0);

  rows = mit_db_query (mit_store_reader (self.store), NULL, "SELECT id, other FROM duplicate", "");
  g_assert_true (mit_rows_next (rows, NULL));
  pair = mit_rows_id (rows, 0);
  person = mit_rows_id (rows, 1);
  g_clear_pointer (&rows, mit_rows_free);
  mit_test_await (mit_duplicate_settle (self.store, &pair));
  g_assert_cmpuint (count_duplicates (&self, "1"), ==, 0);
  mit_test_undo (&self);
  g_assert_cmpuint (count_duplicates (&self, "1"), ==, 1);

  mit_test_await (mit_person_bin (self.store, &person, TRUE));
  g_assert_cmpuint (count_duplicates (&self, "1"), ==, 0);
  g_assert_cmpuint (count_duplicates (&self, "2"), ==, 0);
}

static void
test_the_last_word_about_a_kind_of_contact_counts (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitPerson) person = NULL;
  g_autoptr (MitPerson) after = NULL;

  mit_test_register_init (&self);
  person = add (&self, MIT_STAGE_MEMBER, mit_date_new (2020, 1, 1));
  mit_test_await (mit_person_edit_consent (self.store, &person->id, "call", TRUE));
  mit_test_await (mit_person_edit_consent (self.store, &person->id, "call", FALSE));
  after = mit_test_person (&self, "noack");

  g_assert_cmpuint (after->consents->len, ==, 1);
  g_assert_false (((MitConsent *) g_ptr_array_index (after->consents, 0))->given);
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);

  g_test_add_func ("/person/is-as-it-was-made", test_a_person_is_as_it_was_made);
  g_test_add_func ("/person/a-field-is-checked-before-it-is-written", test_a_field_is_checked_before_it_is_written);
  g_test_add_func ("/person/contacts-are-added-changed-and-removed", test_contacts_are_added_changed_and_removed);
  g_test_add_func ("/person/a-new-stage-ends-the-one-before", test_a_new_stage_ends_the_one_before);
  g_test_add_func ("/person/leaving-ends-what-was-to-follow", test_leaving_ends_what_was_to_follow);
  g_test_add_func ("/person/a-stage-before-all-others-ends-where-they-begin", test_a_stage_before_all_others_ends_where_they_begin);
  g_test_add_func ("/person/entry-is-the-beginning-of-the-unbroken-time", test_entry_is_the_beginning_of_the_unbroken_time);
  g_test_add_func ("/person/somebody-joins-a-group-once", test_somebody_joins_a_group_once);
  g_test_add_func ("/person/two-who-may-be-one-are-two-when-somebody-says-so", test_two_who_may_be_one_are_two_when_somebody_says_so);
  g_test_add_func ("/person/a-group-has-a-name-of-its-own", test_a_group_has_a_name_of_its_own);
  g_test_add_func ("/person/the-last-word-about-a-kind-of-contact-counts", test_the_last_word_about_a_kind_of_contact_counts);

  return g_test_run ();
}
