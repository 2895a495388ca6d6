// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-person.h>
#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/* The groups of rows that a person's page is made of. Each writes what is changed in it as an action of its own. */

GtkWidget *mit_person_duplicates_group (MitStore *store, const MitPerson *person);
GtkWidget *mit_person_fields_group (MitStore *store, const MitPerson *person, gint64 opened);
GtkWidget *mit_person_contacts_group (MitStore *store, const MitPerson *person, const char *added_kind);
GtkWidget *mit_person_stages_group (MitStore *store, const MitPerson *person);
GtkWidget *mit_person_groups_group (MitStore *store, const MitPerson *person);
GtkWidget *mit_person_consents_group (MitStore *store, const MitPerson *person);
GtkWidget *mit_person_timeline_group (MitStore *store, const MitPerson *person);
gboolean   mit_person_field_is_hidden (const MitPerson *person, MitPersonField field);

const char *mit_person_kind_label (const char *kind);

G_END_DECLS
