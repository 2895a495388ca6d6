// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-id.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

static void
fill_random (guint8 *bytes, size_t size)
{
  while (size > 0)
    {
      ssize_t got = getrandom (bytes, size, 0);

      if (got < 0 && errno != EINTR)
        g_error ("The system gives no random numbers: %s", g_strerror (errno));
      if (got > 0)
        {
          bytes += got;
          size -= (size_t) got;
        }
    }
}

static void
mark_version (MitId *id, guint8 version)
{
  id->bytes[6] = (guint8) ((id->bytes[6] & 0x0f) | (version << 4));
  id->bytes[8] = (guint8) ((id->bytes[8] & 0x3f) | 0x80);
}

/**
 * mit_id_new:
 *
 * Make a fresh identity: 48 bits of milliseconds since 1970, then a 12-bit count that keeps ids of one millisecond in
 * order, then 62 random bits (RFC 9562, section 5.7 with method 1 of 6.2).
 *
 * Thread: any.
 */
MitId
mit_id_new (void)
{
  static GMutex  mutex;
  static guint64 last_time;
  static guint16 count;
  guint64        now = (guint64) g_get_real_time () / 1000;
  MitId          id;

  fill_random (id.bytes, sizeof id.bytes);

  g_mutex_lock (&mutex);
  if (now > last_time)
    {
      last_time = now;
      count = 0;
    }
  else if (++count > 0x0fff)
    {
      last_time++;
      count = 0;
    }
  now = last_time;
  id.bytes[6] = (guint8) (count >> 8);
  id.bytes[7] = (guint8) count;
  g_mutex_unlock (&mutex);

  for (int i = 0; i < 6; i++)
    id.bytes[i] = (guint8) (now >> (8 * (5 - i)));
  mark_version (&id, 7);

  return id;
}

/**
 * mit_id_from_name:
 * @space: what kind of thing is named, "setting"
 * @name: its name within @space
 *
 * The same identity on every machine for a thing that there is once by its nature, such as a setting, so that two
 * machines that write it both write one row. A UUID version 8 (RFC 9562, section 5.8) from SHA-256.
 */
MitId
mit_id_from_name (const char *space, const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize  size = sizeof digest;
  MitId  id;

  g_checksum_update (checksum, (const guchar *) space, (gssize) strlen (space) + 1);
  g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name));
  g_checksum_get_digest (checksum, digest, &size);
  memcpy (id.bytes, digest, sizeof id.bytes);
  mark_version (&id, 8);

  return id;
}

/**
 * mit_id_parse:
 * @text: (nullable): 32 hexadecimal digits, with or without hyphens
 * @id: (out): the identity
 *
 * Returns: whether @text is an identity
 */
gboolean
mit_id_parse (const char *text, MitId *id)
{
  int digits = 0;

  for (const char *p = text ? text : ""; *p; p++)
    {
      int value = g_ascii_xdigit_value (*p);

      if (*p == '-')
        continue;
      if (value < 0 || digits == 32)
        return FALSE;
      if (digits % 2 == 0)
        id->bytes[digits / 2] = (guint8) (value << 4);
      else
        id->bytes[digits / 2] |= (guint8) value;
      digits++;
    }

  return digits == 32;
}

/** mit_id_to_string: The text form with hyphens. Returns: (transfer full) */
char *
mit_id_to_string (const MitId *id)
{
  GString *text = g_string_sized_new (MIT_ID_STRING_SIZE);

  for (int i = 0; i < 16; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        g_string_append_c (text, '-');
      g_string_append_printf (text, "%02x", id->bytes[i]);
    }

  return g_string_free_and_steal (text);
}

/** mit_id_is_nil: Whether no identity was ever set. */
gboolean
mit_id_is_nil (const MitId *id)
{
  static const MitId nil;

  return mit_id_equal (id, &nil);
}

gboolean
mit_id_equal (const MitId *a, const MitId *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes) == 0;
}

/** mit_id_hash: For GHashTable; the last bytes are the random ones. */
guint
mit_id_hash (gconstpointer id)
{
  guint hash;

  memcpy (&hash, ((const MitId *) id)->bytes + 12, sizeof hash);

  return hash;
}

/** mit_id_equal_ptr: mit_id_equal() for GHashTable. */
gboolean
mit_id_equal_ptr (gconstpointer a, gconstpointer b)
{
  return mit_id_equal (a, b);
}

/** mit_id_copy: Returns: (transfer full): a copy for g_free() */
MitId *
mit_id_copy (const MitId *id)
{
  return g_memdup2 (id, sizeof *id);
}
