// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar.h"

#include <mit-date.h>

#include <glib/gi18n.h>
#include <string.h>

/* clang-format takes the hyphens for minus signs. */
/* clang-format off */
G_DEFINE_QUARK (mit-seminar-error-quark, mit_seminar_error)
/* clang-format on */

/** mit_seminar_action: What planning a seminar is called in the history. */
const MitAction *
mit_seminar_action (void)
{
  static const MitAction action = { N_ ("Seminar changed"), NULL };

  return &action;
}

static void
item_free (gpointer data)
{
  MitProgrammeItem *item = data;

  g_free (item->starts);
  g_free (item->title);
  g_free (item->speaker);
  g_free (item);
}

/** mit_seminar_new: A seminar nothing is known about yet, with a fresh identity. Returns: (transfer full) */
MitSeminar *
mit_seminar_new (void)
{
  MitSeminar *seminar = g_new0 (MitSeminar, 1);

  seminar->id = mit_id_new ();
  seminar->programme = g_ptr_array_new_with_free_func (item_free);

  return seminar;
}

void
mit_seminar_free (MitSeminar *seminar)
{
  g_free (seminar->title);
  g_free (seminar->starts);
  g_free (seminar->ends);
  g_free (seminar->place);
  g_free (seminar->about);
  g_ptr_array_unref (seminar->programme);
  g_free (seminar);
}

/** mit_seminar_add_item: Add a part behind the others. Returns: (transfer none) */
MitProgrammeItem *
mit_seminar_add_item (MitSeminar *seminar, const char *starts, const char *title, const char *speaker)
{
  MitProgrammeItem *item = g_new0 (MitProgrammeItem, 1);

  item->id = mit_id_new ();
  item->starts = starts && *starts ? g_strdup (starts) : NULL;
  item->title = g_strdup (title);
  item->speaker = speaker && *speaker ? g_strdup (speaker) : NULL;
  g_ptr_array_add (seminar->programme, item);

  return item;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, MIT_SEMINAR_ERROR, MIT_SEMINAR_ERROR_INVALID, sentence);

  return FALSE;
}

/* When summer time begins, an hour is left out; an event in it would end before it begins for others (RFC 5545, 3.3.5). */
static gboolean
is_on_the_clock (const char *time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (MIT_SEMINAR_ZONE);
  g_autoptr (GDateTime) moment = NULL;
  int year, month, day, hour, minute;

  if (!time || !zone || !mit_time_parse (time, &year, &month, &day, &hour, &minute))
    return FALSE;
  moment = g_date_time_new (zone, year, month, day, hour, minute, 0);

  return moment && g_date_time_get_hour (moment) == hour && g_date_time_get_minute (moment) == minute;
}

/* Control characters have no place in a calendar file (RFC 5545, 3.1), nor on paper; lines stay where they are @kept. */
static void
drop_control_characters (char *text, const char *kept)
{
  for (char *p = text; p && *p; p++)
    if (g_ascii_iscntrl (*p) && !strchr (kept, *p))
      *p = ' ';
}

/** mit_seminar_check: Whether title, times and places make sense; the times are written in their usual form. */
gboolean
mit_seminar_check (MitSeminar *seminar, GError **error)
{
  g_autofree char *starts = mit_time_normalize (seminar->starts);
  g_autofree char *ends = seminar->ends && *seminar->ends ? mit_time_normalize (seminar->ends) : NULL;

  drop_control_characters (seminar->title, "");
  drop_control_characters (seminar->place, "");
  drop_control_characters (seminar->about, "\n\t");
  if (!seminar->title || !*g_strstrip (seminar->title))
    return refuse (error, _ ("A seminar needs a title."));
  if (!is_on_the_clock (starts) || (seminar->ends && *seminar->ends && !is_on_the_clock (ends)))
    return refuse (error, _ ("There is no such time. Write it as 2026-12-05T10:00."));
  if (ends && strcmp (ends, starts) <= 0)
    return refuse (error, _ ("The seminar ends before it begins. Look at the times again."));
  if (seminar->places < 0 || seminar->places > 100000)
    return refuse (error, _ ("The number of places cannot be right. Write 0 if there is no limit."));
  g_set_str (&seminar->starts, starts);
  g_set_str (&seminar->ends, ends);

  return TRUE;
}

static gboolean
save_item (MitDb *db, const MitSeminar *seminar, const MitProgrammeItem *item, GError **error)
{
  return mit_db_run (db, error,
                     "INSERT INTO programme_item (id, seminar, starts, title, speaker) VALUES (?, ?, ?, ?, ?)"
                     " ON CONFLICT (id) DO UPDATE SET starts = excluded.starts, title = excluded.title,"
                     " speaker = excluded.speaker, alive = 1",
                     "bbttt", &item->id, &seminar->id, item->starts, item->title, item->speaker);
}

/* Parts that are no longer in the plan are set aside. */
static gboolean
drop_items (MitDb *db, const MitSeminar *seminar, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT id FROM programme_item WHERE seminar = ? AND alive", "b", &seminar->id);

  while (rows && mit_rows_next (rows, error))
    {
      MitId    id = mit_rows_id (rows, 0);
      gboolean kept = FALSE;

      for (guint i = 0; i < seminar->programme->len; i++)
        kept = kept || mit_id_equal (&id, &((MitProgrammeItem *) g_ptr_array_index (seminar->programme, i))->id);
      if (!kept && !mit_db_run (db, error, "UPDATE programme_item SET alive = 0 WHERE id = ?", "b", &id))
        return FALSE;
    }

  return rows != NULL;
}

