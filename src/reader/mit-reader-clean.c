// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-reader-clean.h"

#include <mit-print-lexer.h>
#include <mit-print-object.h>
#include <mit-print-raster.h>

#include <string.h>

/* What a page paints with. */

static void
remove_all (qpdf_data pdf, qpdf_oh object, const char *const *keys)
{
  for (; *keys; keys++)
    qpdf_oh_remove_key (pdf, mit_print_object_get_dict (pdf, object), *keys);
}

/* Curves for one press, screens and the like: a print shop refuses them (ISO 15930-7, 6.14). */
static void
clean_states (qpdf_data pdf, qpdf_oh resources)
{
  static const char *const refused[] = { "/TR", "/TR2", "/HT", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2", NULL };
  qpdf_oh                  states = mit_print_object_get (pdf, resources, "/ExtGState");
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, states);

  for (guint i = 0; i < keys->len; i++)
    {
      qpdf_oh state = mit_print_object_get (pdf, states, g_ptr_array_index (keys, i));

      if (mit_print_object_is_container (pdf, state))
        remove_all (pdf, state, refused);
    }
}

/* Names that content mentions, such as those of fonts and pictures. */
static void
collect_names (GHashTable *names, const MitPrintInstruction *instruction)
{
  const char *end = instruction->source + instruction->length;

  for (const char *p = memchr (instruction->source, '/', instruction->length); p; p = memchr (p + 1, '/', (gsize) (end - p - 1)))
    {
      const char *stop = p + 1;

      while (stop < end && *stop && !strchr (" \t\r\n\f()<>[]{}/%", *stop))
        stop++;
      g_hash_table_add (names, g_strndup (p, (gsize) (stop - p)));
    }
}

/* Marks of a structure that does not come along would only confuse who reads the new one; and what was saved is restored, no more and
 * no less, which some programs get wrong. Returns: (transfer full) (nullable) */
static GBytes *
tidy (GBytes *content, GHashTable *names)
{
  static const char *const marks[] = { "BMC", "BDC", "EMC", "MP", "DP", NULL };
  GString                 *out = g_string_new (NULL);
  guint                    depth = 0;
  gsize                    size;
  const char              *data = g_bytes_get_data (content, &size);
  MitPrintLexer            lexer;
  MitPrintInstruction      instruction;

  mit_print_lexer_init (&lexer, data, size);
  while (mit_print_lexer_next (&lexer, &instruction))
    {
      gboolean saves = mit_print_instruction_is (&instruction, "q"), restores = mit_print_instruction_is (&instruction, "Q");

      if (g_strv_contains (marks, instruction.op) || (restores && depth == 0))
        continue;
      depth = saves ? depth + 1 : restores ? depth - 1
                                           : depth;
      if (names)
        collect_names (names, &instruction);
      g_string_append_len (out, instruction.source, (gssize) instruction.length);
      g_string_append_c (out, '\n');
    }
  for (; depth > 0; depth--)
    g_string_append (out, "Q\n");
  if (!mit_print_lexer_is_broken (&lexer))
    return g_string_free_to_bytes (out);

  g_string_free (out, TRUE);

  return NULL;
}

static gboolean
is_painted (qpdf_data pdf, qpdf_oh stream)
{
  int type = 0;

  return mit_print_object_is_name (pdf, mit_print_object_get (pdf, stream, "/Subtype"), "/Form") ||
         (qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, stream, "/PatternType"), &type) && type == 1);
}

static gboolean
is_unpacked_here (qpdf_data pdf, qpdf_oh filter)
{
  static const char *const known[] = { "/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode", "/DCTDecode", NULL };

  for (const char *const *name = known; *name; name++)
    if (mit_print_object_is_name (pdf, filter, *name))
      return TRUE;

  return FALSE;
}

/* Whether the program will unpack an image to turn it into ink. */
static gboolean
is_unpacked (qpdf_data pdf, qpdf_oh image)
{
  qpdf_oh filter = mit_print_object_get (pdf, image, "/Filter");

  if (!qpdf_oh_is_array (pdf, filter))
    return qpdf_oh_is_null (pdf, filter) || is_unpacked_here (pdf, filter);
  for (int i = 0; i < qpdf_oh_get_array_n_items (pdf, filter); i++)
    if (!is_unpacked_here (pdf, qpdf_oh_get_array_item (pdf, filter, i)))
      return FALSE;

  return TRUE;
}

