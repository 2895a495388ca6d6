// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"

#include "mit-test-register.h"

#include <mit-parcel.h>
#include <mit-slot.h>

/* Any file that may lie in the folder of a shared database. */

static MitKeyring *keyring;

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  MitSlotCost cheap = { 1, 8192 };
  MitId       dataset = { { 0 } };
  guint8      key[MIT_SHARE_KEY_SIZE] = { 1 };

  mit_test_init (argc, argv);
  mit_slot_set_cost (&cheap);
  keyring = mit_keyring_new (&dataset);
  mit_keyring_add (keyring, 1, key);

  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autofree char *name = mit_parcel_name (bytes);
  MitParcelHeader  header;
  g_autoptr (GBytes) payload = mit_parcel_open (bytes, keyring, &header, NULL);
  g_autoptr (MitSlot) slot = mit_slot_read (bytes, keyring, NULL);
  g_autoptr (MitKeyring) found = NULL;
  guint8 public_key[MIT_SLOT_PUBLIC_SIZE] = { 1 }, private_key[MIT_SLOT_PRIVATE_SIZE] = { 1 };

  mit_slot_unlock (bytes, "vier Worte", &found, NULL);
  mit_slot_unlock_for_device (bytes, public_key, private_key, keyring);

  return 0;
}
