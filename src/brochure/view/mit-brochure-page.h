// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitBrochurePage: The brochure as it will be printed, and beside it what can be changed in a frame. Main thread. */
#define MIT_TYPE_BROCHURE_PAGE (mit_brochure_page_get_type ())
G_DECLARE_FINAL_TYPE (MitBrochurePage, mit_brochure_page, MIT, BROCHURE_PAGE, AdwNavigationPage)

GtkWidget *mit_brochure_page_new (MitStore *store);

G_END_DECLS
