// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-registration-item.h"

#include <glib/gi18n.h>

struct _MitRegistrationItem
{
  GObject parent_instance;

  MitId                id;
  MitId                person;
  char                *name;
  char                *city;
  char                *detail;
  MitRegistrationState state;
  guint                position;
};

typedef enum
{
  PROP_NAME = 1,
  PROP_DETAIL,
  PROP_SECTION,
  PROP_SUMMARY,
  PROP_STATE,
  PROP_NEXT,
} MitRegistrationItemProperty;

static GParamSpec *properties[PROP_NEXT + 1];

G_DEFINE_FINAL_TYPE (MitRegistrationItem, mit_registration_item, G_TYPE_OBJECT)

static const char *
section_title (MitRegistrationState state)
{
  switch (state)
    {
    case MIT_REGISTRATION_REQUESTED:
      return _ ("To Be Confirmed");

    case MIT_REGISTRATION_COMING:
      return _ ("Coming");

    case MIT_REGISTRATION_WAITING:
      return _ ("Waiting List");

    case MIT_REGISTRATION_INVITED:
      return _ ("Invited, No Answer Yet");

    case MIT_REGISTRATION_ATTENDED:
      return _ ("Were There");

    case MIT_REGISTRATION_ABSENT:
      return _ ("Did Not Come");

    case MIT_REGISTRATION_DECLINED:
      return _ ("Declined");
    }

  g_return_val_if_reached ("");
}

/* What is most likely done next, in the words of a button; empty if nothing is. */
static const char *
next_step (MitRegistrationState state)
{
  switch (state)
    {
    case MIT_REGISTRATION_REQUESTED:
      return _ ("Confirm");

    case MIT_REGISTRATION_INVITED:
      return C_ ("answer of somebody who was invited", "Comes");

    case MIT_REGISTRATION_WAITING:
      return _ ("Give Place");

    case MIT_REGISTRATION_COMING:
    case MIT_REGISTRATION_DECLINED:
    case MIT_REGISTRATION_ATTENDED:
    case MIT_REGISTRATION_ABSENT:
      return "";
    }

  g_return_val_if_reached ("");
}

static char *
make_detail (const MitRegistration *registration)
{
  if (registration->position == 0)
    return g_strdup (registration->city ? registration->city : "");
  if (!registration->city || !*registration->city)
    /* Translators: %u is a position on the waiting list */
    return g_strdup_printf (_ ("No. %u on the list"), registration->position);

  /* Translators: %1$u is a position on the waiting list, %2$s the town somebody lives in */
  return g_strdup_printf (_ ("No. %1$u on the list · %2$s"), registration->position, registration->city);
}

static char *
summarize (MitRegistrationItem *self)
{
  const char *label = mit_registration_state_label (self->state);

  if (!*self->detail)
    return g_strdup (label);

  return g_strjoin (", ", label, self->detail, NULL);
}

static void
mit_registration_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MitRegistrationItem *self = MIT_REGISTRATION_ITEM (object);

  switch ((MitRegistrationItemProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;

    case PROP_SECTION:
      g_value_set_static_string (value, section_title (self->state));
      break;

    case PROP_SUMMARY:
      g_value_take_string (value, summarize (self));
      break;

    case PROP_STATE:
      g_value_set_static_string (value, mit_registration_state_name (self->state));
      break;

    case PROP_NEXT:
      g_value_set_static_string (value, next_step (self->state));
      break;
    }
}

static void
mit_registration_item_finalize (GObject *object)
{
  MitRegistrationItem *self = MIT_REGISTRATION_ITEM (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->city, g_free);
  g_clear_pointer (&self->detail, g_free);

  G_OBJECT_CLASS (mit_registration_item_parent_class)->finalize (object);
}

