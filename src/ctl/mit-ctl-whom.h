// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-ctl.h"

#include <mit-people.h>

G_BEGIN_DECLS

/** MitCtlWhom: Options that say about whom a command is. */
typedef struct
{
  char *stage;
  char *search;
  char *since;
} MitCtlWhom;

#define MIT_CTL_WHOM_ENTRIES(whom)                                                                                                   \
  { "stage", 0, 0, G_OPTION_ARG_STRING, &(whom).stage, N_ ("only supporter, guest, member or former"), N_ ("STAGE") },               \
    { "search", 0, 0, G_OPTION_ARG_STRING, &(whom).search, N_ ("only those with these words or beginnings of words"), N_ ("TEXT") }, \
  {                                                                                                                                  \
    "since", 0, 0, G_OPTION_ARG_STRING, &(whom).since, N_ ("only those who entered on this day or later"), N_ ("DATE")               \
  }

gboolean mit_ctl_whom_check (const MitCtlWhom *whom, MitPeopleQuery *query);
void     mit_ctl_whom_clear (MitCtlWhom *whom);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitCtlWhom, mit_ctl_whom_clear)

G_END_DECLS
