// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitPreferencesDialog: The office's details, kept in the register, and this computer's own settings. Main thread. */
#define MIT_TYPE_PREFERENCES_DIALOG (mit_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitPreferencesDialog, mit_preferences_dialog, MIT, PREFERENCES_DIALOG, AdwPreferencesDialog)

AdwDialog *mit_preferences_dialog_new (MitStore *store, GSettings *settings);

G_END_DECLS
