// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE /* memfd_create */

#include "mit-print-reading.h"

#include "mit-print-error.h"
#include "mit-print-raster.h"

#include "mit-config.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Returns: a descriptor of a file that is in memory only, or -1. What is in it is somebody's picture and must not lie about on a disk. */
static int
make_memory (GBytes *content)
{
  int         fd = memfd_create ("reading", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  gsize       size = content ? g_bytes_get_size (content) : 0;
  const char *data = content ? g_bytes_get_data (content, NULL) : NULL;

  while (fd >= 0 && size > 0)
    {
      ssize_t written = write (fd, data, size);

      if (written <= 0)
        {
          close (fd);
          return -1;
        }
      data += written;
      size -= (gsize) written;
    }

  return fd;
}

static gboolean
refuse (int status, GError **error)
{
  const char *sentence = NULL;

  if (status == MIT_READER_LOCKED)
    sentence = _ ("The PDF is locked with a password. Ask whoever made it for one without.");
  else if (status == MIT_READER_NO_PAGE)
    sentence = _ ("The PDF has no such page. Choose another one.");
  else if (status == MIT_READER_LAYERS)
    sentence = _ ("The PDF has layers that are switched off and would be printed all the same. Ask whoever made it for one without layers.");

  else if (status == MIT_READER_FONTS)
    sentence = _ ("The page uses fonts that are not in the file, so nobody could print it as it is meant. Ask whoever made it to embed the fonts.");
  else if (status == MIT_READER_NOTES)
    sentence = _ ("The page has notes or form fields on it, which would be missing in print. Print it into a new PDF, and place that one.");

  if (sentence)
    g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PICTURE, sentence);
  else
    mit_print_raster_set_error (error, status == MIT_READER_TOO_LARGE);

  return FALSE;
}

/** mit_print_reading_is_pdf: Whether @file says that it is a PDF. */
gboolean
mit_print_reading_is_pdf (GBytes *file)
{
  gsize size = MIN (g_bytes_get_size (file), 1024);

  /* Readers look for the header in the first kilobyte; some programs put other things before it. */
  return size > 0 && g_strstr_len (g_bytes_get_data (file, NULL), (gssize) size, "%PDF-") != NULL;
}

/** mit_print_reading_is_svg: Whether @file says that it is an SVG. */
gboolean
mit_print_reading_is_svg (GBytes *file)
{
  const char *data = g_bytes_get_data (file, NULL);
  gssize      size = (gssize) MIN (g_bytes_get_size (file), 4096);

  return size > 0 && (data[0] == '<' || (guint8) data[0] == 0xef || g_ascii_isspace (data[0])) && g_strstr_len (data, size, "<svg") != NULL;
}

/* Returns: (transfer full): the program for pages, or for pictures, which have no task */
static char *
find_reader (const char *const *task)
{
  const char *folder = g_getenv ("MITMACHEN_READERS");

  return g_build_filename (folder ? folder : MIT_READERS, *task ? "mitmachen-page-reader" : "mitmachen-picture-reader", NULL);
}

static GSubprocess *
start (const char *const *task, int input, int output, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) cause = NULL;
  GSubprocess *reader;

  g_strv_builder_take (builder, find_reader (task));
  g_strv_builder_addv (builder, (const char **) task);
  arguments = g_strv_builder_end (builder);
  g_subprocess_launcher_take_fd (launcher, input, MIT_READER_INPUT);
  g_subprocess_launcher_take_fd (launcher, output, MIT_READER_OUTPUT);
  reader = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments, &cause);
  if (!reader)
    g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PICTURE,
                         _ ("The part of this program that reads pictures is missing. Install the program again."));

  return reader;
}

static gboolean
wait_for (GSubprocess *reader, GError **error)
{
  if (!g_subprocess_wait (reader, NULL, NULL))
    return refuse (MIT_READER_DAMAGED, error);
  if (!g_subprocess_get_if_exited (reader))
    return refuse (MIT_READER_DAMAGED, error);

  return g_subprocess_get_exit_status (reader) == MIT_READER_DONE || refuse (g_subprocess_get_exit_status (reader), error);
}

