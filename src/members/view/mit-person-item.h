// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-people.h>

#include <glib-object.h>

G_BEGIN_DECLS

/** MitPersonItem: What a list shows of one person; read from the register when it is first shown. Main thread. */
#define MIT_TYPE_PERSON_ITEM (mit_person_item_get_type ())
G_DECLARE_FINAL_TYPE (MitPersonItem, mit_person_item, MIT, PERSON_ITEM, GObject)

MitPersonItem *mit_person_item_new (MitDb *db, gint64 n);
MitId          mit_person_item_get_id (MitPersonItem *self);
gint64         mit_person_item_get_n (MitPersonItem *self);
const char    *mit_person_item_get_name (MitPersonItem *self);

G_END_DECLS
