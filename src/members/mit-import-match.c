// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-import-match.h"

#include "mit-import-compare.h"

#include <mit-fold.h>

#include <glib/gi18n.h>
#include <string.h>

/* Whom a row is, by ever weaker signs: its number; name and birth; name and address (or an e-mail address or phone number,
 * for lists without streets). A person of the register is taken by one row at most, somebody in the bin only if nobody
 * else fits. Rows are looked at in rounds, those that match exactly first, so that of two rows about similar people each
 * finds its own; rows that hold nothing but a name come last and leave the others their people. */
typedef enum
{
  BY_NUMBER,
  BY_BIRTH,
  BY_ADDRESS,
  BY_CONTACT,
} Sign;

#define N_SIGNS 4

static const char *const sign_names[N_SIGNS] = { "number", "born", "address", "contact" };

static char *
name_key (const MitPerson *person)
{
  g_autofree char *given = mit_fold (person->text[MIT_PERSON_GIVEN]);
  g_autofree char *family = mit_fold (person->text[MIT_PERSON_FAMILY]);

  return g_strdup_printf ("%s\n%s", given, family);
}

static char *
address_key (const MitPerson *person, const char *name)
{
  g_autofree char *street = mit_fold_street (person->text[MIT_PERSON_STREET]);

  if (!*street)
    return NULL;

  return g_strdup_printf ("a%s\n%s\n%s", name, person->text[MIT_PERSON_POSTCODE] ? person->text[MIT_PERSON_POSTCODE] : "", street);
}

static char *
contact_key (const MitContact *contact, const char *name)
{
  g_autofree char *value = g_str_equal (contact->kind, "email") ? mit_fold (contact->value) : mit_fold_phone (contact->value);

  return g_strdup_printf ("c%s\n%s", name, value);
}

/* The keys by which a person can be found, for one sign. */
static GPtrArray *
keys_of (const MitPerson *person, Sign sign, const char *name)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  char      *address;

  switch (sign)
    {
    case BY_NUMBER:
      if (person->text[MIT_PERSON_NUMBER])
        g_ptr_array_add (keys, g_strconcat ("n", person->text[MIT_PERSON_NUMBER], NULL));
      break;

    case BY_BIRTH:
      if (person->text[MIT_PERSON_BORN])
        g_ptr_array_add (keys, g_strdup_printf ("b%s\n%s", name, person->text[MIT_PERSON_BORN]));
      break;

    case BY_ADDRESS:
      address = address_key (person, name);
      if (address)
        g_ptr_array_add (keys, address);
      break;

    case BY_CONTACT:
      for (guint i = 0; i < person->contacts->len; i++)
        g_ptr_array_add (keys, contact_key (g_ptr_array_index (person->contacts, i), name));
      break;
    }

  return keys;
}

typedef struct
{
  GHashTable *by_key;  /* key → GPtrArray of MitPerson */
  GHashTable *by_name; /* name → GPtrArray of MitPerson */
  GHashTable *taken;   /* MitPerson → MitImportRow */
} Index;

static void
put (GHashTable *table, char *key, gpointer value)
{
  GPtrArray *values = g_hash_table_lookup (table, key);

  if (!values)
    {
      values = g_ptr_array_new ();
      g_hash_table_insert (table, key, values);
    }
  else
    g_free (key);
  g_ptr_array_add (values, value);
}

static void
index_person (Index *index, MitPerson *person)
{
  char *name = name_key (person);

  for (int sign = 0; sign < N_SIGNS; sign++)
    {
      g_autoptr (GPtrArray) keys = keys_of (person, (Sign) sign, name);

      while (keys->len > 0)
        put (index->by_key, g_ptr_array_steal_index_fast (keys, keys->len - 1), person);
    }
  put (index->by_name, name, person);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

static void
index_init (Index *index, GPtrArray *people)
{
  index->by_key = new_table ();
  index->by_name = new_table ();
  index->taken = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < people->len; i++)
    index_person (index, g_ptr_array_index (people, i));
}

