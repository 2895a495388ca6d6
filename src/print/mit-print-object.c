// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-object.h"

#include "mit-print-error.h"

#include <glib/gi18n.h>
#include <stdarg.h>

static qpdf_data
create (void)
{
  qpdf_data pdf = qpdf_init ();

  qpdf_silence_errors (pdf);
  qpdf_set_suppress_warnings (pdf, QPDF_TRUE);

  return pdf;
}

/* Hand out a document that was read, or say that it could not be. */
static qpdf_data
opened (qpdf_data pdf, QPDF_ERROR_CODE code, GError **error)
{
  if (!(code & QPDF_ERRORS))
    return pdf;

  g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, _ ("This is not a PDF file, or it is damaged. Make the document anew."));
  mit_print_object_close (&pdf);

  return NULL;
}

/** mit_print_object_new_empty: Returns: (transfer full): a document without pages */
qpdf_data
mit_print_object_new_empty (void)
{
  qpdf_data pdf = create ();

  qpdf_empty_pdf (pdf);

  return pdf;
}

/** mit_print_object_try_open: @is_locked: (out): whether it wants a password. Returns: (transfer full) (nullable): the document */
qpdf_data
mit_print_object_try_open (GBytes *pdf, gboolean *is_locked)
{
  qpdf_data   self = create ();
  gsize       size;
  const char *data = g_bytes_get_data (pdf, &size);

  if (!(qpdf_read_memory (self, "document", data ? data : "", size, NULL) & QPDF_ERRORS))
    return self;

  *is_locked = qpdf_get_error_code (self, qpdf_get_error (self)) == qpdf_e_password;
  mit_print_object_close (&self);

  return NULL;
}

/** mit_print_object_open_bytes: @pdf must outlive the document. Returns: (transfer full) (nullable): the document */
qpdf_data
mit_print_object_open_bytes (GBytes *pdf, GError **error)
{
  qpdf_data   self = create ();
  gsize       size;
  const char *data = g_bytes_get_data (pdf, &size);

  return opened (self, qpdf_read_memory (self, "document", data ? data : "", size, NULL), error);
}

/** mit_print_object_open_file: Returns: (transfer full) (nullable): the document */
qpdf_data
mit_print_object_open_file (const char *path, GError **error)
{
  qpdf_data self = create ();

  return opened (self, qpdf_read (self, path, NULL), error);
}

/** mit_print_object_to_bytes: The document as a file, which anybody may read; the same one gives the same bytes. Returns: (transfer full) (nullable) */
GBytes *
mit_print_object_to_bytes (qpdf_data pdf, GError **error)
{
  QPDF_ERROR_CODE code = qpdf_init_write_memory (pdf);

  if (!(code & QPDF_ERRORS))
    {
      qpdf_set_preserve_encryption (pdf, QPDF_FALSE);
      qpdf_set_deterministic_ID (pdf, QPDF_TRUE);
      qpdf_set_object_stream_mode (pdf, qpdf_o_generate);
      code = qpdf_write (pdf);
    }
  if (!(code & QPDF_ERRORS))
    return g_bytes_new (qpdf_get_buffer (pdf), qpdf_get_buffer_length (pdf));

  g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, _ ("The PDF is damaged. Make the document anew."));

  return NULL;
}

/** mit_print_object_close: Free the document and all handles; @pdf may point to %NULL. */
void
mit_print_object_close (qpdf_data *pdf)
{
  if (!*pdf)
    return;
  /* qpdf complains on standard error about an error that nobody fetched. */
  if (qpdf_has_error (*pdf))
    qpdf_get_error (*pdf);
  qpdf_oh_release_all (*pdf);
  qpdf_cleanup (pdf);
}

/** mit_print_object_is_container: Whether @object is a dictionary or a stream, which has one. */
gboolean
mit_print_object_is_container (qpdf_data pdf, qpdf_oh object)
{
  return qpdf_oh_is_dictionary (pdf, object) || qpdf_oh_is_stream (pdf, object);
}

/** mit_print_object_get_dict: The dictionary of a stream, or @object itself. */
qpdf_oh
mit_print_object_get_dict (qpdf_data pdf, qpdf_oh object)
{
  return qpdf_oh_is_stream (pdf, object) ? qpdf_oh_get_dict (pdf, object) : object;
}

