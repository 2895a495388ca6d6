// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

/* Say what was done, or what went wrong, in the window that a widget is in. */

void mit_notify (GtkWidget *from, const char *text);
void mit_notify_undoable (GtkWidget *from, const char *text, gint64 tx);
void mit_notify_error (GtkWidget *from, const GError *error);
void mit_notify_future (GtkWidget *from, DexFuture *future, const char *done);
void mit_notify_and_close (AdwDialog *dialog, GtkWidget *from, DexFuture *future, const char *done);

G_END_DECLS
