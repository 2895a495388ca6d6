// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitImportDialog: Takes a list in, in four steps: the file, how it reads, what will happen, done. Main thread. */
#define MIT_TYPE_IMPORT_DIALOG (mit_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitImportDialog, mit_import_dialog, MIT, IMPORT_DIALOG, AdwDialog)

AdwDialog *mit_import_dialog_new (MitStore *store);
void       mit_import_dialog_load (MitImportDialog *self, const char *path);

G_END_DECLS
