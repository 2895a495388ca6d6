// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-image.h"

#include "mit-print-error.h"
#include "mit-print-jpeg.h"
#include "mit-print-object.h"
#include "mit-print-raster.h"

#include <glib/gi18n.h>

static gboolean
is_jpeg (qpdf_data pdf, qpdf_oh image)
{
  qpdf_oh filter = mit_print_object_get (pdf, image, "/Filter");

  return mit_print_object_is_name (pdf, filter, "/DCTDecode") ||
         (qpdf_oh_is_array (pdf, filter) && qpdf_oh_get_array_n_items (pdf, filter) == 1 &&
          mit_print_object_is_name (pdf, qpdf_oh_get_array_item (pdf, filter, 0), "/DCTDecode"));
}

static gsize
get_size (qpdf_data pdf, qpdf_oh image, const char *key)
{
  int value = 0;

  return qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, image, key), &value) && value > 0 ? (gsize) value : 0;
}

static GBytes *
convert_pixels (GBytes *rgb, gsize n_pixels, MitPrintProfile *profile)
{
  guint8 *cmyk = g_try_malloc (4 * n_pixels);

  if (!cmyk)
    return NULL;

  mit_print_profile_convert_pixels (profile, g_bytes_get_data (rgb, NULL), cmyk, n_pixels);

  return g_bytes_new_take (cmyk, 4 * n_pixels);
}

/* A photo stays a photo: what came as JPEG goes as JPEG, else a brochure becomes twenty times as large. */
static gboolean
put_pixels (qpdf_data pdf, qpdf_oh image, GBytes *cmyk, gsize width, gsize height, GError **error)
{
  g_autoptr (GBytes) jpeg = NULL;

  if (is_jpeg (pdf, image))
    {
      jpeg = mit_print_jpeg_encode (g_bytes_get_data (cmyk, NULL), (guint) width, (guint) height, 4, error);
      if (!jpeg)
        return FALSE;
    }
  mit_print_object_put_data (pdf, image, jpeg ? jpeg : cmyk, jpeg ? "/DCTDecode" : NULL);
  mit_print_object_put (pdf, image, "/ColorSpace", "/DeviceCMYK");
  mit_print_object_put (pdf, image, "/BitsPerComponent", "8");
  qpdf_oh_remove_key (pdf, mit_print_object_get_dict (pdf, image), "/Decode");

  return TRUE;
}

/**
 * mit_print_image_is_plain:
 *
 * Returns: whether an image of another program is one that mit_print_image_convert() can turn into ink: of eight bits, all of it
 *   seen, as it is stored
 */
gboolean
mit_print_image_is_plain (qpdf_data pdf, qpdf_oh image)
{
  return get_size (pdf, image, "/BitsPerComponent") == 8 && !mit_print_object_has (pdf, image, "/Decode") &&
         !qpdf_oh_is_array (pdf, mit_print_object_get (pdf, image, "/Mask")) &&
         !mit_print_object_has (pdf, mit_print_object_get (pdf, image, "/SMask"), "/Matte") &&
         !mit_print_object_is_name (pdf, mit_print_object_get (pdf, image, "/Filter"), "/JPXDecode");
}

/**
 * mit_print_image_convert:
 * @image: an image XObject
 *
 * Turn the pixels of a DeviceRGB image into ink; others, and the soft mask of any, stay. Smoothing is switched off, since
 * it is for screens and some print shops refuse it.
 *
 * Returns: %FALSE with %MIT_PRINT_ERROR_INPUT when the image is of a sort that cairo never writes, or damaged
 */
gboolean
mit_print_image_convert (qpdf_data pdf, qpdf_oh image, const MitPrintInks *inks, GError **error)
{
  gsize width = get_size (pdf, image, "/Width"), height = get_size (pdf, image, "/Height");
  g_autoptr (GBytes) rgb = NULL;
  g_autoptr (GBytes) cmyk = NULL;

  qpdf_oh_remove_key (pdf, mit_print_object_get_dict (pdf, image), "/Interpolate");
  if (!mit_print_object_is_name (pdf, mit_print_object_get (pdf, image, "/ColorSpace"), "/DeviceRGB"))
    return TRUE;

  rgb = mit_print_object_get_data (pdf, image, qpdf_dl_all);
  if (!rgb || width == 0 || height == 0 || g_bytes_get_size (rgb) / 3 / width < height)
    {
      g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, _ ("A picture in the PDF is damaged. Place it on the page again."));
      return FALSE;
    }
  cmyk = convert_pixels (rgb, width * height, inks->profile);
  if (!cmyk)
    {
      mit_print_raster_set_error (error, TRUE);
      return FALSE;
    }

  return put_pixels (pdf, image, cmyk, width, height, error);
}
