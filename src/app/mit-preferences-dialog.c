// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-preferences-dialog.h"

#include <mit-draft.h>
#include <mit-notify.h>
#include <mit-remember.h>
#include <mit-setting.h>
#include <mit-thread.h>

#include <glib/gi18n.h>

struct _MitPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  AdwPreferencesGroup *office_group;
  AdwComboRow         *tone_row;
  AdwComboRow         *form_row;
  AdwComboRow         *envelope_row;
  AdwSpinRow          *lock_row;
  GtkWidget           *keyring_row;

  MitStore  *store;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (MitPreferencesDialog, mit_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static const struct
{
  const char *name;
  const char *label;
} office[] = {
  { "district", N_ ("Name of the district or office") },
  { "street", N_ ("Street and number") },
  { "city", N_ ("Postcode and place") },
  { "phone", N_ ("Phone") },
  { "email", N_ ("E-mail") },
  { "web", N_ ("Website") },
  { "signer", N_ ("Who signs letters") },
};

static const char *const tones[] = { "sie", "du", NULL };
static const char *const forms[] = { "b", "a", NULL };
static const char *const envelopes[] = { "dl", "c6c5", NULL };

static void
applied_cb (MitPreferencesDialog *self, GtkEditable *row)
{
  mit_draft_write (row, mit_setting_write (self->store, g_object_get_data (G_OBJECT (row), "name"), gtk_editable_get_text (row)), NULL);
}

static void
add_office_rows (MitPreferencesDialog *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (office); i++)
    {
      GtkWidget       *row = adw_entry_row_new ();
      g_autofree char *value = mit_setting_get (mit_store_reader (self->store), office[i].name);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gettext (office[i].label));
      gtk_editable_set_text (GTK_EDITABLE (row), value ? value : "");
      mit_draft_forget (GTK_EDITABLE (row));
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
      g_object_set_data (G_OBJECT (row), "name", (gpointer) office[i].name);
      g_signal_connect_object (row, "apply", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->office_group, row);
    }
}

static guint
index_of (const char *const *values, const char *value)
{
  for (guint i = 0; values[i]; i++)
    if (g_strcmp0 (values[i], value) == 0)
      return i;

  return 0;
}

static void
set_choices (AdwComboRow *row, const char *const *labels, guint selected)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (labels);

  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (row, selected);
}

static void
tone_selected_cb (MitPreferencesDialog *self)
{
  mit_notify_future (GTK_WIDGET (self), mit_setting_write (self->store, "tone", tones[adw_combo_row_get_selected (self->tone_row)]), NULL);
}

static void
form_selected_cb (MitPreferencesDialog *self)
{
  mit_notify_future (GTK_WIDGET (self), mit_setting_write (self->store, "letter-form", forms[adw_combo_row_get_selected (self->form_row)]), NULL);
}

static void
envelope_selected_cb (MitPreferencesDialog *self)
{
  g_settings_set_string (self->settings, "envelope", envelopes[adw_combo_row_get_selected (self->envelope_row)]);
}

static void
fill_choices (MitPreferencesDialog *self)
{
  g_autofree char *tone = mit_setting_get (mit_store_reader (self->store), "tone");
  g_autofree char *form = mit_setting_get (mit_store_reader (self->store), "letter-form");
  g_autofree char *envelope = g_settings_get_string (self->settings, "envelope");

  set_choices (self->tone_row, (const char *[]) { _ ("Formally (Sie)"), _ ("Familiarly (du)"), NULL }, index_of (tones, tone));
  set_choices (self->form_row, (const char *[]) { _ ("Form B (usual)"), _ ("Form A (low head)"), NULL }, index_of (forms, form));
  set_choices (self->envelope_row, (const char *[]) { _ ("DL (220 × 110 mm)"), _ ("C6/C5 (229 × 114 mm)"), NULL }, index_of (envelopes, envelope));
  g_signal_connect_object (self->tone_row, "notify::selected", G_CALLBACK (tone_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form_row, "notify::selected", G_CALLBACK (form_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->envelope_row, "notify::selected", G_CALLBACK (envelope_selected_cb), self, G_CONNECT_SWAPPED);
}

static void
show_keyring (MitPreferencesDialog *self)
{
  g_autofree char *remembered = g_settings_get_string (self->settings, "remembered-register");

  gtk_widget_set_visible (self->keyring_row, g_str_equal (remembered, mit_store_get_path (self->store)));
}

static gpointer
forget_on_thread (gpointer data, GError **error)
{
  return mit_remember_forget_sync (data, error) ? g_bytes_new (NULL, 0) : NULL;
}

/* The keyring is not asked any more, even if it does not answer now. */
static void
forget_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitPreferencesDialog *self = MIT_PREFERENCES_DIALOG (widget);

  g_settings_set_string (self->settings, "remembered-register", "");
  show_keyring (self);
  mit_notify_future (widget, mit_thread_run ("forget", G_TYPE_BYTES, forget_on_thread, g_strdup (mit_store_get_path (self->store)), g_free), _ ("Forgotten. The passphrase opens the register as before."));
}

static void
closed_cb (MitPreferencesDialog *self)
{
  mit_draft_write_all (GTK_WIDGET (self->office_group));
}

static void
mit_preferences_dialog_dispose (GObject *object)
{
  MitPreferencesDialog *self = MIT_PREFERENCES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (mit_preferences_dialog_parent_class)->dispose (object);
}

static void
mit_preferences_dialog_class_init (MitPreferencesDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_preferences_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/Mitmachen/mit-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MitPreferencesDialog, office_group);
  gtk_widget_class_bind_template_child (widget_class, MitPreferencesDialog, tone_row);
  gtk_widget_class_bind_template_child (widget_class, MitPreferencesDialog, form_row);
  gtk_widget_class_bind_template_child (widget_class, MitPreferencesDialog, envelope_row);
  gtk_widget_class_bind_template_child (widget_class, MitPreferencesDialog, lock_row);
  gtk_widget_class_bind_template_child (widget_class, MitPreferencesDialog, keyring_row);
  gtk_widget_class_install_action (widget_class, "preferences.forget", NULL, forget_cb);
}

static void
mit_preferences_dialog_init (MitPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/** mit_preferences_dialog_new: Returns: (transfer floating) */
AdwDialog *
mit_preferences_dialog_new (MitStore *store, GSettings *settings)
{
  MitPreferencesDialog *self = g_object_new (MIT_TYPE_PREFERENCES_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);
  add_office_rows (self);
  fill_choices (self);
  show_keyring (self);
  g_settings_bind (settings, "lock-after-minutes", self->lock_row, "value", G_SETTINGS_BIND_DEFAULT);

  return ADW_DIALOG (self);
}
