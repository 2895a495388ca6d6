// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-slot.h"

#include "mit-parcel.h"
#include "mit-share-error.h"
#include "mit-wire.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

/* Behind the header of every record:
 *   type 1 · nonce 24 · label 64, owner 16, their code 16 · passes 8 · bytes 8 · salt 16 · public key 32 ·
 *   nonce 24 · private key 32, its code 16 · the epoch's key 32 and the shared database's id 16, sealed, 48 ·
 *   epoch before 4, code made with its key 32 · code made with this epoch's key 32
 * The codes are over all that stands in front of them, so that nobody who only has the share can put a slot of theirs among
 * ours, or begin an epoch whose key they know. */
#define LABEL_SIZE 64
#define SALT_SIZE crypto_pwhash_SALTBYTES
#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define CODE_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES
#define INNER_SIZE (MIT_SHARE_KEY_SIZE + 16)
#define SEALED_SIZE (INNER_SIZE + crypto_box_SEALBYTES)
#define AUTH_SIZE 32
#define SLOT_SIZE (MIT_PARCEL_HEADER_SIZE + 1 + NONCE_SIZE + LABEL_SIZE + 16 + CODE_SIZE + 16 + SALT_SIZE + MIT_SLOT_PUBLIC_SIZE + NONCE_SIZE + \
                   MIT_SLOT_PRIVATE_SIZE + CODE_SIZE + SEALED_SIZE + 4 + AUTH_SIZE + AUTH_SIZE)

/* A file may ask for so much memory and so many passes, and no more. */
#define COST_BYTES_LIMIT ((guint64) 1024 * 1024 * 1024)
#define COST_PASSES_LIMIT ((guint64) 16)

static MitSlotCost cost = { crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE };

/* The parts of a slot's bytes. */
typedef struct
{
  MitParcelHeader header;
  MitSlotType     type;
  const guint8   *label_nonce;
  const guint8   *label;
  MitSlotCost     cost;
  const guint8   *salt;
  const guint8   *public_key;
  const guint8   *private_nonce;
  const guint8   *private_key;
  const guint8   *sealed;
  guint32         before;
  const guint8   *before_auth;
  const guint8   *auth;
} Parts;

void
mit_slot_free (MitSlot *slot)
{
  g_free (slot->label);
  g_free (slot);
}

/** mit_slot_set_cost: For tests: what slots made from now on cost to try. */
void
mit_slot_set_cost (const MitSlotCost *new_cost)
{
  cost = *new_cost;
}

/** mit_slot_make_pair: @public_key, @private_key: (out): of a device that joins */
void
mit_slot_make_pair (guint8 public_key[MIT_SLOT_PUBLIC_SIZE], guint8 private_key[MIT_SLOT_PRIVATE_SIZE])
{
  crypto_box_keypair (public_key, private_key);
}

static gboolean
take_apart (GBytes *bytes, Parts *parts, GError **error)
{
  MitWireReader reader;

  if (g_bytes_get_size (bytes) != SLOT_SIZE || !mit_parcel_peek (bytes, &parts->header, NULL) || parts->header.kind != MIT_PARCEL_KEY)
    {
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_PARTIAL, _ ("A key of the shared database is not whole yet."));
      return FALSE;
    }
  mit_wire_reader_init (&reader, bytes);
  mit_wire_get_raw (&reader, MIT_PARCEL_HEADER_SIZE);
  parts->type = mit_wire_get_byte (&reader);
  parts->label_nonce = mit_wire_get_raw (&reader, NONCE_SIZE);
  parts->label = mit_wire_get_raw (&reader, LABEL_SIZE + 16 + CODE_SIZE);
  parts->cost.passes = mit_wire_get_fixed (&reader, 8);
  parts->cost.bytes = mit_wire_get_fixed (&reader, 8);
  parts->salt = mit_wire_get_raw (&reader, SALT_SIZE);
  parts->public_key = mit_wire_get_raw (&reader, MIT_SLOT_PUBLIC_SIZE);
  parts->private_nonce = mit_wire_get_raw (&reader, NONCE_SIZE);
  parts->private_key = mit_wire_get_raw (&reader, MIT_SLOT_PRIVATE_SIZE + CODE_SIZE);
  parts->sealed = mit_wire_get_raw (&reader, SEALED_SIZE);
  parts->before = (guint32) mit_wire_get_fixed (&reader, 4);
  parts->before_auth = mit_wire_get_raw (&reader, AUTH_SIZE);
  parts->auth = mit_wire_get_raw (&reader, AUTH_SIZE);

  return TRUE;
}

