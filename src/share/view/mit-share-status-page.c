// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-status-page.h"

#include "mit-share-words.h"

#include <mit-file-choice.h>
#include <mit-notify.h>
#include <mit-thread.h>

#include <glib/gi18n.h>

struct _MitShareStatusPage
{
  AdwNavigationPage parent_instance;

  AdwBanner           *conflict_banner;
  AdwActionRow        *state_row;
  AdwActionRow        *place_row;
  GtkWidget           *spinner;
  AdwPreferencesGroup *devices_group;
  AdwPreferencesGroup *people_group;
  AdwPreferencesGroup *erasures_group;

  MitStore      *store;
  MitShareAgent *agent;
  GPtrArray     *rows; /* of devices and erasures */
  GPtrArray     *people_rows;
};

G_DEFINE_FINAL_TYPE (MitShareStatusPage, mit_share_status_page, ADW_TYPE_NAVIGATION_PAGE)

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  return row;
}

static void
clear_rows (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *group = gtk_widget_get_ancestor (rows->pdata[i], ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), rows->pdata[i]);
    }
  g_ptr_array_set_size (rows, 0);
}

static void
add_row (GPtrArray *rows, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
}

static void
add_devices (MitShareStatusPage *self, const MitShareStatus *status)
{
  for (guint i = 0; i < status->devices->len; i++)
    {
      const MitShareDevice *device = status->devices->pdata[i];
      g_autofree char      *when = mit_share_say_when (device->seen_at);
      g_autofree char      *text = device->is_own ? g_strdup_printf (_ ("This computer · last contact %s"), when) : g_strdup_printf (_ ("Last contact %s"), when);

      add_row (self->rows, self->devices_group, make_row (device->name ? device->name : _ ("Unknown computer"), text));
    }
}

static void
add_erasures (MitShareStatusPage *self, const MitShareStatus *status)
{
  for (guint i = 0; i < status->erasures->len; i++)
    {
      const MitShareErasure *erasure = status->erasures->pdata[i];
      g_autofree char       *when = mit_share_say_when (erasure->erased_at);
      g_autofree char       *title = g_strdup_printf (_ ("Erased %s"), when);
      g_autofree char       *text = NULL;

      g_ptr_array_add (erasure->waiting, NULL);
      if (erasure->waiting->pdata[0])
        {
          g_autofree char *names = g_strjoinv (", ", (char **) erasure->waiting->pdata);

          text = g_strdup_printf (_ ("Not yet confirmed by: %s"), names);
        }
      g_ptr_array_remove_index (erasure->waiting, erasure->waiting->len - 1);
      add_row (self->rows, self->erasures_group, make_row (title, text ? text : _ ("Confirmed by all computers")));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->erasures_group), status->erasures->len > 0);
}

static void
show_state (MitShareStatusPage *self, const MitShareStatus *status)
{
  g_autofree char *state = mit_share_say_state (self->agent);
  g_autofree char *when = mit_share_say_when (status->contact_at);
  g_autofree char *contact = g_strdup_printf (_ ("Last contact %s"), when);
  g_autofree char *size = g_format_size ((guint64) status->size);
  g_autofree char *place = g_strdup_printf ("%s · %s", status->place, size);
  g_autofree char *conflicts = g_strdup_printf (ngettext ("%d thing was changed on two computers", "%d things were changed on two computers", (gulong) status->n_conflicts),
                                                (int) status->n_conflicts);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_row), state);
  adw_action_row_set_subtitle (self->state_row, status->trouble ? status->trouble : contact);
  adw_action_row_set_subtitle (self->place_row, place);
  adw_banner_set_title (self->conflict_banner, conflicts);
  adw_banner_set_revealed (self->conflict_banner, status->n_conflicts > 0);
  gtk_widget_set_visible (self->spinner, mit_share_agent_is_busy (self->agent));
}

