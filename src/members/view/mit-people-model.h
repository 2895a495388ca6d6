// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-people.h>
#include <mit-store.h>

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MitPeopleModel: The people that a query finds, as a list of MitPersonItem that are made when they are looked at. Sorting and
 * filtering happen in the register, so a hundred thousand people are as quick as a hundred. Main thread.
 */
#define MIT_TYPE_PEOPLE_MODEL (mit_people_model_get_type ())
G_DECLARE_FINAL_TYPE (MitPeopleModel, mit_people_model, MIT, PEOPLE_MODEL, GObject)

MitPeopleModel *mit_people_model_new (MitStore *store);
void            mit_people_model_query (MitPeopleModel *self, const MitPeopleQuery *query);
guint           mit_people_model_find (MitPeopleModel *self, gint64 n);

G_END_DECLS
