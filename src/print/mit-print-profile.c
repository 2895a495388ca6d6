// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-profile.h"

#include "mit-print-error.h"

#include <glib/gi18n.h>
#include <lcms2.h>
#include <string.h>

/* Without the one-pixel cache a transform has no state, and threads may share it (lcms2 manual, cmsFLAGS_NOCACHE). */
#define TRANSFORM_FLAGS (cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE)

/* Characters of a profile's name that are read. */
#define NAME_SIZE 128

struct _MitPrintProfile
{
  GBytes       *icc;
  cmsHTRANSFORM pixels;  /* 8-bit sRGB to 8-bit CMYK */
  cmsHTRANSFORM colours; /* double sRGB to double CMYK in percent */
};

static void
clear (MitPrintProfile *self)
{
  g_clear_pointer (&self->icc, g_bytes_unref);
  g_clear_pointer (&self->pixels, cmsDeleteTransform);
  g_clear_pointer (&self->colours, cmsDeleteTransform);
}

static gboolean
is_for_printing (cmsHPROFILE profile)
{
  return profile && cmsGetDeviceClass (profile) == cmsSigOutputClass && cmsGetColorSpace (profile) == cmsSigCmykData;
}

static gboolean
make_transforms (MitPrintProfile *self, cmsHPROFILE profile)
{
  cmsHPROFILE srgb = cmsCreate_sRGBProfile ();

  self->pixels = cmsCreateTransform (srgb, TYPE_RGB_8, profile, TYPE_CMYK_8, INTENT_RELATIVE_COLORIMETRIC, TRANSFORM_FLAGS);
  self->colours = cmsCreateTransform (srgb, TYPE_RGB_DBL, profile, TYPE_CMYK_DBL, INTENT_RELATIVE_COLORIMETRIC, TRANSFORM_FLAGS);
  cmsCloseProfile (srgb);

  return self->pixels && self->colours;
}

/**
 * mit_print_profile_new:
 * @icc: the content of an ICC file
 *
 * Returns: (transfer full) (nullable): the profile; %MIT_PRINT_ERROR_PROFILE when it is not one of class prtr with the
 *   four inks of a press (ISO 15930-7 asks for that)
 */
