// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-seminar.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitProgrammeDialog: Add a part to a programme, or change one. Main thread. */
#define MIT_TYPE_PROGRAMME_DIALOG (mit_programme_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitProgrammeDialog, mit_programme_dialog, MIT, PROGRAMME_DIALOG, AdwDialog)

void mit_programme_dialog_present (GtkWidget *from, MitStore *store, const MitId *seminar, const MitProgrammeItem *item);

G_END_DECLS
