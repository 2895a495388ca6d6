// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-decode.h"

#include "mit-print-error.h"
#include "mit-print-jpeg.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* Small steps, so that the size is known, and a far too large picture refused, before memory is spent. */
#define CHUNK 4096

static gboolean
is_jpeg (const guint8 *data, gsize size)
{
  return size > 3 && data[0] == 0xff && data[1] == 0xd8 && data[2] == 0xff;
}

static gsize
read_length (const guint8 *bytes)
{
  return (gsize) bytes[0] << 24 | (gsize) bytes[1] << 16 | (gsize) bytes[2] << 8 | bytes[3];
}

/* gdk-pixbuf is content with half a PNG and leaves the rest black, so look whether its chunks go on to the end. Data of
 * other kinds is for the decoders to judge. */
static gboolean
is_cut_off (const guint8 *data, gsize size)
{
  const gsize signature = 8, frame = 12; /* of a chunk: length, name, checksum */

  if (size < signature || memcmp (data, "\x89PNG\r\n\x1a\n", signature) != 0)
    return FALSE;

  for (gsize i = signature; i + frame <= size; i += frame + read_length (data + i))
    if (memcmp (data + i + 4, "IEND", 4) == 0)
      return FALSE;

  return TRUE;
}

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gboolean *is_too_large)
{
  *is_too_large = width <= 0 || height <= 0 || mit_print_raster_is_too_large ((guint64) width, (guint64) height);
  if (*is_too_large)
    gdk_pixbuf_loader_set_size (loader, 0, 0); /* makes the decoders give up */
}

static gboolean
feed (GdkPixbufLoader *loader, const guint8 *data, gsize size, const gboolean *is_too_large)
{
  for (gsize done = 0; done < size && !*is_too_large; done += CHUNK)
    if (!gdk_pixbuf_loader_write (loader, data + done, MIN (CHUNK, size - done), NULL))
      return FALSE;

  return !*is_too_large;
}

static GdkPixbuf *
load (const guint8 *data, gsize size, gboolean *is_too_large)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean   is_fed, is_closed;
  GdkPixbuf *pixbuf;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), is_too_large);
  is_fed = feed (loader, data, size, is_too_large);
  is_closed = gdk_pixbuf_loader_close (loader, NULL);
  pixbuf = is_fed && is_closed && !*is_too_large ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;

  return pixbuf ? g_object_ref (pixbuf) : NULL;
}

/* What shines through a transparent picture is the paper. */
static guint8
lay_on_paper (guint8 value, guint8 alpha)
{
  return (guint8) ((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

static void
copy_row (const guint8 *from, guint8 *to, guint width, int channels)
{
  for (guint x = 0; x < width; x++, from += channels, to += 3)
    for (int c = 0; c < 3; c++)
      to[c] = channels == 4 ? lay_on_paper (from[c], from[3]) : from[c];
}

static void
take_options (MitPrintRaster *raster, GdkPixbuf *pixbuf)
{
  const char *orientation = gdk_pixbuf_get_option (pixbuf, "orientation");
  const char *icc = gdk_pixbuf_get_option (pixbuf, "icc-profile");
  gsize       size;

  if (orientation)
    raster->orientation = (guint) CLAMP (g_ascii_strtoll (orientation, NULL, 10), 0, 8);
  if (icc)
    {
      guchar *data = g_base64_decode (icc, &size);

      raster->icc = g_bytes_new_take (data, size);
    }
}

static MitPrintRaster *
convert (GdkPixbuf *pixbuf)
{
  guint           width = (guint) gdk_pixbuf_get_width (pixbuf), height = (guint) gdk_pixbuf_get_height (pixbuf);
  MitPrintRaster *raster = mit_print_raster_new (width, height, 3);
  const guint8   *pixels = gdk_pixbuf_read_pixels (pixbuf);
  gsize           stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);

  if (!raster)
    return NULL;
  for (guint y = 0; y < height; y++)
    copy_row (pixels + y * stride, mit_print_raster_get_row (raster, y), width, gdk_pixbuf_get_n_channels (pixbuf));
  take_options (raster, pixbuf);

  return raster;
}

static MitPrintRaster *
decode_other (const guint8 *data, gsize size, GError **error)
{
  gboolean is_too_large = FALSE;
  g_autoptr (GdkPixbuf) pixbuf = size > 0 && !is_cut_off (data, size) ? load (data, size, &is_too_large) : NULL;
  MitPrintRaster *raster = pixbuf ? convert (pixbuf) : NULL;

  if (!raster)
    mit_print_raster_set_error (error, is_too_large || pixbuf);

  return raster;
}

/**
 * mit_print_decode:
 * @bytes: the content of a picture file
 *
 * JPEG goes through libjpeg, which keeps CMYK as it is; everything else through gdk-pixbuf. For the reader's process only: what
 * comes from elsewhere may do anything to a decoder.
 *
 * Returns: (transfer full) (nullable): the picture, upright, on white paper, in one channel when all grey;
 *   %MIT_PRINT_ERROR_PICTURE when it cannot be used
 */
MitPrintRaster *
mit_print_decode (GBytes *bytes, GError **error)
{
  gsize           size;
  const guint8   *data = g_bytes_get_data (bytes, &size);
  MitPrintRaster *raster = is_jpeg (data, size) ? mit_print_jpeg_decode (bytes, error) : decode_other (data, size, error);

  if (!raster)
    return NULL;

  raster = mit_print_raster_limit (raster);
  if (raster)
    raster = mit_print_raster_turn_upright (raster);
  if (raster)
    raster = mit_print_raster_make_grey (raster);
  if (!raster)
    mit_print_raster_set_error (error, TRUE);

  return raster;
}
