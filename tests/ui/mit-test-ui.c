// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-ui.h"

#include <string.h>

/* Far more than anything here takes, so that a slow machine is not a bug; in seconds. */
#define PATIENCE 20

static MitApplication *application;

/** mit_test_ui_init: mit_test_init() and the program without a window. */
void
mit_test_ui_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  mit_test_init (argc, argv);
  application = mit_application_new ();
  g_application_set_default (G_APPLICATION (application));
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

MitApplication *
mit_test_application (void)
{
  return application;
}

gint64
mit_test_deadline (void)
{
  return g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/** mit_test_work: One turn of the main loop. See mit_test_until(). */
void
mit_test_work (gint64 deadline, const char *where, const char *condition)
{
  guint timer = g_timeout_add (10, wake_cb, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  if (g_get_monotonic_time () > deadline)
    g_error ("%s: it did not come to this: %s", where, condition);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/** mit_test_scene_init: A register in a folder of its own. @list: (nullable): a file of tests/data to import into it */
void
mit_test_scene_init (MitTestScene *self, const char *list)
{
  mit_test_register_init (&self->office);
  if (list)
    {
      g_autoptr (GBytes) bytes = mit_test_data_file (list);

      g_assert_cmpuint (mit_test_import_bytes (&self->office, bytes).new, >, 0);
    }
}

static void
present (MitTestScene *self, GtkWidget *window)
{
  self->window = window;
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  mit_test_until (gtk_widget_get_mapped (window) && gtk_widget_get_width (window) > 0);
}

/** mit_test_scene_show: Show @page by itself. @page: (transfer floating) */
void
mit_test_scene_show (MitTestScene *self, GtkWidget *page)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *toasts = adw_toast_overlay_new ();

  self->shown = g_object_ref_sink (page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), toasts);
  present (self, window);
  mit_test_until (gtk_widget_get_mapped (page));
}

/** mit_test_scene_present: Show @dialog over an empty window. @dialog: (transfer floating) */
void
mit_test_scene_present (MitTestScene *self, AdwDialog *dialog)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));

  self->shown = g_object_ref_sink (GTK_WIDGET (dialog));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), adw_bin_new ());
  present (self, window);
  adw_dialog_present (dialog, window);
  mit_test_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
}

/** mit_test_scene_open: Show the program's own window with the register open. */
void
mit_test_scene_open (MitTestScene *self)
{
  GtkWidget *window = mit_window_new (application, NULL, NULL);

  self->shown = g_object_ref (window);
  mit_window_open (MIT_WINDOW (window), self->office.store);
  present (self, window);
}

/** mit_test_scene_ask: Show the program's own window as it is when it starts, with a register to be unlocked. */
void
mit_test_scene_ask (MitTestScene *self, const char *path)
{
  GtkWidget *window = mit_window_new (application, path, NULL);

  self->shown = g_object_ref (window);
  present (self, window);
}

static void
close_window (MitTestScene *self)
{
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window))))
    adw_dialog_force_close (dialog);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->window)));
  settle ();
}

/** mit_test_scene_finish: Close the window; what was in it must be gone, and so must whoever held the register. */
void
mit_test_scene_finish (MitTestScene *self)
{
  close_window (self);
  mit_test_until (G_OBJECT (self->shown)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&self->shown));
  settle ();
  /* A page may still be being drawn in the background. */
  mit_test_until (!self->office.store || G_OBJECT (self->office.store)->ref_count == 1);
  mit_test_register_close (&self->office);
}

void
mit_test_scene_clear (MitTestScene *self)
{
  if (self->window)
    mit_test_scene_finish (self);
  mit_test_register_clear (&self->office);
}

/** mit_test_child: A child that a template calls @name. Returns: (transfer none) */
GtkWidget *
mit_test_child (gpointer widget, const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_true (GTK_IS_WIDGET (child));

  return GTK_WIDGET (child);
}

static const char *
text_of (GtkWidget *widget)
{
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  if (ADW_IS_BANNER (widget))
    return adw_banner_get_title (ADW_BANNER (widget));
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_label (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)))
    return gtk_button_get_label (GTK_BUTTON (widget));

  return gtk_widget_get_tooltip_text (widget);
}

/** mit_test_find_text: The first child of a type that says @text; %NULL for any text. Returns: (transfer none) (nullable) */
GtkWidget *
mit_test_find_text (gpointer root, GType type, const char *text)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (!text || g_strcmp0 (text_of (root), text) == 0))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = mit_test_find_text (child, type, text);

  return found;
}

/** mit_test_find_type: The first child of a type, which must be there. Returns: (transfer none) */
GtkWidget *
mit_test_find_type (gpointer root, GType type)
{
  GtkWidget *found = mit_test_find_text (root, type, NULL);

  g_assert_nonnull (found);

  return found;
}

/** mit_test_shows: Whether @text can be read somewhere in @root. */
gboolean
mit_test_shows (gpointer root, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (root), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    if (mit_test_shows (child, text))
      return TRUE;

  return FALSE;
}

/** mit_test_type: Put the cursor into an entry and replace what is there. */
void
mit_test_type (GtkWidget *entry, const char *text)
{
  g_assert_true (gtk_widget_grab_focus (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/** mit_test_enter: Type, and press Enter. */
void
mit_test_enter (GtkWidget *entry, const char *text)
{
  mit_test_type (entry, text);
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "activate");
}

/** mit_test_act: Do what an action without a parameter does; it must be there. */
void
mit_test_act (gpointer widget, const char *action)
{
  g_assert_true (gtk_widget_activate_action (widget, action, NULL));
}

/** mit_test_dialog: The dialog that is open, as soon as it is there. Returns: (transfer none) */
AdwDialog *
mit_test_dialog (MitTestScene *self)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (self->window);

  mit_test_until (adw_application_window_get_visible_dialog (window));

  return adw_application_window_get_visible_dialog (window);
}
