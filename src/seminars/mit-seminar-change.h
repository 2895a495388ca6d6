// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-seminar.h"

G_BEGIN_DECLS

/** MitSeminarField: The texts of a seminar that are changed one at a time. */
typedef enum
{
  MIT_SEMINAR_TITLE,
  MIT_SEMINAR_PLACE,
  MIT_SEMINAR_PLACES, /* a number; empty: without a limit */
  MIT_SEMINAR_ABOUT,
} MitSeminarField;

#define MIT_N_SEMINAR_FIELDS 4

/** MitSeminarChange: What is to become of a seminar; whatever is not set stays as it is. */
typedef struct
{
  MitId             seminar;
  char             *fields[MIT_N_SEMINAR_FIELDS]; /* NULL: stays */
  char             *starts;                       /* NULL: both times stay */
  char             *ends;
  int               called_off;   /* -1: stays */
  MitProgrammeItem *item;         /* (nullable): added, or changed if its id is there already */
  MitId             removed_item; /* nil: none */
} MitSeminarChange;

MitSeminarChange *mit_seminar_change_new (const MitId *seminar);
void              mit_seminar_change_free (MitSeminarChange *change);
void              mit_seminar_change_set_item (MitSeminarChange *change, const MitId *item, const char *starts, const char *title, const char *speaker);
gboolean          mit_seminar_change_apply (const MitSeminarChange *change, MitSeminar *seminar, GError **error);
char             *mit_seminar_field_text (const MitSeminar *seminar, MitSeminarField field);
DexFuture        *mit_seminar_change_write (MitStore *store, MitSeminarChange *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitSeminarChange, mit_seminar_change_free)

G_END_DECLS
