// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-db.h>

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** MitSender: The office as it stands on its letters; kept with each run. */
typedef struct
{
  char *district;
  char *street;
  char *city; /* with its postcode */
  char *phone;
  char *email;
  char *web;
  char *signer;
  char *tone; /* sie, du */
} MitSender;

MitSender *mit_sender_load (MitDb *db);
MitSender *mit_sender_from_json (const char *json);
char      *mit_sender_to_json (const MitSender *sender);
char      *mit_sender_return_line (const MitSender *sender);
void       mit_sender_free (MitSender *sender);
gboolean   mit_sender_is_complete (const MitSender *sender);
char       mit_sender_form (MitDb *db);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitSender, mit_sender_free)

G_END_DECLS
