// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-import-source.h"

#include "mit-member-error.h"

#include <mit-csv.h>

#include <glib/gi18n.h>
#include <string.h>

/* A title or two may stand above the header. */
#define HEADER_SEARCH_ROWS 10

/* 64 MiB hold half a million people; a larger file is not a member list. */
#define LARGEST_FILE (64 * 1024 * 1024)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, MIT_MEMBER_ERROR, MIT_MEMBER_ERROR_NOT_A_TABLE, sentence);

  return FALSE;
}

static guint
count_known (GPtrArray *fields)
{
  guint known = 0;

  for (guint i = 0; i < fields->len; i++)
    if (mit_import_target_guess (g_ptr_array_index (fields, i)) != MIT_IMPORT_NOTHING)
      known++;

  return known;
}

static void
take_headers (MitImportSource *source, GPtrArray *fields)
{
  g_ptr_array_set_size (source->headers, 0);
  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (source->headers, g_strstrip (g_strdup (g_ptr_array_index (fields, i))));
}

/* Returns how many of them are known. */
static guint
find_headers (MitImportSource *source)
{
  g_auto (MitCsvReader) reader = { 0 };
  guint best = 0;

  mit_csv_reader_init (&reader, source->text, source->separator);
  for (guint row = 0; row < HEADER_SEARCH_ROWS && mit_csv_reader_next (&reader); row++)
    {
      guint known = count_known (reader.fields);

      if (known > best || row == 0)
        {
          best = known;
          source->n_skipped = row;
          take_headers (source, reader.fields);
        }
    }

  return best;
}

/* The separator that gives the most headers that are known; where none is, the one that stands there most often. A list of
 * interests has more commas than the table has columns. */
static void
find_separator (MitImportSource *source)
{
  static const char candidates[] = ";,\t|:";
  char              best = mit_csv_guess_separator (source->text);
  guint             most;

  source->separator = best;
  most = find_headers (source);
  for (const char *c = candidates; *c; c++)
    {
      guint known;

      source->separator = *c;
      known = find_headers (source);
      if (known > most)
        {
          most = known;
          best = *c;
        }
    }
  source->separator = best;
}

static gboolean
is_taken (MitImportSource *source, guint before, MitImportTarget target)
{
  for (guint i = 0; i < before; i++)
    if (source->targets[i] == target)
      return TRUE;

  return FALSE;
}

/* Two columns of the same header both hold what it says only where there can be several. */
static MitImportTarget
guess_target (MitImportSource *source, guint column)
{
  MitImportTarget target = mit_import_target_guess (g_ptr_array_index (source->headers, column));
  gboolean        may_repeat = target == MIT_IMPORT_PHONE || target == MIT_IMPORT_MOBILE || target == MIT_IMPORT_EMAIL;

  return !may_repeat && is_taken (source, column, target) ? MIT_IMPORT_NOTHING : target;
}

/* "Nr." beside the street is the house's, unless there is a column of its own for that; else it is the member's, unless
 * there is a better one. */
static MitImportTarget
guess_number (MitImportSource *source, guint column)
{
  gboolean is_beside_street = column > 0 && (int) source->targets[column - 1] == MIT_PERSON_STREET;
  guint    n_columns = source->headers->len;

  if (is_beside_street && !is_taken (source, n_columns, MIT_IMPORT_HOUSE_NUMBER))
    return MIT_IMPORT_HOUSE_NUMBER;

  return is_taken (source, n_columns, (MitImportTarget) MIT_PERSON_NUMBER) ? MIT_IMPORT_NOTHING : (MitImportTarget) MIT_PERSON_NUMBER;
}

static void
guess_targets (MitImportSource *source)
{
  guint    n_columns = source->headers->len;
  gboolean is_members = FALSE;

  g_free (source->targets);
  source->targets = g_new (MitImportTarget, n_columns + 1);
  for (guint i = 0; i < n_columns; i++)
    source->targets[i] = mit_import_target_is_any_number (g_ptr_array_index (source->headers, i)) ? MIT_IMPORT_NOTHING : guess_target (source, i);
  for (guint i = 0; i < n_columns; i++)
    if (mit_import_target_is_any_number (g_ptr_array_index (source->headers, i)))
      source->targets[i] = guess_number (source, i);
  if (!is_taken (source, n_columns, (MitImportTarget) MIT_PERSON_GIVEN))
    for (guint i = 0; i < n_columns; i++)
      if ((int) source->targets[i] == MIT_PERSON_FAMILY)
        source->targets[i] = MIT_IMPORT_FULL_NAME;
  for (guint i = 0; i < n_columns; i++)
    is_members = is_members || (int) source->targets[i] == MIT_PERSON_NUMBER ||
                 mit_import_target_tells_membership (g_ptr_array_index (source->headers, i));
  source->default_stage = is_members ? MIT_STAGE_MEMBER : MIT_STAGE_SUPPORTER;
}

