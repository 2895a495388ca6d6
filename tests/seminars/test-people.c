// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-badges.h"
#include "mit-seminar-invite.h"
#include "mit-seminar-people.h"
#include "mit-seminar-sheet.h"
#include "mit-test-list.h"

#include <mit-person-edit.h>

static const char list[] =
  "Vorname;Name;Straße;PLZ;Ort;Eintritt;Status\n"
  "Anna;Ahorn;Ringstr. 1;08056;Zwickau;01.09.2026;Mitglied\n"
  "Bernd;Birke;Ringstr. 2;08056;Zwickau;01.09.2026;Gast\n"
  "Cem;Çelik;Ringstr. 3;08056;Zwickau;01.09.2026;Mitglied\n"
  "Dora;Dorn;Ringstr. 4;08056;Zwickau;31.08.2026;Mitglied\n"
  "Emil;Erle;Ringstr. 5;08056;Zwickau;01.09.2026;ausgetreten\n"
  "Franz;Fichte;Ringstr. 6;08056;Zwickau;01.09.2026;Sympathisant\n";

typedef struct
{
  MitTestRegister base;
  MitSeminar     *seminar;
} Office;

static gboolean
run_save (MitDb *db, gpointer data, GError **error)
{
  return mit_seminar_save (data, db, error);
}

static MitSeminar *
add_seminar (Office *self, int places)
{
  MitSeminar *seminar = mit_seminar_new ();

  seminar->title = g_strdup ("Willkommen");
  seminar->starts = g_strdup ("2026-12-05T10:00");
  seminar->places = places;
  mit_test_do (&self->base, run_save, seminar);

  return seminar;
}

static void
office_init (Office *self, int places)
{
  mit_test_register_init (&self->base);
  mit_test_import (&self->base, list);
  self->seminar = add_seminar (self, places);
}

static void
office_clear (Office *self)
{
  g_clear_pointer (&self->seminar, mit_seminar_free);
  mit_test_register_clear (&self->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Office, office_clear)

typedef struct
{
  MitId                seminar;
  MitId                person;
  MitRegistrationState state;
  guint                position;
  guint                n_invited;
} Work;

static gboolean
run_ask (MitDb *db, gpointer data, GError **error)
{
  Work *work = data;

  return mit_registration_ask (db, &work->seminar, &work->person, &work->state, &work->position, error);
}

static gboolean
run_set (MitDb *db, gpointer data, GError **error)
{
  Work *work = data;

  return mit_registration_set (db, &work->seminar, &work->person, work->state, error);
}

static gboolean
run_invite (MitDb *db, gpointer data, GError **error)
{
  Work *work = data;

  return mit_seminar_invite (db, &work->seminar, mit_date_new (2026, 9, 1), &work->n_invited, error);
}

static Work
work_for (Office *self, const char *name)
{
  g_autoptr (MitPerson) person = mit_test_person (&self->base, name);

  return (Work) { .seminar = self->seminar->id, .person = person->id };
}

static void
assert_asks (Office *self, const char *name, const char *state, guint position)
{
  Work work = work_for (self, name);

  mit_test_do (&self->base, run_ask, &work);
  g_assert_cmpstr (mit_registration_state_name (work.state), ==, state);
  g_assert_cmpuint (work.position, ==, position);
}

static void
set_state (Office *self, const char *name, MitRegistrationState state)
{
  Work work = work_for (self, name);

  work.state = state;
  mit_test_do (&self->base, run_set, &work);
}

static char *
show (Office *self)
{
  g_autoptr (GPtrArray) registrations = mit_registrations_load (mit_store_reader (self->base.store), &self->seminar->id, NULL);
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < registrations->len; i++)
    {
      const MitRegistration *registration = g_ptr_array_index (registrations, i);

      g_string_append_printf (shown, "%s%s %s", i > 0 ? " | " : "", registration->name, mit_registration_state_name (registration->state));
      if (registration->position > 0)
        g_string_append_printf (shown, " %u", registration->position);
    }

  return g_string_free_and_steal (shown);
}

