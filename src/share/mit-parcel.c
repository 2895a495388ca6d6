// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-parcel.h"

#include "mit-share-error.h"
#include "mit-wire.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

/* The header, then libsodium's secretstream: its own header, and chunks of 64 KiB, the last one marked. What is in it: the
 * length as it was, the length deflated, the deflated bytes, and zeros up to the next 4 KiB, so that the size of a record
 * does not tell how much somebody has done. */
#define CHUNK_SIZE ((gsize) 64 * 1024)
#define BUCKET_SIZE ((gsize) 4096)
#define STREAM_HEADER_SIZE crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define STREAM_TAG_SIZE crypto_secretstream_xchacha20poly1305_ABYTES

/* Nothing that inflates to more than this is taken for a record; see MIT_RECORD_LIMIT. */
#define PAYLOAD_LIMIT ((guint64) 1024 * 1024 * 1024)

/* Of the bytes of a record, for its name: as good as the whole hash, and the name stays below 64 characters. */
#define NAME_BYTES 28

static const char magic[] = "MITM";

#define MAGIC_SIZE (sizeof magic - 1)

/** mit_parcel_header_init: For a record that this device writes now. */
void
mit_parcel_header_init (MitParcelHeader *header, MitParcelKind kind, const MitKeyring *keyring, const MitId *device)
{
  *header = (MitParcelHeader) {
    .kind = kind,
    .format = MIT_PARCEL_FORMAT,
    .min_reader = 1,
    .epoch = mit_keyring_epoch (keyring),
    .dataset = *mit_keyring_dataset (keyring),
    .device = *device,
  };
}

void
mit_parcel_put_header (GByteArray *out, const MitParcelHeader *header)
{
  mit_wire_put_raw (out, magic, MAGIC_SIZE);
  mit_wire_put_byte (out, (guint8) header->kind);
  mit_wire_put_fixed (out, header->format, 2);
  mit_wire_put_fixed (out, header->min_reader, 2);
  mit_wire_put_fixed (out, header->epoch, 4);
  mit_wire_put_raw (out, header->dataset.bytes, sizeof header->dataset.bytes);
  mit_wire_put_raw (out, header->device.bytes, sizeof header->device.bytes);
}

static void
set_partial (GError **error)
{
  g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_PARTIAL,
                       _ ("A record of the shared database is not whole yet. It is read again as soon as it is."));
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_DAMAGED,
                       _ ("A record of the shared database is damaged. It is left out; whoever wrote it will put it back."));
}

/**
 * mit_parcel_peek:
 * @header: (out): what stands in front
 *
 * Recognise a record by what is in it, whatever it is called.
 */
gboolean
mit_parcel_peek (GBytes *sealed, MitParcelHeader *header, GError **error)
{
  MitWireReader reader;
  const guint8 *start, *dataset, *device;

  mit_wire_reader_init (&reader, sealed);
  start = mit_wire_get_raw (&reader, MAGIC_SIZE);
  header->kind = mit_wire_get_byte (&reader);
  header->format = (guint16) mit_wire_get_fixed (&reader, 2);
  header->min_reader = (guint16) mit_wire_get_fixed (&reader, 2);
  header->epoch = (guint32) mit_wire_get_fixed (&reader, 4);
  dataset = mit_wire_get_raw (&reader, sizeof header->dataset.bytes);
  device = mit_wire_get_raw (&reader, sizeof header->device.bytes);
  if (reader.failed || memcmp (start, magic, MAGIC_SIZE) != 0)
    {
      set_partial (error);
      return FALSE;
    }
  memcpy (header->dataset.bytes, dataset, sizeof header->dataset.bytes);
  memcpy (header->device.bytes, device, sizeof header->device.bytes);

  return TRUE;
}

static GBytes *
pack (GBytes *payload)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 6);
  g_autoptr (GBytes) deflated = g_converter_convert_bytes (G_CONVERTER (compressor), payload, NULL);
  GByteArray   *out = g_byte_array_new ();
  gsize         size;
  gconstpointer data = g_bytes_get_data (deflated, &size);

  mit_wire_put_fixed (out, g_bytes_get_size (payload), 8);
  mit_wire_put_fixed (out, size, 8);
  mit_wire_put_raw (out, data, size);
  while (out->len % BUCKET_SIZE != 0)
    mit_wire_put_byte (out, 0);

  return g_byte_array_free_to_bytes (out);
}

