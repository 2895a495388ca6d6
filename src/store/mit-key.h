// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

struct sqlite3;

G_BEGIN_DECLS

/** MitKey: The key of a register, in memory that is locked, guarded and wiped. */
typedef struct _MitKey MitKey;

/** MIT_KEY_SALT_SIZE: Bytes of salt; they are the first bytes of the file. */
#define MIT_KEY_SALT_SIZE 16

void     mit_key_init (void);
void     mit_key_set_cost (guint64 passes, gsize bytes);
MitKey  *mit_key_from_passphrase (const char *passphrase, const guint8 salt[MIT_KEY_SALT_SIZE], GError **error);
MitKey  *mit_key_new_random (void);
MitKey  *mit_key_copy (const MitKey *key);
void     mit_key_make_salt (guint8 salt[MIT_KEY_SALT_SIZE]);
gboolean mit_key_read_salt (const char *path, guint8 salt[MIT_KEY_SALT_SIZE], GError **error);
char    *mit_key_to_text (const MitKey *key);
MitKey  *mit_key_from_text (const char *text);
void     mit_key_free_text (char *text);
gboolean mit_key_apply (const MitKey *key, struct sqlite3 *handle);
void     mit_key_free (MitKey *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitKey, mit_key_free)

G_END_DECLS
