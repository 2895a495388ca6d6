// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminars-fixture.h"

#include <mit-enrol-dialog.h>
#include <mit-invitations-dialog.h>
#include <mit-invite-dialog.h>
#include <mit-registration-row.h>
#include <mit-seminar-change.h>
#include <mit-seminar-day-view.h>
#include <mit-seminar-dialog.h>
#include <mit-seminar-invite.h>
#include <mit-seminar-page.h>
#include <mit-seminar-people-view.h>
#include <mit-seminar-plan-view.h>
#include <mit-seminars-page.h>
#include <mit-seminars-view.h>

/* Far more than anything here takes; in seconds. */
#define PATIENCE 20

#define wait_until(condition)                                                              \
  G_STMT_START                                                                             \
  {                                                                                        \
    gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;                 \
                                                                                           \
    while (!(condition))                                                                   \
      {                                                                                    \
        g_main_context_iteration (NULL, FALSE);                                            \
        g_usleep (500);                                                                    \
        if (g_get_monotonic_time () > deadline)                                            \
          g_error ("%s:%d: it did not come to this: %s", G_STRFUNC, __LINE__, #condition); \
      }                                                                                    \
  }                                                                                        \
  G_STMT_END

typedef struct
{
  SeminarsFixture fixture;
  GtkWidget      *window;
  GtkWidget      *page;
} Scene;

static void
open_page (Scene *scene, gboolean with_seminars)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  seminars_fixture_init (&scene->fixture);
  if (with_seminars)
    seminars_fixture_plan (&scene->fixture);
  scene->page = g_object_ref_sink (mit_seminars_page_new (scene->fixture.office.store));
  scene->window = g_object_new (ADW_TYPE_APPLICATION_WINDOW, "default-width", 1000, "default-height", 800, NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), scene->page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (scene->window), overlay);
  gtk_window_present (GTK_WINDOW (scene->window));
  wait_until (gtk_widget_get_width (scene->page) > 0);
}

/* Nothing may hold on to the page or to the register, once the answer to the last write is there. */
static void
close_page (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  wait_until (G_OBJECT (scene->page)->ref_count == 1);
  g_assert_finalize_object (scene->page);
  wait_until (G_OBJECT (scene->fixture.office.store)->ref_count == 1);
  seminars_fixture_clear (&scene->fixture);
}

static GtkWidget *
find_child (GtkWidget *widget, GType type, const char *buildable_id)
{
  const char *id = GTK_IS_BUILDABLE (widget) ? gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)) : NULL;
  GtkWidget  *found = g_type_is_a (G_OBJECT_TYPE (widget), type) && (!buildable_id || g_strcmp0 (id, buildable_id) == 0) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type, buildable_id);

  return found;
}

static GtkWidget *
find_row (GtkWidget *widget, const MitId *person)
{
  GtkWidget *found = NULL;

  if (MIT_IS_REGISTRATION_ROW (widget))
    {
      g_autoptr (MitRegistrationItem) item = NULL;
      MitId id;

      g_object_get (widget, "item", &item, NULL);
      id = item ? mit_registration_item_get_person (item) : (MitId) { 0 };
      return mit_id_equal (&id, person) ? widget : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_row (child, person);

  return found;
}

static GtkWidget *
seminar_page (Scene *scene)
{
  return find_child (scene->page, MIT_TYPE_SEMINAR_PAGE, NULL);
}

/* The row of a person on one of the tabs, once it is there. */
static GtkWidget *
show_row (Scene *scene, const char *tab, GType view, guint person)
{
  const MitId *id = &g_array_index (scene->fixture.people, MitId, person);

  mit_seminar_page_show_tab (MIT_SEMINAR_PAGE (seminar_page (scene)), tab);
  wait_until (find_row (find_child (scene->page, view, NULL), id));

  return find_row (find_child (scene->page, view, NULL), id);
}

static gboolean
is_state (Scene *scene, guint person, const char *expected)
{
  g_autofree char *state = seminars_fixture_state (&scene->fixture, &scene->fixture.ahead, person);

  return g_strcmp0 (state, expected) == 0;
}

/* What the register has, and the row shows. */
static void
await_tick (Scene *scene, guint person, const char *expected)
{
  GtkWidget       *row = show_row (scene, "day", MIT_TYPE_SEMINAR_DAY_VIEW, person);
  g_autofree char *shown = NULL;

  wait_until (is_state (scene, person, expected));
  do
    {
      g_clear_pointer (&shown, g_free);
      g_main_context_iteration (NULL, FALSE);
      g_object_get (row, "state", &shown, NULL);
    }
  while (g_strcmp0 (shown, expected) != 0);
}

static void
tick (Scene *scene, guint person, const char *state)
{
  gtk_widget_activate_action (show_row (scene, "day", MIT_TYPE_SEMINAR_DAY_VIEW, person), "row.state", "s", state);
}

static char *
read_text (Scene *scene, const char *sql)
{
  return mit_db_query_text (mit_store_reader (scene->fixture.office.store), NULL, sql, "b", &scene->fixture.ahead);
}

static gboolean
is_text (Scene *scene, const char *sql, const char *expected)
{
  g_autofree char *text = read_text (scene, sql);

  return g_strcmp0 (text, expected) == 0;
}

static void
type (GtkWidget *widget, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_child (widget, GTK_TYPE_WIDGET, id)), text);
}

