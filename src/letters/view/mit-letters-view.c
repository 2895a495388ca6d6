// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-letters-view.h"

#include "mit-letters-view-resources.h"
#include "mit-template-dialog.h"
#include "mit-welcome-page.h"

/** mit_letters_view_init: Make the templates and types of this folder known. Main thread, once. */
void
mit_letters_view_init (void)
{
  g_resources_register (mit_letters_view_get_resource ());
  g_type_ensure (MIT_TYPE_TEMPLATE_DIALOG);
  g_type_ensure (MIT_TYPE_WELCOME_PAGE);
}
