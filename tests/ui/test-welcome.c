// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-ui.h"

#include <mit-letter-template.h>
#include <mit-pdf-view.h>
#include <mit-person-edit.h>
#include <mit-template-dialog.h>
#include <mit-welcome-page.h>

/* Three who entered last week, one of them without an address and one without a form of address. */
static void
open_welcome (MitTestScene *scene)
{
  g_autofree char *day = NULL;
  g_autofree char *list = NULL;
  int              year, month, number;

  mit_date_get (mit_date_add_days (mit_date_today (), -7), &year, &month, &number);
  day = g_strdup_printf ("%02d.%02d.%d", number, month, year);
  list = g_strdup_printf ("Anrede;Vorname;Name;Straße;PLZ;Ort;Eintritt;Status\n"
                          "Frau;Erika;Muster;Am Markt 1;08056;Zwickau;%s;Mitglied\n"
                          ";Kim;Beispiel;Am Markt 2;08056;Zwickau;%s;Mitglied\n"
                          "Herr;Jörg;Ohneweg;;;;%s;Mitglied\n",
                          day, day, day);
  mit_test_scene_init (scene, NULL);
  g_assert_cmpuint (mit_test_import (&scene->office, list).new, ==, 3);
  mit_test_scene_show (scene, mit_welcome_page_new (scene->office.store));
}

static const char *
summary (MitTestScene *scene)
{
  return gtk_label_get_label (GTK_LABEL (mit_test_child (scene->shown, "summary_label")));
}

static void
test_the_odd_ones_come_first (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkListBox *list;

  open_welcome (&scene);
  list = GTK_LIST_BOX (mit_test_child (scene.shown, "list"));
  g_assert_cmpstr (summary (&scene), ==, "2 letters, 1 without an address");
  g_assert_true (mit_test_shows (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)), "Jörg"));
  g_assert_true (mit_test_shows (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 1)), "Kim"));
  g_assert_true (mit_test_shows (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 2)), "Erika"));
  g_assert_null (gtk_list_box_get_row_at_index (list, 3));
}

static void
test_somebody_chosen_by_hand_comes_on_top_once (void)
{
  g_auto (MitTestScene) scene = { 0 };
  g_autoptr (MitPerson) person = mit_person_new ();
  MitId       id = person->id;
  GtkListBox *list;

  open_welcome (&scene);
  mit_person_set (person, MIT_PERSON_GIVEN, "Renate");
  mit_person_set (person, MIT_PERSON_FAMILY, "Lange");
  mit_person_add_period (person, MIT_STAGE_MEMBER, mit_date_new (2001, 5, 1), MIT_DATE_NONE, NULL);
  mit_test_await (mit_person_create (scene.office.store, g_steal_pointer (&person)));
  list = GTK_LIST_BOX (mit_test_child (scene.shown, "list"));
  g_assert_null (gtk_list_box_get_row_at_index (list, 3));

  mit_welcome_page_add_person (MIT_WELCOME_PAGE (scene.shown), &id);
  mit_welcome_page_add_person (MIT_WELCOME_PAGE (scene.shown), &id);
  g_assert_true (mit_test_shows (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)), "Renate"));
  g_assert_true (gtk_list_box_get_selected_row (list) == gtk_list_box_get_row_at_index (list, 0));
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 3));
  g_assert_null (gtk_list_box_get_row_at_index (list, 4));
}

static void
test_leaving_somebody_out_makes_one_letter_less (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkListBox *list;

  open_welcome (&scene);
  list = GTK_LIST_BOX (mit_test_child (scene.shown, "list"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (mit_test_find_type (gtk_list_box_get_row_at_index (list, 2), GTK_TYPE_CHECK_BUTTON)), FALSE);
  g_assert_cmpstr (summary (&scene), ==, "1 letter, 1 left out, 1 without an address");
  g_assert_nonnull (mit_test_find_text (scene.shown, GTK_TYPE_BUTTON, "_Print 1 Letter …"));
}

/* The register changes while somebody looks through the list, and be it by themselves. */
static void
test_what_was_decided_outlasts_a_change_of_the_register (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkListBox *list;

  open_welcome (&scene);
  list = GTK_LIST_BOX (mit_test_child (scene.shown, "list"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (mit_test_find_type (gtk_list_box_get_row_at_index (list, 2), GTK_TYPE_CHECK_BUTTON)), FALSE);
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 1));
  g_assert_cmpuint (mit_test_import (&scene.office, "Vorname;Name\nMo;Otto\n").new, ==, 1);
  mit_test_until (gtk_list_box_get_selected_row (list) != NULL);
  g_signal_emit_by_name (scene.office.store, "changed");
  g_assert_cmpstr (summary (&scene), ==, "1 letter, 1 left out, 1 without an address");
  g_assert_true (mit_test_shows (GTK_WIDGET (gtk_list_box_get_selected_row (list)), "Kim"));
}

