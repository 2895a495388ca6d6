// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-ctl.h"

#include <mit-print-labels.h>

G_BEGIN_DECLS

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

void         mit_ctl_labels_clear (MitCtlLabels *choice);
gboolean     mit_ctl_labels_check (const MitCtlLabels *choice, const char *usual, const MitPrintLabels **labels);
MitCtlStatus mit_ctl_labels_end (MitCtl *ctl, const MitCtlLabels *choice, const MitPrintLabels *labels, guint n, guint n_left_out, GBytes *pdf, GError *error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitCtlLabels, mit_ctl_labels_clear)

G_END_DECLS
