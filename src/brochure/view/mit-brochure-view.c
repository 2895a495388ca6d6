// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-view.h"

#include "mit-brochure-page.h"
#include "mit-brochure-print-dialog.h"
#include "mit-brochure-view-resources.h"

/** mit_brochure_view_init: Make the templates and types of this folder known. Main thread, once. */
void
mit_brochure_view_init (void)
{
  g_resources_register (mit_brochure_view_get_resource ());
  g_type_ensure (MIT_TYPE_BROCHURE_PAGE);
  g_type_ensure (MIT_TYPE_BROCHURE_PRINT_DIALOG);
}