static gboolean
derive_from_passphrase (const char *secret, const guint8 *salt, const MitSlotCost *price, guint8 key[32], GError **error)
{
  char *plain = g_utf8_normalize (secret, -1, G_NORMALIZE_NFC);
  int   failed = -1;

  if (plain)
    failed = crypto_pwhash (key, 32, plain, strlen (plain), salt, price->passes, price->bytes, crypto_pwhash_ALG_ARGON2ID13);
  if (plain)
    sodium_memzero (plain, strlen (plain));
  g_free (plain);
  if (failed)
    g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_FAILED,
                         _ ("This computer has too little free memory to try the passphrase. Close other programs and try again."));

  return !failed;
}

/* The code is random enough as it is; a passphrase has to be made dear to guess. */
static gboolean
derive (MitSlotType type, const char *secret, const guint8 *salt, const MitSlotCost *price, guint8 key[32], GError **error)
{
  guint8 code[20];

  if (type == MIT_SLOT_PASSPHRASE)
    return derive_from_passphrase (secret, salt, price, key, error);
  if (!mit_recovery_code_parse (secret, code))
    {
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_PASSPHRASE, _ ("There is a mistake in the recovery code. Compare it with the paper, group by group."));
      return FALSE;
    }
  crypto_generichash (key, 32, code, sizeof code, salt, SALT_SIZE);
  sodium_memzero (code, sizeof code);

  return TRUE;
}

static void
put_label (GByteArray *out, const MitKeyring *keyring, const char *label, const MitId *owner)
{
  guint8      key[MIT_SHARE_KEY_SIZE], nonce[NONCE_SIZE], plain[LABEL_SIZE + 16] = { 0 }, sealed[sizeof plain + CODE_SIZE];
  const char *end = label + MIN (strlen (label), (gsize) LABEL_SIZE);

  /* Cut between two characters, not within one. */
  while (end > label && (*end & 0xc0) == 0x80)
    end--;
  memcpy (plain, label, (gsize) (end - label));
  memcpy (plain + LABEL_SIZE, owner->bytes, 16);
  randombytes_buf (nonce, sizeof nonce);
  mit_keyring_derive (keyring, mit_keyring_epoch (keyring), MIT_KEY_FOR_SLOTS, key);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed, NULL, plain, sizeof plain, NULL, 0, NULL, nonce, key);
  sodium_memzero (key, sizeof key);
  mit_wire_put_raw (out, nonce, sizeof nonce);
  mit_wire_put_raw (out, sealed, sizeof sealed);
}

