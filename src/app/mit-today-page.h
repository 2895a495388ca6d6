// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitTodayPage: What is due, in sentences, each with the one thing that does it. Main thread. */
#define MIT_TYPE_TODAY_PAGE (mit_today_page_get_type ())
G_DECLARE_FINAL_TYPE (MitTodayPage, mit_today_page, MIT, TODAY_PAGE, AdwNavigationPage)

GtkWidget *mit_today_page_new (MitStore *store);

G_END_DECLS
