// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-letter-run.h>

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Ask for a file, write it, and say so in the window. Main thread; the work is done on the store's. */

void mit_seminar_save_calendar (GtkWidget *from, MitStore *store, const MitId *seminar);
void mit_seminar_save_sheet (GtkWidget *from, MitStore *store, const MitId *seminar);
void mit_seminar_show_badges (GtkWidget *from, MitStore *store, const MitId *seminar);
void mit_seminar_save_invitations (GtkWidget *from, MitStore *store, MitLetterRun *run);

G_END_DECLS