static const char *
typed (GtkWidget *widget, const char *id)
{
  return gtk_editable_get_text (GTK_EDITABLE (find_child (widget, GTK_TYPE_WIDGET, id)));
}

static void
click (GtkWidget *widget, const char *id)
{
  GtkWidget *button = find_child (widget, GTK_TYPE_BUTTON, id);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static GtkWidget *
await_dialog (Scene *scene, GType dialog)
{
  wait_until (find_child (scene->window, dialog, NULL));

  return find_child (scene->window, dialog, NULL);
}

static void
test_a_register_without_seminars_offers_to_plan_one (void)
{
  Scene      scene = { 0 };
  GtkWidget *dialog;

  open_page (&scene, FALSE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (find_child (scene.page, GTK_TYPE_STACK, "stack"))), ==, "empty");

  gtk_widget_activate_action (scene.page, "seminars.plan", NULL);
  dialog = await_dialog (&scene, MIT_TYPE_SEMINAR_DIALOG);
  g_assert_false (gtk_widget_is_sensitive (find_child (dialog, GTK_TYPE_BUTTON, "save_button")));
  type (dialog, "title_row", "Grundlagen");
  type (dialog, "day_row", "5.12.91");
  type (dialog, "begin_row", "9.30");
  type (dialog, "places_row", "40");
  click (dialog, "save_button");

  wait_until (mit_test_count (&scene.fixture.office, "SELECT count (*) FROM seminar WHERE alive") == 1);
  g_assert_cmpint (mit_test_count (&scene.fixture.office, "SELECT count (*) FROM seminar WHERE title = 'Grundlagen' AND places = 40"
                                                          " AND starts LIKE '%-12-05T09:30' AND ends LIKE '%-12-05T16:00'"),
                   ==, 1);
  wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (find_child (scene.page, GTK_TYPE_STACK, "stack"))), "seminars") == 0);
  close_page (&scene);
}

static void
test_the_next_seminar_is_shown_first (void)
{
  Scene scene = { 0 };

  open_page (&scene, TRUE);
  wait_until (g_strcmp0 (typed (scene.page, "title_row"), "Neumitgliederseminar") == 0);
  mit_seminars_page_show (MIT_SEMINARS_PAGE (scene.page), &scene.fixture.past);
  g_assert_cmpstr (typed (scene.page, "title_row"), ==, "Grundlagen");
  close_page (&scene);
}

static void
test_a_state_is_changed_on_its_row (void)
{
  Scene scene = { 0 };

  open_page (&scene, TRUE);
  gtk_widget_activate_action (show_row (&scene, "people", MIT_TYPE_SEMINAR_PEOPLE_VIEW, 0), "row.state", "s", "declined");
  wait_until (is_state (&scene, 0, "declined"));

  /* There is a place, but others wait for it. */
  gtk_widget_activate_action (show_row (&scene, "people", MIT_TYPE_SEMINAR_PEOPLE_VIEW, 2), "row.next", NULL);
  wait_until (is_state (&scene, 2, "waiting"));
  gtk_widget_activate_action (show_row (&scene, "people", MIT_TYPE_SEMINAR_PEOPLE_VIEW, 4), "row.next", NULL);
  wait_until (is_state (&scene, 4, "coming"));
  close_page (&scene);
}

static void
test_a_free_place_goes_to_whoever_waits_longest (void)
{
  Scene      scene = { 0 };
  AdwBanner *banner;

  open_page (&scene, TRUE);
  banner = ADW_BANNER (find_child (scene.page, ADW_TYPE_BANNER, "free_banner"));
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_cmpstr (adw_banner_get_title (banner), ==, "1 place is free, 2 people wait");
  gtk_widget_activate_action (seminar_page (&scene), "seminar.give-place", NULL);
  wait_until (is_state (&scene, 3, "coming"));
  wait_until (!adw_banner_get_revealed (banner));
  g_assert_true (is_state (&scene, 4, "waiting"));
  close_page (&scene);
}

