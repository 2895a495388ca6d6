// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-keyring.h"

G_BEGIN_DECLS

/** MitSlotType: How a slot is opened. The numbers are in the files. */
typedef enum
{
  MIT_SLOT_PASSPHRASE = 1, /* by a person */
  MIT_SLOT_DEVICE = 2,     /* by a register that has joined, without anybody typing anything */
  MIT_SLOT_RECOVERY = 3,   /* by the code that lies in the safe */
} MitSlotType;

/**
 * MitSlot: One way to the key of an epoch: a pair of keys, of which the private one is locked with a secret, and the
 * epoch's key sealed for the public one. So the others can hand on a new key without knowing anybody's passphrase.
 */
typedef struct
{
  MitSlotType type;
  guint32     epoch;
  MitId       id;    /* the same in all epochs */
  MitId       owner; /* of a device: the slot of the person who let it in */
  char       *label; /* the person's name, or the device's; never in the clear on the share */
} MitSlot;

/** MitSlotCost: What it takes to try one passphrase, for Argon2id: passes and bytes. */
typedef struct
{
  guint64 passes;
  guint64 bytes;
} MitSlotCost;

#define MIT_SLOT_PUBLIC_SIZE 32
#define MIT_SLOT_PRIVATE_SIZE 32

void     mit_slot_free (MitSlot *slot);
void     mit_slot_set_cost (const MitSlotCost *cost);
GBytes  *mit_slot_make (const MitKeyring *keyring, MitSlotType type, const MitId *id, const char *label, const char *secret, GError **error);
GBytes  *mit_slot_make_for_device (const MitKeyring *keyring, const MitId *id, const char *label, const MitId *owner, const guint8 public_key[MIT_SLOT_PUBLIC_SIZE]);
GBytes  *mit_slot_renew (GBytes *bytes, const MitKeyring *keyring, GError **error);
MitSlot *mit_slot_read (GBytes *bytes, const MitKeyring *keyring, GError **error);
gboolean mit_slot_unlock (GBytes *bytes, const char *secret, MitKeyring **keyring, GError **error);
gboolean mit_slot_unlock_for_device (GBytes *bytes, const guint8 public_key[MIT_SLOT_PUBLIC_SIZE], const guint8 private_key[MIT_SLOT_PRIVATE_SIZE], MitKeyring *keyring);
void     mit_slot_make_pair (guint8 public_key[MIT_SLOT_PUBLIC_SIZE], guint8 private_key[MIT_SLOT_PRIVATE_SIZE]);

char    *mit_recovery_code_new (void);
gboolean mit_recovery_code_is_one (const char *text);
gboolean mit_recovery_code_parse (const char *text, guint8 code[20]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitSlot, mit_slot_free)

G_END_DECLS
