// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mit_clock_normalize (const char *text);

G_END_DECLS
