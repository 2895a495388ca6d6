// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-ctl.h"

#include <mit-conflict-words.h>
#include <mit-duplicate.h>
#include <mit-dump.h>
#include <mit-erase.h>
#include <mit-person-edit.h>
#include <mit-share-helper.h>
#include <mit-share-status.h>
#include <mit-share.h>

#include <glib/gi18n.h>

static MitCtlStatus create (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus join (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus sync_once (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus status (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus conflicts (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus resolve (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus people (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus invite (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus remove_person (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus move (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus compact (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus leave (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus erase (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus dump (MitCtl *ctl, int argc, char **argv);

enum
{
  CREATE,
  JOIN,
  SYNC,
  STATUS,
  CONFLICTS,
  RESOLVE,
  PEOPLE,
  INVITE,
  REMOVE,
  MOVE,
  COMPACT,
  LEAVE,
  ERASE,
  DUMP,
};

const MitCtlCommand mit_ctl_share_commands[] = {
  [CREATE] = { "share create", N_ ("PATH [--folder] [--person NAME] [--device NAME] [--share-passphrase-file FILE]"), N_ ("make a shared database out of this register, and print its recovery code"), create, FALSE },
  [JOIN] = { "share join", N_ ("PATH [--device NAME] [--share-passphrase-file FILE]"), N_ ("take part in a shared database, by passphrase or recovery code"), join, FALSE },
  [SYNC] = { "share sync", "", N_ ("take in what the others have done, and send what was done here"), sync_once, FALSE },
  [STATUS] = { "share status", "", N_ ("how this register stands to the shared database, and which machines take part"), status, FALSE },
  [CONFLICTS] = { "share conflicts", "", N_ ("what was changed on two machines, and which version is shown"), conflicts, FALSE },
  [RESOLVE] = { "share resolve", N_ ("KEY --keep | --take-other"), N_ ("settle one of them for all machines"), resolve, FALSE },
  [PEOPLE] = { "share people", "", N_ ("who has a passphrase, and which machines they have let in"), people, FALSE },
  [INVITE] = { "share invite", N_ ("NAME [--share-passphrase-file FILE]"), N_ ("give somebody a passphrase, or a new one in place of the old"), invite, FALSE },
  [REMOVE] = { "share remove", N_ ("NAME"), N_ ("take somebody's access away; all others get a new key"), remove_person, FALSE },
  [MOVE] = { "share move", N_ ("PATH [--copy --folder | --copy --file]"), N_ ("look for the shared database at another place, or copy it there in either shape first"), move, FALSE },
  [COMPACT] = { "share compact", "", N_ ("put one record in place of all changes so far"), compact, FALSE },
  [LEAVE] = { "share leave", "", N_ ("take part no longer; the register keeps what is in it"), leave, FALSE },
  [ERASE] = { "erase", N_ ("ID"), N_ ("erase a person who is in the bin, here and on all machines; it cannot be taken back"), erase, FALSE },
  [DUMP] = { "dump", "", N_ ("every shared cell as a line of JSON, in the same order on every machine"), dump, FALSE },
  { NULL },
};

static MitScope
scope_of (MitCtl *ctl)
{
  return ctl->exchange ? MIT_SCOPE_STATE : MIT_SCOPE_DISTRICT;
}

static JsonBuilder *
begin_object (void)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);

  return builder;
}

static MitCtlStatus
end_object (MitCtl *ctl, JsonBuilder *builder, const char *sentence)
{
  json_builder_end_object (builder);
  if (ctl->json)
    mit_ctl_print_json (builder);
  else
    g_print ("%s\n", sentence);

  return MIT_CTL_DONE;
}

static char *
read_share_passphrase (const char *file, GError **error)
{
  return mit_ctl_read_passphrase (file, _ ("Passphrase of the shared database:"), error);
}

static char *
make_absolute (const char *path)
{
  return g_canonicalize_filename (path, NULL);
}

static MitVessel *
open_vessel (MitCtl *ctl, GError **error)
{
  g_autoptr (MitShareStatus) now = mit_share_status (mit_store_reader (ctl->store), scope_of (ctl), error);

  if (!now)
    return NULL;
  if (!now->takes_part)
    {
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_INVALID, _ ("This register takes part in no shared database. Create one, or join one that is there."));
      return NULL;
    }

  return mit_vessel_open_remote (now->place, error);
}

/* What came may be somebody who is here already; the others should know of it, too. */
static gboolean
sync_with (MitCtl *ctl, MitVessel *vessel, MitShareReport *report, GError **error)
{
  MitShareReport second;
  gboolean       has_found = FALSE;

  if (!mit_share_sync (ctl->store, vessel, scope_of (ctl), NULL, report, error))
    return FALSE;
  if (report->n_received > 0 && !ctl->exchange && !mit_duplicates_look_sync (ctl->store, &has_found, error))
    return FALSE;

  return !has_found || mit_share_sync (ctl->store, vessel, scope_of (ctl), NULL, &second, error);
}

static MitCtlStatus
create (MitCtl *ctl, int argc, char **argv)
{
  gboolean         folder = FALSE;
  g_autofree char *person = NULL, *device = NULL, *file = NULL, *passphrase = NULL, *place = NULL, *code = NULL;
  GOptionEntry     entries[] = {
    { "folder", 0, 0, G_OPTION_ARG_NONE, &folder, N_ ("a folder of files, for Nextcloud, Syncthing and the like; else one file"), NULL },
    { "person", 0, 0, G_OPTION_ARG_STRING, &person, N_ ("whose passphrase it is"), N_ ("NAME") },
    { "device", 0, 0, G_OPTION_ARG_STRING, &device, N_ ("what the others call this machine"), N_ ("NAME") },
    { "share-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &file, N_ ("its first line is the passphrase"), N_ ("FILE") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MitVessel) vessel = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *sentence = NULL;
  MitShareReport   report;

  if (!mit_ctl_parse (&mit_ctl_share_commands[CREATE], entries, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2)
    return mit_ctl_misuse (_ ("Say where the shared database is to be: share create PATH."));
  place = make_absolute (argv[1]);
  passphrase = read_share_passphrase (file, &error);
  if (passphrase)
    vessel = mit_vessel_create_remote (place, folder ? MIT_SHAPE_FOLDER : MIT_SHAPE_FILE, &error);
  if (vessel)
    {
      MitShareSetup setup = { scope_of (ctl), place, person ? person : g_get_real_name (), passphrase, device ? device : g_get_host_name () };

      code = mit_share_create_sync (ctl->store, vessel, &setup, &error);
    }
  if (!code || !sync_with (ctl, vessel, &report, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  builder = begin_object ();
  mit_ctl_add_text (builder, "place", place);
  mit_ctl_add_text (builder, "recovery_code", code);
  sentence = g_strdup_printf (_ ("The shared database is made. Print this recovery code and put it away; with it the shared database can be opened if all passphrases are forgotten:\n%s"), code);

  return end_object (ctl, builder, sentence);
}

static MitCtlStatus
join (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *device = NULL, *file = NULL, *passphrase = NULL, *place = NULL, *sentence = NULL;
  GOptionEntry     entries[] = {
    { "device", 0, 0, G_OPTION_ARG_STRING, &device, N_ ("what the others call this machine"), N_ ("NAME") },
    { "share-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &file, N_ ("its first line is the passphrase"), N_ ("FILE") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MitVessel) vessel = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  gboolean       done = FALSE;
  MitShareReport report = { 0 };

  if (!mit_ctl_parse (&mit_ctl_share_commands[JOIN], entries, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2)
    return mit_ctl_misuse (_ ("Say where the shared database is: share join PATH."));
  place = make_absolute (argv[1]);
  passphrase = read_share_passphrase (file, &error);
  if (passphrase)
    vessel = mit_vessel_open_remote (place, &error);
  if (vessel)
    {
      MitShareSetup setup = { scope_of (ctl), place, NULL, passphrase, device ? device : g_get_host_name () };

      done = mit_share_join_sync (ctl->store, vessel, &setup, &error) && sync_with (ctl, vessel, &report, &error);
    }
  if (!done)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  builder = begin_object ();
  mit_ctl_add_text (builder, "place", place);
  mit_ctl_add_int (builder, "received", report.n_received);
  sentence = g_strdup_printf (ngettext ("Joined. %u change came from the others.", "Joined. %u changes came from the others.", report.n_received), report.n_received);

  return end_object (ctl, builder, sentence);
}

static MitCtlStatus
say_report (MitCtl *ctl, const MitShareReport *report)
{
  g_autoptr (JsonBuilder) builder = begin_object ();
  g_autofree char *sentence = g_strdup_printf (_ ("Up to date. Changes received: %u, records sent: %u, not whole yet: %u, damaged: %u."), report->n_received, report->n_sent,
                                               report->n_waiting, report->n_damaged);

  mit_ctl_add_int (builder, "received", report->n_received);
  mit_ctl_add_int (builder, "sent", report->n_sent);
  mit_ctl_add_int (builder, "waiting", report->n_waiting);
  mit_ctl_add_int (builder, "damaged", report->n_damaged);
  mit_ctl_add_int (builder, "removed", report->n_removed);
  mit_ctl_add_int (builder, "refused", report->n_refused);
  mit_ctl_add_bool (builder, "new_device", report->is_new_device);
  mit_ctl_add_bool (builder, "shows_older", report->shows_older);
  if (report->shows_older)
    g_printerr ("%s\n", _ ("The shared database shows an older state than before. Perhaps somebody has put back a backup; what is missing was sent again."));
  if (report->is_new_device)
    g_printerr ("%s\n", _ ("This register is a copy of another one that is in use. It takes part as a machine of its own from now on."));

  return end_object (ctl, builder, sentence);
}

static MitCtlStatus
sync_once (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MitVessel) vessel = NULL;
  MitShareReport report;

  if (!mit_ctl_parse (&mit_ctl_share_commands[SYNC], NULL, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  vessel = open_vessel (ctl, &error);
  if (!vessel || !sync_with (ctl, vessel, &report, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return say_report (ctl, &report);
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 milliseconds)
{
  g_autoptr (GDateTime) time = milliseconds > 0 ? g_date_time_new_from_unix_local (milliseconds / 1000) : NULL;
  g_autofree char *text = time ? g_date_time_format_iso8601 (time) : NULL;

  mit_ctl_add_text (builder, name, text);
}

static void
add_devices (MitCtl *ctl, JsonBuilder *builder, const MitShareStatus *now)
{
  json_builder_set_member_name (builder, "devices");
  json_builder_begin_array (builder);
  for (guint i = 0; i < now->devices->len; i++)
    {
      const MitShareDevice *device = now->devices->pdata[i];
      g_autofree char      *when = mit_ctl_say_time (device->seen_at);

      json_builder_begin_object (builder);
      mit_ctl_add_id (builder, "id", &device->id);
      mit_ctl_add_text (builder, "name", device->name);
      mit_ctl_add_bool (builder, "own", device->is_own);
      add_time (builder, "seen_at", device->seen_at);
      json_builder_end_object (builder);
      if (!ctl->json)
        /* Translators: a machine's name, and when it was last heard of */
        g_print (_ ("  %s: last contact %s\n"), device->name ? device->name : "–", when);
    }
  json_builder_end_array (builder);
}

static void
add_erasures (MitCtl *ctl, JsonBuilder *builder, const MitShareStatus *now)
{
  json_builder_set_member_name (builder, "erasures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < now->erasures->len; i++)
    {
      const MitShareErasure *erasure = now->erasures->pdata[i];

      json_builder_begin_object (builder);
      add_time (builder, "erased_at", erasure->erased_at);
      mit_ctl_add_int (builder, "confirmed", erasure->n_confirmed);
      json_builder_set_member_name (builder, "waiting_for");
      json_builder_begin_array (builder);
      for (guint j = 0; j < erasure->waiting->len; j++)
        json_builder_add_string_value (builder, erasure->waiting->pdata[j]);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static MitCtlStatus
status (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MitShareStatus) now = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *sentence = NULL;

  if (!mit_ctl_parse (&mit_ctl_share_commands[STATUS], NULL, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  now = mit_share_status (mit_store_reader (ctl->store), scope_of (ctl), &error);
  if (!now)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  builder = begin_object ();
  mit_ctl_add_bool (builder, "takes_part", now->takes_part);
  if (!now->takes_part)
    return end_object (ctl, builder, _ ("This register takes part in no shared database."));
  mit_ctl_add_text (builder, "place", now->place);
  add_time (builder, "contact_at", now->contact_at);
  mit_ctl_add_text (builder, "trouble", now->trouble);
  mit_ctl_add_int (builder, "unsent", now->n_unsent);
  mit_ctl_add_int (builder, "conflicts", now->n_conflicts);
  mit_ctl_add_int (builder, "kept", now->n_kept);
  mit_ctl_add_int (builder, "size", now->size);
  mit_ctl_add_int (builder, "records", now->n_records);
  add_devices (ctl, builder, now);
  add_erasures (ctl, builder, now);
  sentence = g_strdup_printf (_ ("%s\nChanges not yet sent: %d. Changed on two machines: %d."), now->trouble ? now->trouble : now->place, (int) now->n_unsent,
                              (int) now->n_conflicts);

  return end_object (ctl, builder, sentence);
}

static void
add_side (JsonBuilder *builder, const char *name, const MitConflictSide *side)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  mit_ctl_add_text (builder, "value", side->text);
  mit_ctl_add_text (builder, "by", side->who);
  add_time (builder, "at", side->when);
  json_builder_end_object (builder);
}

static void
print_conflict (MitDb *db, const MitConflict *conflict)
{
  g_autofree char *key = mit_id_to_string (&conflict->key);
  g_autofree char *subject = mit_conflict_subject (db, conflict);
  g_autofree char *shown = mit_conflict_side_text (conflict, &conflict->shown);
  g_autofree char *shown_origin = mit_conflict_side_origin (&conflict->shown);
  g_autofree char *other = mit_conflict_side_text (conflict, &conflict->other);
  g_autofree char *other_origin = mit_conflict_side_origin (&conflict->other);

  g_print ("%s\n  %s\n", subject, key);
  /* Translators: a value, and where and when it was written */
  g_print (_ ("  shown: %s (%s)\n"), shown, shown_origin);
  /* Translators: a value, and where and when it was written */
  g_print (_ ("  kept:  %s (%s)\n"), other, other_origin);
}

static MitCtlStatus
conflicts (MitCtl *ctl, int argc, char **argv)
{
  MitDb *db = mit_store_reader (ctl->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!mit_ctl_parse (&mit_ctl_share_commands[CONFLICTS], NULL, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  list = mit_conflicts_list (db, &error);
  if (!list)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    {
      const MitConflict *conflict = list->pdata[i];

      json_builder_begin_object (builder);
      mit_ctl_add_id (builder, "key", &conflict->key);
      mit_ctl_add_text (builder, "table", conflict->table->name);
      mit_ctl_add_id (builder, "row", &conflict->row);
      mit_ctl_add_text (builder, "field", conflict->column);
      add_side (builder, "shown", &conflict->shown);
      add_side (builder, "other", &conflict->other);
      mit_ctl_add_text (builder, "change", conflict->change);
      json_builder_end_object (builder);
      if (!ctl->json)
        print_conflict (db, conflict);
    }

  return mit_ctl_end_list (ctl, builder);
}

static MitCtlStatus
resolve (MitCtl *ctl, int argc, char **argv)
{
  gboolean     keep = FALSE, take_other = FALSE;
  GOptionEntry entries[] = {
    { "keep", 0, 0, G_OPTION_ARG_NONE, &keep, N_ ("what is shown stays"), NULL },
    { "take-other", 0, 0, G_OPTION_ARG_NONE, &take_other, N_ ("what was kept takes its place"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  MitId key;

  if (!mit_ctl_parse (&mit_ctl_share_commands[RESOLVE], entries, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2 || !mit_id_parse (argv[1], &key) || keep == take_other)
    return mit_ctl_misuse (_ ("Say which one, and how: share resolve KEY --keep, or --take-other. The keys stand in the output of share conflicts."));
  if (!mit_conflict_settle_sync (ctl->store, &key, take_other, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return mit_ctl_say_done (ctl, "settled", _ ("Settled, for all machines."));
}

static const char *
slot_kind (MitSlotType type)
{
  switch (type)
    {
    case MIT_SLOT_PASSPHRASE:
      return "person";

    case MIT_SLOT_DEVICE:
      return "device";

    case MIT_SLOT_RECOVERY:
      return "recovery";
    }

  return "unknown";
}

static MitCtlStatus
people (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MitVessel) vessel = NULL;
  g_autoptr (GPtrArray) slots = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!mit_ctl_parse (&mit_ctl_share_commands[PEOPLE], NULL, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  vessel = open_vessel (ctl, &error);
  if (vessel)
    slots = mit_share_people_sync (ctl->store, vessel, scope_of (ctl), &error);
  if (!slots)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  json_builder_begin_array (builder);
  for (guint i = 0; i < slots->len; i++)
    {
      const MitSlot *slot = slots->pdata[i];

      json_builder_begin_object (builder);
      mit_ctl_add_text (builder, "kind", slot_kind (slot->type));
      mit_ctl_add_text (builder, "name", slot->label);
      mit_ctl_add_id (builder, "id", &slot->id);
      mit_ctl_add_id (builder, "let_in_by", &slot->owner);
      json_builder_end_object (builder);
      if (!ctl->json)
        g_print ("%-10s %s\n", slot->type == MIT_SLOT_PASSPHRASE ? _ ("person") : slot->type == MIT_SLOT_DEVICE ? _ ("machine")
                                                                                                                : _ ("recovery code"),
                 slot->label);
    }

  return mit_ctl_end_list (ctl, builder);
}

static MitCtlStatus
invite (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *file = NULL, *passphrase = NULL;
  GOptionEntry     entries[] = {
    { "share-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &file, N_ ("its first line is their passphrase"), N_ ("FILE") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MitVessel) vessel = NULL;

  if (!mit_ctl_parse (&mit_ctl_share_commands[INVITE], entries, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2)
    return mit_ctl_misuse (_ ("Say who: share invite NAME."));
  passphrase = read_share_passphrase (file, &error);
  if (passphrase)
    vessel = open_vessel (ctl, &error);
  if (!vessel || !mit_share_invite_sync (ctl->store, vessel, scope_of (ctl), argv[1], passphrase, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return mit_ctl_say_done (ctl, "invited", _ ("The passphrase opens the shared database from now on. Tell it in person or by phone, not by e-mail."));
}

static MitCtlStatus
remove_person (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MitVessel) vessel = NULL;

  if (!mit_ctl_parse (&mit_ctl_share_commands[REMOVE], NULL, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2)
    return mit_ctl_misuse (_ ("Say who: share remove NAME."));
  vessel = open_vessel (ctl, &error);
  if (!vessel || !mit_share_remove_sync (ctl->store, vessel, scope_of (ctl), argv[1], &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return mit_ctl_say_done (ctl, "removed", _ ("The access is taken away. What they have read or copied before, they still have."));
}

static MitCtlStatus
move (MitCtl *ctl, int argc, char **argv)
{
  gboolean         copy = FALSE, folder = FALSE, file = FALSE, done;
  g_autofree char *place = NULL;
  GOptionEntry     entries[] = {
    { "copy", 0, 0, G_OPTION_ARG_NONE, &copy, N_ ("copy it there first"), NULL },
    { "folder", 0, 0, G_OPTION_ARG_NONE, &folder, N_ ("as a folder of files"), NULL },
    { "file", 0, 0, G_OPTION_ARG_NONE, &file, N_ ("as one file"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MitVessel) from = NULL;
  g_autoptr (MitVessel) to = NULL;

  if (!mit_ctl_parse (&mit_ctl_share_commands[MOVE], entries, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2 || (copy && folder == file))
    return mit_ctl_misuse (_ ("Say where it is now: share move PATH. To copy it there, add --copy and --folder or --file."));
  place = make_absolute (argv[1]);
  if (copy)
    {
      from = open_vessel (ctl, &error);
      if (from)
        to = mit_vessel_create_remote (place, folder ? MIT_SHAPE_FOLDER : MIT_SHAPE_FILE, &error);
      done = to && mit_share_copy_sync (from, to, &error);
    }
  else
    {
      to = mit_vessel_open_remote (place, &error);
      done = to != NULL;
    }
  if (!done || !mit_share_set_place_sync (ctl->store, scope_of (ctl), place, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return mit_ctl_say_done (ctl, "moved", copy ? _ ("It is copied. Tell the others where it is now; the old place can go once all have changed over.") : _ ("It is looked for there from now on."));
}

static MitCtlStatus
compact (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MitVessel) vessel = NULL;

  if (!mit_ctl_parse (&mit_ctl_share_commands[COMPACT], NULL, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  vessel = open_vessel (ctl, &error);
  if (!vessel || !mit_share_compact (ctl->store, vessel, scope_of (ctl), &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return mit_ctl_say_done (ctl, "compacted", _ ("One record stands in place of all changes so far."));
}

static MitCtlStatus
leave (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MitVessel) vessel = NULL;

  if (!mit_ctl_parse (&mit_ctl_share_commands[LEAVE], NULL, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  vessel = open_vessel (ctl, NULL);
  if (!mit_share_leave_sync (ctl->store, vessel, scope_of (ctl), &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return mit_ctl_say_done (ctl, "left", _ ("This register takes part no longer. All that is in it stays."));
}

static MitCtlStatus
erase (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  MitId person;

  if (!mit_ctl_parse (&mit_ctl_share_commands[ERASE], NULL, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2 || !mit_id_parse (argv[1], &person))
    return mit_ctl_misuse (_ ("Say whom: erase ID. The ids stand in the output of the lists."));
  if (!mit_person_may_be_erased (mit_store_reader (ctl->store), &person))
    {
      g_set_error_literal (&error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_INVALID, _ ("Only somebody who is in the bin can be erased."));
      return mit_ctl_fail (ctl, g_steal_pointer (&error));
    }
  if (!mit_store_erase_person_sync (ctl->store, &person, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return mit_ctl_say_done (ctl, "erased", _ ("Erased. If this register takes part in a shared database, the others erase it with their next contact."));
}

static void
print_line (const char *line, gpointer data)
{
  g_print ("%s\n", line);
}

static MitCtlStatus
dump (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (!mit_ctl_parse (&mit_ctl_share_commands[DUMP], NULL, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  if (!mit_dump (mit_store_reader (ctl->store), scope_of (ctl), print_line, NULL, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return MIT_CTL_DONE;
}
