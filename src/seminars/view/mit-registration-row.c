// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-registration-row.h"

struct _MitRegistrationRow
{
  GtkBox parent_instance;

  MitRegistrationItem *item;
  gulong               handler;
};

typedef enum
{
  PROP_ITEM = 1,
  PROP_STATE,
  PROP_MENU,
} MitRegistrationRowProperty;

static GParamSpec *properties[PROP_MENU + 1];

G_DEFINE_FINAL_TYPE (MitRegistrationRow, mit_registration_row, GTK_TYPE_BOX)

static void
request (GtkWidget *from, const char *action, MitRegistrationItem *item, const char *state)
{
  MitId            id = mit_registration_item_get_person (item);
  g_autofree char *person = mit_id_to_string (&id);

  if (state)
    gtk_widget_activate_action (from, action, "(ss)", person, state);
  else
    gtk_widget_activate_action (from, action, "s", person);
}

/** mit_registration_request_state: Ask for a state; asking for the one it was ticked with takes the tick away. */
void
mit_registration_request_state (GtkWidget *from, MitRegistrationItem *item, MitRegistrationState state)
{
  gboolean is_tick = state == MIT_REGISTRATION_ATTENDED || state == MIT_REGISTRATION_ABSENT;

  if (mit_registration_item_get_state (item) != state)
    request (from, "seminar.set-state", item, mit_registration_state_name (state));
  else if (is_tick)
    request (from, "seminar.set-state", item, mit_registration_state_name (MIT_REGISTRATION_COMING));
}

/** mit_registration_request_next: Ask for what is most likely done next with somebody. */
void
mit_registration_request_next (GtkWidget *from, MitRegistrationItem *item)
{
  switch (mit_registration_item_get_state (item))
    {
    case MIT_REGISTRATION_INVITED:
    case MIT_REGISTRATION_REQUESTED:
      request (from, "seminar.ask", item, NULL);
      break;

    case MIT_REGISTRATION_WAITING:
      mit_registration_request_state (from, item, MIT_REGISTRATION_COMING);
      break;

    case MIT_REGISTRATION_COMING:
    case MIT_REGISTRATION_DECLINED:
    case MIT_REGISTRATION_ATTENDED:
    case MIT_REGISTRATION_ABSENT:
      break;
    }
}

static void
next_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitRegistrationRow *self = MIT_REGISTRATION_ROW (widget);

  if (self->item)
    mit_registration_request_next (widget, self->item);
}

static void
item_changed_cb (MitRegistrationRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_item (MitRegistrationRow *self, MitRegistrationItem *item)
{
  if (self->item == item)
    return;
  if (self->item)
    g_clear_signal_handler (&self->handler, self->item);
  g_set_object (&self->item, item);
  if (item)
    self->handler = g_signal_connect_object (item, "notify::state", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
  item_changed_cb (self);
}

/* The states as a menu, one for all rows. */
static GMenuModel *
state_menu (void)
{
  static GMenuModel *menu;

  if (!menu)
    {
      g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/mitmachen/seminars/mit-registration-menu.ui");

      menu = g_object_ref (G_MENU_MODEL (gtk_builder_get_object (builder, "state_menu")));
    }

  return menu;
}

static void
mit_registration_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MitRegistrationRow *self = MIT_REGISTRATION_ROW (object);

  switch ((MitRegistrationRowProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;

    case PROP_STATE:
      g_value_set_static_string (value, self->item ? mit_registration_state_name (mit_registration_item_get_state (self->item)) : "");
      break;

    case PROP_MENU:
      g_value_set_object (value, state_menu ());
      break;
    }
}

static void
mit_registration_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MitRegistrationRow *self = MIT_REGISTRATION_ROW (object);

  switch ((MitRegistrationRowProperty) prop_id)
    {
    case PROP_ITEM:
      set_item (self, g_value_get_object (value));
      break;

    case PROP_STATE:
      if (self->item)
        mit_registration_request_state (GTK_WIDGET (self), self->item, mit_registration_state_parse (g_value_get_string (value)));
      break;

    case PROP_MENU:
      g_assert_not_reached ();
    }
}

static void
mit_registration_row_dispose (GObject *object)
{
  MitRegistrationRow *self = MIT_REGISTRATION_ROW (object);

  if (self->item)
    g_clear_signal_handler (&self->handler, self->item);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (mit_registration_row_parent_class)->dispose (object);
}

static void
mit_registration_row_class_init (MitRegistrationRowClass *class)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = mit_registration_row_get_property;
  object_class->set_property = mit_registration_row_set_property;
  object_class->dispose = mit_registration_row_dispose;

  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, MIT_TYPE_REGISTRATION_ITEM, flags);
  /** MitRegistrationRow:state: The name of the state; setting it asks for it, and it is there when the register has it. */
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, NULL, flags);
  properties[PROP_MENU] = g_param_spec_object ("menu", NULL, NULL, G_TYPE_MENU_MODEL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_property_action (widget_class, "row.state", "state");
  gtk_widget_class_install_action (widget_class, "row.next", NULL, next_cb);
}

static void
mit_registration_row_init (MitRegistrationRow *self)
{
}
