// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *mit_code_sheet_render (const char *code, const char *place, GError **error);

G_END_DECLS