/* Never makes more than was announced, and never more than the limit. */
static GBytes *
inflate (const guint8 *data, gsize size, gsize length)
{
  g_autoptr (GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  g_autofree guint8 *out = g_try_malloc (length + 1);
  gsize              used = 0, made = 0;
  GConverterResult   result = G_CONVERTER_CONVERTED;

  while (out && result == G_CONVERTER_CONVERTED && made <= length)
    {
      gsize n_read = 0, n_written = 0;

      result = g_converter_convert (G_CONVERTER (decompressor), data + used, size - used, out + made, length + 1 - made,
                                    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
      used += n_read;
      made += n_written;
    }
  if (!out || result != G_CONVERTER_FINISHED || made != length || used != size)
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&out), length);
}

static GBytes *
unpack (GBytes *packed, GError **error)
{
  MitWireReader reader;
  guint64       length, deflated;
  const guint8 *data;
  GBytes       *payload = NULL;

  mit_wire_reader_init (&reader, packed);
  length = mit_wire_get_fixed (&reader, 8);
  deflated = mit_wire_get_fixed (&reader, 8);
  data = deflated <= G_MAXSIZE ? mit_wire_get_raw (&reader, (gsize) deflated) : NULL;
  if (data && length <= PAYLOAD_LIMIT)
    payload = inflate (data, (gsize) deflated, (gsize) length);
  if (!payload)
    set_damaged (error);

  return payload;
}

static void
push (crypto_secretstream_xchacha20poly1305_state *state, GByteArray *out, GBytes *packed)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (packed, &size);
  guint8        head[MIT_PARCEL_HEADER_SIZE];
  guint8        chunk[CHUNK_SIZE + STREAM_TAG_SIZE];

  /* The header in front is sealed along with the first chunk. */
  memcpy (head, out->data, sizeof head);
  for (gsize at = 0; at < size; at += CHUNK_SIZE)
    {
      gsize    part = MIN (CHUNK_SIZE, size - at);
      gboolean is_last = at + part == size;

      crypto_secretstream_xchacha20poly1305_push (state, chunk, NULL, data + at, part, at == 0 ? head : NULL, at == 0 ? sizeof head : 0,
                                                  is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
      mit_wire_put_raw (out, chunk, part + STREAM_TAG_SIZE);
    }
}

/** mit_parcel_seal: Returns: (transfer full): the record, as it may lie anywhere */
GBytes *
mit_parcel_seal (const MitParcelHeader *header, const MitKeyring *keyring, GBytes *payload)
{
  crypto_secretstream_xchacha20poly1305_state state;
  g_autoptr (GBytes) packed = pack (payload);
  GByteArray *out = g_byte_array_new ();
  guint8      key[MIT_SHARE_KEY_SIZE];
  guint8      stream_header[STREAM_HEADER_SIZE];

  if (!mit_keyring_derive (keyring, header->epoch, MIT_KEY_FOR_RECORDS, key))
    g_error ("A record is sealed without a key");
  mit_parcel_put_header (out, header);
  crypto_secretstream_xchacha20poly1305_init_push (&state, stream_header, key);
  mit_wire_put_raw (out, stream_header, sizeof stream_header);
  push (&state, out, packed);
  sodium_memzero (key, sizeof key);
  sodium_memzero (&state, sizeof state);

  return g_byte_array_free_to_bytes (out);
}

/* Returns what was sealed; NULL if a byte of it is wrong, and *whole tells whether it went on to its last chunk. */
static GBytes *
pull (crypto_secretstream_xchacha20poly1305_state *state, MitWireReader *reader, const guint8 *header)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint8 chunk[CHUNK_SIZE];

  for (gboolean is_first = TRUE;; is_first = FALSE)
    {
      gsize              part = MIN (CHUNK_SIZE + STREAM_TAG_SIZE, (gsize) (reader->end - reader->next));
      const guint8      *data = mit_wire_get_raw (reader, part);
      unsigned long long size;
      guint8             tag;

      if (part < STREAM_TAG_SIZE ||
          crypto_secretstream_xchacha20poly1305_pull (state, chunk, &size, &tag, data, part, is_first ? header : NULL,
                                                      is_first ? MIT_PARCEL_HEADER_SIZE : 0) != 0)
        return NULL;
      mit_wire_put_raw (out, chunk, (gsize) size);
      if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL)
        break;
    }
  if (!mit_wire_reader_is_done (reader))
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static gboolean
check_header (const MitParcelHeader *header, const MitKeyring *keyring, GError **error)
{
  if (!mit_id_equal (&header->dataset, mit_keyring_dataset (keyring)))
    g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_FOREIGN, _ ("This belongs to another shared database."));
  else if (header->min_reader > MIT_PARCEL_FORMAT)
    g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_TOO_NEW,
                         _ ("A newer Mitmachen has written to the shared database. Update this computer; until then your changes stay here."));
  else if (!mit_keyring_find (keyring, header->epoch))
    g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_LOCKED_OUT,
                         _ ("The keys of the shared database were changed, and this device has none of the new ones. Join again with your passphrase for it."));
  else
    return TRUE;

  return FALSE;
}

