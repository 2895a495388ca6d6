// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MitExchangeError: What the exchange refuses. The message is a sentence for the user that names the way out. */
typedef enum
{
  MIT_EXCHANGE_ERROR_INVALID,
  MIT_EXCHANGE_ERROR_NOT_FOUND,
  MIT_EXCHANGE_ERROR_PERSONAL_DATA,
} MitExchangeError;

#define MIT_EXCHANGE_ERROR (mit_exchange_error_quark ())

GQuark mit_exchange_error_quark (void);

G_END_DECLS
