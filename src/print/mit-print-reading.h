// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Files from elsewhere are read by processes of their own (src/reader): what makes a decoder crash, loop or eat the memory
 * takes that process down and not the office's work. It gets the file under one descriptor and leaves what it found under
 * another: this head, then the data.
 */

#define MIT_READER_INPUT 3
#define MIT_READER_OUTPUT 4

#define MIT_PRINT_READING_MAGIC "MITREAD1"

/** MIT_PRINT_READING_MAXIMUM_PT: The longest side of a page that PDF knows (ISO 32000-1, annex C), in points. */
#define MIT_PRINT_READING_MAXIMUM_PT 14400.0

/**
 * MitReaderStatus: How the reader ends.
 * @MIT_READER_DONE: all well
 * @MIT_READER_DAMAGED: the file is damaged, or of no kind that can be used
 * @MIT_READER_TOO_LARGE: more pixels than %MIT_PRINT_PICTURE_MAXIMUM_PIXELS, or not enough memory
 * @MIT_READER_LOCKED: a PDF that wants a password
 * @MIT_READER_NO_PAGE: a PDF without the page that was asked for
 * @MIT_READER_LAYERS: a PDF with layers that are switched off
 * @MIT_READER_FONTS: a page with fonts that are not in the file
 * @MIT_READER_NOTES: a page with notes, stamps or form fields on it that are seen
 */
typedef enum
{
  MIT_READER_DONE = 0,
  MIT_READER_DAMAGED = 10,
  MIT_READER_TOO_LARGE,
  MIT_READER_LOCKED,
  MIT_READER_NO_PAGE,
  MIT_READER_LAYERS,
  MIT_READER_NOTES,
  MIT_READER_FONTS,
} MitReaderStatus;

/**
 * MitPrintReadingKind:
 * @MIT_PRINT_READING_RASTER: pixels of a picture, upright, rows without padding, then its colour profile
 * @MIT_PRINT_READING_PAGE: a PDF of one page, without anything but what it paints
 * @MIT_PRINT_READING_DRAWING: a page drawn into pixels, as cairo's ARGB32 without padding
 */
typedef enum
{
  MIT_PRINT_READING_RASTER = 1,
  MIT_PRINT_READING_PAGE,
  MIT_PRINT_READING_DRAWING,
} MitPrintReadingKind;

/**
 * MitPrintReadingHead:
 * @width: of the pixels that follow
 * @channels: 1, 3 or 4 of a raster
 * @stored_width: of the picture as the file has it, upright; the pixels may be fewer
 * @icc_size: bytes of the colour profile
 * @n_pages: of the file that the page was taken from
 * @is_mute: whether some of the page's letters are drawn without saying which they are
 * @page_width: pt, upright, as cut
 * @bleed: pt that the page goes on beyond the cut on all sides
 * @size: bytes of pixels or of PDF
 */
typedef struct
{
  char    magic[8];
  guint32 kind;
  guint32 width;
  guint32 height;
  guint32 channels;
  guint32 stored_width;
  guint32 stored_height;
  guint32 icc_size;
  guint32 n_pages;
  guint32 is_mute;
  guint32 unused;
  double  page_width;
  double  page_height;
  double  bleed;
  guint64 size;
} MitPrintReadingHead;

/** MitPrintReading: What the reader found, and believed only as far as it was checked. */
typedef struct
{
  MitPrintReadingHead head;
  GBytes             *data;
  GBytes             *icc; /* (nullable) */
} MitPrintReading;

gboolean         mit_print_reading_is_pdf (GBytes *file);
gboolean         mit_print_reading_is_svg (GBytes *file);
MitPrintReading *mit_print_reading_run (GBytes *file, const char *const *task, GError **error);
void             mit_print_reading_free (MitPrintReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitPrintReading, mit_print_reading_free)

G_END_DECLS
