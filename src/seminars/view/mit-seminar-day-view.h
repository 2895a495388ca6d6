// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-seminar.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitSeminarDayView: Tick who was there. Main thread. */
#define MIT_TYPE_SEMINAR_DAY_VIEW (mit_seminar_day_view_get_type ())
G_DECLARE_FINAL_TYPE (MitSeminarDayView, mit_seminar_day_view, MIT, SEMINAR_DAY_VIEW, AdwBin)

void mit_seminar_day_view_show (MitSeminarDayView *self, GPtrArray *registrations);

G_END_DECLS
