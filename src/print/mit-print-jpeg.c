// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-jpeg.h"

#include "mit-print-error.h"
#include "mit-print-picture.h"

#include <glib/gi18n.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <jpeglib.h>
#include <jerror.h>

/* Print shops ask for "high" or "maximum"; at 92 without chroma subsampling no difference is seen in print. */
#define QUALITY 92
#define SCREEN_QUALITY 85

/* libjpeg leaves by longjmp, so what must be freed lives in structures outside of the functions that call it. */
typedef struct
{
  struct jpeg_error_mgr errors;
  jmp_buf               escape;
  gboolean              is_cut_off;
} Errors;

static void
escape (j_common_ptr info)
{
  longjmp (((Errors *) info->err)->escape, 1);
}

/* libjpeg only warns about a file that ends too early and paints the rest grey; half a photo is no photo. Other warnings,
 * such as stray bytes between markers, are common in files of cameras. */
static void
note_warning (j_common_ptr info, int level)
{
  int code = info->err->msg_code;

  if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE))
    ((Errors *) info->err)->is_cut_off = TRUE;
}

static void
stay_silent (j_common_ptr info)
{
}

static struct jpeg_error_mgr *
errors_init (Errors *self)
{
  jpeg_std_error (&self->errors);
  self->errors.error_exit = escape;
  self->errors.output_message = stay_silent;
  self->errors.emit_message = note_warning;

  return &self->errors;
}

typedef struct
{
  struct jpeg_compress_struct info;
  Errors                      errors;
  unsigned char              *buffer;
  unsigned long               size;
} Encoder;

static void
encoder_configure (Encoder *self, guint width, guint height, guint channels)
{
  self->info.image_width = width;
  self->info.image_height = height;
  self->info.input_components = (int) channels;
  self->info.in_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 3 ? JCS_RGB
                                                                            : JCS_CMYK;
  jpeg_set_defaults (&self->info);
  /* Without this libjpeg would store YCCK, which would need inverting. */
  if (channels == 4)
    jpeg_set_colorspace (&self->info, JCS_CMYK);
  jpeg_set_quality (&self->info, channels == 3 ? SCREEN_QUALITY : QUALITY, TRUE);
  self->info.optimize_coding = TRUE;
  self->info.dct_method = JDCT_ISLOW;
  for (int i = 0; i < self->info.num_components; i++)
    self->info.comp_info[i].h_samp_factor = self->info.comp_info[i].v_samp_factor = 1;
}

static gboolean
encoder_run (Encoder *self, const guint8 *pixels, guint width, guint height, guint channels)
{
  if (setjmp (self->errors.escape))
    return FALSE;

  jpeg_create_compress (&self->info);
  jpeg_mem_dest (&self->info, &self->buffer, &self->size);
  encoder_configure (self, width, height, channels);
  jpeg_start_compress (&self->info, TRUE);
  while (self->info.next_scanline < height)
    {
      JSAMPROW row = (JSAMPROW) pixels + (gsize) self->info.next_scanline * width * channels;

      jpeg_write_scanlines (&self->info, &row, 1);
    }
  jpeg_finish_compress (&self->info);

  return TRUE;
}

/**
 * mit_print_jpeg_encode:
 * @pixels: rows without padding; 255 is full ink with four channels and white with one
 * @channels: 4 for CMYK, 3 for sRGB (for the screen, and smaller), 1 for grey
 *
 * The inks are stored as they are and not inverted as Adobe's programs do, since cairo writes no /Decode; poppler, Ghostscript
 * and MuPDF then all show the picture and not its negative.
 *
 * Returns: (transfer full) (nullable): a JPEG without chroma subsampling; %MIT_PRINT_ERROR_PICTURE above 65500 pixels a side
 */
GBytes *
mit_print_jpeg_encode (const guint8 *pixels, guint width, guint height, guint channels, GError **error)
{
  Encoder self = { 0 };
  GBytes *jpeg = NULL;

  self.info.err = errors_init (&self.errors);
  if (encoder_run (&self, pixels, width, height, channels))
    jpeg = g_bytes_new (self.buffer, self.size);
  else
    g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PICTURE_SIZE, _ ("The picture is too large to be printed. Use a smaller version of it."));
  jpeg_destroy_compress (&self.info);
  free (self.buffer);

  return jpeg;
}

typedef struct
{
  struct jpeg_decompress_struct info;
  Errors                        errors;
  MitPrintRaster               *raster;
  gboolean                      is_too_large;
} Decoder;

static void
decoder_take_markers (Decoder *self)
{
  JOCTET      *icc = NULL;
  unsigned int icc_size = 0;

  if (jpeg_read_icc_profile (&self->info, &icc, &icc_size))
    self->raster->icc = g_bytes_new_with_free_func (icc, icc_size, free, icc);

  for (jpeg_saved_marker_ptr marker = self->info.marker_list; marker; marker = marker->next)
    if (marker->marker == JPEG_APP0 + 1)
      self->raster->orientation = mit_print_raster_read_exif (marker->data, marker->data_length);
}

