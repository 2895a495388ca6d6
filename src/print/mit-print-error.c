// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-error.h"

/* clang-format takes the hyphens for minus signs. */
/* clang-format off */
G_DEFINE_QUARK (mit-print-error, mit_print_error)
/* clang-format on */
