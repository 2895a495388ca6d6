// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitSeminarsPage: The seminars, those ahead first, with one of them beside the list. Main thread. */
#define MIT_TYPE_SEMINARS_PAGE (mit_seminars_page_get_type ())
G_DECLARE_FINAL_TYPE (MitSeminarsPage, mit_seminars_page, MIT, SEMINARS_PAGE, AdwNavigationPage)

GtkWidget *mit_seminars_page_new (MitStore *store);
void       mit_seminars_page_show (MitSeminarsPage *self, const MitId *seminar);

G_END_DECLS
