// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-date.h>
#include <mit-store.h>

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** MitCtlStatus: What a script reads from the exit status. */
typedef enum
{
  MIT_CTL_DONE = 0,
  MIT_CTL_FAILED = 1,
  MIT_CTL_USAGE = 2,
} MitCtlStatus;

/** MitCtl: One call of mitmachenctl. */
typedef struct
{
  char     *register_path;
  char     *passphrase_file;
  gboolean  json;
  gboolean  keyring;  /* the register is opened by the key in the keyring */
  gboolean  exchange; /* share commands are about the exchange */
  MitStore *store;    /* open while a command runs that needs it */
} MitCtl;

typedef MitCtlStatus (*MitCtlFunc) (MitCtl *ctl, int argc, char **argv);

/** MitCtlCommand: A command by its one or two words. */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  MitCtlFunc  func;
  gboolean    makes_register;  /* runs without an open register */
  gboolean    has_no_register; /* has nothing to do with any */
} MitCtlCommand;

extern const MitCtlCommand mit_ctl_register_commands[];
extern const MitCtlCommand mit_ctl_members_commands[];
extern const MitCtlCommand mit_ctl_letters_commands[];
extern const MitCtlCommand mit_ctl_labels_commands[];
extern const MitCtlCommand mit_ctl_seminars_commands[];
extern const MitCtlCommand mit_ctl_brochure_commands[];
extern const MitCtlCommand mit_ctl_print_commands[];
extern const MitCtlCommand mit_ctl_share_commands[];
extern const MitCtlCommand mit_ctl_exchange_commands[];

char        *mit_ctl_passphrase (MitCtl *ctl, GError **error);
char        *mit_ctl_read_passphrase (const char *file, const char *question, GError **error);
const char  *mit_ctl_arguments (const MitCtlCommand *command);
gboolean     mit_ctl_parse (const MitCtlCommand *command, GOptionEntry *entries, int *argc, char ***argv);
gboolean     mit_ctl_has_rest (int argc, char **argv);
MitCtlStatus mit_ctl_fail (MitCtl *ctl, GError *error);
MitCtlStatus mit_ctl_misuse (const char *sentence);
void         mit_ctl_print_json (JsonBuilder *builder);
MitCtlStatus mit_ctl_say_done (MitCtl *ctl, const char *member, const char *sentence);
char        *mit_ctl_say_time (gint64 milliseconds);
MitCtlStatus mit_ctl_end_list (MitCtl *ctl, JsonBuilder *builder);
gboolean     mit_ctl_parse_date (const char *text, MitDate fallback, MitDate *date);

/* Members of a JSON object; a text of NULL is written as null. */
void mit_ctl_add_text (JsonBuilder *builder, const char *name, const char *value);
void mit_ctl_add_int (JsonBuilder *builder, const char *name, gint64 value);
void mit_ctl_add_bool (JsonBuilder *builder, const char *name, gboolean value);
void mit_ctl_add_id (JsonBuilder *builder, const char *name, const MitId *id);
void mit_ctl_add_date (JsonBuilder *builder, const char *name, MitDate date);

G_END_DECLS
