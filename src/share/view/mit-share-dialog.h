// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>
#include <mit-share-agent.h>

G_BEGIN_DECLS

/** MitShareDialog: All about the shared database: setting it up, its state, who takes part, and what was changed twice. */
#define MIT_TYPE_SHARE_DIALOG (mit_share_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitShareDialog, mit_share_dialog, MIT, SHARE_DIALOG, AdwDialog)

AdwDialog *mit_share_dialog_new (MitStore *store, MitShareAgent *agent);

G_END_DECLS
