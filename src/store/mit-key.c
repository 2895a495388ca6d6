// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-key.h"

#include "mit-store-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

/* SQLCipher takes a raw key and a salt as x'…' in hexadecimal: 32 and 16 bytes. A key derived by Argon2id (RFC 9106) at
 * sodium's "moderate" cost, 256 MiB and three passes, stands in for SQLCipher's own PBKDF2. The salt is the one that
 * SQLCipher keeps in the first 16 bytes of the file anyway, so a register stays one file that can be copied as it is. */
#define KEY_SIZE 32
#define TEXT_SIZE (2 + 2 * (KEY_SIZE + MIT_KEY_SALT_SIZE) + 2)

struct _MitKey
{
  guint8 key[KEY_SIZE];
  guint8 salt[MIT_KEY_SALT_SIZE];
};

/** mit_key_init: Call once, first, in every process. */
void
mit_key_init (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium does not start");
}

static guint64 cost_passes = crypto_pwhash_OPSLIMIT_MODERATE;
static gsize   cost_bytes = crypto_pwhash_MEMLIMIT_MODERATE;

/** mit_key_set_cost: For tests: what a passphrase costs to try. A register opens only at the cost that it was made with. */
void
mit_key_set_cost (guint64 passes, gsize bytes)
{
  cost_passes = passes;
  cost_bytes = bytes;
}

static MitKey *
allocate (void)
{
  MitKey *key = sodium_malloc (sizeof *key);

  if (!key)
    g_error ("No memory that can be locked is left");

  return key;
}

/**
 * mit_key_from_passphrase:
 * @passphrase: UTF-8; compared in its composed form (NFC), so that every keyboard gives the same key
 * @salt: of the register
 *
 * Takes about half a second and 256 MiB on purpose. Thread: any; not the main thread of a window.
 *
 * Returns: (transfer full) (nullable): the key, or %NULL with @error if there is not enough memory
 */
MitKey *
mit_key_from_passphrase (const char *passphrase, const guint8 salt[MIT_KEY_SALT_SIZE], GError **error)
{
  g_autoptr (MitKey) key = allocate ();
  char *plain = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC);
  int   failed = -1;

  memcpy (key->salt, salt, MIT_KEY_SALT_SIZE);
  if (plain)
    {
      failed = crypto_pwhash (key->key, KEY_SIZE, plain, strlen (plain), salt, cost_passes, cost_bytes, crypto_pwhash_ALG_ARGON2ID13);
      sodium_memzero (plain, strlen (plain));
      g_free (plain);
    }
  if (failed)
    {
      g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_FAILED,
                           _ ("This computer has too little free memory to open the register. Close other programs and try again."));
      return NULL;
    }

  return g_steal_pointer (&key);
}

/** mit_key_new_random: A key for a register that is not kept, as tests make them. Returns: (transfer full) */
MitKey *
mit_key_new_random (void)
{
  MitKey *key = allocate ();

  randombytes_buf (key, sizeof *key);

  return key;
}

/** mit_key_copy: Returns: (transfer full) */
MitKey *
mit_key_copy (const MitKey *key)
{
  MitKey *copy = allocate ();

  memcpy (copy, key, sizeof *copy);

  return copy;
}

/** mit_key_make_salt: Random bytes for a new register. */
void
mit_key_make_salt (guint8 salt[MIT_KEY_SALT_SIZE])
{
  randombytes_buf (salt, MIT_KEY_SALT_SIZE);
}

/** mit_key_read_salt: The salt of a register that is there; with a sentence if none is. */
gboolean
mit_key_read_salt (const char *path, guint8 salt[MIT_KEY_SALT_SIZE], GError **error)
{
  g_autofd int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  GStatBuf     status;

  if (fd < 0)
    {
      if (errno == ENOENT || errno == ENOTDIR)
        g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_NOT_FOUND,
                             _ ("There is no register at this place any more. It may have been moved or renamed, or the drive is not connected."));
      else
        g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_READ_ONLY,
                             _ ("The register cannot be read: this account has no right to. Ask whoever looks after the computer."));
      return FALSE;
    }
  /* SQLCipher writes whole pages of 4096 bytes. */
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size < 4096 || status.st_size % 4096 != 0 ||
      read (fd, salt, MIT_KEY_SALT_SIZE) != MIT_KEY_SALT_SIZE)
    {
      g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_DAMAGED,
                           _ ("This file is not a register, or not a whole one. If it was copied, copy it again; otherwise go on with the latest backup."));
      return FALSE;
    }

  return TRUE;
}

/**
 * mit_key_to_text:
 *
 * For the keyring of the desktop, and for nothing else.
 *
 * Returns: (transfer full): free with mit_key_free_text(), which wipes it
 */
char *
mit_key_to_text (const MitKey *key)
{
  char *text = g_malloc (2 * sizeof *key + 1);

  sodium_bin2hex (text, 2 * sizeof *key + 1, (const guint8 *) key, sizeof *key);

  return text;
}

/** mit_key_from_text: What mit_key_to_text() made. Returns: (transfer full) (nullable): %NULL if it is no key */
MitKey *
mit_key_from_text (const char *text)
{
  g_autoptr (MitKey) key = allocate ();
  gsize size;

  if (sodium_hex2bin ((guint8 *) key, sizeof *key, text, strlen (text), NULL, &size, NULL) != 0 || size != sizeof *key)
    return NULL;

  return g_steal_pointer (&key);
}

void
mit_key_free_text (char *text)
{
  sodium_memzero (text, strlen (text));
  g_free (text);
}

/** mit_key_apply: Give the key to a connection that was opened just now. Returns: whether it was taken */
gboolean
mit_key_apply (const MitKey *key, struct sqlite3 *handle)
{
  char *text = sodium_malloc (TEXT_SIZE);
  int   code;

  if (!text)
    return FALSE;
  memcpy (text, "x'", 2);
  sodium_bin2hex (text + 2, 2 * KEY_SIZE + 1, key->key, KEY_SIZE);
  sodium_bin2hex (text + 2 + 2 * KEY_SIZE, 2 * MIT_KEY_SALT_SIZE + 1, key->salt, MIT_KEY_SALT_SIZE);
  text[TEXT_SIZE - 2] = '\'';
  code = sqlite3_key_v2 (handle, "main", text, TEXT_SIZE - 1);
  sodium_free (text);

  return code == SQLITE_OK;
}

/** mit_key_free: Wipe and free. @key: (nullable) */
void
mit_key_free (MitKey *key)
{
  if (key)
    sodium_free (key);
}
