// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-store.h"

G_BEGIN_DECLS

/*
 * A register that opens without its passphrase on this computer, because the keyring of the desktop holds its key. The
 * keyring has a copy and nothing else: whatever it has lost, or does not give, the passphrase still opens the register, and
 * no new key is ever made for one that is there.
 *
 * All of these ask another program and may wait for somebody to unlock the keyring. Thread: any but a window's main thread.
 */

gboolean  mit_remember_sync (const char *path, const char *passphrase, GError **error);
MitStore *mit_remember_open_sync (const char *path, GError **error);
gboolean  mit_remember_forget_sync (const char *path, GError **error);

G_END_DECLS
