// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-exchange-view.h"

#include "mit-exchange-page.h"
#include "mit-exchange-view-resources.h"
#include "mit-post-dialog.h"
#include "mit-post-page.h"

/** mit_exchange_view_init: Make the templates and types of this folder known. Main thread, once. */
void
mit_exchange_view_init (void)
{
  g_resources_register (mit_exchange_view_get_resource ());
  g_type_ensure (MIT_TYPE_EXCHANGE_PAGE);
  g_type_ensure (MIT_TYPE_POST_DIALOG);
  g_type_ensure (MIT_TYPE_POST_PAGE);
}
