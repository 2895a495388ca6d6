// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *mit_expander_row_new (const char *title);

G_END_DECLS
