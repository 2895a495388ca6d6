// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-picture.h"

#include "mit-print-decode.h"
#include "mit-print-error.h"
#include "mit-print-jpeg.h"
#include "mit-units.h"

#include <glib/gi18n.h>
#include <lcms2.h>
#include <math.h>
#include <string.h>

#define MM_PER_INCH 25.4

/* Pixels of the longer side of the surface that stands for a JPEG where the JPEG itself cannot be used. */
#define PROXY_SIZE 32

struct _MitPrintPicture
{
  MitPrintRaster *raster;
  char           *hash; /* of the file */
};

/* A part of a picture in whole pixels. */
typedef struct
{
  guint x;
  guint y;
  guint width;
  guint height;
} Part;

static void
clear (MitPrintPicture *self)
{
  g_clear_pointer (&self->raster, mit_print_raster_free);
  g_free (self->hash);
}

/**
 * mit_print_picture_new_from_bytes:
 * @bytes: the content of a picture file
 *
 * Slow; for a worker thread.
 *
 * Returns: (transfer full) (nullable): the picture; %MIT_PRINT_ERROR_PICTURE when it is damaged, too large or none
 */
MitPrintPicture *
mit_print_picture_new_from_bytes (GBytes *bytes, GError **error)
{
  MitPrintRaster  *raster = mit_print_decode (bytes, error);
  MitPrintPicture *self;

  if (!raster)
    return NULL;

  self = g_atomic_rc_box_new0 (MitPrintPicture);
  self->raster = raster;
  self->hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return self;
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

/** mit_print_picture_get_width: Pixels from left to right when upright. */
guint
mit_print_picture_get_width (MitPrintPicture *self)
{
  return self->raster->width;
}

/** mit_print_picture_get_height: Pixels from top to bottom when upright. */
guint
mit_print_picture_get_height (MitPrintPicture *self)
{
  return self->raster->height;
}

/** mit_print_picture_is_grey: Whether the picture prints with black ink alone. */
gboolean
mit_print_picture_is_grey (MitPrintPicture *self)
{
  return self->raster->channels == 1;
}

static void
find_part (double start, double length, guint size, guint *from, guint *n_pixels)
{
  double first = CLAMP (start, 0, 1), last = CLAMP (start + length, first, 1);

  *from = MIN ((guint) lround (first * size), size - 1);
  *n_pixels = MAX ((guint) lround (last * size), *from + 1) - *from;
}

static Part
get_part (MitPrintPicture *self, const MitPrintCrop *crop)
{
  Part part = { 0, 0, self->raster->width, self->raster->height };

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
 * Returns: pixels per inch on paper, of the coarser direction
 */
double
mit_print_picture_get_ppi (MitPrintPicture *self, const MitPrintCrop *crop, double width_mm, double height_mm)
{
  Part part = get_part (self, crop);

  return MIN (part.width / (width_mm / MM_PER_INCH), part.height / (height_mm / MM_PER_INCH));
}

static guint
limit_pixels (guint n_pixels, double most)
{
  return (guint) CLAMP (most, 1, n_pixels);
}

static MitPrintRaster *
cut (MitPrintPicture *self, const MitPrintCrop *crop, double width_px, double height_px, GError **error)
{
  Part            part = get_part (self, crop);
  MitPrintRaster *raster = mit_print_raster_scale (self->raster, part.x, part.y, part.width, part.height,
                                                   limit_pixels (part.width, width_px), limit_pixels (part.height, height_px));

  if (!raster)
    mit_print_raster_set_error (error, TRUE);

  return raster;
}

static gboolean
fits (cmsHPROFILE profile, guint channels)
{
  cmsColorSpaceSignature wanted = channels == 4 ? cmsSigCmykData : cmsSigRgbData;

  return profile && cmsGetColorSpace (profile) == wanted;
}

/* The profile that came with the picture when it is one for its kind of pixels; else what @fallback says. */
static cmsHPROFILE
open_source (const MitPrintRaster *raster, GBytes *fallback)
{
  gsize         size = 0;
  gconstpointer data = raster->icc ? g_bytes_get_data (raster->icc, &size) : NULL;
  cmsHPROFILE   profile = size > 0 ? cmsOpenProfileFromMem (data, (cmsUInt32Number) size) : NULL;

  if (fits (profile, raster->channels))
    return profile;
  g_clear_pointer (&profile, cmsCloseProfile);
  if (raster->channels == 3)
    return cmsCreate_sRGBProfile ();

  data = fallback ? g_bytes_get_data (fallback, &size) : NULL;

  return data ? cmsOpenProfileFromMem (data, (cmsUInt32Number) size) : NULL;
}

/* Convert between two profiles. Returns FALSE when lcms cannot use one of them. */
static gboolean
transform (const MitPrintRaster *from, cmsHPROFILE source, MitPrintRaster *to, cmsHPROFILE target)
{
  cmsUInt32Number from_type = from->channels == 4 ? TYPE_CMYK_8 : TYPE_RGB_8, to_type = to->channels == 4 ? TYPE_CMYK_8 : TYPE_RGB_8;
  cmsHTRANSFORM   way = source && target ? cmsCreateTransform (source, from_type, target, to_type, INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION) : NULL;

  if (!way)
    return FALSE;
  for (guint y = 0; y < from->height; y++)
    cmsDoTransform (way, mit_print_raster_get_row (from, y), mit_print_raster_get_row (to, y), from->width);
  cmsDeleteTransform (way);

  return TRUE;
}

static MitPrintRaster *
convert (const MitPrintRaster *from, guint channels, GBytes *source_fallback, cmsHPROFILE target)
{
  g_autoptr (MitPrintRaster) to = mit_print_raster_new (from->width, from->height, channels);
  cmsHPROFILE source = open_source (from, source_fallback);
  gboolean    is_done = to && transform (from, source, to, target);

  g_clear_pointer (&source, cmsCloseProfile);

  return is_done ? g_steal_pointer (&to) : NULL;
}

/* Inks that were separated for this profile, or for one that nobody knows, are not touched. */
static gboolean
is_ready (const MitPrintRaster *raster, MitPrintProfile *profile)
{
  return raster->channels == 1 ||
         (raster->channels == 4 && (!raster->icc || g_bytes_equal (raster->icc, mit_print_profile_get_bytes (profile))));
}

static MitPrintRaster *
separate_srgb (const MitPrintRaster *from, MitPrintProfile *profile)
{
  MitPrintRaster *inks = mit_print_raster_new (from->width, from->height, 4);

  if (inks)
    mit_print_profile_convert_pixels (profile, from->pixels, inks->pixels, (gsize) from->width * from->height);

  return inks;
}

static MitPrintRaster *
separate (const MitPrintRaster *from, MitPrintProfile *profile)
{
  GBytes         *icc = mit_print_profile_get_bytes (profile);
  cmsHPROFILE     target = cmsOpenProfileFromMem (g_bytes_get_data (icc, NULL), (cmsUInt32Number) g_bytes_get_size (icc));
  MitPrintRaster *inks = convert (from, 4, icc, target);

  g_clear_pointer (&target, cmsCloseProfile);

  return inks;
}

/* Takes @raster. */
static MitPrintRaster *
convert_to_inks (MitPrintRaster *raster, MitPrintProfile *profile, GError **error)
{
  g_autoptr (MitPrintRaster) from = raster;
  MitPrintRaster *inks;

  if (is_ready (from, profile))
    return g_steal_pointer (&from);

  inks = from->channels == 3 && !from->icc ? separate_srgb (from, profile) : separate (from, profile);
  if (!inks)
    mit_print_raster_set_error (error, FALSE);

  return inks;
}

/* Takes @raster. Without a profile that fits, inks are turned into light by arithmetic, good enough for a thumbnail. */
static MitPrintRaster *
convert_to_light (MitPrintRaster *raster, GBytes *fallback)
{
  g_autoptr (MitPrintRaster) from = raster;
  cmsHPROFILE     target;
  MitPrintRaster *light;

  if (from->channels == 1 || (from->channels == 3 && !from->icc))
    return g_steal_pointer (&from);

  target = cmsCreate_sRGBProfile ();
  light = convert (from, 3, fallback, target);
  cmsCloseProfile (target);
  if (light || from->channels == 3)
    return light ? light : g_steal_pointer (&from);

  light = mit_print_raster_new (from->width, from->height, 3);
  for (gsize i = 0; light && i < (gsize) from->width * from->height; i++)
    for (int c = 0; c < 3; c++)
      light->pixels[3 * i + c] = (guint8) ((255 - from->pixels[4 * i + c]) * (255 - from->pixels[4 * i + 3]) / 255);

  return light;
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
  g_autoptr (MitPrintRaster) light = small ? convert_to_light (small, mit_print_profile_get_bytes (profile)) : NULL;

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
make_unique_id (MitPrintPicture *self, GBytes *jpeg)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, jpeg);
  char            *id = g_strconcat (self->hash, "-", hash, NULL);

  return g_bytes_new_take (id, strlen (id));
}

/**
 * mit_print_picture_render_print:
 * @crop: (nullable): the part that is shown, %NULL for all
 * @width_mm: width on paper; more than %MIT_PRINT_PICTURE_MAXIMUM_PPI is scaled away
 * @height_mm: height on paper
 * @profile: the printing condition
 *
 * The picture in ink, as a JPEG that cairo puts into the PDF as it is. The pixels of the surface are a small stand-in: draw
 * it by scaling its width and height to the frame's. Slow; for a worker thread.
 *
 * Returns: (transfer full) (nullable): the surface; %MIT_PRINT_ERROR_PICTURE when there is not enough memory
 */
cairo_surface_t *
mit_print_picture_render_print (MitPrintPicture *self, const MitPrintCrop *crop, double width_mm, double height_mm, MitPrintProfile *profile, GError **error)
{
  g_autoptr (MitPrintRaster) inks = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GBytes) id = NULL;
  const double     px_per_mm = MIT_PRINT_PICTURE_MAXIMUM_PPI / MM_PER_INCH;
  MitPrintRaster  *part = cut (self, crop, ceil (width_mm * px_per_mm), ceil (height_mm * px_per_mm), error);
  cairo_surface_t *surface;

  inks = part ? convert_to_inks (part, profile, error) : NULL;
  jpeg = inks ? mit_print_jpeg_encode (inks->pixels, inks->width, inks->height, inks->channels, error) : NULL;
  if (!jpeg)
    return NULL;

  surface = make_proxy (inks, profile);
  id = make_unique_id (self, jpeg);
  if (surface && attach (surface, CAIRO_MIME_TYPE_JPEG, jpeg) && attach (surface, CAIRO_MIME_TYPE_UNIQUE_ID, id))
    return surface;

  g_clear_pointer (&surface, cairo_surface_destroy);
  mit_print_raster_set_error (error, TRUE);

  return NULL;
}

