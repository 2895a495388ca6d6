// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-window.h"

#include "mit-config.h"
#include "mit-preferences-dialog.h"
#include "mit-start-page.h"
#include "mit-today-page.h"

#include <mit-address-labels-show.h>
#include <mit-backup.h>
#include <mit-brochure-page.h>
#include <mit-duplicate.h>
#include <mit-exchange-page.h>
#include <mit-file-choice.h>
#include <mit-letter-due.h>
#include <mit-members-page.h>
#include <mit-notify.h>
#include <mit-seminar-people.h>
#include <mit-seminars-page.h>
#include <mit-setting.h>
#include <mit-share-dialog.h>
#include <mit-share-state-button.h>
#include <mit-undo.h>
#include <mit-welcome-page.h>
#include <mit-thread.h>

#include <glib/gi18n.h>
#include <string.h>
#include <time.h>

/* How often it is looked whether nobody has touched the program for long, in seconds. */
#define IDLE_CHECK_SECONDS 15

struct _MitWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack               *stack;
  MitStartPage           *start_page;
  AdwNavigationSplitView *split;
  AdwWindowTitle         *sidebar_title;
  GtkListBox             *sidebar_list;
  MitShareStateButton    *share_button;

  GSettings     *settings;
  MitStore      *store;
  MitShareAgent *agent;      /* of the open register */
  GHashTable    *pages;      /* id of the part → AdwNavigationPage */
  gint64         last_input; /* see now() */
  guint          idle_timer;
  char          *list; /* (nullable): to be imported when a register is open */
};

G_DEFINE_FINAL_TYPE (MitWindow, mit_window, ADW_TYPE_APPLICATION_WINDOW)

static guint
count_letters (MitDb *db)
{
  guint n_late;

  return mit_letters_count_due (db, mit_date_today (), &n_late);
}

static guint
count_today (MitDb *db)
{
  return count_letters (db) + mit_registrations_count_requested (db);
}

/* The parts of the program: the one place to add another. A badge counts what waits for somebody. */
static const struct
{
  const char *id;
  const char *title;
  const char *icon;
  GtkWidget *(*make) (MitStore *store);
  guint (*count) (MitDb *db);
} parts[] = {
  { "today", N_ ("Today"), "x-office-calendar-symbolic", mit_today_page_new, count_today },
  { "members", N_ ("Members"), "system-users-symbolic", mit_members_page_new, NULL },
  { "welcome", N_ ("Welcome"), "mail-unread-symbolic", mit_welcome_page_new, count_letters },
  { "seminars", N_ ("Seminars"), "x-office-presentation-symbolic", mit_seminars_page_new, mit_registrations_count_requested },
  { "brochure", N_ ("Brochure"), "x-office-document-symbolic", mit_brochure_page_new, NULL },
  { "exchange", N_ ("Exchange"), "network-workgroup-symbolic", mit_exchange_page_new, NULL },
};

static GtkWidget *
find_page (MitWindow *self, gsize part)
{
  GtkWidget *page = g_hash_table_lookup (self->pages, parts[part].id);

  if (!page)
    {
      page = g_object_ref_sink (parts[part].make (self->store));
      g_hash_table_insert (self->pages, (gpointer) parts[part].id, page);
    }

  return page;
}

/* What is taken away while its back button has the cursor is never freed (GTK 4.18), and the register with it. */
static void
take_cursor_from (MitWindow *self, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (widget && focus && gtk_widget_is_ancestor (focus, widget))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

static void
show_page (MitWindow *self, AdwNavigationPage *page)
{
  take_cursor_from (self, GTK_WIDGET (adw_navigation_split_view_get_content (self->split)));
  adw_navigation_split_view_set_content (self->split, page);
}

static void
part_selected_cb (MitWindow *self, GtkListBoxRow *row)
{
  if (row && self->store)
    show_page (self, ADW_NAVIGATION_PAGE (find_page (self, (gsize) gtk_list_box_row_get_index (row))));
}

static void
part_activated_cb (MitWindow *self)
{
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
show_badges (MitWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GtkListBoxRow   *row = gtk_list_box_get_row_at_index (self->sidebar_list, (int) i);
      GtkWidget       *badge = g_object_get_data (G_OBJECT (row), "badge");
      guint            count = parts[i].count ? parts[i].count (mit_store_reader (self->store)) : 0;
      g_autofree char *text = g_strdup_printf ("%u", count);
      g_autofree char *label = NULL;

      gtk_label_set_label (GTK_LABEL (badge), text);
      gtk_widget_set_visible (badge, count > 0);
      /* Translators: a part of the program such as "Welcome", and how many things wait there */
      label = count > 0 ? g_strdup_printf (_ ("%s, %u waiting"), gettext (parts[i].title), count) : g_strdup (gettext (parts[i].title));
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}

static GtkWidget *
make_sidebar_row (gsize part)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (gettext (parts[part].title));
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (parts[part].icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "badge", badge);

  return row;
}

static void
show_district (MitWindow *self)
{
  g_autofree char *district = mit_setting_get (mit_store_reader (self->store), "district");

  adw_window_title_set_title (self->sidebar_title, district && *district ? district : "Mitmachen");
}

static void
update_actions (MitWindow *self)
{
  gboolean                 is_open = self->store != NULL;
  static const char *const names[] = { "win.undo", "win.redo", "win.undo-action", "win.import", "win.back-up", "win.share", "win.lock", "win.preferences", "win.search", "win.add-person", "win.address-labels", "win.go" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], is_open);
  if (is_open)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", mit_undo_last_tx (mit_store_reader (self->store)) > 0);
}

