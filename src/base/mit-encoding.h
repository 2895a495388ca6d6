// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MitEncoding: The encodings that German office software writes text files in. */
typedef enum
{
  MIT_ENCODING_UTF8,
  MIT_ENCODING_WINDOWS_1252,
  MIT_ENCODING_UTF16LE,
  MIT_ENCODING_UTF16BE,
  MIT_ENCODING_MAC_ROMAN,
} MitEncoding;

#define MIT_N_ENCODINGS 5

const char *mit_encoding_name (MitEncoding encoding);
MitEncoding mit_encoding_guess (GBytes *bytes);
char       *mit_encoding_read (GBytes *bytes, MitEncoding encoding, gsize *length, gboolean *lossy);

G_END_DECLS
