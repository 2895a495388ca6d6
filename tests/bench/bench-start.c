// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-bench.h"

#include <mit-window.h>

#include <sys/wait.h>
#include <unistd.h>

#define N_PEOPLE 1240
#define N_ROUNDS 5

/* A window is there when it has been drawn: with the second frame the first one is on its way to the screen. */
static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  guint *n_frames = data;

  if (++*n_frames < 2)
    return G_SOURCE_CONTINUE;
  g_application_quit (g_application_get_default ());

  return G_SOURCE_REMOVE;
}

static void
present (GtkWindow *window)
{
  static guint n_frames = 0;

  gtk_window_set_default_size (window, 1280, 800);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), frame_cb, &n_frames, NULL);
  gtk_window_present (window);
}

static void
activate_empty_cb (GtkApplication *application)
{
  present (GTK_WINDOW (adw_application_window_new (application)));
}

static int
run_empty (MitTestRegister *office)
{
  g_autoptr (AdwApplication) application = adw_application_new ("org.example.Empty", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_empty_cb), NULL);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}

/* The register opens with a key that is there already: deriving it from a passphrase is slow on purpose. */
static void
activate_ours_cb (GtkApplication *application, MitTestRegister *office)
{
  GtkWidget *window = mit_window_new (MIT_APPLICATION (application), NULL, NULL);

  mit_test_register_open (office);
  mit_window_open (MIT_WINDOW (window), office->store);
  present (GTK_WINDOW (window));
  g_signal_stop_emission_by_name (application, "activate");
}

static int
run_ours (MitTestRegister *office)
{
  g_autoptr (MitApplication) application = mit_application_new ();

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_ours_cb), office);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}

static int
prepare (MitTestRegister *office)
{
  g_autofree char *list = mit_bench_list (N_PEOPLE);
  g_autoptr (GError) error = NULL;

  office->store = mit_store_create_with_key (office->path, office->key, &error);
  g_assert_no_error (error);
  mit_test_import (office, list);
  mit_test_register_close (office);

  return 0;
}

typedef int (*RunFunc) (MitTestRegister *office);

/* Each in a process of its own that nothing has been loaded in yet, and no thread been started. */
static double
measure (RunFunc run, MitTestRegister *office)
{
  gint64 start = g_get_monotonic_time ();
  pid_t  child = fork ();
  int    status;

  if (child == 0)
    {
      char  *arguments[] = { "bench-start", NULL };
      char **argv = arguments;
      int    argc = 1;

      mit_test_init (&argc, &argv);
      _exit (run (office));
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);

  return mit_bench_since (start);
}

int
main (int argc, char **argv)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bounds = g_array_new (FALSE, FALSE, sizeof (double));

  mit_key_init ();
  self.folder = g_dir_make_tmp ("mitmachen-bench-XXXXXX", NULL);
  self.path = g_build_filename (self.folder, "register.mitmachen", NULL);
  self.key = mit_key_new_random ();
  measure (prepare, &self);
  for (int i = 0; i < N_ROUNDS; i++)
    {
      double one = measure (run_ours, &self);
      double other = measure (run_empty, &self);

      g_array_append_val (ours, one);
      g_array_append_val (bounds, other);
    }
  mit_bench_print ("start to first frame, against an empty window", mit_bench_median (ours), mit_bench_median (bounds));

  return 0;
}
