// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-import-source.h"
#include "mit-person.h"

G_BEGIN_DECLS

/** MitImportVerdict: What becomes of a row. */
typedef enum
{
  MIT_IMPORT_NEW,
  MIT_IMPORT_CHANGED,
  MIT_IMPORT_SAME,
  MIT_IMPORT_WRONG,
  MIT_IMPORT_BLANK,
} MitImportVerdict;

#define MIT_N_IMPORT_VERDICTS 5

/** MitImportRow: One row of the table: what was understood of it. */
typedef struct
{
  guint            number; /* of the row below the header, from 1 */
  MitImportVerdict verdict;
  MitPerson       *person;    /* NULL for a blank row */
  char            *reason;    /* why it is wrong, a sentence */
  GPtrArray       *repairs;   /* MitImportRepair, or NULL */
  GPtrArray       *notices;   /* char *: to be looked at, but taken in; or NULL */
  GPtrArray       *values;    /* char *, the row as it was; only of wrong rows */
  MitPerson       *match;     /* (not owned) whom in the register it is */
  const char      *duplicate; /* why it may be somebody who is there already: number, born, address, contact */
  MitId            twin;      /* who that is */
} MitImportRow;

/** MitImportRepair: A change that is certain. */
typedef struct
{
  MitImportTarget field;
  char           *old;
  char *new;
} MitImportRepair;

MitImportRow *mit_import_row_read (MitImportSource *source, GPtrArray *fields, guint number);
void          mit_import_row_add_notice (MitImportRow *row, char *sentence);
void          mit_import_row_add_repair (MitImportRow *row, MitImportTarget field, const char *old, const char *new);
void          mit_import_row_free (MitImportRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitImportRow, mit_import_row_free)

G_END_DECLS
