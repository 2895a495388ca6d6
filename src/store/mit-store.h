// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-db.h"
#include "mit-key.h"
#include "mit-store-error.h"

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/** MitAction: What an action is called in the history: msgids for one thing and, where it counts, for several (%d). */
typedef struct
{
  const char *one;
  const char *many;
} MitAction;

/** MIT_PLURAL: The two msgids of an action that counts. xgettext takes them for one entry with plural forms (po/meson.build). */
#define MIT_PLURAL(one, many) { one, many }

/**
 * MitStore: An open register. It belongs to the main thread; writing happens on a thread of its own, one action after the
 * other, each a transaction that is recorded and can be undone. Reading for the interface goes through mit_store_reader().
 */
#define MIT_TYPE_STORE (mit_store_get_type ())
G_DECLARE_FINAL_TYPE (MitStore, mit_store, MIT, STORE, GObject)

/**
 * MitStoreFunc: Work on the store's thread.
 *
 * Returns: %FALSE with @error to take everything back that it wrote
 */
typedef gboolean (*MitStoreFunc) (MitDb *db, gpointer data, GError **error);

MitStore *mit_store_create (const char *path, const char *passphrase, GError **error);
MitStore *mit_store_open (const char *path, const char *passphrase, GError **error);
MitStore *mit_store_create_with_key (const char *path, const MitKey *key, GError **error);
MitStore *mit_store_open_with_key (const char *path, const MitKey *key, GError **error);

const char *mit_store_get_path (MitStore *self);
gboolean    mit_store_is_read_only (MitStore *self);
MitDb      *mit_store_reader (MitStore *self);
DexFuture  *mit_store_poll (MitStore *self);

DexFuture *mit_store_write (MitStore *self, const MitAction *action, MitStoreFunc func, gpointer data, GDestroyNotify destroy);
gboolean   mit_store_write_sync (MitStore *self, const MitAction *action, MitStoreFunc func, gpointer data, gint64 *tx, GError **error);
gboolean   mit_store_replicate_sync (MitStore *self, MitStoreFunc func, gpointer data, GError **error);
DexFuture *mit_store_read (MitStore *self, MitStoreFunc func, gpointer data, GDestroyNotify destroy);

G_END_DECLS