/* If a picture breaks a decoder or the memory, let it be this process'. */
static gboolean
can_be_decoded (qpdf_data pdf, qpdf_oh image)
{
  int width = 0, height = 0;
  g_autoptr (GBytes) pixels = NULL;

  qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, image, "/Width"), &width);
  qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, image, "/Height"), &height);
  if (width < 1 || height < 1 || mit_print_raster_is_too_large ((guint64) width, (guint64) height))
    return FALSE;
  if (!is_unpacked (pdf, image))
    return TRUE;
  pixels = mit_print_object_get_data (pdf, image, qpdf_dl_all);

  return pixels != NULL;
}

/* What the cleaning of all objects of a page needs to know. */
typedef struct
{
  qpdf_oh     resources; /* of the page */
  GHashTable *names;     /* used by the page, or by forms that rely on its resources */
} Cleaning;

static gboolean
clean_content (qpdf_data pdf, qpdf_oh stream, Cleaning *cleaning)
{
  gboolean has_own = mit_print_object_has (pdf, stream, "/Resources");
  g_autoptr (GBytes) content = mit_print_object_get_data (pdf, stream, qpdf_dl_generalized);
  g_autoptr (GBytes) tidied = content ? tidy (content, has_own ? NULL : cleaning->names) : NULL;

  if (!tidied)
    return FALSE;
  mit_print_object_put_data (pdf, stream, tidied, NULL);
  /* Old programs let forms use what the page has (ISO 32000-1, 7.8.3). */
  if (!has_own && qpdf_oh_is_dictionary (pdf, cleaning->resources))
    qpdf_oh_replace_key (pdf, mit_print_object_get_dict (pdf, stream), "/Resources", cleaning->resources);
  clean_states (pdf, mit_print_object_get (pdf, stream, "/Resources"));

  return TRUE;
}

static gboolean
clean_stream (qpdf_data pdf, qpdf_oh stream, Cleaning *cleaning)
{
  static const char *const extras[] = { "/StructParent", "/StructParents", "/OC", "/OPI", "/Alternates", "/Ref", "/Metadata", "/PieceInfo", "/LastModified", NULL };

  remove_all (pdf, stream, extras);
  if (mit_print_object_is_name (pdf, mit_print_object_get (pdf, stream, "/Subtype"), "/Image"))
    return can_be_decoded (pdf, stream);

  return !is_painted (pdf, stream) || clean_content (pdf, stream, cleaning);
}

static gboolean
clean_object (qpdf_data pdf, qpdf_oh object, gpointer data)
{
  return !qpdf_oh_is_stream (pdf, object) || clean_stream (pdf, object, data);
}

/* Many programs let all pages share one list of pictures and fonts; those of the others stay at home. */
static void
drop_unused (qpdf_data pdf, const Cleaning *cleaning)
{
  static const char *const sorts[] = { "/XObject", "/Font", "/Pattern", "/Shading", "/ExtGState", NULL };

  for (const char *const *sort = sorts; *sort; sort++)
    {
      qpdf_oh entries = mit_print_object_get (pdf, cleaning->resources, *sort);
      g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, entries);

      for (guint i = 0; i < keys->len; i++)
        if (!g_hash_table_contains (cleaning->names, keys->pdata[i]))
          qpdf_oh_remove_key (pdf, entries, keys->pdata[i]);
    }
}

/**
 * mit_reader_clean:
 * @page: the only one of @pdf
 *
 * Leave nothing in the page's content and in what it uses but what is painted, in a way that print shops take.
 *
 * Returns: %FALSE when something in it is damaged
 */
gboolean
mit_reader_clean (qpdf_data pdf, qpdf_oh page)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) content = mit_print_object_get_page_content (pdf, page);
  g_autoptr (GBytes) tidied = content ? tidy (content, names) : NULL;
  Cleaning cleaning = { mit_print_object_get (pdf, page, "/Resources"), names };
  qpdf_oh  stream;

  if (!tidied)
    return FALSE;
  stream = qpdf_oh_new_stream (pdf);
  mit_print_object_put_data (pdf, stream, tidied, NULL);
  qpdf_oh_replace_key (pdf, page, "/Contents", stream);
  clean_states (pdf, cleaning.resources);
  if (!mit_print_object_for_each (pdf, clean_object, &cleaning))
    return FALSE;
  drop_unused (pdf, &cleaning);

  return TRUE;
}
