// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** MitApplication: The program: one window, the commands that every page has, and the lock. Main thread. */
#define MIT_TYPE_APPLICATION (mit_application_get_type ())
G_DECLARE_FINAL_TYPE (MitApplication, mit_application, MIT, APPLICATION, AdwApplication)

MitApplication *mit_application_new (void);

G_END_DECLS
