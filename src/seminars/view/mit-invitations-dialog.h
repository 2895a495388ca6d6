// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitInvitationsDialog: How many invitation letters there will be, and who gets none and why, before they are written. Main thread. */
#define MIT_TYPE_INVITATIONS_DIALOG (mit_invitations_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitInvitationsDialog, mit_invitations_dialog, MIT, INVITATIONS_DIALOG, AdwDialog)

void mit_invitations_dialog_present (GtkWidget *from, MitStore *store, const MitId *seminar);

G_END_DECLS
