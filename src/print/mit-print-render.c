// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-picture-private.h"

#include "mit-print-jpeg.h"
#include "mit-print-placed.h"
#include "mit-print-reading.h"
#include "mit-print-separate.h"

#include <math.h>
#include <string.h>

/* What a picture becomes: for the press, to be shown, or for a file that no print shop prints. */

/* Pixels of the longer side of the surface that stands for a JPEG where the JPEG itself cannot be used. */
#define PROXY_SIZE 32

static guint
limit_pixels (guint n_pixels, double most)
{
  return (guint) CLAMP (most, 1, n_pixels);
}

static MitPrintRaster *
cut (MitPrintPicture *self, const MitPrintCrop *crop, double width_px, double height_px, GError **error)
{
  MitPrintPart    part = mit_print_picture_get_part (self, crop);
  MitPrintRaster *raster = mit_print_raster_scale (self->raster, part.x, part.y, part.width, part.height,
                                                   limit_pixels (part.width, width_px), limit_pixels (part.height, height_px));

  if (!raster)
    mit_print_raster_set_error (error, TRUE);

  return raster;
}

/* One or three channels to a surface. */
static cairo_surface_t *
make_surface (const MitPrintRaster *raster)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) raster->width, (int) raster->height);
  guint8          *data = cairo_image_surface_get_data (surface);
  int              stride = cairo_image_surface_get_stride (surface);
  guint            green = raster->channels == 3 ? 1 : 0, blue = raster->channels == 3 ? 2 : 0;

  if (!data)
    return surface;
  cairo_surface_flush (surface);
  for (guint y = 0; y < raster->height; y++)
    {
      const guint8 *from = mit_print_raster_get_row (raster, y);
      guint32      *to = (guint32 *) (gpointer) (data + (gsize) y * (gsize) stride);

      for (guint x = 0; x < raster->width; x++, from += raster->channels)
        to[x] = (guint32) from[0] << 16 | (guint32) from[green] << 8 | from[blue];
    }
  cairo_surface_mark_dirty (surface);

  return surface;
}

static cairo_surface_t *
make_proxy (const MitPrintRaster *raster, MitPrintProfile *profile)
{
  double          factor = MIN (1.0, (double) PROXY_SIZE / MAX (raster->width, raster->height));
  MitPrintRaster *small = mit_print_raster_scale (raster, 0, 0, raster->width, raster->height,
                                                  limit_pixels (raster->width, raster->width * factor),
                                                  limit_pixels (raster->height, raster->height * factor));
  g_autoptr (MitPrintRaster) light = small ? mit_print_separate_to_light (small, mit_print_profile_get_bytes (profile)) : NULL;

  return light ? make_surface (light) : NULL;
}

static gboolean
attach (cairo_surface_t *surface, const char *type, GBytes *data)
{
  return cairo_surface_set_mime_data (surface, type, g_bytes_get_data (data, NULL), g_bytes_get_size (data),
                                      (cairo_destroy_func_t) g_bytes_unref, g_bytes_ref (data)) == CAIRO_STATUS_SUCCESS;
}

/* What cairo knows equal pictures by, so that one that is on many pages is in the file once. */
static GBytes *
make_unique_id (const char *file_hash, GBytes *jpeg)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, jpeg);
  char            *id = g_strconcat (file_hash, "-", hash, NULL);

  return g_bytes_new_take (id, strlen (id));
}

/* A stand-in with the file that cairo puts into the PDF. Takes @surface. */
static cairo_surface_t *
attach_jpeg (MitPrintPicture *self, cairo_surface_t *surface, GBytes *jpeg, GError **error)
{
  g_autoptr (GBytes) id = make_unique_id (self->hash, jpeg);

  if (surface && attach (surface, CAIRO_MIME_TYPE_JPEG, jpeg) && attach (surface, CAIRO_MIME_TYPE_UNIQUE_ID, id))
    return surface;

  g_clear_pointer (&surface, cairo_surface_destroy);
  mit_print_raster_set_error (error, TRUE);

  return NULL;
}

static cairo_surface_t *
render_page (MitPrintPicture *self, const MitPrintCrop *crop, GError **error)
{
  static const MitPrintCrop all = { 0, 0, 1, 1 };
  g_autoptr (GBytes) packed = mit_print_placed_pack (self->file, crop ? crop : &all);

  return attach_jpeg (self, cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1, 1), packed, error);
}

static cairo_surface_t *
render_inks (MitPrintPicture *self, const MitPrintCrop *crop, double width_mm, double height_mm, MitPrintProfile *profile, GError **error)
{
  g_autoptr (MitPrintRaster) inks = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  const double    px_per_mm = MIT_PRINT_PICTURE_MAXIMUM_PPI / MIT_MM_PER_INCH;
  MitPrintRaster *part = cut (self, crop, ceil (width_mm * px_per_mm), ceil (height_mm * px_per_mm), error);

  inks = part ? mit_print_separate (part, profile, error) : NULL;
  jpeg = inks ? mit_print_jpeg_encode (inks->pixels, inks->width, inks->height, inks->channels, error) : NULL;

  return jpeg ? attach_jpeg (self, make_proxy (inks, profile), jpeg, error) : NULL;
}

