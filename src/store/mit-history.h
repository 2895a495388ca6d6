// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-db.h"

G_BEGIN_DECLS

/** MitChange: One value that somebody changed. */
typedef struct
{
  gint64 tx;
  gint64 made_at; /* milliseconds since 1970 */
  char  *actor;
  char  *label; /* the action, in the user's language */
  char  *table;
  char  *column; /* NULL: the row was made */
  char  *old;
  char *new;
} MitChange;

void       mit_change_free (MitChange *change);
GPtrArray *mit_history (MitDb *db, const MitId *id, int limit, GError **error);

G_END_DECLS
