// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-members-view.h"

#include "mit-import-dialog.h"
#include "mit-members-page.h"
#include "mit-members-view-resources.h"
#include "mit-person-item.h"
#include "mit-person-page.h"

/** mit_members_view_init: Make the templates and types of this folder known. Main thread, once. */
void
mit_members_view_init (void)
{
  g_resources_register (mit_members_view_get_resource ());
  g_type_ensure (MIT_TYPE_PERSON_ITEM);
  g_type_ensure (MIT_TYPE_PERSON_PAGE);
  g_type_ensure (MIT_TYPE_MEMBERS_PAGE);
  g_type_ensure (MIT_TYPE_IMPORT_DIALOG);
}
