// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

G_BEGIN_DECLS

/** MitLetterTemplate: A letter with fields in double braces that are filled for each person: {{Anrede}}. */
typedef struct
{
  MitId id;   /* nil for the one that comes with the program */
  char *kind; /* welcome, invitation */
  char *subject;
  char *body;
} MitLetterTemplate;

MitLetterTemplate *mit_letter_template_load (MitDb *db, const char *kind);
MitLetterTemplate *mit_letter_template_shipped (const char *kind);
void               mit_letter_template_free (MitLetterTemplate *letter_template);
DexFuture         *mit_letter_template_write (MitStore *store, const char *kind, const char *subject, const char *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitLetterTemplate, mit_letter_template_free)

G_END_DECLS
