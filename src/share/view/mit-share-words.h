// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-share-agent.h>

G_BEGIN_DECLS

/* How the state of a shared database is said. */

char *mit_share_say_state (MitShareAgent *agent);
char *mit_share_say_when (gint64 milliseconds);

G_END_DECLS