/* The id goes along because the private key belongs to one slot and no other. */
static void
put_private_key (GByteArray *out, const MitId *id, const guint8 *private_key, const guint8 key[32])
{
  guint8 nonce[NONCE_SIZE], wrapped[MIT_SLOT_PRIVATE_SIZE + CODE_SIZE];

  randombytes_buf (nonce, sizeof nonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt (wrapped, NULL, private_key, MIT_SLOT_PRIVATE_SIZE, id->bytes, sizeof id->bytes, NULL, nonce, key);
  mit_wire_put_raw (out, nonce, sizeof nonce);
  mit_wire_put_raw (out, wrapped, sizeof wrapped);
}

static void
put_epoch_key (GByteArray *out, const MitKeyring *keyring, const guint8 *public_key)
{
  guint8 plain[INNER_SIZE], sealed[SEALED_SIZE];

  memcpy (plain, mit_keyring_find (keyring, mit_keyring_epoch (keyring)), MIT_SHARE_KEY_SIZE);
  memcpy (plain + MIT_SHARE_KEY_SIZE, mit_keyring_dataset (keyring)->bytes, 16);
  crypto_box_seal (sealed, plain, sizeof plain, public_key);
  sodium_memzero (plain, sizeof plain);
  mit_wire_put_raw (out, sealed, sizeof sealed);
}

static void
make_auth (const MitKeyring *keyring, guint32 epoch, const guint8 *data, gsize size, guint8 auth[AUTH_SIZE])
{
  guint8 key[MIT_SHARE_KEY_SIZE];

  mit_keyring_derive (keyring, epoch, MIT_KEY_FOR_SLOTS, key);
  crypto_generichash (auth, AUTH_SIZE, data, size, key, sizeof key);
  sodium_memzero (key, sizeof key);
}

static GBytes *
finish (GByteArray *out, const MitKeyring *keyring)
{
  guint32 epoch = mit_keyring_epoch (keyring), before = mit_keyring_epoch_before (keyring, epoch);
  guint8  auth[AUTH_SIZE] = { 0 };

  mit_wire_put_fixed (out, before, 4);
  if (before > 0)
    make_auth (keyring, before, out->data, out->len, auth);
  mit_wire_put_raw (out, auth, sizeof auth);
  make_auth (keyring, epoch, out->data, out->len, auth);
  mit_wire_put_raw (out, auth, sizeof auth);
  g_assert (out->len == SLOT_SIZE);

  return g_byte_array_free_to_bytes (out);
}

static GByteArray *
begin (const MitKeyring *keyring, MitSlotType type, const MitId *id, const char *label, const MitId *owner)
{
  GByteArray     *out = g_byte_array_new ();
  MitParcelHeader header;

  mit_parcel_header_init (&header, MIT_PARCEL_KEY, keyring, id);
  mit_parcel_put_header (out, &header);
  mit_wire_put_byte (out, (guint8) type);
  put_label (out, keyring, label, owner);

  return out;
}

static void
put_cost (GByteArray *out, const MitSlotCost *price, const guint8 *salt)
{
  mit_wire_put_fixed (out, price->passes, 8);
  mit_wire_put_fixed (out, price->bytes, 8);
  mit_wire_put_raw (out, salt, SALT_SIZE);
}

/**
 * mit_slot_make:
 * @type: not %MIT_SLOT_DEVICE
 * @secret: the passphrase, or the recovery code
 *
 * Make a slot for the newest epoch. Takes half a second for a passphrase.
 *
 * Returns: (transfer full) (nullable): the record
 */
GBytes *
mit_slot_make (const MitKeyring *keyring, MitSlotType type, const MitId *id, const char *label, const char *secret, GError **error)
{
  static const MitId nobody;
  guint8             salt[SALT_SIZE], key[32], public_key[MIT_SLOT_PUBLIC_SIZE], private_key[MIT_SLOT_PRIVATE_SIZE];
  GByteArray        *out;

  randombytes_buf (salt, sizeof salt);
  if (!derive (type, secret, salt, &cost, key, error))
    return NULL;
  crypto_box_keypair (public_key, private_key);
  out = begin (keyring, type, id, label, &nobody);
  put_cost (out, &cost, salt);
  mit_wire_put_raw (out, public_key, sizeof public_key);
  put_private_key (out, id, private_key, key);
  put_epoch_key (out, keyring, public_key);
  sodium_memzero (key, sizeof key);
  sodium_memzero (private_key, sizeof private_key);

  return finish (out, keyring);
}

/** mit_slot_make_for_device: A slot whose private key stays in the device's register. @owner: the slot of the person who let it in. Returns: (transfer full) */
GBytes *
mit_slot_make_for_device (const MitKeyring *keyring, const MitId *id, const char *label, const MitId *owner, const guint8 public_key[MIT_SLOT_PUBLIC_SIZE])
{
  static const guint8      nothing[MIT_SLOT_PRIVATE_SIZE + CODE_SIZE + NONCE_SIZE];
  static const MitSlotCost free_of_cost;
  GByteArray              *out = begin (keyring, MIT_SLOT_DEVICE, id, label, owner);

  put_cost (out, &free_of_cost, nothing);
  mit_wire_put_raw (out, public_key, MIT_SLOT_PUBLIC_SIZE);
  mit_wire_put_raw (out, nothing, sizeof nothing);
  put_epoch_key (out, keyring, public_key);

  return finish (out, keyring);
}

static gboolean
is_ours (GBytes *bytes, const Parts *parts, const MitKeyring *keyring)
{
  guint8 auth[AUTH_SIZE];

  if (!mit_id_equal (&parts->header.dataset, mit_keyring_dataset (keyring)) || !mit_keyring_find (keyring, parts->header.epoch))
    return FALSE;
  make_auth (keyring, parts->header.epoch, g_bytes_get_data (bytes, NULL), SLOT_SIZE - AUTH_SIZE, auth);

  return sodium_memcmp (auth, parts->auth, AUTH_SIZE) == 0;
}

/** mit_slot_read: Returns: (transfer full) (nullable): what a slot is, if somebody who had the key has made it; else %NULL with @error */
MitSlot *
mit_slot_read (GBytes *bytes, const MitKeyring *keyring, GError **error)
{
  Parts  parts;
  guint8 key[MIT_SHARE_KEY_SIZE], plain[LABEL_SIZE + 16];
  int    failed;
  g_autoptr (MitSlot) slot = NULL;

  if (!take_apart (bytes, &parts, error))
    return NULL;
  if (!is_ours (bytes, &parts, keyring))
    {
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_FOREIGN, _ ("A key beside the shared database is none of its own."));
      return NULL;
    }
  mit_keyring_derive (keyring, parts.header.epoch, MIT_KEY_FOR_SLOTS, key);
  failed = crypto_aead_xchacha20poly1305_ietf_decrypt (plain, NULL, NULL, parts.label, sizeof plain + CODE_SIZE, NULL, 0, parts.label_nonce, key);
  sodium_memzero (key, sizeof key);
  if (failed)
    {
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_DAMAGED, _ ("A key of the shared database is damaged."));
      return NULL;
    }

  slot = g_new0 (MitSlot, 1);
  slot->type = parts.type;
  slot->epoch = parts.header.epoch;
  slot->id = parts.header.device;
  memcpy (slot->owner.bytes, plain + LABEL_SIZE, 16);
  slot->label = g_strndup ((const char *) plain, LABEL_SIZE);

  return g_steal_pointer (&slot);
}

