// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-ctl.h"

#include "mit-demo.h"

#include <mit-backup.h>
#include <mit-history.h>
#include <mit-person-change.h>
#include <mit-remember.h>
#include <mit-setting.h>
#include <mit-share.h>
#include <mit-undo.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

static MitCtlStatus init (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus demo (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus undo (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus history (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus remember (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus forget (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus back_up (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus restore (MitCtl *ctl, int argc, char **argv);

const MitCtlCommand mit_ctl_register_commands[] = {
  { "init", N_ ("[--district NAME]"), N_ ("create a register"), init, TRUE },
  { "demo", "", N_ ("fill it with invented people, letters, a seminar and the brochure"), demo, FALSE },
  { "undo", "", N_ ("take the last action back, and say which it was"), undo, FALSE },
  { "history", N_ ("ID"), N_ ("who changed what about a person or a thing, newest first"), history, FALSE },
  { "remember", "", N_ ("keep the register's key in the keyring of this computer; --keyring then opens it without the passphrase"), remember, TRUE },
  { "forget", "", N_ ("take the key out of the keyring again"), forget, TRUE },
  { "back-up", N_ ("FILE"), N_ ("copy the register, under the same passphrase; a file that is there is replaced once the copy is whole"), back_up, FALSE },
  { "restore", N_ ("BACKUP"), N_ ("make the register out of a backup, which stays as it is; in a shared database it is a machine of its own"), restore, TRUE },
  { NULL },
};

static const MitAction created = { N_ ("Register created"), NULL };

static gboolean
run_init (MitDb *db, gpointer data, GError **error)
{
  return mit_setting_set (db, "district", data, error);
}

static MitCtlStatus
init (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *district = NULL;
  g_autofree char *passphrase = NULL;
  GOptionEntry     entries[] = {
    { "district", 0, 0, G_OPTION_ARG_STRING, &district, N_ ("what the district is called in letters"), N_ ("NAME") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (!mit_ctl_parse (&mit_ctl_register_commands[0], entries, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  passphrase = mit_ctl_passphrase (ctl, &error);
  if (passphrase)
    ctl->store = mit_store_create (ctl->register_path, passphrase, &error);
  if (!ctl->store ||
      (district && !mit_store_write_sync (ctl->store, &created, run_init, district, NULL, &error)))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  if (ctl->json)
    g_print ("{ \"created\" : true }\n");
  else
    g_print ("%s\n", _ ("The register is created. Keep the passphrase safe: without it nobody can open the register."));

  return MIT_CTL_DONE;
}

static MitCtlStatus
demo (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (!mit_ctl_parse (&mit_ctl_register_commands[1], NULL, &argc, &argv) || argc > 1)
    return MIT_CTL_USAGE;
  if (!mit_demo_fill (ctl->store, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  if (ctl->json)
    g_print ("{ \"filled\" : true }\n");
  else
    g_print ("%s\n", _ ("The register holds invented people now."));

  return MIT_CTL_DONE;
}

static MitCtlStatus
undo (MitCtl *ctl, int argc, char **argv)
{
  g_auto (MitUndone) undone = { 0 };
  g_autoptr (GError) error = NULL;

  if (!mit_ctl_parse (&mit_ctl_register_commands[2], NULL, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  if (!mit_store_undo_sync (ctl->store, 0, &undone, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  if (ctl->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      mit_ctl_add_text (builder, "undone", undone.label);
      mit_ctl_add_int (builder, "kept", undone.kept);
      json_builder_end_object (builder);
      mit_ctl_print_json (builder);
    }
  else
    /* Translators: %s is an action such as "1,260 people imported" */
    g_print (_ ("Taken back: %s\n"), undone.label);

  return MIT_CTL_DONE;
}

static void
add_change (JsonBuilder *builder, const MitChange *change)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (change->made_at / 1000);
  g_autofree char *text = g_date_time_format_iso8601 (time);

  json_builder_begin_object (builder);
  mit_ctl_add_text (builder, "at", text);
  mit_ctl_add_text (builder, "actor", change->actor);
  mit_ctl_add_text (builder, "action", change->label);
  mit_ctl_add_text (builder, "table", change->table);
  mit_ctl_add_text (builder, "field", change->column);
  mit_ctl_add_text (builder, "old", change->old);
  mit_ctl_add_text (builder, "new", change->new);
  json_builder_end_object (builder);
}

static void
print_change (const MitChange *change)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (change->made_at / 1000);
  g_autofree char *text = g_date_time_format (time, "%F %R");

  g_autofree char *what = mit_person_change_describe (change);

  g_print ("%s  %s  %s%s%s\n", text, change->actor, change->label, g_str_equal (what, change->label) ? "" : "  ",
           g_str_equal (what, change->label) ? "" : what);
}

static MitCtlStatus
history (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;
  MitId id;

  if (!mit_ctl_parse (&mit_ctl_register_commands[3], NULL, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2 || !mit_id_parse (argv[1], &id))
    return mit_ctl_misuse (_ ("Say whose history: mitmachenctl … history ID. The ids stand in the output of the lists."));
  changes = mit_history (mit_store_reader (ctl->store), &id, 1000, &error);
  if (!changes)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    {
      add_change (builder, g_ptr_array_index (changes, i));
      if (!ctl->json)
        print_change (g_ptr_array_index (changes, i));
    }

  return mit_ctl_end_list (ctl, builder);
}

/* Only a passphrase that opens the register is remembered. */
static MitCtlStatus
remember (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *passphrase = NULL;
  g_autoptr (GError) error = NULL;

  if (!mit_ctl_parse (&mit_ctl_register_commands[4], NULL, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  passphrase = mit_ctl_passphrase (ctl, &error);
  if (passphrase)
    ctl->store = mit_store_open (ctl->register_path, passphrase, &error);
  if (!ctl->store || !mit_remember_sync (ctl->register_path, passphrase, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return mit_ctl_say_done (ctl, "remembered", _ ("Remembered. Whoever uses this account opens the register with --keyring."));
}

static MitCtlStatus
forget (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (!mit_ctl_parse (&mit_ctl_register_commands[5], NULL, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  if (!mit_remember_forget_sync (ctl->register_path, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return mit_ctl_say_done (ctl, "forgotten", _ ("Forgotten. The passphrase opens the register as before."));
}

static MitCtlStatus
back_up (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (!mit_ctl_parse (&mit_ctl_register_commands[6], NULL, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2)
    return mit_ctl_misuse (_ ("Say where to: back-up FILE."));
  if (!mit_store_back_up_sync (ctl->store, argv[1], &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return mit_ctl_say_done (ctl, "backed_up", _ ("The register is backed up. The same passphrase opens it."));
}

/* Nothing of it stays if the passphrase does not open it. */
static MitCtlStatus
restore (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *passphrase = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_made = FALSE;

  if (!mit_ctl_parse (&mit_ctl_register_commands[7], NULL, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2)
    return mit_ctl_misuse (_ ("Say out of which backup: restore BACKUP. The register is made where --register says."));
  passphrase = mit_ctl_passphrase (ctl, &error);
  is_made = passphrase && mit_backup_unpack (argv[1], ctl->register_path, &error);
  if (is_made)
    ctl->store = mit_store_open (ctl->register_path, passphrase, &error);
  if (!ctl->store || !mit_device_renew_sync (ctl->store, &error))
    {
      if (is_made && !ctl->store)
        g_unlink (ctl->register_path);
      return mit_ctl_fail (ctl, g_steal_pointer (&error));
    }

  return mit_ctl_say_done (ctl, "restored", _ ("The register is made out of the backup, and goes by a name of its own in a shared database."));
}
