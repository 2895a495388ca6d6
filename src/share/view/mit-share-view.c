// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-view.h"

#include "mit-share-dialog.h"
#include "mit-share-state-button.h"
#include "mit-share-view-resources.h"

/** mit_share_view_init: Make the templates and types of this folder known. Main thread, once. */
void
mit_share_view_init (void)
{
  g_resources_register (mit_share_view_get_resource ());
  g_type_ensure (MIT_TYPE_SHARE_DIALOG);
  g_type_ensure (MIT_TYPE_SHARE_STATE_BUTTON);
}