static gboolean
is_length (double length)
{
  return isfinite (length) && length > 0 && length <= MIT_PRINT_READING_MAXIMUM_PT;
}

static gboolean
has_pixels (const MitPrintReadingHead *head, guint channels)
{
  return head->width > 0 && head->height > 0 && !mit_print_raster_is_too_large (head->width, head->height) &&
         head->size == (guint64) head->width * head->height * channels;
}

/* A reader that a file has taken over may hand back anything. */
static gboolean
is_sound (const MitPrintReadingHead *head)
{
  switch ((MitPrintReadingKind) head->kind)
    {
    case MIT_PRINT_READING_RASTER:
      return (head->channels == 1 || head->channels == 3 || head->channels == 4) && has_pixels (head, head->channels) &&
             head->stored_width >= head->width && head->stored_height >= head->height;

    case MIT_PRINT_READING_PAGE:
      return head->n_pages > 0 && is_length (head->page_width) && is_length (head->page_height) && head->bleed >= 0 &&
             head->bleed <= MIT_PRINT_READING_MAXIMUM_PT;

    case MIT_PRINT_READING_DRAWING:
      return has_pixels (head, 4);
    }

  return FALSE;
}

/* Whatever the reader has started may still hold the file: from now on nobody changes it. */
static gboolean
seal (int output)
{
  return fcntl (output, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0;
}

static MitPrintReading *
take (int output)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new_from_fd (output, FALSE, NULL);
  g_autoptr (GBytes) all = file ? g_mapped_file_get_bytes (file) : NULL;
  gsize               size = all ? g_bytes_get_size (all) : 0;
  MitPrintReadingHead head;
  MitPrintReading    *self;

  if (size < sizeof head)
    return NULL;
  memcpy (&head, g_bytes_get_data (all, NULL), sizeof head);
  if (memcmp (head.magic, MIT_PRINT_READING_MAGIC, sizeof head.magic) != 0 || !is_sound (&head) ||
      head.size > size || size - head.size != sizeof head + head.icc_size)
    return NULL;

  self = g_new0 (MitPrintReading, 1);
  self->head = head;
  self->data = g_bytes_new_from_bytes (all, sizeof head, head.size);
  if (head.icc_size > 0)
    self->icc = g_bytes_new_from_bytes (all, sizeof head + head.size, head.icc_size);

  return self;
}

/**
 * mit_print_reading_run:
 * @file: what somebody sent
 * @task: the arguments of the reader of pages, as src/reader/page.c says; none for the reader of pictures
 *
 * Have a file read by a process of its own, and wait for it. Slow; for a worker thread, any number at once.
 *
 * Returns: (transfer full) (nullable): %NULL with %MIT_PRINT_ERROR_PICTURE when the file cannot be used
 */
MitPrintReading *
mit_print_reading_run (GBytes *file, const char *const *task, GError **error)
{
  int          input = make_memory (file), output = make_memory (NULL);
  g_autofd int result = output >= 0 ? fcntl (output, F_DUPFD_CLOEXEC, 0) : -1;
  g_autoptr (GSubprocess) reader = NULL;
  MitPrintReading *self;

  if (input < 0 || result < 0)
    {
      g_clear_fd (&input, NULL);
      g_clear_fd (&output, NULL);
      refuse (MIT_READER_TOO_LARGE, error);
      return NULL;
    }
  lseek (input, 0, SEEK_SET);
  reader = start (task, input, output, error);
  if (!reader || !wait_for (reader, error))
    return NULL;

  self = seal (result) ? take (result) : NULL;
  if (!self)
    refuse (MIT_READER_DAMAGED, error);

  return self;
}

void
mit_print_reading_free (MitPrintReading *self)
{
  g_clear_pointer (&self->data, g_bytes_unref);
  g_clear_pointer (&self->icc, g_bytes_unref);
  g_free (self);
}
