// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-seminar.h"

#include <mit-print-labels.h>

G_BEGIN_DECLS

/** MitSeminarBadges: The names that those who come to a seminar wear. Any thread, one at a time. */
typedef struct
{
  GPtrArray *people;   /* one for each badge */
  char      *title;    /* of the seminar */
  char      *district; /* (nullable) */
} MitSeminarBadges;

MitSeminarBadges *mit_seminar_badges_load (MitDb *db, const MitId *seminar, GError **error);
void              mit_seminar_badges_free (MitSeminarBadges *self);
GBytes           *mit_seminar_badges_render (const MitSeminarBadges *self, const MitPrintLabels *labels, guint first, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitSeminarBadges, mit_seminar_badges_free)

G_END_DECLS