MitPrintProfile *
mit_print_profile_new (GBytes *icc, GError **error)
{
  g_autoptr (MitPrintProfile) self = g_atomic_rc_box_new0 (MitPrintProfile);
  gsize         size;
  gconstpointer data = g_bytes_get_data (icc, &size);
  cmsHPROFILE   profile = size > 0 ? cmsOpenProfileFromMem (data, (cmsUInt32Number) size) : NULL;
  gboolean      is_usable;

  self->icc = g_bytes_ref (icc);
  is_usable = is_for_printing (profile) && make_transforms (self, profile);
  g_clear_pointer (&profile, cmsCloseProfile);

  if (!is_usable)
    {
      g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PROFILE, _ ("The colour profile is not one for printing with four inks. Ask the print shop for its CMYK profile."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * mit_print_profile_load:
 *
 * Read the profile that @preset names from where it is installed, unless it brings one along. Blocks on the disk.
 *
 * Returns: (transfer full) (nullable): the profile; %MIT_PRINT_ERROR_PROFILE when it is missing or broken
 */
MitPrintProfile *
mit_print_profile_load (const MitPrintPreset *preset, GError **error)
{
  g_autofree char *path = preset->icc ? NULL : mit_print_preset_find_profile (preset, error);
  g_autoptr (GBytes) icc = NULL;
  char *data;
  gsize size;

  if (preset->icc)
    return mit_print_profile_new (preset->icc, error);
  if (!path)
    return NULL;

  if (!g_file_get_contents (path, &data, &size, NULL))
    {
      /* Translators: %s is the path of a file. “colord-data” is the name of a software package. */
      g_set_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PROFILE, _ ("The colour profile “%s” cannot be read. Install the package “colord-data” again."), path);
      return NULL;
    }
  icc = g_bytes_new_take (data, size);

  return mit_print_profile_new (icc, error);
}

MitPrintProfile *
mit_print_profile_ref (MitPrintProfile *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
mit_print_profile_unref (MitPrintProfile *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

/** mit_print_profile_get_bytes: The content of the ICC file. Returns: (transfer none) */
GBytes *
mit_print_profile_get_bytes (MitPrintProfile *self)
{
  return self->icc;
}

/** mit_print_profile_dup_name: What the profile calls itself. Returns: (transfer full) (nullable) */
char *
mit_print_profile_dup_name (MitPrintProfile *self)
{
  gsize            size;
  gconstpointer    data = g_bytes_get_data (self->icc, &size);
  cmsHPROFILE      profile = cmsOpenProfileFromMem (data, (cmsUInt32Number) size);
  wchar_t          wide[NAME_SIZE] = { 0 };
  g_autofree char *name = NULL;

  if (profile && cmsGetProfileInfo (profile, cmsInfoDescription, "en", "US", wide, sizeof wide) > 0)
    name = g_ucs4_to_utf8 ((const gunichar *) wide, NAME_SIZE - 1, NULL, NULL, NULL);
  g_clear_pointer (&profile, cmsCloseProfile);

  return name && *g_strstrip (name) ? g_steal_pointer (&name) : NULL;
}

/**
 * mit_print_profile_convert_colour:
 * @rgb: a colour in sRGB, each part 0 to 1
 * @cmyk: (out): its inks, each 0 to 1
 *
 * Black comes out as four inks; text wants a swatch of black alone instead.
 */
void
mit_print_profile_convert_colour (MitPrintProfile *self, const double rgb[3], double cmyk[4])
{
  cmsDoTransform (self->colours, rgb, cmyk, 1);
  for (int i = 0; i < 4; i++)
    cmyk[i] = CLAMP (cmyk[i] / 100, 0, 1);
}

/**
 * mit_print_profile_convert_pixels:
 * @rgb: 3 × @n_pixels bytes of sRGB
 * @cmyk: (out): 4 × @n_pixels bytes, 255 is full ink
 */
void
mit_print_profile_convert_pixels (MitPrintProfile *self, const guint8 *rgb, guint8 *cmyk, gsize n_pixels)
{
  const gsize step = G_MAXINT32 / 4;

  for (gsize done = 0; done < n_pixels; done += step)
    cmsDoTransform (self->pixels, rgb + 3 * done, cmyk + 4 * done, (cmsUInt32Number) MIN (step, n_pixels - done));
}

/** mit_print_profile_is_new: Whether a profile is of version 4, which PDF 1.3 and so PDF/X-3 does not know (ICC.1:1998-09). */
gboolean
mit_print_profile_is_new (GBytes *icc)
{
  const gsize   version = 8;
  gsize         size;
  const guint8 *data = g_bytes_get_data (icc, &size);

  return size > version && data[version] > 2;
}

/* ICC.1:2001, 6.1: when the profile was made. The same document must give the same bytes on every day. */
static void
forget_time (guint8 *icc, gsize size)
{
  const gsize time = 24, length = 12;

  if (size >= time + length)
    memset (icc + time, 0, length);
}

/** mit_print_profile_make_srgb: sRGB as an ICC profile of version 2, which every press knows. Returns: (transfer full) */
GBytes *
mit_print_profile_make_srgb (void)
{
  cmsHPROFILE     srgb = cmsCreate_sRGBProfile ();
  cmsUInt32Number size = 0;
  guint8         *icc;

  cmsSetProfileVersion (srgb, 2.1);
  cmsSaveProfileToMem (srgb, NULL, &size);
  icc = g_malloc0 (size);
  cmsSaveProfileToMem (srgb, icc, &size);
  cmsCloseProfile (srgb);
  forget_time (icc, size);

  return g_bytes_new_take (icc, size);
}
