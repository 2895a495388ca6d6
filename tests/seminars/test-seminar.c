// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar.h"
#include "mit-test-register.h"

static MitSeminar *
make_seminar (const char *title, const char *starts, const char *ends, int places)
{
  MitSeminar *seminar = mit_seminar_new ();

  seminar->title = g_strdup (title);
  seminar->starts = g_strdup (starts);
  seminar->ends = g_strdup (ends);
  seminar->places = places;

  return seminar;
}

static gboolean
run_save (MitDb *db, gpointer data, GError **error)
{
  return mit_seminar_save (data, db, error);
}

static MitSeminar *
load (MitTestRegister *self, const MitId *id)
{
  g_autoptr (GError) error = NULL;
  MitSeminar *seminar = mit_seminar_load (mit_store_reader (self->store), id, &error);

  g_assert_no_error (error);

  return seminar;
}

static void
test_times_are_kept_in_one_form (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitSeminar) seminar = make_seminar (" Willkommen ", "2026-12-05 9:00", "2026-12-05T16:00:00", 12);
  g_autoptr (MitSeminar) held = NULL;

  mit_test_register_init (&self);
  mit_test_do (&self, run_save, seminar);
  held = load (&self, &seminar->id);

  g_assert_cmpstr (held->title, ==, "Willkommen");
  g_assert_cmpstr (held->starts, ==, "2026-12-05T09:00");
  g_assert_cmpstr (held->ends, ==, "2026-12-05T16:00");
  g_assert_cmpint (held->places, ==, 12);
}

static void
assert_refused (MitSeminar *taken)
{
  g_autoptr (MitSeminar) seminar = taken;
  g_autoptr (GError) error = NULL;

  g_assert_false (mit_seminar_check (seminar, &error));
  g_assert_error (error, MIT_SEMINAR_ERROR, MIT_SEMINAR_ERROR_INVALID);
}

static void
test_what_makes_no_sense_is_refused (void)
{
  assert_refused (make_seminar ("", "2026-12-05T10:00", NULL, 0));
  assert_refused (make_seminar ("  ", "2026-12-05T10:00", NULL, 0));
  assert_refused (make_seminar ("Willkommen", "2026-02-30T10:00", NULL, 0));
  assert_refused (make_seminar ("Willkommen", NULL, NULL, 0));
  assert_refused (make_seminar ("Willkommen", "2026-12-05T10:00", "2026-12-05T10:00", 0));
  assert_refused (make_seminar ("Willkommen", "2026-12-05T10:00", "bald", 0));
  assert_refused (make_seminar ("Willkommen", "2027-03-28T02:45", "2027-03-28T03:15", 0));
  assert_refused (make_seminar ("Willkommen", "2026-12-05T10:00", NULL, -1));
}

static void
test_control_characters_are_dropped (void)
{
  g_autoptr (MitSeminar) seminar = make_seminar ("Will\x01\rkommen", "2026-12-05T10:00", NULL, 0);

  g_assert_true (mit_seminar_check (seminar, NULL));
  g_assert_cmpstr (seminar->title, ==, "Will  kommen");
}

static void
test_the_programme_follows_its_times (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitSeminar) seminar = make_seminar ("Willkommen", "2026-12-05T10:00", NULL, 0);
  g_autoptr (MitSeminar) held = NULL;

  mit_test_register_init (&self);
  mit_seminar_add_item (seminar, "13:00", "Zweites", NULL);
  mit_seminar_add_item (seminar, "10:15", "Erstes", "Kim Noack");
  mit_test_do (&self, run_save, seminar);
  held = load (&self, &seminar->id);

  g_assert_cmpuint (held->programme->len, ==, 2);
  g_assert_cmpstr (((MitProgrammeItem *) g_ptr_array_index (held->programme, 0))->title, ==, "Erstes");
}

static void
test_each_change_counts_up_and_can_be_taken_back (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitSeminar) seminar = make_seminar ("Willkommen", "2026-12-05T10:00", NULL, 0);
  g_autoptr (MitSeminar) changed = NULL;
  g_autoptr (MitSeminar) undone = NULL;

  mit_test_register_init (&self);
  mit_seminar_add_item (seminar, "10:15", "Erstes", NULL);
  mit_test_do (&self, run_save, seminar);
  g_set_str (&seminar->title, "Anders");
  g_ptr_array_set_size (seminar->programme, 0);
  mit_test_do (&self, run_save, seminar);
  changed = load (&self, &seminar->id);
  g_assert_cmpint (changed->sequence, ==, 1);
  g_assert_cmpuint (changed->programme->len, ==, 0);

  mit_test_undo (&self);
  undone = load (&self, &seminar->id);
  g_assert_cmpstr (undone->title, ==, "Willkommen");
  g_assert_cmpint (undone->sequence, >, changed->sequence);
  g_assert_cmpuint (undone->programme->len, ==, 1);
  mit_test_undo (&self);
  g_assert_null (mit_seminar_load (mit_store_reader (self.store), &seminar->id, NULL));
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);

  g_test_add_func ("/seminar/times-are-kept-in-one-form", test_times_are_kept_in_one_form);
  g_test_add_func ("/seminar/what-makes-no-sense-is-refused", test_what_makes_no_sense_is_refused);
  g_test_add_func ("/seminar/control-characters-are-dropped", test_control_characters_are_dropped);
  g_test_add_func ("/seminar/the-programme-follows-its-times", test_the_programme_follows_its_times);
  g_test_add_func ("/seminar/each-change-counts-up-and-can-be-taken-back", test_each_change_counts_up_and_can_be_taken_back);

  return g_test_run ();
}