/**
 * mit_print_picture_render_print:
 * @crop: (nullable): the part that is shown, %NULL for all; of a drawing, it may go beyond the cut by the bleed
 * @width_mm: width on paper; more than %MIT_PRINT_PICTURE_MAXIMUM_PPI is scaled away
 * @height_mm: height on paper
 * @profile: the printing condition
 *
 * The picture in ink, as a JPEG that cairo puts into the PDF as it is, or as a page that mit_print_pass_run() puts there. The
 * pixels of the surface are a small stand-in: draw it by scaling its width and height to the frame's. Slow; for a worker thread.
 *
 * Returns: (transfer full) (nullable): the surface; %MIT_PRINT_ERROR_PICTURE_SIZE when there is not enough memory
 */
cairo_surface_t *
mit_print_picture_render_print (MitPrintPicture *self, const MitPrintCrop *crop, double width_mm, double height_mm, MitPrintProfile *profile, GError **error)
{
  return self->raster ? render_inks (self, crop, width_mm, height_mm, profile, error) : render_page (self, crop, error);
}

/* The reader draws: poppler is not asked about somebody else's page in here. */
static cairo_surface_t *
render_drawing (MitPrintPicture *self, const MitPrintCrop *crop, guint width_px, guint height_px, GError **error)
{
  static const MitPrintCrop all = { 0, 0, 1, 1 };
  const double             *part = (const double *) (crop ? crop : &all);
  char                      numbers[6][G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr (MitPrintReading) reading = NULL;
  cairo_surface_t *surface;

  for (int i = 0; i < 4; i++)
    g_ascii_dtostr (numbers[i], sizeof numbers[i], part[i]);
  g_snprintf (numbers[4], sizeof numbers[4], "%u", width_px);
  g_snprintf (numbers[5], sizeof numbers[5], "%u", height_px);
  reading = mit_print_reading_run (self->file,
                                   (const char *const[]) { "drawing", numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], NULL },
                                   error);
  if (!reading)
    return NULL;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) reading->head.width, (int) reading->head.height);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS && reading->head.kind == MIT_PRINT_READING_DRAWING)
    {
      /* Four bytes a pixel leave nothing to pad. */
      memcpy (cairo_image_surface_get_data (surface), g_bytes_get_data (reading->data, NULL), reading->head.size);
      cairo_surface_mark_dirty (surface);
      return surface;
    }
  cairo_surface_destroy (surface);
  mit_print_raster_set_error (error, TRUE);

  return NULL;
}

static cairo_surface_t *
render_light (MitPrintPicture *self, const MitPrintCrop *crop, guint width_px, guint height_px, GError **error)
{
  MitPrintRaster *part = cut (self, crop, width_px, height_px, error);
  g_autoptr (MitPrintRaster) light = NULL;
  cairo_surface_t *surface;

  if (!part)
    return NULL;

  light = mit_print_separate_to_light (part, NULL);
  surface = light ? make_surface (light) : NULL;
  if (!surface || cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      g_clear_pointer (&surface, cairo_surface_destroy);
      mit_print_raster_set_error (error, TRUE);
    }

  return surface;
}

/**
 * mit_print_picture_render_screen:
 * @crop: (nullable): as above
 * @width_px: most pixels wanted; a picture is never made larger, a drawing has exactly as many
 * @height_px: most pixels wanted
 *
 * The picture in sRGB, to be shown. Slow; for a worker thread.
 *
 * Returns: (transfer full) (nullable): an image surface, with alpha for a drawing; %MIT_PRINT_ERROR_PICTURE_SIZE when there is
 *   not enough memory
 */
cairo_surface_t *
mit_print_picture_render_screen (MitPrintPicture *self, const MitPrintCrop *crop, guint width_px, guint height_px, GError **error)
{
  return self->raster ? render_light (self, crop, width_px, height_px, error) : render_drawing (self, crop, width_px, height_px, error);
}

/* Drawings in pixels have areas of one colour, which a JPEG would blur and other packing makes smaller anyway; photos have none. */
static gboolean
is_photo (const MitPrintRaster *raster)
{
  gsize         n_pixels = (gsize) raster->width * raster->height, n_changes = 0;
  const guint8 *pixels = raster->pixels;
  guint         n = raster->channels;

  for (gsize i = n; i < n * n_pixels; i += n)
    n_changes += memcmp (pixels + i, pixels + i - n, n) != 0;

  return n_changes > n_pixels / 2;
}

