// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>
#include <mit-store.h>

G_BEGIN_DECLS

/** MitConflictsPage: What was changed on two machines, with both versions, and the choice between them. */
#define MIT_TYPE_CONFLICTS_PAGE (mit_conflicts_page_get_type ())
G_DECLARE_FINAL_TYPE (MitConflictsPage, mit_conflicts_page, MIT, CONFLICTS_PAGE, AdwNavigationPage)

AdwNavigationPage *mit_conflicts_page_new (MitStore *store);

G_END_DECLS