static void
update (MitShareStatusPage *self)
{
  const MitShareStatus *status = mit_share_agent_get_status (self->agent);

  if (!status->takes_part)
    return;
  show_state (self, status);
  clear_rows (self->rows);
  add_devices (self, status);
  add_erasures (self, status);
}

/* People: they are on the share, so they are asked for there. */

typedef struct
{
  MitScope   scope;
  GPtrArray *slots;
} People;

static void
people_free (gpointer data)
{
  g_clear_pointer (&((People *) data)->slots, g_ptr_array_unref);
  g_free (data);
}

static gboolean
read_people (MitStore *store, MitVessel *vessel, gpointer data, GError **error)
{
  ((People *) data)->slots = vessel ? mit_share_people_sync (store, vessel, ((People *) data)->scope, error) : NULL;

  return ((People *) data)->slots != NULL;
}

static void remove_clicked_cb (MitShareStatusPage *self, GtkWidget *button);

static void
add_person (MitShareStatusPage *self, const MitSlot *slot)
{
  GtkWidget       *row = make_row (slot->type == MIT_SLOT_RECOVERY ? _ ("Recovery code") : slot->label, NULL);
  GtkWidget       *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *text = g_strdup_printf (_ ("Take the access of %s away"), slot->label);

  if (slot->type == MIT_SLOT_PASSPHRASE)
    {
      gtk_widget_set_tooltip_text (button, text);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data_full (G_OBJECT (button), "name", g_strdup (slot->label), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  else
    g_object_unref (g_object_ref_sink (button));
  add_row (self->people_rows, self->people_group, row);
}

static DexFuture *
people_fiber (gpointer data)
{
  MitShareStatusPage *self = data;
  People             *people = g_new0 (People, 1);

  people->scope = mit_share_agent_get_scope (self->agent);
  dex_await (mit_share_agent_run (self->agent, TRUE, read_people, people), NULL);
  if (self->people_rows && people->slots)
    {
      clear_rows (self->people_rows);
      for (guint i = 0; i < people->slots->len; i++)
        if (((MitSlot *) people->slots->pdata[i])->type != MIT_SLOT_DEVICE)
          add_person (self, people->slots->pdata[i]);
    }
  people_free (people);

  return dex_future_new_true ();
}

static void
load_people (MitShareStatusPage *self)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, people_fiber, g_object_ref (self), g_object_unref));
}

/* What is done to the share, and said when it is done. */

typedef struct
{
  MitShareStatusPage *page;
  MitScope            scope;
  char               *name;
  char               *secret;
  char               *place;
  MitShareTask        task;
  const char         *done;
} Deed;

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_clear_object (&deed->page);
  g_free (deed->name);
  if (deed->secret)
    explicit_bzero (deed->secret, strlen (deed->secret));
  g_free (deed->secret);
  g_free (deed->place);
  g_free (deed);
}

static gboolean
invite (MitStore *store, MitVessel *vessel, gpointer data, GError **error)
{
  Deed *deed = data;

  return mit_share_invite_sync (store, vessel, deed->scope, deed->name, deed->secret, error);
}

static gboolean
remove_person (MitStore *store, MitVessel *vessel, gpointer data, GError **error)
{
  return mit_share_remove_sync (store, vessel, ((Deed *) data)->scope, ((Deed *) data)->name, error);
}

static gboolean
leave (MitStore *store, MitVessel *vessel, gpointer data, GError **error)
{
  return mit_share_leave_sync (store, vessel, ((Deed *) data)->scope, error);
}

static gboolean
set_place (MitStore *store, MitVessel *vessel, gpointer data, GError **error)
{
  return mit_share_set_place_sync (store, ((Deed *) data)->scope, ((Deed *) data)->place, error);
}

