// SPDX-License-Identifier: GPL-3.0-or-later
#include "brochure-fixture.h"

#include "mit-brochure-desk.h"
#include "mit-brochure-page.h"
#include "mit-brochure-panel.h"
#include "mit-brochure-print-dialog.h"
#include "mit-brochure-view.h"
#include "mit-story-editor.h"

#include <mit-brochure-story.h>
#include <mit-proof-dialog.h>
#include <mit-undo.h>

#include <string.h>

#define TIMEOUT_US (10 * G_USEC_PER_SEC)

/* Run until something is so, or far too long has passed. */
#define WAIT_UNTIL(condition)                                            \
  G_STMT_START                                                           \
  {                                                                      \
    gint64 begun = g_get_monotonic_time ();                              \
    while (!(condition) && g_get_monotonic_time () - begun < TIMEOUT_US) \
      g_main_context_iteration (NULL, FALSE);                            \
    g_assert_true (condition);                                           \
  }                                                                      \
  G_STMT_END

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The first widget of a type below another. */
static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found)
        return found;
    }

  return NULL;
}

/* Everything that takes the focus must have a name for a screen reader. */
static void
check_names (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "brochure-frame"))
    {
      g_autofree char *problem = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "");

      g_assert_nonnull (problem); /* it is not empty */
      g_assert_true (gtk_widget_get_focusable (widget));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    check_names (child);
}

static void
painted_cb (GdkFrameClock *clock, guint *n_frames)
{
  (*n_frames)++;
}

/* libadwaita 1.7 reckons with NaN when a sidebar is opened before anything was painted. */
static void
wait_for_frames (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint          n_frames = 0;
  gulong         handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &n_frames);

  gtk_widget_queue_draw (window);
  WAIT_UNTIL (n_frames >= 1);
  gtk_widget_queue_draw (window);
  WAIT_UNTIL (n_frames >= 2);
  g_signal_handler_disconnect (clock, handler);
}

static GtkWidget *
present (GtkWidget *page)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (gtk_widget_get_mapped (page));
  wait_for_frames (window);

  return window;
}

/* Closes the window, and shows that nobody holds the page any more. */
static void
close_page (GtkWidget *window, GtkWidget *page)
{
  GtkWidget *gone = page;

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &gone);
  gtk_window_destroy (GTK_WINDOW (window));
  WAIT_UNTIL (gone == NULL);
}

static void
test_shows_pages_and_lets_go (BrochureFixture *self, gconstpointer data)
{
  GtkWidget       *page = mit_brochure_page_new (self->store), *window = present (page);
  MitBrochureDesk *desk = MIT_BROCHURE_DESK (find_type (page, MIT_TYPE_BROCHURE_DESK));

  g_assert_cmpuint (mit_brochure_desk_get_n_pages (desk), ==, 8);
  check_names (page);
  close_page (window, page);
}

static void
test_empty_register_offers_the_first_step (BrochureFixture *self, gconstpointer data)
{
  GtkWidget       *page = mit_brochure_page_new (self->store), *window = present (page);
  MitBrochureDesk *desk = MIT_BROCHURE_DESK (find_type (page, MIT_TYPE_BROCHURE_DESK));

  g_assert_true (gtk_widget_get_mapped (find_type (page, ADW_TYPE_STATUS_PAGE)));
  gtk_widget_activate_action (page, "brochure.new", "s", "join-in");
  WAIT_UNTIL (mit_brochure_desk_get_n_pages (desk) == 8);
  g_assert_cmpint (mit_db_query_int (mit_store_reader (self->store), NULL, "SELECT count (*) FROM brochure", ""), ==, 1);
  close_page (window, page);
}

static gint64
count_text (BrochureFixture *self, const char *text)
{
  return mit_db_query_int (mit_store_reader (self->store), NULL, "SELECT count (*) FROM paragraph WHERE alive AND text = ?", "t", text);
}

static GtkTextBuffer *
select_frame (GtkWidget *page, const char *frame)
{
  gtk_widget_activate_action (page, "brochure.select", "s", frame);

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_type (page, MIT_TYPE_STORY_EDITOR)));
}

static void
test_typing_is_saved_after_a_pause_and_can_be_undone (BrochureFixture *self, gconstpointer data)
{
  GtkWidget     *page = mit_brochure_page_new (self->store), *window = present (page);
  GtkTextBuffer *buffer = select_frame (page, "welcome-title");
  g_auto (MitUndone) undone = { 0 };
  GtkTextIter      start;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_insert (buffer, &start, "Ja: ", -1);
  WAIT_UNTIL (count_text (self, "Ja: Schön, dass du da bist.") == 1);
  settle ();

  g_assert_true (mit_store_undo_sync (self->store, mit_undo_last_tx (mit_store_reader (self->store)), &undone, NULL));
  WAIT_UNTIL (count_text (self, "Schön, dass du da bist.") == 1);
  settle ();
  g_object_get (buffer, "text", &text, NULL);
  g_assert_true (g_str_has_prefix (text, "Schön, dass du da bist.\n"));
  close_page (window, page);
}

