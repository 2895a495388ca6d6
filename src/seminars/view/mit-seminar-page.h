// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitSeminarPage: One seminar: its plan, its people, its day. Main thread. */
#define MIT_TYPE_SEMINAR_PAGE (mit_seminar_page_get_type ())
G_DECLARE_FINAL_TYPE (MitSeminarPage, mit_seminar_page, MIT, SEMINAR_PAGE, AdwNavigationPage)

void mit_seminar_page_set_store (MitSeminarPage *self, MitStore *store);
void mit_seminar_page_show (MitSeminarPage *self, const MitId *seminar);
void mit_seminar_page_show_tab (MitSeminarPage *self, const char *name);

G_END_DECLS
