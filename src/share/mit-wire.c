// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-wire.h"

#include <string.h>

void
mit_wire_put_byte (GByteArray *out, guint8 value)
{
  g_byte_array_append (out, &value, 1);
}

/** mit_wire_put_number: Seven bits to a byte, the lowest first. */
void
mit_wire_put_number (GByteArray *out, guint64 value)
{
  for (; value >= 0x80; value >>= 7)
    mit_wire_put_byte (out, (guint8) (value | 0x80));
  mit_wire_put_byte (out, (guint8) value);
}

/** mit_wire_put_signed: As mit_wire_put_number(), with the sign in the lowest bit. */
void
mit_wire_put_signed (GByteArray *out, gint64 value)
{
  mit_wire_put_number (out, ((guint64) value << 1) ^ (guint64) (value >> 63));
}

/** mit_wire_put_fixed: A number in so many bytes, the highest first. */
void
mit_wire_put_fixed (GByteArray *out, guint64 value, int n_bytes)
{
  for (int i = n_bytes - 1; i >= 0; i--)
    mit_wire_put_byte (out, (guint8) (value >> (8 * i)));
}

void
mit_wire_put_raw (GByteArray *out, gconstpointer data, gsize size)
{
  if (size > 0)
    g_byte_array_append (out, data, (guint) size);
}

void
mit_wire_put_bytes (GByteArray *out, gconstpointer data, gsize size)
{
  mit_wire_put_number (out, size);
  mit_wire_put_raw (out, data, size);
}

/** mit_wire_put_text: @text: (nullable): as "" */
void
mit_wire_put_text (GByteArray *out, const char *text)
{
  mit_wire_put_bytes (out, text, text ? strlen (text) : 0);
}

void
mit_wire_reader_init (MitWireReader *self, GBytes *bytes)
{
  gsize size;

  self->next = g_bytes_get_data (bytes, &size);
  /* Of no bytes there is no address, and none may be counted from. */
  if (!self->next)
    self->next = (const guint8 *) "";
  self->end = self->next + size;
  self->failed = FALSE;
}

/** mit_wire_get_raw: Returns: (transfer none) (nullable): so many bytes; %NULL if there are not as many */
const guint8 *
mit_wire_get_raw (MitWireReader *self, gsize size)
{
  const guint8 *data = self->next;

  if (self->failed || (gsize) (self->end - self->next) < size)
    {
      self->failed = TRUE;
      return NULL;
    }
  self->next += size;

  return data;
}

guint8
mit_wire_get_byte (MitWireReader *self)
{
  const guint8 *data = mit_wire_get_raw (self, 1);

  return data ? *data : 0;
}

guint64
mit_wire_get_number (MitWireReader *self)
{
  guint64 value = 0;

  for (int shift = 0; shift < 64; shift += 7)
    {
      guint8 byte = mit_wire_get_byte (self);

      if (shift == 63 && byte > 1)
        break;
      value |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return self->failed ? 0 : value;
    }
  self->failed = TRUE;

  return 0;
}

gint64
mit_wire_get_signed (MitWireReader *self)
{
  guint64 value = mit_wire_get_number (self);

  return (gint64) (value >> 1) ^ -(gint64) (value & 1);
}

guint64
mit_wire_get_fixed (MitWireReader *self, int n_bytes)
{
  guint64 value = 0;

  for (int i = 0; i < n_bytes; i++)
    value = value << 8 | mit_wire_get_byte (self);

  return self->failed ? 0 : value;
}

/** mit_wire_get_bytes: Returns: (transfer none) (nullable): bytes with their length in front */
const guint8 *
mit_wire_get_bytes (MitWireReader *self, gsize *size)
{
  guint64 length = mit_wire_get_number (self);

  *size = 0;
  if (length > (guint64) (self->end - self->next))
    {
      self->failed = TRUE;
      return NULL;
    }
  *size = (gsize) length;

  return mit_wire_get_raw (self, *size);
}

/** mit_wire_get_text: Returns: (transfer full): a text of at most @limit bytes, valid UTF-8 without an end inside; "" if it is not */
char *
mit_wire_get_text (MitWireReader *self, gsize limit)
{
  gsize         size;
  const guint8 *data = mit_wire_get_bytes (self, &size);

  if (!data || size > limit || !g_utf8_validate_len ((const char *) data, size, NULL))
    {
      self->failed = TRUE;
      return g_strdup ("");
    }

  return g_strndup ((const char *) data, size);
}

/** mit_wire_get_count: A number of things that take at least so many bytes each; more than can follow is a mistake, not a reason for memory. */
gsize
mit_wire_get_count (MitWireReader *self, gsize least_bytes_each)
{
  guint64 count = mit_wire_get_number (self);

  if (count > (guint64) (self->end - self->next) / least_bytes_each)
    {
      self->failed = TRUE;
      return 0;
    }

  return (gsize) count;
}

/** mit_wire_reader_is_done: Whether all was right and nothing is left. */
gboolean
mit_wire_reader_is_done (MitWireReader *self)
{
  return !self->failed && self->next == self->end;
}
