// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>
#include <mit-share-agent.h>

G_BEGIN_DECLS

/** MitShareStatusPage: How it stands, which computers and people take part, and what can be done about it. */
#define MIT_TYPE_SHARE_STATUS_PAGE (mit_share_status_page_get_type ())
G_DECLARE_FINAL_TYPE (MitShareStatusPage, mit_share_status_page, MIT, SHARE_STATUS_PAGE, AdwNavigationPage)

AdwNavigationPage *mit_share_status_page_new (MitStore *store, MitShareAgent *agent);

G_END_DECLS