static void
test_going_to_another_frame_saves_at_once (BrochureFixture *self, gconstpointer data)
{
  GtkWidget     *page = mit_brochure_page_new (self->store), *window = present (page);
  GtkTextBuffer *buffer = select_frame (page, "cover");
  GtkTextIter    start;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_insert (buffer, &start, "Los! ", -1);
  select_frame (page, "call");
  WAIT_UNTIL (count_text (self, "Los! Mach mit!") == 1);
  close_page (window, page);
}

static void
test_closing_saves_what_was_typed (BrochureFixture *self, gconstpointer data)
{
  GtkWidget     *page = mit_brochure_page_new (self->store), *window = present (page);
  GtkTextBuffer *buffer = select_frame (page, "cover");
  GtkTextIter    start;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_insert (buffer, &start, "Los! ", -1);
  close_page (window, page);
  WAIT_UNTIL (count_text (self, "Los! Mach mit!") == 1);
}

static void
test_every_frame_opens (BrochureFixture *self, gconstpointer data)
{
  GtkWidget *page = mit_brochure_page_new (self->store), *window = present (page);
  g_autoptr (MitBrochure) brochure = brochure_fixture_load (self);
  GtkWidget *panel = find_type (page, MIT_TYPE_BROCHURE_PANEL);

  for (guint i = 0; i < brochure->design->frames->len; i++)
    {
      const MitFrame *frame = brochure->design->frames->pdata[i];

      if (frame->name)
        gtk_widget_activate_action (page, "brochure.select", "s", frame->name);
      settle ();
    }
  WAIT_UNTIL (gtk_widget_get_mapped (panel));
  gtk_widget_activate_action (page, "brochure.close-panel", NULL);
  WAIT_UNTIL (!gtk_widget_get_mapped (panel));
  close_page (window, page);
}

static void
test_print_dialog_shows_what_will_be_made (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (MitBrochure) brochure = brochure_fixture_load (self);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  g_autoptr (MitBrochureArtCache) cache = mit_brochure_art_cache_new ();
  AdwDialog *dialog = g_object_ref_sink (mit_brochure_print_dialog_new (self->store, brochure, findings, cache));

  g_assert_nonnull (find_type (adw_dialog_get_child (dialog), ADW_TYPE_COMBO_ROW));
  g_assert_finalize_object (dialog);
}

static gpointer
get_child (AdwDialog *dialog, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (dialog), G_OBJECT_TYPE (dialog), name);
}

static gboolean
says (AdwDialog *dialog, const char *label, const char *text)
{
  return strstr (gtk_label_get_label (get_child (dialog, label)), text) != NULL;
}

static gboolean
shows (AdwDialog *dialog, const char *child)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (get_child (dialog, "stack")), child) == 0;
}

static void
test_proof_shows_the_file_and_each_ink (BrochureFixture *self, gconstpointer data)
{
  MitBrochureExport *work = mit_brochure_export_new (mit_store_reader (self->store), &self->brochure, NULL, mit_date_new (2026, 11, 22), NULL);
  AdwDialog         *dialog = g_object_ref_sink (mit_proof_dialog_new (mit_brochure_export_run_render (work), 330));

  adw_dialog_present (dialog, NULL);
  g_assert_true (shows (dialog, "busy"));
  WAIT_UNTIL (shows (dialog, "page"));
  g_assert_true (says (dialog, "page_label", "1 of 8"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "proof.next", NULL);
  WAIT_UNTIL (says (dialog, "page_label", "2 of 8"));
  gtk_drop_down_set_selected (get_child (dialog, "inks_down"), 5);
  g_assert_true (says (dialog, "hint_label", "330"));
  /* Closed while it still draws. */
  adw_dialog_force_close (dialog);
  WAIT_UNTIL (G_OBJECT (dialog)->ref_count == 1);
  g_assert_finalize_object (dialog);
}

static void
test_proof_says_what_cannot_be_shown (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (GBytes) rubbish = g_bytes_new_static ("no PDF", 6);
  AdwDialog *dialog = g_object_ref_sink (mit_proof_dialog_new (dex_future_new_take_boxed (G_TYPE_BYTES, g_steal_pointer (&rubbish)), 330));

  adw_dialog_present (dialog, NULL);
  WAIT_UNTIL (shows (dialog, "wrong"));
  adw_dialog_force_close (dialog);
  WAIT_UNTIL (G_OBJECT (dialog)->ref_count == 1);
  g_assert_finalize_object (dialog);
}

static void
check_drafts (MitStoryEditor *editor, const char *expected)
{
  g_autoptr (GPtrArray) drafts = mit_story_editor_dup_drafts (editor);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < drafts->len; i++)
    g_string_append_printf (text, "%s%s=%s", i > 0 ? "|" : "", ((MitDraft *) drafts->pdata[i])->style, ((MitDraft *) drafts->pdata[i])->text);
  g_assert_cmpstr (text->str, ==, expected);
}