static cairo_surface_t *
render_small (MitPrintPicture *self, const MitPrintCrop *crop, double width_mm, double height_mm, GError **error)
{
  const double    px_per_mm = MIT_PRINT_PICTURE_FILE_PPI / MIT_MM_PER_INCH;
  MitPrintRaster *part = cut (self, crop, width_mm * px_per_mm, height_mm * px_per_mm, error);
  g_autoptr (MitPrintRaster) light = part ? mit_print_separate_to_light (part, NULL) : NULL;
  g_autoptr (GBytes) jpeg = NULL;
  cairo_surface_t *surface = light ? make_surface (light) : NULL;

  if (!light || !is_photo (light))
    return surface;
  jpeg = mit_print_jpeg_encode (light->pixels, light->width, light->height, light->channels, error);
  if (jpeg)
    return attach_jpeg (self, surface, jpeg, error);
  g_clear_pointer (&surface, cairo_surface_destroy);

  return NULL;
}

/**
 * mit_print_picture_render_file:
 * @crop: (nullable): as above
 * @width_mm: width on paper; more than %MIT_PRINT_PICTURE_FILE_PPI is scaled away
 * @height_mm: height on paper
 *
 * The picture in sRGB for a PDF that no print shop prints: photos small, as JPEG; others as they are; a drawing as a page that
 * mit_print_placed_unpack() puts there, unless its letters cannot be read out. Slow; for a worker thread.
 *
 * Returns: (transfer full) (nullable): %MIT_PRINT_ERROR_PICTURE_SIZE when there is not enough memory
 */
cairo_surface_t *
mit_print_picture_render_file (MitPrintPicture *self, const MitPrintCrop *crop, double width_mm, double height_mm, GError **error)
{
  const double px_per_mm = MIT_PRINT_PICTURE_FILE_PPI / MIT_MM_PER_INCH;

  if (self->raster)
    return render_small (self, crop, width_mm, height_mm, error);
  /* ISO 14289-1, 7.21.7: letters say which they are. Those that cannot are drawn, as a picture that is described. */
  if (self->is_mute)
    return render_drawing (self, crop, MAX ((guint) (width_mm * px_per_mm), 1), MAX ((guint) (height_mm * px_per_mm), 1), error);

  return render_page (self, crop, error);
}

/* What of a picture may be wider or higher than its frame, of the whole: nobody sees that it was pulled into shape. */
#define TOLERANCE 0.005

/**
 * mit_print_picture_pass_file:
 * @bytes: a file that may be of any kind
 * @width_mm: of the frame that it fills
 * @height_mm: of the frame
 * @ppi: (out): pixels per inch on paper
 *
 * What mit_print_picture_render_file() makes of it, without decoding: a JPEG that is small enough goes as it is, and loses nothing,
 * but for what a camera has noted in it, such as the place.
 *
 * Returns: (transfer full) (nullable): %NULL when it has to be decoded, for whatever reason
 */
cairo_surface_t *
mit_print_picture_pass_file (GBytes *bytes, double width_mm, double height_mm, double *ppi)
{
  guint width, height;
  g_autoptr (GBytes) jpeg = mit_print_jpeg_copy (bytes, &width, &height);
  g_autoptr (GBytes) id = NULL;
  cairo_surface_t *surface;

  if (!jpeg || fabs (width * height_mm / width_mm / height - 1) > TOLERANCE ||
      g_bytes_get_size (jpeg) > (double) width * height * MIT_PRINT_PICTURE_FILE_BYTES)
    return NULL;
  *ppi = MIN (width / width_mm, height / height_mm) * MIT_MM_PER_INCH;
  if (*ppi > MIT_PRINT_PICTURE_PASS_PPI)
    return NULL;

  id = make_unique_id ("as-it-is", jpeg);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1, 1);
  if (attach (surface, CAIRO_MIME_TYPE_JPEG, jpeg) && attach (surface, CAIRO_MIME_TYPE_UNIQUE_ID, id))
    return surface;
  cairo_surface_destroy (surface);

  return NULL;
}

static void
share_data (cairo_surface_t *to, cairo_surface_t *from, const char *type)
{
  const unsigned char *data = NULL;
  unsigned long        size = 0;

  cairo_surface_get_mime_data (from, type, &data, &size);
  if (data)
    cairo_surface_set_mime_data (to, type, data, size, (cairo_destroy_func_t) cairo_surface_destroy, cairo_surface_reference (from));
}

/**
 * mit_print_picture_dup_surface:
 * @surface: of one of the above, and never drawn itself
 *
 * A surface of the same pixels and files, for one thread: cairo notes on a surface who draws it, without a lock.
 *
 * Returns: (transfer full)
 */
cairo_surface_t *
mit_print_picture_dup_surface (cairo_surface_t *surface)
{
  static const cairo_user_data_key_t key;
  cairo_surface_t                   *copy = cairo_image_surface_create_for_data (cairo_image_surface_get_data (surface), cairo_image_surface_get_format (surface),
                                                                                 cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface),
                                                                                 cairo_image_surface_get_stride (surface));

  cairo_surface_set_user_data (copy, &key, cairo_surface_reference (surface), (cairo_destroy_func_t) cairo_surface_destroy);
  share_data (copy, surface, CAIRO_MIME_TYPE_JPEG);
  share_data (copy, surface, CAIRO_MIME_TYPE_UNIQUE_ID);

  return copy;
}
