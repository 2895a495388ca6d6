// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-ctl-whom.h"

#include <mit-import-plan.h>
#include <mit-output.h>
#include <mit-people.h>

#include <glib/gi18n.h>
#include <string.h>

static MitCtlStatus import (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus members (MitCtl *ctl, int argc, char **argv);

const MitCtlCommand mit_ctl_members_commands[] = {
  { "import", N_ ("FILE [--dry-run] [--wrong OUT.csv]"), N_ ("take a list in; say what was new, changed, the same, wrong or blank"),
    import, FALSE },
  { "members", N_ ("[--stage STAGE] [--search TEXT] [--since DATE]"), N_ ("list people"), members, FALSE },
  { NULL },
};

/* An import between the command line and the store's thread. */
typedef struct
{
  MitImportSource *source;
  MitImportPlan   *plan;
} Import;

static gboolean
run_plan (MitDb *db, gpointer data, GError **error)
{
  Import *work = data;

  mit_import_source_recall (work->source, db);
  work->plan = mit_import_plan_new (db, work->source, NULL, NULL, error);

  return work->plan != NULL;
}

static gboolean
run_apply (MitDb *db, gpointer data, GError **error)
{
  Import *work = data;

  return mit_import_plan_apply (work->plan, db, NULL, NULL, error);
}

static void
add_repairs (JsonBuilder *builder, const MitImportPlan *plan)
{
  json_builder_set_member_name (builder, "repaired");
  json_builder_begin_array (builder);
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const MitImportRow *row = g_ptr_array_index (plan->rows, i);

      for (guint j = 0; row->verdict != MIT_IMPORT_WRONG && row->repairs && j < row->repairs->len; j++)
        {
          const MitImportRepair *repair = g_ptr_array_index (row->repairs, j);

          json_builder_begin_object (builder);
          mit_ctl_add_int (builder, "row", row->number);
          mit_ctl_add_text (builder, "field", mit_import_target_name (repair->field));
          mit_ctl_add_text (builder, "old", repair->old);
          mit_ctl_add_text (builder, "new", repair->new);
          json_builder_end_object (builder);
        }
    }
  json_builder_end_array (builder);
}