/** mit_print_object_get: An entry of a dictionary or stream; null when there is none or @object is something else. */
qpdf_oh
mit_print_object_get (qpdf_data pdf, qpdf_oh object, const char *key)
{
  return qpdf_oh_get_key_if_dict (pdf, mit_print_object_get_dict (pdf, object), key);
}

/** mit_print_object_get_path: The entry of the entry of … of @object. */
qpdf_oh
mit_print_object_get_path (qpdf_data pdf, qpdf_oh object, const char *first, ...)
{
  va_list keys;

  va_start (keys, first);
  for (const char *key = first; key; key = va_arg (keys, const char *))
    object = mit_print_object_get (pdf, object, key);
  va_end (keys);

  return object;
}

/** mit_print_object_has: Whether @object has an entry @key that is not null. */
gboolean
mit_print_object_has (qpdf_data pdf, qpdf_oh object, const char *key)
{
  return !qpdf_oh_is_null (pdf, mit_print_object_get (pdf, object, key));
}

/** mit_print_object_is_name: Whether @object is the name @name, which has its slash. */
gboolean
mit_print_object_is_name (qpdf_data pdf, qpdf_oh object, const char *name)
{
  return qpdf_oh_is_name_and_equals (pdf, object, name);
}

/** mit_print_object_get_keys: Returns: (transfer full) (element-type utf8): the keys of a dictionary or stream, sorted */
GPtrArray *
mit_print_object_get_keys (qpdf_data pdf, qpdf_oh object)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  qpdf_oh    dict = mit_print_object_get_dict (pdf, object);

  if (!qpdf_oh_is_dictionary (pdf, dict))
    return keys;
  /* qpdf has one iterator for all, so collect before looking into anything. */
  qpdf_oh_begin_dict_key_iter (pdf, dict);
  while (qpdf_oh_dict_more_keys (pdf))
    g_ptr_array_add (keys, g_strdup (qpdf_oh_dict_next_key (pdf)));

  return keys;
}

/** mit_print_object_get_numbers: Returns: whether @object is an array of exactly @n_numbers numbers; only then all are set */
gboolean
mit_print_object_get_numbers (qpdf_data pdf, qpdf_oh object, double *numbers, int n_numbers)
{
  if (!qpdf_oh_is_array (pdf, object) || qpdf_oh_get_array_n_items (pdf, object) != n_numbers)
    return FALSE;

  for (int i = 0; i < n_numbers; i++)
    {
      qpdf_oh item = qpdf_oh_get_array_item (pdf, object, i);

      if (!qpdf_oh_is_number (pdf, item))
        return FALSE;
      /* qpdf's own reading takes the comma of a German locale for the decimal point. */
      numbers[i] = g_ascii_strtod (qpdf_oh_unparse_resolved (pdf, item), NULL);
    }

  return TRUE;
}

/** mit_print_object_dup_text: Returns: (transfer full) (nullable): the UTF-8 of a text string, %NULL for anything else */
char *
mit_print_object_dup_text (qpdf_data pdf, qpdf_oh object)
{
  const char *text;
  size_t      length;

  if (!qpdf_oh_is_string (pdf, object) || !qpdf_oh_get_value_as_utf8 (pdf, object, &text, &length))
    return NULL;

  return g_strndup (text, length);
}

/**
 * mit_print_object_is_first_visit:
 * @visited: set of object numbers
 *
 * Objects of a PDF may be used from many places, and in circles. Returns: whether to go on with @object; always for a
 * direct one
 */
gboolean
mit_print_object_is_first_visit (qpdf_data pdf, qpdf_oh object, GHashTable *visited)
{
  int id = qpdf_oh_get_object_id (pdf, object);

  return id == 0 || g_hash_table_add (visited, GINT_TO_POINTER (id));
}

static GBytes *
take_buffer (unsigned char *buffer, size_t length)
{
  GBytes *data = g_bytes_new (buffer, length);

  qpdf_oh_free_buffer (&buffer);

  return data;
}

/**
 * mit_print_object_get_data:
 * @level: how much to decode
 *
 * Returns: (transfer full) (nullable): the content of a stream, %NULL when it cannot be decoded that far
 */
