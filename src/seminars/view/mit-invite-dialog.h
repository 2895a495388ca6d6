// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitInviteDialog: Invite by a rule, and see whom before it is done. Main thread. */
#define MIT_TYPE_INVITE_DIALOG (mit_invite_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitInviteDialog, mit_invite_dialog, MIT, INVITE_DIALOG, AdwDialog)

void mit_invite_dialog_present (GtkWidget *from, MitStore *store, const MitId *seminar);

G_END_DECLS
