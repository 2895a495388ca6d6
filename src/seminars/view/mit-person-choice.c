// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-person-choice.h"

#include <mit-people.h>
#include <mit-seminar-people.h>

struct _MitPersonChoice
{
  GObject parent_instance;

  MitId id;
  char *name;
  char *detail;
};

typedef enum
{
  PROP_NAME = 1,
  PROP_DETAIL,
} MitPersonChoiceProperty;

static GParamSpec *properties[PROP_DETAIL + 1];

G_DEFINE_FINAL_TYPE (MitPersonChoice, mit_person_choice, G_TYPE_OBJECT)

static void
mit_person_choice_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MitPersonChoice *self = MIT_PERSON_CHOICE (object);

  switch ((MitPersonChoiceProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    }
}

static void
mit_person_choice_finalize (GObject *object)
{
  MitPersonChoice *self = MIT_PERSON_CHOICE (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->detail, g_free);

  G_OBJECT_CLASS (mit_person_choice_parent_class)->finalize (object);
}

static void
mit_person_choice_class_init (MitPersonChoiceClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = mit_person_choice_get_property;
  object_class->finalize = mit_person_choice_finalize;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
mit_person_choice_init (MitPersonChoice *self)
{
}

MitId
mit_person_choice_get_id (MitPersonChoice *self)
{
  return self->id;
}

/* "member · Musterstadt · invited", with what is known of it. */
static char *
describe (MitDb *db, const MitId *seminar, const MitPeopleRow *row)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  MitRegistrationState state;

  if (row->stage != MIT_STAGE_NONE)
    g_strv_builder_add (parts, mit_stage_label (row->stage));
  if (row->city && *row->city)
    g_strv_builder_add (parts, row->city);
  if (mit_registration_find (db, seminar, &row->id, &state))
    g_strv_builder_add (parts, mit_registration_state_label (state));
  all = g_strv_builder_end (parts);

  return g_strjoinv (" · ", all);
}

static MitPersonChoice *
choice_new (MitDb *db, const MitId *seminar, gint64 n)
{
  g_auto (MitPeopleRow) row = { 0 };
  MitPersonChoice *self;

  if (!mit_people_row (db, n, &row))
    return NULL;
  self = g_object_new (MIT_TYPE_PERSON_CHOICE, NULL);
  self->id = row.id;
  self->name = g_strdup (row.name);
  self->detail = describe (db, seminar, &row);

  return self;
}

/**
 * mit_person_choices_find:
 * @limit: so many at most
 * @n_found: (out): how many there are
 *
 * Returns: (transfer full) (element-type MitPersonChoice): by name
 */
GPtrArray *
mit_person_choices_find (MitDb *db, const MitId *seminar, const char *search, guint limit, guint *n_found)
{
  GPtrArray     *choices = g_ptr_array_new_with_free_func (g_object_unref);
  MitPeopleQuery query = { .search = search };
  g_autoptr (GArray) numbers = *search ? mit_people_find (db, &query, NULL) : NULL;

  *n_found = numbers ? numbers->len : 0;
  for (guint i = 0; i < MIN (*n_found, limit); i++)
    {
      MitPersonChoice *choice = choice_new (db, seminar, g_array_index (numbers, gint64, i));

      if (choice)
        g_ptr_array_add (choices, choice);
    }

  return choices;
}
