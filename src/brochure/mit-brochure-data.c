// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-data.h"

#include <mit-group.h>
#include <mit-page.h>
#include <mit-person.h>
#include <mit-seminar.h>
#include <mit-setting.h>

#include <string.h>

/* A placeholder, and the settings that it shows, one after the other. German, for it is people in offices who write them. */
static const struct
{
  const char *name;
  const char *settings[2];
} placeholders[] = {
  { "Kreisverband", { "district" } },
  { "Adresse", { "street", "city" } },
  { "Straße", { "street" } },
  { "Ort", { "city" } },
  { "Telefon", { "phone" } },
  { "E-Mail", { "email" } },
  { "Web", { "web" } },
  { "Verantwortlich", { "signer" } },
};

static void
contact_free (gpointer data)
{
  MitBrochureContact *contact = data;

  g_free (contact->name);
  g_free (contact->phone);
  g_free (contact->email);
  g_free (contact);
}

static void
group_free (gpointer data)
{
  MitBrochureGroup *group = data;

  g_free (group->name);
  g_free (group->about);
  g_free (group->meets);
  g_ptr_array_unref (group->contacts);
  g_free (group);
}

static void
seminar_free (gpointer data)
{
  MitBrochureSeminar *seminar = data;

  g_free (seminar->title);
  g_free (seminar->when);
  g_free (seminar->place);
  g_free (seminar->about);
  g_free (seminar);
}

static char *
dup_filled (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text ? text : ""));

  return *stripped ? g_steal_pointer (&stripped) : NULL;
}

static char *
join_settings (MitDb *db, const char *const settings[2])
{
  GString *value = g_string_new (NULL);

  for (int i = 0; i < 2 && settings[i]; i++)
    {
      g_autofree char *stored = mit_setting_get (db, settings[i]);
      g_autofree char *part = dup_filled (stored);

      if (part)
        g_string_append_printf (value, "%s%s", value->len > 0 ? ", " : "", part);
    }

  return g_string_free_and_steal (value);
}

/* "November 2026" */
static char *
write_month (MitDate day)
{
  g_autofree char *date = mit_date_to_letter (day);
  const char      *space = strchr (date, ' ');

  return g_strdup (space ? space + 1 : date);
}

static void
load_fields (MitBrochureData *self, MitDb *db)
{
  for (gsize i = 0; i < G_N_ELEMENTS (placeholders); i++)
    g_hash_table_insert (self->fields, g_strdup (placeholders[i].name), join_settings (db, placeholders[i].settings));
  g_hash_table_insert (self->fields, g_strdup ("Stand"), write_month (self->today));
}

/* Nobody who has left, or lies in the bin, is printed. */
static gboolean
may_stand (const MitPerson *person, MitDate today)
{
  const MitPeriod *period = mit_person_period_on (person, today);

  return person->binned_on == MIT_DATE_NONE && !(period && period->stage == MIT_STAGE_FORMER);
}

static void
add_contact (MitBrochureGroup *group, const MitPerson *person)
{
  MitBrochureContact *contact = g_new0 (MitBrochureContact, 1);
  const char         *phone = mit_person_contact (person, "phone");

  contact->name = mit_person_name (person);
  contact->phone = dup_filled (phone ? phone : mit_person_contact (person, "mobile"));
  contact->email = dup_filled (mit_person_contact (person, "email"));
  g_ptr_array_add (group->contacts, contact);
}

static gboolean
load_contacts (MitDb *db, const MitId *id, MitBrochureGroup *group, MitDate today, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (MitId));
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT p.id FROM group_member m JOIN person p ON p.id = m.person AND p.alive"
                                           " WHERE m.party_group = ? AND m.alive AND m.role = 'contact'"
                                           " ORDER BY mit_fold_key (p.family), mit_fold_key (p.given), p.n",
                                           "b", id);

  while (rows && mit_rows_next (rows, NULL))
    g_array_append_vals (ids, &(MitId[]) { mit_rows_id (rows, 0) }, 1);
  for (guint i = 0; rows && i < ids->len; i++)
    {
      g_autoptr (MitPerson) person = mit_person_load (db, &g_array_index (ids, MitId, i), error);

      if (!person)
        return FALSE;
      if (may_stand (person, today))
        add_contact (group, person);
    }

  return rows != NULL;
}

