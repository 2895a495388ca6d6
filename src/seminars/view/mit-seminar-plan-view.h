// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-seminar.h>

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * MitSeminarPlanView: What is known about a seminar, changed in place. What somebody is typing is left alone when the
 * register changes, and kept when another seminar is shown. Main thread.
 */
#define MIT_TYPE_SEMINAR_PLAN_VIEW (mit_seminar_plan_view_get_type ())
G_DECLARE_FINAL_TYPE (MitSeminarPlanView, mit_seminar_plan_view, MIT, SEMINAR_PLAN_VIEW, AdwBin)

void mit_seminar_plan_view_set_store (MitSeminarPlanView *self, MitStore *store);
void mit_seminar_plan_view_show (MitSeminarPlanView *self, const MitSeminar *seminar);

G_END_DECLS
