// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-ctl-whom.h"

#include <glib/gi18n.h>

/** mit_ctl_whom_check: @query: borrows the words of @whom. Returns: %FALSE after saying what is wrong */
gboolean
mit_ctl_whom_check (const MitCtlWhom *whom, MitPeopleQuery *query)
{
  *query = (MitPeopleQuery) { .search = whom->search, .stage = mit_stage_parse (whom->stage) };
  if (whom->stage && query->stage == MIT_STAGE_NONE)
    mit_ctl_misuse (_ ("The stages are supporter, guest, member and former."));
  else if (!mit_ctl_parse_date (whom->since, MIT_DATE_NONE, &query->entered_from))
    mit_ctl_misuse (_ ("Write the day as 2026-11-22."));
  else
    return TRUE;

  return FALSE;
}

void
mit_ctl_whom_clear (MitCtlWhom *whom)
{
  g_free (whom->stage);
  g_free (whom->search);
  g_free (whom->since);
}
