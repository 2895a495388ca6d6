// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-layout.h"
#include "mit-paragraph.h"

G_BEGIN_DECLS

/* mit-layout.c makes a layout of a story and draws it, mit-layout-fill.c puts its lines into columns, mit-layout-room.c finds where
 * there is room for them. */

/* pt; what a sum of leadings may lose. */
#define MIT_LAYOUT_TOLERANCE 1e-3

/* Lines beside and between holes that a column may have. */
#define MIT_LAYOUT_MAX_ROOMS 400

struct _MitLayout
{
  GArray    *boxes;        /* MitBox, copies of the last one included */
  GArray    *lines;        /* MitLine */
  GArray    *used_heights; /* double, for each box */
  GArray    *fixed;        /* gboolean, for each box */
  GPtrArray *lists;        /* MitDisplayList, for each box */
  GPtrArray *paragraphs;   /* MitParagraph, for a layout that comes after this one */
  guint      n_overflowing;
};

/* A line with its place, before it is drawn. */
typedef struct
{
  guint         paragraph;
  guint         from; /* character */
  MitBrokenLine line;
  guint         box, column;
  double        top; /* pt below the box's upper edge */
} MitPlaced;

/* Where the next line may stand. */
typedef struct
{
  double  top; /* pt below the box's upper edge */
  MitRoom room;
} MitSlot;

typedef struct
{
  MitLayout     *layout;
  MitLayoutFlags flags;
  GPtrArray     *paragraphs; /* MitParagraph */
  GArray        *placed;     /* MitPlaced */
  guint64        serial;     /* of the layout, so that no two paragraphs of a document are taken for one */
  const MitHole *holes;
  guint          n_holes;
  guint          box, column;
  guint          column_start; /* index in placed of the column's first line */
  double         y;            /* pt used of the column, the last paragraph's space after it included */
  gboolean       is_full;      /* no box is left */
} MitFiller;

/* Where the next line of text is to be taken from. */
typedef struct
{
  guint paragraph;
  guint from; /* character */
} MitPosition;

double          mit_box_get_column_width (const MitBox *box);
double          mit_box_get_column_x (const MitBox *box, guint column);
const MitBox   *mit_filler_get_box (MitFiller *self);
MitParagraph   *mit_filler_get_paragraph (MitFiller *self, guint i);
const MitStyle *mit_filler_get_style (MitFiller *self, guint i);
gboolean        mit_filler_is_column_empty (MitFiller *self);
gboolean        mit_filler_has_holes (MitFiller *self);
GArray         *mit_filler_find_slots (MitFiller *self, const MitPosition *position, guint max);
double          mit_filler_find_cap_step (MitFiller *self, const MitPosition *position);
void            mit_filler_fill (MitFiller *self);

G_END_DECLS
