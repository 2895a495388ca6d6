// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-share-state.h"

G_BEGIN_DECLS

/* For the files of this folder: what one look at the share consists of. Each part returns FALSE with @error to end it. */

/** MitPass: One look at the share, from front to back. On the stack. */
typedef struct
{
  MitStore             *store;
  MitVessel            *vessel;
  const MitSharePolicy *policy;
  MitShareState         state;
  MitShareReport       *report;
  GPtrArray            *names; /* what is there */
  GHashTable           *there; /* the same as a set */
  GHashTable           *known; /* name → MitParcelState */
  gboolean              has_new_key;
  gboolean              wants_snapshot;
  gboolean              is_erasing; /* what is covered goes at once */
} MitPass;

int      mit_pass_state_of (MitPass *self, const char *name);
gboolean mit_pass_has (MitPass *self, const char *name);
gboolean mit_pass_note_covered (MitDb *db, MitPass *pass, GPtrArray *covered, const char *snapshot, GError **error);
void     mit_pass_add_names (MitPass *self, GPtrArray *records);

/* mit-share-incoming.c */
gboolean mit_pass_read_keys (MitPass *self, GError **error);
gboolean mit_pass_read_heads (MitPass *self, GError **error);
gboolean mit_pass_read_batches (MitPass *self, const char *ending, GError **error);
gboolean mit_pass_fold_in_copies (MitPass *self, GError **error);

/* mit-share-outgoing.c; those that take a connection run within a transaction */
GBytes  *mit_pass_seal (MitPass *self, MitParcelKind kind, GBytes *payload);
gboolean mit_pass_prepare (MitDb *db, gpointer pass, GError **error);
gboolean mit_pass_bind (MitDb *db, gpointer pass, GError **error);
gboolean mit_pass_bind_snapshot (MitDb *db, gpointer pass, GError **error);
gboolean mit_pass_put_outgoing (MitPass *self, GError **error);

/* mit-share-blobs.c */
gboolean mit_pass_exchange_blobs (MitPass *self, GError **error);

/* mit-share-tidy.c */
gboolean mit_pass_note_seen (MitDb *db, gpointer pass, GError **error);
gboolean mit_pass_consider_snapshot (MitPass *self, GError **error);
gboolean mit_pass_remove_covered (MitPass *self, GError **error);

G_END_DECLS
