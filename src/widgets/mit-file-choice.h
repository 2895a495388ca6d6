// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/* Ask for a file. Futures resolve to a path (string), or reject with G_IO_ERROR_CANCELLED; what else went wrong has been
 * said to the user then. */

DexFuture *mit_file_choice_open (GtkWidget *from, const char *title, const char *filter_name, const char *const *suffixes);
DexFuture *mit_file_choice_folder (GtkWidget *from, const char *title);
DexFuture *mit_file_choice_save (GtkWidget *from, const char *title, const char *name);

GCancellable *mit_file_choice_cancellable (GtkWidget *from);
void          mit_file_choice_cancel (GtkWidget *window);

G_END_DECLS