static J_COLOR_SPACE
choose_space (J_COLOR_SPACE stored)
{
  if (stored == JCS_GRAYSCALE)
    return JCS_GRAYSCALE;

  return stored == JCS_CMYK || stored == JCS_YCCK ? JCS_CMYK : JCS_RGB;
}

static gboolean
decoder_start (Decoder *self, const unsigned char *data, gsize size)
{
  jpeg_create_decompress (&self->info);
  jpeg_mem_src (&self->info, data, size);
  jpeg_save_markers (&self->info, JPEG_APP0 + 1, 0xffff);
  jpeg_save_markers (&self->info, JPEG_APP0 + 2, 0xffff);
  jpeg_read_header (&self->info, TRUE);
  self->info.out_color_space = choose_space (self->info.jpeg_color_space);
  self->is_too_large = mit_print_raster_is_too_large (self->info.image_width, self->info.image_height);

  return !self->is_too_large;
}

/* libjpeg halves a picture while it decodes, for less memory and time. */
static unsigned int
choose_scale (guint64 width, guint64 height)
{
  unsigned int denominator = 1;

  while (denominator < 8 && (width / denominator) * (height / denominator) > MIT_PRINT_PICTURE_KEPT_PIXELS)
    denominator *= 2;

  return denominator;
}

static gboolean
decoder_run (Decoder *self, const unsigned char *data, gsize size)
{
  if (setjmp (self->errors.escape) || !decoder_start (self, data, size))
    return FALSE;

  self->info.scale_denom = choose_scale (self->info.image_width, self->info.image_height);
  jpeg_start_decompress (&self->info);
  self->raster = mit_print_raster_new (self->info.output_width, self->info.output_height, (guint) self->info.output_components);
  if (!self->raster)
    return FALSE;
  self->raster->stored_width = self->info.image_width;
  self->raster->stored_height = self->info.image_height;
  while (self->info.output_scanline < self->info.output_height)
    {
      JSAMPROW row = mit_print_raster_get_row (self->raster, self->info.output_scanline);

      jpeg_read_scanlines (&self->info, &row, 1);
    }
  decoder_take_markers (self);
  jpeg_finish_decompress (&self->info);

  return !self->errors.is_cut_off;
}

/* Adobe's programs store 255 for no ink, and say so with their marker. */
static void
turn_adobe_inks (MitPrintRaster *raster)
{
  gsize size = (gsize) raster->width * raster->height * 4;

  for (gsize i = 0; i < size; i++)
    raster->pixels[i] = (guint8) (255 - raster->pixels[i]);
}

/**
 * mit_print_jpeg_decode:
 *
 * Returns: (transfer full) (nullable): the pixels in one, three or four channels, where 255 is full ink with four, and
 *   what the file says about its colours and its orientation; %MIT_PRINT_ERROR_PICTURE when it is damaged or too large
 */
MitPrintRaster *
mit_print_jpeg_decode (GBytes *jpeg, GError **error)
{
  Decoder              self = { 0 };
  gsize                size;
  const unsigned char *data = g_bytes_get_data (jpeg, &size);
  gboolean             is_whole, is_adobe;

  self.info.err = errors_init (&self.errors);
  is_whole = decoder_run (&self, data, size);
  is_adobe = self.info.saw_Adobe_marker;
  jpeg_destroy_decompress (&self.info);

  if (!is_whole)
    {
      g_clear_pointer (&self.raster, mit_print_raster_free);
      mit_print_raster_set_error (error, self.is_too_large);
      return NULL;
    }
  if (self.raster->channels == 4 && is_adobe)
    turn_adobe_inks (self.raster);

  return self.raster;
}

/* An eighth of the size is enough to read all that is stored. */
static gboolean
decoder_look_through (Decoder *self, const unsigned char *data, gsize size)
{
  JSAMPARRAY row;

  if (setjmp (self->errors.escape))
    return FALSE;

  decoder_start (self, data, size);
  self->info.out_color_space = self->info.jpeg_color_space;
  self->info.scale_num = 1;
  self->info.scale_denom = 8;
  self->info.dct_method = JDCT_IFAST;
  self->info.do_fancy_upsampling = FALSE;
  jpeg_start_decompress (&self->info);
  row = self->info.mem->alloc_sarray ((j_common_ptr) &self->info, JPOOL_IMAGE, self->info.output_width * (JDIMENSION) self->info.output_components, 1);
  while (self->info.output_scanline < self->info.output_height)
    jpeg_read_scanlines (&self->info, row, 1);
  jpeg_finish_decompress (&self->info);

  return !self->errors.is_cut_off;
}

/** mit_print_jpeg_is_whole: Whether a JPEG can be decoded to its end, for a third of what decoding it costs. */
gboolean
mit_print_jpeg_is_whole (GBytes *jpeg)
{
  Decoder              self = { 0 };
  gsize                size;
  const unsigned char *data = g_bytes_get_data (jpeg, &size);
  gboolean             is_whole;

  self.info.err = errors_init (&self.errors);
  is_whole = decoder_look_through (&self, data, size);
  jpeg_destroy_decompress (&self.info);

  return is_whole;
}
