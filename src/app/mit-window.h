// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-application.h"

#include <mit-store.h>

G_BEGIN_DECLS

/** MitWindow: The window: the start page, or the parts of the program over an open register. Main thread. */
#define MIT_TYPE_WINDOW (mit_window_get_type ())
G_DECLARE_FINAL_TYPE (MitWindow, mit_window, MIT, WINDOW, AdwApplicationWindow)

GtkWidget *mit_window_new (MitApplication *application, const char *register_path, const char *passphrase_file);
void       mit_window_open (MitWindow *self, MitStore *store);
void       mit_window_import (MitWindow *self, const char *list);
void       mit_window_go (MitWindow *self, const char *part);

G_END_DECLS