/**
 * mit_slot_renew:
 * @keyring: with the key of the slot's epoch and of the newest one
 *
 * Hand the newest epoch's key to whoever opens @bytes.
 *
 * Returns: (transfer full) (nullable): the new record
 */
GBytes *
mit_slot_renew (GBytes *bytes, const MitKeyring *keyring, GError **error)
{
  g_autoptr (MitSlot) slot = mit_slot_read (bytes, keyring, error);
  Parts       parts;
  GByteArray *out;

  if (!slot || !take_apart (bytes, &parts, error))
    return NULL;
  out = begin (keyring, slot->type, &slot->id, slot->label, &slot->owner);
  put_cost (out, &parts.cost, parts.salt);
  mit_wire_put_raw (out, parts.public_key, MIT_SLOT_PUBLIC_SIZE);
  mit_wire_put_raw (out, parts.private_nonce, NONCE_SIZE);
  mit_wire_put_raw (out, parts.private_key, MIT_SLOT_PRIVATE_SIZE + CODE_SIZE);
  put_epoch_key (out, keyring, parts.public_key);

  return finish (out, keyring);
}

static gboolean
open_sealed (const Parts *parts, const guint8 *public_key, const guint8 *private_key, guint8 plain[INNER_SIZE])
{
  return crypto_box_seal_open (plain, parts->sealed, SEALED_SIZE, public_key, private_key) == 0 &&
         memcmp (plain + MIT_SHARE_KEY_SIZE, parts->header.dataset.bytes, 16) == 0;
}

