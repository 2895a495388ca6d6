// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-conflict-words.h"

#include "mit-person-change.h"
#include "mit-person.h"

#include <glib/gi18n.h>

/* What people call a row that is not about anybody: its title, or its name. */
static char *
find_title (MitDb *db, const MitConflict *conflict)
{
  static const char *const names[] = { "title", "name" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strv_contains (conflict->table->columns, names[i]))
      {
        g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", names[i], conflict->table->name);

        return mit_db_query_text (db, NULL, sql, "b", &conflict->row);
      }

  return NULL;
}

static char *
find_name (MitDb *db, const MitConflict *conflict)
{
  g_autoptr (MitPerson) person = mit_id_is_nil (&conflict->person) ? NULL : mit_person_load (db, &conflict->person, NULL);

  return person ? mit_person_name (person) : find_title (db, conflict);
}

/** mit_conflict_subject: What a conflict is about, as people say it: "Erika Beispiel: Street". Returns: (transfer full) */
char *
mit_conflict_subject (MitDb *db, const MitConflict *conflict)
{
  g_autofree char *name = find_name (db, conflict);
  const char      *field = mit_person_change_label (conflict->table->name, conflict->column);
  const char      *what = field ? field : gettext (conflict->table->label);

  /* Translators: a person or a thing, and which field of it was changed on two machines: "Erika Beispiel: Street" */
  return name ? g_strdup_printf (_ ("%s: %s"), name, what) : g_strdup (what);
}

static char *
say_whether_there (const MitConflict *conflict, const MitConflictSide *side)
{
  if (g_strcmp0 (side->text, "1") != 0)
    return g_strdup (_ ("removed"));

  /* Translators: somebody went on working on something that was removed on another machine */
  return conflict->change && *conflict->change ? g_strdup_printf (_ ("still there, with “%s”"), conflict->change) : g_strdup (_ ("still there"));
}

/** mit_conflict_side_text: One of the two values, as people say it. Returns: (transfer full) */
char *
mit_conflict_side_text (const MitConflict *conflict, const MitConflictSide *side)
{
  if (g_str_equal (conflict->column, "alive"))
    return say_whether_there (conflict, side);
  if (!side->text || !*side->text)
    return g_strdup (_ ("nothing"));

  /* Translators: quotation marks round what somebody has typed */
  return g_strdup_printf (_ ("“%s”"), side->text);
}

static const char *
say_machine (const MitConflictSide *side)
{
  return side->who && *side->who ? side->who : _ ("Unknown machine");
}

/** mit_conflict_summary: Both versions in one line. Returns: (transfer full) */
char *
mit_conflict_summary (const MitConflict *conflict)
{
  g_autofree char *shown = mit_conflict_side_text (conflict, &conflict->shown);
  g_autofree char *other = mit_conflict_side_text (conflict, &conflict->other);

  if (g_str_equal (conflict->column, "alive") && g_strcmp0 (conflict->shown.text, "0") == 0)
    /* Translators: the names of two computers */
    return g_strdup_printf (_ ("removed on “%s”, still worked on on “%s”"), say_machine (&conflict->shown), say_machine (&conflict->other));

  /* Translators: two versions of the same thing, of which the first one is shown */
  return g_strdup_printf (_ ("%s is shown, %s is kept"), shown, other);
}

/** mit_conflict_side_origin: Where and when a value was written. Returns: (transfer full) */
char *
mit_conflict_side_origin (const MitConflictSide *side)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (side->when / 1000);
  /* Translators: a day and a time of day, for g_date_time_format() */
  g_autofree char *when = g_date_time_format (time, _ ("%e %B %Y, %H:%M"));

  /* Translators: a machine or a person, and when: "Office, 22 November 2026, 10:15" */
  return g_strdup_printf (_ ("%s, %s"), say_machine (side), g_strstrip (when));
}
