// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-db.h>

G_BEGIN_DECLS

/*
 * Numbers, texts and values as they stand in records: small numbers take few bytes, everything has its length in front.
 */

void mit_wire_put_byte (GByteArray *out, guint8 value);
void mit_wire_put_number (GByteArray *out, guint64 value);
void mit_wire_put_signed (GByteArray *out, gint64 value);
void mit_wire_put_fixed (GByteArray *out, guint64 value, int n_bytes);
void mit_wire_put_raw (GByteArray *out, gconstpointer data, gsize size);
void mit_wire_put_bytes (GByteArray *out, gconstpointer data, gsize size);
void mit_wire_put_text (GByteArray *out, const char *text);

/**
 * MitWireReader: Reads bytes that nobody vouches for. It never reads past the end: from the first mistake on, it has failed,
 * and all it gives is nothing. On the stack.
 */
typedef struct
{
  const guint8 *next;
  const guint8 *end;
  gboolean      failed;
} MitWireReader;

void          mit_wire_reader_init (MitWireReader *self, GBytes *bytes);
guint8        mit_wire_get_byte (MitWireReader *self);
guint64       mit_wire_get_number (MitWireReader *self);
gint64        mit_wire_get_signed (MitWireReader *self);
guint64       mit_wire_get_fixed (MitWireReader *self, int n_bytes);
const guint8 *mit_wire_get_raw (MitWireReader *self, gsize size);
const guint8 *mit_wire_get_bytes (MitWireReader *self, gsize *size);
char         *mit_wire_get_text (MitWireReader *self, gsize limit);
gsize         mit_wire_get_count (MitWireReader *self, gsize least_bytes_each);
gboolean      mit_wire_reader_is_done (MitWireReader *self);

G_END_DECLS
