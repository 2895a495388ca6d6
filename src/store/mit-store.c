// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-store.h"

#include "mit-db-private.h"
#include "mit-index.h"
#include "mit-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* A register up to this size is checked page by page each time it is opened; a larger one after a crash only. */
#define ALWAYS_CHECKED_BYTES (48 * 1024 * 1024)

struct _MitStore
{
  GObject parent_instance;

  char    *path;
  gboolean read_only;
  MitDb   *reader;
  gint64   seen_version; /* of the data, as the reader saw it last */

  /* The rest belongs to the worker. */
  MitDb        *writer;
  GThread      *worker;
  GAsyncQueue  *jobs;
  GMainContext *context;
};

enum
{
  SIGNAL_CHANGED = 1,
};

static guint signals[SIGNAL_CHANGED + 1];

G_DEFINE_FINAL_TYPE (MitStore, mit_store, G_TYPE_OBJECT)

/* One thing to do on the worker; without a function it is the order to stop. */
typedef struct
{
  MitStoreFunc     func;
  gpointer         data;
  GDestroyNotify   destroy;
  const MitAction *action; /* NULL for reading */
  DexPromise      *promise;
} Job;

/* Before anybody is told: whoever asked keeps what it owns until then, so that nothing of it ends on this thread. */
static void
drop_data (Job *job)
{
  if (job->destroy)
    job->destroy (job->data);
  job->destroy = NULL;
}

static void
job_free (Job *job)
{
  drop_data (job);
  dex_clear (&job->promise);
  g_free (job);
}

