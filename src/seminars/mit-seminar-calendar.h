// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-seminar.h"

G_BEGIN_DECLS

char    *mit_seminar_calendar_text (const MitSeminar *seminar, gint64 now);
gboolean mit_seminar_calendar_write (const MitSeminar *seminar, const char *path, GError **error);

G_END_DECLS
