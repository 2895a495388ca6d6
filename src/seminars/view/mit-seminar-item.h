// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-seminar.h>

G_BEGIN_DECLS

/** MitSeminarItem: A seminar as the list and the head of its page show it. Main thread; kept when the register changes. */
#define MIT_TYPE_SEMINAR_ITEM (mit_seminar_item_get_type ())
G_DECLARE_FINAL_TYPE (MitSeminarItem, mit_seminar_item, MIT, SEMINAR_ITEM, GObject)

MitSeminarItem *mit_seminar_item_new (const MitSeminar *seminar);
void            mit_seminar_item_update (MitSeminarItem *self, const MitSeminar *seminar);
MitId           mit_seminar_item_get_id (MitSeminarItem *self);
gboolean        mit_seminar_item_is_past (MitSeminarItem *self);

G_END_DECLS
