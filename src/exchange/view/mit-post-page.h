// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>
#include <mit-post.h>

G_BEGIN_DECLS

/** MitPostPage: A text in the exchange with its answers. */
#define MIT_TYPE_POST_PAGE (mit_post_page_get_type ())
G_DECLARE_FINAL_TYPE (MitPostPage, mit_post_page, MIT, POST_PAGE, AdwNavigationPage)

AdwNavigationPage *mit_post_page_new (MitStore *store, const MitId *post);
char              *mit_post_page_describe (const MitPost *post);

G_END_DECLS
