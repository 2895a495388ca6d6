// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MitStoreError: What can go wrong with a register. The message is a sentence for the user that names the way out. */
typedef enum
{
  MIT_STORE_ERROR_FAILED,
  MIT_STORE_ERROR_EXISTS,
  MIT_STORE_ERROR_NOT_FOUND,
  MIT_STORE_ERROR_PASSPHRASE,
  MIT_STORE_ERROR_DAMAGED,
  MIT_STORE_ERROR_TOO_NEW,
  MIT_STORE_ERROR_NO_SPACE,
  MIT_STORE_ERROR_READ_ONLY,
  MIT_STORE_ERROR_BUSY,
  MIT_STORE_ERROR_LOCKED,
  MIT_STORE_ERROR_INVALID,
  MIT_STORE_ERROR_KEYRING_MISSING,
  MIT_STORE_ERROR_KEYRING_LOCKED,
  MIT_STORE_ERROR_NOT_REMEMBERED,
} MitStoreError;

#define MIT_STORE_ERROR (mit_store_error_quark ())

GQuark mit_store_error_quark (void);
void   mit_store_error_set_sqlite (GError **error, int code, const char *detail);

G_END_DECLS