static void
store_changed_cb (MitWindow *self)
{
  show_badges (self);
  show_district (self);
  update_actions (self);
}

static MitMembersPage *
go_to_members (MitWindow *self)
{
  mit_window_go (self, "members");

  return MIT_MEMBERS_PAGE (g_hash_table_lookup (self->pages, "members"));
}

/** mit_window_import: Begin to import a list, as soon as a register is open. @list: (nullable): its file; %NULL does nothing */
void
mit_window_import (MitWindow *self, const char *list)
{
  g_set_str (&self->list, list);
  if (!self->store || !list)
    return;
  mit_members_page_import (go_to_members (self), list);
  g_clear_pointer (&self->list, g_free);
}

/* What comes while somebody works is said; it is in the lists already. */
static void
received_cb (MitWindow *self, guint n_changes)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%'u change came from another computer", "%'u changes came from other computers", n_changes), n_changes);

  mit_notify (GTK_WIDGET (self), text);
  dex_future_disown (mit_duplicates_look (self->store));
}

static void
set_agent (MitWindow *self, MitShareAgent *agent)
{
  g_set_object (&self->agent, agent);
  mit_share_state_button_set_agent (self->share_button, agent);
  if (agent)
    g_signal_connect_object (agent, "received", G_CALLBACK (received_cb), self, G_CONNECT_SWAPPED);
}

static void
share (MitWindow *self)
{
  g_autoptr (MitShareAgent) agent = mit_share_agent_new (self->store, MIT_SCOPE_DISTRICT);

  set_agent (self, agent);
}

/** mit_window_open: Work with an open register. */
void
mit_window_open (MitWindow *self, MitStore *store)
{
  g_set_object (&self->store, store);
  g_settings_set_string (self->settings, "last-register", mit_store_get_path (store));
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
  share (self);
  gtk_stack_set_visible_child_name (self->stack, "main");
  mit_window_go (self, "today");
  mit_window_import (self, self->list);
  if (mit_store_is_read_only (store))
    mit_notify (GTK_WIDGET (self), _ ("This register was written by a newer Mitmachen and can only be looked at here."));
}

/** mit_window_go: Show a part of the program by its id. */
void
mit_window_go (MitWindow *self, const char *part)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].id, part))
      gtk_list_box_select_row (self->sidebar_list, gtk_list_box_get_row_at_index (self->sidebar_list, (int) i));
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
drop_empty_page (MitWindow *self)
{
  show_page (self, g_object_new (ADW_TYPE_NAVIGATION_PAGE, "title", "Mitmachen", NULL));
}

/* Nothing of the register stays in memory that we know of: pages go first, then the store with its key. */
static void
lock (MitWindow *self)
{
  g_autofree char *path = NULL;
  AdwDialog       *dialog;

  if (!self->store)
    return;
  path = g_strdup (mit_store_get_path (self->store));
  take_cursor_from (self, GTK_WIDGET (self));
  mit_file_choice_cancel (GTK_WIDGET (self));
  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self))))
    adw_dialog_force_close (dialog);
  drop_empty_page (self);
  gtk_list_box_select_row (self->sidebar_list, NULL);
  g_hash_table_remove_all (self->pages);
  set_agent (self, NULL);
  g_clear_object (&self->store);
  update_actions (self);
  gtk_stack_set_visible_child_name (self->stack, "start");
  mit_start_page_ask (self->start_page, path);
  /* What they say may have a name in it. */
  adw_toast_overlay_dismiss_all (ADW_TOAST_OVERLAY (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self))));
}

