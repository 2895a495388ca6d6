// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-merge.h"

G_BEGIN_DECLS

/** MitMergeState: What the log says of an operation (op.state). */
enum
{
  MIT_MERGE_SHOWN = 0,  /* or was, until somebody who knew it replaced it */
  MIT_MERGE_LOST = 1,   /* to somebody who did not know it */
  MIT_MERGE_KEPT = 2,   /* for a table, a column or a row that is not here */
  MIT_MERGE_PASSED = 3, /* was replaced already when it came */
};

/** MitMerge: One batch on its way into the register. */
typedef struct
{
  MitDb          *db;
  MitCells        cells;
  MitScope        scope;
  GHashTable     *erased;  /* set of MitId */
  GHashTable     *touched; /* set of MitId */
  GHashTable     *made;    /* set of MitId: rows that something may have waited for */
  GHashTable     *there;   /* (nullable): set of MitId: whatever the log holds anything of, when much comes at once */
  GArray         *devices; /* MitId of each device by its number */
  gint64          own;
  gint64          first_op; /* of this merge */
  gint64          sent;     /* the last operation of ours that stands in a record */
  gint64          tx;       /* 0: the action has brought nothing yet */
  gboolean        has_kept; /* there is something that waits for its row */
  MitBatchAction *action;
  gint64          device; /* of the action */
  MitMerged      *merged;
} MitMerge;

/** mit_merge_nothing: In place of a value that is not told. */
extern const MitValue mit_merge_nothing;

MitId           mit_merge_device (MitMerge *self, gint64 n);
gboolean        mit_merge_log (MitMerge *self, const MitBatchOp *op, int column, const MitValue *old, const MitValue *value, int state, GError **error);
const MitValue *mit_merge_find_value (const MitBatchOp *op, int column);
const MitValue *mit_merge_value_or_usual (const MitCellTable *table, const MitBatchOp *op, int column);

void     mit_merge_add_id (GHashTable *set, const MitId *id);
void     mit_merge_touch_new (MitMerge *self, const MitCellTable *table, const MitBatchOp *op);
gboolean mit_merge_apply_cell (MitMerge *self, const MitBatchOp *op, gboolean told, GError **error);
gboolean mit_merge_apply_dropped (MitMerge *self, const MitBatchOp *op, GError **error);
gboolean mit_merge_take_up (MitMerge *self, const MitId *row, GError **error);

G_END_DECLS