static void
mit_registration_item_class_init (MitRegistrationItemClass *class)
{
  static const char *const names[] = { NULL, "name", "detail", "section", "summary", "state", "next" };
  GObjectClass            *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = mit_registration_item_get_property;
  object_class->finalize = mit_registration_item_finalize;
  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
mit_registration_item_init (MitRegistrationItem *self)
{
}

MitId
mit_registration_item_get_person (MitRegistrationItem *self)
{
  return self->person;
}

MitRegistrationState
mit_registration_item_get_state (MitRegistrationItem *self)
{
  return self->state;
}

const char *
mit_registration_item_get_name (MitRegistrationItem *self)
{
  return self->name;
}

/** mit_registration_item_get_section: Where its section stands in the list; what waits for the office comes first. */
int
mit_registration_item_get_section (MitRegistrationItem *self)
{
  static const int order[MIT_N_REGISTRATION_STATES] = {
    [MIT_REGISTRATION_REQUESTED] = 0,
    [MIT_REGISTRATION_COMING] = 1,
    [MIT_REGISTRATION_ATTENDED] = 2,
    [MIT_REGISTRATION_ABSENT] = 3,
    [MIT_REGISTRATION_WAITING] = 4,
    [MIT_REGISTRATION_INVITED] = 5,
    [MIT_REGISTRATION_DECLINED] = 6,
  };

  return order[self->state];
}

/* Whether it belongs to another section now. */
static gboolean
update_item (MitRegistrationItem *self, const MitRegistration *registration)
{
  gboolean         moves = self->state != registration->state;
  g_autofree char *detail = make_detail (registration);

  if (!moves && g_strcmp0 (self->name, registration->name) == 0 && g_strcmp0 (self->detail, detail) == 0)
    return FALSE;
  self->id = registration->id;
  self->person = registration->person;
  self->state = registration->state;
  self->position = registration->position;
  g_set_str (&self->name, registration->name);
  g_set_str (&self->city, registration->city);
  g_set_str (&self->detail, detail);
  for (guint i = 1; i < G_N_ELEMENTS (properties); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);

  return moves;
}

static GHashTable *
index_items (GListStore *items)
{
  GHashTable *index = g_hash_table_new_full (mit_id_hash, mit_id_equal_ptr, NULL, g_object_unref);
  guint       n_items = g_list_model_get_n_items (G_LIST_MODEL (items));

  for (guint i = 0; i < n_items; i++)
    {
      MitRegistrationItem *item = g_list_model_get_item (G_LIST_MODEL (items), i);

      g_hash_table_replace (index, &item->person, item);
    }

  return index;
}

/* Items that are there already are used again; @moved gets those that are in another section now. */
static GPtrArray *
make_items (GListStore *items, GPtrArray *registrations, GHashTable *moved)
{
  g_autoptr (GHashTable) index = index_items (items);
  GPtrArray *wanted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < registrations->len; i++)
    {
      const MitRegistration *registration = g_ptr_array_index (registrations, i);
      MitRegistrationItem   *item = g_hash_table_lookup (index, &registration->person);

      item = item ? g_object_ref (item) : g_object_new (MIT_TYPE_REGISTRATION_ITEM, NULL);
      if (update_item (item, registration))
        g_hash_table_add (moved, item);
      g_ptr_array_add (wanted, item);
    }

  return wanted;
}

static gboolean
stays (GListStore *items, guint position, gpointer item, GHashTable *moved)
{
  g_autoptr (GObject) there = g_list_model_get_item (G_LIST_MODEL (items), position);

  return there == item && !g_hash_table_contains (moved, item);
}

/**
 * mit_registration_items_update:
 * @registrations: (element-type MitRegistration)
 *
 * Show what the registrations have become: items of people who are there already are kept, and the list changes only where
 * it has to, so that nobody who is on a row loses it.
 */
void
mit_registration_items_update (GListStore *items, GPtrArray *registrations)
{
  g_autoptr (GHashTable) moved = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) wanted = make_items (items, registrations, moved);
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (items));
  guint head = 0, tail = 0;

  while (head < MIN (n_before, wanted->len) && stays (items, head, g_ptr_array_index (wanted, head), moved))
    head++;
  while (tail < MIN (n_before, wanted->len) - head &&
         stays (items, n_before - 1 - tail, g_ptr_array_index (wanted, wanted->len - 1 - tail), moved))
    tail++;
  if (n_before != wanted->len || head < wanted->len)
    g_list_store_splice (items, head, n_before - head - tail, wanted->pdata + head, wanted->len - head - tail);
}
