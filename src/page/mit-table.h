// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-layout.h"

G_BEGIN_DECLS

/**
 * MitTable:
 *
 * Rows of wrapped cells between grid lines, its header row again on each page: attendance sheets, call sheets, registers.
 * Cells hold literal text. Rows are never divided. Reference counted. Thread: one at a time.
 */
typedef struct _MitTable MitTable;

MitTable *mit_table_new (MitStyleSheet *styles, const char *language);
MitTable *mit_table_ref (MitTable *self);
void      mit_table_unref (MitTable *self);
void      mit_table_add_column (MitTable   *self,
                                const char *title,
                                double      width,
                                const char *header_style,
                                const char *cell_style);
void      mit_table_add_row (MitTable *self, const char *const *cells);
void      mit_table_set_min_row_height (MitTable *self, double height);
void      mit_table_set_padding (MitTable *self, double horizontal, double vertical);
void      mit_table_set_grid (MitTable *self, double line_width, const MitColor *color);
void      mit_table_set_header_fill (MitTable *self, const MitColor *color);
double    mit_table_get_width (const MitTable *self);

GPtrArray *mit_table_layout (const MitTable *self,
                             const MitBox   *first,
                             const MitBox   *next,
                             double         *used_height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitTable, mit_table_unref)

G_END_DECLS
