// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-date.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitDateRow: A row to type a day in, or to choose it from a calendar. Main thread. */
#define MIT_TYPE_DATE_ROW (mit_date_row_get_type ())
G_DECLARE_FINAL_TYPE (MitDateRow, mit_date_row, MIT, DATE_ROW, AdwEntryRow)

GtkWidget *mit_date_row_new (const char *title);
MitDate    mit_date_row_get_date (MitDateRow *self);
void       mit_date_row_set_date (MitDateRow *self, MitDate date);

G_END_DECLS
