// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>
#include <mit-store.h>

G_BEGIN_DECLS

/** MitExchangePage: What the districts tell each other. It looks after the shared database of the exchange while it is there. */
#define MIT_TYPE_EXCHANGE_PAGE (mit_exchange_page_get_type ())
G_DECLARE_FINAL_TYPE (MitExchangePage, mit_exchange_page, MIT, EXCHANGE_PAGE, AdwNavigationPage)

GtkWidget *mit_exchange_page_new (MitStore *store);

G_END_DECLS
