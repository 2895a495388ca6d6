// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** MitCodePage: The recovery code of a shared database that was made just now; it is shown only once. */
#define MIT_TYPE_CODE_PAGE (mit_code_page_get_type ())
G_DECLARE_FINAL_TYPE (MitCodePage, mit_code_page, MIT, CODE_PAGE, AdwNavigationPage)

AdwNavigationPage *mit_code_page_new (const char *code, const char *place);

G_END_DECLS
