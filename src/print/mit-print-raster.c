// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-raster.h"

#include "mit-print-error.h"
#include "mit-print-picture.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/** mit_print_raster_new: Black pixels. Returns: (transfer full) (nullable): %NULL when there is not enough memory */
MitPrintRaster *
mit_print_raster_new (guint width, guint height, guint channels)
{
  MitPrintRaster *self = g_new0 (MitPrintRaster, 1);

  self->width = width;
  self->height = height;
  self->channels = channels;
  self->stored_width = width;
  self->stored_height = height;
  self->pixels = g_try_malloc0 ((gsize) width * height * channels);
  if (!self->pixels)
    g_clear_pointer (&self, mit_print_raster_free);

  return self;
}

/** mit_print_raster_new_from_bytes: @pixels that are looked at where they are. Returns: (transfer full) */
MitPrintRaster *
mit_print_raster_new_from_bytes (GBytes *pixels, guint width, guint height, guint channels)
{
  MitPrintRaster *self = g_new0 (MitPrintRaster, 1);

  self->width = self->stored_width = width;
  self->height = self->stored_height = height;
  self->channels = channels;
  self->memory = g_bytes_ref (pixels);
  self->pixels = (guint8 *) g_bytes_get_data (pixels, NULL);

  return self;
}

void
mit_print_raster_free (MitPrintRaster *self)
{
  g_clear_pointer (&self->icc, g_bytes_unref);
  if (!self->memory)
    g_free (self->pixels);
  g_clear_pointer (&self->memory, g_bytes_unref);
  g_free (self);
}

/** mit_print_raster_get_row: Returns: (transfer none): the first byte of row @y */
guint8 *
mit_print_raster_get_row (const MitPrintRaster *self, guint y)
{
  return self->pixels + (gsize) y * self->width * self->channels;
}

/* Where the pixel that belongs at (x, y) of the upright picture lies (EXIF 2.32, tag 274). */
static void
find_source (const MitPrintRaster *self, guint x, guint y, guint *from_x, guint *from_y)
{
  gboolean is_swapped = self->orientation >= 5;
  guint    column = is_swapped ? y : x, row = is_swapped ? x : y;
  gboolean mirrors_x = self->orientation == 2 || self->orientation == 3 || self->orientation == 7 || self->orientation == 8;
  gboolean mirrors_y = self->orientation == 3 || self->orientation == 4 || self->orientation == 6 || self->orientation == 7;

  *from_x = mirrors_x ? self->width - 1 - column : column;
  *from_y = mirrors_y ? self->height - 1 - row : row;
}

static void
copy_turned (const MitPrintRaster *self, MitPrintRaster *upright)
{
  for (guint y = 0; y < upright->height; y++)
    for (guint x = 0; x < upright->width; x++)
      {
        guint from_x, from_y;

        find_source (self, x, y, &from_x, &from_y);
        memcpy (mit_print_raster_get_row (upright, y) + (gsize) x * self->channels,
                mit_print_raster_get_row (self, from_y) + (gsize) from_x * self->channels,
                self->channels);
      }
}

/**
 * mit_print_raster_turn_upright:
 * @self: (transfer full): a raster
 *
 * Returns: (transfer full) (nullable): the same picture with nothing left to turn; %NULL when there is not enough memory
 */
MitPrintRaster *
mit_print_raster_turn_upright (MitPrintRaster *self)
{
  g_autoptr (MitPrintRaster) old = self;
  gboolean        is_swapped = self->orientation >= 5;
  MitPrintRaster *upright;

  if (self->orientation < 2 || self->orientation > 8)
    return g_steal_pointer (&old);

  upright = mit_print_raster_new (is_swapped ? self->height : self->width, is_swapped ? self->width : self->height, self->channels);
  if (!upright)
    return NULL;
  copy_turned (self, upright);
  upright->icc = g_steal_pointer (&self->icc);
  upright->stored_width = is_swapped ? self->stored_height : self->stored_width;
  upright->stored_height = is_swapped ? self->stored_width : self->stored_height;

  return upright;
}

static gboolean
is_neutral (const MitPrintRaster *self)
{
  gsize size = (gsize) self->width * self->height * 3;

  for (gsize i = 0; i < size; i += 3)
    if (self->pixels[i] != self->pixels[i + 1] || self->pixels[i] != self->pixels[i + 2])
      return FALSE;

  return TRUE;
}

