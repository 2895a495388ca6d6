// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-demo.h"
#include "mit-test-ui.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <mit-config.h>
#include <string.h>

/* How somebody has set up their desktop. The colours come from outside, before libadwaita starts. */
typedef struct
{
  const char *name;
  int         width;
  int         height;
  double      text; /* how large, 1 for usual */
  gboolean    is_dark;
} Look;

static const Look looks[] = {
  { "light", 1280, 800, 1, FALSE },
  { "dark", 1280, 800, 1, TRUE },
  { "contrast", 1280, 800, 1, FALSE },
  { "narrow", 360, 720, 1, FALSE },
  { "large", 1280, 900, 2, FALSE },
};

static const Look *look;

static const char *const parts[] = { "today", "members", "welcome", "seminars", "brochure", "exchange" };

/* A register as an office has it after a year. */
static void
open_window (MitTestScene *scene)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mit_test_data_file ("members-district.csv");

  mit_test_scene_init (scene, NULL);
  g_assert_true (mit_demo_fill (scene->office.store, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (mit_test_import_bytes (&scene->office, bytes).new, >, 1000);
  mit_test_scene_open (scene);
  gtk_window_set_default_size (GTK_WINDOW (scene->window), look->width, look->height);
  mit_test_until (gtk_widget_get_width (scene->window) == look->width);
}

static gboolean
timed_out_cb (gpointer done)
{
  *(gboolean *) done = TRUE;

  return G_SOURCE_REMOVE;
}

/* Pages load what they show, and letters are set, in the background; there is no end to ask for. */
static void
rest (guint ms)
{
  gboolean done = FALSE;

  g_timeout_add (ms, timed_out_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* However the pages were folded: nobody may keep the register, for its key stays in memory with it. */
static void
lock (MitTestScene *scene)
{
  gpointer store = scene->office.store;

  g_object_add_weak_pointer (store, &store);
  g_clear_object (&scene->office.store);
  mit_test_act (scene->window, "win.lock");
  mit_test_until (store == NULL);
}

/* %NULL as long as it has not been drawn, which takes a while on a busy machine. */
static GskRenderNode *
snapshot_window (GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));

  return gtk_snapshot_free_to_node (snapshot);
}

static GdkTexture *
take_picture (GtkWidget *window)
{
  int width = gtk_widget_get_width (window);
  int height = gtk_widget_get_height (window);
  g_autoptr (GskRenderNode) node = NULL;

  mit_test_until ((node = snapshot_window (window)) != NULL);

  return gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

/* The share of pixels that are dark. */
static double
darkness (GdkTexture *picture)
{
  gsize              width = (gsize) gdk_texture_get_width (picture);
  gsize              height = (gsize) gdk_texture_get_height (picture);
  g_autofree guint8 *pixels = g_malloc (width * height * 4);
  gsize              dark = 0;

  gdk_texture_download (picture, pixels, width * 4);
  for (gsize i = 0; i < width * height * 4; i += 4)
    dark += pixels[i] + pixels[i + 1] + pixels[i + 2] < 3 * 96;

  return (double) dark / (double) (width * height);
}

static gboolean
is_on_screen (GtkWidget *widget, GtkWidget *window)
{
  graphene_rect_t bounds, visible;

  return gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, window, &bounds) &&
         graphene_rect_intersection (&bounds,
                                     &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (window), (float) gtk_widget_get_height (window)),
                                     &visible);
}

/* What the program says must be there in full; what people are called may be cut in a list, it is in full beside it. */
static gboolean
is_word_of_ours (GtkWidget *label)
{
  return gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) || gtk_widget_get_ancestor (label, ADW_TYPE_STATUS_PAGE) ||
         gtk_widget_get_ancestor (label, ADW_TYPE_BANNER) || gtk_widget_get_ancestor (label, ADW_TYPE_ALERT_DIALOG);
}

static void
check_label (GtkWidget *widget, const char *picture)
{
  GtkLabel   *label = GTK_LABEL (widget);
  const char *text = gtk_label_get_text (label);
  const char *source = gtk_label_get_label (label);

  if (is_word_of_ours (widget) && pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    {
      g_test_message ("%s: “%s” is cut", picture, text);
      g_test_fail ();
    }
  if (*source && strcmp (gettext (source), source) != 0)
    {
      g_test_message ("%s: “%s” is not in German", picture, source);
      g_test_fail ();
    }
}

static void
check_image (GtkWidget *widget, const char *picture)
{
  const char *icon = gtk_image_get_icon_name (GTK_IMAGE (widget));

  if (icon && *icon && !gtk_icon_theme_has_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)), icon))
    {
      g_test_message ("%s: there is no icon %s", picture, icon);
      g_test_fail ();
    }
}

static void
check_widgets (GtkWidget *widget, GtkWidget *window, const char *picture)
{
  if (!is_on_screen (widget, window))
    return;
  if (GTK_IS_LABEL (widget))
    check_label (widget, picture);
  if (GTK_IS_IMAGE (widget))
    check_image (widget, picture);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    check_widgets (child, window, picture);
}

/* Who makes the window too wide: the innermost ones that want more than there is. */
static gboolean
name_the_wide (GtkWidget *widget, const char *picture)
{
  gboolean is_inside = FALSE;
  int      smallest;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &smallest, NULL, NULL, NULL);
  if (!gtk_widget_get_mapped (widget) || smallest <= look->width)
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    is_inside |= name_the_wide (child, picture);
  if (!is_inside)
    {
      g_test_message ("%s: a %s needs %d px", picture, G_OBJECT_TYPE_NAME (widget), smallest);
      g_test_fail ();
    }

  return TRUE;
}

