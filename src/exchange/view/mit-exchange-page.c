// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-exchange-page.h"

#include "mit-post-dialog.h"
#include "mit-post-page.h"

#include <mit-notify.h>
#include <mit-post.h>
#include <mit-share-agent.h>
#include <mit-share-dialog.h>
#include <mit-share-words.h>

#include <glib/gi18n.h>

struct _MitExchangePage
{
  AdwNavigationPage parent_instance;

  AdwNavigationView *view;
  AdwWindowTitle    *window_title;
  AdwBanner         *trouble_banner;
  GtkWidget         *write_button;
  GtkWidget         *share_button;
  GtkStack          *stack;
  GtkListBox        *list_box;

  MitStore      *store;
  MitShareAgent *agent;
};

G_DEFINE_FINAL_TYPE (MitExchangePage, mit_exchange_page, ADW_TYPE_NAVIGATION_PAGE)

static GtkWidget *
make_row (const MitPost *post)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *about = mit_post_page_describe (post);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), post->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "post", mit_id_copy (&post->id), g_free);

  return row;
}

static void
refresh (MitExchangePage *self)
{
  g_autoptr (GPtrArray) posts = mit_posts_list (mit_store_reader (self->store), NULL, NULL);
  gboolean takes_part = mit_share_agent_get_status (self->agent)->takes_part;
  guint    n_posts = posts ? posts->len : 0;

  gtk_widget_set_visible (self->share_button, takes_part || n_posts > 0);
  gtk_list_box_remove_all (self->list_box);
  for (guint i = 0; i < n_posts; i++)
    gtk_list_box_append (self->list_box, make_row (posts->pdata[i]));
  if (n_posts > 0)
    gtk_stack_set_visible_child_name (self->stack, "posts");
  else
    gtk_stack_set_visible_child_name (self->stack, takes_part ? "empty" : "away");
}

static void
agent_changed_cb (MitExchangePage *self)
{
  const MitShareStatus *status = mit_share_agent_get_status (self->agent);
  gboolean              has_rows = gtk_list_box_get_row_at_index (self->list_box, 0) != NULL;
  g_autofree char      *state = status->takes_part ? mit_share_say_state (self->agent) : NULL;

  adw_window_title_set_subtitle (self->window_title, state ? state : "");
  adw_banner_set_title (self->trouble_banner, status->trouble ? status->trouble : "");
  adw_banner_set_revealed (self->trouble_banner, status->trouble != NULL);
  gtk_widget_set_visible (self->write_button, status->takes_part);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exchange.write", status->takes_part && !mit_store_is_read_only (self->store));
  gtk_widget_set_visible (self->share_button, status->takes_part || has_rows);
  if (!has_rows)
    gtk_stack_set_visible_child_name (self->stack, status->takes_part ? "empty" : "away");
}

static void
received_cb (MitExchangePage *self, guint n_changes)
{
  mit_notify (GTK_WIDGET (self), _ ("There is something new in the exchange"));
}

static void
row_activated_cb (MitExchangePage *self, GtkListBoxRow *row)
{
  const MitId *id = g_object_get_data (G_OBJECT (row), "post");

  adw_navigation_view_push (self->view, mit_post_page_new (self->store, id));
}

static void
write_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (mit_post_dialog_new (MIT_EXCHANGE_PAGE (widget)->store, NULL, widget), widget);
}

static void
share_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitExchangePage *self = MIT_EXCHANGE_PAGE (widget);

  adw_dialog_present (mit_share_dialog_new (self->store, self->agent), widget);
}

static void
sync_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mit_share_agent_sync (MIT_EXCHANGE_PAGE (widget)->agent);
}

static void
mit_exchange_page_dispose (GObject *object)
{
  MitExchangePage *self = MIT_EXCHANGE_PAGE (object);

  /* The view is the page's own child, and a template takes those away behind the page's back. */
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_EXCHANGE_PAGE);
  g_clear_object (&self->agent);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_exchange_page_parent_class)->dispose (object);
}

static void
mit_exchange_page_class_init (MitExchangePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_exchange_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/exchange/mit-exchange-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MitExchangePage, window_title);
  gtk_widget_class_bind_template_child (widget_class, MitExchangePage, trouble_banner);
  gtk_widget_class_bind_template_child (widget_class, MitExchangePage, write_button);
  gtk_widget_class_bind_template_child (widget_class, MitExchangePage, share_button);
  gtk_widget_class_bind_template_child (widget_class, MitExchangePage, stack);
  gtk_widget_class_bind_template_child (widget_class, MitExchangePage, list_box);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "exchange.write", NULL, write_cb);
  gtk_widget_class_install_action (widget_class, "exchange.share", NULL, share_cb);
  gtk_widget_class_install_action (widget_class, "exchange.sync", NULL, sync_cb);
}

static void
mit_exchange_page_init (MitExchangePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Not bound: the page's own child is taken away by the page, and would be twice. */
  self->view = ADW_NAVIGATION_VIEW (adw_navigation_page_get_child (ADW_NAVIGATION_PAGE (self)));
}

/** mit_exchange_page_new: Returns: (transfer floating) */
GtkWidget *
mit_exchange_page_new (MitStore *store)
{
  MitExchangePage *self = g_object_new (MIT_TYPE_EXCHANGE_PAGE, NULL);

  self->store = g_object_ref (store);
  self->agent = mit_share_agent_new (store, MIT_SCOPE_STATE);
  g_signal_connect_object (store, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->agent, "changed", G_CALLBACK (agent_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->agent, "received", G_CALLBACK (received_cb), self, G_CONNECT_SWAPPED);
  refresh (self);
  agent_changed_cb (self);

  return GTK_WIDGET (self);
}
