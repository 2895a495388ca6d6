// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-error.h"

G_DEFINE_QUARK (mit - print - error, mit_print_error)
