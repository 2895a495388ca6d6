// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-keyring.h"

#include <sodium.h>
#include <string.h>

typedef struct
{
  guint32 epoch;
  guint8  key[MIT_SHARE_KEY_SIZE];
} EpochKey;

struct _MitKeyring
{
  MitId      dataset;
  GPtrArray *keys; /* of EpochKey in sodium's memory */
};

G_STATIC_ASSERT (MIT_SHARE_KEY_SIZE == crypto_kdf_KEYBYTES);

/** mit_keyring_new: Returns: (transfer full): without any key yet */
MitKeyring *
mit_keyring_new (const MitId *dataset)
{
  MitKeyring *self = g_new (MitKeyring, 1);

  self->dataset = *dataset;
  self->keys = g_ptr_array_new_with_free_func (sodium_free);

  return self;
}

/** mit_keyring_copy: Returns: (transfer full) */
MitKeyring *
mit_keyring_copy (const MitKeyring *self)
{
  MitKeyring *copy = mit_keyring_new (&self->dataset);

  for (guint i = 0; i < self->keys->len; i++)
    {
      const EpochKey *key = self->keys->pdata[i];

      mit_keyring_add (copy, key->epoch, key->key);
    }

  return copy;
}

/** mit_keyring_free: @self: (nullable) */
void
mit_keyring_free (MitKeyring *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->keys);
  g_free (self);
}

/** mit_keyring_dataset: Whose keys they are. */
const MitId *
mit_keyring_dataset (const MitKeyring *self)
{
  return &self->dataset;
}

/** mit_keyring_add: Add the key of an epoch; one that is there already stays. */
void
mit_keyring_add (MitKeyring *self, guint32 epoch, const guint8 key[MIT_SHARE_KEY_SIZE])
{
  EpochKey *entry;

  if (mit_keyring_find (self, epoch))
    return;
  entry = sodium_malloc (sizeof *entry);
  if (!entry)
    g_error ("No memory that can be locked is left");
  entry->epoch = epoch;
  memcpy (entry->key, key, MIT_SHARE_KEY_SIZE);
  g_ptr_array_add (self->keys, entry);
}

/** mit_keyring_add_random: Begin a new epoch. Returns: its number */
guint32
mit_keyring_add_random (MitKeyring *self)
{
  guint32 epoch = mit_keyring_epoch (self) + 1;
  guint8  key[MIT_SHARE_KEY_SIZE];

  randombytes_buf (key, sizeof key);
  mit_keyring_add (self, epoch, key);
  sodium_memzero (key, sizeof key);

  return epoch;
}

/** mit_keyring_epoch: The newest epoch that there is a key for; 0 if there is none. */
guint32
mit_keyring_epoch (const MitKeyring *self)
{
  guint32 newest = 0;

  for (guint i = 0; i < self->keys->len; i++)
    newest = MAX (newest, ((const EpochKey *) self->keys->pdata[i])->epoch);

  return newest;
}

/** mit_keyring_epoch_before: The newest epoch before @epoch that there is a key for; 0 if there is none. */
guint32
mit_keyring_epoch_before (const MitKeyring *self, guint32 epoch)
{
  guint32 newest = 0;

  for (guint i = 0; i < self->keys->len; i++)
    {
      const EpochKey *key = self->keys->pdata[i];

      if (key->epoch < epoch)
        newest = MAX (newest, key->epoch);
    }

  return newest;
}

/** mit_keyring_find: Returns: (transfer none) (nullable): the key of an epoch */
const guint8 *
mit_keyring_find (const MitKeyring *self, guint32 epoch)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      const EpochKey *key = self->keys->pdata[i];

      if (key->epoch == epoch)
        return key->key;
    }

  return NULL;
}

/** mit_keyring_derive: @key: (out): for one purpose; wipe it after use. Returns: whether there is a key of that epoch */
gboolean
mit_keyring_derive (const MitKeyring *self, guint32 epoch, MitKeyPurpose purpose, guint8 key[MIT_SHARE_KEY_SIZE])
{
  const guint8 *root = mit_keyring_find (self, epoch);

  if (root)
    crypto_kdf_derive_from_key (key, MIT_SHARE_KEY_SIZE, purpose, "mitshare", root);

  return root != NULL;
}
