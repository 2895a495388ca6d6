// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-start-page.h"

#include "mit-config.h"

#include <mit-backup.h>
#include <mit-file-choice.h>
#include <mit-notify.h>
#include <mit-remember.h>
#include <mit-setting.h>
#include <mit-share.h>
#include <mit-thread.h>

#include <glib/gi18n.h>
#include <string.h>

struct _MitStartPage
{
  AdwBin parent_instance;

  GtkStack     *stack;
  AdwEntryRow  *district_row;
  AdwEntryRow  *new_passphrase_row;
  AdwEntryRow  *repeat_row;
  AdwEntryRow  *passphrase_row;
  AdwSwitchRow *remember_row;
  GtkWidget    *keyring_button;
  GtkLabel     *file_label;
  GtkLabel     *error_label;

  char      *path;
  char      *restored; /* (nullable): the path of a register that was made out of a backup just now */
  GSettings *settings;
};

enum
{
  SIGNAL_OPENED = 1,
};

static guint signals[SIGNAL_OPENED + 1];

G_DEFINE_FINAL_TYPE (MitStartPage, mit_start_page, ADW_TYPE_BIN)

/* Opening takes half a second on purpose, so it happens on a thread; the store it makes belongs to the main thread. */
typedef struct
{
  char    *path;
  char    *passphrase; /* NULL: the keyring has the key */
  gboolean creates;
  gboolean renews;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  if (opening->passphrase)
    explicit_bzero (opening->passphrase, strlen (opening->passphrase));
  g_free (opening->passphrase);
  g_free (opening);
}

/* The register that the backup was made of may still be in use. */
static gpointer
open_restored (Opening *opening, GError **error)
{
  MitStore *store = mit_store_open (opening->path, opening->passphrase, error);

  if (store && !mit_device_renew_sync (store, error))
    g_clear_object (&store);

  return store;
}

static gpointer
open_register (gpointer data, GError **error)
{
  Opening *opening = data;

  if (opening->creates)
    return mit_store_create (opening->path, opening->passphrase, error);
  if (!opening->passphrase)
    return mit_remember_open_sync (opening->path, error);

  return opening->renews ? open_restored (opening, error) : mit_store_open (opening->path, opening->passphrase, error);
}

static void
show_error (MitStartPage *self, const char *sentence)
{
  gtk_label_set_label (self->error_label, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), sentence != NULL);
}

static void
empty_rows (MitStartPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->new_passphrase_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->repeat_row), "");
}

/* @row: (nullable): where the passphrase stands; %NULL for the keyring */
static MitStore *
await_store (MitStartPage *self, const char *path, AdwEntryRow *row, gboolean creates, GError **error)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->passphrase = row ? g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))) : NULL;
  opening->creates = creates;
  opening->renews = g_strcmp0 (path, self->restored) == 0;
  gtk_stack_set_visible_child_name (self->stack, "busy");

  return dex_await_object (mit_thread_run ("open", MIT_TYPE_STORE, open_register, opening, opening_free), error);
}

/* The keyring. */

static gboolean
is_remembered (MitStartPage *self)
{
  g_autofree char *remembered = g_settings_get_string (self->settings, "remembered-register");

  return self->path && g_str_equal (remembered, self->path);
}

static gpointer
remember_on_thread (gpointer data, GError **error)
{
  Opening *opening = data;

  return mit_remember_sync (opening->path, opening->passphrase, error) ? g_bytes_new (NULL, 0) : NULL;
}

/* The register is open already, and stays so if the keyring does not answer. */
static void
remember (MitStartPage *self, const char *passphrase)
{
  Opening *opening = g_new0 (Opening, 1);
  g_autoptr (GError) error = NULL;

  opening->path = g_strdup (self->path);
  opening->passphrase = g_strdup (passphrase);
  if (dex_await (mit_thread_run ("remember", G_TYPE_BYTES, remember_on_thread, opening, opening_free), &error))
    g_settings_set_string (self->settings, "remembered-register", self->path);
  else
    mit_notify_error (GTK_WIDGET (self), error);
}

