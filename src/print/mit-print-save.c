// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-save.h"

#include "mit-print-error.h"

#include <mit-file.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
fail_to_write (const char *path, int code, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  /* Translators: the first %s is the path of a file, the second says why, such as "No space left on device". */
  g_set_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_WRITE, _ ("“%s” cannot be written: %s. Choose another folder or make room."), name, g_strerror (code));

  return FALSE;
}

/* ISO 15930-7 takes 1.6 at most, ISO 15930-3 1.3, and old machines at print shops no packed objects; ISO 14289-1 is about 1.7. */
static void
configure (qpdf_data pdf, MitPrintRules rules)
{
  static const char *const versions[] = {
    [MIT_PRINT_RULES_X4] = "1.6",
    [MIT_PRINT_RULES_X3] = "1.3",
    [MIT_PRINT_RULES_UA1] = "1.7",
  };

  qpdf_force_pdf_version (pdf, versions[rules]);
  qpdf_set_object_stream_mode (pdf, rules == MIT_PRINT_RULES_UA1 ? qpdf_o_generate : qpdf_o_disable);
  qpdf_set_compress_streams (pdf, QPDF_TRUE);
  qpdf_set_newline_before_endstream (pdf, QPDF_TRUE);
  qpdf_set_preserve_encryption (pdf, QPDF_FALSE);
  qpdf_set_deterministic_ID (pdf, QPDF_TRUE);
}

/* Into memory, owned by @pdf: qpdf's own writing to a file does not notice when the last block finds the disk full. */
static gboolean
serialize (qpdf_data pdf, MitPrintRules rules, const unsigned char **data, gsize *size, GError **error)
{
  QPDF_ERROR_CODE code = qpdf_init_write_memory (pdf);

  if (!(code & QPDF_ERRORS))
    {
      configure (pdf, rules);
      code = qpdf_write (pdf);
    }
  if (code & QPDF_ERRORS)
    {
      g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, _ ("The PDF is damaged. Make the document anew."));
      return FALSE;
    }
  *data = qpdf_get_buffer (pdf);
  *size = qpdf_get_buffer_length (pdf);

  return TRUE;
}

static gboolean
write_all (int fd, const unsigned char *data, gsize size)
{
  while (size > 0)
    {
      ssize_t written = write (fd, data, size);

      if (written < 0 && errno != EINTR)
        return FALSE;
      if (written > 0)
        {
          data += written;
          size -= (gsize) written;
        }
    }

  return fsync (fd) == 0;
}

/* Write a file beside @path, so that the rename stays within one file system. */
static char *
write_beside (const char *path, const unsigned char *data, gsize size, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *beside = g_build_filename (folder, ".mitmachen-XXXXXX", NULL);
  int              fd = g_mkstemp_full (beside, O_RDWR | O_CLOEXEC, 0666);
  gboolean         is_written;
  int              code;

  if (fd < 0)
    {
      fail_to_write (path, errno, error);
      return NULL;
    }

  is_written = write_all (fd, data, size);
  code = errno;
  if (close (fd) == 0 && is_written)
    return g_steal_pointer (&beside);

  g_unlink (beside);
  fail_to_write (path, is_written ? errno : code, error);

  return NULL;
}

static void
set_check_error (MitPrintRules rules, GError **error, const MitPrintFinding *finding)
{
  const char *sentence = rules == MIT_PRINT_RULES_UA1 ? _ ("The file cannot be read out to everybody and was not kept.") : _ ("The file is not fit for the print shop and was not kept.");

  if (finding->page > 0)
    /* Translators: both %s are whole sentences about what is wrong, %u is a page number. */
    g_set_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_CHECK, _ ("%s Page %u: %s"), sentence, finding->page, finding->sentence);
  else
    g_set_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_CHECK, "%s %s", sentence, finding->sentence);
}

/* Read back what is on the disk; only then it may be called what it is meant to be. */
static gboolean
keeps_rules (GPtrArray *findings, MitPrintRules rules, GError **error)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const MitPrintFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == MIT_PRINT_SEVERITY_ERROR)
        {
          set_check_error (rules, error, finding);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check (const char *beside, MitPrintRules rules, GError **error)
{
  g_autoptr (GPtrArray) findings = mit_print_check_file (beside, rules, error);

  return findings && keeps_rules (findings, rules, error);
}

static void
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

static gboolean
move_to (const char *beside, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_rename (beside, path) != 0)
    return fail_to_write (path, errno, error);

  /* The file is whole in any case; should the folder not sync, a power cut may at worst bring the old one back. */
  sync_folder (folder);

  return TRUE;
}

/** mit_print_save_to_bytes: What mit_print_save() would write, checked alike. Returns: (transfer full) (nullable) */
GBytes *
mit_print_save_to_bytes (qpdf_data pdf, MitPrintRules rules, GError **error)
{
  const unsigned char *data;
  gsize                size;

  g_autoptr (GBytes) bytes = serialize (pdf, rules, &data, &size, error) ? g_bytes_new (data, size) : NULL;
  g_autoptr (GPtrArray) findings = bytes ? mit_print_check_bytes (bytes, rules) : NULL;

  return findings && keeps_rules (findings, rules, error) ? g_steal_pointer (&bytes) : NULL;
}

/**
 * mit_print_save:
 * @rules: what the file is to keep
 * @path: replaced when the new file is whole and was read back and checked
 *
 * Returns: whether the file is there; else @path is as it was
 */
gboolean
mit_print_save (qpdf_data pdf, MitPrintRules rules, const char *path, GError **error)
{
  const unsigned char *data;
  gsize                size;
  g_autofree char     *target = mit_file_find_target (path);
  g_autofree char     *beside = NULL;

  if (!target)
    return fail_to_write (path, EACCES, error);
  beside = serialize (pdf, rules, &data, &size, error) ? write_beside (target, data, size, error) : NULL;
  if (!beside)
    return FALSE;
  if (check (beside, rules, error) && move_to (beside, target, error))
    return TRUE;

  g_unlink (beside);

  return FALSE;
}
