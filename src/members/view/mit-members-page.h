// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-people.h>
#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitMembersPage: The member list, with one person beside it. Main thread. */
#define MIT_TYPE_MEMBERS_PAGE (mit_members_page_get_type ())
G_DECLARE_FINAL_TYPE (MitMembersPage, mit_members_page, MIT, MEMBERS_PAGE, AdwNavigationPage)

GtkWidget *mit_members_page_new (MitStore *store);
void       mit_members_page_show_person (MitMembersPage *self, const MitId *id);
void       mit_members_page_import (MitMembersPage *self, const char *path);
void       mit_members_page_search (MitMembersPage *self);

const MitPeopleQuery *mit_members_page_get_query (MitMembersPage *self);

G_END_DECLS
