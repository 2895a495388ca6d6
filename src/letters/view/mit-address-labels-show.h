// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-people.h>
#include <mit-store.h>

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mit_address_labels_show (GtkWidget *from, MitStore *store, const MitPeopleQuery *query);

G_END_DECLS
