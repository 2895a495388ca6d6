// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitEnrolDialog: Look for people in the register and add them to a seminar, one after the other. Main thread. */
#define MIT_TYPE_ENROL_DIALOG (mit_enrol_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitEnrolDialog, mit_enrol_dialog, MIT, ENROL_DIALOG, AdwDialog)

void mit_enrol_dialog_present (GtkWidget *from, MitStore *store, const MitId *seminar, gboolean were_there);

G_END_DECLS
