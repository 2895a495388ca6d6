// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mit_shortcuts_install (GtkApplication *application);
void mit_shortcuts_present (GtkWidget *from);

G_END_DECLS
