// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-agent.h"

#include "mit-share-helper.h"

#include <mit-thread.h>

/* How often it is looked whether the others have done something; programs for synced folders are not faster. */
#define LOOK_SECONDS 30

/* What somebody types goes out a little later, with what they type next. */
#define SETTLE_MILLISECONDS 2000

struct _MitShareAgent
{
  GObject parent_instance;

  MitStore       *store;
  MitScope        scope;
  MitShareStatus *status;
  gboolean        is_busy;
  gboolean        is_wanted; /* once more, after this time */
  guint           timer;
  guint           settle_timer;
};

enum
{
  SIGNAL_CHANGED = 1,
  SIGNAL_RECEIVED,
};

static guint signals[SIGNAL_RECEIVED + 1];

G_DEFINE_FINAL_TYPE (MitShareAgent, mit_share_agent, G_TYPE_OBJECT)

/* What runs on the thread. */
typedef struct
{
  MitStore    *store;
  char        *place;
  MitShareTask task;
  gpointer     data;
  gboolean     needs_share;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->store);
  g_free (job->place);
  g_free (job);
}

static gpointer
work (gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MitVessel) vessel = job->place ? mit_vessel_open_remote (job->place, &local_error) : NULL;

  if (local_error && job->needs_share)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (job->task (job->store, vessel, job->data, error))
    return g_object_ref (job->store);

  return NULL;
}

/**
 * mit_share_agent_run:
 * @needs_share: whether there is nothing to do if the share does not answer
 * @task: gets the place of the share, open; %NULL if the register takes part in none, or it does not answer
 * @data: for @task; has to live until the future is resolved
 *
 * Returns: (transfer full): resolves when it is done, or rejects
 */
DexFuture *
mit_share_agent_run (MitShareAgent *self, gboolean needs_share, MitShareTask task, gpointer data)
{
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (self->store);
  job->place = g_strdup (self->status->place);
  job->task = task;
  job->data = data;
  job->needs_share = needs_share;

  return mit_thread_run ("share", MIT_TYPE_STORE, work, job, job_free);
}

/* A pass. */

typedef struct
{
  MitScope       scope;
  MitShareReport report;
} Pass;

static gboolean
do_pass (MitStore *store, MitVessel *vessel, gpointer data, GError **error)
{
  Pass *pass = data;

  return !vessel || mit_share_sync (store, vessel, pass->scope, NULL, &pass->report, error);
}

static gboolean
look_cb (gpointer data)
{
  mit_share_agent_sync (data);

  return G_SOURCE_CONTINUE;
}

