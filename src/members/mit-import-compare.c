// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-import-compare.h"

#include "mit-import-target.h"

#include <mit-fold.h>

#include <string.h>

static void
change_free (gpointer data)
{
  MitImportChange *change = data;

  g_free (change->old);
  g_free (change->new);
  g_free (change);
}

static void
add_change (GPtrArray *changes, int what, guint index, const char *old, char *new)
{
  MitImportChange *change = g_new (MitImportChange, 1);

  change->what = what;
  change->index = index;
  change->old = g_strdup (old);
  change->new = new;
  g_ptr_array_add (changes, change);
}

/* A note that the office wrote is never overwritten: what the list says is put behind it, once. */
static char *
merge_note (const char *held, const char *listed)
{
  if (!held)
    return g_strdup (listed);

  return strstr (held, listed) ? g_strdup (held) : g_strdup_printf ("%s\n%s", held, listed);
}

static gboolean
has_word (const char *list, const char *word)
{
  g_auto (GStrv) words = g_strsplit (list, ", ", -1);

  for (char **held = words; *held; held++)
    if (g_str_equal (*held, word))
      return TRUE;

  return FALSE;
}

static char *
merge_interests (const char *held, const char *listed)
{
  g_autoptr (GString) merged = g_string_new (held);
  g_auto (GStrv) words = g_strsplit (listed, ", ", -1);

  for (char **word = words; *word; word++)
    if (!has_word (merged->str, *word))
      g_string_append_printf (merged, "%s%s", merged->len > 0 ? ", " : "", *word);

  return g_string_free_and_steal (g_steal_pointer (&merged));
}

/* An empty value of the list says nothing, so it changes nothing. */
static void
compare_fields (const MitPerson *held, const MitPerson *listed, GPtrArray *changes)
{
  for (int i = 0; i < MIT_N_PERSON_FIELDS; i++)
    {
      g_autofree char *wanted = NULL;

      if (!listed->text[i])
        continue;
      if (i == MIT_PERSON_NOTE)
        wanted = merge_note (held->text[i], listed->text[i]);
      else if (i == MIT_PERSON_INTERESTS)
        wanted = merge_interests (held->text[i], listed->text[i]);
      else
        wanted = g_strdup (listed->text[i]);
      if (g_strcmp0 (held->text[i], wanted) != 0)
        add_change (changes, i, 0, held->text[i], g_steal_pointer (&wanted));
    }
}

static gboolean
is_same_contact (const MitContact *a, const MitContact *b)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (g_str_equal (a->kind, "email") != g_str_equal (b->kind, "email"))
    return FALSE;
  if (g_str_equal (a->kind, "email"))
    return g_ascii_strcasecmp (a->value, b->value) == 0;
  first = mit_fold_phone (a->value);
  second = mit_fold_phone (b->value);

  return g_str_equal (first, second);
}

static void
compare_contacts (const MitPerson *held, const MitPerson *listed, GPtrArray *changes)
{
  for (guint i = 0; i < listed->contacts->len; i++)
    {
      const MitContact *wanted = g_ptr_array_index (listed->contacts, i);
      gboolean          found = FALSE;

      for (guint j = 0; j < held->contacts->len && !found; j++)
        found = is_same_contact (wanted, g_ptr_array_index (held->contacts, j));
      if (!found)
        add_change (changes, g_str_equal (wanted->kind, "email") ? MIT_IMPORT_EMAIL : MIT_IMPORT_PHONE, i, NULL,
                    g_strdup (wanted->value));
    }
}

static const MitBelonging *
find_group (const MitPerson *held, const char *name)
{
  g_autofree char *wanted = mit_fold (name);

  for (guint i = 0; i < held->groups->len; i++)
    {
      const MitBelonging *belonging = g_ptr_array_index (held->groups, i);
      g_autofree char    *folded = mit_fold (belonging->name);

      if (g_str_equal (folded, wanted))
        return belonging;
    }

  return NULL;
}

static void
compare_groups (const MitPerson *held, const MitPerson *listed, GPtrArray *changes)
{
  for (guint i = 0; i < listed->groups->len; i++)
    {
      const MitBelonging *wanted = g_ptr_array_index (listed->groups, i);

      if (!find_group (held, wanted->name))
        add_change (changes, MIT_IMPORT_GROUP, i, NULL, g_strdup (wanted->name));
    }
}

/* A later word counts, whoever brought it. A list that does not say when takes consent back but never gives it: an old
 * list must not undo somebody's objection (Art. 21). */
static gboolean
consent_differs (const MitConsent *latest, const MitConsent *wanted)
{
  if (!latest)
    return TRUE;
  if (latest->given == wanted->given)
    return FALSE;

  return wanted->given_on == MIT_DATE_NONE ? !wanted->given : latest->given_on < wanted->given_on;
}

