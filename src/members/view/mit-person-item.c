// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-person-item.h"

#include <glib/gi18n.h>

struct _MitPersonItem
{
  GObject parent_instance;

  MitPeopleRow row;
  char        *since;
  char        *summary;
};

typedef enum
{
  PROP_NAME = 1,
  PROP_PLACE,
  PROP_NUMBER,
  PROP_STAGE,
  PROP_SINCE,
  PROP_CONTACT,
  PROP_SUMMARY,
} MitPersonItemProperty;

static GParamSpec *properties[PROP_SUMMARY + 1];

G_DEFINE_FINAL_TYPE (MitPersonItem, mit_person_item, G_TYPE_OBJECT)

static const char *
contact_text (MitPersonItem *self)
{
  if (self->row.has_email && self->row.has_phone)
    return _ ("E-mail, phone");
  if (self->row.has_email)
    return _ ("E-mail");

  return self->row.has_phone ? _ ("Phone") : "";
}

static void
mit_person_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MitPersonItem *self = MIT_PERSON_ITEM (object);

  switch ((MitPersonItemProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->row.name);
      break;

    case PROP_PLACE:
      g_value_set_string (value, self->row.city);
      break;

    case PROP_NUMBER:
      g_value_set_string (value, self->row.number);
      break;

    case PROP_STAGE:
      g_value_set_static_string (value, self->row.stage == MIT_STAGE_NONE ? "" : mit_stage_label (self->row.stage));
      break;

    case PROP_SINCE:
      g_value_set_string (value, self->since);
      break;

    case PROP_CONTACT:
      g_value_set_static_string (value, contact_text (self));
      break;

    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;
    }
}

static void
mit_person_item_finalize (GObject *object)
{
  MitPersonItem *self = MIT_PERSON_ITEM (object);

  mit_people_row_clear (&self->row);
  g_clear_pointer (&self->since, g_free);
  g_clear_pointer (&self->summary, g_free);

  G_OBJECT_CLASS (mit_person_item_parent_class)->finalize (object);
}

static void
mit_person_item_class_init (MitPersonItemClass *class)
{
  static const char *const names[] = { NULL, "name", "place", "number", "stage", "since", "contact", "summary" };
  GObjectClass            *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = mit_person_item_get_property;
  object_class->finalize = mit_person_item_finalize;
  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
mit_person_item_init (MitPersonItem *self)
{
}

/** mit_person_item_new: Read the person with number @n. Returns: (transfer full) */
MitPersonItem *
mit_person_item_new (MitDb *db, gint64 n)
{
  MitPersonItem *self = g_object_new (MIT_TYPE_PERSON_ITEM, NULL);
  const char    *stage;

  mit_people_row (db, n, &self->row);
  self->row.n = n;
  self->since = mit_date_to_short (self->row.since);
  stage = self->row.stage == MIT_STAGE_NONE ? "" : mit_stage_label (self->row.stage);
  self->summary = g_strdup_printf ("%s%s%s", stage, *stage && self->row.city ? " · " : "", self->row.city ? self->row.city : "");

  return self;
}

MitId
mit_person_item_get_id (MitPersonItem *self)
{
  return self->row.id;
}

gint64
mit_person_item_get_n (MitPersonItem *self)
{
  return self->row.n;
}

const char *
mit_person_item_get_name (MitPersonItem *self)
{
  return self->row.name;
}
