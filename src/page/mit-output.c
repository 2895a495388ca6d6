// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-output.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <mit-file.h>

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
describe (cairo_surface_t *surface, const MitOutput *output)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (output->made_at);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, output->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Mitmachen");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, text);
}

/**
 * mit_output_replace:
 * @path: where the file goes
 *
 * Write a whole file or none, for nobody else to read, since most of what we write has people in it: beside its place first, then renamed, so that one that is there stays until the new one is
 * on the disk. Leaves nothing behind on failure.
 */
gboolean
mit_output_replace (const char *path, GBytes *bytes, GError **error)
{
  gsize            size;
  const char      *data = g_bytes_get_data (bytes, &size);
  g_autofree char *target = mit_file_find_target (path);
  g_autoptr (GError) cause = NULL;

  if (target && g_file_set_contents_full (target, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &cause))
    return TRUE;

  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    g_set_error_literal (error, G_FILE_ERROR, cause->code,
                         _ ("There is no space left on the disk, so the file was not written. Make some room and try again."));
  else if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error_literal (error, G_FILE_ERROR, cause->code,
                         _ ("The folder for the file is not there, so it was not written. Choose another folder."));
  else
    g_set_error_literal (error, G_FILE_ERROR, cause ? cause->code : G_FILE_ERROR_FAILED,
                         _ ("The file could not be written to this place. Choose another folder."));

  return FALSE;
}

/** mit_output_render: A PDF in memory. @func draws the pages, unit pt. Thread: any. Returns: (transfer full) (nullable) */
GBytes *
mit_output_render (const MitOutput *output, MitOutputFunc func, gpointer data, GError **error)
{
  GByteArray      *content = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, content, output->width, output->height);
  cairo_t         *cr;
  gboolean         drawn;
  cairo_status_t   status;
  g_autoptr (GBytes) bytes = NULL;

  describe (surface, output);
  cr = cairo_create (surface);
  drawn = func (cr, data, error);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  bytes = g_byte_array_free_to_bytes (content);
  if (drawn && status == CAIRO_STATUS_SUCCESS)
    return g_steal_pointer (&bytes);

  if (drawn)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 /* Translators: %s is why, from the drawing library, in English. */
                 _ ("The pages could not be drawn (%s). Close other programs and try again."), cairo_status_to_string (status));

  return NULL;
}

/** mit_output_write: mit_output_render() into a file at @path, replaced when the new one is whole. */
gboolean
mit_output_write (const MitOutput *output, const char *path, MitOutputFunc func, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = mit_output_render (output, func, data, error);

  return bytes && mit_output_replace (path, bytes, error);
}
