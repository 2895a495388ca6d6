// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-import-row.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** MitImportPlan: What an import will do, row by row, before anything is written. */
typedef struct
{
  GPtrArray *rows;   /* MitImportRow */
  GPtrArray *people; /* MitPerson: the register as it was */
  guint      counts[MIT_N_IMPORT_VERDICTS];
  guint      n_repairs;
  guint      n_notices;
  guint      n_duplicates;
  gint64     last_op; /* of the register as it was */
} MitImportPlan;

/** MitImportProgress: How far it is, to be read from any thread. */
typedef struct
{
  int done; /* atomic */
  int total;
} MitImportProgress;

MitImportPlan   *mit_import_plan_new (MitDb *db, MitImportSource *source, MitImportProgress *progress, GCancellable *cancellable, GError **error);
void             mit_import_plan_free (MitImportPlan *plan);
gboolean         mit_import_plan_apply (MitImportPlan *plan, MitDb *db, MitImportProgress *progress, GCancellable *cancellable, GError **error);
char            *mit_import_plan_wrong_rows (MitImportPlan *plan, MitImportSource *source);
const MitAction *mit_import_action (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitImportPlan, mit_import_plan_free)

G_END_DECLS