GBytes *
mit_print_object_get_data (qpdf_data pdf, qpdf_oh stream, enum qpdf_stream_decode_level_e level)
{
  QPDF_BOOL      is_decoded = QPDF_FALSE;
  unsigned char *buffer = NULL;
  size_t         length = 0;

  if (qpdf_oh_get_stream_data (pdf, stream, level, &is_decoded, &buffer, &length) & QPDF_ERRORS)
    return NULL;

  if (!is_decoded)
    {
      qpdf_oh_free_buffer (&buffer);
      return NULL;
    }

  return take_buffer (buffer, length);
}

/** mit_print_object_get_stored: Returns: (transfer full) (nullable): the content of a stream as it is stored */
GBytes *
mit_print_object_get_stored (qpdf_data pdf, qpdf_oh stream)
{
  unsigned char *buffer = NULL;
  size_t         length = 0;

  if (qpdf_oh_get_stream_data (pdf, stream, qpdf_dl_none, NULL, &buffer, &length) & QPDF_ERRORS)
    return NULL;

  return take_buffer (buffer, length);
}

/** mit_print_object_get_page_content: Returns: (transfer full) (nullable): the content of a page, all streams joined */
GBytes *
mit_print_object_get_page_content (qpdf_data pdf, qpdf_oh page)
{
  unsigned char *buffer = NULL;
  size_t         length = 0;

  if (qpdf_oh_get_page_content_data (pdf, page, &buffer, &length) & QPDF_ERRORS)
    return NULL;

  return take_buffer (buffer, length);
}

/** mit_print_object_put: Set an entry to what @value, in PDF syntax, says. */
void
mit_print_object_put (qpdf_data pdf, qpdf_oh object, const char *key, const char *value)
{
  qpdf_oh_replace_key (pdf, mit_print_object_get_dict (pdf, object), key, qpdf_oh_parse (pdf, value));
}

/** mit_print_object_put_text: Set an entry to a text string. */
void
mit_print_object_put_text (qpdf_data pdf, qpdf_oh object, const char *key, const char *utf8)
{
  qpdf_oh_replace_key (pdf, mit_print_object_get_dict (pdf, object), key, qpdf_oh_new_unicode_string (pdf, utf8));
}

/**
 * mit_print_object_put_data:
 * @filter: (nullable): how @data is compressed, "/DCTDecode"; %NULL when it is not, it is then deflated on writing
 *
 * Replace the content of a stream.
 */
void
mit_print_object_put_data (qpdf_data pdf, qpdf_oh stream, GBytes *data, const char *filter)
{
  gsize       size;
  const void *bytes = g_bytes_get_data (data, &size);
  qpdf_oh     name = filter ? qpdf_oh_new_name (pdf, filter) : qpdf_oh_new_null (pdf);

  qpdf_oh_replace_stream_data (pdf, stream, bytes ? bytes : (const void *) "", size, name, qpdf_oh_new_null (pdf));
}

/** mit_print_object_complete_font: Say which glyph is which, where cairo 1.18 leaves it out (ISO 32000-1, 9.7.4.2). Any object may be tried. */
void
mit_print_object_complete_font (qpdf_data pdf, qpdf_oh font)
{
  qpdf_oh descendant = mit_print_object_get (pdf, font, "/DescendantFonts");

  if (!qpdf_oh_is_array (pdf, descendant))
    return;
  descendant = qpdf_oh_get_array_item (pdf, descendant, 0);
  if (mit_print_object_is_name (pdf, mit_print_object_get (pdf, descendant, "/Subtype"), "/CIDFontType2") &&
      !mit_print_object_has (pdf, descendant, "/CIDToGIDMap"))
    mit_print_object_put (pdf, descendant, "/CIDToGIDMap", "/Identity");
}

/**
 * mit_print_object_for_each:
 *
 * Look at every object that has a number, also those that were made since the document was opened; not at those of a generation
 * that some program has counted up, which qpdf does away with on writing.
 *
 * Returns: whether @func wanted to go on to the end
 */
gboolean
mit_print_object_for_each (qpdf_data pdf, MitPrintObjectFunc func, gpointer data)
{
  /* The next number that is free; an object that nobody refers to is not written. */
  int end = qpdf_oh_get_object_id (pdf, qpdf_make_indirect_object (pdf, qpdf_oh_new_null (pdf)));

  for (int id = 1; id < end; id++)
    if (!func (pdf, qpdf_get_object_by_id (pdf, id, 0), data))
      return FALSE;

  return TRUE;
}
