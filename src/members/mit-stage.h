// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-date.h>

G_BEGIN_DECLS

/** MitStage: Where somebody stands in the life cycle. Stored and named in scripts by mit_stage_name(). */
typedef enum
{
  MIT_STAGE_NONE,
  MIT_STAGE_SUPPORTER,
  MIT_STAGE_GUEST,
  MIT_STAGE_MEMBER,
  MIT_STAGE_FORMER,
} MitStage;

#define MIT_N_STAGES 5

const char *mit_stage_name (MitStage stage);
const char *mit_stage_label (MitStage stage);
MitStage    mit_stage_parse (const char *name);
MitStage    mit_stage_guess (const char *word);

G_END_DECLS