static gboolean
load_groups (MitBrochureData *self, MitDb *db, GError **error)
{
  g_autoptr (GPtrArray) groups = mit_groups_load (db, error);

  for (guint i = 0; groups && i < groups->len; i++)
    {
      const MitGroup   *stored = g_ptr_array_index (groups, i);
      MitBrochureGroup *group = g_new0 (MitBrochureGroup, 1);

      group->name = g_strdup (stored->name);
      group->about = dup_filled (stored->about);
      group->meets = dup_filled (stored->meets);
      group->contacts = g_ptr_array_new_with_free_func (contact_free);
      g_ptr_array_add (self->groups, group);
      if (!load_contacts (db, &stored->id, group, self->today, error))
        return FALSE;
    }

  return groups != NULL;
}

static gboolean
load_seminars (MitBrochureData *self, MitDb *db, GError **error)
{
  g_autoptr (GPtrArray) seminars = mit_seminars_load (db, error);
  char today[MIT_DATE_ISO_SIZE];

  mit_date_to_iso (self->today, today);
  for (guint i = seminars ? seminars->len : 0; i > 0; i--)
    {
      const MitSeminar   *stored = g_ptr_array_index (seminars, i - 1);
      MitBrochureSeminar *seminar;

      if (stored->called_off || strcmp (stored->starts, today) < 0)
        continue;
      seminar = g_new0 (MitBrochureSeminar, 1);
      seminar->title = g_strdup (stored->title);
      seminar->when = mit_time_range_letter (stored->starts, stored->ends);
      seminar->place = dup_filled (stored->place);
      seminar->about = dup_filled (stored->about);
      g_ptr_array_add (self->seminars, seminar);
    }

  return seminars != NULL;
}

/**
 * mit_brochure_data_load:
 * @today: seminars before this day are left out
 *
 * Of people nothing but the names, telephone numbers and addresses of those who are named as contacts of a group.
 *
 * Returns: (transfer full) (nullable)
 */
MitBrochureData *
mit_brochure_data_load (MitDb *db, MitDate today, GError **error)
{
  g_autoptr (MitBrochureData) self = g_new0 (MitBrochureData, 1);

  self->today = today;
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->seminars = g_ptr_array_new_with_free_func (seminar_free);
  load_fields (self, db);
  if (!load_groups (self, db, error) || !load_seminars (self, db, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
mit_brochure_data_free (MitBrochureData *self)
{
  g_hash_table_unref (self->fields);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->seminars);
  g_free (self);
}

static void
note (GPtrArray *list, const char *name)
{
  if (list && !g_ptr_array_find_with_equal_func (list, name, g_str_equal, NULL))
    g_ptr_array_add (list, g_strdup (name));
}

/* Appends a line with its placeholders filled. Returns FALSE when one of them has nothing to say. */
static gboolean
fill_line (const MitBrochureData *self, const char *line, GString *filled, GPtrArray *empty, GPtrArray *unknown)
{
  const char *open, *close;

  while ((open = strstr (line, "{{")) && (close = strstr (open, "}}")))
    {
      g_autofree char *name = g_strndup (open + 2, (gsize) (close - open - 2));
      g_autofree char *value = NULL;
      const char      *known = g_hash_table_lookup (self->fields, g_strstrip (name));

      if (known && !*known)
        note (empty, name);
      if (known && !*known)
        return FALSE;
      if (!known)
        note (unknown, name);
      value = known ? mit_markup_escape (known) : g_strndup (open, (gsize) (close + 2 - open));
      g_string_append_len (filled, line, open - line);
      g_string_append (filled, value);
      line = close + 2;
    }
  g_string_append (filled, line);

  return TRUE;
}

/**
 * mit_brochure_data_fill:
 * @text: a paragraph in light markup with placeholders: "Telefon {{Telefon}}"
 * @empty: (nullable) (element-type utf8): where the placeholders go that nothing is known for
 * @unknown: (nullable) (element-type utf8): where those go that there are none of; they stay as written
 *
 * A line with a placeholder that nothing is known for is left out, for a half line in print helps nobody.
 *
 * Returns: (transfer full) (nullable): the paragraph to be set, %NULL when nothing is left of it
 */
char *
mit_brochure_data_fill (const MitBrochureData *self, const char *text, GPtrArray *empty, GPtrArray *unknown)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *filled = g_string_new (NULL);
  guint    n_kept = 0;

  for (guint i = 0; lines[i]; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      if (!fill_line (self, lines[i], line, empty, unknown))
        continue;
      g_string_append_printf (filled, "%s%s", n_kept > 0 ? "\n" : "", line->str);
      n_kept++;
    }
  if (n_kept > 0)
    return g_string_free_and_steal (filled);
  g_string_free (filled, TRUE);

  return NULL;
}
