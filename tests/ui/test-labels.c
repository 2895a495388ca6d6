// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-ui.h"

#include <mit-labels-dialog.h>
#include <mit-pdf-view.h>

static MitPdfView *
open_labels (MitTestScene *scene)
{
  mit_test_scene_init (scene, "members-district.csv");
  mit_test_scene_open (scene);
  mit_test_act (scene->window, "win.address-labels");
  g_assert_true (MIT_IS_LABELS_DIALOG (mit_test_dialog (scene)));

  return MIT_PDF_VIEW (mit_test_child (mit_test_dialog (scene), "preview"));
}

static guint
count_labels (MitTestScene *scene)
{
  const char *text = gtk_label_get_label (GTK_LABEL (mit_test_child (mit_test_dialog (scene), "count_label")));
  guint       n = 0;

  for (; *text && *text != ' '; text++)
    if (g_ascii_isdigit (*text))
      n = 10 * n + (guint) g_ascii_digit_value (*text);

  return n;
}

static void
test_the_list_can_be_printed_on_labels (void)
{
  g_auto (MitTestScene) scene = { 0 };
  MitPdfView *preview = open_labels (&scene);
  guint       n = count_labels (&scene);

  g_assert_cmpuint (n, >, 1000);
  mit_test_until (mit_pdf_view_get_n_pages (preview) == (n + 23) / 24);
  mit_test_scene_finish (&scene);
}

/* Whoever plays with the buttons sees in the end what is chosen in the end. */
static void
test_another_sheet_is_shown_as_soon_as_it_is_chosen (void)
{
  g_auto (MitTestScene) scene = { 0 };
  MitPdfView *preview = open_labels (&scene);
  GtkWidget  *labels_row = mit_test_child (mit_test_dialog (&scene), "labels_row"), *first_row = mit_test_child (mit_test_dialog (&scene), "first_row");
  guint       n = count_labels (&scene);

  adw_spin_row_set_value (ADW_SPIN_ROW (first_row), 24);
  adw_combo_row_set_selected (ADW_COMBO_ROW (labels_row), 2);
  adw_switch_row_set_active (ADW_SWITCH_ROW (mit_test_find_text (mit_test_dialog (&scene), ADW_TYPE_SWITCH_ROW, "Sender Above the Address")), TRUE);
  g_assert_cmpfloat (adw_spin_row_get_value (ADW_SPIN_ROW (first_row)), ==, 21);
  mit_test_until (mit_pdf_view_get_n_pages (preview) == (20 + n + 20) / 21);
  mit_test_scene_finish (&scene);
}

static void
test_a_dialog_that_is_closed_while_it_draws_goes (void)
{
  g_auto (MitTestScene) scene = { 0 };

  MitPdfView *preview = open_labels (&scene);
  gpointer    dialog = mit_test_dialog (&scene);

  g_assert_cmpuint (mit_pdf_view_get_n_pages (preview), ==, 0);
  g_object_add_weak_pointer (dialog, &dialog);
  adw_dialog_force_close (dialog);
  mit_test_until (dialog == NULL);
  mit_test_scene_finish (&scene);
}

/* Nobody's address shows up over a register that was locked. */
static void
test_locking_comes_before_the_labels (void)
{
  g_auto (MitTestScene) scene = { 0 };
  gpointer store;

  mit_test_scene_init (&scene, "members-district.csv");
  mit_test_scene_open (&scene);
  mit_test_act (scene.window, "win.address-labels");
  store = scene.office.store;
  g_object_add_weak_pointer (store, &store);
  g_clear_object (&scene.office.store);
  mit_test_act (scene.window, "win.lock");
  mit_test_until (mit_test_shows (scene.window, "Register Locked"));
  /* Until the addresses were read and let go of. */
  mit_test_until (store == NULL);
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (scene.window)));
  mit_test_scene_finish (&scene);
}

static void
test_the_keyboard_is_in_the_dialog (void)
{
  g_auto (MitTestScene) scene = { 0 };

  open_labels (&scene);
  mit_test_until (gtk_window_get_focus (GTK_WINDOW (scene.window)));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (scene.window)), GTK_WIDGET (mit_test_dialog (&scene))));
  mit_test_scene_finish (&scene);
}

static void
test_without_people_it_is_said (void)
{
  g_auto (MitTestScene) scene = { 0 };

  mit_test_scene_init (&scene, NULL);
  mit_test_scene_open (&scene);
  mit_test_act (scene.window, "win.address-labels");
  mit_test_until (mit_test_shows (scene.window, "There is nobody in the list to print a label for"));
  mit_test_scene_finish (&scene);
}

int
main (int argc, char **argv)
{
  mit_test_ui_init (&argc, &argv);
  g_test_add_func ("/ui/labels/the-list-can-be-printed-on-labels", test_the_list_can_be_printed_on_labels);
  g_test_add_func ("/ui/labels/another-sheet-is-shown-as-soon-as-it-is-chosen", test_another_sheet_is_shown_as_soon_as_it_is_chosen);
  g_test_add_func ("/ui/labels/a-dialog-that-is-closed-while-it-draws-goes", test_a_dialog_that_is_closed_while_it_draws_goes);
  g_test_add_func ("/ui/labels/locking-comes-before-the-labels", test_locking_comes_before_the_labels);
  g_test_add_func ("/ui/labels/the-keyboard-is-in-the-dialog", test_the_keyboard_is_in_the_dialog);
  g_test_add_func ("/ui/labels/without-people-it-is-said", test_without_people_it_is_said);

  return g_test_run ();
}
