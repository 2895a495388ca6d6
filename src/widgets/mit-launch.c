// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-launch.h"

#include "mit-notify.h"

typedef struct
{
  GtkWidget *from;
  char      *otherwise;
} Launch;

static Launch *
launch_new (GtkWidget *from, const char *otherwise)
{
  Launch *launch = g_new0 (Launch, 1);

  launch->from = g_object_ref (from);
  launch->otherwise = g_strdup (otherwise);

  return launch;
}

/* What the desktop has to say about it is in its own words; ours name the way out. */
static void
launched_cb (GObject *launcher, GAsyncResult *result, gpointer data)
{
  Launch *launch = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (launcher), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    {
      g_clear_error (&error);
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, launch->otherwise);
      mit_notify_error (launch->from, error);
    }
  g_object_unref (launch->from);
  g_free (launch->otherwise);
  g_free (launch);
}

/** mit_launch_uri: Open an address in the program that is for it. @otherwise: the sentence for when there is none */
void
mit_launch_uri (GtkWidget *from, const char *uri, const char *otherwise)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (from)), NULL, launched_cb, launch_new (from, otherwise));
}
