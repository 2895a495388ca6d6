// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-registration-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MitRegistrationRow: A box for somebody in a list, with the actions row.state (which menus and toggles show) and row.next.
 * What is asked for goes to the action seminar.set-state, or seminar.ask, of whatever it is in. Main thread.
 */
#define MIT_TYPE_REGISTRATION_ROW (mit_registration_row_get_type ())
G_DECLARE_FINAL_TYPE (MitRegistrationRow, mit_registration_row, MIT, REGISTRATION_ROW, GtkBox)

void mit_registration_request_next (GtkWidget *from, MitRegistrationItem *item);
void mit_registration_request_state (GtkWidget *from, MitRegistrationItem *item, MitRegistrationState state);

G_END_DECLS
