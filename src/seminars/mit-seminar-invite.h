// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-seminar.h"

#include <mit-letter-run.h>

G_BEGIN_DECLS

GArray          *mit_seminar_entitled (MitDb *db, const MitId *seminar, MitDate since, GError **error);
gboolean         mit_seminar_invite (MitDb *db, const MitId *seminar, MitDate since, guint *n_invited, GError **error);
const MitAction *mit_seminar_invite_action (void);
DexFuture       *mit_seminar_invite_write (MitStore *store, const MitId *seminar, MitDate since);
MitLetterRun    *mit_seminar_letters (MitDb *db, const MitId *seminar, MitDate dated, char form, GPtrArray **addressees, GError **error);

G_END_DECLS
