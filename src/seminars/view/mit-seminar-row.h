// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-seminar-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** MitSeminarRow: A seminar in the list of seminars. Main thread. */
#define MIT_TYPE_SEMINAR_ROW (mit_seminar_row_get_type ())
G_DECLARE_FINAL_TYPE (MitSeminarRow, mit_seminar_row, MIT, SEMINAR_ROW, GtkListBoxRow)

GtkWidget      *mit_seminar_row_new (MitSeminarItem *item);
MitSeminarItem *mit_seminar_row_get_item (MitSeminarRow *self);

G_END_DECLS