/**
 * mit_print_picture_render_screen:
 * @crop: (nullable): the part that is shown, %NULL for all
 * @width_px: most pixels wanted; the picture is never made larger
 * @height_px: most pixels wanted
 *
 * The picture in sRGB, for the screen or a PDF that is not printed. Slow; for a worker thread.
 *
 * Returns: (transfer full) (nullable): an image surface without alpha; %MIT_PRINT_ERROR_PICTURE when there is not enough
 *   memory
 */
cairo_surface_t *
mit_print_picture_render_screen (MitPrintPicture *self, const MitPrintCrop *crop, guint width_px, guint height_px, GError **error)
{
  MitPrintRaster *part = cut (self, crop, width_px, height_px, error);
  g_autoptr (MitPrintRaster) light = NULL;
  cairo_surface_t *surface;

  if (!part)
    return NULL;

  light = convert_to_light (part, NULL);
  surface = light ? make_surface (light) : NULL;
  if (!surface || cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      g_clear_pointer (&surface, cairo_surface_destroy);
      mit_print_raster_set_error (error, TRUE);
    }

  return surface;
}

/* The pixels of a surface, row by row without padding. */
static MitPrintRaster *
read_surface (cairo_surface_t *surface)
{
  MitPrintRaster *raster = mit_print_raster_new ((guint) cairo_image_surface_get_width (surface), (guint) cairo_image_surface_get_height (surface), 3);
  const guint8   *data = cairo_image_surface_get_data (surface);
  int             stride = cairo_image_surface_get_stride (surface);

  for (guint y = 0; raster && y < raster->height; y++)
    {
      const guint32 *from = (const guint32 *) (gconstpointer) (data + (gsize) y * (gsize) stride);
      guint8        *to = mit_print_raster_get_row (raster, y);

      for (guint x = 0; x < raster->width; x++)
        {
          *to++ = (guint8) (from[x] >> 16);
          *to++ = (guint8) (from[x] >> 8);
          *to++ = (guint8) from[x];
        }
    }

  return raster;
}

