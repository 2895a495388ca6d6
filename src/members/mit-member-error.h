// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MitMemberError: What a feature's core refuses. The message is a sentence for the user that names the way out. */
typedef enum
{
  MIT_MEMBER_ERROR_INVALID,
  MIT_MEMBER_ERROR_NOT_FOUND,
  MIT_MEMBER_ERROR_NOT_A_TABLE,
} MitMemberError;

#define MIT_MEMBER_ERROR (mit_member_error_quark ())

GQuark mit_member_error_quark (void);

G_END_DECLS
