// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-seminar-people.h>

#include <gio/gio.h>

G_BEGIN_DECLS

/** MitRegistrationItem: Somebody and a seminar, as the lists of its page show it. Main thread; kept when the register changes. */
#define MIT_TYPE_REGISTRATION_ITEM (mit_registration_item_get_type ())
G_DECLARE_FINAL_TYPE (MitRegistrationItem, mit_registration_item, MIT, REGISTRATION_ITEM, GObject)

MitId                mit_registration_item_get_person (MitRegistrationItem *self);
MitRegistrationState mit_registration_item_get_state (MitRegistrationItem *self);
const char          *mit_registration_item_get_name (MitRegistrationItem *self);
int                  mit_registration_item_get_section (MitRegistrationItem *self);
void                 mit_registration_items_update (GListStore *items, GPtrArray *registrations);

G_END_DECLS