static gboolean
open_private_key (const Parts *parts, const char *secret, guint8 private_key[MIT_SLOT_PRIVATE_SIZE], GError **error)
{
  guint8 key[32];
  int    failed;

  if (!derive (parts->type, secret, parts->salt, &parts->cost, key, error))
    return FALSE;
  failed = crypto_aead_xchacha20poly1305_ietf_decrypt (private_key, NULL, NULL, parts->private_key, MIT_SLOT_PRIVATE_SIZE + CODE_SIZE,
                                                       parts->header.device.bytes, 16, parts->private_nonce, key);
  sodium_memzero (key, sizeof key);
  if (failed)
    g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_PASSPHRASE, _ ("This is not the passphrase of anybody who takes part in the shared database. Please try again."));

  return !failed;
}

/**
 * mit_slot_unlock:
 * @secret: a passphrase, or a recovery code
 * @keyring: (inout): gets the slot's epoch; made if it is %NULL
 *
 * Try a secret on a slot; takes half a second for a passphrase. Thread: not the main one of a window.
 */
gboolean
mit_slot_unlock (GBytes *bytes, const char *secret, MitKeyring **keyring, GError **error)
{
  Parts    parts;
  guint8   private_key[MIT_SLOT_PRIVATE_SIZE], plain[INNER_SIZE];
  gboolean done;

  if (!take_apart (bytes, &parts, error))
    return FALSE;
  if (parts.cost.bytes > COST_BYTES_LIMIT || parts.cost.passes > COST_PASSES_LIMIT || parts.type == MIT_SLOT_DEVICE)
    {
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_DAMAGED, _ ("A key of the shared database is damaged."));
      return FALSE;
    }
  if (!open_private_key (&parts, secret, private_key, error))
    return FALSE;
  done = open_sealed (&parts, parts.public_key, private_key, plain);
  if (done && !*keyring)
    *keyring = mit_keyring_new (&parts.header.dataset);
  if (done)
    mit_keyring_add (*keyring, parts.header.epoch, plain);
  else
    g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_DAMAGED, _ ("A key of the shared database is damaged."));
  sodium_memzero (private_key, sizeof private_key);
  sodium_memzero (plain, sizeof plain);

  return done;
}

/* Somebody who knew the key before has handed on the new one. */
static gboolean
follows (GBytes *bytes, const Parts *parts, const MitKeyring *keyring)
{
  guint8 auth[AUTH_SIZE];

  if (mit_keyring_epoch (keyring) == 0)
    return TRUE;
  if (parts->before == 0 || !mit_keyring_find (keyring, parts->before))
    return FALSE;
  make_auth (keyring, parts->before, g_bytes_get_data (bytes, NULL), SLOT_SIZE - 2 * AUTH_SIZE, auth);

  return sodium_memcmp (auth, parts->before_auth, AUTH_SIZE) == 0;
}

/** mit_slot_unlock_for_device: Take the key out of a slot that was made for this device. Returns: whether it was */
gboolean
mit_slot_unlock_for_device (GBytes *bytes, const guint8 public_key[MIT_SLOT_PUBLIC_SIZE], const guint8 private_key[MIT_SLOT_PRIVATE_SIZE], MitKeyring *keyring)
{
  Parts    parts;
  guint8   plain[INNER_SIZE];
  gboolean done;

  if (!take_apart (bytes, &parts, NULL) || parts.type != MIT_SLOT_DEVICE || memcmp (parts.public_key, public_key, MIT_SLOT_PUBLIC_SIZE) != 0 ||
      !follows (bytes, &parts, keyring))
    return FALSE;
  done = open_sealed (&parts, public_key, private_key, plain);
  if (done)
    mit_keyring_add (keyring, parts.header.epoch, plain);
  sodium_memzero (plain, sizeof plain);

  return done;
}
