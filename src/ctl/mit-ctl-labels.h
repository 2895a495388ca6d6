// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-ctl.h"

#include <mit-people.h>
#include <mit-print-labels.h>

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

/** MitCtlLabels: Options that say on what labels are printed. */
typedef struct
{
  char *labels;
  int   first;
  char *output;
} MitCtlLabels;

#define MIT_CTL_LABELS_ENTRIES(choice)                                                                                                             \
  { "labels", 0, 0, G_OPTION_ARG_STRING, &(choice).labels, N_ ("which sheets of labels; “labels list” knows them"), N_ ("NAME") },                 \
    { "first", 0, 0, G_OPTION_ARG_INT, &(choice).first, N_ ("the first free label of a sheet that was begun, row by row from 1"), N_ ("NUMBER") }, \
  {                                                                                                                                                \
    "output", 'o', 0, G_OPTION_ARG_FILENAME, &(choice).output, N_ ("where the PDF goes"), N_ ("FILE")                                              \
  }

gboolean     mit_ctl_whom_check (const MitCtlWhom *whom, MitPeopleQuery *query);
void         mit_ctl_whom_clear (MitCtlWhom *whom);
void         mit_ctl_labels_clear (MitCtlLabels *choice);
gboolean     mit_ctl_labels_check (const MitCtlLabels *choice, const char *usual, const MitPrintLabels **labels);
MitCtlStatus mit_ctl_labels_end (MitCtl *ctl, const MitCtlLabels *choice, const MitPrintLabels *labels, guint n, guint n_left_out, GBytes *pdf, GError *error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitCtlWhom, mit_ctl_whom_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitCtlLabels, mit_ctl_labels_clear)

G_END_DECLS
