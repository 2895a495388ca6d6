// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-encoding.h"

#include <errno.h>
#include <string.h>

static const char *const names[MIT_N_ENCODINGS] = { "UTF-8", "Windows-1252", "UTF-16LE", "UTF-16BE", "Macintosh" };

static const struct
{
  MitEncoding encoding;
  const char *bytes;
  gsize       size;
} marks[] = {
  { MIT_ENCODING_UTF8, "\xef\xbb\xbf", 3 },
  { MIT_ENCODING_UTF16LE, "\xff\xfe", 2 },
  { MIT_ENCODING_UTF16BE, "\xfe\xff", 2 },
};

/** mit_encoding_name: The name by which iconv and people know it. */
const char *
mit_encoding_name (MitEncoding encoding)
{
  return names[encoding];
}

static gsize
mark_size (const char *data, gsize size, MitEncoding *encoding)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (size >= marks[i].size && memcmp (data, marks[i].bytes, marks[i].size) == 0)
      {
        *encoding = marks[i].encoding;
        return marks[i].size;
      }

  return 0;
}

/* A table begins with two letters or digits; in UTF-16 every other byte of them is zero. */
static gboolean
is_utf16_without_mark (const char *data, gsize size, MitEncoding *encoding)
{
  if (size < 4 || size % 2 != 0)
    return FALSE;
  *encoding = data[0] ? MIT_ENCODING_UTF16LE : MIT_ENCODING_UTF16BE;

  return data[0] ? data[2] && !data[1] && !data[3] : data[1] && data[3] && !data[2];
}

/* A stray zero is not what decides about the umlauts of the whole file. */
static gboolean
is_utf8 (const char *data, gsize size)
{
  const char *end = data + size;

  while (data < end)
    {
      if (g_utf8_validate_len (data, (gsize) (end - data), &data))
        return TRUE;
      if (*data != '\0')
        return FALSE;
      data++;
    }

  return TRUE;
}

/**
 * mit_encoding_guess:
 *
 * Byte order mark, then the zeros of UTF-16, then valid UTF-8, then Windows-1252, in this order and without statistics,
 * which fail on the few umlauts of a short list.
 */
MitEncoding
mit_encoding_guess (GBytes *bytes)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  MitEncoding encoding;

  if (mark_size (data, size, &encoding) > 0)
    return encoding;

  if (!data || is_utf16_without_mark (data, size, &encoding))
    return data ? encoding : MIT_ENCODING_UTF8;

  return is_utf8 (data, size) ? MIT_ENCODING_UTF8 : MIT_ENCODING_WINDOWS_1252;
}

#define LOST "\uFFFD"

/* One byte that is no letter in @encoding must not take the umlauts of all others with it. */
static void
convert (GString *text, const char *data, gsize size, const char *encoding, gboolean *lossy)
{
  GIConv converter = g_iconv_open ("UTF-8", encoding);
  gsize  unit = g_str_has_prefix (encoding, "UTF-16") ? 2 : 1;

  g_return_if_fail (converter != (GIConv) -1);

  while (size > 0)
    {
      char  buffer[4096];
      char *in = (char *) data, *out = buffer;
      gsize left = size, room = sizeof buffer;
      gsize done = g_iconv (converter, &in, &left, &out, &room);
      int   code = errno;

      g_string_append_len (text, buffer, out - buffer);
      data = in;
      size = left;
      if (done == (gsize) -1 && code != E2BIG)
        {
          gsize bad = MIN (unit, size);

          g_string_append (text, LOST);
          *lossy = TRUE;
          data += bad;
          size -= bad;
          g_iconv (converter, NULL, NULL, NULL, NULL);
        }
    }
  g_iconv_close (converter);
}

/* A zero would end the text for everybody who reads it; what stands behind it would be lost without a word. */
static char *
without_zeros (const char *data, gsize size, gsize *length, gboolean *lossy)
{
  GString *text = g_string_sized_new (size);

  for (const char *end = data + size; data < end;)
    {
      gsize run = strnlen (data, (gsize) (end - data));

      g_string_append_len (text, data, (gssize) run);
      data += run;
      if (data < end)
        {
          g_string_append (text, LOST);
          *lossy = TRUE;
          data++;
        }
    }
  *length = text->len;

  return g_string_free_and_steal (text);
}
static char *
read_utf8 (const char *data, gsize size, gsize *length, gboolean *lossy)
{
  g_autofree char *text = without_zeros (data, size, length, lossy);
  char            *valid;

  if (g_utf8_validate_len (text, *length, NULL))
    return g_steal_pointer (&text);
  *lossy = TRUE;
  valid = g_utf8_make_valid (text, (gssize) *length);
  *length = strlen (valid);

  return valid;
}

/**
 * mit_encoding_read:
 * @bytes: the whole file
 * @encoding: how to read it
 * @length: (out): bytes of the text
 * @lossy: (out): whether bytes that are no text in @encoding were replaced by U+FFFD
 *
 * Returns: (transfer full): valid UTF-8 without a byte order mark; bytes that are no text, and zeros, are U+FFFD
 */
char *
mit_encoding_read (GBytes *bytes, MitEncoding encoding, gsize *length, gboolean *lossy)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  MitEncoding marked;
  gsize       skip = mark_size (data, size, &marked);
  g_autoptr (GString) text = NULL;

  if (skip > 0 && marked != encoding)
    skip = 0;
  data = data ? data + skip : "";
  size -= skip;

  *lossy = FALSE;
  if (encoding == MIT_ENCODING_UTF8)
    return read_utf8 (data, size, length, lossy);
  text = g_string_new (NULL);
  convert (text, data, size, names[encoding], lossy);

  return without_zeros (text->str, text->len, length, lossy);
}
