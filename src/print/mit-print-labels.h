// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-display-list.h>
#include <mit-output.h>

G_BEGIN_DECLS

/**
 * MitPrintLabels:
 * @id: name that commands and settings know it by
 * @fits: (nullable): the makers' numbers of such sheets; %NULL for plain paper
 * @width: mm, of one label
 * @height: mm
 * @columns: labels side by side
 * @rows: labels one below the other
 * @gap_x: mm between them
 * @gap_y: mm
 * @is_badge: meant for names to wear, not for addresses
 * @is_cut: on plain paper, with lines to cut along
 *
 * A sheet of labels on A4. The labels lie in the middle of the sheet. Data, never freed.
 */
typedef struct
{
  char    *id;
  char    *fits;
  double   width, height;
  guint    columns, rows;
  double   gap_x, gap_y;
  gboolean is_badge;
  gboolean is_cut;
} MitPrintLabels;

/** MIT_PRINT_LABELS_FOR_ADDRESSES: What an office has most. */
#define MIT_PRINT_LABELS_FOR_ADDRESSES "70x37"

/** MIT_PRINT_LABELS_FOR_BADGES: For names that are stuck on. */
#define MIT_PRINT_LABELS_FOR_BADGES "80x50"

/** MitPrintLabelDraw: Draws label number @i into @list, whose origin is the upper left corner of the label. */
typedef void (*MitPrintLabelDraw) (MitDisplayList *list, const MitPrintLabels *labels, guint i, gpointer data);

const MitPrintLabels *mit_print_labels_get (const char *id, GError **error);
GPtrArray            *mit_print_labels_list (gboolean for_badges);
char                 *mit_print_labels_name (const MitPrintLabels *self);
char                 *mit_print_labels_describe (const MitPrintLabels *self, guint n, guint first);
guint                 mit_print_labels_count_sheets (const MitPrintLabels *self, guint n, guint first);
void                  mit_print_labels_place (const MitPrintLabels *self, guint i, guint *sheet, MitRect *rect);
GBytes               *mit_print_labels_render (const MitPrintLabels *self, const char *title, guint n, guint first, MitPrintLabelDraw draw, gpointer data, GError **error);

G_END_DECLS