/** mit_seminar_save: Write a new seminar or a changed one. On the store's thread, within an action. */
gboolean
mit_seminar_save (MitSeminar *seminar, MitDb *db, GError **error)
{
  gboolean done;

  if (!mit_seminar_check (seminar, error))
    return FALSE;
  done = mit_db_run (db, error,
                     "INSERT INTO seminar (id, title, starts, ends, place, places, about, called_off) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                     " ON CONFLICT (id) DO UPDATE SET title = excluded.title, starts = excluded.starts, ends = excluded.ends,"
                     " place = excluded.place, places = excluded.places, about = excluded.about,"
                     " called_off = excluded.called_off, sequence = sequence + 1",
                     "bttttiti", &seminar->id, seminar->title, seminar->starts, seminar->ends, seminar->place,
                     (gint64) seminar->places, seminar->about, (gint64) seminar->called_off) &&
         drop_items (db, seminar, error);
  for (guint i = 0; done && i < seminar->programme->len; i++)
    done = save_item (db, seminar, g_ptr_array_index (seminar->programme, i), error);

  return done;
}

static gboolean
run_save (MitDb *db, gpointer data, GError **error)
{
  return mit_seminar_save (data, db, error);
}

/** mit_seminar_write: mit_seminar_save() as an action of its own. @seminar: (transfer full). Returns: (transfer full) */
DexFuture *
mit_seminar_write (MitStore *store, MitSeminar *seminar)
{
  return mit_store_write (store, mit_seminar_action (), run_save, seminar, (GDestroyNotify) mit_seminar_free);
}

/* Somebody in the bin takes nobody's place. */
#define COUNT_REGISTRATIONS(states)                                                                             \
  " (SELECT count (*) FROM registration r JOIN person p ON p.id = r.person AND p.alive AND p.binned_on IS NULL" \
  "  WHERE r.seminar = s.id AND r.alive AND r.state IN (" states "))"

#define SEMINAR_COLUMNS \
  "SELECT id, title, starts, ends, place, places, about, called_off, sequence," COUNT_REGISTRATIONS ("'coming', 'attended', 'absent'") "," COUNT_REGISTRATIONS ("'waiting'") "," COUNT_REGISTRATIONS ("'requested'") "," COUNT_REGISTRATIONS ("'invited'") " FROM seminar s WHERE s.alive"

static MitSeminar *
read_seminar (MitRows *rows)
{
  MitSeminar *seminar = mit_seminar_new ();

  seminar->id = mit_rows_id (rows, 0);
  seminar->title = g_strdup (mit_rows_text (rows, 1));
  seminar->starts = g_strdup (mit_rows_text (rows, 2));
  seminar->ends = g_strdup (mit_rows_text (rows, 3));
  seminar->place = g_strdup (mit_rows_text (rows, 4));
  seminar->places = (int) mit_rows_int (rows, 5);
  seminar->about = g_strdup (mit_rows_text (rows, 6));
  seminar->called_off = mit_rows_int (rows, 7) != 0;
  seminar->sequence = (int) mit_rows_int (rows, 8);
  seminar->n_coming = (int) mit_rows_int (rows, 9);
  seminar->n_waiting = (int) mit_rows_int (rows, 10);
  seminar->n_requested = (int) mit_rows_int (rows, 11);
  seminar->n_invited = (int) mit_rows_int (rows, 12);

  return seminar;
}

static void
load_programme (MitDb *db, MitSeminar *seminar)
{
  g_autoptr (MitRows) rows = mit_db_query (db, NULL,
                                           "SELECT id, starts, title, speaker FROM programme_item WHERE seminar = ? AND alive"
                                           " ORDER BY starts IS NULL, starts, n",
                                           "b", &seminar->id);

  while (rows && mit_rows_next (rows, NULL))
    mit_seminar_add_item (seminar, mit_rows_text (rows, 1), mit_rows_text (rows, 2), mit_rows_text (rows, 3))->id =
      mit_rows_id (rows, 0);
}

/** mit_seminar_load: One seminar with its programme. Returns: (transfer full) (nullable) */
MitSeminar *
mit_seminar_load (MitDb *db, const MitId *id, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, SEMINAR_COLUMNS " AND id = ?", "b", id);
  MitSeminar *seminar;

  if (!rows || !mit_rows_next (rows, error))
    {
      if (error && !*error)
        g_set_error_literal (error, MIT_SEMINAR_ERROR, MIT_SEMINAR_ERROR_NOT_FOUND, _ ("This seminar is no longer in the register."));
      return NULL;
    }
  seminar = read_seminar (rows);
  g_clear_pointer (&rows, mit_rows_free);
  load_programme (db, seminar);

  return seminar;
}

/** mit_seminars_load: All seminars, the latest first, without their programmes. Returns: (transfer full) (nullable) (element-type MitSeminar) */
GPtrArray *
mit_seminars_load (MitDb *db, GError **error)
{
  g_autoptr (GPtrArray) seminars = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_seminar_free);
  g_autoptr (MitRows) rows = mit_db_query (db, error, SEMINAR_COLUMNS " ORDER BY starts DESC", "");

  if (!rows)
    return NULL;
  while (mit_rows_next (rows, NULL))
    g_ptr_array_add (seminars, read_seminar (rows));

  return g_steal_pointer (&seminars);
}
