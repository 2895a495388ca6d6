// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** MitTimesGroup: Rows to say when a seminar begins and ends; what was understood stands above them. Main thread. */
#define MIT_TYPE_TIMES_GROUP (mit_times_group_get_type ())
G_DECLARE_FINAL_TYPE (MitTimesGroup, mit_times_group, MIT, TIMES_GROUP, AdwPreferencesGroup)

void     mit_times_group_set (MitTimesGroup *self, const char *starts, const char *ends);
gboolean mit_times_group_get (MitTimesGroup *self, char **starts, char **ends);

G_END_DECLS
