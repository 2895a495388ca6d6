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

MitGroup  *mit_group_new (const char *kind);
void       mit_group_free (MitGroup *group);
GPtrArray *mit_groups_load (MitDb *db, GError **error);
char      *mit_group_contacts (MitDb *db, const MitId *id);
gboolean   mit_group_ensure (MitDb *db, const char *name, const char *kind, MitId *id, GError **error);
DexFuture *mit_group_write (MitStore *store, MitGroup *group);
DexFuture *mit_group_remove (MitStore *store, const MitId *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitGroup, mit_group_free)

G_END_DECLS
