// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-batch.h"

G_BEGIN_DECLS

/** MitMerged: What a batch has brought. On the stack. */
typedef struct
{
  guint    n_applied; /* operations that show */
  guint    n_new;     /* operations that were not known before */
  guint    n_actions;
  guint    n_refused; /* operations in the exchange that nobody has signed, or somebody else */
  gboolean met_twin;  /* it was written under our own device's name: one of the two registers is a copy of the other */
  gboolean erased;
} MitMerged;

gint64   mit_device_find (MitDb *db, const MitId *id, GError **error);
MitId    mit_device_own (MitDb *db);
gboolean mit_device_renew (MitDb *db, gint64 before, GError **error);

gboolean mit_merge_pass_replaced (MitDb *db, GError **error);
gboolean mit_merge_take_up_kept (MitDb *db, GError **error);
gboolean mit_merge_apply (MitDb *db, GBytes *payload, MitScope scope, MitKeyring *keyring, GPtrArray *covered, MitMerged *merged, GError **error);

G_END_DECLS
