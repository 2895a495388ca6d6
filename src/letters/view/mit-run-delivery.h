// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-letter-run.h>
#include <mit-store.h>

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a run leaves the house. Futures resolve to the number of the action that put it on file. */

DexFuture *mit_run_save_as_pdf (GtkWidget *from, MitStore *store, MitLetterRun *run);
DexFuture *mit_run_print (GtkWidget *from, MitStore *store, MitLetterRun *run);

G_END_DECLS
