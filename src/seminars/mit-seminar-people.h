// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

G_BEGIN_DECLS

/** MitRegistrationState: Where somebody stands with a seminar. */
typedef enum
{
  MIT_REGISTRATION_INVITED,
  MIT_REGISTRATION_REQUESTED, /* has asked; the office has not confirmed */
  MIT_REGISTRATION_COMING,
  MIT_REGISTRATION_WAITING,
  MIT_REGISTRATION_DECLINED,
  MIT_REGISTRATION_ATTENDED,
  MIT_REGISTRATION_ABSENT,
} MitRegistrationState;

#define MIT_N_REGISTRATION_STATES 7

/** MitRegistration: Somebody and a seminar. */
typedef struct
{
  MitId                id;
  MitId                person;
  char                *name;
  char                *city;
  MitRegistrationState state;
  guint                position; /* on the waiting list, from 1; 0 for everybody else */
} MitRegistration;

/** MitAttendance: A seminar in somebody's life. */
typedef struct
{
  MitId                seminar;
  char                *title;
  char                *starts;
  MitRegistrationState state;
} MitAttendance;

const char          *mit_registration_state_name (MitRegistrationState state);
const char          *mit_registration_state_label (MitRegistrationState state);
MitRegistrationState mit_registration_state_parse (const char *name);

void             mit_registration_free (MitRegistration *registration);
GPtrArray       *mit_registrations_load (MitDb *db, const MitId *seminar, GError **error);
GPtrArray       *mit_registrations_of_person (MitDb *db, const MitId *person, GError **error);
gboolean         mit_registration_find (MitDb *db, const MitId *seminar, const MitId *person, MitRegistrationState *state);
guint            mit_registrations_count_requested (MitDb *db);
gboolean         mit_registration_ask (MitDb *db, const MitId *seminar, const MitId *person, MitRegistrationState *state, guint *position, GError **error);
gboolean         mit_registration_set (MitDb *db, const MitId *seminar, const MitId *person, MitRegistrationState state, GError **error);
const MitAction *mit_registration_action (void);
DexFuture       *mit_registration_ask_write (MitStore *store, const MitId *seminar, const MitId *person);
DexFuture       *mit_registration_write (MitStore *store, const MitId *seminar, const MitId *person, MitRegistrationState state);
DexFuture       *mit_registrations_attend_write (MitStore *store, const MitId *seminar);

G_END_DECLS
