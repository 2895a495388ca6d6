// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-person.h>
#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

void mit_stage_dialog_present (GtkWidget *from, MitStore *store, const MitPerson *person);

G_END_DECLS