static void
index_clear (Index *index)
{
  g_hash_table_unref (index->by_key);
  g_hash_table_unref (index->by_name);
  g_hash_table_unref (index->taken);
}

static void
take (Index *index, MitImportRow *row, MitPerson *person, MitImportVerdict verdict)
{
  row->match = person;
  row->verdict = verdict;
  g_hash_table_insert (index->taken, person, row);
}

static gboolean
has_sign (const MitPerson *person)
{
  return person->text[MIT_PERSON_NUMBER] || person->text[MIT_PERSON_BORN] || person->text[MIT_PERSON_STREET] || person->contacts->len > 0;
}

typedef enum
{
  UNKNOWN,
  ALIKE,
  DIFFERENT,
} Likeness;

static Likeness
compare_field (const MitPerson *held, const MitPerson *listed, MitPersonField field)
{
  g_autofree char *first = mit_fold (held->text[field]);
  g_autofree char *second = mit_fold (listed->text[field]);

  if (!*first || !*second)
    return UNKNOWN;

  return g_str_equal (first, second) ? ALIKE : DIFFERENT;
}

/* "Hans" and "Hans-Peter" are one given name, written short and in full. */
static Likeness
compare_given (const MitPerson *held, const MitPerson *listed)
{
  g_autofree char *first = mit_fold (held->text[MIT_PERSON_GIVEN]);
  g_autofree char *second = mit_fold (listed->text[MIT_PERSON_GIVEN]);
  gsize            length = MIN (strlen (first), strlen (second));

  if (length == 0)
    return UNKNOWN;
  if (strncmp (first, second, length) != 0)
    return DIFFERENT;

  return strchr (" -", first[length] ? first[length] : second[length]) ? ALIKE : DIFFERENT;
}

/* A number alone is not enough: some lists number their rows, and others give the numbers of those who left to new people.
 * Somebody who marries keeps the given name; a birth that was mistyped is one of the same name. */
static gboolean
is_same_by_number (const MitPerson *held, const MitPerson *listed)
{
  Likeness given = compare_given (held, listed);
  Likeness family = compare_field (held, listed, MIT_PERSON_FAMILY);
  Likeness born = compare_field (held, listed, MIT_PERSON_BORN);

  switch (born)
    {
    case ALIKE:
      return given == ALIKE || family == ALIKE;

    case DIFFERENT:
      return given == ALIKE && family == ALIKE;

    case UNKNOWN:
      return given == ALIKE || (given == UNKNOWN && family == ALIKE);
    }

  return FALSE;
}

/* Father and son of one name in one house have different birthdays. */
static gboolean
may_be_same (const MitPerson *held, const MitPerson *listed, Sign sign)
{
  if (sign == BY_NUMBER)
    return is_same_by_number (held, listed);

  return compare_field (held, listed, MIT_PERSON_BORN) != DIFFERENT;
}

/* A row that is already there word for word may be about somebody whom another such row is about too. */
static gboolean
match_exactly (Index *index, MitImportRow *row)
{
  g_autofree char *name = name_key (row->person);
  GPtrArray       *people = g_hash_table_lookup (index->by_name, name);
  MitPerson       *found = NULL;

  for (guint i = 0; people && i < people->len; i++)
    {
      MitPerson *person = g_ptr_array_index (people, i);
      gboolean   is_taken = g_hash_table_contains (index->taken, person);

      if ((!found || !is_taken) && mit_import_is_same (person, row->person))
        {
          found = person;
          if (!is_taken)
            break;
        }
    }
  if (found)
    take (index, row, found, MIT_IMPORT_SAME);

  return found != NULL;
}

static void
match_by (Index *index, MitImportRow *row, Sign sign)
{
  g_autofree char *name = name_key (row->person);
  g_autoptr (GPtrArray) keys = keys_of (row->person, sign, name);

  /* Somebody with a street is found by it; the ways to reach them are only for lists that have none. */
  if (sign == BY_CONTACT && row->person->text[MIT_PERSON_STREET])
    return;

  for (guint k = 0; k < keys->len; k++)
    {
      GPtrArray *people = g_hash_table_lookup (index->by_key, g_ptr_array_index (keys, k));

      for (guint i = 0; people && i < people->len; i++)
        {
          MitPerson *person = g_ptr_array_index (people, i);

          if (!g_hash_table_contains (index->taken, person) && may_be_same (person, row->person, sign))
            {
              take (index, row, person, mit_import_is_same (person, row->person) ? MIT_IMPORT_SAME : MIT_IMPORT_CHANGED);
              return;
            }
        }
    }
}

