// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

G_BEGIN_DECLS

/** MitProgrammeItem: A part of the programme. */
typedef struct
{
  MitId id;
  char *starts; /* "10:15"; NULL: follows the one before */
  char *title;
  char *speaker;
} MitProgrammeItem;

/** MitSeminar: A seminar as planned. Times are those on the clock at the place: "2026-12-05T10:00". */
typedef struct
{
  MitId      id;
  char      *title;
  char      *starts;
  char      *ends;
  char      *place;
  int        places; /* 0: without a limit */
  char      *about;
  gboolean   called_off;
  int        sequence;  /* of the calendar entry; grows with each change (RFC 5545, 3.8.7.4) */
  GPtrArray *programme; /* MitProgrammeItem */
  int        n_coming, n_waiting, n_requested, n_invited;
} MitSeminar;

/** MIT_SEMINAR_ZONE: Whose clocks the times of seminars are read from. */
#define MIT_SEMINAR_ZONE "Europe/Berlin"

#define MIT_SEMINAR_ERROR (mit_seminar_error_quark ())

/** MitSeminarError: What seminars refuse; the message is a sentence for the user. */
typedef enum
{
  MIT_SEMINAR_ERROR_INVALID,
  MIT_SEMINAR_ERROR_NOT_FOUND,
} MitSeminarError;

GQuark            mit_seminar_error_quark (void);
MitSeminar       *mit_seminar_new (void);
void              mit_seminar_free (MitSeminar *seminar);
gboolean          mit_seminar_check (MitSeminar *seminar, GError **error);
gboolean          mit_seminar_save (MitSeminar *seminar, MitDb *db, GError **error);
MitSeminar       *mit_seminar_load (MitDb *db, const MitId *id, GError **error);
GPtrArray        *mit_seminars_load (MitDb *db, GError **error);
MitProgrammeItem *mit_seminar_add_item (MitSeminar *seminar, const char *starts, const char *title, const char *speaker);
const MitAction  *mit_seminar_action (void);
DexFuture        *mit_seminar_write (MitStore *store, MitSeminar *seminar);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitSeminar, mit_seminar_free)

G_END_DECLS
