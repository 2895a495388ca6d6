// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-state-button.h"

#include "mit-share-words.h"

#include <glib/gi18n.h>

struct _MitShareStateButton
{
  AdwBin parent_instance;

  GtkWidget     *button;
  GtkImage      *icon;
  GtkLabel      *label;
  MitShareAgent *agent;
};

G_DEFINE_FINAL_TYPE (MitShareStateButton, mit_share_state_button, ADW_TYPE_BIN)

static const char *
find_icon (MitShareAgent *agent)
{
  const MitShareStatus *status = mit_share_agent_get_status (agent);

  if (status->trouble)
    return "network-offline-symbolic";
  if (status->n_conflicts > 0)
    return "dialog-question-symbolic";

  return status->n_unsent > 0 ? "emblem-synchronizing-symbolic" : "emblem-ok-symbolic";
}

static void
update (MitShareStateButton *self)
{
  const MitShareStatus *status = self->agent ? mit_share_agent_get_status (self->agent) : NULL;
  g_autofree char      *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), status && status->takes_part);
  if (!status || !status->takes_part)
    return;
  text = mit_share_say_state (self->agent);
  gtk_label_set_label (self->label, text);
  gtk_image_set_from_icon_name (self->icon, find_icon (self->agent));
  gtk_widget_set_tooltip_text (self->button, status->trouble ? status->trouble : _ ("Shared Database"));
}

static void
mit_share_state_button_dispose (GObject *object)
{
  g_clear_object (&MIT_SHARE_STATE_BUTTON (object)->agent);

  G_OBJECT_CLASS (mit_share_state_button_parent_class)->dispose (object);
}

static void
mit_share_state_button_class_init (MitShareStateButtonClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mit_share_state_button_dispose;
}

static void
mit_share_state_button_init (MitShareStateButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->button = gtk_button_new ();
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.share");
  gtk_widget_set_margin_start (self->button, 6);
  gtk_widget_set_margin_end (self->button, 6);
  gtk_widget_set_margin_top (self->button, 6);
  gtk_widget_set_margin_bottom (self->button, 6);
  adw_bin_set_child (ADW_BIN (self), self->button);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/** mit_share_state_button_set_agent: @agent: (nullable): while no register is open */
void
mit_share_state_button_set_agent (MitShareStateButton *self, MitShareAgent *agent)
{
  if (self->agent)
    g_signal_handlers_disconnect_by_func (self->agent, update, self);
  g_set_object (&self->agent, agent);
  if (agent)
    g_signal_connect_object (agent, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