static DexFuture *
deed_fiber (gpointer data)
{
  Deed               *deed = data;
  MitShareStatusPage *self = deed->page;
  g_autoptr (GError) error = NULL;

  dex_await (mit_share_agent_run (self->agent, deed->task == invite || deed->task == remove_person, deed->task, deed), &error);
  if (!self->people_rows)
    return dex_future_new_true ();
  if (error)
    mit_notify_error (GTK_WIDGET (self), error);
  else if (deed->done)
    mit_notify (GTK_WIDGET (self), deed->done);
  mit_share_agent_refresh (self->agent);
  mit_share_agent_sync (self->agent);
  load_people (self);

  return dex_future_new_true ();
}

static Deed *
deed_new (MitShareStatusPage *self, MitShareTask task, const char *done)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->page = g_object_ref (self);
  deed->scope = mit_share_agent_get_scope (self->agent);
  deed->task = task;
  deed->done = done;

  return deed;
}

static void
do_deed (Deed *deed)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, deed_fiber, deed, deed_free));
}

static void
remove_answered_cb (AdwAlertDialog *question, const char *response, MitShareStatusPage *self)
{
  Deed *deed;

  if (!g_str_equal (response, "remove"))
    return;
  deed = deed_new (self, remove_person, _ ("The access is taken away. What they have read or copied before, they still have."));
  deed->name = g_strdup (g_object_get_data (G_OBJECT (question), "name"));
  do_deed (deed);
}

static void
remove_clicked_cb (MitShareStatusPage *self, GtkWidget *button)
{
  const char      *name = g_object_get_data (G_OBJECT (button), "name");
  g_autofree char *title = g_strdup_printf (_ ("Take the Access of %s Away?"), name);
  AdwAlertDialog  *question = ADW_ALERT_DIALOG (adw_alert_dialog_new (title, _ ("Everything is locked with a new key, which all others get by themselves. The computers that this person has let in are locked out, too.")));

  adw_alert_dialog_add_responses (question, "cancel", _ ("_Cancel"), "remove", _ ("_Take Away"), NULL);
  adw_alert_dialog_set_response_appearance (question, "remove", ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (question), "name", g_strdup (name), g_free);
  g_signal_connect_object (question, "response", G_CALLBACK (remove_answered_cb), self, 0);
  adw_dialog_present (ADW_DIALOG (question), GTK_WIDGET (self));
}

static void
invite_answered_cb (AdwAlertDialog *question, const char *response, MitShareStatusPage *self)
{
  GtkEditable *name = g_object_get_data (G_OBJECT (question), "name");
  GtkEditable *secret = g_object_get_data (G_OBJECT (question), "secret");
  Deed        *deed;

  if (!g_str_equal (response, "invite"))
    return;
  deed = deed_new (self, invite, _ ("Invited. Tell the passphrase in person or by phone, not by e-mail."));
  deed->name = g_strdup (gtk_editable_get_text (name));
  deed->secret = g_strdup (gtk_editable_get_text (secret));
  do_deed (deed);
}

static void
invite_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwAlertDialog *question = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Invite"), _ ("Everybody gets a passphrase of their own. If the name is there already, the passphrase takes the place of the old one.")));
  GtkWidget      *group = adw_preferences_group_new ();
  GtkWidget      *name = adw_entry_row_new ();
  GtkWidget      *secret = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name), _ ("Name"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (secret), _ ("Passphrase"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), name);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), secret);
  adw_alert_dialog_set_extra_child (question, group);
  adw_alert_dialog_add_responses (question, "cancel", _ ("_Cancel"), "invite", _ ("_Invite"), NULL);
  adw_alert_dialog_set_response_appearance (question, "invite", ADW_RESPONSE_SUGGESTED);
  g_object_set_data (G_OBJECT (question), "name", name);
  g_object_set_data (G_OBJECT (question), "secret", secret);
  g_signal_connect_object (question, "response", G_CALLBACK (invite_answered_cb), widget, 0);
  adw_dialog_present (ADW_DIALOG (question), widget);
}

static void
sync_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mit_share_agent_sync (MIT_SHARE_STATUS_PAGE (widget)->agent);
}

