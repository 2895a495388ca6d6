// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-schema.h>

G_BEGIN_DECLS

/**
 * MitCellTable: A recorded table as the shared database sees it: rows of cells, each with a value of its own. What a row
 * says nothing about has the column's usual value, so usual values need not be written.
 */
typedef struct
{
  const MitSchemaTable *schema;
  int                   n_columns;
  MitValue             *usual; /* of each column, from 0 */
  MitValueType         *type;  /* of each column */
  gboolean             *nullable;
  int                   person;       /* the column that says whom a row is about, from 1; 0 if there is none, or if the row is one */
  int                   other_person; /* a second column of that kind; 0 if there is none */
  int                   counter;      /* the column whose greatest value is kept, from 1; 0 if there is none */
  char                 *select_row;
  char                 *insert_row; /* id, then all columns */
  char                **update;     /* of each column: new value, id */
  char                **select;     /* of each column: id */
} MitCellTable;

/** MitCells: All recorded tables. */
typedef struct
{
  GPtrArray *tables;
} MitCells;

void                mit_cells_init (MitCells *self, MitDb *db);
void                mit_cells_clear (MitCells *self);
const MitCellTable *mit_cells_find (const MitCells *self, int number);
gboolean            mit_cell_table_has (const MitCellTable *table, int column);
gboolean            mit_cell_table_accepts (const MitCellTable *table, int column, const MitValue *value);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitCells, mit_cells_clear)

G_END_DECLS
