// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-person.h"

G_BEGIN_DECLS

/** MitImportChange: What a row would change about somebody in the register. */
typedef struct
{
  int   what;  /* a MitPersonField, or one of the MIT_IMPORT_… below the fields */
  guint index; /* of the contact, group or consent of the row */
  char *old;   /* (nullable) */
  char *new;
} MitImportChange;

GPtrArray *mit_import_compare (const MitPerson *held, const MitPerson *listed);
gboolean   mit_import_is_same (const MitPerson *held, const MitPerson *listed);
gboolean   mit_import_stage_differs (const MitPerson *held, const MitPerson *listed);
gboolean   mit_import_stage_is_outdated (const MitPerson *held, const MitPerson *listed);

G_END_DECLS
