// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-shortcuts.h"

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
make_row (gsize i)
{
  GtkWidget       *row = adw_action_row_new ();
  guint            key;
  GdkModifierType  modifiers;
  g_autofree char *text = NULL;
  GtkWidget       *label;

  gtk_accelerator_parse (shortcuts[i].keys, &key, &modifiers);
  text = gtk_accelerator_get_label (key, modifiers);
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "dim-label");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gettext (shortcuts[i].label));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

/** mit_shortcuts_present: Show what the keys do. */
void
mit_shortcuts_present (GtkWidget *from)
{
  AdwDialog           *dialog = adw_preferences_dialog_new ();
  AdwPreferencesPage  *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    adw_preferences_group_add (group, make_row (i));
  adw_preferences_page_add (page, group);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), page);
  adw_dialog_set_title (dialog, _ ("Keyboard Shortcuts"));
  adw_dialog_present (dialog, from);
}