static gboolean
begin_action (MitDb *db, const MitAction *action, GError **error)
{
  gint64 tx, first_op;

  if (!mit_db_script (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  tx = 1 + mit_db_query_int (db, NULL, "SELECT max (id) FROM tx", "");
  first_op = 1 + mit_db_query_int (db, NULL, "SELECT max (id) FROM op", "");
  mit_db_begin_tx (db, tx);
  db->device = mit_db_query_int (db, NULL, "SELECT value FROM meta WHERE name = 'device'", "");

  return mit_db_run (db, error, "INSERT INTO tx (id, made_at, actor, one, many, first_op, device) VALUES (?, ?, ?, ?, ?, ?, ?)", "iitttii",
                     tx, g_get_real_time () / 1000, g_get_user_name (), action->one, action->many, first_op, db->device);
}

/* An action that changed nothing is none: there is nothing to take back. */
static gboolean
end_action (MitDb *db, gint64 *tx, GError **error)
{
  gint64 last_op = mit_db_query_int (db, NULL, "SELECT max (id) FROM op", "");
  gint64 first_op = mit_db_query_int (db, NULL, "SELECT first_op FROM tx WHERE id = ?", "i", db->tx);

  *tx = db->tx;
  if (last_op < first_op)
    {
      *tx = 0;
      return mit_db_run (db, error, "DELETE FROM tx WHERE id = ?", "i", db->tx) && mit_db_script (db, "COMMIT", error);
    }

  return mit_db_run (db, error, "UPDATE tx SET last_op = ?, amount = ? WHERE id = ?", "iii", last_op, db->amount, db->tx) &&
         mit_index_refresh (db, error) &&
         mit_db_script (db, "COMMIT", error);
}

static gboolean
perform (MitDb *db, const MitAction *action, MitStoreFunc func, gpointer data, gint64 *tx, GError **error)
{
  gboolean done = begin_action (db, action, error) && func (db, data, error) && end_action (db, tx, error);

  if (!done)
    mit_db_script (db, "ROLLBACK", NULL);
  mit_db_begin_tx (db, 0);

  return done;
}

static gboolean
emit_changed_cb (gpointer data)
{
  g_autoptr (MitStore) self = g_weak_ref_get (data);

  if (self && self->reader)
    {
      self->seen_version = mit_db_query_int (self->reader, NULL, "PRAGMA data_version", "");
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }

  return G_SOURCE_REMOVE;
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Always by way of the main loop: while that is between two rounds, g_main_context_invoke() would emit the signal here, on
 * the worker. The source does not keep the store alive, or the worker could be the one that lets go of it last and wait
 * for itself. */
static void
announce_change (MitStore *self)
{
  GWeakRef *store = g_new (GWeakRef, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_weak_ref_init (store, self);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit_changed_cb, store, free_weak_ref);
  g_source_attach (source, self->context);
}

static gboolean
refuse_read_only (MitStore *self, GError **error)
{
  if (self->read_only)
    g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_READ_ONLY,
                         _ ("This register was written by a newer Mitmachen and can only be looked at here. Update this computer to work on it."));

  return self->read_only;
}

static void
run_job (MitDb *writer, Job *job, MitStore *store)
{
  g_autoptr (GError) error = NULL;
  gint64   tx = 0;
  gboolean done;

  if (job->action)
    done = perform (writer, job->action, job->func, job->data, &tx, &error);
  else
    done = job->func (writer, job->data, &error);

  drop_data (job);
  if (done && tx > 0)
    announce_change (store);
  if (done)
    dex_promise_resolve_int64 (job->promise, tx);
  else
    dex_promise_reject (job->promise, g_steal_pointer (&error));
}

static gpointer
work (gpointer data)
{
  MitStore *self = data;

  for (;;)
    {
      Job     *job = g_async_queue_pop (self->jobs);
      gboolean stop = job->func == NULL;

      if (!stop)
        run_job (self->writer, job, self);
      job_free (job);
      if (stop)
        return NULL;
    }
}

static DexFuture *
enqueue (MitStore *self, const MitAction *action, MitStoreFunc func, gpointer data, GDestroyNotify destroy)
{
  Job       *job = g_new0 (Job, 1);
  DexFuture *future;

  job->action = action;
  job->func = func;
  job->data = data;
  job->destroy = destroy;
  job->promise = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (job->promise));
  g_async_queue_push (self->jobs, job);

  return future;
}

static void
mit_store_dispose (GObject *object)
{
  MitStore *self = MIT_STORE (object);

  if (self->worker)
    {
      g_async_queue_push (self->jobs, g_new0 (Job, 1));
      g_thread_join (g_steal_pointer (&self->worker));
    }
  g_clear_pointer (&self->reader, mit_db_close);
  g_clear_pointer (&self->writer, mit_db_close);

  G_OBJECT_CLASS (mit_store_parent_class)->dispose (object);
}

static void
mit_store_finalize (GObject *object)
{
  MitStore *self = MIT_STORE (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (mit_store_parent_class)->finalize (object);
}

static void
mit_store_class_init (MitStoreClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = mit_store_dispose;
  object_class->finalize = mit_store_finalize;

  /**
   * MitStore::changed:
   *
   * Something was written, here or by another program. Emitted on the main thread, after the action is durable.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mit_store_init (MitStore *self)
{
  self->jobs = g_async_queue_new_full ((GDestroyNotify) job_free);
  self->context = g_main_context_ref (g_main_context_default ());
}

/* A log that was not taken over into the file tells of a program that did not end well. */
static gboolean
was_left_open (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf         status;

  return g_stat (log, &status) == 0 && status.st_size > 0;
}

static gboolean
needs_check (const char *path, gboolean left_open)
{
  GStatBuf status;

  return left_open || (g_stat (path, &status) == 0 && status.st_size <= ALWAYS_CHECKED_BYTES);
}

static gboolean
prepare (MitDb *db, const char *path, gboolean *read_only, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  int version = mit_schema_version (db, &local_error);

  *read_only = version > MIT_SCHEMA_VERSION;
  if (!local_error && !*read_only && mit_schema_migrate (db, path, &local_error))
    {
      mit_index_touch_for_day (db, &local_error);
      if (!local_error)
        mit_index_refresh (db, &local_error);
    }
  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    return TRUE;

  return FALSE;
}

static MitStore *
open_path (const char *path, const MitKey *key, GError **error)
{
  g_autoptr (MitStore) self = g_object_new (MIT_TYPE_STORE, NULL);
  gboolean left_open = was_left_open (path);

  self->path = g_strdup (path);
  self->writer = mit_db_open (path, key, SQLITE_OPEN_READWRITE, error);
  if (!self->writer || (needs_check (path, left_open) && !mit_db_check (self->writer, error)))
    return NULL;
  if (!prepare (self->writer, path, &self->read_only, error))
    return NULL;
  self->reader = mit_db_open (path, key, SQLITE_OPEN_READONLY, error);
  if (!self->reader)
    return NULL;
  self->seen_version = mit_db_query_int (self->reader, NULL, "PRAGMA data_version", "");
  self->worker = g_thread_new ("store", work, self);

  return g_steal_pointer (&self);
}

/* SQLite makes files as the process's mask says; this one is nobody else's business. */
static gboolean
make_file (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0)
    return g_close (fd, error);

  switch (errno)
    {
    case EEXIST:
      g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_EXISTS,
                           _ ("There is a file of this name already. Choose another name, or open the register that is there."));
      break;

    case ENOENT:
    case ENOTDIR:
      g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_NOT_FOUND,
                           _ ("The folder for the new register is not there. Choose another folder."));
      break;

    case ENOSPC:
    case EDQUOT:
      mit_store_error_set_sqlite (error, SQLITE_FULL, NULL);
      break;

    default:
      mit_store_error_set_sqlite (error, SQLITE_CANTOPEN, NULL);
    }

  return FALSE;
}

