// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-print-labels.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitLabelsChoice: How somebody wants their labels. */
typedef struct
{
  const MitPrintLabels *labels;
  guint                 first;   /* free label, from 0 */
  guint                 options; /* a bit for each of the work's options that is on, the first one's lowest */
} MitLabelsChoice;

/** MitLabelsOption: What else somebody may want of their labels. */
typedef struct
{
  const char *title;
  const char *subtitle;
} MitLabelsOption;

/** MitLabelsRender: Draws all labels, on a thread of its own. Returns: (transfer full) (nullable): a PDF */
typedef GBytes *(*MitLabelsRender) (const MitLabelsChoice *choice, gpointer data, GError **error);

/**
 * MitLabelsWork:
 * @title: of the dialog and of its print job; nobody's name
 * @file_name: proposed for the PDF
 * @for_badges: names to wear, and not addresses
 * @n: how many labels
 * @left_out: (nullable): a sentence about those who have none
 * @options: (nullable) (array length=n_options): switches; not kept
 * @render: draws them
 * @data: for @render; owned
 * @destroy: frees @data
 *
 * What the labels are for.
 */
typedef struct
{
  const char *title;
  const char *file_name;
  gboolean    for_badges;
  guint       n;
  const char *left_out;

  const MitLabelsOption *options;
  guint                  n_options;

  MitLabelsRender render;
  gpointer        data;
  GDestroyNotify  destroy;
} MitLabelsWork;

/** MitLabelsDialog: Choose a sheet of labels, see it, print it. Main thread. */
#define MIT_TYPE_LABELS_DIALOG (mit_labels_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitLabelsDialog, mit_labels_dialog, MIT, LABELS_DIALOG, AdwDialog)

AdwDialog *mit_labels_dialog_new (const MitLabelsWork *work);

G_END_DECLS
