// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-stage.h"

#include <mit-db.h>

G_BEGIN_DECLS

/** MitPeopleSort: The columns that the list can be in order of. */
typedef enum
{
  MIT_PEOPLE_BY_NAME,
  MIT_PEOPLE_BY_CITY,
  MIT_PEOPLE_BY_STAGE,
  MIT_PEOPLE_BY_SINCE,
  MIT_PEOPLE_BY_NUMBER,
} MitPeopleSort;

/** MitPeopleQuery: Whom a list shows, and in what order. Zeroed it shows everybody who is not in the bin, by name. */
typedef struct
{
  const char   *search;       /* words or beginnings of words; NULL for any */
  MitStage      stage;        /* MIT_STAGE_NONE for any */
  MitId         group;        /* nil for any */
  MitDate       entered_from; /* both days counted */
  MitDate       entered_until;
  gboolean      no_contact; /* nobody has written to them or met them at a seminar */
  gboolean      duplicates; /* those who may be in the register twice */
  gboolean      binned;     /* the bin instead of the list */
  MitPeopleSort sort;
  gboolean      descending;
} MitPeopleQuery;

/** MitPeopleRow: What a list shows of a person. Owned by the caller; clear it. */
typedef struct
{
  gint64   n;
  MitId    id;
  char    *name; /* "Schmid, Dr. Mehmet" */
  char    *city;
  char    *number;
  MitStage stage;
  MitDate  since;
  gboolean has_email;
  gboolean has_phone;
} MitPeopleRow;

GArray  *mit_people_find (MitDb *db, const MitPeopleQuery *query, GError **error);
gint64   mit_people_count (MitDb *db);
gboolean mit_people_query_hides (const MitPeopleQuery *query);
gint64   mit_people_count_all (MitDb *db);
gint64   mit_people_n (MitDb *db, const MitId *id);
gboolean mit_people_row (MitDb *db, gint64 n, MitPeopleRow *row);
void     mit_people_row_clear (MitPeopleRow *row);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitPeopleRow, mit_people_row_clear)

G_END_DECLS
