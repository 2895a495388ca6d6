// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-member-error.h"

/* clang-format takes the hyphens for minus signs. */
/* clang-format off */
G_DEFINE_QUARK (mit-member-error-quark, mit_member_error)
/* clang-format on */
