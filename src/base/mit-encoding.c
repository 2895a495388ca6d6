// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-encoding.h"

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

/**
 * mit_encoding_guess:
 *
 * Byte order mark, then valid UTF-8, then Windows-1252, in this order and without statistics, which fail on the few
 * umlauts of a short list.
 */
MitEncoding
mit_encoding_guess (GBytes *bytes)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  MitEncoding encoding;

  if (mark_size (data, size, &encoding) > 0)
    return encoding;

  return g_utf8_validate_len (data ? data : "", size, NULL) ? MIT_ENCODING_UTF8 : MIT_ENCODING_WINDOWS_1252;
}

/**
 * mit_encoding_read:
 * @bytes: the whole file
 * @encoding: how to read it
 * @length: (out): bytes of the text
 * @lossy: (out): whether bytes that are no text in @encoding were replaced by U+FFFD
 *
 * Returns: (transfer full): valid UTF-8 without a byte order mark and without NULs
 */
char *
mit_encoding_read (GBytes *bytes, MitEncoding encoding, gsize *length, gboolean *lossy)
{
  gsize            size;
  const char      *data = g_bytes_get_data (bytes, &size);
  MitEncoding      marked;
  gsize            skip = mark_size (data, size, &marked);
  g_autofree char *text = NULL;

  if (skip > 0 && marked != encoding)
    skip = 0;
  data = data ? data + skip : "";
  size -= skip;

  if (encoding != MIT_ENCODING_UTF8)
    text = g_convert_with_fallback (data, (gssize) size, "UTF-8", names[encoding], "\uFFFD", NULL, length, NULL);
  *lossy = !text && !g_utf8_validate_len (data, size, NULL);
  if (!text)
    {
      text = g_utf8_make_valid (data, (gssize) size);
      *length = strlen (text);
    }
  else if (strlen (text) != *length)
    *length = strlen (text);

  return g_steal_pointer (&text);
}
