// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-store.h"

G_BEGIN_DECLS

/** MitUndone: What was taken back. */
typedef struct
{
  gint64 tx;
  char  *label; /* what the action was called, in the user's language */
  gint64 kept;  /* values that were changed again since, and stay */
} MitUndone;

void       mit_undone_clear (MitUndone *undone);
gint64     mit_undo_last_tx (MitDb *db);
char      *mit_undo_label (MitDb *db, gint64 tx);
char      *mit_undo_describe (MitDb *db, gint64 undoing);
gint64     mit_undo_last_undone (MitDb *db);
gboolean   mit_undo (MitDb *db, gint64 tx, MitUndone *undone, GError **error);
gboolean   mit_store_undo_sync (MitStore *store, gint64 tx, MitUndone *undone, GError **error);
DexFuture *mit_store_undo (MitStore *store, gint64 tx);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitUndone, mit_undone_clear)

G_END_DECLS