static void
compare_consents (const MitPerson *held, const MitPerson *listed, GPtrArray *changes)
{
  for (guint i = 0; i < listed->consents->len; i++)
    {
      const MitConsent *wanted = g_ptr_array_index (listed->consents, i);

      if (consent_differs (mit_person_consent (held, wanted->kind), wanted))
        add_change (changes, g_str_equal (wanted->kind, "call") ? MIT_IMPORT_MAY_CALL : MIT_IMPORT_MAY_EMAIL, i, NULL,
                    g_strdup (wanted->given ? "yes" : "no"));
    }
}

/* What the list says of somebody's stage may be older than what the register knows. It then changes nothing, so that an
 * old list neither brings back those who have left nor ends the time of those who came again. */
static gboolean
is_outdated (const MitPeriod *is, const MitPeriod *wanted)
{
  switch (is->stage)
    {
    case MIT_STAGE_FORMER:
      return wanted->stage != MIT_STAGE_FORMER && (wanted->starts == MIT_DATE_NONE || wanted->starts <= is->starts || is->starts == MIT_DATE_NONE);

    case MIT_STAGE_MEMBER:
      if (wanted->stage == MIT_STAGE_GUEST)
        return wanted->starts == MIT_DATE_NONE || wanted->starts < is->starts;
      G_GNUC_FALLTHROUGH;

    case MIT_STAGE_GUEST:
      if (wanted->stage == MIT_STAGE_SUPPORTER)
        return TRUE;
      return wanted->stage == MIT_STAGE_FORMER && wanted->starts != MIT_DATE_NONE && wanted->starts < is->starts;

    case MIT_STAGE_SUPPORTER:
      return wanted->stage == MIT_STAGE_SUPPORTER && is->starts != MIT_DATE_NONE && wanted->starts > is->starts;

    case MIT_STAGE_NONE:
      break;
    }

  return FALSE;
}

/**
 * mit_import_stage_is_outdated:
 *
 * Whether the list gives another stage than the register has, and an earlier one.
 */
gboolean
mit_import_stage_is_outdated (const MitPerson *held, const MitPerson *listed)
{
  const MitPeriod *is = mit_person_last_period (held), *wanted = mit_person_last_period (listed);

  return is && wanted && is->stage != wanted->stage && wanted->stage != MIT_STAGE_SUPPORTER && is_outdated (is, wanted);
}

/**
 * mit_import_stage_differs:
 *
 * Whether the list says something new about the life cycle. A form on the web does not make a member a supporter, and a
 * day of entry is the same whether it is that of the membership or of the time as a guest that went before.
 */
gboolean
mit_import_stage_differs (const MitPerson *held, const MitPerson *listed)
{
  const MitPeriod *is = mit_person_last_period (held), *wanted = mit_person_last_period (listed);

  if (!wanted)
    return FALSE;
  if (!is)
    return TRUE;
  if (is_outdated (is, wanted))
    return FALSE;
  if (wanted->stage != is->stage)
    return TRUE;
  if (wanted->reason && g_strcmp0 (wanted->reason, is->reason) != 0)
    return TRUE;
  if (wanted->starts == MIT_DATE_NONE || wanted->starts == is->starts)
    return FALSE;

  return wanted->stage == MIT_STAGE_FORMER || wanted->starts != mit_person_entered (held, is->starts);
}

/**
 * mit_import_compare:
 * @held: as the register has them
 * @listed: as the list says they are
 *
 * Returns: (transfer full) (element-type MitImportChange): what taking the list's word would change
 */
GPtrArray *
mit_import_compare (const MitPerson *held, const MitPerson *listed)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (change_free);

  compare_fields (held, listed, changes);
  compare_contacts (held, listed, changes);
  compare_groups (held, listed, changes);
  compare_consents (held, listed, changes);
  if (mit_import_stage_differs (held, listed))
    add_change (changes, MIT_IMPORT_STAGE, 0, NULL, g_strdup (mit_stage_label (mit_person_last_period (listed)->stage)));

  return changes;
}

/** mit_import_is_same: Whether the list says nothing that the register does not know. */
gboolean
mit_import_is_same (const MitPerson *held, const MitPerson *listed)
{
  g_autoptr (GPtrArray) changes = NULL;

  /* Most rows that differ do so in a name or a number; that needs no list. */
  for (int i = 0; i <= MIT_PERSON_FAMILY; i++)
    if (listed->text[i] && g_strcmp0 (listed->text[i], held->text[i]) != 0)
      return FALSE;
  changes = mit_import_compare (held, listed);

  return changes->len == 0;
}
