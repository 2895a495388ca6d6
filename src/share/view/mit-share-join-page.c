// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-join-page.h"

#include "mit-code-page.h"

#include <mit-file-choice.h>
#include <mit-notify.h>
#include <mit-people.h>
#include <mit-setting.h>
#include <mit-share-helper.h>
#include <mit-thread.h>

#include <glib/gi18n.h>

struct _MitShareJoinPage
{
  AdwNavigationPage parent_instance;

  GtkCheckButton *folder_check;
  AdwActionRow   *place_row;
  GtkWidget      *secret_group;
  GtkEditable    *person_row;
  GtkEditable    *passphrase_row;
  GtkEditable    *repeat_row;
  GtkEditable    *device_row;
  GtkLabel       *note_label;
  GtkButton      *go_button;
  GtkWidget      *spinner;

  MitStore      *store;
  MitShareAgent *agent;
  gboolean       creates;
  gboolean       is_busy;
  char          *place; /* (nullable): chosen */
};

G_DEFINE_FINAL_TYPE (MitShareJoinPage, mit_share_join_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
is_exchange (MitShareJoinPage *self)
{
  return mit_share_agent_get_scope (self->agent) == MIT_SCOPE_STATE;
}

static gboolean
is_complete (MitShareJoinPage *self)
{
  const char *passphrase = gtk_editable_get_text (self->passphrase_row);

  return !self->is_busy && self->place && *passphrase && *gtk_editable_get_text (self->device_row) &&
         (!self->creates || (*gtk_editable_get_text (self->person_row) && g_str_equal (passphrase, gtk_editable_get_text (self->repeat_row))));
}

static void
update (MitShareJoinPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "join.go", is_complete (self));
  adw_action_row_set_subtitle (self->place_row, self->place ? self->place : _ ("Not chosen yet"));
  gtk_widget_set_visible (self->spinner, self->is_busy);
}

/* One that was chosen for the other shape does not fit. */
static void
shape_changed_cb (MitShareJoinPage *self)
{
  g_clear_pointer (&self->place, g_free);
  update (self);
}

static DexFuture *
choose (MitShareJoinPage *self)
{
  if (self->creates)
    return mit_file_choice_save (GTK_WIDGET (self), _ ("Create Shared Database"), is_exchange (self) ? _ ("Exchange.mitmachen") : _ ("Members.mitmachen"));
  if (gtk_check_button_get_active (self->folder_check))
    return mit_file_choice_folder (GTK_WIDGET (self), _ ("Folder of the Shared Database"));

  return mit_file_choice_open (GTK_WIDGET (self), _ ("File of the Shared Database"), _ ("Shared databases"), (const char *const[]) { "mitmachen", NULL });
}

static DexFuture *
choose_fiber (gpointer data)
{
  MitShareJoinPage *self = data;
  g_autofree char  *path = dex_await_string (choose (self), NULL);

  if (path)
    g_set_str (&self->place, path);
  update (self);

  return dex_future_new_true ();
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, choose_fiber, g_object_ref (widget), g_object_unref));
}

/* What goes to the thread, and what comes back. */
typedef struct
{
  MitScope scope;
  gboolean creates;
  MitShape shape;
  char    *place;
  char    *person;
  char    *secret;
  char    *device;
  char    *code; /* (nullable): of a new one */
} Setup;

static void
setup_free (gpointer data)
{
  Setup *setup = data;

  g_free (setup->place);
  g_free (setup->person);
  if (setup->secret)
    explicit_bzero (setup->secret, strlen (setup->secret));
  g_free (setup->secret);
  g_free (setup->device);
  if (setup->code)
    explicit_bzero (setup->code, strlen (setup->code));
  g_free (setup->code);
  g_free (setup);
}

static gboolean
set_up (MitStore *store, MitVessel *nothing, gpointer data, GError **error)
{
  Setup *setup = data;
  g_autoptr (MitVessel) vessel = setup->creates ? mit_vessel_create_remote (setup->place, setup->shape, error) : mit_vessel_open_remote (setup->place, error);
  MitShareSetup said = { setup->scope, setup->place, setup->person, setup->secret, setup->device };

  if (!vessel)
    return FALSE;
  if (!setup->creates)
    return mit_share_join_sync (store, vessel, &said, error);
  setup->code = mit_share_create_sync (store, vessel, &said, error);

  return setup->code != NULL;
}

static void
show_outcome (MitShareJoinPage *self, const Setup *setup)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (setup->code && view)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), mit_code_page_new (setup->code, setup->place));
  mit_share_agent_refresh (self->agent);
  mit_share_agent_sync (self->agent);
}