static gboolean
is_date (MitImportTarget target)
{
  return (int) target == MIT_PERSON_BORN || target == MIT_IMPORT_ENTERED || target == MIT_IMPORT_LEFT;
}

/* Nobody writes dots behind a month or a year that comes first; one mistyped day must not turn all the others round. */
static gboolean
understands (MitDateStyle style, const char *value)
{
  MitDate day;

  return !(style != MIT_DATE_STYLE_DAY_MONTH_YEAR && strchr (value, '.')) && mit_date_parse (value, style, MIT_DATE_PIVOT_PAST, &day);
}

/* The style that understands the most dates of the file; day first where nothing tells them apart. */
static void
guess_date_style (MitImportSource *source)
{
  g_auto (MitCsvReader) reader = { 0 };
  guint understood[3] = { 0 };

  mit_csv_reader_init (&reader, source->text, source->separator);
  for (guint row = 0; row < 2000 && mit_csv_reader_next (&reader); row++)
    for (guint i = 0; i < MIN (reader.fields->len, source->headers->len); i++)
      for (int style = 0; style < 3 && is_date (source->targets[i]); style++)
        if (understands ((MitDateStyle) style, g_ptr_array_index (reader.fields, i)))
          understood[style]++;

  source->date_style = MIT_DATE_STYLE_DAY_MONTH_YEAR;
  if (understood[MIT_DATE_STYLE_MONTH_DAY_YEAR] > understood[MIT_DATE_STYLE_DAY_MONTH_YEAR])
    source->date_style = MIT_DATE_STYLE_MONTH_DAY_YEAR;
  else if (understood[MIT_DATE_STYLE_ISO] > 0 && understood[MIT_DATE_STYLE_ISO] == understood[MIT_DATE_STYLE_DAY_MONTH_YEAR])
    source->date_style = MIT_DATE_STYLE_ISO;
}

static gboolean
recognise (MitImportSource *source, GError **error)
{
  guint known = find_headers (source);

  guess_targets (source);
  guess_date_style (source);
  if (source->headers->len < 2 || (known == 0 && source->lossy))
    return refuse (error, _ ("This file is no table: no columns were found in it. Save the list as CSV and choose that file."));

  return TRUE;
}

/** mit_import_source_set_encoding: Read the bytes again in another encoding. */
gboolean
mit_import_source_set_encoding (MitImportSource *source, MitEncoding encoding, GError **error)
{
  gsize length;

  g_free (source->text);
  source->encoding = encoding;
  source->text = mit_encoding_read (source->bytes, encoding, &length, &source->lossy);

  return recognise (source, error);
}

/** mit_import_source_set_separator: Split the rows at another character. */
gboolean
mit_import_source_set_separator (MitImportSource *source, char separator, GError **error)
{
  source->separator = separator;

  return recognise (source, error);
}

static gboolean
check_bytes (GBytes *bytes, GError **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size == 0)
    return refuse (error, _ ("This file is empty. Save the list again and choose that file."));
  if (size > LARGEST_FILE)
    return refuse (error, _ ("This file is too large to be a member list. Choose the list that was saved as CSV."));
  if (size > 4 && (memcmp (data, "PK\3\4", 4) == 0 || memcmp (data, "\xd0\xcf\x11\xe0", 4) == 0))
    return refuse (error, _ ("This is a spreadsheet. Open it, save it as CSV, and choose that file."));
  if (size > 4 && memcmp (data, "%PDF", 4) == 0)
    return refuse (error, _ ("This is a PDF. Ask for the list as CSV, or save it as such, and choose that file."));

  return TRUE;
}

/**
 * mit_import_source_new:
 * @bytes: a whole file
 *
 * Recognise encoding, separator, header, columns and dates.
 *
 * Returns: (transfer full) (nullable): the table, or %NULL with @error if it is none
 */
MitImportSource *
mit_import_source_new (GBytes *bytes, GError **error)
{
  g_autoptr (MitImportSource) source = g_new0 (MitImportSource, 1);
  gsize length;

  source->headers = g_ptr_array_new_with_free_func (g_free);
  if (!check_bytes (bytes, error))
    return NULL;
  source->bytes = g_bytes_ref (bytes);
  source->encoding = mit_encoding_guess (bytes);
  source->text = mit_encoding_read (bytes, source->encoding, &length, &source->lossy);
  find_separator (source);

  return recognise (source, error) ? g_steal_pointer (&source) : NULL;
}

/** mit_import_source_load: mit_import_source_new() of a file. Returns: (transfer full) (nullable) */
MitImportSource *
mit_import_source_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *data = NULL;
  gsize            size;

  if (!g_file_get_contents (path, &data, &size, NULL))
    {
      refuse (error, _ ("The file cannot be read. Look whether it is still there, and whether this account may read it."));
      return NULL;
    }
  bytes = g_bytes_new_take (g_steal_pointer (&data), size);

  return mit_import_source_new (bytes, error);
}

