// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-registration-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** MitRegistrationKey: A key, in the user's language, that gives the person who is selected in a list a state. */
typedef struct
{
  const char          *key;
  MitRegistrationState state;
} MitRegistrationKey;

MitRegistrationItem *mit_registration_selected (GtkListView *view);
GtkSelectionModel   *mit_registration_model (GListStore *items);
void                 mit_registration_add_keys (GtkListView *view, const MitRegistrationKey *keys, gsize n_keys);

G_END_DECLS