static void
add_wrong_rows (JsonBuilder *builder, const MitImportPlan *plan)
{
  json_builder_set_member_name (builder, "wrong_rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const MitImportRow *row = g_ptr_array_index (plan->rows, i);

      if (row->verdict != MIT_IMPORT_WRONG)
        continue;
      json_builder_begin_object (builder);
      mit_ctl_add_int (builder, "row", row->number);
      mit_ctl_add_text (builder, "reason", row->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* Columns with a name and nothing of ours to put their values into. Returns: (transfer container) */
static GPtrArray *
list_left_out (const MitImportSource *source)
{
  GPtrArray *left_out = g_ptr_array_new ();

  for (guint i = 0; i < source->headers->len; i++)
    if (source->targets[i] == MIT_IMPORT_NOTHING && *(char *) g_ptr_array_index (source->headers, i))
      g_ptr_array_add (left_out, g_ptr_array_index (source->headers, i));

  return left_out;
}

static void
add_left_out (JsonBuilder *builder, const MitImportSource *source)
{
  g_autoptr (GPtrArray) left_out = list_left_out (source);

  json_builder_set_member_name (builder, "left_out");
  json_builder_begin_array (builder);
  for (guint i = 0; i < left_out->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (left_out, i));
  json_builder_end_array (builder);
}

static void
print_left_out (const MitImportSource *source)
{
  g_autoptr (GPtrArray) left_out = list_left_out (source);
  g_autofree char *names = NULL;

  if (left_out->len == 0)
    return;
  g_ptr_array_add (left_out, NULL);
  names = g_strjoinv (", ", (char **) left_out->pdata);
  /* Translators: %s is names of columns */
  g_print (_ ("Columns that are left out: %s\n"), names);
}

static void
print_plan_json (const MitImportPlan *plan, const MitImportSource *source)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  mit_ctl_add_int (builder, "rows", plan->rows->len);
  mit_ctl_add_int (builder, "new", plan->counts[MIT_IMPORT_NEW]);
  mit_ctl_add_int (builder, "changed", plan->counts[MIT_IMPORT_CHANGED]);
  mit_ctl_add_int (builder, "same", plan->counts[MIT_IMPORT_SAME]);
  mit_ctl_add_int (builder, "wrong", plan->counts[MIT_IMPORT_WRONG]);
  mit_ctl_add_int (builder, "blank", plan->counts[MIT_IMPORT_BLANK]);
  mit_ctl_add_int (builder, "possible_duplicates", plan->n_duplicates);
  mit_ctl_add_int (builder, "notices", plan->n_notices);
  add_wrong_rows (builder, plan);
  add_repairs (builder, plan);
  add_left_out (builder, source);
  json_builder_end_object (builder);
  mit_ctl_print_json (builder);
}

static void
print_plan (const MitImportPlan *plan, const MitImportSource *source)
{
  g_print (_ ("%u rows: %u new, %u changed, %u the same, %u wrong, %u blank\n"), plan->rows->len, plan->counts[MIT_IMPORT_NEW],
           plan->counts[MIT_IMPORT_CHANGED], plan->counts[MIT_IMPORT_SAME], plan->counts[MIT_IMPORT_WRONG],
           plan->counts[MIT_IMPORT_BLANK]);
  g_print (_ ("%u values repaired, %u possible duplicates, %u things to look at\n"), plan->n_repairs, plan->n_duplicates,
           plan->n_notices);
  print_left_out (source);
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const MitImportRow *row = g_ptr_array_index (plan->rows, i);

      if (row->verdict == MIT_IMPORT_WRONG)
        g_print (_ ("Row %u: %s\n"), row->number, row->reason);
    }
}

static gboolean
save_wrong_rows (Import *work, const char *path, GError **error)
{
  g_autofree char *table = mit_import_plan_wrong_rows (work->plan, work->source);

  g_autoptr (GBytes) bytes = g_bytes_new (table, strlen (table));

  return mit_output_replace (path, bytes, error);
}

static gboolean
perform_import (MitCtl *ctl, Import *work, const char *path, gboolean dry_run, const char *wrong, GError **error)
{
  work->source = mit_import_source_load (path, error);
  if (!work->source || !mit_store_write_sync (ctl->store, NULL, run_plan, work, NULL, error))
    return FALSE;
  if (wrong && !save_wrong_rows (work, wrong, error))
    return FALSE;

  return dry_run || mit_store_write_sync (ctl->store, mit_import_action (), run_apply, work, NULL, error);
}

static MitCtlStatus
import (MitCtl *ctl, int argc, char **argv)
{
  Import           work = { 0 };
  gboolean         dry_run = FALSE, done;
  g_autofree char *wrong = NULL;
  GOptionEntry     entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("only say what would happen"), NULL },
    { "wrong", 0, 0, G_OPTION_ARG_FILENAME, &wrong, N_ ("save the wrong rows with their reasons"), N_ ("FILE") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (!mit_ctl_parse (&mit_ctl_members_commands[0], entries, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2)
    return mit_ctl_misuse (_ ("Say which list: mitmachenctl … import FILE"));

  done = perform_import (ctl, &work, argv[1], dry_run, wrong, &error);
  if (done && ctl->json)
    print_plan_json (work.plan, work.source);
  else if (done)
    print_plan (work.plan, work.source);
  g_clear_pointer (&work.plan, mit_import_plan_free);
  g_clear_pointer (&work.source, mit_import_source_free);

  return done ? MIT_CTL_DONE : mit_ctl_fail (ctl, g_steal_pointer (&error));
}

static void
add_person (JsonBuilder *builder, const MitPeopleRow *row)
{
  json_builder_begin_object (builder);
  mit_ctl_add_id (builder, "id", &row->id);
  mit_ctl_add_text (builder, "number", row->number);
  mit_ctl_add_text (builder, "name", row->name);
  mit_ctl_add_text (builder, "place", row->city);
  mit_ctl_add_text (builder, "stage", mit_stage_name (row->stage));
  mit_ctl_add_date (builder, "since", row->since);
  json_builder_end_object (builder);
}

static void
print_people (MitCtl *ctl, GArray *found)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      g_auto (MitPeopleRow) row = { 0 };
      char since[MIT_DATE_ISO_SIZE];

      if (!mit_people_row (mit_store_reader (ctl->store), g_array_index (found, gint64, i), &row))
        continue;
      if (ctl->json)
        add_person (builder, &row);
      else
        g_print ("%s\t%s\t%s\t%s\t%s\n", row.number ? row.number : "", row.name, row.city ? row.city : "",
                 mit_stage_label (row.stage), row.since ? mit_date_to_iso (row.since, since) : "");
    }
  json_builder_end_array (builder);
  if (ctl->json)
    mit_ctl_print_json (builder);
}

static MitCtlStatus
members (MitCtl *ctl, int argc, char **argv)
{
  g_auto (MitCtlWhom) whom = { 0 };
  GOptionEntry entries[] = {
    MIT_CTL_WHOM_ENTRIES (whom),
    { NULL },
  };
  g_autoptr (GArray) found = NULL;
  g_autoptr (GError) error = NULL;
  MitPeopleQuery query;

  if (!mit_ctl_parse (&mit_ctl_members_commands[1], entries, &argc, &argv) || mit_ctl_has_rest (argc, argv) || !mit_ctl_whom_check (&whom, &query))
    return MIT_CTL_USAGE;
  found = mit_people_find (mit_store_reader (ctl->store), &query, &error);
  if (!found)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  print_people (ctl, found);

  return MIT_CTL_DONE;
}