static gboolean
settle_cb (gpointer data)
{
  MitShareAgent *self = data;

  self->settle_timer = 0;
  mit_share_agent_sync (self);

  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (MitShareAgent *self)
{
  mit_share_agent_refresh (self);
  if (self->status->takes_part && self->status->n_unsent > 0 && self->settle_timer == 0)
    self->settle_timer = g_timeout_add (SETTLE_MILLISECONDS, settle_cb, self);
}

/** mit_share_agent_refresh: Read the status anew. */
void
mit_share_agent_refresh (MitShareAgent *self)
{
  MitShareStatus *status = mit_share_status (mit_store_reader (self->store), self->scope, NULL);

  if (!status)
    return;
  g_clear_pointer (&self->status, mit_share_status_free);
  self->status = status;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

typedef struct
{
  MitScope scope;
  char    *text;
} Trouble;

static void
trouble_free (gpointer data)
{
  g_free (((Trouble *) data)->text);
  g_free (data);
}

static gboolean
note_trouble (MitDb *db, gpointer data, GError **error)
{
  Trouble *trouble = data;

  return mit_db_run (db, error, "UPDATE share SET trouble = ? WHERE scope = ?", "ti", trouble->text, (gint64) trouble->scope);
}

typedef struct
{
  GWeakRef agent;
  Pass    *pass;
} Ending;

static void
ending_free (gpointer data)
{
  g_weak_ref_clear (&((Ending *) data)->agent);
  g_free (((Ending *) data)->pass);
  g_free (data);
}

/* What the pass could not note for itself, because it never came so far. */
static DexFuture *
ended_cb (DexFuture *future, gpointer data)
{
  Ending *ending = data;
  g_autoptr (MitShareAgent) self = g_weak_ref_get (&ending->agent);
  g_autoptr (GError) error = NULL;

  if (!self)
    return dex_ref (future);
  dex_future_get_value (future, &error);
  self->is_busy = FALSE;
  if (error)
    {
      Trouble *trouble = g_new0 (Trouble, 1);

      trouble->scope = self->scope;
      trouble->text = g_strdup (error->message);
      dex_future_disown (mit_store_read (self->store, note_trouble, trouble, trouble_free));
    }
  mit_share_agent_refresh (self);
  if (ending->pass->report.n_received > 0)
    g_signal_emit (self, signals[SIGNAL_RECEIVED], 0, ending->pass->report.n_received);
  if (self->is_wanted)
    mit_share_agent_sync (self);

  return dex_ref (future);
}

/** mit_share_agent_sync: Look at the share now, or once more if that is going on already. */
void
mit_share_agent_sync (MitShareAgent *self)
{
  Ending *ending;

  if (!self->status->takes_part || mit_store_is_read_only (self->store))
    return;
  self->is_wanted = self->is_busy;
  if (self->is_busy)
    return;
  self->is_busy = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  ending = g_new0 (Ending, 1);
  g_weak_ref_init (&ending->agent, self);
  ending->pass = g_new0 (Pass, 1);
  ending->pass->scope = self->scope;
  dex_future_disown (dex_future_finally (mit_share_agent_run (self, TRUE, do_pass, ending->pass), ended_cb, ending, ending_free));
}

/** mit_share_agent_get_status: Returns: (transfer none): valid until it changes */
const MitShareStatus *
mit_share_agent_get_status (MitShareAgent *self)
{
  return self->status;
}

/** mit_share_agent_get_scope: Which of the two shared databases it looks after. */
MitScope
mit_share_agent_get_scope (MitShareAgent *self)
{
  return self->scope;
}

/** mit_share_agent_is_busy: Whether something is under way. */
gboolean
mit_share_agent_is_busy (MitShareAgent *self)
{
  return self->is_busy;
}

static void
mit_share_agent_dispose (GObject *object)
{
  MitShareAgent *self = MIT_SHARE_AGENT (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->settle_timer, g_source_remove);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_share_agent_parent_class)->dispose (object);
}

static void
mit_share_agent_finalize (GObject *object)
{
  g_clear_pointer (&MIT_SHARE_AGENT (object)->status, mit_share_status_free);

  G_OBJECT_CLASS (mit_share_agent_parent_class)->finalize (object);
}

static void
mit_share_agent_class_init (MitShareAgentClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mit_share_agent_dispose;
  G_OBJECT_CLASS (class)->finalize = mit_share_agent_finalize;

  /** MitShareAgent::changed: The status is another one, or work has begun or ended. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /** MitShareAgent::received: So many changes came from the others, and show. */
  signals[SIGNAL_RECEIVED] = g_signal_new ("received", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
mit_share_agent_init (MitShareAgent *self)
{
  self->timer = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
}

/** mit_share_agent_new: Returns: (transfer full) */
MitShareAgent *
mit_share_agent_new (MitStore *store, MitScope scope)
{
  MitShareAgent *self = g_object_new (MIT_TYPE_SHARE_AGENT, NULL);

  self->store = g_object_ref (store);
  self->scope = scope;
  self->status = g_new0 (MitShareStatus, 1);
  self->status->devices = g_ptr_array_new ();
  self->status->erasures = g_ptr_array_new ();
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  mit_share_agent_refresh (self);
  mit_share_agent_sync (self);

  return self;
}
