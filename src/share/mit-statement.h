// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-batch.h"

G_BEGIN_DECLS

/*
 * A row that a district has signed, in the exchange where anybody may write. Its id follows from its content, among which is
 * the signer's key; so nobody can change it, nor make another one in its place, and it does not matter by whom it comes.
 * What it refers to it names by id; to take it back, its signer says so in another one.
 */

#define MIT_STATEMENT_PUBLIC_SIZE 32
#define MIT_STATEMENT_PRIVATE_SIZE 64
#define MIT_STATEMENT_SIGNATURE_SIZE 64

void     mit_statement_make_keys (guint8 public_key[MIT_STATEMENT_PUBLIC_SIZE], guint8 private_key[MIT_STATEMENT_PRIVATE_SIZE]);
gboolean mit_statement_insert (MitDb *db, int table, MitValue *values, const guint8 private_key[MIT_STATEMENT_PRIVATE_SIZE], MitId *id, GError **error);
gboolean mit_statement_is_genuine (const MitCellTable *table, const MitBatchOp *op);

G_END_DECLS
