// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-seminar-people.h>

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Change a registration and say in the window what became of it, with Undo. Main thread. */

void mit_registration_ask_and_tell (GtkWidget *from, MitStore *store, const MitId *seminar, const MitId *person);
void mit_registration_set_and_tell (GtkWidget *from, MitStore *store, const MitId *seminar, const MitId *person, MitRegistrationState state);

G_END_DECLS
