// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-shortcuts.h"

#include <mit-seminar-people.h>

#include <adwaita.h>
#include <glib/gi18n.h>

/* One table for the keys and for the dialog that shows them. */
static const struct
{
  const char *action;
  const char *keys;
  const char *label;
} shortcuts[] = {
  { "win.undo", "<Control>z", N_ ("Take the last action back") },
  { "win.redo", "<Control><Shift>z", N_ ("Do it again") },
  { "win.search", "<Control>f", N_ ("Search people") },
  { "win.add-person", "<Control>n", N_ ("Add a person") },
  { "win.import", "<Control>o", N_ ("Import a list") },
  { "win.go('today')", "<Alt>1", N_ ("Go to Today") },
  { "win.go('members')", "<Alt>2", N_ ("Go to Members") },
  { "win.go('welcome')", "<Alt>3", N_ ("Go to Welcome") },
  { "win.go('seminars')", "<Alt>4", N_ ("Go to Seminars") },
  { "win.go('brochure')", "<Alt>5", N_ ("Go to Brochure") },
  { "win.go('exchange')", "<Alt>6", N_ ("Go to Exchange") },
  { "win.lock", "<Control>l", N_ ("Lock the register") },
  { "win.preferences", "<Control>comma", N_ ("Preferences") },
  { "app.help", "F1", N_ ("Help") },
  { "app.shortcuts", "<Control>question", N_ ("Keyboard shortcuts") },
  { "window.close", "<Control>w", N_ ("Close the window") },
  { "app.quit", "<Control>q", N_ ("Quit") },
};

/** mit_shortcuts_install: Give the commands their keys. */
void
mit_shortcuts_install (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (application, shortcuts[i].action, (const char *[]) { shortcuts[i].keys, NULL });
}

static GtkWidget *
make_row (const char *title, const char *keys)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (keys);

  gtk_widget_add_css_class (label, "dim-label");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

static GtkWidget *
make_group (void)
{
  GtkWidget *group = adw_preferences_group_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      guint            key;
      GdkModifierType  modifiers;
      g_autofree char *keys = NULL;

      gtk_accelerator_parse (shortcuts[i].keys, &key, &modifiers);
      keys = gtk_accelerator_get_label (key, modifiers);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (gettext (shortcuts[i].label), keys));
    }

  return group;
}

/* These belong to the lists of a seminar's page. */
static GtkWidget *
make_seminar_group (void)
{
  const struct
  {
    const char          *key;
    MitRegistrationState state;
  } keys[] = {
    { C_ ("key for: is coming", "c"), MIT_REGISTRATION_COMING },
    { C_ ("key for: is on the waiting list", "w"), MIT_REGISTRATION_WAITING },
    { C_ ("key for: has declined", "d"), MIT_REGISTRATION_DECLINED },
    { C_ ("key for: was there", "t"), MIT_REGISTRATION_ATTENDED },
    { C_ ("key for: was absent", "a"), MIT_REGISTRATION_ABSENT },
  };
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Whoever Is Selected on a Seminar’s Page"));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *key = g_ascii_strup (keys[i].key, -1);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (mit_registration_state_label (keys[i].state), key));
    }

  return group;
}

/** mit_shortcuts_present: Show what the keys do. */
void
mit_shortcuts_present (GtkWidget *from)
{
  AdwDialog          *dialog = adw_preferences_dialog_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (make_group ()));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (make_seminar_group ()));
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), page);
  adw_dialog_set_title (dialog, _ ("Keyboard Shortcuts"));
  adw_dialog_present (dialog, from);
}
