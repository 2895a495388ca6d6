// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-stage.h"

#include <mit-db.h>

G_BEGIN_DECLS

/** MitPersonField: The fields of a person that are one text each; columns, words and checks stand in one table. */
typedef enum
{
  MIT_PERSON_NUMBER,
  MIT_PERSON_TITLE,
  MIT_PERSON_GIVEN,
  MIT_PERSON_FAMILY,
  MIT_PERSON_CALL_NAME,
  MIT_PERSON_FORM,
  MIT_PERSON_TONE,
  MIT_PERSON_GENDER,
  MIT_PERSON_BORN,
  MIT_PERSON_ADDITION,
  MIT_PERSON_STREET,
  MIT_PERSON_POSTCODE,
  MIT_PERSON_CITY,
  MIT_PERSON_COUNTRY,
  MIT_PERSON_INTERESTS,
  MIT_PERSON_NOTE,
  MIT_PERSON_SOURCE,
} MitPersonField;

#define MIT_N_PERSON_FIELDS (MIT_PERSON_SOURCE + 1)

/** MitContact: A phone number or an e-mail address. The smallest priority is tried first. */
typedef struct
{
  MitId id;
  char *kind; /* phone, mobile, email */
  char *value;
  int   priority;
} MitContact;

/** MitPeriod: A stage from a day on, until before another day. */
typedef struct
{
  MitId    id;
  MitStage stage;
  MitDate  starts; /* MIT_DATE_NONE: not known */
  MitDate  ends;   /* MIT_DATE_NONE: goes on */
  char    *reason;
} MitPeriod;

/** MitConsent: What somebody agreed to or refused, and when. */
typedef struct
{
  MitId    id;
  char    *kind; /* call, email, letter, announce */
  gboolean given;
  MitDate  given_on;
  char    *source;
} MitConsent;

/** MitGroupPart: What somebody is in a group. */
typedef enum
{
  MIT_GROUP_NOT_IN,
  MIT_GROUP_TAKES_PART,
  MIT_GROUP_CONTACT, /* whom to ask about it; named in the brochure */
} MitGroupPart;

/** MitBelonging: A group that somebody is in. */
typedef struct
{
  MitId id;
  MitId group;
  char *name;
  char *kind; /* local, working */
  char *role; /* contact, or NULL */
} MitBelonging;

/** MitPerson: All about one person, read at once. Owned by whom it was made for; any thread, one at a time. */
typedef struct
{
  MitId      id;
  gint64     n;
  MitDate    binned_on;
  char      *text[MIT_N_PERSON_FIELDS]; /* NULL: not stated */
  GPtrArray *contacts;                  /* MitContact, by priority */
  GPtrArray *periods;                   /* MitPeriod, earliest first */
  GPtrArray *consents;                  /* MitConsent */
  GPtrArray *groups;                    /* MitBelonging */
} MitPerson;

MitPerson *mit_person_new (void);
void       mit_person_free (MitPerson *person);
MitPerson *mit_person_load (MitDb *db, const MitId *id, GError **error);

const char   *mit_person_field_column (MitPersonField field);
const char   *mit_person_field_label (MitPersonField field);
void          mit_person_set (MitPerson *person, MitPersonField field, const char *value);
MitContact   *mit_person_add_contact (MitPerson *person, const char *kind, const char *value);
MitPeriod    *mit_person_add_period (MitPerson *person, MitStage stage, MitDate starts, MitDate ends, const char *reason);
MitConsent   *mit_person_add_consent (MitPerson *person, const char *kind, gboolean given, MitDate given_on, const char *source);
MitBelonging *mit_person_add_group (MitPerson *person, const MitId *group, const char *name, const char *kind, const char *role);

char             *mit_person_name (const MitPerson *person);
const char       *mit_person_contact (const MitPerson *person, const char *kind);
const MitPeriod  *mit_person_period_on (const MitPerson *person, MitDate day);
const MitConsent *mit_person_consent (const MitPerson *person, const char *kind);
const MitPeriod  *mit_person_last_period (const MitPerson *person);
MitDate           mit_person_entered (const MitPerson *person, MitDate day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitPerson, mit_person_free)

G_END_DECLS
