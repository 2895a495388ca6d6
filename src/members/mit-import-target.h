// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-person.h"

G_BEGIN_DECLS

/** MitImportTarget: Where the values of a column go: a field of the person (the same numbers), or one of these. */
typedef enum
{
  MIT_IMPORT_PHONE = MIT_N_PERSON_FIELDS,
  MIT_IMPORT_MOBILE,
  MIT_IMPORT_EMAIL,
  MIT_IMPORT_FULL_NAME,
  MIT_IMPORT_HOUSE_NUMBER,
  MIT_IMPORT_POSTCODE_CITY,
  MIT_IMPORT_STAGE,
  MIT_IMPORT_ENTERED,
  MIT_IMPORT_LEFT,
  MIT_IMPORT_REASON,
  MIT_IMPORT_GROUP,
  MIT_IMPORT_MAY_CALL,
  MIT_IMPORT_MAY_EMAIL,
  MIT_IMPORT_NOTHING,
} MitImportTarget;

#define MIT_N_IMPORT_TARGETS (MIT_IMPORT_NOTHING + 1)

const char     *mit_import_target_name (MitImportTarget target);
const char     *mit_import_target_label (MitImportTarget target);
MitImportTarget mit_import_target_parse (const char *name);
MitImportTarget mit_import_target_guess (const char *header);
gboolean        mit_import_target_is_any_number (const char *header);
gboolean        mit_import_target_tells_membership (const char *header);

G_END_DECLS
