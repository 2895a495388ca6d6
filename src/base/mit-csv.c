// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-csv.h"

#include <string.h>

/**
 * mit_csv_reader_init:
 * @text: (not transferred): UTF-8 that outlives the reader
 * @separator: what stands between two values
 */
void
mit_csv_reader_init (MitCsvReader *reader, const char *text, char separator)
{
  *reader = (MitCsvReader) {
    .at = text,
    .separator = separator,
    .fields = g_ptr_array_new (),
    .buffer = g_string_new (NULL),
    .starts = g_array_new (FALSE, FALSE, sizeof (gsize)),
    .next_line = 1,
  };
}

void
mit_csv_reader_clear (MitCsvReader *reader)
{
  g_clear_pointer (&reader->fields, g_ptr_array_unref);
  g_clear_pointer (&reader->starts, g_array_unref);
  if (reader->buffer)
    g_string_free (g_steal_pointer (&reader->buffer), TRUE);
}

static gboolean
ends_field (const MitCsvReader *reader, char c)
{
  return c == '\0' || c == reader->separator || c == '\n' || c == '\r';
}

/* Some programs put a space between the quote and the separator. */
static gboolean
closes_field (const MitCsvReader *reader, const char *quote)
{
  return ends_field (reader, quote[1 + strspn (quote + 1, " ")]);
}

/* Where a quoted value ends. The quote that closes it stands before a separator or a line end; others belong to the value
 * ("Anna "Anni" Muster"). One that opens another value tells that the first was never closed: no end is found, because a
 * stray quote must not swallow the people up to the next one. */
static const char *
find_closing_quote (const MitCsvReader *reader, const char *open)
{
  gboolean new_line = FALSE;

  for (const char *p = open + 1; *p; p++)
    {
      gboolean at_start = p > open + 1 && ends_field (reader, p[-1]);

      new_line = new_line || *p == '\n' || *p == '\r';
      if (*p != '"')
        continue;
      if (p[1] == '"' && at_start && new_line && ends_field (reader, p[2]))
        return NULL;
      if (p[1] == '"')
        p++;
      else if (closes_field (reader, p))
        return p;
      else if (at_start)
        return NULL;
    }

  return NULL;
}

/* A quoted value may hold separators, doubled quotes and line ends. */
static const char *
read_quoted (MitCsvReader *reader, const char *p, const char *end)
{
  for (p++; p < end; p++)
    {
      if (*p == '"' && p[1] == '"')
        p++;
      if (*p == '\n' || (*p == '\r' && p[1] != '\n'))
        reader->next_line++;
      if (*p != '\r' || p[1] != '\n')
        g_string_append_c (reader->buffer, *p);
    }

  return end + 1;
}

static const char *
read_field (MitCsvReader *reader, const char *p)
{
  const char *end = *p == '"' ? find_closing_quote (reader, p) : NULL;

  if (end)
    p = read_quoted (reader, p, end);
  while (!ends_field (reader, *p))
    g_string_append_c (reader->buffer, *p++);

  return p;
}

static const char *
skip_line_end (MitCsvReader *reader, const char *p)
{
  if (*p == '\r')
    p++;
  if (*p == '\n')
    p++;
  reader->next_line++;

  return p;
}

/**
 * mit_csv_reader_next:
 *
 * Read the next record into @reader->fields: values, valid until the next call. A line without any value is a record with
 * one empty value.
 *
 * Returns: whether there was one
 */
gboolean
mit_csv_reader_next (MitCsvReader *reader)
{
  const char *p = reader->at;

  if (!*p)
    return FALSE;

  g_string_truncate (reader->buffer, 0);
  g_array_set_size (reader->starts, 0);
  reader->line = reader->next_line;

  for (;;)
    {
      gsize start = reader->buffer->len;

      g_array_append_val (reader->starts, start);
      p = read_field (reader, p);
      g_string_append_c (reader->buffer, '\0');
      if (*p != reader->separator || !*p)
        break;
      p++;
    }
  reader->at = *p ? skip_line_end (reader, p) : p;

  g_ptr_array_set_size (reader->fields, 0);
  for (guint i = 0; i < reader->starts->len; i++)
    g_ptr_array_add (reader->fields, reader->buffer->str + g_array_index (reader->starts, gsize, i));

  return TRUE;
}

static guint
count_outside_quotes (const char *text, char separator, guint lines)
{
  gboolean quoted = FALSE;
  guint    count = 0;

  for (const char *p = text; *p && lines > 0; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (*p == separator && !quoted)
        count++;
      else if (*p == '\n' && !quoted)
        lines--;
    }

  return count;
}

/** mit_csv_guess_separator: The one of ; , tab | that stands most often outside quotes in the first lines, ';' if none does. */
char
mit_csv_guess_separator (const char *text)
{
  static const char candidates[] = ";,\t|";
  char              best = ';';
  guint             most = 0;

  for (const char *c = candidates; *c; c++)
    {
      guint count = count_outside_quotes (text, *c, 3);

      if (count > most)
        {
          most = count;
          best = *c;
        }
    }

  return best;
}

/* A spreadsheet takes such a value for a formula (CWE-1236). */
static gboolean
looks_like_formula (const char *value)
{
  return value[0] && strchr ("=+-@\t\r", value[0]);
}

/**
 * mit_csv_write_field:
 * @value: (nullable): the value
 *
 * Append a value, quoted where needed (RFC 4180), with an apostrophe before what a spreadsheet would run as a formula.
 */
void
mit_csv_write_field (GString *out, const char *value, char separator)
{
  char special[] = { separator, '"', '\n', '\r', '\0' };

  value = value ? value : "";
  if (!looks_like_formula (value) && !strpbrk (value, special) && value[0] != ' ')
    {
      g_string_append (out, value);
      return;
    }

  g_string_append_c (out, '"');
  if (looks_like_formula (value))
    g_string_append_c (out, '\'');
  for (const char *p = value; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/** mit_csv_write_row: Append a record and its line end. */
void
mit_csv_write_row (GString *out, const char *const *values, guint n_values, char separator)
{
  for (guint i = 0; i < n_values; i++)
    {
      if (i > 0)
        g_string_append_c (out, separator);
      mit_csv_write_field (out, values[i], separator);
    }
  g_string_append (out, "\r\n");
}
