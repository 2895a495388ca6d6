// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-person.h>

G_BEGIN_DECLS

/** MIT_ADDRESS_MAX_LINES: Lines of the address zone (DIN 5008). */
#define MIT_ADDRESS_MAX_LINES 6

GStrv    mit_address_lines (const MitPerson *person);
char    *mit_address_title (const MitPerson *person);
char    *mit_address_name (const MitPerson *person, MitPersonField field);
gboolean mit_address_is_complete (const MitPerson *person);

G_END_DECLS
