// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mit_runs_dialog_present (GtkWidget *from, MitStore *store);

G_END_DECLS