static void
test_the_letter_of_whoever_is_chosen_is_shown (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkListBox *list;
  MitPdfView *preview;

  open_welcome (&scene);
  list = GTK_LIST_BOX (mit_test_child (scene.shown, "list"));
  preview = MIT_PDF_VIEW (mit_test_child (scene.shown, "preview"));
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 2));
  mit_test_until (mit_pdf_view_get_n_pages (preview) == 1);
}

static void
test_a_greeting_is_changed_for_one_letter (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkListBox    *list;
  GtkWidget     *row;
  GtkMenuButton *button;

  open_welcome (&scene);
  list = GTK_LIST_BOX (mit_test_child (scene.shown, "list"));
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, 2));
  button = GTK_MENU_BUTTON (mit_test_find_type (row, GTK_TYPE_MENU_BUTTON));
  gtk_menu_button_popup (button);
  mit_test_enter (mit_test_find_type (gtk_menu_button_get_popover (button), GTK_TYPE_ENTRY), "Liebe Erika,");
  mit_test_until (mit_test_shows (row, "Liebe Erika,"));
}

static void
test_a_letter_with_an_unknown_field_cannot_be_saved (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkWidget *save;

  mit_test_scene_init (&scene, NULL);
  mit_test_scene_present (&scene, mit_template_dialog_new (scene.office.store, "welcome"));
  save = mit_test_find_text (scene.shown, GTK_TYPE_BUTTON, "_Save");
  mit_test_until (mit_pdf_view_get_n_pages (MIT_PDF_VIEW (mit_test_child (scene.shown, "preview"))) == 1);
  g_assert_true (gtk_widget_get_sensitive (save));
  mit_test_type (mit_test_child (scene.shown, "subject_row"), "Willkommen, {{nobody}}");
  mit_test_until (!gtk_widget_get_sensitive (save));
  g_assert_true (mit_test_shows (scene.shown, "nobody"));
  mit_test_type (mit_test_child (scene.shown, "subject_row"), "Willkommen");
  mit_test_until (gtk_widget_get_sensitive (save));
  mit_test_act (scene.shown, "template.save");
  mit_test_until (!adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (scene.window)));
}

static char *
written_subject (MitTestScene *scene)
{
  g_autoptr (MitLetterTemplate) letter_template = mit_letter_template_load (mit_store_reader (scene->office.store), "welcome");

  return g_strdup (letter_template->subject);
}

static gboolean
has_subject (MitTestScene *scene, const char *subject)
{
  g_autofree char *written = written_subject (scene);

  return g_str_equal (written, subject);
}

/* Escape is pressed by mistake, and a register locks itself while somebody is away. */
static void
test_a_letter_that_is_being_written_is_not_lost (void)
{
  g_auto (MitTestScene) scene = { 0 };

  mit_test_scene_init (&scene, NULL);
  mit_test_scene_present (&scene, mit_template_dialog_new (scene.office.store, "welcome"));
  mit_test_type (mit_test_child (scene.shown, "subject_row"), "Herein");
  adw_dialog_close (ADW_DIALOG (scene.shown));
  mit_test_until (mit_test_shows (scene.window, "Save the Letter?"));
  g_assert_false (has_subject (&scene, "Herein"));
  adw_dialog_force_close (mit_test_dialog (&scene));
  adw_dialog_force_close (ADW_DIALOG (scene.shown));
  mit_test_until (has_subject (&scene, "Herein"));
}

int
main (int argc, char **argv)
{
  mit_test_ui_init (&argc, &argv);
  g_test_add_func ("/ui/welcome/the-odd-ones-come-first", test_the_odd_ones_come_first);
  g_test_add_func ("/ui/welcome/leaving-somebody-out-makes-one-letter-less", test_leaving_somebody_out_makes_one_letter_less);
  g_test_add_func ("/ui/welcome/what-was-decided-outlasts-a-change-of-the-register", test_what_was_decided_outlasts_a_change_of_the_register);
  g_test_add_func ("/ui/welcome/the-letter-of-whoever-is-chosen-is-shown", test_the_letter_of_whoever_is_chosen_is_shown);
  g_test_add_func ("/ui/welcome/a-greeting-is-changed-for-one-letter", test_a_greeting_is_changed_for_one_letter);
  g_test_add_func ("/ui/welcome/a-letter-that-is-being-written-is-not-lost", test_a_letter_that_is_being_written_is_not_lost);
  g_test_add_func ("/ui/welcome/a-letter-with-an-unknown-field-cannot-be-saved", test_a_letter_with_an_unknown_field_cannot_be_saved);

  g_test_add_func ("/ui/welcome/somebody-chosen-by-hand-comes-on-top-once", test_somebody_chosen_by_hand_comes_on_top_once);

  return g_test_run ();
}
