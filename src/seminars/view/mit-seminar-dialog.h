// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-seminar.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitSeminarDialog: Plan a seminar, or move one to another time. Main thread. */
#define MIT_TYPE_SEMINAR_DIALOG (mit_seminar_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitSeminarDialog, mit_seminar_dialog, MIT, SEMINAR_DIALOG, AdwDialog)

void mit_seminar_dialog_plan (GtkWidget *from, MitStore *store);
void mit_seminar_dialog_move (GtkWidget *from, MitStore *store, const MitSeminar *seminar);

G_END_DECLS
