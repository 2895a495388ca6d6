// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-words.h"

#include <mit-date.h>

#include <glib/gi18n.h>

/** mit_share_say_state: The state in a few words, for the sidebar. Returns: (transfer full) */
char *
mit_share_say_state (MitShareAgent *agent)
{
  const MitShareStatus *status = mit_share_agent_get_status (agent);
  int                   n_unsent = (int) status->n_unsent;

  if (status->trouble && n_unsent > 0)
    return g_strdup_printf (ngettext ("%d change not yet sent", "%d changes not yet sent", (gulong) n_unsent), n_unsent);
  if (status->trouble)
    return g_strdup (_ ("Waiting for the share"));
  if (mit_share_agent_is_busy (agent) && n_unsent > 0)
    return g_strdup (_ ("Sending …"));
  if (n_unsent > 0)
    return g_strdup_printf (ngettext ("%d change not yet sent", "%d changes not yet sent", (gulong) n_unsent), n_unsent);
  if (status->n_conflicts > 0)
    return g_strdup_printf (ngettext ("%d change to look at", "%d changes to look at", (gulong) status->n_conflicts), (int) status->n_conflicts);

  return g_strdup (_ ("Up to date"));
}

/** mit_share_say_when: When somebody was heard of last. Returns: (transfer full) */
char *
mit_share_say_when (gint64 milliseconds)
{
  g_autoptr (GDateTime) time = milliseconds > 0 ? g_date_time_new_from_unix_local (milliseconds / 1000) : NULL;
  gint64 minutes = (g_get_real_time () / 1000 - milliseconds) / 60000;

  if (!time)
    return g_strdup (_ ("never"));
  if (minutes >= 0 && minutes < 2)
    return g_strdup (_ ("just now"));
  if (minutes >= 0 && minutes < 60)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", (gulong) minutes), (int) minutes);

  /* Translators: a day and a time of day, for g_date_time_format() */
  return g_strstrip (g_date_time_format (time, _ ("%e %B %Y, %H:%M")));
}
