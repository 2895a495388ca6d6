// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-dialog.h"

#include "mit-conflicts-page.h"
#include "mit-share-join-page.h"
#include "mit-share-setup-page.h"
#include "mit-share-status-page.h"

#include <glib/gi18n.h>

struct _MitShareDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *view;

  MitStore      *store;
  MitShareAgent *agent;
  gboolean       takes_part;
};

G_DEFINE_FINAL_TYPE (MitShareDialog, mit_share_dialog, ADW_TYPE_DIALOG)

/* The first page is another one once the register takes part, or no longer does. */
static void
show_first_page (MitShareDialog *self)
{
  AdwNavigationPage *page;

  self->takes_part = mit_share_agent_get_status (self->agent)->takes_part;
  page = self->takes_part ? mit_share_status_page_new (self->store, self->agent) : mit_share_setup_page_new (mit_share_agent_get_scope (self->agent));
  adw_navigation_view_replace (self->view, &page, 1);
}

static void
agent_changed_cb (MitShareDialog *self)
{
  /* The page that shows the recovery code stays until it is closed. */
  if (mit_share_agent_get_status (self->agent)->takes_part != self->takes_part && !adw_navigation_view_find_page (self->view, "code"))
    show_first_page (self);
}

static void
begin_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitShareDialog *self = MIT_SHARE_DIALOG (widget);

  adw_navigation_view_push (self->view, mit_share_join_page_new (self->store, self->agent, g_variant_get_boolean (parameter)));
}

static void
show_conflicts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitShareDialog *self = MIT_SHARE_DIALOG (widget);

  adw_navigation_view_push (self->view, mit_conflicts_page_new (self->store));
}

static void
done_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_first_page (MIT_SHARE_DIALOG (widget));
}

static void
mit_share_dialog_dispose (GObject *object)
{
  MitShareDialog *self = MIT_SHARE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_SHARE_DIALOG);
  g_clear_object (&self->store);
  g_clear_object (&self->agent);

  G_OBJECT_CLASS (mit_share_dialog_parent_class)->dispose (object);
}

static void
mit_share_dialog_class_init (MitShareDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_share_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/share/mit-share-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MitShareDialog, view);
  gtk_widget_class_install_action (widget_class, "share.begin", "b", begin_cb);
  gtk_widget_class_install_action (widget_class, "share.conflicts", NULL, show_conflicts_cb);
  gtk_widget_class_install_action (widget_class, "share.done", NULL, done_cb);
}

static void
mit_share_dialog_init (MitShareDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** mit_share_dialog_new: Returns: (transfer floating) */
AdwDialog *
mit_share_dialog_new (MitStore *store, MitShareAgent *agent)
{
  MitShareDialog *self = g_object_new (MIT_TYPE_SHARE_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->agent = g_object_ref (agent);
  if (mit_share_agent_get_scope (agent) == MIT_SCOPE_STATE)
    adw_dialog_set_title (ADW_DIALOG (self), _ ("Exchange"));
  g_signal_connect_object (agent, "changed", G_CALLBACK (agent_changed_cb), self, G_CONNECT_SWAPPED);
  show_first_page (self);

  return ADW_DIALOG (self);
}
