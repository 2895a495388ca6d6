// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void mit_each (GPtrArray *items, GFunc func, gpointer data);

G_END_DECLS