static DexFuture *
go_fiber (gpointer data)
{
  MitShareJoinPage *self = data;
  Setup            *setup = g_new0 (Setup, 1);
  g_autoptr (GError) error = NULL;

  setup->scope = mit_share_agent_get_scope (self->agent);
  setup->creates = self->creates;
  setup->shape = gtk_check_button_get_active (self->folder_check) ? MIT_SHAPE_FOLDER : MIT_SHAPE_FILE;
  setup->place = g_strdup (self->place);
  setup->person = g_strdup (gtk_editable_get_text (self->person_row));
  setup->secret = g_strdup (gtk_editable_get_text (self->passphrase_row));
  setup->device = g_strdup (gtk_editable_get_text (self->device_row));
  self->is_busy = TRUE;
  update (self);
  dex_await (mit_share_agent_run (self->agent, FALSE, set_up, setup), &error);
  self->is_busy = FALSE;
  update (self);
  if (error)
    mit_notify_error (GTK_WIDGET (self), error);
  else
    show_outcome (self, setup);
  setup_free (setup);

  return dex_future_new_true ();
}

static void
go_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, go_fiber, g_object_ref (widget), g_object_unref));
}

static void
mit_share_join_page_dispose (GObject *object)
{
  MitShareJoinPage *self = MIT_SHARE_JOIN_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_SHARE_JOIN_PAGE);
  g_clear_object (&self->store);
  g_clear_object (&self->agent);
  g_clear_pointer (&self->place, g_free);

  G_OBJECT_CLASS (mit_share_join_page_parent_class)->dispose (object);
}

static void
mit_share_join_page_class_init (MitShareJoinPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_share_join_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/share/mit-share-join-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MitShareJoinPage, folder_check);
  gtk_widget_class_bind_template_child (widget_class, MitShareJoinPage, place_row);
  gtk_widget_class_bind_template_child (widget_class, MitShareJoinPage, secret_group);
  gtk_widget_class_bind_template_child (widget_class, MitShareJoinPage, person_row);
  gtk_widget_class_bind_template_child (widget_class, MitShareJoinPage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, MitShareJoinPage, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, MitShareJoinPage, device_row);
  gtk_widget_class_bind_template_child (widget_class, MitShareJoinPage, note_label);
  gtk_widget_class_bind_template_child (widget_class, MitShareJoinPage, go_button);
  gtk_widget_class_bind_template_child (widget_class, MitShareJoinPage, spinner);
  gtk_widget_class_install_action (widget_class, "join.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "join.go", NULL, go_cb);
}

static void
mit_share_join_page_init (MitShareJoinPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_editable_set_text (self->person_row, g_get_real_name ());
  gtk_editable_set_text (self->device_row, g_get_host_name ());
  g_signal_connect_object (self->folder_check, "toggled", G_CALLBACK (shape_changed_cb), self, G_CONNECT_SWAPPED);
  for (gsize i = 0; i < 4; i++)
    g_signal_connect_object ((GtkEditable *[]) { self->person_row, self->passphrase_row, self->repeat_row, self->device_row }[i], "changed", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
}

/* Whoever has a list of their own should know what will happen to it. */
static void
show_note (MitShareJoinPage *self)
{
  int              n_people = (int) mit_people_count_all (mit_store_reader (self->store));
  g_autofree char *text = NULL;

  if (self->creates || n_people == 0 || is_exchange (self))
    return;
  text = g_strdup_printf (ngettext ("The %'d person of this register is added to the shared database. Whoever is in both is listed as a possible duplicate.",
                                    "The %'d people of this register are added to the shared database. Whoever is in both is listed as a possible duplicate.", (gulong) n_people),
                          n_people);
  gtk_label_set_label (self->note_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), TRUE);
}

/* What the other districts see is the district, not who works there. */
static void
prepare_for_exchange (MitShareJoinPage *self)
{
  g_autofree char *district = mit_setting_get (mit_store_reader (self->store), "district");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->device_row), _ ("What the others call your district"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->person_row), _ ("Whose passphrase it is"));
  gtk_editable_set_text (self->device_row, district ? district : "");
  gtk_editable_set_text (self->person_row, district ? district : "");
}

/** mit_share_join_page_new: @creates: a new one, or else joins one that is there. Returns: (transfer floating) */
AdwNavigationPage *
mit_share_join_page_new (MitStore *store, MitShareAgent *agent, gboolean creates)
{
  MitShareJoinPage *self = g_object_new (MIT_TYPE_SHARE_JOIN_PAGE, NULL);

  self->store = g_object_ref (store);
  self->agent = g_object_ref (agent);
  self->creates = creates;
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), creates ? _ ("Create Shared Database") : _ ("Join Shared Database"));
  gtk_button_set_label (self->go_button, creates ? _ ("_Create") : _ ("_Join"));
  gtk_widget_set_visible (GTK_WIDGET (self->person_row), creates);
  gtk_widget_set_visible (GTK_WIDGET (self->repeat_row), creates);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->secret_group),
                                         creates ? _ ("Everybody who takes part gets a passphrase of their own; this one is yours. Four or five words that do not belong together are safe and easy to keep.")
                                                 : _ ("The one that you were given for the shared database, or the recovery code."));
  if (is_exchange (self))
    prepare_for_exchange (self);
  show_note (self);
  update (self);

  return ADW_NAVIGATION_PAGE (self);
}
