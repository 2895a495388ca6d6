// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/* Ask for a file. Futures resolve to a path (string), or reject with G_IO_ERROR_CANCELLED. */

DexFuture *mit_file_choice_open (GtkWidget *from, const char *title, const char *filter_name, const char *const *suffixes);
DexFuture *mit_file_choice_save (GtkWidget *from, const char *title, const char *name);
void       mit_file_show (GtkWidget *from, const char *path);

G_END_DECLS