static gboolean
is_open (const MitImportRow *row)
{
  return row->verdict == MIT_IMPORT_NEW;
}

/* A new row may still be somebody: of the register, taken by another row, or of an earlier row of the same list. */
static void
flag_duplicate (Index *index, MitImportRow *row)
{
  g_autofree char *name = name_key (row->person);

  for (int sign = 0; sign < N_SIGNS && !row->duplicate; sign++)
    {
      g_autoptr (GPtrArray) keys = keys_of (row->person, (Sign) sign, name);

      for (guint k = 0; k < keys->len && !row->duplicate; k++)
        {
          GPtrArray *people = g_hash_table_lookup (index->by_key, g_ptr_array_index (keys, k));

          if (people && people->len > 0)
            {
              row->duplicate = sign_names[sign];
              row->twin = ((MitPerson *) g_ptr_array_index (people, 0))->id;
            }
        }
    }
}

static gboolean
match_all_exactly (Index *index, GPtrArray *rows, gboolean with_sign, GCancellable *cancellable)
{
  for (guint i = 0; i < rows->len; i++)
    {
      MitImportRow *row = g_ptr_array_index (rows, i);

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (is_open (row) && has_sign (row->person) == with_sign)
        match_exactly (index, row);
    }

  return TRUE;
}

static void
note_outdated (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      MitImportRow *row = g_ptr_array_index (rows, i);

      if (row->match && mit_import_stage_is_outdated (row->match, row->person))
        mit_import_row_add_notice (row, g_strdup_printf (_ ("The register knows a later stage than the list has (“%s”), and keeps it."),
                                                         mit_stage_label (mit_person_last_period (row->person)->stage)));
    }
}

/**
 * mit_import_match:
 * @rows: (element-type MitImportRow): the list; verdicts, matches and possible duplicates are written into them
 * @people: (element-type MitPerson): the register as it is before; outlives @rows
 *
 * Returns: %FALSE if it was cancelled
 */
gboolean
mit_import_match (GPtrArray *rows, GPtrArray *people, GCancellable *cancellable)
{
  Index    index;
  gboolean go_on = TRUE;

  index_init (&index, people);
  go_on = match_all_exactly (&index, rows, TRUE, cancellable);
  for (int sign = 0; sign < N_SIGNS && go_on && people->len > 0; sign++)
    for (guint i = 0; i < rows->len; i++)
      {
        MitImportRow *row = g_ptr_array_index (rows, i);

        if (is_open (row))
          match_by (&index, row, (Sign) sign);
      }
  go_on = go_on && match_all_exactly (&index, rows, FALSE, cancellable);
  for (guint i = 0; i < rows->len && go_on; i++)
    {
      MitImportRow *row = g_ptr_array_index (rows, i);

      if (!is_open (row))
        continue;
      flag_duplicate (&index, row);
      index_person (&index, row->person);
      go_on = !g_cancellable_is_cancelled (cancellable);
    }
  index_clear (&index);
  note_outdated (rows);

  return go_on;
}

/** mit_import_load_people: Everybody in the register, binned ones too. Returns: (transfer full) (nullable) (element-type MitPerson) */
GPtrArray *
mit_import_load_people (MitDb *db, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_person_free);
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT id FROM person WHERE alive ORDER BY binned_on IS NOT NULL, n", "");

  while (rows && mit_rows_next (rows, error))
    {
      MitId      id = mit_rows_id (rows, 0);
      MitPerson *person;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      person = mit_person_load (db, &id, error);
      if (!person)
        return NULL;
      g_ptr_array_add (people, person);
    }

  return rows ? g_steal_pointer (&people) : NULL;
}
