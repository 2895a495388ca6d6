// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

G_BEGIN_DECLS

/** MitGroup: A local group or a working group. */
typedef struct
{
  MitId  id;
  char  *name;
  char  *kind; /* local, working */
  char  *about;
  char  *meets;
  gint64 n_members;
} MitGroup;

void       mit_group_free (MitGroup *group);
GPtrArray *mit_groups_load (MitDb *db, GError **error);
gboolean   mit_group_ensure (MitDb *db, const char *name, const char *kind, MitId *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitGroup, mit_group_free)

G_END_DECLS
