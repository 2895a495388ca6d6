// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-history.h>

G_BEGIN_DECLS

const char *mit_person_change_label (const char *table, const char *column);
char       *mit_person_change_describe (const MitChange *change);

G_END_DECLS
