// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-id.h>

G_BEGIN_DECLS

/** MIT_SHARE_KEY_SIZE: Bytes of a key of a shared database. */
#define MIT_SHARE_KEY_SIZE 32

/**
 * MitKeyring: The keys of one shared database, one for each epoch: an epoch ends when somebody is removed. In memory that
 * is locked, guarded and wiped.
 */
typedef struct _MitKeyring MitKeyring;

/** MitKeyPurpose: Nothing is encrypted with an epoch's key itself; each purpose has one that is derived from it. */
typedef enum
{
  MIT_KEY_FOR_RECORDS = 1,
  MIT_KEY_FOR_BLOB_NAMES = 2,
  MIT_KEY_FOR_SLOTS = 3,
} MitKeyPurpose;

MitKeyring   *mit_keyring_new (const MitId *dataset);
MitKeyring   *mit_keyring_copy (const MitKeyring *self);
void          mit_keyring_free (MitKeyring *self);
const MitId  *mit_keyring_dataset (const MitKeyring *self);
void          mit_keyring_add (MitKeyring *self, guint32 epoch, const guint8 key[MIT_SHARE_KEY_SIZE]);
guint32       mit_keyring_add_random (MitKeyring *self);
guint32       mit_keyring_epoch (const MitKeyring *self);
guint32       mit_keyring_epoch_before (const MitKeyring *self, guint32 epoch);
const guint8 *mit_keyring_find (const MitKeyring *self, guint32 epoch);
gboolean      mit_keyring_derive (const MitKeyring *self, guint32 epoch, MitKeyPurpose purpose, guint8 key[MIT_SHARE_KEY_SIZE]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitKeyring, mit_keyring_free)

G_END_DECLS
