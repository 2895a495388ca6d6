// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-date.h>
#include <mit-db.h>

G_BEGIN_DECLS

/** MitBrochureContact: Whom to ask about a group. */
typedef struct
{
  char *name;
  char *phone; /* (nullable) */
  char *email; /* (nullable) */
} MitBrochureContact;

/** MitBrochureGroup: A group as it stands in a brochure. */
typedef struct
{
  char      *name;
  char      *about;    /* (nullable) */
  char      *meets;    /* (nullable) */
  GPtrArray *contacts; /* MitBrochureContact, by name */
} MitBrochureGroup;

/** MitBrochureSeminar: A seminar ahead. */
typedef struct
{
  char *title;
  char *when;
  char *place; /* (nullable) */
  char *about; /* (nullable) */
} MitBrochureSeminar;

/** MitBrochureData: What a brochure takes out of the register, as it is on a day. Any thread, one at a time. */
typedef struct
{
  MitDate     today;
  GHashTable *fields;   /* placeholder → value; no entry: there is no such placeholder, "": nothing is known */
  GPtrArray  *groups;   /* MitBrochureGroup */
  GPtrArray  *seminars; /* MitBrochureSeminar, earliest first */
} MitBrochureData;

MitBrochureData *mit_brochure_data_load (MitDb *db, MitDate today, GError **error);
void             mit_brochure_data_free (MitBrochureData *self);
char            *mit_brochure_data_fill (const MitBrochureData *self, const char *text, GPtrArray *empty, GPtrArray *unknown);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitBrochureData, mit_brochure_data_free)

G_END_DECLS
