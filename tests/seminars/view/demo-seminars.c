// SPDX-License-Identifier: GPL-3.0-or-later
/* Shows the seminars on the sample list, to look at them: demo-seminars [WIDTH [list|ahead|past|empty [TAB [ACTION]]]].
 * DEMO_TEXT=200 shows it with text of that size, in per cent. */
#include "seminars-fixture.h"

#include <mit-seminar-page.h>
#include <mit-seminars-page.h>
#include <mit-seminars-view.h>
#include <mit-undo.h>

#include <stdlib.h>

typedef struct
{
  SeminarsFixture fixture;
  char          **arguments;
  int             n_arguments;
} Demo;

static const char *
argument (Demo *demo, int i, const char *fallback)
{
  return i < demo->n_arguments ? demo->arguments[i] : fallback;
}

static void
undo_cb (GSimpleAction *action, GVariant *tx, gpointer store)
{
  dex_future_disown (mit_store_undo (store, g_variant_get_int64 (tx)));
}

static void
add_undo (GtkWidget *window, MitStore *store)
{
  g_autoptr (GSimpleAction) undo = g_simple_action_new ("undo-action", G_VARIANT_TYPE_INT64);

  g_signal_connect (undo, "activate", G_CALLBACK (undo_cb), store);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (undo));
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type);

  return found;
}

/* Enough people to scroll, and a title that does not fit. */
static void
fill (SeminarsFixture *fixture)
{
  for (guint i = 6; i < 200; i++)
    seminars_fixture_set (fixture, &fixture->past, i, (MitRegistrationState) (i % MIT_N_REGISTRATION_STATES));
}

static gboolean
act_cb (gpointer data)
{
  Demo      *demo = g_object_get_data (data, "demo");
  GtkWidget *page = find_child (GTK_WIDGET (data), MIT_TYPE_SEMINAR_PAGE);

  gtk_widget_activate_action (page, argument (demo, 4, "none"), NULL);

  return G_SOURCE_REMOVE;
}

/* GTK counts in 1024ths of a dot per inch; 96 dots are text of its usual size. */
static void
set_text_size (void)
{
  const char *percent = g_getenv ("DEMO_TEXT");

  if (percent)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", atoi (percent) * 96 * 1024 / 100, NULL);
}

static void
activate_cb (GtkApplication *app, Demo *demo)
{
  GtkWidget  *window = adw_application_window_new (app);
  GtkWidget  *overlay = adw_toast_overlay_new ();
  GtkWidget  *page;
  const char *which = argument (demo, 2, "list");

  set_text_size ();
  seminars_fixture_init (&demo->fixture);
  if (!g_str_equal (which, "empty"))
    seminars_fixture_plan (&demo->fixture);
  if (g_str_equal (which, "past"))
    fill (&demo->fixture);
  page = mit_seminars_page_new (demo->fixture.office.store);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), overlay);
  add_undo (window, demo->fixture.office.store);
  gtk_window_set_default_size (GTK_WINDOW (window), atoi (argument (demo, 1, "1280")), 800);
  if (g_str_equal (which, "ahead") || g_str_equal (which, "past"))
    mit_seminars_page_show (MIT_SEMINARS_PAGE (page), g_str_equal (which, "past") ? &demo->fixture.past : &demo->fixture.ahead);
  mit_seminar_page_show_tab (MIT_SEMINAR_PAGE (find_child (page, MIT_TYPE_SEMINAR_PAGE)), argument (demo, 3, "plan"));
  g_object_set_data (G_OBJECT (page), "demo", demo);
  gtk_window_present (GTK_WINDOW (window));
  if (demo->n_arguments > 4)
    g_timeout_add (500, act_cb, page);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) app = NULL;
  Demo demo = { .arguments = argv, .n_arguments = argc };

  mit_test_init (&argc, &argv);
  app = adw_application_new ("io.github.mitmachen.Mitmachen.Demo", G_APPLICATION_NON_UNIQUE);
  g_signal_connect_after (app, "startup", G_CALLBACK (mit_seminars_view_init), NULL);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), &demo);

  return g_application_run (G_APPLICATION (app), 1, argv);
}
