// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-separate.h"

#include <lcms2.h>

/* From the colours that a picture came with to those of the press or of the screen. */

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

/**
 * mit_print_separate:
 * @raster: (transfer full)
 *
 * Returns: (transfer full) (nullable): the picture in the inks of @profile, or in black alone; %MIT_PRINT_ERROR_PICTURE when its
 *   colours make no sense
 */
MitPrintRaster *
mit_print_separate (MitPrintRaster *raster, MitPrintProfile *profile, GError **error)
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

/**
 * mit_print_separate_to_light:
 * @raster: (transfer full)
 * @fallback: (nullable): the profile of inks that came without one
 *
 * Without a profile that fits, inks are turned into light by arithmetic, good enough for a thumbnail.
 *
 * Returns: (transfer full) (nullable): the picture in sRGB or grey; %NULL when there is not enough memory
 */
MitPrintRaster *
mit_print_separate_to_light (MitPrintRaster *raster, GBytes *fallback)
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
