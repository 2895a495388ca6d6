// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>
#include <mit-share-agent.h>

G_BEGIN_DECLS

/** MitShareJoinPage: What has to be said to create a shared database, or to join one. */
#define MIT_TYPE_SHARE_JOIN_PAGE (mit_share_join_page_get_type ())
G_DECLARE_FINAL_TYPE (MitShareJoinPage, mit_share_join_page, MIT, SHARE_JOIN_PAGE, AdwNavigationPage)

AdwNavigationPage *mit_share_join_page_new (MitStore *store, MitShareAgent *agent, gboolean creates);

G_END_DECLS
