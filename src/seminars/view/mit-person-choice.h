// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-db.h>

#include <gio/gio.h>

G_BEGIN_DECLS

/** MitPersonChoice: Somebody of the register who was found, and how they stand with a seminar. */
#define MIT_TYPE_PERSON_CHOICE (mit_person_choice_get_type ())
G_DECLARE_FINAL_TYPE (MitPersonChoice, mit_person_choice, MIT, PERSON_CHOICE, GObject)

MitId      mit_person_choice_get_id (MitPersonChoice *self);
GPtrArray *mit_person_choices_find (MitDb *db, const MitId *seminar, const char *search, guint limit, guint *n_found);

G_END_DECLS
