// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-registration-write.h"

#include <mit-notify.h>
#include <mit-seminar.h>

#include <glib/gi18n.h>

typedef struct
{
  GWeakRef   from;
  MitStore  *store;
  MitId      seminar;
  MitId      person;
  DexFuture *future;
} Telling;

static void
telling_free (gpointer data)
{
  Telling *telling = data;

  g_weak_ref_clear (&telling->from);
  g_clear_object (&telling->store);
  dex_clear (&telling->future);
  g_free (telling);
}

static const MitRegistration *
find_person (GPtrArray *registrations, const MitId *person)
{
  for (guint i = 0; registrations && i < registrations->len; i++)
    {
      const MitRegistration *registration = g_ptr_array_index (registrations, i);

      if (mit_id_equal (&registration->person, person))
        return registration;
    }

  return NULL;
}

static char *
describe (Telling *telling)
{
  g_autoptr (GPtrArray) registrations = mit_registrations_load (mit_store_reader (telling->store), &telling->seminar, NULL);
  const MitRegistration *registration = find_person (registrations, &telling->person);

  if (!registration)
    return NULL;
  if (registration->position > 0)
    /* Translators: %1$s is a person, %2$u their position on the waiting list */
    return g_strdup_printf (_ ("%1$s: no. %2$u on the waiting list"), registration->name, registration->position);

  /* Translators: %1$s is a person, %2$s what became of their registration: "coming" */
  return g_strdup_printf (_ ("%1$s: %2$s"), registration->name, mit_registration_state_label (registration->state));
}

static DexFuture *
tell_fiber (gpointer data)
{
  Telling *telling = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkWidget) from = NULL;
  g_autofree char *text = NULL;
  gint64           tx = dex_await_int64 (g_steal_pointer (&telling->future), &error);

  from = g_weak_ref_get (&telling->from);
  if (from && error)
    mit_notify_error (from, error);
  else if (from && (text = describe (telling)))
    mit_notify_undoable (from, text, tx);

  return dex_future_new_true ();
}

static void
tell (GtkWidget *from, MitStore *store, const MitId *seminar, const MitId *person, DexFuture *future)
{
  Telling *telling = g_new0 (Telling, 1);

  g_weak_ref_init (&telling->from, from);
  telling->store = g_object_ref (store);
  telling->seminar = *seminar;
  telling->person = *person;
  telling->future = future;
  dex_future_disown (dex_scheduler_spawn (NULL, 0, tell_fiber, telling, telling_free));
}

/** mit_registration_ask_and_tell: Somebody wants to come: they get a place, or stand on the waiting list. */
void
mit_registration_ask_and_tell (GtkWidget *from, MitStore *store, const MitId *seminar, const MitId *person)
{
  tell (from, store, seminar, person, mit_registration_ask_write (store, seminar, person));
}

/** mit_registration_set_and_tell: Write a state, whatever the places say. */
void
mit_registration_set_and_tell (GtkWidget *from, MitStore *store, const MitId *seminar, const MitId *person, MitRegistrationState state)
{
  tell (from, store, seminar, person, mit_registration_write (store, seminar, person, state));
}
