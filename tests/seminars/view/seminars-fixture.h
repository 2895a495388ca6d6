// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-test-register.h"

#include <mit-seminar-people.h>
#include <mit-seminar.h>

G_BEGIN_DECLS

/** SeminarsFixture: A register with the sample list imported, and two seminars once they are planned. */
typedef struct
{
  MitTestRegister office;
  GArray         *people; /* MitId, by name */
  MitId           ahead;  /* three places, two of them taken */
  MitId           past;
} SeminarsFixture;

void  seminars_fixture_init (SeminarsFixture *self);
void  seminars_fixture_clear (SeminarsFixture *self);
void  seminars_fixture_plan (SeminarsFixture *self);
void  seminars_fixture_set (SeminarsFixture *self, const MitId *seminar, guint person, MitRegistrationState state);
char *seminars_fixture_state (SeminarsFixture *self, const MitId *seminar, guint person);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SeminarsFixture, seminars_fixture_clear)

G_END_DECLS