/**
 * mit_print_raster_make_grey:
 * @self: (transfer full): a raster
 *
 * Returns: (transfer full) (nullable): one channel when all of the picture is grey, else the picture as it was; grey wants
 *   one ink, so that line art stays sharp
 */
MitPrintRaster *
mit_print_raster_make_grey (MitPrintRaster *self)
{
  g_autoptr (MitPrintRaster) old = self;
  MitPrintRaster *grey;
  gsize           size = (gsize) self->width * self->height;

  if (self->channels != 3 || !is_neutral (self))
    return g_steal_pointer (&old);

  grey = mit_print_raster_new (self->width, self->height, 1);
  for (gsize i = 0; grey && i < size; i++)
    grey->pixels[i] = self->pixels[3 * i];
  if (grey)
    {
      grey->stored_width = self->stored_width;
      grey->stored_height = self->stored_height;
    }

  return grey;
}

/* The samples that one pixel of the result is the mean of: the first and the last count by the part that lies within. */
typedef struct
{
  guint first, last;
  float lead, tail;
} Stretch;

static Stretch
find_stretch (guint n_samples, double from, double to)
{
  Stretch self = { .first = (guint) from };

  self.last = MAX (MIN ((guint) ceil (to), n_samples), self.first + 1) - 1;
  self.lead = (float) (MIN (to, self.first + 1.0) - from);
  self.tail = self.last > self.first ? (float) (MIN (to, self.last + 1.0) - self.last) : 0;

  return self;
}

static Stretch *
find_stretches (guint n_samples, guint n_results)
{
  Stretch *stretches = g_new (Stretch, n_results);
  double   step = (double) n_samples / n_results;

  for (guint i = 0; i < n_results; i++)
    stretches[i] = find_stretch (n_samples, i * step, (i + 1) * step);

  return stretches;
}

static float
add_up (const float *samples, gsize step, const Stretch *stretch)
{
  float sum = samples[stretch->first * step] * stretch->lead;

  for (guint i = stretch->first + 1; i < stretch->last; i++)
    sum += samples[i * step];

  return stretch->tail > 0 ? sum + samples[stretch->last * step] * stretch->tail : sum;
}

/* Add the part of a source row to an output row that is being summed. */
static void
add_row (float *restrict sums, const guint8 *restrict row, gsize size, float weight)
{
  for (gsize i = 0; i < size; i++)
    sums[i] += row[i] * weight;
}

static void
scale_row (const float *sums, const Stretch *stretches, float area, MitPrintRaster *scaled, guint y)
{
  guint8 *out = mit_print_raster_get_row (scaled, y);
  guint   channels = scaled->channels;

  for (guint x = 0; x < scaled->width; x++)
    for (guint c = 0; c < channels; c++)
      *out++ = (guint8) CLAMP (add_up (sums + c, channels, &stretches[x]) / area + 0.5f, 0, 255);
}

static void
cut_out (const MitPrintRaster *self, guint x, guint y, MitPrintRaster *part)
{
  for (guint row = 0; row < part->height; row++)
    memcpy (mit_print_raster_get_row (part, row), mit_print_raster_get_row (self, y + row) + (gsize) x * self->channels, (gsize) part->width * part->channels);
}

/* Row by row: those of the part that fall into one of the result are summed, then the sums along it. */
static void
make_smaller (const MitPrintRaster *self, guint x, guint y, guint from_width, guint from_height, MitPrintRaster *scaled)
{
  gsize               size = (gsize) from_width * self->channels;
  g_autofree float   *sums = g_new (float, size);
  g_autofree Stretch *rows = find_stretches (from_height, scaled->height);
  g_autofree Stretch *columns = find_stretches (from_width, scaled->width);
  float               area = (float) ((double) from_width / scaled->width * from_height / scaled->height);

  for (guint out = 0; out < scaled->height; out++)
    {
      const Stretch *stretch = &rows[out];

      memset (sums, 0, size * sizeof *sums);
      for (guint in = stretch->first; in <= stretch->last; in++)
        add_row (sums, mit_print_raster_get_row (self, y + in) + (gsize) x * self->channels, size,
                 in == stretch->first ? stretch->lead : in == stretch->last ? stretch->tail
                                                                            : 1);
      scale_row (sums, columns, area, scaled, out);
    }
}

