// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-parcel.h"
#include "mit-share.h"

G_BEGIN_DECLS

/* For the files of this folder: what a register keeps of a shared database, and the parcels it knows. */

/** MitParcelState: How far a record is; in the register. */
typedef enum
{
  MIT_PARCEL_OUTGOING = 1,
  MIT_PARCEL_PUBLISHED = 2,
  MIT_PARCEL_APPLIED = 3,
  MIT_PARCEL_COVERED = 4,
  MIT_PARCEL_UNREADABLE = 5, /* whole, and wrong */
  MIT_PARCEL_BROKEN = 6,     /* not whole, or not yet; seen_at is when that was found */
} MitParcelState;

/** MitShareState: Read at the beginning of a pass. On the stack. */
typedef struct
{
  MitScope    scope;
  char       *place;
  MitKeyring *keyring;
  MitId       device;
  char       *device_name;
  gboolean    has_pair;
  guint8      public_key[MIT_SLOT_PUBLIC_SIZE];
  guint8      private_key[MIT_SLOT_PRIVATE_SIZE];
  gint64      counter;
  gint64      head_at;
} MitShareState;

gboolean mit_share_state_load (MitShareState *self, MitStore *store, MitScope scope, GError **error);
void     mit_share_state_clear (MitShareState *self);
gboolean mit_share_state_write (MitDb *db, const MitShareState *self, GError **error);
gboolean mit_share_state_write_keys (MitDb *db, const MitShareState *self, GError **error);

gboolean   mit_parcel_note (MitDb *db, MitScope scope, const char *name, MitParcelKind kind, MitParcelState state, gsize size, GBytes *data, GError **error);
GPtrArray *mit_share_read_slots (MitVessel *vessel, GPtrArray *names, GError **error);
gboolean   mit_share_check_place (MitVessel *vessel, GPtrArray *names, const MitId *dataset, GError **error);
void       mit_record_add (GPtrArray *records, const char *name, GBytes *bytes);
GBytes    *mit_head_write (MitDb *db, const MitShareState *state);
gboolean   mit_head_read (MitDb *db, MitScope scope, GBytes *payload, const MitId *device, gboolean *older, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitShareState, mit_share_state_clear)

G_END_DECLS
