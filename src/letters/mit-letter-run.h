// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-letter-due.h"
#include "mit-letter-field.h"
#include "mit-letter-template.h"
#include "mit-sender.h"

G_BEGIN_DECLS

/** MitLetter: One letter of a run, filled in. */
typedef struct
{
  MitId id;
  MitId person;
  char *code;                        /* by which a returned letter is found */
  GStrv address;                     /* lines */
  char *values[MIT_N_LETTER_FIELDS]; /* NULL: nothing */
} MitLetter;

/**
 * MitLetterRun: Letters that go out together, with all that they are made of: made again from it, they are the same to the
 * byte. Any thread, one at a time.
 */
typedef struct
{
  MitId      id;
  char      *kind;
  MitDate    dated;
  gint64     made_at; /* seconds since 1970; the date of the file */
  char       form;    /* 'a' or 'b' (DIN 5008) */
  char      *subject;
  char      *body;
  MitSender *sender;
  MitId      seminar; /* nil if none */
  GPtrArray *letters; /* MitLetter */
} MitLetterRun;

MitLetterRun    *mit_letter_run_new (const MitLetterTemplate *letter_template, MitSender *sender, MitDate dated, char form);
void             mit_letter_run_free (MitLetterRun *run);
MitLetter       *mit_letter_run_add (MitLetterRun *run, const MitAddressee *addressee);
void             mit_letter_run_add_all (MitLetterRun *run, GPtrArray *addressees);
void             mit_letter_run_set_all (MitLetterRun *run, MitLetterField field, const char *value);
gboolean         mit_letter_run_check (const MitLetterRun *run, GError **error);
gboolean         mit_letter_run_save (MitLetterRun *run, MitDb *db, GError **error);
MitLetterRun    *mit_letter_run_load (MitDb *db, const MitId *id, GError **error);
const MitAction *mit_letter_run_action (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitLetterRun, mit_letter_run_free)

G_END_DECLS
