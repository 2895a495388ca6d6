// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-db.h>

G_BEGIN_DECLS

/** MitFindingKind: What in a text may be about a certain person. */
typedef enum
{
  MIT_FINDING_EMAIL,
  MIT_FINDING_PHONE,
  MIT_FINDING_IBAN,
  MIT_FINDING_BIRTH_DATE,
  MIT_FINDING_NAME,
  MIT_FINDING_ADDRESS,
  MIT_FINDING_NUMBER,
} MitFindingKind;

/** MitFinding: One place of a text that may be about a certain person, as it stands there. */
typedef struct
{
  MitFindingKind kind;
  char          *text;
} MitFinding;

GPtrArray  *mit_post_check (MitDb *db, const char *title, const char *body);
const char *mit_finding_kind_name (MitFindingKind kind);
const char *mit_finding_kind_label (MitFindingKind kind);

G_END_DECLS
