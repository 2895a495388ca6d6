// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitTemplateDialog: A letter's text, with its fields, beside the letter as it will be. Main thread. */
#define MIT_TYPE_TEMPLATE_DIALOG (mit_template_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitTemplateDialog, mit_template_dialog, MIT, TEMPLATE_DIALOG, AdwDialog)

AdwDialog *mit_template_dialog_new (MitStore *store, const char *kind);

G_END_DECLS
