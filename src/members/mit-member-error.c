// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-member-error.h"

G_DEFINE_QUARK (mit - member - error - quark, mit_member_error)
