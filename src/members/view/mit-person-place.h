// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** MitPersonPlace: Where somebody is on a person's page: the row with the cursor, and what is unfolded. On the stack. */
typedef struct
{
  int  group; /* of the row with the cursor; -1 for none */
  int  row;
  int  position; /* of the cursor, in characters; -1 for none */
  gint unfolded; /* bits of groups */
} MitPersonPlace;

MitPersonPlace mit_person_place_find (GtkWidget *groups);
void           mit_person_place_restore (const MitPersonPlace *self, GtkWidget *groups);

G_END_DECLS
