// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-wire.h"

G_BEGIN_DECLS

/* What goes between us and the helper: a length of four bytes, then a call or an answer. */

#define MIT_HELPER_ARGUMENT "--share-helper"

/** MitHelperCall: The first byte of a request. */
typedef enum
{
  MIT_HELPER_OPEN = 1,
  MIT_HELPER_CREATE,
  MIT_HELPER_LIST,
  MIT_HELPER_READ,
  MIT_HELPER_PUT,
  MIT_HELPER_REMOVE,
} MitHelperCall;

/** MitHelperStatus: The first byte of an answer. */
typedef enum
{
  MIT_HELPER_DONE = 1,
  MIT_HELPER_FAILED,
} MitHelperStatus;

gboolean mit_helper_send (int fd, GByteArray *message, int seconds);
GBytes  *mit_helper_receive (int fd, int seconds);

G_END_DECLS