static void
test_ticking_twice_takes_the_tick_away (void)
{
  Scene scene = { 0 };

  open_page (&scene, TRUE);
  tick (&scene, 0, "attended");
  await_tick (&scene, 0, "attended");
  tick (&scene, 0, "attended");
  await_tick (&scene, 0, "coming");

  tick (&scene, 0, "absent");
  await_tick (&scene, 0, "absent");
  gtk_widget_activate_action (seminar_page (&scene), "seminar.attend-rest", NULL);
  await_tick (&scene, 1, "attended");
  g_assert_true (is_state (&scene, 0, "absent"));
  mit_test_undo (&scene.fixture.office);
  wait_until (is_state (&scene, 1, "coming"));
  close_page (&scene);
}

static void
test_what_is_being_typed_stays (void)
{
  Scene             scene = { 0 };
  MitSeminarChange *change;

  open_page (&scene, TRUE);
  type (scene.page, "title_row", "Neu bei uns");
  change = mit_seminar_change_new (&scene.fixture.ahead);
  change->fields[MIT_SEMINAR_PLACE] = g_strdup ("Bürgerhaus");
  mit_test_await (mit_seminar_change_write (scene.fixture.office.store, change));
  wait_until (g_strcmp0 (typed (scene.page, "place_row"), "Bürgerhaus") == 0);
  g_assert_cmpstr (typed (scene.page, "title_row"), ==, "Neu bei uns");

  g_signal_emit_by_name (find_child (scene.page, ADW_TYPE_ENTRY_ROW, "title_row"), "apply");
  wait_until (is_text (&scene, "SELECT title FROM seminar WHERE id = ?", "Neu bei uns"));
  g_assert_true (is_text (&scene, "SELECT place FROM seminar WHERE id = ?", "Bürgerhaus"));
  close_page (&scene);
}

static void
test_what_was_typed_is_not_lost_on_the_way_to_another_seminar (void)
{
  Scene scene = { 0 };

  open_page (&scene, TRUE);
  type (scene.page, "places_row", "25");
  mit_seminars_page_show (MIT_SEMINARS_PAGE (scene.page), &scene.fixture.past);
  wait_until (is_text (&scene, "SELECT places FROM seminar WHERE id = ?", "25"));
  g_assert_cmpstr (typed (scene.page, "places_row"), ==, "20");
  close_page (&scene);
}

/* The window goes to another part, or locks the register: the page is no longer shown. */
static void
test_what_was_typed_is_written_when_the_page_goes (void)
{
  Scene scene = { 0 };

  open_page (&scene, TRUE);
  type (scene.page, "title_row", "Neu bei uns");
  type (scene.page, "places_row", "viele");
  gtk_widget_set_visible (scene.page, FALSE);
  wait_until (mit_test_count (&scene.fixture.office, "SELECT count (*) FROM seminar WHERE title = 'Neu bei uns' AND places = 3") == 1);
  close_page (&scene);
}

static void
test_inviting_says_how_many_first (void)
{
  Scene            scene = { 0 };
  GtkWidget       *dialog;
  g_autofree char *expected = NULL;
  guint            n_before, n_entitled;
  g_autoptr (GArray) entitled = NULL;

  open_page (&scene, TRUE);
  n_before = (guint) mit_test_count (&scene.fixture.office, "SELECT count (*) FROM registration WHERE state = 'invited'");
  gtk_widget_activate_action (seminar_page (&scene), "seminar.invite", NULL);
  dialog = await_dialog (&scene, MIT_TYPE_INVITE_DIALOG);
  type (dialog, "since_row", "01.06.2026");
  entitled = mit_seminar_entitled (mit_store_reader (scene.fixture.office.store), &scene.fixture.ahead, mit_date_new (2026, 6, 1), NULL);
  n_entitled = entitled->len;
  g_assert_cmpuint (n_entitled, >, 1);
  expected = g_strdup_printf ("%u people will be invited:", n_entitled);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (find_child (dialog, GTK_TYPE_LABEL, "count_label"))), ==, expected);
  click (dialog, "invite_button");
  wait_until (mit_test_count (&scene.fixture.office, "SELECT count (*) FROM registration WHERE state = 'invited'") == n_before + n_entitled);
  close_page (&scene);
}

