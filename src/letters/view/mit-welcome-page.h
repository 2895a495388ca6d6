// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitWelcomePage: The welcome letters that are due: greetings, odd ones first, beside the letter as it will be. Main thread. */
#define MIT_TYPE_WELCOME_PAGE (mit_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (MitWelcomePage, mit_welcome_page, MIT, WELCOME_PAGE, AdwNavigationPage)

GtkWidget *mit_welcome_page_new (MitStore *store);
void       mit_welcome_page_add_person (MitWelcomePage *self, const MitId *person);

G_END_DECLS
