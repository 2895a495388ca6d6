// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-reader.h"

#include <locale.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* What both readers have in common: they read one file from elsewhere, and die of it if they must. */

/* A minute is far more than any picture takes; four gigabytes are what 200 megapixels take in every decoder known. */
#define SECONDS 60
#define BYTES (G_GUINT64_CONSTANT (4) << 30)

static void
limit (int resource, rlim_t most)
{
  struct rlimit limits = { most, most };

  setrlimit (resource, &limits);
}

static void
limit_all (void)
{
  limit (RLIMIT_CPU, SECONDS);
  alarm (2 * SECONDS);    /* for a decoder that waits */
  limit (RLIMIT_CORE, 0); /* a dump would leave somebody's picture on the disk */
#ifndef __SANITIZE_ADDRESS__
  limit (RLIMIT_AS, BYTES);
#endif
}

static GBytes *
read_input (void)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new_from_fd (MIT_READER_INPUT, FALSE, NULL);

  return file ? g_mapped_file_get_bytes (file) : NULL;
}

static gboolean
write_all (gconstpointer bytes, gsize size)
{
  const char *data = bytes;

  while (size > 0)
    {
      ssize_t written = write (MIT_READER_OUTPUT, data, size);

      if (written <= 0)
        return FALSE;
      data += written;
      size -= (gsize) written;
    }

  return TRUE;
}

/**
 * mit_reader_write:
 * @head: gets its first and its last entries
 * @icc: (nullable)
 *
 * Leave what was found where the program looks for it.
 */
MitReaderStatus
mit_reader_write (MitPrintReadingHead *head, gconstpointer data, gsize size, GBytes *icc)
{
  gsize         icc_size = 0;
  gconstpointer icc_data = icc ? g_bytes_get_data (icc, &icc_size) : NULL;

  memcpy (head->magic, MIT_PRINT_READING_MAGIC, sizeof head->magic);
  head->size = size;
  head->icc_size = (guint32) icc_size;

  return write_all (head, sizeof *head) && write_all (data, size) && write_all (icc_data, icc_size) ? MIT_READER_DONE : MIT_READER_TOO_LARGE;
}

/**
 * mit_reader_run:
 * @n_arguments: that @func wants
 *
 * The main function of a reader. Only the program starts one; somebody who tries it by hand has no descriptor open.
 */
int
mit_reader_run (int argc, char **argv, int n_arguments, MitReaderFunc func)
{
  g_autoptr (GBytes) file = NULL;

  if (argc != n_arguments + 1)
    return MIT_READER_DAMAGED;
  setlocale (LC_CTYPE, "");
  limit_all ();
  file = read_input ();

  return file ? (int) func (file, argv + 1) : MIT_READER_DAMAGED;
}