/* Seconds since some time, those that the computer sleeps included: a lid that is closed over night locks, too. */
static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_BOOTTIME, &time);

  return time.tv_sec;
}

static void
lock_when_idle (MitWindow *self)
{
  guint minutes = g_settings_get_uint (self->settings, "lock-after-minutes");

  if (minutes > 0 && self->store && now () - self->last_input > (gint64) minutes * 60)
    lock (self);
}

static gboolean
idle_cb (gpointer data)
{
  lock_when_idle (data);

  return G_SOURCE_CONTINUE;
}

/* The first thing that happens after a long sleep may be a key that is pressed. */
static gboolean
input_cb (GtkEventControllerLegacy *controller, GdkEvent *event, MitWindow *self)
{
  lock_when_idle (self);
  self->last_input = now ();

  return GDK_EVENT_PROPAGATE;
}

static void
became_active_cb (MitWindow *self)
{
  if (!gtk_window_is_active (GTK_WINDOW (self)) || !self->store)
    return;
  dex_future_disown (mit_store_poll (self->store));
  mit_share_agent_sync (self->agent);
}

static void
opened_cb (MitWindow *self, MitStore *store)
{
  mit_window_open (self, store);
}

static void
lock_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lock (MIT_WINDOW (widget));
}

static void
go_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mit_window_go (MIT_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
write_letter_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitWindow *self = MIT_WINDOW (widget);
  MitId      person;

  if (!self->store || !mit_id_parse (g_variant_get_string (parameter, NULL), &person))
    return;
  mit_window_go (self, "welcome");
  mit_welcome_page_add_person (MIT_WELCOME_PAGE (g_hash_table_lookup (self->pages, "welcome")), &person);
}

static DexFuture *
undone_cb (DexFuture *future, gpointer data)
{
  MitWindow *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  /* Locked meanwhile. */
  if (!self->store)
    return dex_ref (future);
  if (error)
    mit_notify_error (GTK_WIDGET (self), error);
  else
    {
      g_autofree char *text = mit_undo_describe (mit_store_reader (self->store), g_value_get_int64 (value));

      mit_notify (GTK_WIDGET (self), text);
    }

  return dex_ref (future);
}

static void
undo (MitWindow *self, gint64 tx)
{
  dex_future_disown (dex_future_finally (mit_store_undo (self->store, tx), undone_cb, g_object_ref (self), g_object_unref));
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  undo (MIT_WINDOW (widget), 0);
}

static void
undo_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  undo (MIT_WINDOW (widget), g_variant_get_int64 (parameter));
}

/* What was taken back last is done again by taking the taking back back. */
static void
redo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitWindow *self = MIT_WINDOW (widget);
  gint64     tx = mit_undo_last_undone (mit_store_reader (self->store));

  if (tx > 0)
    mit_notify_future (widget, mit_store_undo (self->store, tx), _ ("Done again"));
}

static void
preferences_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitWindow *self = MIT_WINDOW (widget);

  adw_dialog_present (mit_preferences_dialog_new (self->store, self->settings), widget);
}

static void
share_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitWindow *self = MIT_WINDOW (widget);

  adw_dialog_present (mit_share_dialog_new (self->store, self->agent), widget);
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mit_members_page_import (go_to_members (MIT_WINDOW (widget)), NULL);
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mit_members_page_search (go_to_members (MIT_WINDOW (widget)));
}

static void
add_person_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (go_to_members (MIT_WINDOW (widget))), "members.add", NULL);
}

static void
address_labels_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitWindow      *self = MIT_WINDOW (widget);
  MitMembersPage *page = go_to_members (self);

  mit_address_labels_show (GTK_WIDGET (page), self->store, mit_members_page_get_query (page));
}

static void
show_duplicates_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (go_to_members (MIT_WINDOW (widget))), "members.show-duplicates", NULL);
}

static void
show_seminar_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitWindow *self = MIT_WINDOW (widget);
  MitId      id;

  if (!mit_id_parse (g_variant_get_string (parameter, NULL), &id))
    return;
  mit_window_go (self, "seminars");
  mit_seminars_page_show (MIT_SEMINARS_PAGE (g_hash_table_lookup (self->pages, "seminars")), &id);
}