static void
show_opened (MitStartPage *self, MitStore *store, const GError *error)
{
  if (store)
    {
      empty_rows (self);
      show_error (self, NULL);
      g_clear_pointer (&self->restored, g_free);
      g_signal_emit (self, signals[SIGNAL_OPENED], 0, store);
    }
  else
    {
      gtk_stack_set_visible_child_name (self->stack, "unlock");
      show_error (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
    }
}

static DexFuture *
unlock_fiber (gpointer data)
{
  MitStartPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MitStore) store = await_store (self, self->path, self->passphrase_row, FALSE, &error);
  g_autofree char *passphrase = NULL;

  if (store && adw_switch_row_get_active (self->remember_row) && !is_remembered (self))
    passphrase = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->passphrase_row)));
  show_opened (self, store, error);
  if (passphrase)
    {
      remember (self, passphrase);
      explicit_bzero (passphrase, strlen (passphrase));
    }

  return dex_future_new_true ();
}

static DexFuture *
recall_fiber (gpointer data)
{
  MitStartPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MitStore) store = await_store (self, self->path, NULL, FALSE, &error);

  show_opened (self, store, error);

  return dex_future_new_true ();
}

static void
open_remembered_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mit_start_page_recall (MIT_START_PAGE (widget));
}

static void
unlock_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitStartPage *self = MIT_START_PAGE (widget);

  gboolean is_busy = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "busy") == 0;

  if (!is_busy && self->path && *gtk_editable_get_text (GTK_EDITABLE (self->passphrase_row)))
    dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, unlock_fiber, g_object_ref (self), g_object_unref));
}

static DexFuture *
create_fiber (gpointer data)
{
  MitStartPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MitStore) store = NULL;
  g_autofree char *path = dex_await_string (mit_file_choice_save (GTK_WIDGET (self), _ ("Create Register"), _ ("office.register")), NULL);

  if (!path)
    return dex_future_new_true ();
  store = await_store (self, path, self->new_passphrase_row, TRUE, &error);
  if (!store)
    {
      gtk_stack_set_visible_child_name (self->stack, "create");
      mit_notify_error (GTK_WIDGET (self), error);
      return dex_future_new_true ();
    }
  dex_await (mit_setting_write (store, "district", gtk_editable_get_text (GTK_EDITABLE (self->district_row))), NULL);
  empty_rows (self);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, store);

  return dex_future_new_true ();
}

static void
make_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, create_fiber, g_object_ref (widget), g_object_unref));
}

static void
check_passphrase (MitStartPage *self)
{
  const char *first = gtk_editable_get_text (GTK_EDITABLE (self->new_passphrase_row));
  const char *second = gtk_editable_get_text (GTK_EDITABLE (self->repeat_row));
  gboolean    differs = *second && !g_str_equal (first, second);

  if (differs)
    gtk_widget_add_css_class (GTK_WIDGET (self->repeat_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->repeat_row), "error");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "start.make", *first && *second && !differs);
}

static void
create_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitStartPage *self = MIT_START_PAGE (widget);

  gtk_stack_set_visible_child_name (self->stack, "create");
  gtk_widget_grab_focus (GTK_WIDGET (self->district_row));
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (MIT_START_PAGE (widget)->stack, "choose");
}

static DexFuture *
open_fiber (gpointer data)
{
  MitStartPage    *self = data;
  g_autofree char *path = dex_await_string (mit_file_choice_open (GTK_WIDGET (self), _ ("Open Register"), NULL, NULL), NULL);

  if (path)
    mit_start_page_ask (self, path);

  return dex_future_new_true ();
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, open_fiber, g_object_ref (widget), g_object_unref));
}

