// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>
#include <mit-post.h>

G_BEGIN_DECLS

/** MitPostDialog: Write a text for the exchange. What is not published is kept in the register as a draft. */
#define MIT_TYPE_POST_DIALOG (mit_post_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitPostDialog, mit_post_dialog, MIT, POST_DIALOG, AdwDialog)

AdwDialog *mit_post_dialog_new (MitStore *store, const MitPost *about, GtkWidget *from);

G_END_DECLS