/**
 * mit_print_raster_scale:
 * @x: left edge of the part to take, in pixels
 * @y: its upper edge
 * @from_width: its width, at least 1
 * @from_height: its height, at least 1
 * @width: of the result, at most @from_width, at least 1
 * @height: of the result, at most @from_height, at least 1
 *
 * Cut out a part and make it smaller; each pixel is the mean of the area it covers, so nothing is lost or doubled.
 *
 * Returns: (transfer full) (nullable): the part, upright if @self was; %NULL when there is not enough memory
 */
MitPrintRaster *
mit_print_raster_scale (const MitPrintRaster *self, guint x, guint y, guint from_width, guint from_height, guint width, guint height)
{
  MitPrintRaster *scaled = mit_print_raster_new (width, height, self->channels);

  if (!scaled)
    return NULL;

  if (width == from_width && height == from_height)
    cut_out (self, x, y, scaled);
  else
    make_smaller (self, x, y, from_width, from_height, scaled);
  if (self->icc)
    scaled->icc = g_bytes_ref (self->icc);

  return scaled;
}

/**
 * mit_print_raster_limit:
 * @self: (transfer full)
 *
 * Returns: (transfer full) (nullable): the picture with %MIT_PRINT_PICTURE_KEPT_PIXELS at most; %NULL when there is not enough
 *   memory
 */
MitPrintRaster *
mit_print_raster_limit (MitPrintRaster *self)
{
  g_autoptr (MitPrintRaster) fine = self;
  double          factor = sqrt (MIT_PRINT_PICTURE_KEPT_PIXELS / ((double) self->width * self->height));
  MitPrintRaster *coarse;

  if (factor >= 1)
    return g_steal_pointer (&fine);

  coarse = mit_print_raster_scale (fine, 0, 0, fine->width, fine->height, MAX ((guint) (fine->width * factor), 1), MAX ((guint) (fine->height * factor), 1));
  if (coarse)
    {
      coarse->orientation = fine->orientation;
      coarse->stored_width = fine->stored_width;
      coarse->stored_height = fine->stored_height;
    }

  return coarse;
}

/** mit_print_raster_is_too_large: Whether a picture of that many pixels is refused, or has none at all. */
gboolean
mit_print_raster_is_too_large (guint64 width, guint64 height)
{
  return width == 0 || height == 0 || width > MIT_PRINT_PICTURE_MAXIMUM_PIXELS / height;
}

static guint32
read_integer (const guint8 *bytes, guint n_bytes, gboolean is_big)
{
  guint32 value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value |= (guint32) bytes[i] << (8 * (is_big ? n_bytes - 1 - i : i));

  return value;
}

/**
 * mit_print_raster_read_exif:
 * @exif: the APP1 segment of a JPEG
 *
 * Returns: the orientation in it, 1 to 8; 0 when it says nothing that makes sense
 */
guint
mit_print_raster_read_exif (const guint8 *exif, gsize size)
{
  const gsize   header = 6; /* "Exif" and two NULs; offsets count from behind it */
  const guint8 *tiff = exif + header;
  gboolean      is_big;
  gsize         offset;
  guint         n_entries;

  if (size < header + 8 || memcmp (exif, "Exif\0", header) != 0)
    return 0;
  size -= header;
  is_big = tiff[0] == 'M';
  offset = read_integer (tiff + 4, 4, is_big);
  if (offset > size - 2)
    return 0;

  n_entries = read_integer (tiff + offset, 2, is_big);
  offset += 2;
  for (guint i = 0; i < n_entries && offset + 12 <= size; i++, offset += 12)
    if (read_integer (tiff + offset, 2, is_big) == 274)
      {
        guint orientation = read_integer (tiff + offset + 8, 2, is_big);

        return orientation <= 8 ? orientation : 0;
      }

  return 0;
}

/** mit_print_raster_set_error: Say why a picture cannot be used. */
void
mit_print_raster_set_error (GError **error, gboolean is_too_large)
{
  if (is_too_large)
    g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PICTURE_SIZE, _ ("The picture is too large. Use a smaller version of it."));
  else
    g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PICTURE, _ ("This is not a picture that can be used, or it is damaged. Choose a JPEG, PNG, SVG or PDF file."));
}