static DexFuture *
restore_fiber (gpointer data)
{
  MitStartPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = dex_await_string (mit_file_choice_open (GTK_WIDGET (self), _ ("Restore Backup"), NULL, NULL), NULL);
  g_autofree char *path = backup ? dex_await_string (mit_file_choice_save (GTK_WIDGET (self), _ ("Where the Register Is to Be"), _ ("office.register")), NULL) : NULL;

  if (!path)
    return dex_future_new_true ();
  if (mit_backup_unpack (backup, path, &error))
    {
      g_set_str (&self->restored, path);
      mit_start_page_ask (self, path);
    }
  else
    mit_notify_error (GTK_WIDGET (self), error);

  return dex_future_new_true ();
}

static void
restore_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, restore_fiber, g_object_ref (widget), g_object_unref));
}

static void
activated_cb (MitStartPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "start.unlock", NULL);
}

static void
mit_start_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_START_PAGE);
  g_clear_pointer (&MIT_START_PAGE (object)->path, g_free);
  g_clear_pointer (&MIT_START_PAGE (object)->restored, g_free);
  g_clear_object (&MIT_START_PAGE (object)->settings);

  G_OBJECT_CLASS (mit_start_page_parent_class)->dispose (object);
}

static void
mit_start_page_class_init (MitStartPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_start_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/Mitmachen/mit-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MitStartPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MitStartPage, district_row);
  gtk_widget_class_bind_template_child (widget_class, MitStartPage, new_passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, MitStartPage, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, MitStartPage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, MitStartPage, remember_row);
  gtk_widget_class_bind_template_child (widget_class, MitStartPage, keyring_button);
  gtk_widget_class_bind_template_child (widget_class, MitStartPage, file_label);
  gtk_widget_class_bind_template_child (widget_class, MitStartPage, error_label);
  gtk_widget_class_install_action (widget_class, "start.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "start.create", NULL, create_cb);
  gtk_widget_class_install_action (widget_class, "start.make", NULL, make_cb);
  gtk_widget_class_install_action (widget_class, "start.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "start.open-remembered", NULL, open_remembered_cb);
  gtk_widget_class_install_action (widget_class, "start.restore", NULL, restore_cb);
  gtk_widget_class_install_action (widget_class, "start.unlock", NULL, unlock_cb);

  /** MitStartPage::opened: A register is open. */
  signals[SIGNAL_OPENED] =
    g_signal_new ("opened", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, MIT_TYPE_STORE);
}

static void
mit_start_page_init (MitStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (MIT_APPLICATION_ID);
  g_signal_connect_object (self->new_passphrase_row, "changed", G_CALLBACK (check_passphrase), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->repeat_row, "changed", G_CALLBACK (check_passphrase), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->passphrase_row, "entry-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  check_passphrase (self);
}

/** mit_start_page_ask: @path: (nullable): the register to unlock; %NULL to choose or create one */
void
mit_start_page_ask (MitStartPage *self, const char *path)
{
  g_autofree char *name = path ? g_path_get_basename (path) : NULL;

  g_set_str (&self->path, path);
  show_error (self, NULL);
  gtk_widget_set_visible (self->keyring_button, is_remembered (self));
  adw_switch_row_set_active (self->remember_row, is_remembered (self));
  gtk_label_set_label (self->file_label, name ? name : "");
  gtk_stack_set_visible_child_name (self->stack, path ? "unlock" : "choose");
  if (path)
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
}

/** mit_start_page_unlock: Open the register that is asked for, as if @passphrase had been typed. */
void
mit_start_page_unlock (MitStartPage *self, const char *passphrase)
{
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase_row), passphrase);
  activated_cb (self);
}

/**
 * mit_start_page_recall:
 *
 * Open the register that is asked for with the key in the keyring, if it was put there; else it is left to somebody to type
 * the passphrase.
 */
void
mit_start_page_recall (MitStartPage *self)
{
  gboolean is_busy = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "busy") == 0;

  if (!is_busy && is_remembered (self))
    dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, recall_fiber, g_object_ref (self), g_object_unref));
}