static MitStoryEditor *
make_editor (void)
{
  static char    *styles[] = { "title", "body", "item", NULL };
  MitStoryEditor *editor = g_object_ref_sink (g_object_new (MIT_TYPE_STORY_EDITOR, NULL));
  g_autoptr (MitStyleSheet) sheet = mit_style_sheet_new_from_data ("{\"title\": {\"keep-with-next\": true}, \"body\": {}, \"item\": {}}", NULL);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_draft_free);

  g_ptr_array_add (drafts, mit_draft_new ("title", "Kopf"));
  g_ptr_array_add (drafts, mit_draft_new ("item", "eins\nnoch eins"));
  g_ptr_array_add (drafts, mit_draft_new ("body", "zwei"));
  mit_story_editor_set_story (editor, drafts, sheet, styles);

  return editor;
}

static void
test_editor_keeps_styles_with_their_paragraphs (void)
{
  MitStoryEditor *editor = make_editor ();
  GtkTextBuffer  *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor));
  GtkTextIter     start, end;

  check_drafts (editor, "title=Kopf|item=eins\nnoch eins|body=zwei");
  gtk_text_buffer_get_iter_at_line_offset (buffer, &start, 0, 4);
  gtk_text_buffer_insert (buffer, &start, "\nneu", -1);
  check_drafts (editor, "title=Kopf|body=neu|item=eins\nnoch eins|body=zwei");
  gtk_text_buffer_get_iter_at_line_offset (buffer, &start, 2, 4);
  gtk_text_buffer_insert (buffer, &start, "\r\nx\ny", -1);
  check_drafts (editor, "title=Kopf|body=neu|item=eins|item=x|item=y\nnoch eins|body=zwei");
  gtk_text_buffer_get_iter_at_line_offset (buffer, &start, 0, 2);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &end, 3, 1);
  gtk_text_buffer_delete (buffer, &start, &end);
  check_drafts (editor, "title=Ko|item=y\nnoch eins|body=zwei");
  g_assert_finalize_object (editor);
}

static void
test_editor_gives_a_paragraph_another_style (void)
{
  MitStoryEditor *editor = make_editor ();
  GtkTextBuffer  *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor));
  GtkTextIter     iter;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, 2);
  gtk_text_buffer_place_cursor (buffer, &iter);
  g_assert_cmpstr (mit_story_editor_get_style (editor), ==, "body");
  mit_story_editor_set_style (editor, "item");
  check_drafts (editor, "title=Kopf|item=eins\nnoch eins|item=zwei");
  gtk_text_buffer_set_text (buffer, "", -1);
  check_drafts (editor, "");
  g_assert_finalize_object (editor);
}

static void
add (const char *path, gconstpointer data, void (*test) (BrochureFixture *self, gconstpointer data))
{
  g_test_add (path, BrochureFixture, data, brochure_fixture_set_up, test, brochure_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();
  mit_key_init ();
  mit_brochure_view_init ();
  g_test_add_func ("/brochure/editor/keeps-styles-with-their-paragraphs", test_editor_keeps_styles_with_their_paragraphs);
  g_test_add_func ("/brochure/editor/gives-a-paragraph-another-style", test_editor_gives_a_paragraph_another_style);
  add ("/brochure/page/shows-pages-and-lets-go", NULL, test_shows_pages_and_lets_go);
  add ("/brochure/page/empty-register-offers-the-first-step", "empty", test_empty_register_offers_the_first_step);
  add ("/brochure/page/typing-is-saved-after-a-pause-and-can-be-undone", NULL, test_typing_is_saved_after_a_pause_and_can_be_undone);
  add ("/brochure/page/going-to-another-frame-saves-at-once", NULL, test_going_to_another_frame_saves_at_once);
  add ("/brochure/page/closing-saves-what-was-typed", NULL, test_closing_saves_what_was_typed);
  add ("/brochure/page/every-frame-opens", NULL, test_every_frame_opens);
  add ("/brochure/page/proof-shows-the-file-and-each-ink", NULL, test_proof_shows_the_file_and_each_ink);
  add ("/brochure/page/proof-says-what-cannot-be-shown", NULL, test_proof_says_what_cannot_be_shown);
  add ("/brochure/page/print-dialog-shows-what-will-be-made", NULL, test_print_dialog_shows_what_will_be_made);

  return g_test_run ();
}
