// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-share-error.h"
#include "mit-slot.h"
#include "mit-vessel.h"

#include <mit-schema.h>
#include <mit-store.h>

G_BEGIN_DECLS

/*
 * A register's part in a shared database. All of these take as long as the place of the share takes to answer, so none of
 * them runs on the main thread of a window.
 */

/** MitShareSetup: What somebody has to say to create a shared database, or to join one. */
typedef struct
{
  MitScope    scope;
  const char *place;  /* the file or the folder */
  const char *person; /* to create: who the first passphrase belongs to */
  const char *secret; /* the passphrase; to join also the recovery code */
  const char *device; /* what the others call this machine: "Office" */
} MitShareSetup;

char    *mit_share_create_sync (MitStore *store, MitVessel *vessel, const MitShareSetup *setup, GError **error);
gboolean mit_share_join_sync (MitStore *store, MitVessel *vessel, const MitShareSetup *setup, GError **error);
gboolean mit_share_leave_sync (MitStore *store, MitVessel *vessel, MitScope scope, GError **error);
gboolean mit_share_copy_sync (MitVessel *from, MitVessel *to, GError **error);
gboolean mit_share_set_place_sync (MitStore *store, MitScope scope, const char *place, GError **error);

gboolean mit_device_renew_sync (MitStore *store, GError **error);

/** MitShareReport: What one pass has done. */
typedef struct
{
  guint    n_received;    /* changes of others that show now */
  guint    n_sent;        /* records put there */
  guint    n_waiting;     /* records that are not whole yet */
  guint    n_damaged;     /* records that are whole and wrong */
  guint    n_removed;     /* records that were no longer needed */
  guint    n_refused;     /* in the exchange: what nobody has signed, or somebody else */
  gboolean is_new_device; /* this register found out that it is a copy, and goes by a new name */
  gboolean shows_older;   /* the share shows an older state than it did before */
} MitShareReport;

/** MitSharePolicy: When what is tidied up; all in milliseconds. */
typedef struct
{
  gint64 head_after;    /* our head is written anew if there is nothing else to say */
  gint64 missing_after; /* what is gone for so long is put there again out of a snapshot */
  gint64 covered_after; /* what a snapshot stands for goes after this time, or when all have the snapshot */
  gint64 absent_after;  /* nobody waits for a device that was away for so long */
  guint  n_segments;    /* as many make a snapshot worth while */
} MitSharePolicy;

extern const MitSharePolicy mit_share_policy;

gboolean mit_share_sync (MitStore *store, MitVessel *vessel, MitScope scope, const MitSharePolicy *policy, MitShareReport *report, GError **error);
gboolean mit_share_compact (MitStore *store, MitVessel *vessel, MitScope scope, GError **error);

/* Who may open it. */
GPtrArray *mit_share_people_sync (MitStore *store, MitVessel *vessel, MitScope scope, GError **error);
gboolean   mit_share_invite_sync (MitStore *store, MitVessel *vessel, MitScope scope, const char *name, const char *passphrase, GError **error);
gboolean   mit_share_remove_sync (MitStore *store, MitVessel *vessel, MitScope scope, const char *name, GError **error);

G_END_DECLS