static void
leave_answered_cb (AdwAlertDialog *question, const char *response, MitShareStatusPage *self)
{
  if (g_str_equal (response, "leave"))
    do_deed (deed_new (self, leave, NULL));
}

static void
leave_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwAlertDialog *question = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Take Part No Longer?"), _ ("This register keeps all that is in it, and so do the others. What is changed from now on goes nowhere.")));

  adw_alert_dialog_add_responses (question, "cancel", _ ("_Cancel"), "leave", _ ("_Leave"), NULL);
  adw_alert_dialog_set_response_appearance (question, "leave", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (question, "response", G_CALLBACK (leave_answered_cb), widget, 0);
  adw_dialog_present (ADW_DIALOG (question), widget);
}

static DexFuture *
move_fiber (gpointer data)
{
  MitShareStatusPage *self = data;
  gboolean            folder = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (self), "folder"));
  DexFuture          *choice = folder ? mit_file_choice_folder (GTK_WIDGET (self), _ ("Folder of the Shared Database"))
                                      : mit_file_choice_open (GTK_WIDGET (self), _ ("File of the Shared Database"), _ ("Shared databases"), (const char *const[]) { "mitmachen", NULL });
  g_autofree char    *path = dex_await_string (choice, NULL);
  Deed               *deed;

  if (!path || !self->people_rows)
    return dex_future_new_true ();
  deed = deed_new (self, set_place, NULL);
  deed->place = g_strdup (path);
  do_deed (deed);

  return dex_future_new_true ();
}

static void
move_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_object_set_data (G_OBJECT (widget), "folder", GINT_TO_POINTER (g_str_equal (action, "status.move-folder")));
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, move_fiber, g_object_ref (widget), g_object_unref));
}

static void
mit_share_status_page_dispose (GObject *object)
{
  MitShareStatusPage *self = MIT_SHARE_STATUS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_SHARE_STATUS_PAGE);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->people_rows, g_ptr_array_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->agent);

  G_OBJECT_CLASS (mit_share_status_page_parent_class)->dispose (object);
}

static void
mit_share_status_page_class_init (MitShareStatusPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_share_status_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/share/mit-share-status-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MitShareStatusPage, conflict_banner);
  gtk_widget_class_bind_template_child (widget_class, MitShareStatusPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, MitShareStatusPage, place_row);
  gtk_widget_class_bind_template_child (widget_class, MitShareStatusPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, MitShareStatusPage, devices_group);
  gtk_widget_class_bind_template_child (widget_class, MitShareStatusPage, people_group);
  gtk_widget_class_bind_template_child (widget_class, MitShareStatusPage, erasures_group);
  gtk_widget_class_install_action (widget_class, "status.sync", NULL, sync_cb);
  gtk_widget_class_install_action (widget_class, "status.invite", NULL, invite_cb);
  gtk_widget_class_install_action (widget_class, "status.move", NULL, move_cb);
  gtk_widget_class_install_action (widget_class, "status.move-folder", NULL, move_cb);
  gtk_widget_class_install_action (widget_class, "status.leave", NULL, leave_cb);
}

static void
mit_share_status_page_init (MitShareStatusPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->people_rows = g_ptr_array_new ();
}

/** mit_share_status_page_new: Returns: (transfer floating) */
AdwNavigationPage *
mit_share_status_page_new (MitStore *store, MitShareAgent *agent)
{
  MitShareStatusPage *self = g_object_new (MIT_TYPE_SHARE_STATUS_PAGE, NULL);

  self->store = g_object_ref (store);
  self->agent = g_object_ref (agent);
  g_signal_connect_object (agent, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (mit_share_agent_get_scope (agent) == MIT_SCOPE_STATE)
    {
      adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("Exchange"));
      adw_preferences_group_set_title (self->devices_group, _ ("Computers of the Districts"));
    }
  update (self);
  load_people (self);

  return ADW_NAVIGATION_PAGE (self);
}
