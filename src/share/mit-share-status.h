// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-share.h"

G_BEGIN_DECLS

/** MitShareDevice: A machine that takes part. */
typedef struct
{
  MitId    id;
  char    *name;
  gint64   seen_at; /* milliseconds since 1970, by its own clock; 0: never */
  gboolean is_own;
} MitShareDevice;

/** MitShareErasure: Somebody who was erased, and who has not confirmed yet that it is done on their machine. */
typedef struct
{
  gint64     erased_at;
  guint      n_confirmed;
  GPtrArray *waiting; /* (element-type utf8): names of devices */
} MitShareErasure;

/** MitShareStatus: How a register stands to its shared database; without looking at the share itself. */
typedef struct
{
  gboolean   takes_part;
  char      *place;
  gint64     contact_at; /* milliseconds since 1970: when the share answered last; 0: never */
  char      *trouble;    /* (nullable): why it did not since then */
  gint64     n_unsent;   /* our changes that are not there yet */
  gint64     n_conflicts;
  gint64     n_kept; /* changes that a newer program has to take up */
  gint64     size;   /* bytes of the records that we know to be there */
  gint64     n_records;
  GPtrArray *devices;  /* (element-type MitShareDevice) */
  GPtrArray *erasures; /* (element-type MitShareErasure): of the last year, newest first */
} MitShareStatus;

MitShareStatus *mit_share_status (MitDb *db, MitScope scope, GError **error);
void            mit_share_status_free (MitShareStatus *status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitShareStatus, mit_share_status_free)

G_END_DECLS
