// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>
#include <mit-schema.h>

G_BEGIN_DECLS

/** MitShareSetupPage: What a shared database is for, and the two ways to one. */
#define MIT_TYPE_SHARE_SETUP_PAGE (mit_share_setup_page_get_type ())
G_DECLARE_FINAL_TYPE (MitShareSetupPage, mit_share_setup_page, MIT, SHARE_SETUP_PAGE, AdwNavigationPage)

AdwNavigationPage *mit_share_setup_page_new (MitScope scope);

G_END_DECLS