static DexFuture *
back_up_fiber (gpointer data)
{
  MitWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "mitmachen-%Y-%m-%d.register");
  g_autofree char *path = dex_await_string (mit_file_choice_save (GTK_WIDGET (self), _ ("Back Up Register"), name), NULL);

  if (!path || !self->store)
    return dex_future_new_true ();
  if (dex_await (mit_store_back_up (self->store, path), &error))
    mit_notify (GTK_WIDGET (self), _ ("The register is backed up. The same passphrase opens it."));
  else
    mit_notify_error (GTK_WIDGET (self), error);

  return dex_future_new_true ();
}

static void
back_up_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, back_up_fiber, g_object_ref (widget), g_object_unref));
}

static void
mit_window_dispose (GObject *object)
{
  MitWindow *self = MIT_WINDOW (object);

  g_clear_handle_id (&self->idle_timer, g_source_remove);
  if (self->store)
    drop_empty_page (self);
  g_clear_pointer (&self->pages, g_hash_table_unref);
  if (self->agent)
    set_agent (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_WINDOW);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->list, g_free);

  G_OBJECT_CLASS (mit_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_cb);
  gtk_widget_class_install_action (widget_class, "win.undo-action", "x", undo_action_cb);
  gtk_widget_class_install_action (widget_class, "win.lock", NULL, lock_cb);
  gtk_widget_class_install_action (widget_class, "win.go", "s", go_cb);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_cb);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.add-person", NULL, add_person_cb);
  gtk_widget_class_install_action (widget_class, "win.address-labels", NULL, address_labels_cb);
  gtk_widget_class_install_action (widget_class, "win.show-duplicates", NULL, show_duplicates_cb);
  gtk_widget_class_install_action (widget_class, "win.show-seminar", "s", show_seminar_cb);
  gtk_widget_class_install_action (widget_class, "win.write-letter", "s", write_letter_cb);
  gtk_widget_class_install_action (widget_class, "win.back-up", NULL, back_up_cb);
  gtk_widget_class_install_action (widget_class, "win.share", NULL, share_cb);
}

static void
mit_window_class_init (MitWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_window_dispose;
  g_type_ensure (MIT_TYPE_START_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/Mitmachen/mit-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MitWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, MitWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, MitWindow, split);
  gtk_widget_class_bind_template_child (widget_class, MitWindow, sidebar_title);
  gtk_widget_class_bind_template_child (widget_class, MitWindow, sidebar_list);
  gtk_widget_class_bind_template_child (widget_class, MitWindow, share_button);
  install_actions (widget_class);
}

static void
watch_input (MitWindow *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (input_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  self->last_input = now ();
  self->idle_timer = g_timeout_add_seconds (IDLE_CHECK_SECONDS, idle_cb, self);
}

static void
mit_window_init (MitWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->settings = g_settings_new (MIT_APPLICATION_ID);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_list_box_append (self->sidebar_list, make_sidebar_row (i));
  g_signal_connect_object (self->sidebar_list, "row-selected", G_CALLBACK (part_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar_list, "row-activated", G_CALLBACK (part_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start_page, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (became_active_cb), NULL);
  watch_input (self);
  update_actions (self);
}

static void
unlock_with_file (MitWindow *self, const char *passphrase_file)
{
  g_autofree char *passphrase = NULL;
  gsize            length;

  if (!g_file_get_contents (passphrase_file, &passphrase, &length, NULL))
    return;
  passphrase[strcspn (passphrase, "\r\n")] = '\0';
  mit_start_page_unlock (self->start_page, passphrase);
  explicit_bzero (passphrase, length);
}

/**
 * mit_window_new:
 * @register_path: (nullable): the register to ask for; the one opened last if none
 * @passphrase_file: (nullable): a file that holds the passphrase, to open @register_path without asking
 *
 * Returns: (transfer floating)
 */
GtkWidget *
mit_window_new (MitApplication *application, const char *register_path, const char *passphrase_file)
{
  MitWindow       *self = g_object_new (MIT_TYPE_WINDOW, "application", application, NULL);
  g_autofree char *last = g_settings_get_string (self->settings, "last-register");

  if (register_path)
    mit_start_page_ask (self->start_page, register_path);
  else
    mit_start_page_ask (self->start_page, g_file_test (last, G_FILE_TEST_EXISTS) ? last : NULL);
  if (register_path && passphrase_file)
    unlock_with_file (self, passphrase_file);
  else
    mit_start_page_recall (self->start_page);

  return GTK_WIDGET (self);
}
