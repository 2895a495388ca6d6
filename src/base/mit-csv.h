// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MitCsvReader: Reads records of a text with separated values (RFC 4180 and what German software makes of it). On the stack. */
typedef struct
{
  const char *at;
  char        separator;
  GPtrArray  *fields;
  GString    *buffer;
  GArray     *starts;
  guint       line; /* of the record read last, from 1 */
  guint       next_line;
} MitCsvReader;

void     mit_csv_reader_init (MitCsvReader *reader, const char *text, char separator);
void     mit_csv_reader_clear (MitCsvReader *reader);
gboolean mit_csv_reader_next (MitCsvReader *reader);
char     mit_csv_guess_separator (const char *text);

void mit_csv_write_field (GString *out, const char *value, char separator);
void mit_csv_write_row (GString *out, const char *const *values, guint n_values, char separator);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitCsvReader, mit_csv_reader_clear)

G_END_DECLS
