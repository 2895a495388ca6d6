// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-badges.h"

#include "mit-seminar-people.h"

#include <mit-address.h>
#include <mit-setting.h>
#include <mit-units.h>

#include <glib/gi18n.h>

#define FONT "Lato"
#define PADDING 5.0 /* mm */

/* Shares of the badge's height: what people call each other is read from across a table. */
#define CALLED_SHARE 0.25
#define FAMILY_SHARE 0.14
#define SMALL_SHARE 0.055

typedef struct
{
  char *called; /* what people call somebody */
  char *family;
} Wearer;

static void
wearer_free (gpointer data)
{
  Wearer *wearer = data;

  g_free (wearer->called);
  g_free (wearer->family);
  g_free (wearer);
}

static gboolean
is_expected (const MitRegistration *registration)
{
  return registration->state == MIT_REGISTRATION_COMING || registration->state == MIT_REGISTRATION_ATTENDED;
}

static gboolean
add_wearer (MitSeminarBadges *self, MitDb *db, const MitRegistration *registration, GError **error)
{
  g_autoptr (MitPerson) person = mit_person_load (db, &registration->person, error);
  Wearer *wearer;

  if (!person)
    return FALSE;
  wearer = g_new0 (Wearer, 1);
  wearer->called = mit_address_name (person, person->text[MIT_PERSON_CALL_NAME] ? MIT_PERSON_CALL_NAME : MIT_PERSON_GIVEN);
  wearer->family = mit_address_name (person, MIT_PERSON_FAMILY);
  g_ptr_array_add (self->people, wearer);

  return TRUE;
}

/**
 * mit_seminar_badges_load:
 *
 * Those who have a place, by name. Names alone: titles, offices and places make ranks out of a round of people.
 *
 * Returns: (transfer full) (nullable)
 */
MitSeminarBadges *
mit_seminar_badges_load (MitDb *db, const MitId *id, GError **error)
{
  g_autoptr (MitSeminar) seminar = mit_seminar_load (db, id, error);
  g_autoptr (GPtrArray) registrations = seminar ? mit_registrations_load (db, id, error) : NULL;
  g_autoptr (MitSeminarBadges) self = g_new0 (MitSeminarBadges, 1);

  self->people = g_ptr_array_new_with_free_func (wearer_free);
  if (!registrations)
    return NULL;
  self->title = g_strdup (seminar->title);
  self->district = mit_setting_get (db, "district");
  for (guint i = 0; i < registrations->len; i++)
    if (is_expected (registrations->pdata[i]) && !add_wearer (self, db, registrations->pdata[i], error))
      return NULL;

  return g_steal_pointer (&self);
}

void
mit_seminar_badges_free (MitSeminarBadges *self)
{
  g_ptr_array_unref (self->people);
  g_free (self->title);
  g_free (self->district);
  g_free (self);
}

static void
init_style (MitStyle *style, double size, int weight)
{
  mit_style_init (style);
  style->family = g_intern_static_string (FONT);
  style->size = size;
  style->leading = 1.15 * size;
  style->weight = weight;
}

/* One line that is always whole: smaller than it could be rather than wrapped or cut off. */
static double
draw_line (MitDisplayList *list, MitStyle *style, const char *text, double y, double width)
{
  double natural = text ? mit_text_measure_width (style, text) : 0;

  if (natural == 0)
    return y;
  if (natural > width)
    init_style (style, style->size * width / natural, style->weight);
  mit_display_list_add_text (list, style, text, MIT_MM (PADDING), y + mit_style_get_baseline (style));

  return y + style->leading;
}

static void
draw_badge (MitDisplayList *list, const MitPrintLabels *labels, guint i, gpointer data)
{
  const MitSeminarBadges *self = data;
  const Wearer           *wearer = g_ptr_array_index (self->people, i);
  double                  height = MIT_MM (labels->height), width = MIT_MM (labels->width - 2 * PADDING);
  MitStyle                small, called, family;
  double                  y = MIT_MM (PADDING);

  init_style (&small, SMALL_SHARE * height, 400);
  init_style (&called, CALLED_SHARE * height, 900);
  init_style (&family, FAMILY_SHARE * height, 400);
  if (self->district)
    mit_display_list_add_text_fitted (list, &small, self->district, MIT_MM (PADDING), y + mit_style_get_baseline (&small), width, MIT_FIT_ELLIPSIZE);
  y = (height - called.leading - family.leading) / 2;
  y = draw_line (list, &called, wearer->called, y, width);
  draw_line (list, &family, wearer->family, y, width);
  mit_display_list_add_text_fitted (list, &small, self->title, MIT_MM (PADDING), height - MIT_MM (PADDING) - small.leading + mit_style_get_baseline (&small), width,
                                    MIT_FIT_ELLIPSIZE);
}

/** mit_seminar_badges_render: @first: the first free one of the first sheet, from 0. Slow; any thread. Returns: (transfer full) (nullable): a PDF */
GBytes *
mit_seminar_badges_render (const MitSeminarBadges *self, const MitPrintLabels *labels, guint first, GError **error)
{
  return mit_print_labels_render (labels, _ ("Name Badges"), self->people->len, first, draw_badge, (gpointer) self, error);
}
