// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-person.h>

G_BEGIN_DECLS

char *mit_greeting (const MitPerson *person, const char *house_tone);
char *mit_greeting_oddity (const MitPerson *person, MitDate day);

G_END_DECLS
