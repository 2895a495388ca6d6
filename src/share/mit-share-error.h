// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MitShareError: What can go wrong with a shared database. The message is a sentence for the user that names the way out. */
typedef enum
{
  MIT_SHARE_ERROR_FAILED,
  MIT_SHARE_ERROR_NOT_THERE,  /* the place does not answer, or is empty: nothing is concluded from that */
  MIT_SHARE_ERROR_NO_SPACE,   /* on the share */
  MIT_SHARE_ERROR_READ_ONLY,  /* the share can be read, not written */
  MIT_SHARE_ERROR_PARTIAL,    /* a record is not whole, or not yet */
  MIT_SHARE_ERROR_DAMAGED,    /* a record is whole and wrong */
  MIT_SHARE_ERROR_FOREIGN,    /* it belongs to another shared database */
  MIT_SHARE_ERROR_TOO_NEW,    /* a newer program wrote it */
  MIT_SHARE_ERROR_PASSPHRASE, /* no slot opens with it */
  MIT_SHARE_ERROR_LOCKED_OUT, /* the keys were changed, and this device got none of the new ones */
  MIT_SHARE_ERROR_EXISTS,
  MIT_SHARE_ERROR_INVALID,
} MitShareError;

#define MIT_SHARE_ERROR (mit_share_error_quark ())

GQuark mit_share_error_quark (void);
void   mit_share_error_set_errno (GError **error, int code);

G_END_DECLS
