// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-letter-due.h"

#include "mit-address.h"
#include "mit-greeting.h"
#include "mit-letter-sheet.h"
#include "mit-sender.h"

#include <glib/gi18n.h>

void
mit_addressee_free (MitAddressee *addressee)
{
  mit_person_free (addressee->person);
  g_free (addressee->greeting);
  g_free (addressee->oddity);
  g_free (addressee->obstacle);
  g_free (addressee->earlier);
  g_free (addressee);
}

static char *
find_earlier (MitDb *db, const MitId *person, const char *kind)
{
  g_autofree char *iso = mit_db_query_text (db, NULL,
                                            "SELECT max (r.dated) FROM letter l JOIN letter_run r ON r.id = l.run AND r.alive"
                                            " WHERE l.person = ? AND l.alive AND r.kind = ?",
                                            "bt", person, kind);

  return iso ? mit_date_to_short (mit_date_from_iso (iso)) : NULL;
}

/* Somebody may object to being written to at any time (Art. 21 GDPR). */
static gboolean
refuses_letters (const MitPerson *person)
{
  const MitConsent *latest = mit_person_consent (person, "letter");

  return latest && !latest->given;
}

/**
 * mit_letter_obstacle:
 *
 * Why no letter can go out to somebody. Letters to the dead are the worst of all: whoever is in the bin or has left gets none,
 * whatever a list says.
 *
 * Returns: (transfer full) (nullable): a few words
 */
char *
mit_letter_obstacle (const MitPerson *person, MitDate day)
{
  const MitPeriod *now = mit_person_period_on (person, day);

  if (person->binned_on != MIT_DATE_NONE)
    return g_strdup (_ ("In the bin"));
  if (now && now->stage == MIT_STAGE_FORMER)
    return g_strdup (_ ("Has left"));
  if (refuses_letters (person))
    return g_strdup (_ ("Wants no letters"));
  if (!mit_address_is_complete (person))
    return g_strdup (_ ("No complete address"));

  return NULL;
}

static char *
find_oddity (const MitPerson *person, MitDate day)
{
  g_auto (GStrv) lines = mit_address_lines (person);

  switch (mit_letter_address_check ((const char *const *) lines))
    {
    case MIT_ADDRESS_TOO_LONG:
      return g_strdup (_ ("A line of the address is too long for the window"));

    case MIT_ADDRESS_NOT_DRAWABLE:
      return g_strdup (_ ("This computer has no font for some letters of the address"));

    case MIT_ADDRESS_FITS:
      break;
    }

  return mit_greeting_oddity (person, day);
}

static MitAddressee *
addressee_new (MitDb *db, MitPerson *person, const char *kind, MitDate day, const char *tone)
{
  MitAddressee *addressee = g_new0 (MitAddressee, 1);

  addressee->person = person;
  addressee->entered = mit_person_entered (person, day);
  addressee->greeting = mit_greeting (person, tone);
  addressee->oddity = find_oddity (person, day);
  addressee->obstacle = mit_letter_obstacle (person, day);
  addressee->earlier = find_earlier (db, &person->id, kind);
  addressee->included = !addressee->obstacle && !addressee->earlier;

  return addressee;
}

/* Those without an address first, then the odd ones, then the rest; each by name. */
static int
rank (const MitAddressee *addressee)
{
  if (addressee->obstacle)
    return 0;

  return addressee->earlier ? 1 : addressee->oddity ? 2
                                                    : 3;
}

static int
compare_addressees (gconstpointer a, gconstpointer b)
{
  const MitAddressee *first = *(MitAddressee *const *) a, *second = *(MitAddressee *const *) b;

  return rank (first) - rank (second);
}

/**
 * mit_letters_addressees:
 * @ids: (element-type MitId): people, in the order of their names
 * @kind: of letter
 * @day: when the letters are dated
 *
 * The greeting table: odd ones first.
 *
 * Returns: (transfer full) (nullable) (element-type MitAddressee)
 */
GPtrArray *
mit_letters_addressees (MitDb *db, GArray *ids, const char *kind, MitDate day, GError **error)
{
  g_autoptr (GPtrArray) addressees = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_addressee_free);
  g_autoptr (MitSender) sender = mit_sender_load (db);

  for (guint i = 0; i < ids->len; i++)
    {
      MitPerson *person = mit_person_load (db, &g_array_index (ids, MitId, i), error);

      if (!person)
        return NULL;
      g_ptr_array_add (addressees, addressee_new (db, person, kind, day, sender->tone));
    }
  g_ptr_array_sort (addressees, compare_addressees);

  return g_steal_pointer (&addressees);
}

/* Guests and members on the day, whose unbroken time as such began within the last 90 days, without a welcome letter. */
static const char due_sql[] =
  "SELECT p.id, min (a.starts) FROM person p"
  " JOIN person_index i ON i.n = p.n"
  " JOIN period a ON a.person = p.id AND a.alive AND a.stage IN ('guest', 'member')"
  "  AND a.starts BETWEEN ?1 AND ?2"
  " WHERE p.alive AND p.binned_on IS NULL"
  "  AND EXISTS (SELECT 1 FROM period c WHERE c.person = p.id AND c.alive AND c.stage IN ('guest', 'member')"
  "   AND c.starts <= ?2 AND (c.ends IS NULL OR c.ends > ?2))"
  "  AND NOT EXISTS (SELECT 1 FROM period b WHERE b.person = p.id AND b.alive AND b.stage IN ('guest', 'member')"
  "   AND b.starts < a.starts AND (b.ends IS NULL OR b.ends >= a.starts))"
  "  AND NOT EXISTS (SELECT 1 FROM letter l JOIN letter_run r ON r.id = l.run AND r.alive AND r.kind = 'welcome'"
  "   WHERE l.person = p.id AND l.alive)"
  " GROUP BY p.id ORDER BY i.name_key";

static MitRows *
query_due (MitDb *db, MitDate day, GError **error)
{
  char from[MIT_DATE_ISO_SIZE], until[MIT_DATE_ISO_SIZE];

  return mit_db_query (db, error, due_sql, "tt", mit_date_to_iso (mit_date_add_days (day, -MIT_LETTER_DUE_DAYS), from),
                       mit_date_to_iso (day, until));
}

/**
 * mit_letters_due:
 * @day: both the first and the last of the 90 days before it are counted
 *
 * Guests and members who entered lately and have no welcome letter yet.
 *
 * Returns: (transfer full) (nullable) (element-type MitAddressee): odd ones first
 */
GPtrArray *
mit_letters_due (MitDb *db, MitDate day, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (MitId));
  g_autoptr (MitRows) rows = query_due (db, day, error);

  if (!rows)
    return NULL;
  while (mit_rows_next (rows, NULL))
    {
      MitId id = mit_rows_id (rows, 0);

      g_array_append_val (ids, id);
    }
  g_clear_pointer (&rows, mit_rows_free);

  return mit_letters_addressees (db, ids, "welcome", day, error);
}

/** mit_letters_count_due: How many welcome letters are due, and how many of them late. */
guint
mit_letters_count_due (MitDb *db, MitDate day, guint *n_late)
{
  g_autoptr (MitRows) rows = query_due (db, day, NULL);
  guint count = 0;

  *n_late = 0;
  while (rows && mit_rows_next (rows, NULL))
    {
      count++;
      if (day - mit_date_from_iso (mit_rows_text (rows, 1)) > MIT_LETTER_LATE_DAYS)
        (*n_late)++;
    }

  return count;
}
