// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-seminar.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitSeminarPeopleView: Who is invited, coming or waiting, with what can be done about it. Main thread. */
#define MIT_TYPE_SEMINAR_PEOPLE_VIEW (mit_seminar_people_view_get_type ())
G_DECLARE_FINAL_TYPE (MitSeminarPeopleView, mit_seminar_people_view, MIT, SEMINAR_PEOPLE_VIEW, AdwBin)

void mit_seminar_people_view_show (MitSeminarPeopleView *self, GPtrArray *registrations);

G_END_DECLS