/**
 * mit_parcel_open:
 * @header: (out): what stands in front
 *
 * Returns: (transfer full) (nullable): what was sealed, every byte of it verified; else %NULL with @error
 */
GBytes *
mit_parcel_open (GBytes *sealed, const MitKeyring *keyring, MitParcelHeader *header, GError **error)
{
  crypto_secretstream_xchacha20poly1305_state state;
  MitWireReader                               reader;
  const guint8                               *start, *stream_header;
  guint8                                      key[MIT_SHARE_KEY_SIZE];
  g_autoptr (GBytes) packed = NULL;

  if (!mit_parcel_peek (sealed, header, error) || !check_header (header, keyring, error))
    return NULL;
  mit_wire_reader_init (&reader, sealed);
  start = mit_wire_get_raw (&reader, MIT_PARCEL_HEADER_SIZE);
  stream_header = mit_wire_get_raw (&reader, STREAM_HEADER_SIZE);
  if (!stream_header)
    {
      set_partial (error);
      return NULL;
    }
  mit_keyring_derive (keyring, header->epoch, MIT_KEY_FOR_RECORDS, key);
  if (crypto_secretstream_xchacha20poly1305_init_pull (&state, stream_header, key) == 0)
    packed = pull (&state, &reader, start);
  sodium_memzero (key, sizeof key);
  sodium_memzero (&state, sizeof state);
  if (!packed)
    set_damaged (error);

  return packed ? unpack (packed, error) : NULL;
}

static const char *
ending (MitParcelKind kind)
{
  switch (kind)
    {
    case MIT_PARCEL_DATASET:
      return "mit";

    case MIT_PARCEL_KEY:
      return "key";

    case MIT_PARCEL_SEGMENT:
      return "seg";

    case MIT_PARCEL_SNAPSHOT:
      return "snap";

    case MIT_PARCEL_BLOB:
      return "blob";

    case MIT_PARCEL_HEAD:
      return "head";
    }

  return "new";
}

static char *
make_name (const guint8 *bytes, gsize size, MitParcelKind kind)
{
  GString *name = g_string_new (NULL);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (name, "%02x", bytes[i]);
  g_string_append_printf (name, ".%s", ending (kind));

  return g_string_free_and_steal (name);
}

/**
 * mit_parcel_name:
 *
 * What a record is called: by the hash of its bytes, so that a name says whether a file is whole, and a file of another
 * name can be recognised; a head by its device. Blobs have names of their own; see mit_parcel_blob_name().
 *
 * Returns: (transfer full) (nullable): %NULL if it is no record
 */
char *
mit_parcel_name (GBytes *sealed)
{
  MitParcelHeader header;
  guint8          hash[NAME_BYTES];
  gsize           size;
  gconstpointer   data = g_bytes_get_data (sealed, &size);

  if (!mit_parcel_peek (sealed, &header, NULL))
    return NULL;
  if (header.kind == MIT_PARCEL_DATASET)
    return g_strdup ("dataset.mit");
  if (header.kind == MIT_PARCEL_HEAD)
    return make_name (header.device.bytes, sizeof header.device.bytes, header.kind);
  crypto_generichash (hash, sizeof hash, data, size, NULL, 0);

  return make_name (hash, sizeof hash, header.kind);
}

/** mit_parcel_blob_name: Returns: (transfer full): what the blob of a content is called, without telling which content that is */
char *
mit_parcel_blob_name (const MitKeyring *keyring, guint32 epoch, GBytes *hash)
{
  guint8        key[MIT_SHARE_KEY_SIZE], name[NAME_BYTES];
  gsize         size;
  gconstpointer data = g_bytes_get_data (hash, &size);

  mit_keyring_derive (keyring, epoch, MIT_KEY_FOR_BLOB_NAMES, key);
  crypto_generichash (name, sizeof name, data, size, key, sizeof key);
  sodium_memzero (key, sizeof key);

  return make_name (name, sizeof name, MIT_PARCEL_BLOB);
}
