// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-letter-run.h"

G_BEGIN_DECLS

/** MitLetterRunInfo: A run in the list of those that went out. */
typedef struct
{
  MitId   id;
  char   *kind;
  char   *subject;
  MitDate dated;
  guint   n_letters;
} MitLetterRunInfo;

/** MitSentLetter: A letter in the list of those that somebody got. */
typedef struct
{
  MitId   run;
  char   *kind;
  MitDate dated;
  char   *code;
} MitSentLetter;

void        mit_letter_run_info_free (MitLetterRunInfo *info);
void        mit_sent_letter_free (MitSentLetter *letter);
GPtrArray  *mit_letter_runs (MitDb *db, GError **error);
GPtrArray  *mit_letters_to_person (MitDb *db, const MitId *person, GError **error);
const char *mit_letter_kind_label (const char *kind);

G_END_DECLS
