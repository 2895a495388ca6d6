// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-item.h"

#include <mit-date.h>

#include <glib/gi18n.h>

struct _MitSeminarItem
{
  GObject parent_instance;

  MitId    id;
  char    *title;
  char    *when;
  char    *place;
  char    *seats;   /* "32 of 40, 3 waiting" */
  char    *summary; /* all of it, for screen readers */
  double   fraction;
  gboolean is_limited;
  gboolean is_overfull;
  gboolean is_past;
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_WHEN,
  PROP_PLACE,
  PROP_SEATS,
  PROP_SUMMARY,
  PROP_SECTION,
  PROP_FRACTION,
  PROP_IS_LIMITED,
  PROP_IS_OVERFULL,
} MitSeminarItemProperty;

static GParamSpec *properties[PROP_IS_OVERFULL + 1];

G_DEFINE_FINAL_TYPE (MitSeminarItem, mit_seminar_item, G_TYPE_OBJECT)

static char *
describe_full_seats (const MitSeminar *seminar)
{
  int excess = seminar->n_coming - seminar->places;

  if (excess > 0)
    return g_strdup_printf (
      /* Translators: %1$d people have a place, of %2$d places; that is %3$d more than there are */
      ngettext ("%1$d of %2$d places, %3$d too many", "%1$d of %2$d places, %3$d too many", (gulong) excess),
      seminar->n_coming, seminar->places, excess);
  if (seminar->n_waiting > 0)
    return g_strdup_printf (
      /* Translators: %1$d people have a place, of %2$d places; %3$d people are on the waiting list */
      ngettext ("%1$d of %2$d places, %3$d waiting", "%1$d of %2$d places, %3$d waiting", (gulong) seminar->n_waiting),
      seminar->n_coming, seminar->places, seminar->n_waiting);

  /* Translators: %1$d people have a place, of %2$d places */
  return g_strdup_printf (_ ("%1$d of %2$d places"), seminar->n_coming, seminar->places);
}

static char *
describe_seats (const MitSeminar *seminar)
{
  if (seminar->called_off)
    return g_strdup (_ ("Called off"));
  if (seminar->places > 0)
    return describe_full_seats (seminar);

  /* Translators: %d people come to a seminar that has no limit */
  return g_strdup_printf (ngettext ("%d coming, no limit", "%d coming, no limit", (gulong) seminar->n_coming), seminar->n_coming);
}

static gboolean
has_passed (const MitSeminar *seminar)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *text = g_date_time_format (now, "%Y-%m-%dT%H:%M");

  return g_strcmp0 (seminar->ends ? seminar->ends : seminar->starts, text) < 0;
}

static char *
summarize (MitSeminarItem *self)
{
  GStrvBuilder *parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_add (parts, self->when);
  if (self->place && *self->place)
    g_strv_builder_add (parts, self->place);
  g_strv_builder_add (parts, self->seats);
  all = g_strv_builder_end (parts);
  g_strv_builder_unref (parts);

  return g_strjoinv (", ", all);
}

static void
mit_seminar_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MitSeminarItem *self = MIT_SEMINAR_ITEM (object);

  switch ((MitSeminarItemProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_WHEN:
      g_value_set_string (value, self->when);
      break;

    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;

    case PROP_SEATS:
      g_value_set_string (value, self->seats);
      break;

    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;

    case PROP_SECTION:
      g_value_set_static_string (value, self->is_past ? _ ("Past") : _ ("Ahead"));
      break;

    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;

    case PROP_IS_LIMITED:
      g_value_set_boolean (value, self->is_limited);
      break;

    case PROP_IS_OVERFULL:
      g_value_set_boolean (value, self->is_overfull);
      break;
    }
}

static void
mit_seminar_item_finalize (GObject *object)
{
  MitSeminarItem *self = MIT_SEMINAR_ITEM (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->when, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->seats, g_free);
  g_clear_pointer (&self->summary, g_free);

  G_OBJECT_CLASS (mit_seminar_item_parent_class)->finalize (object);
}

static void
mit_seminar_item_class_init (MitSeminarItemClass *class)
{
  static const char *const texts[] = { NULL, "title", "when", "place", "seats", "summary", "section" };
  GObjectClass            *object_class = G_OBJECT_CLASS (class);
  GParamFlags              flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = mit_seminar_item_get_property;
  object_class->finalize = mit_seminar_item_finalize;
  for (guint i = 1; i < G_N_ELEMENTS (texts); i++)
    properties[i] = g_param_spec_string (texts[i], NULL, NULL, NULL, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_IS_LIMITED] = g_param_spec_boolean ("is-limited", NULL, NULL, FALSE, flags);
  properties[PROP_IS_OVERFULL] = g_param_spec_boolean ("is-overfull", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
mit_seminar_item_init (MitSeminarItem *self)
{
}

/** mit_seminar_item_new: Returns: (transfer full) */
MitSeminarItem *
mit_seminar_item_new (const MitSeminar *seminar)
{
  MitSeminarItem *self = g_object_new (MIT_TYPE_SEMINAR_ITEM, NULL);

  mit_seminar_item_update (self, seminar);

  return self;
}

/** mit_seminar_item_update: Show what the seminar has become. */
void
mit_seminar_item_update (MitSeminarItem *self, const MitSeminar *seminar)
{
  self->id = seminar->id;
  g_set_str (&self->title, seminar->title);
  g_set_str (&self->place, seminar->place);
  g_clear_pointer (&self->when, g_free);
  g_clear_pointer (&self->seats, g_free);
  g_clear_pointer (&self->summary, g_free);
  self->when = mit_time_range (seminar->starts, seminar->ends);
  self->seats = describe_seats (seminar);
  self->summary = summarize (self);
  self->is_limited = seminar->places > 0 && !seminar->called_off;
  self->is_overfull = self->is_limited && seminar->n_coming > seminar->places;
  self->fraction = self->is_limited ? MIN (1.0, (double) seminar->n_coming / seminar->places) : 0;
  self->is_past = has_passed (seminar);
  for (guint i = 1; i < G_N_ELEMENTS (properties); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

MitId
mit_seminar_item_get_id (MitSeminarItem *self)
{
  return self->id;
}

/** mit_seminar_item_is_past: Whether it was over when the item was last updated. */
gboolean
mit_seminar_item_is_past (MitSeminarItem *self)
{
  return self->is_past;
}