/* Keep a picture of the window and look at what can be seen without eyes. */
static void
check_window (MitTestScene *scene, const char *what)
{
  g_autofree char *name = g_strdup_printf ("%s-%s.png", look->name, what);
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "looks", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GdkTexture) picture = NULL;

  name_the_wide (scene->window, name);
  rest (900);
  picture = take_picture (scene->window);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (gdk_texture_save_to_png (picture, path));
  if ((darkness (picture) > 0.5) != look->is_dark)
    {
      g_test_message ("%s: %.0f %% of it are dark", name, 100 * darkness (picture));
      g_test_fail ();
    }
  check_widgets (scene->window, scene->window, name);
}

static void
test_every_part (void)
{
  g_auto (MitTestScene) scene = { 0 };

  open_window (&scene);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      mit_window_go (MIT_WINDOW (scene.window), parts[i]);
      check_window (&scene, parts[i]);
    }
  lock (&scene);
}

static void
test_the_way_in (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkWidget *start;

  open_window (&scene);
  lock (&scene);
  check_window (&scene, "locked");
  start = mit_test_child (scene.window, "start_page");
  gtk_widget_activate_action (start, "start.choose", NULL);
  check_window (&scene, "start.choose");
  gtk_widget_activate_action (start, "start.create", NULL);
  check_window (&scene, "start.create");
}

static void
test_import (void)
{
  g_auto (MitTestScene) scene = { 0 };
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "members-district.csv", NULL);

  open_window (&scene);
  mit_window_import (MIT_WINDOW (scene.window), path);
  check_window (&scene, "import.columns");
  mit_test_act (mit_test_dialog (&scene), "import.plan");
  check_window (&scene, "import.plan");
  lock (&scene);
}

/* Open somebody from the list of people. */
static void
choose (MitTestScene *scene, guint position)
{
  GtkWidget         *list;
  GtkSelectionModel *selection;

  rest (300);
  list = mit_test_find_type (scene->window, look->width < 480 ? GTK_TYPE_LIST_VIEW : GTK_TYPE_COLUMN_VIEW);
  selection = GTK_IS_LIST_VIEW (list) ? gtk_list_view_get_model (GTK_LIST_VIEW (list)) : gtk_column_view_get_model (GTK_COLUMN_VIEW (list));
  gtk_selection_model_select_item (selection, position, TRUE);
  g_signal_emit_by_name (list, "activate", position);
}

static void
test_somebody (void)
{
  g_auto (MitTestScene) scene = { 0 };
  GtkWidget     *expander;
  GtkAdjustment *scroll;

  open_window (&scene);
  mit_window_go (MIT_WINDOW (scene.window), "members");
  choose (&scene, 3);
  check_window (&scene, "person");
  expander = mit_test_find_type (scene.window, ADW_TYPE_EXPANDER_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), TRUE);
  gtk_widget_grab_focus (expander);
  rest (300);
  scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (expander, GTK_TYPE_SCROLLED_WINDOW)));
  gtk_adjustment_set_value (scroll, gtk_adjustment_get_value (scroll) + look->height - 200);
  check_window (&scene, "groups");
  mit_window_go (MIT_WINDOW (scene.window), "today");
  mit_test_act (scene.window, "win.show-duplicates");
  choose (&scene, 0);
  check_window (&scene, "duplicate");
  lock (&scene);
}

/* An action belongs to a page; ask all that can be seen. */
static gboolean
act (GtkWidget *widget, const char *action)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (act (child, action))
      return TRUE;

  return gtk_widget_activate_action (widget, action, NULL);
}

static void
test_dialogs (void)
{
  static const char *const dialogs[][2] = {
    { "today", "win.preferences" },
    { "members", "win.import" },
    { "members", "win.add-person" },
    { "members", "members.groups" },
    { "today", "app.shortcuts" },
    { "seminars", "seminars.plan" },
    { "welcome", "welcome.edit" },
    { "welcome", "welcome.archive" },
    { "brochure", "brochure.print" },
    { "today", "win.share" },
    { "exchange", "exchange.share" },
  };
  g_auto (MitTestScene) scene = { 0 };

  open_window (&scene);
  for (gsize i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      AdwDialog *dialog;

      mit_window_go (MIT_WINDOW (scene.window), dialogs[i][0]);
      rest (200);
      g_assert_true (act (scene.window, dialogs[i][1]));
      dialog = mit_test_dialog (&scene);
      check_window (&scene, dialogs[i][1]);
      adw_dialog_force_close (dialog);
    }
  lock (&scene);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (MIT_GETTEXT_DOMAIN, g_getenv ("MITMACHEN_LOCALEDIR"));
  bind_textdomain_codeset (MIT_GETTEXT_DOMAIN, "UTF-8");
  textdomain (MIT_GETTEXT_DOMAIN);
  mit_test_ui_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    if (strcmp (looks[i].name, argv[1]) == 0)
      look = &looks[i];
  g_assert_nonnull (look);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * look->text), NULL);
  g_test_add_func ("/looks/every-part", test_every_part);
  g_test_add_func ("/looks/the-way-in", test_the_way_in);
  g_test_add_func ("/looks/import", test_import);
  g_test_add_func ("/looks/somebody", test_somebody);
  g_test_add_func ("/looks/dialogs", test_dialogs);

  return g_test_run ();
}
