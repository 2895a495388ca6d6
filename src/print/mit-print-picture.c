// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-picture-private.h"

#include "mit-print-reading.h"

#include <math.h>

static void
clear (MitPrintPicture *self)
{
  g_clear_pointer (&self->raster, mit_print_raster_free);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_free (self->hash);
}

/* Out of pixels that lie where the reader put them. */
static MitPrintRaster *
take_raster (const MitPrintReading *reading)
{
  const MitPrintReadingHead *head = &reading->head;
  MitPrintRaster            *raster = mit_print_raster_new_from_bytes (reading->data, head->width, head->height, head->channels);

  raster->stored_width = head->stored_width;
  raster->stored_height = head->stored_height;
  raster->icc = reading->icc ? g_bytes_ref (reading->icc) : NULL;

  return raster;
}

/**
 * mit_print_picture_new_from_page:
 * @bytes: the content of a picture file
 * @page: of a PDF, from 1; not looked at in other files
 *
 * The file is read by a process of its own, whatever is in it. Slow; for a worker thread.
 *
 * Returns: (transfer full) (nullable): the picture; %MIT_PRINT_ERROR_PICTURE when it is damaged or none,
 *   %MIT_PRINT_ERROR_PICTURE_SIZE when it is too large
 */
MitPrintPicture *
mit_print_picture_new_from_page (GBytes *bytes, guint page, GError **error)
{
  g_autofree char  *number = g_strdup_printf ("%u", page);
  const char *const pages[] = { "page", number, NULL }, *const pixels[] = { NULL };
  gboolean is_page = mit_print_reading_is_pdf (bytes) || mit_print_reading_is_svg (bytes);
  g_autoptr (MitPrintReading) reading = mit_print_reading_run (bytes, is_page ? pages : pixels, error);
  MitPrintPicture *self;

  if (!reading)
    return NULL;
  if (reading->head.kind != (is_page ? MIT_PRINT_READING_PAGE : MIT_PRINT_READING_RASTER))
    {
      mit_print_raster_set_error (error, FALSE);
      return NULL;
    }

  self = g_atomic_rc_box_new0 (MitPrintPicture);
  self->hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  self->n_pages = 1;
  if (!is_page)
    {
      self->raster = take_raster (reading);
      return self;
    }

  self->file = g_bytes_ref (reading->data);
  self->page_width = reading->head.page_width;
  self->page_height = reading->head.page_height;
  self->bleed = reading->head.bleed;
  self->n_pages = reading->head.n_pages;
  self->is_mute = reading->head.is_mute != 0;

  return self;
}

/** mit_print_picture_new_from_bytes: mit_print_picture_new_from_page() of the first page. Returns: (transfer full) (nullable) */
MitPrintPicture *
mit_print_picture_new_from_bytes (GBytes *bytes, GError **error)
{
  return mit_print_picture_new_from_page (bytes, 1, error);
}

/**
 * mit_print_picture_new_from_file:
 *
 * Blocks on the disk and decodes; for a worker thread.
 *
 * Returns: (transfer full) (nullable): the picture; %MIT_PRINT_ERROR_PICTURE as above, or %G_IO_ERROR when the file
 *   cannot be read
 */
MitPrintPicture *
mit_print_picture_new_from_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, cancellable, NULL, error);

  return bytes ? mit_print_picture_new_from_bytes (bytes, error) : NULL;
}

MitPrintPicture *
mit_print_picture_ref (MitPrintPicture *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
mit_print_picture_unref (MitPrintPicture *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

/** mit_print_picture_is_drawing: Whether the picture is a page, which is sharp at any size, and not made of pixels. */
gboolean
mit_print_picture_is_drawing (MitPrintPicture *self)
{
  return self->raster == NULL;
}

/** mit_print_picture_get_page: Returns: (nullable) (transfer none): of a drawing, a PDF with nothing but the page that was chosen */
GBytes *
mit_print_picture_get_page (MitPrintPicture *self)
{
  return self->file;
}

/** mit_print_picture_get_n_pages: How many pages the file has that the picture was taken from. */
guint
mit_print_picture_get_n_pages (MitPrintPicture *self)
{
  return self->n_pages;
}

/** mit_print_picture_get_width: Pixels from left to right when upright; pt of a drawing. */
double
mit_print_picture_get_width (MitPrintPicture *self)
{
  return self->raster ? self->raster->stored_width : self->page_width;
}

/** mit_print_picture_get_height: Pixels from top to bottom when upright; pt of a drawing. */
double
mit_print_picture_get_height (MitPrintPicture *self)
{
  return self->raster ? self->raster->stored_height : self->page_height;
}

/** mit_print_picture_get_bleed: Of a drawing, pt that it goes on beyond the cut on all sides. */
double
mit_print_picture_get_bleed (MitPrintPicture *self)
{
  return self->bleed;
}

/** mit_print_picture_is_grey: Whether the picture is made of pixels that print with black ink alone. */
gboolean
mit_print_picture_is_grey (MitPrintPicture *self)
{
  return self->raster && self->raster->channels == 1;
}

static void
find_part (double start, double length, guint size, guint *from, guint *n_pixels)
{
  double first = CLAMP (start, 0, 1), last = CLAMP (start + length, first, 1);

  *from = MIN ((guint) lround (first * size), size - 1);
  *n_pixels = MAX ((guint) lround (last * size), *from + 1) - *from;
}

/** mit_print_picture_get_part: The pixels that @crop shows, all if %NULL. Of a picture in pixels. */
MitPrintPart
mit_print_picture_get_part (MitPrintPicture *self, const MitPrintCrop *crop)
{
  MitPrintPart part = { 0, 0, self->raster->width, self->raster->height };

  if (crop)
    {
      find_part (crop->x, crop->width, self->raster->width, &part.x, &part.width);
      find_part (crop->y, crop->height, self->raster->height, &part.y, &part.height);
    }

  return part;
}

/**
 * mit_print_picture_get_ppi:
 * @crop: (nullable): the part that is shown, %NULL for all
 * @width_mm: width on paper, more than 0
 * @height_mm: height on paper, more than 0
 *
 * Returns: pixels per inch on paper that the file has, of the coarser direction; 0 for a drawing, which has none
 */
double
mit_print_picture_get_ppi (MitPrintPicture *self, const MitPrintCrop *crop, double width_mm, double height_mm)
{
  MitPrintPart part;
  double       finer;

  if (!self->raster)
    return 0;
  part = mit_print_picture_get_part (self, crop);
  finer = (double) self->raster->stored_width / self->raster->width;

  return finer * MIN (part.width / (width_mm / MIT_MM_PER_INCH), part.height / (height_mm / MIT_MM_PER_INCH));
}
