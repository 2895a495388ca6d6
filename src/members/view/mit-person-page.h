// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitPersonPage: One person, to be read and changed in place. Main thread. */
#define MIT_TYPE_PERSON_PAGE (mit_person_page_get_type ())
G_DECLARE_FINAL_TYPE (MitPersonPage, mit_person_page, MIT, PERSON_PAGE, AdwNavigationPage)

void mit_person_page_set_store (MitPersonPage *self, MitStore *store);
void mit_person_page_show (MitPersonPage *self, const MitId *id);

G_END_DECLS
