// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-application.h"

#include "mit-app-resources.h"
#include "mit-config.h"
#include "mit-shortcuts.h"
#include "mit-window.h"

#include <mit-brochure-view.h>
#include <mit-launch.h>
#include <mit-layout.h>
#include <mit-exchange-view.h>
#include <mit-letters-view.h>
#include <mit-members-view.h>
#include <mit-seminars-view.h>
#include <mit-share-view.h>

#include <glib/gi18n.h>

struct _MitApplication
{
  AdwApplication parent_instance;

  /* Given on the command line. */
  char  *register_path;
  char  *passphrase_file;
  char **lists; /* (nullable): to be imported */
};

G_DEFINE_FINAL_TYPE (MitApplication, mit_application, ADW_TYPE_APPLICATION)

/* The program ends with its last window. Windows are closed and not left behind, for what was typed is written then. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (application)));

  for (GList *window = windows; window; window = window->next)
    gtk_window_close (window->data);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  AdwDialog *dialog = adw_about_dialog_new ();

  adw_about_dialog_set_application_name (ADW_ABOUT_DIALOG (dialog), "Mitmachen");
  adw_about_dialog_set_application_icon (ADW_ABOUT_DIALOG (dialog), MIT_APPLICATION_ID);
  adw_about_dialog_set_version (ADW_ABOUT_DIALOG (dialog), MIT_VERSION);
  adw_about_dialog_set_developer_name (ADW_ABOUT_DIALOG (dialog), _ ("The Mitmachen contributors"));
  adw_about_dialog_set_license_type (ADW_ABOUT_DIALOG (dialog), GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_comments (ADW_ABOUT_DIALOG (dialog), _ ("Member list, letters, seminars and brochure for the offices of associations"));
  /* Translators: your name, as it should stand among the credits */
  adw_about_dialog_set_translator_credits (ADW_ABOUT_DIALOG (dialog), _ ("translator-credits"));
  adw_dialog_present (dialog, GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (application))));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  mit_shortcuts_present (GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (application))));
}

/* The pages lie in the system's help folders when installed, and in the source tree when not. */
static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  const char      *folder = g_getenv ("MITMACHEN_HELPDIR");
  const char      *language = g_str_has_prefix (pango_language_to_string (gtk_get_default_language ()), "de") ? "de" : "C";
  g_autofree char *uri = folder ? g_strdup_printf ("help:%s/%s", folder, language) : g_strdup ("help:mitmachen");
  GtkWindow       *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window)
    mit_launch_uri (GTK_WIDGET (window), uri,
                    _ ("The manual could not be opened: this computer has no program that shows help pages. An administrator can install “Yelp”."));
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_cb },
  { .name = "about", .activate = about_cb },
  { .name = "shortcuts", .activate = shortcuts_cb },
  { .name = "help", .activate = help_cb },
};

/* libhyphen needs a second for the German dictionary; it is there before the first letter is set. */
static gpointer
prepare_hyphens (gpointer data)
{
  mit_layout_prepare ("de");

  return NULL;
}

static void
mit_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (mit_application_parent_class)->startup (application);

  g_resources_register (mit_app_get_resource ());
  mit_members_view_init ();
  mit_letters_view_init ();
  mit_seminars_view_init ();
  mit_share_view_init ();
  mit_brochure_view_init ();
  mit_exchange_view_init ();
  /* Texts that can be selected would be, whole, as soon as a page is shown. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  mit_shortcuts_install (GTK_APPLICATION (application));
  gtk_window_set_default_icon_name (MIT_APPLICATION_ID);
  g_thread_unref (g_thread_new ("hyphens", prepare_hyphens, NULL));
}

static void
mit_application_activate (GApplication *application)
{
  MitApplication *self = MIT_APPLICATION (application);
  GtkWindow      *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (!window)
    {
      window = GTK_WINDOW (mit_window_new (self, self->register_path, self->passphrase_file));
      mit_window_import (MIT_WINDOW (window), self->lists ? self->lists[0] : NULL);
    }
  gtk_window_present (window);
}

static int
mit_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  MitApplication *self = MIT_APPLICATION (application);

  g_variant_dict_lookup (options, "register", "^ay", &self->register_path);
  g_variant_dict_lookup (options, "passphrase-file", "^ay", &self->passphrase_file);
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^aay", &self->lists);

  return -1;
}

static void
mit_application_finalize (GObject *object)
{
  g_free (MIT_APPLICATION (object)->register_path);
  g_free (MIT_APPLICATION (object)->passphrase_file);
  g_strfreev (MIT_APPLICATION (object)->lists);

  G_OBJECT_CLASS (mit_application_parent_class)->finalize (object);
}

static void
mit_application_class_init (MitApplicationClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mit_application_finalize;
  G_APPLICATION_CLASS (class)->startup = mit_application_startup;
  G_APPLICATION_CLASS (class)->activate = mit_application_activate;
  G_APPLICATION_CLASS (class)->handle_local_options = mit_application_handle_local_options;
}

static void
mit_application_init (MitApplication *self)
{
  const GOptionEntry lists = { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, N_ ("Import this list"), N_ ("LIST.csv") };

  g_application_add_main_option_entries (G_APPLICATION (self), (GOptionEntry[]) { lists, { NULL } });
  g_application_add_main_option (G_APPLICATION (self), "register", 'r', 0, G_OPTION_ARG_FILENAME, N_ ("Open this register"), N_ ("FILE"));
  g_application_add_main_option (G_APPLICATION (self), "passphrase-file", 'p', 0, G_OPTION_ARG_FILENAME,
                                 N_ ("Take the passphrase from this file instead of asking"), N_ ("FILE"));
}

MitApplication *
mit_application_new (void)
{
  return g_object_new (MIT_TYPE_APPLICATION, "application-id", MIT_APPLICATION_ID, "flags", G_APPLICATION_NON_UNIQUE, "resource-base-path",
                       "/io/github/mitmachen/Mitmachen", NULL);
}
