// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminars-view.h"

#include "mit-seminars-page.h"
#include "mit-seminars-view-resources.h"

/** mit_seminars_view_init: Make the templates and types of this folder known. Main thread, once. */
void
mit_seminars_view_init (void)
{
  g_resources_register (mit_seminars_view_get_resource ());
  g_type_ensure (MIT_TYPE_SEMINARS_PAGE);
}