void
mit_import_source_free (MitImportSource *source)
{
  g_clear_pointer (&source->bytes, g_bytes_unref);
  g_clear_pointer (&source->headers, g_ptr_array_unref);
  g_free (source->text);
  g_free (source->targets);
  g_free (source);
}

static gboolean
has_special_letters (GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    for (const char *p = g_ptr_array_index (fields, i); *p; p++)
      if (*p & 0x80)
        return TRUE;

  return FALSE;
}

static GStrv
copy_row (GPtrArray *fields)
{
  GStrv row = g_new0 (char *, fields->len + 1);

  for (guint i = 0; i < fields->len; i++)
    row[i] = g_strdup (g_ptr_array_index (fields, i));

  return row;
}

/**
 * mit_import_source_sample:
 * @n_rows: how many at most
 *
 * Rows to judge the encoding by: those with umlauts and the like first, and if there are none, the first ones.
 *
 * Returns: (transfer full) (element-type GStrv): the rows
 */
GPtrArray *
mit_import_source_sample (MitImportSource *source, guint n_rows)
{
  g_auto (MitCsvReader) reader = { 0 };
  g_autoptr (GPtrArray) plain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  GPtrArray *sample = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  mit_csv_reader_init (&reader, source->text, source->separator);
  for (guint row = 0; sample->len < n_rows && mit_csv_reader_next (&reader); row++)
    {
      if (row <= source->n_skipped)
        continue;
      if (has_special_letters (reader.fields))
        g_ptr_array_add (sample, copy_row (reader.fields));
      else if (plain->len < n_rows)
        g_ptr_array_add (plain, copy_row (reader.fields));
    }
  while (sample->len < n_rows && plain->len > 0)
    g_ptr_array_add (sample, g_ptr_array_steal_index (plain, 0));

  return sample;
}

/** mit_import_source_signature: What tells this kind of table from others: its headers. Returns: (transfer full) */
char *
mit_import_source_signature (MitImportSource *source)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < source->headers->len; i++)
    g_string_append_printf (all, "%s\n", (char *) g_ptr_array_index (source->headers, i));

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, -1);
}

/** mit_import_source_recall: Use the mapping that was remembered for tables of this kind, if there is one. */
void
mit_import_source_recall (MitImportSource *source, MitDb *db)
{
  g_autofree char *signature = mit_import_source_signature (source);
  MitId            id = mit_id_from_name ("import_profile", signature);
  g_autofree char *mapping = mit_db_query_text (db, NULL, "SELECT mapping FROM import_profile WHERE id = ? AND alive", "b", &id);
  g_auto (GStrv) parts = mapping ? g_strsplit (mapping, ",", -1) : NULL;

  if (!parts || g_strv_length (parts) != source->headers->len + 2)
    return;
  for (guint i = 0; i < source->headers->len; i++)
    source->targets[i] = mit_import_target_parse (parts[i]);
  source->date_style = (MitDateStyle) CLAMP (atoi (parts[source->headers->len]), 0, 2);
  source->default_stage = mit_stage_parse (parts[source->headers->len + 1]);
}

/** mit_import_source_remember: Keep the mapping for the next table of this kind. On the store's thread, within an action. */
gboolean
mit_import_source_remember (MitImportSource *source, MitDb *db, GError **error)
{
  g_autofree char *signature = mit_import_source_signature (source);
  MitId            id = mit_id_from_name ("import_profile", signature);
  g_autoptr (GString) mapping = g_string_new (NULL);

  for (guint i = 0; i < source->headers->len; i++)
    g_string_append_printf (mapping, "%s,", mit_import_target_name (source->targets[i]));
  g_string_append_printf (mapping, "%d,%s", (int) source->date_style, mit_stage_name (source->default_stage));

  return mit_db_run (db, error,
                     "INSERT INTO import_profile (id, signature, mapping) VALUES (?, ?, ?)"
                     " ON CONFLICT (id) DO UPDATE SET mapping = excluded.mapping, alive = 1",
                     "btt", &id, signature, mapping->str);
}

/** mit_import_source_reason_header: What the column is called in which rows that are given back say what is wrong with them. */
const char *
mit_import_source_reason_header (void)
{
  return _ ("What is wrong");
}

/** mit_import_source_is_reason: Whether a column is the one that we added when we gave rows back. */
gboolean
mit_import_source_is_reason (MitImportSource *source, guint column)
{
  const char *header = column < source->headers->len ? g_ptr_array_index (source->headers, column) : "";

  return g_str_equal (header, mit_import_source_reason_header ()) || g_str_equal (header, "What is wrong");
}

/** mit_import_source_count_columns: The columns up to the last one that has a name in the list itself. */
guint
mit_import_source_count_columns (MitImportSource *source)
{
  guint count = source->headers->len;

  while (count > 0 && (!*(char *) g_ptr_array_index (source->headers, count - 1) || mit_import_source_is_reason (source, count - 1)))
    count--;

  return count;
}