static void
remove_files (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

/** mit_store_create_with_key: Make a register with a key of one's own making; for tests and benchmarks. */
MitStore *
mit_store_create_with_key (const char *path, const MitKey *key, GError **error)
{
  MitStore *self;

  if (!make_file (path, error))
    return NULL;
  self = open_path (path, key, error);
  if (!self)
    remove_files (path);

  return self;
}

/** mit_store_open_with_key: Open a register by its key; see mit_store_open(). */
MitStore *
mit_store_open_with_key (const char *path, const MitKey *key, GError **error)
{
  return open_path (path, key, error);
}

/**
 * mit_store_create:
 * @path: a file that does not exist
 * @passphrase: at least one character
 *
 * Make a new, empty register. Takes half a second. On failure nothing is left behind.
 *
 * Returns: (transfer full) (nullable): the open register, or %NULL with @error
 */
MitStore *
mit_store_create (const char *path, const char *passphrase, GError **error)
{
  g_autoptr (MitKey) key = NULL;
  guint8 salt[MIT_KEY_SALT_SIZE];

  if (!*passphrase)
    {
      g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_INVALID,
                           _ ("A register needs a passphrase. Four or five words that do not belong together are easy to keep."));
      return NULL;
    }
  mit_key_make_salt (salt);
  key = mit_key_from_passphrase (passphrase, salt, error);

  return key ? mit_store_create_with_key (path, key, error) : NULL;
}

/**
 * mit_store_open:
 * @path: the register's file
 * @passphrase: of the register
 *
 * Takes half a second. A register of a newer program is opened for reading only.
 *
 * Returns: (transfer full) (nullable): the open register, or %NULL with @error
 */
MitStore *
mit_store_open (const char *path, const char *passphrase, GError **error)
{
  g_autoptr (MitKey) key = NULL;
  guint8 salt[MIT_KEY_SALT_SIZE];

  if (!mit_key_read_salt (path, salt, error))
    return NULL;
  key = mit_key_from_passphrase (passphrase, salt, error);

  return key ? open_path (path, key, error) : NULL;
}

/** mit_store_get_path: Where the register is. */
const char *
mit_store_get_path (MitStore *self)
{
  return self->path;
}

/** mit_store_is_read_only: Whether the register was written by a newer program. */
gboolean
mit_store_is_read_only (MitStore *self)
{
  return self->read_only;
}

/** mit_store_reader: The main thread's connection: sees what is durable, never waits for a writer, and cannot write. */
MitDb *
mit_store_reader (MitStore *self)
{
  return self->reader;
}

/* A window that stays open over night would go on showing yesterday's stages. Does nothing on the same day. */
static gboolean
run_new_day (MitDb *db, gpointer data, GError **error)
{
  if (mit_db_script (db, "BEGIN IMMEDIATE", error) && mit_index_touch_for_day (db, error) && mit_index_refresh (db, error) &&
      mit_db_script (db, "COMMIT", error))
    return TRUE;
  mit_db_script (db, "ROLLBACK", NULL);

  return FALSE;
}

static DexFuture *
look_for_changes_cb (DexFuture *future, gpointer data)
{
  g_autoptr (MitStore) self = g_weak_ref_get (data);
  gint64 version = self && self->reader ? mit_db_query_int (self->reader, NULL, "PRAGMA data_version", "") : 0;

  gboolean has_changed = version > 0 && version != self->seen_version;

  if (has_changed)
    {
      self->seen_version = version;
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }

  return dex_future_new_for_int64 (has_changed);
}

/**
 * mit_store_poll:
 *
 * Look whether another program has written, or another day has come, and say so; for when a window comes to the front.
 *
 * Returns: (transfer full): resolves to 1 if something has changed, else to 0
 */
