// SPDX-License-Identifier: GPL-3.0-or-later

/* Shows the page alone, over an invented register: brochure-demo [WIDTH [HEIGHT [FRAME]]], "-" for an empty register. */

#include "brochure-fixture.h"

#include <mit-brochure-page.h>
#include <mit-brochure-story.h>
#include <mit-brochure-view.h>

typedef struct
{
  BrochureFixture fixture;
  int             width, height;
  const char     *frame;
  gboolean        is_empty;
} Demo;

/* Things to see to: a text that is far too long, and a placeholder that there is none of. */
static void
spoil (BrochureFixture *fixture)
{
  GPtrArray       *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_draft_free);
  g_autofree char *filler = g_strnfill (2000, 'x');

  for (char *p = filler; *p; p++)
    if ((p - filler) % 7 == 6)
      *p = ' ';
  g_ptr_array_add (drafts, mit_draft_new ("body", filler));
  g_ptr_array_add (drafts, mit_draft_new ("body", "{{Fax}}"));
  dex_future_disown (mit_brochure_story_write (fixture->store, &fixture->brochure, "welcome", drafts));
}

static gboolean
select_cb (gpointer data)
{
  GtkWidget  *page = data;
  Demo       *demo = g_object_get_data (G_OBJECT (page), "demo");
  const char *frame = demo->frame;

  if (g_str_equal (frame, "print"))
    gtk_widget_activate_action (page, "brochure.print", NULL);
  else if (g_str_equal (frame, "spoil"))
    spoil (&demo->fixture);
  else if (g_str_equal (frame, "next"))
    gtk_widget_activate_action (page, "brochure.next-page", NULL);
  else
    gtk_widget_activate_action (page, "brochure.select", "s", frame);

  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *application, Demo *demo)
{
  GtkWidget *window = adw_application_window_new (application), *toasts = adw_toast_overlay_new (), *page;

  mit_brochure_view_init ();
  page = mit_brochure_page_new (demo->fixture.store);
  g_object_set_data (G_OBJECT (page), "demo", demo);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), toasts);
  gtk_window_set_default_size (GTK_WINDOW (window), demo->width, demo->height);
  gtk_window_present (GTK_WINDOW (window));
  if (demo->frame)
    g_timeout_add (1500, select_cb, page);
}

int
main (int argc, char **argv)
{
  Demo demo = { .width = argc > 1 ? atoi (argv[1]) : 1280, .height = argc > 2 ? atoi (argv[2]) : 860 };
  g_autoptr (AdwApplication) application = NULL;
  int status;

  dex_init ();
  mit_key_init ();
  demo.frame = argc > 3 && !g_str_equal (argv[3], "-") ? argv[3] : NULL;
  demo.is_empty = argc > 3 && !demo.frame;
  brochure_fixture_set_up (&demo.fixture, demo.is_empty ? &demo : NULL);
  application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &demo);
  status = g_application_run (G_APPLICATION (application), 1, argv);
  brochure_fixture_tear_down (&demo.fixture, NULL);

  return status;
}
