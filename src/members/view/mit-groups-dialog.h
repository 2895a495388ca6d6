// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitGroupsDialog: All groups, and the way to each. Main thread. */
#define MIT_TYPE_GROUPS_DIALOG (mit_groups_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitGroupsDialog, mit_groups_dialog, MIT, GROUPS_DIALOG, AdwDialog)

void mit_groups_dialog_present (GtkWidget *from, MitStore *store);

G_END_DECLS
