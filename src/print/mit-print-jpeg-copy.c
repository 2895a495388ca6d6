// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-jpeg.h"

#include "mit-print-raster.h"

#include <string.h>

/* A JPEG is a row of segments: 0xff, a marker, and for most a length and what it says (ITU-T T.81, annex B). */

enum
{
  SOF0 = 0xc0, /* baseline */
  SOF2 = 0xc2, /* progressive */
  DHT = 0xc4,
  JPG = 0xc8,
  DAC = 0xcc,
  RST0 = 0xd0,
  RST7 = 0xd7,
  SOI = 0xd8,
  EOI = 0xd9,
  SOS = 0xda,
  DQT = 0xdb,
  DNL = 0xdc, /* the height, where it is not said before */
  DRI = 0xdd,
  APP0 = 0xe0,
  APP1 = 0xe1,
  APP2 = 0xe2,
  APP14 = 0xee,
  APP15 = 0xef,
};

/* Of the JFIF segment, up to the size of its small picture. */
#define JFIF_SIZE 14

typedef struct
{
  const guint8 *data;
  gsize         size;
  gsize         position;
  GByteArray   *out;
  guint         width;
  guint         height;
} Copier;

/* One segment that a decoder finds after a marker. */
typedef struct
{
  guint8        marker;
  const guint8 *start; /* of the 0xff */
  const guint8 *content;
  gsize         length; /* of the content */
} Segment;

static gboolean
read_segment (Copier *self, Segment *segment)
{
  const guint8 *bytes = self->data + self->position;
  gsize         left = self->size - self->position, length;

  if (left < 4 || bytes[0] != 0xff || bytes[1] < SOF0 || bytes[1] == 0xff)
    return FALSE;
  length = (gsize) bytes[2] << 8 | bytes[3];
  if (length < 2 || length > left - 2)
    return FALSE;
  *segment = (Segment) { bytes[1], bytes, bytes + 4, length - 2 };
  self->position += length + 2;

  return TRUE;
}

static void
keep (Copier *self, const Segment *segment)
{
  g_byte_array_append (self->out, segment->start, (guint) (segment->length + 4));
}

/* The density, without the small picture that may follow: it may show more than the large one. */
static void
keep_start (Copier *self, const Segment *segment)
{
  guint8 head[4 + JFIF_SIZE] = { 0xff, APP0, 0, JFIF_SIZE + 2 };

  memcpy (head + 4, segment->content, JFIF_SIZE);
  head[sizeof head - 2] = head[sizeof head - 1] = 0;
  g_byte_array_append (self->out, head, sizeof head);
}

static gboolean
begins (const Segment *segment, const char *name, gsize size)
{
  return segment->length >= size && memcmp (segment->content, name, size) == 0;
}

/* Grey, or light and two differences of colour, as all cameras store it: not inks, nor red, green and blue. */
static gboolean
read_frame (Copier *self, const Segment *segment)
{
  const guint8 *content = segment->content;

  if (segment->length < 6 || content[0] != 8 || (content[5] != 1 && content[5] != 3) || segment->length < 6 + 3 * (gsize) content[5])
    return FALSE;
  self->height = (guint) content[1] << 8 | content[2];
  self->width = (guint) content[3] << 8 | content[4];

  return self->width > 0 && self->height > 0 && content[6] != 'R';
}

static gboolean
mentions_srgb (const Segment *segment)
{
  for (gsize i = 0; i + 4 <= segment->length; i++)
    if (memcmp (segment->content + i, "sRGB", 4) == 0)
      return TRUE;

  return FALSE;
}

/* What is beside the picture: who reads the file does not need it, and it may say where and with what it was taken. */
static gboolean
read_note (Copier *self, const Segment *segment)
{
  switch (segment->marker)
    {
    case APP0:
      if (begins (segment, "JFIF", 5) && segment->length >= JFIF_SIZE)
        keep_start (self, segment);
      return TRUE;

    case APP1:
      return !begins (segment, "Exif", 5) || mit_print_raster_read_exif (segment->content, segment->length) <= 1;

    case APP2:
      return !begins (segment, "ICC_PROFILE", 12) || mentions_srgb (segment);

    case APP14: /* Adobe's: the last byte says what the components are, 1 for the usual */
      if (!begins (segment, "Adobe", 5))
        return TRUE;
      keep (self, segment);
      return segment->length >= 12 && segment->content[11] == 1;

    default:
      return TRUE;
    }
}

static gboolean
is_frame (guint8 marker)
{
  return marker >= SOF0 && marker < RST0 && marker != DHT && marker != JPG && marker != DAC;
}

static gboolean
is_needed (guint8 marker)
{
  return marker == DHT || marker == DQT || marker == DRI || marker == SOS;
}

static gboolean
copy_segment (Copier *self, const Segment *segment)
{
  if (is_frame (segment->marker) && (segment->marker > SOF2 || self->width > 0 || !read_frame (self, segment)))
    return FALSE;
  if (segment->marker >= APP0 && segment->marker <= APP15)
    return read_note (self, segment);
  if (is_frame (segment->marker) || is_needed (segment->marker))
    keep (self, segment);

  return segment->marker != DNL;
}

/* The pixels, up to the next marker. */
static void
copy_scan (Copier *self)
{
  gsize from = self->position, i = from;

  while (i + 1 < self->size && (self->data[i] != 0xff || self->data[i + 1] == 0 || (self->data[i + 1] >= RST0 && self->data[i + 1] <= RST7)))
    i++;
  g_byte_array_append (self->out, self->data + from, (guint) (i - from));
  self->position = i;
}

static gboolean
is_at_end (const Copier *self)
{
  return self->size - self->position >= 2 && self->data[self->position] == 0xff && self->data[self->position + 1] == EOI;
}

static gboolean
copy_all (Copier *self)
{
  static const guint8 start[] = { 0xff, SOI }, end[] = { 0xff, EOI };
  Segment             segment;

  if (self->size < 4 || memcmp (self->data, start, sizeof start) != 0)
    return FALSE;
  g_byte_array_append (self->out, start, sizeof start);
  self->position = sizeof start;
  while (!is_at_end (self))
    {
      if (!read_segment (self, &segment) || !copy_segment (self, &segment))
        return FALSE;
      if (segment.marker == SOS)
        copy_scan (self);
    }
  g_byte_array_append (self->out, end, sizeof end);

  return self->width > 0;
}

/**
 * mit_print_jpeg_copy:
 * @jpeg: a file that may be anything
 * @width: (out): in pixels
 * @height: (out): in pixels
 *
 * Returns: (transfer full) (nullable): the same pixels without what a camera or a program has noted beside them; %NULL when it is
 *   no JPEG that every reader of a PDF shows alike: upright, eight bits, grey or sRGB, and there to its end
 */
GBytes *
mit_print_jpeg_copy (GBytes *jpeg, guint *width, guint *height)
{
  Copier self = { .out = g_byte_array_new () };

  self.data = g_bytes_get_data (jpeg, &self.size);
  if (!copy_all (&self))
    {
      g_byte_array_unref (self.out);
      return NULL;
    }
  *width = self.width;
  *height = self.height;

  return g_byte_array_free_to_bytes (self.out);
}
