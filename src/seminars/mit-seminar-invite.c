// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-invite.h"

#include "mit-seminar-people.h"

#include <glib/gi18n.h>

/** mit_seminar_invite_action: What inviting is called in the history. */
const MitAction *
mit_seminar_invite_action (void)
{
  /* Translators: %d people were invited to a seminar */
  static const MitAction action = MIT_PLURAL ("%d person invited", "%d people invited");

  return &action;
}

/**
 * mit_seminar_entitled:
 * @since: entered on this day or later
 *
 * Guests and members who entered since a day, have never attended a seminar, and have nothing to do with this one yet.
 *
 * Returns: (transfer full) (nullable) (element-type MitId): by name
 */
GArray *
mit_seminar_entitled (MitDb *db, const MitId *seminar, MitDate since, GError **error)
{
  char iso[MIT_DATE_ISO_SIZE];
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (MitId));
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT p.id FROM person_index i JOIN person p ON p.n = i.n"
                                           " WHERE NOT i.binned AND i.stage IN ('guest', 'member') AND i.entered >= ?"
                                           " AND NOT EXISTS (SELECT 1 FROM registration WHERE person = p.id AND alive"
                                           "  AND (state = 'attended' OR seminar = ?)) ORDER BY i.name_key",
                                           "tb", mit_date_to_iso (since, iso), seminar);

  if (!rows)
    return NULL;
  while (mit_rows_next (rows, NULL))
    {
      MitId id = mit_rows_id (rows, 0);

      g_array_append_val (ids, id);
    }

  return g_steal_pointer (&ids);
}

/** mit_seminar_invite: Invite all who are entitled; see mit_seminar_entitled(). On the store's thread, within an action. */
gboolean
mit_seminar_invite (MitDb *db, const MitId *seminar_id, MitDate since, guint *n_invited, GError **error)
{
  g_autoptr (MitSeminar) seminar = mit_seminar_load (db, seminar_id, error);
  g_autoptr (GArray) ids = seminar ? mit_seminar_entitled (db, seminar_id, since, error) : NULL;

  if (!ids)
    return FALSE;
  if (seminar->called_off)
    {
      g_set_error_literal (error, MIT_SEMINAR_ERROR, MIT_SEMINAR_ERROR_INVALID, _ ("This seminar was called off."));
      return FALSE;
    }
  for (guint i = 0; i < ids->len; i++)
    if (!mit_registration_set (db, seminar_id, &g_array_index (ids, MitId, i), MIT_REGISTRATION_INVITED, error))
      return FALSE;
  *n_invited = ids->len;
  mit_db_set_amount (db, ids->len);

  return TRUE;
}

typedef struct
{
  MitId   seminar;
  MitDate since;
} Invitation;

static gboolean
run_invite (MitDb *db, gpointer data, GError **error)
{
  Invitation *invitation = data;
  guint       n_invited;

  return mit_seminar_invite (db, &invitation->seminar, invitation->since, &n_invited, error);
}

/** mit_seminar_invite_write: mit_seminar_invite() as an action of its own. Returns: (transfer full) */
DexFuture *
mit_seminar_invite_write (MitStore *store, const MitId *seminar, MitDate since)
{
  Invitation *invitation = g_new0 (Invitation, 1);

  invitation->seminar = *seminar;
  invitation->since = since;

  return mit_store_write (store, mit_seminar_invite_action (), run_invite, invitation, g_free);
}

static GArray *
find_invited (MitDb *db, const MitId *seminar)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (MitId));
  g_autoptr (MitRows) rows = mit_db_query (db, NULL,
                                           "SELECT r.person FROM registration r JOIN person p ON p.id = r.person AND p.alive AND p.binned_on IS NULL"
                                           " JOIN person_index i ON i.n = p.n"
                                           " WHERE r.seminar = ? AND r.alive AND r.state = 'invited'"
                                           " AND NOT EXISTS (SELECT 1 FROM letter l JOIN letter_run t ON t.id = l.run AND t.alive"
                                           "  WHERE l.person = r.person AND l.alive AND t.seminar = r.seminar)"
                                           " ORDER BY i.name_key",
                                           "b", seminar);

  while (rows && mit_rows_next (rows, NULL))
    {
      MitId id = mit_rows_id (rows, 0);

      g_array_append_val (ids, id);
    }

  return ids;
}

static char *
programme_text (const MitSeminar *seminar)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < seminar->programme->len; i++)
    {
      const MitProgrammeItem *item = g_ptr_array_index (seminar->programme, i);

      g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "\n" : "", item->starts ? item->starts : "",
                              item->starts ? " Uhr  " : "", item->title);
      if (item->speaker)
        g_string_append_printf (text, " (%s)", item->speaker);
    }

  return g_string_free_and_steal (text);
}

/**
 * mit_seminar_letters:
 * @addressees: (out) (transfer full): all who are invited and have no invitation letter yet
 *
 * Returns: (transfer full) (nullable): a run of invitations, not yet on file, or %NULL with @error
 */
MitLetterRun *
mit_seminar_letters (MitDb *db, const MitId *seminar_id, MitDate dated, char form, GPtrArray **addressees, GError **error)
{
  g_autoptr (MitSeminar) seminar = mit_seminar_load (db, seminar_id, error);
  g_autoptr (MitLetterTemplate) letter_template = mit_letter_template_load (db, "invitation");
  g_autoptr (GArray) ids = find_invited (db, seminar_id);
  g_autofree char *when = seminar ? mit_time_range_letter (seminar->starts, seminar->ends) : NULL;
  g_autofree char *programme = seminar ? programme_text (seminar) : NULL;
  MitLetterRun    *run;

  if (!seminar)
    return NULL;
  *addressees = mit_letters_addressees (db, ids, "invitation", dated, error);
  if (!*addressees)
    return NULL;
  /* Somebody may be invited to several seminars; an invitation to an earlier one is no reason to leave them out. */
  for (guint i = 0; i < (*addressees)->len; i++)
    {
      MitAddressee *addressee = g_ptr_array_index (*addressees, i);

      addressee->included = !addressee->obstacle;
    }
  run = mit_letter_run_new (letter_template, mit_sender_load (db), dated, form);
  run->seminar = *seminar_id;
  mit_letter_run_add_all (run, *addressees);
  mit_letter_run_set_all (run, MIT_FIELD_SEMINAR, seminar->title);
  mit_letter_run_set_all (run, MIT_FIELD_SEMINAR_TIME, when);
  mit_letter_run_set_all (run, MIT_FIELD_SEMINAR_PLACE, seminar->place);
  mit_letter_run_set_all (run, MIT_FIELD_SEMINAR_PROGRAMME, programme);

  return run;
}
