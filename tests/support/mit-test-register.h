// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

G_BEGIN_DECLS

/** MitTestRegister: A register in a folder of its own, both gone when it is cleared. On the stack. */
typedef struct
{
  char     *folder;
  char     *path;
  MitKey   *key;
  MitStore *store;
} MitTestRegister;

void  mit_test_init (int *argc, char ***argv);
void  mit_test_register_init (MitTestRegister *self);
void  mit_test_register_clear (MitTestRegister *self);
void  mit_test_register_close (MitTestRegister *self);
void  mit_test_register_open (MitTestRegister *self);
char *mit_test_register_file (MitTestRegister *self, const char *name);

gint64 mit_test_do (MitTestRegister *self, MitStoreFunc func, gpointer data);
gint64 mit_test_await (DexFuture *future);
void   mit_test_refuse (DexFuture *future, GQuark domain, int code);
void   mit_test_undo (MitTestRegister *self);
gint64 mit_test_count (MitTestRegister *self, const char *sql);

void mit_test_remove_folder (const char *folder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitTestRegister, mit_test_register_clear)

G_END_DECLS