/* Drawings have areas of one colour, which a JPEG would blur and other packing makes smaller anyway; photos have none. */
static gboolean
is_photo (const MitPrintRaster *raster)
{
  gsize         n_pixels = (gsize) raster->width * raster->height, n_changes = 0;
  const guint8 *pixels = raster->pixels;

  for (gsize i = 3; i < 3 * n_pixels; i += 3)
    n_changes += (pixels[i] ^ pixels[i - 3]) | (pixels[i + 1] ^ pixels[i - 2]) | (pixels[i + 2] ^ pixels[i - 1]) ? 1 : 0;

  return n_changes > n_pixels / 2;
}

static gboolean
has_jpeg (cairo_surface_t *surface)
{
  const unsigned char *data = NULL;
  unsigned long        size = 0;

  cairo_surface_get_mime_data (surface, CAIRO_MIME_TYPE_JPEG, &data, &size);

  return data != NULL;
}

/**
 * mit_print_picture_shrink:
 * @surface: of mit_print_picture_render_screen()
 *
 * Have cairo put a photo into PDF files as a JPEG, a tenth of the size; drawings stay as they are. Slow; for a worker thread.
 *
 * Returns: %FALSE when there is not enough memory
 */
gboolean
mit_print_picture_shrink (cairo_surface_t *surface, GError **error)
{
  g_autoptr (MitPrintRaster) raster = NULL;
  g_autoptr (GBytes) jpeg = NULL;

  if (has_jpeg (surface))
    return TRUE;
  raster = read_surface (surface);
  if (!raster)
    {
      mit_print_raster_set_error (error, TRUE);
      return FALSE;
    }
  if (!is_photo (raster))
    return TRUE;
  jpeg = mit_print_jpeg_encode (raster->pixels, raster->width, raster->height, 3, error);

  return jpeg && attach (surface, CAIRO_MIME_TYPE_JPEG, jpeg);
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