DexFuture *
mit_store_poll (MitStore *self)
{
  GWeakRef  *store = g_new (GWeakRef, 1);
  DexFuture *day = self->read_only ? dex_future_new_true () : enqueue (self, NULL, run_new_day, NULL, NULL);

  g_weak_ref_init (store, self);

  return dex_future_finally (day, look_for_changes_cb, store, free_weak_ref);
}

/**
 * mit_store_write:
 * @action: what is done, for the history; static
 * @func: does it, on the store's thread; a failure takes back all of it
 * @data: for @func
 * @destroy: (nullable): frees @data, on the store's thread
 *
 * Returns: (transfer full): resolves to the number of the action (gint64), 0 if it changed nothing, or rejects
 */
DexFuture *
mit_store_write (MitStore *self, const MitAction *action, MitStoreFunc func, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GError) error = NULL;

  if (refuse_read_only (self, &error))
    {
      if (destroy)
        destroy (data);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return enqueue (self, action, func, data, destroy);
}

/** mit_store_read: Run long reading on the store's thread. Returns: (transfer full): resolves to 0, or rejects */
DexFuture *
mit_store_read (MitStore *self, MitStoreFunc func, gpointer data, GDestroyNotify destroy)
{
  return enqueue (self, NULL, func, data, destroy);
}

typedef struct
{
  MitStore        *store;
  const MitAction *action;
  MitStoreFunc     func;
  gpointer         data;
  gint64           tx;
  gboolean         done;
  gboolean         finished;
  GError          *error;
  GMutex           mutex;
  GCond            cond;
} SyncCall;

static gboolean
run_sync_call (MitDb *db, gpointer data, GError **error)
{
  SyncCall *call = data;

  if (call->action)
    call->done = perform (db, call->action, call->func, call->data, &call->tx, &call->error);
  else
    call->done = call->func (db, call->data, &call->error);
  if (call->done && call->tx > 0)
    announce_change (call->store);

  g_mutex_lock (&call->mutex);
  call->finished = TRUE;
  g_cond_signal (&call->cond);
  g_mutex_unlock (&call->mutex);

  return TRUE;
}

/**
 * mit_store_write_sync:
 * @tx: (out) (optional): the number of the action, 0 if it changed nothing
 *
 * As mit_store_write(), and wait for it; for programs without a window, and for tests.
 */
gboolean
mit_store_write_sync (MitStore *self, const MitAction *action, MitStoreFunc func, gpointer data, gint64 *tx, GError **error)
{
  SyncCall call = { .store = self, .action = action, .func = func, .data = data };

  if (action && refuse_read_only (self, error))
    return FALSE;

  dex_unref (enqueue (self, NULL, run_sync_call, &call, NULL));
  g_mutex_lock (&call.mutex);
  while (!call.finished)
    g_cond_wait (&call.cond, &call.mutex);
  g_mutex_unlock (&call.mutex);
  g_mutex_clear (&call.mutex);
  g_cond_clear (&call.cond);
  if (tx)
    *tx = call.tx;
  if (call.error)
    g_propagate_error (error, call.error);

  return call.done;
}

typedef struct
{
  MitStoreFunc func;
  gpointer     data;
  MitStore    *store;
} Replication;

static gboolean
run_replication (MitDb *db, gpointer data, GError **error)
{
  Replication *call = data;
  gboolean     done;

  if (!mit_db_script (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  db->has_news = FALSE;
  mit_db_set_recording (db, FALSE);
  done = call->func (db, call->data, error);
  mit_db_set_recording (db, TRUE);
  done = done && mit_index_refresh (db, error) && mit_db_script (db, "COMMIT", error);
  if (!done)
    mit_db_script (db, "ROLLBACK", NULL);
  if (done && db->has_news)
    announce_change (call->store);

  return done;
}

/**
 * mit_store_replicate_sync:
 * @func: writes, within one transaction, what was recorded elsewhere: nothing of it is recorded again. It adds the people
 *   whom it touches to the table "touched"
 *
 * Wait until it is done. It is no action of ours and cannot be taken back.
 *
 * Thread: any but the store's own.
 */
gboolean
mit_store_replicate_sync (MitStore *self, MitStoreFunc func, gpointer data, GError **error)
{
  Replication call = { .func = func, .data = data, .store = self };

  return !refuse_read_only (self, error) && mit_store_write_sync (self, NULL, run_replication, &call, NULL, error);
}
