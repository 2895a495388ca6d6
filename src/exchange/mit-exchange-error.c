// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-exchange-error.h"

/* clang-format takes the hyphens for minus signs. */
/* clang-format off */
G_DEFINE_QUARK (mit-exchange-error-quark, mit_exchange_error)
/* clang-format on */
