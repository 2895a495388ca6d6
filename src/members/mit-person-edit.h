// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-person.h"

#include <mit-store.h>

G_BEGIN_DECLS

/* Changes to one person. All run on the store's thread, within an action. */

gboolean mit_person_insert (MitDb *db, const MitPerson *person, GError **error);
gboolean mit_person_check_field (MitPersonField field, const char *value, char **clean, GError **error);
gboolean mit_person_write_field (MitDb *db, const MitId *person, MitPersonField field, const char *value, GError **error);
gboolean mit_person_set_binned (MitDb *db, const MitId *person, gboolean binned, GError **error);

gboolean mit_contact_insert (MitDb *db, const MitId *person, const MitContact *contact, GError **error);
gboolean mit_period_insert (MitDb *db, const MitId *person, const MitPeriod *period, GError **error);
gboolean mit_period_update (MitDb *db, const MitPeriod *period, GError **error);
gboolean mit_consent_insert (MitDb *db, const MitId *person, const MitConsent *consent, GError **error);
gboolean mit_belonging_insert (MitDb *db, const MitId *person, const MitBelonging *belonging, GError **error);
gboolean mit_row_remove (MitDb *db, const char *table, const MitId *id, GError **error);
gboolean mit_person_change_stage (MitDb *db, const MitId *person, MitStage stage, MitDate from, const char *reason, GError **error);

/* The same for the interface: each an action of its own. Futures resolve to the number of the action. */

DexFuture *mit_person_create (MitStore *store, MitPerson *person);
DexFuture *mit_person_edit_field (MitStore *store, const MitId *person, MitPersonField field, const char *value);
gboolean   mit_person_may_be_erased (MitDb *db, const MitId *person);
DexFuture *mit_person_bin (MitStore *store, const MitId *person, gboolean binned);
DexFuture *mit_person_edit_contact (MitStore *store, const MitId *person, const MitId *contact, const char *kind, const char *value);
DexFuture *mit_person_enter_stage (MitStore *store, const MitId *person, MitStage stage, MitDate from, const char *reason);
DexFuture *mit_person_edit_consent (MitStore *store, const MitId *person, const char *kind, gboolean given);
DexFuture *mit_person_join_group (MitStore *store, const MitId *person, const MitId *group, MitGroupPart part);

G_END_DECLS
