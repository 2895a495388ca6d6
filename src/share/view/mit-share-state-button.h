// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>
#include <mit-share-agent.h>

G_BEGIN_DECLS

/** MitShareStateButton: Says in the sidebar how the register stands to its shared database; absent if there is none. */
#define MIT_TYPE_SHARE_STATE_BUTTON (mit_share_state_button_get_type ())
G_DECLARE_FINAL_TYPE (MitShareStateButton, mit_share_state_button, MIT, SHARE_STATE_BUTTON, AdwBin)

void mit_share_state_button_set_agent (MitShareStateButton *self, MitShareAgent *agent);

G_END_DECLS
