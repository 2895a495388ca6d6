// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-share-status.h"

#include <libdex.h>

G_BEGIN_DECLS

/**
 * MitShareAgent: Keeps a register and its shared database together while it is open: after each change, every half minute,
 * and when it is asked to. It belongs to the main thread; all work is done on a thread of its own, and all file work in
 * another process.
 */
#define MIT_TYPE_SHARE_AGENT (mit_share_agent_get_type ())
G_DECLARE_FINAL_TYPE (MitShareAgent, mit_share_agent, MIT, SHARE_AGENT, GObject)

MitShareAgent        *mit_share_agent_new (MitStore *store, MitScope scope);
const MitShareStatus *mit_share_agent_get_status (MitShareAgent *self);
MitScope              mit_share_agent_get_scope (MitShareAgent *self);
gboolean              mit_share_agent_is_busy (MitShareAgent *self);
void                  mit_share_agent_sync (MitShareAgent *self);
void                  mit_share_agent_refresh (MitShareAgent *self);

/** MitShareTask: Work with the share, on a thread. Returns: whether it went well */
typedef gboolean (*MitShareTask) (MitStore *store, MitVessel *vessel, gpointer data, GError **error);

DexFuture *mit_share_agent_run (MitShareAgent *self, gboolean needs_share, MitShareTask task, gpointer data);

G_END_DECLS
