// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-change.h"

#include <glib/gi18n.h>

/** mit_seminar_change_new: A change that changes nothing yet. Returns: (transfer full) */
MitSeminarChange *
mit_seminar_change_new (const MitId *seminar)
{
  MitSeminarChange *change = g_new0 (MitSeminarChange, 1);

  change->seminar = *seminar;
  change->called_off = -1;

  return change;
}

static void
clear_item (MitSeminarChange *change)
{
  if (!change->item)
    return;
  g_free (change->item->starts);
  g_free (change->item->title);
  g_free (change->item->speaker);
  g_clear_pointer (&change->item, g_free);
}

void
mit_seminar_change_free (MitSeminarChange *change)
{
  for (int i = 0; i < MIT_N_SEMINAR_FIELDS; i++)
    g_free (change->fields[i]);
  g_free (change->starts);
  g_free (change->ends);
  clear_item (change);
  g_free (change);
}

/**
 * mit_seminar_change_set_item:
 * @item: (nullable): the part of the programme to change; %NULL to add one
 * @starts: (nullable): "10:15"; %NULL or empty: it follows the one before
 * @speaker: (nullable): %NULL or empty: nobody is named
 */
void
mit_seminar_change_set_item (MitSeminarChange *change, const MitId *item, const char *starts, const char *title, const char *speaker)
{
  clear_item (change);
  change->item = g_new0 (MitProgrammeItem, 1);
  change->item->id = item ? *item : mit_id_new ();
  change->item->starts = starts && *starts ? g_strdup (starts) : NULL;
  change->item->title = g_strdup (title);
  change->item->speaker = speaker && *speaker ? g_strdup (speaker) : NULL;
}

static MitProgrammeItem *
find_item (MitSeminar *seminar, const MitId *id)
{
  for (guint i = 0; i < seminar->programme->len; i++)
    {
      MitProgrammeItem *item = g_ptr_array_index (seminar->programme, i);

      if (mit_id_equal (&item->id, id))
        return item;
    }

  return NULL;
}

static void
apply_item (const MitProgrammeItem *from, MitSeminar *seminar)
{
  MitProgrammeItem *item = find_item (seminar, &from->id);

  if (!item)
    {
      item = mit_seminar_add_item (seminar, NULL, NULL, NULL);
      item->id = from->id;
    }
  g_set_str (&item->starts, from->starts);
  g_set_str (&item->title, from->title);
  g_set_str (&item->speaker, from->speaker);
}

static gboolean
apply_places (const char *text, MitSeminar *seminar, GError **error)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  guint64          places = 0;

  if (*clean && !g_ascii_string_to_unsigned (clean, 10, 0, 100000, &places, NULL))
    {
      g_set_error_literal (error, MIT_SEMINAR_ERROR, MIT_SEMINAR_ERROR_INVALID,
                           _ ("The number of places cannot be right. Leave it empty if there is no limit."));
      return FALSE;
    }
  seminar->places = (int) places;

  return TRUE;
}

static char **
find_text (MitSeminar *seminar, MitSeminarField field)
{
  switch (field)
    {
    case MIT_SEMINAR_TITLE:
      return &seminar->title;

    case MIT_SEMINAR_PLACE:
      return &seminar->place;

    case MIT_SEMINAR_ABOUT:
      return &seminar->about;

    case MIT_SEMINAR_PLACES:
      return NULL;
    }

  g_return_val_if_reached (NULL);
}

/** mit_seminar_field_text: A field as it is typed. Returns: (transfer full): empty if it is not stated */
char *
mit_seminar_field_text (const MitSeminar *seminar, MitSeminarField field)
{
  char **text = find_text ((MitSeminar *) seminar, field);

  if (!text)
    return seminar->places > 0 ? g_strdup_printf ("%d", seminar->places) : g_strdup ("");

  return g_strdup (*text ? *text : "");
}

static gboolean
apply_fields (const MitSeminarChange *change, MitSeminar *seminar, GError **error)
{
  for (int i = 0; i < MIT_N_SEMINAR_FIELDS; i++)
    {
      char **text = find_text (seminar, (MitSeminarField) i);

      if (!change->fields[i])
        continue;
      if (text)
        g_set_str (text, change->fields[i]);
      else if (!apply_places (change->fields[i], seminar, error))
        return FALSE;
    }

  return TRUE;
}

/** mit_seminar_change_apply: Make the change on a seminar in memory. */
gboolean
mit_seminar_change_apply (const MitSeminarChange *change, MitSeminar *seminar, GError **error)
{
  MitProgrammeItem *removed = find_item (seminar, &change->removed_item);

  if (!apply_fields (change, seminar, error))
    return FALSE;
  if (change->starts)
    {
      g_set_str (&seminar->starts, change->starts);
      g_set_str (&seminar->ends, change->ends);
    }
  if (change->called_off >= 0)
    seminar->called_off = change->called_off;
  if (change->item)
    apply_item (change->item, seminar);
  if (removed)
    g_ptr_array_remove (seminar->programme, removed);

  return TRUE;
}

static gboolean
run_change (MitDb *db, gpointer data, GError **error)
{
  MitSeminarChange *change = data;
  g_autoptr (MitSeminar) seminar = mit_seminar_load (db, &change->seminar, error);

  return seminar && mit_seminar_change_apply (change, seminar, error) && mit_seminar_save (seminar, db, error);
}

/**
 * mit_seminar_change_write:
 * @change: (transfer full)
 *
 * Make the change as an action of its own, on the seminar as it is then: two changes at the same time do not undo each other.
 *
 * Returns: (transfer full)
 */
DexFuture *
mit_seminar_change_write (MitStore *store, MitSeminarChange *change)
{
  return mit_store_write (store, mit_seminar_action (), run_change, change, (GDestroyNotify) mit_seminar_change_free);
}
