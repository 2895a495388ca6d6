// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-cells.h"
#include "mit-keyring.h"
#include "mit-wire.h"

G_BEGIN_DECLS

/*
 * What segments and snapshots hold: actions with their operations, as the log has them. A segment is what one device has
 * done since its last one; a snapshot is all that is current, whoever did it, and names the segments that it stands for.
 */

/** MIT_BATCH_NO_CLAIMS: In place of the number of values: the row was made a second time elsewhere, and its cells tell for themselves. */
#define MIT_BATCH_NO_CLAIMS 0x7f

/** MIT_BATCH_FORMAT: The first number of a batch. */
#define MIT_BATCH_FORMAT 1

/** MitBatchTag: What stands in front of a value, besides the types of values. */
enum
{
  MIT_BATCH_TAG_ID = MIT_VALUE_BLOB + 1, /* 16 bytes, by their number in the table of ids */
  MIT_BATCH_TAG_DROPPED,
};

/** MIT_BATCH_DROPPED: The type of a value that was replaced by somebody who knew it, and is not told any more. */
#define MIT_BATCH_DROPPED ((MitValueType) MIT_BATCH_TAG_DROPPED)

/** MitBatch: What a batch is made of, apart from its operations. */
typedef struct
{
  MitScope          scope;
  const char       *previous; /* (nullable): of a segment: the one before it */
  GPtrArray        *covered;  /* (nullable) (element-type utf8): of a snapshot: the segments and snapshots it stands for */
  const MitKeyring *keys;     /* (nullable): of a snapshot: the keys of earlier epochs */
} MitBatch;

GBytes *mit_batch_write_segment (MitDb *db, const MitBatch *batch, gint64 device, gint64 after, gint64 *last, GError **error);
GBytes *mit_batch_write_snapshot (MitDb *db, const MitBatch *batch, GError **error);

/** MitBatchOp: An operation as it stands in a batch. The values are in the batch's bytes, or in its table of ids. */
typedef struct
{
  int       table;
  MitId     row;
  int       column; /* 0: the row was made, with @n_values values */
  gint64    stamp;
  gint64    base;
  MitValue  value;
  gboolean  makes_claims; /* of a row that was made: the cells it has no value for have their usual ones */
  guint     n_values;
  int      *columns;
  MitValue *values;
} MitBatchOp;

/** MitBatchAction: An action as it stands in a batch. */
typedef struct
{
  MitId  device;
  gint64 made_at;
  char  *actor;
  char  *one;
  char  *many;
  gint64 amount;
  guint  n_ops;
} MitBatchAction;

/** MitBatchErasure: A row that was erased. */
typedef struct
{
  MitId    row;
  gboolean is_person;
  gint64   erased_at;
} MitBatchErasure;

/** MitBatchReader: Reads a batch from front to back. On the stack. */
typedef struct
{
  MitWireReader wire;
  char         *previous;
  GPtrArray    *covered;
  GArray       *epochs;   /* of guint32 */
  GByteArray   *keys;     /* as many, one behind the other */
  GArray       *erasures; /* of MitBatchErasure */
  GArray       *devices;  /* of MitId */
  GArray       *ids;
  guint         n_actions;
  gint64        stamp;  /* of the operation before */
  gint64        number; /* of the id before */
  /* Of the operation read last. */
  GArray *columns;
  GArray *values;
} MitBatchReader;

gboolean mit_batch_reader_init (MitBatchReader *self, GBytes *payload, GError **error);
void     mit_batch_reader_clear (MitBatchReader *self);
gboolean mit_batch_reader_next_action (MitBatchReader *self, MitBatchAction *action, GError **error);
gboolean mit_batch_reader_next_op (MitBatchReader *self, MitBatchOp *op, GError **error);
gboolean mit_batch_reader_is_done (MitBatchReader *self, GError **error);
void     mit_batch_action_clear (MitBatchAction *action);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitBatchReader, mit_batch_reader_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitBatchAction, mit_batch_action_clear)

G_END_DECLS
