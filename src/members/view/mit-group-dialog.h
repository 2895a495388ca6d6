// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-group.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitGroupDialog: One group, new or to be changed. Main thread. */
#define MIT_TYPE_GROUP_DIALOG (mit_group_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitGroupDialog, mit_group_dialog, MIT, GROUP_DIALOG, AdwDialog)

void mit_group_dialog_present (GtkWidget *from, MitStore *store, const MitGroup *group);

G_END_DECLS
