// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitStartPage: Where a register is created, chosen and unlocked. Emits "opened" with the store. Main thread. */
#define MIT_TYPE_START_PAGE (mit_start_page_get_type ())
G_DECLARE_FINAL_TYPE (MitStartPage, mit_start_page, MIT, START_PAGE, AdwBin)

void mit_start_page_ask (MitStartPage *self, const char *path);
void mit_start_page_recall (MitStartPage *self);
void mit_start_page_unlock (MitStartPage *self, const char *passphrase);

G_END_DECLS
