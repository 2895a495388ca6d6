// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-import-target.h"

#include <mit-encoding.h>
#include <mit-store.h>

G_BEGIN_DECLS

/**
 * MitImportSource: A table that somebody gave us, and how it is to be read. Recognised by mit_import_source_new(); each
 * part can be corrected before the plan is made. Any thread, one at a time.
 */
typedef struct
{
  GBytes          *bytes;
  char            *text;  /* UTF-8 */
  gboolean         lossy; /* the encoding does not fit: letters were lost */
  MitEncoding      encoding;
  char             separator;
  MitDateStyle     date_style;
  guint            n_skipped; /* rows above the header */
  GPtrArray       *headers;   /* char * */
  MitImportTarget *targets;   /* one for each header */
  MitStage         default_stage;
} MitImportSource;

MitImportSource *mit_import_source_new (GBytes *bytes, GError **error);
MitImportSource *mit_import_source_load (const char *path, GError **error);
void             mit_import_source_free (MitImportSource *source);
gboolean         mit_import_source_set_encoding (MitImportSource *source, MitEncoding encoding, GError **error);
gboolean         mit_import_source_set_separator (MitImportSource *source, char separator, GError **error);
GPtrArray       *mit_import_source_sample (MitImportSource *source, guint n_rows);
char            *mit_import_source_signature (MitImportSource *source);
void             mit_import_source_recall (MitImportSource *source, MitDb *db);
guint            mit_import_source_count_columns (MitImportSource *source);
gboolean         mit_import_source_is_reason (MitImportSource *source, guint column);
const char      *mit_import_source_reason_header (void);
gboolean         mit_import_source_remember (MitImportSource *source, MitDb *db, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitImportSource, mit_import_source_free)

G_END_DECLS
