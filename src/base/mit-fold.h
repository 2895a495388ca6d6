// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mit_fold (const char *text);
char *mit_fold_expanded (const char *text);
char *mit_fold_key (const char *text);
char *mit_fold_street (const char *text);
char *mit_fold_phone (const char *text);

G_END_DECLS
