// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names as lists and people write them: with a form of address and titles before them that are no part of them. */

char       *mit_name_strip (const char *name, const char **form, char **title);
gboolean    mit_name_is_title (const char *text);
const char *mit_name_find_particle (const char *given);

G_END_DECLS