static void
test_people_are_found_and_added (void)
{
  Scene      scene = { 0 };
  GtkWidget *dialog;

  open_page (&scene, TRUE);
  gtk_widget_activate_action (seminar_page (&scene), "seminar.enrol", NULL);
  dialog = await_dialog (&scene, MIT_TYPE_ENROL_DIALOG);
  type (dialog, "search_entry", "krämer heike");
  g_signal_emit_by_name (find_child (dialog, GTK_TYPE_SEARCH_ENTRY, NULL), "activate");
  wait_until (mit_test_count (&scene.fixture.office, "SELECT count (*) FROM registration WHERE state = 'waiting'") == 3);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  close_page (&scene);
}

static gboolean
run_forget_address (MitDb *db, gpointer person, GError **error)
{
  return mit_db_run (db, error, "UPDATE person SET street = NULL, postcode = NULL, city = NULL WHERE id = ?", "b", person);
}

static void
test_letters_are_counted_with_those_who_get_none (void)
{
  Scene      scene = { 0 };
  GtkWidget *dialog, *group;

  open_page (&scene, TRUE);
  seminars_fixture_set (&scene.fixture, &scene.fixture.ahead, 6, MIT_REGISTRATION_INVITED);
  seminars_fixture_set (&scene.fixture, &scene.fixture.ahead, 7, MIT_REGISTRATION_INVITED);
  mit_test_do (&scene.fixture.office, run_forget_address, &g_array_index (scene.fixture.people, MitId, 6));
  gtk_widget_activate_action (seminar_page (&scene), "seminar.letters", NULL);
  dialog = await_dialog (&scene, MIT_TYPE_INVITATIONS_DIALOG);
  group = find_child (dialog, ADW_TYPE_PREFERENCES_GROUP, "left_out_group");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (find_child (dialog, ADW_TYPE_PREFERENCES_ROW, "letters_row"))), ==, "2 letters");
  g_assert_true (gtk_widget_get_visible (group));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_child (group, ADW_TYPE_ACTION_ROW, NULL))), ==, "No complete address");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  close_page (&scene);
}

static void
test_calling_off_can_be_taken_back (void)
{
  Scene scene = { 0 };

  open_page (&scene, TRUE);
  gtk_widget_activate_action (seminar_page (&scene), "seminar.call-off", NULL);
  wait_until (is_text (&scene, "SELECT called_off FROM seminar WHERE id = ?", "1"));
  wait_until (adw_banner_get_revealed (ADW_BANNER (find_child (scene.page, ADW_TYPE_BANNER, "called_off_banner"))));
  g_assert_false (adw_banner_get_revealed (ADW_BANNER (find_child (scene.page, ADW_TYPE_BANNER, "free_banner"))));
  gtk_widget_activate_action (seminar_page (&scene), "seminar.take-up", NULL);
  wait_until (is_text (&scene, "SELECT called_off FROM seminar WHERE id = ?", "0"));
  close_page (&scene);
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);
  adw_init ();
  mit_seminars_view_init ();
  g_test_add_func ("/seminars/page/a-register-without-seminars-offers-to-plan-one", test_a_register_without_seminars_offers_to_plan_one);
  g_test_add_func ("/seminars/page/the-next-seminar-is-shown-first", test_the_next_seminar_is_shown_first);
  g_test_add_func ("/seminars/page/a-state-is-changed-on-its-row", test_a_state_is_changed_on_its_row);
  g_test_add_func ("/seminars/page/a-free-place-goes-to-whoever-waits-longest", test_a_free_place_goes_to_whoever_waits_longest);
  g_test_add_func ("/seminars/page/ticking-twice-takes-the-tick-away", test_ticking_twice_takes_the_tick_away);
  g_test_add_func ("/seminars/page/what-is-being-typed-stays", test_what_is_being_typed_stays);
  g_test_add_func ("/seminars/page/what-was-typed-is-not-lost-on-the-way-to-another-seminar", test_what_was_typed_is_not_lost_on_the_way_to_another_seminar);
  g_test_add_func ("/seminars/page/what-was-typed-is-written-when-the-page-goes", test_what_was_typed_is_written_when_the_page_goes);
  g_test_add_func ("/seminars/page/inviting-says-how-many-first", test_inviting_says_how_many_first);
  g_test_add_func ("/seminars/page/people-are-found-and-added", test_people_are_found_and_added);
  g_test_add_func ("/seminars/page/letters-are-counted-with-those-who-get-none", test_letters_are_counted_with_those_who_get_none);
  g_test_add_func ("/seminars/page/calling-off-can-be-taken-back", test_calling_off_can_be_taken_back);

  return g_test_run ();
}