static void
assert_shown (Office *self, const char *expected)
{
  g_autofree char *shown = show (self);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_who_asks_first_comes_first (void)
{
  g_auto (Office) self = { 0 };

  office_init (&self, 1);
  assert_asks (&self, "dorn", "coming", 0);
  assert_asks (&self, "birke", "waiting", 1);
  assert_asks (&self, "ahorn", "waiting", 2);
  assert_shown (&self, "Dorn, Dora coming | Birke, Bernd waiting 1 | Ahorn, Anna waiting 2");
}

static void
test_asking_again_changes_nothing (void)
{
  g_auto (Office) self = { 0 };

  office_init (&self, 1);
  assert_asks (&self, "dorn", "coming", 0);
  assert_asks (&self, "birke", "waiting", 1);
  assert_asks (&self, "ahorn", "waiting", 2);
  assert_asks (&self, "dorn", "coming", 0);
  assert_asks (&self, "birke", "waiting", 1);
}

static void
test_a_place_that_falls_free_is_for_those_who_wait (void)
{
  g_auto (Office) self = { 0 };

  office_init (&self, 1);
  assert_asks (&self, "dorn", "coming", 0);
  assert_asks (&self, "birke", "waiting", 1);
  set_state (&self, "dorn", MIT_REGISTRATION_DECLINED);
  assert_asks (&self, "ahorn", "waiting", 2);
  set_state (&self, "birke", MIT_REGISTRATION_COMING);
  assert_shown (&self, "Birke, Bernd coming | Ahorn, Anna waiting 1 | Dorn, Dora declined");
}

static void
test_whoever_declined_and_asks_again_waits_at_the_end (void)
{
  g_auto (Office) self = { 0 };

  office_init (&self, 1);
  assert_asks (&self, "dorn", "coming", 0);
  assert_asks (&self, "birke", "waiting", 1);
  set_state (&self, "dorn", MIT_REGISTRATION_DECLINED);
  assert_asks (&self, "dorn", "waiting", 2);
}

static void
test_without_a_limit_nobody_waits (void)
{
  g_auto (Office) self = { 0 };

  office_init (&self, 0);
  assert_asks (&self, "dorn", "coming", 0);
  assert_asks (&self, "birke", "coming", 0);
}

static void
test_the_bin_gives_the_place_back (void)
{
  g_auto (Office) self = { 0 };
  g_autoptr (MitPerson) person = NULL;

  office_init (&self, 1);
  assert_asks (&self, "dorn", "coming", 0);
  person = mit_test_person (&self.base, "dorn");
  mit_test_await (mit_person_bin (self.base.store, &person->id, TRUE));
  assert_asks (&self, "birke", "coming", 0);
}

/* Those who left or are not members yet, who came earlier, and who have attended before are not asked. */
static void
test_the_rule_invites_new_people_who_never_attended (void)
{
  g_auto (Office) self = { 0 };
  g_autoptr (MitSeminar) earlier = NULL;
  Work work;

  office_init (&self, 5);
  earlier = self.seminar;
  set_state (&self, "celik", MIT_REGISTRATION_ATTENDED);
  self.seminar = add_seminar (&self, 5);
  work = (Work) { .seminar = self.seminar->id };
  mit_test_do (&self.base, run_invite, &work);

  g_assert_cmpuint (work.n_invited, ==, 2);
  assert_shown (&self, "Ahorn, Anna invited | Birke, Bernd invited");
}

static void
test_nobody_is_invited_twice (void)
{
  g_auto (Office) self = { 0 };
  Work work;

  office_init (&self, 5);
  work = (Work) { .seminar = self.seminar->id };
  mit_test_do (&self.base, run_invite, &work);
  g_assert_cmpuint (work.n_invited, ==, 3);
  set_state (&self, "ahorn", MIT_REGISTRATION_DECLINED);
  mit_test_do (&self.base, run_invite, &work);
  g_assert_cmpuint (work.n_invited, ==, 0);
}

static void
assert_refused (Office *self, MitStoreFunc func, Work work)
{
  static const MitAction action = { "Tried", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (mit_store_write_sync (self->base.store, &action, func, &work, NULL, &error));
  g_assert_error (error, MIT_SEMINAR_ERROR, MIT_SEMINAR_ERROR_INVALID);
}

static void
test_a_seminar_called_off_takes_nobody (void)
{
  g_auto (Office) self = { 0 };

  office_init (&self, 5);
  self.seminar->called_off = TRUE;
  mit_test_do (&self.base, run_save, self.seminar);

  assert_refused (&self, run_ask, work_for (&self, "ahorn"));
  assert_refused (&self, run_invite, work_for (&self, "ahorn"));
}

static void
test_only_who_and_what_is_there_can_be_registered (void)
{
  g_auto (Office) self = { 0 };
  Work nobody, nothing;

  office_init (&self, 5);
  nobody = nothing = work_for (&self, "ahorn");
  nobody.person = mit_id_new ();
  nothing.seminar = mit_id_new ();

  assert_refused (&self, run_ask, nobody);
  assert_refused (&self, run_set, nobody);
  assert_refused (&self, run_set, nothing);
  g_assert_cmpint (mit_test_count (&self.base, "SELECT count (*) FROM registration"), ==, 0);
}

static void
test_invitations_go_to_those_who_have_none_yet (void)
{
  g_auto (Office) self = { 0 };
  g_autoptr (GPtrArray) addressees = NULL;
  g_autoptr (MitLetterRun) run = NULL;
  const MitLetter *letter;
  Work             work;

  office_init (&self, 5);
  work = (Work) { .seminar = self.seminar->id };
  mit_test_do (&self.base, run_invite, &work);
  set_state (&self, "ahorn", MIT_REGISTRATION_COMING);
  run = mit_seminar_letters (mit_store_reader (self.base.store), &self.seminar->id, mit_date_new (2026, 11, 22), 'b', &addressees, NULL);

  g_assert_cmpuint (run->letters->len, ==, 2);
  letter = g_ptr_array_index (run->letters, 0);
  g_assert_cmpstr (letter->values[MIT_FIELD_SEMINAR], ==, "Willkommen");
  g_assert_cmpstr (letter->values[MIT_FIELD_SEMINAR_TIME], ==, "Samstag, 5. Dezember 2026, 10:00 Uhr");
}

static void
test_the_sheet_is_a_pdf (void)
{
  g_auto (Office) self = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  guint n_pages;

  office_init (&self, 5);
  assert_asks (&self, "ahorn", "coming", 0);
  path = mit_test_register_file (&self.base, "sheet.pdf");
  mit_seminar_sheet_write (mit_store_reader (self.base.store), &self.seminar->id, path, &n_pages, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &data, NULL, NULL));

  g_assert_cmpuint (n_pages, ==, 1);
  g_assert_true (g_str_has_prefix (data, "%PDF-"));
}

static void
test_those_who_have_a_place_get_a_badge (void)
{
  g_auto (Office) self = { 0 };
  g_autoptr (MitSeminarBadges) badges = NULL;
  g_autoptr (GBytes) pdf = NULL;

  office_init (&self, 1);
  assert_asks (&self, "ahorn", "coming", 0);
  assert_asks (&self, "birke", "waiting", 1);
  badges = mit_seminar_badges_load (mit_store_reader (self.base.store), &self.seminar->id, NULL);
  g_assert_cmpuint (badges->people->len, ==, 1);
  g_assert_cmpstr (badges->title, ==, "Willkommen");
  pdf = mit_seminar_badges_render (badges, mit_print_labels_get (MIT_PRINT_LABELS_FOR_BADGES, NULL), 0, NULL);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (pdf, NULL), "%PDF-"));
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);

  g_test_add_func ("/registration/who-asks-first-comes-first", test_who_asks_first_comes_first);
  g_test_add_func ("/registration/asking-again-changes-nothing", test_asking_again_changes_nothing);
  g_test_add_func ("/registration/a-place-that-falls-free-is-for-those-who-wait", test_a_place_that_falls_free_is_for_those_who_wait);
  g_test_add_func ("/registration/whoever-declined-and-asks-again-waits-at-the-end", test_whoever_declined_and_asks_again_waits_at_the_end);
  g_test_add_func ("/registration/without-a-limit-nobody-waits", test_without_a_limit_nobody_waits);
  g_test_add_func ("/registration/the-bin-gives-the-place-back", test_the_bin_gives_the_place_back);
  g_test_add_func ("/registration/a-seminar-called-off-takes-nobody", test_a_seminar_called_off_takes_nobody);
  g_test_add_func ("/registration/only-who-and-what-is-there-can-be-registered", test_only_who_and_what_is_there_can_be_registered);
  g_test_add_func ("/invitation/the-rule-invites-new-people-who-never-attended", test_the_rule_invites_new_people_who_never_attended);
  g_test_add_func ("/invitation/nobody-is-invited-twice", test_nobody_is_invited_twice);
  g_test_add_func ("/invitation/letters-go-to-those-who-have-none-yet", test_invitations_go_to_those_who_have_none_yet);
  g_test_add_func ("/badges/those-who-have-a-place-get-one", test_those_who_have_a_place_get_a_badge);
  g_test_add_func ("/sheet/is-a-pdf", test_the_sheet_is_a_pdf);

  return g_test_run ();
}
