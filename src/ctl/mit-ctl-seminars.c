// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-ctl-labels.h"

#include <mit-letter-pdf.h>
#include <mit-seminar-badges.h>
#include <mit-seminar-calendar.h>
#include <mit-seminar-invite.h>
#include <mit-seminar-people.h>
#include <mit-seminar-sheet.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

static MitCtlStatus add (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus list (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus invite (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus letters (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus enrol (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus mark (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus people (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus sheet (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus badges (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus calendar (MitCtl *ctl, int argc, char **argv);

enum
{
  ADD,
  LIST,
  INVITE,
  LETTERS,
  REGISTER,
  MARK,
  PEOPLE,
  SHEET,
  BADGES,
  CALENDAR,
};

const MitCtlCommand mit_ctl_seminars_commands[] = {
  [ADD] = { "seminar add", N_ ("--title T --start DATETIME --end DATETIME --place P --places N"), N_ ("plan a seminar"), add, FALSE },
  [LIST] = { "seminar list", "", N_ ("list the seminars"), list, FALSE },
  [INVITE] = { "seminar invite", N_ ("ID --since DATE"), N_ ("invite guests and members who entered since DATE and never attended one"), invite, FALSE },
  [LETTERS] = { "seminar letters", N_ ("ID [--date DATE] [--form a|b] --output FILE.pdf"), N_ ("write the invitations, and put them on file"), letters, FALSE },
  [REGISTER] = { "seminar register", N_ ("ID PERSON"), N_ ("register somebody, on the waiting list if all places are taken"), enrol, FALSE },
  [MARK] = { "seminar mark", N_ ("ID PERSON STATE"), N_ ("note what became of a registration: coming, waiting, declined, attended or absent"), mark, FALSE },
  [PEOPLE] = { "seminar people", N_ ("ID"), N_ ("list who is invited, coming or waiting"), people, FALSE },
  [SHEET] = { "seminar sheet", N_ ("ID --output FILE.pdf"), N_ ("write the attendance sheet"), sheet, FALSE },
  [BADGES] = { "seminar badges", N_ ("ID [--labels NAME] [--first N] --output FILE.pdf"), N_ ("write badges with the names of those who come"), badges, FALSE },
  [CALENDAR] = { "seminar ics", N_ ("ID --output FILE.ics"), N_ ("write the calendar file"), calendar, FALSE },
  { NULL },
};

/* Prints one object made of what a command found out. */
static void
print_object (MitCtl *ctl, JsonBuilder *builder, const char *sentence)
{
  json_builder_end_object (builder);
  if (ctl->json)
    mit_ctl_print_json (builder);
  else if (sentence)
    g_print ("%s\n", sentence);
}

static gboolean
run_save (MitDb *db, gpointer data, GError **error)
{
  return mit_seminar_save (data, db, error);
}

static MitCtlStatus
add (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (MitSeminar) seminar = mit_seminar_new ();
  GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &seminar->title, N_ ("what it is called"), N_ ("TITLE") },
    { "start", 0, 0, G_OPTION_ARG_STRING, &seminar->starts, N_ ("when it begins: 2026-12-05T10:00"), N_ ("DATETIME") },
    { "end", 0, 0, G_OPTION_ARG_STRING, &seminar->ends, N_ ("when it ends"), N_ ("DATETIME") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &seminar->place, N_ ("where it is held"), N_ ("PLACE") },
    { "places", 0, 0, G_OPTION_ARG_INT, &seminar->places, N_ ("how many can come, 0 for any number"), N_ ("NUMBER") },
    { NULL },
  };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = mit_id_to_string (&seminar->id);

  if (!mit_ctl_parse (&mit_ctl_seminars_commands[ADD], entries, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  if (!seminar->title || !seminar->starts)
    return mit_ctl_misuse (_ ("A seminar needs at least --title and --start."));
  if (!mit_store_write_sync (ctl->store, mit_seminar_action (), run_save, seminar, NULL, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  json_builder_begin_object (builder);
  mit_ctl_add_text (builder, "id", id);
  print_object (ctl, builder, id);

  return MIT_CTL_DONE;
}

static void
add_seminar (JsonBuilder *builder, const MitSeminar *seminar)
{
  json_builder_begin_object (builder);
  mit_ctl_add_id (builder, "id", &seminar->id);
  mit_ctl_add_text (builder, "title", seminar->title);
  mit_ctl_add_text (builder, "start", seminar->starts);
  mit_ctl_add_text (builder, "end", seminar->ends);
  mit_ctl_add_text (builder, "place", seminar->place);
  mit_ctl_add_int (builder, "places", seminar->places);
  mit_ctl_add_int (builder, "coming", seminar->n_coming);
  mit_ctl_add_int (builder, "waiting", seminar->n_waiting);
  mit_ctl_add_int (builder, "invited", seminar->n_invited);
  mit_ctl_add_bool (builder, "called_off", seminar->called_off);
  json_builder_end_object (builder);
}

static MitCtlStatus
list (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) seminars = NULL;
  g_autoptr (GError) error = NULL;

  if (!mit_ctl_parse (&mit_ctl_seminars_commands[LIST], NULL, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  seminars = mit_seminars_load (mit_store_reader (ctl->store), &error);
  if (!seminars)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  json_builder_begin_array (builder);
  for (guint i = 0; i < seminars->len; i++)
    {
      const MitSeminar *seminar = g_ptr_array_index (seminars, i);
      g_autofree char  *id = mit_id_to_string (&seminar->id);

      add_seminar (builder, seminar);
      if (!ctl->json)
        g_print ("%s\t%s\t%s\t%d/%d\n", id, seminar->starts, seminar->title, seminar->n_coming, seminar->places);
    }

  return mit_ctl_end_list (ctl, builder);
}

/* The seminar that the first argument names. */
static gboolean
parse_id (int argc, char **argv, int n_expected, MitId *id)
{
  if (argc == n_expected && mit_id_parse (argv[1], id))
    return TRUE;
  mit_ctl_misuse (_ ("Say which seminar by its id; seminar list shows them."));

  return FALSE;
}

/* What a command does with one seminar, carried to the store's thread. */
typedef struct
{
  MitId                seminar;
  MitId                person;
  MitDate              since;
  guint                n_invited;
  MitRegistrationState state;
  guint                position;
  MitLetterRun        *run;
} Work;

static gboolean
run_invite (MitDb *db, gpointer data, GError **error)
{
  Work *work = data;

  return mit_seminar_invite (db, &work->seminar, work->since, &work->n_invited, error);
}

static MitCtlStatus
invite (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *since = NULL;
  g_autofree char *sentence = NULL;
  GOptionEntry     entries[] = {
    { "since", 0, 0, G_OPTION_ARG_STRING, &since, N_ ("the first day of entry that counts"), N_ ("DATE") },
    { NULL },
  };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  Work work = { 0 };

  if (!mit_ctl_parse (&mit_ctl_seminars_commands[INVITE], entries, &argc, &argv) || !parse_id (argc, argv, 2, &work.seminar))
    return MIT_CTL_USAGE;
  if (!since || !mit_ctl_parse_date (since, MIT_DATE_NONE, &work.since))
    return mit_ctl_misuse (_ ("Say since when people entered: --since 2026-06-01"));
  if (!mit_store_write_sync (ctl->store, mit_seminar_invite_action (), run_invite, &work, NULL, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  json_builder_begin_object (builder);
  mit_ctl_add_int (builder, "invited", work.n_invited);
  sentence = g_strdup_printf (ngettext ("%u person invited", "%u people invited", work.n_invited), work.n_invited);
  print_object (ctl, builder, sentence);

  return MIT_CTL_DONE;
}

static gboolean
run_save_letters (MitDb *db, gpointer data, GError **error)
{
  return mit_letter_run_save (((Work *) data)->run, db, error);
}

/* See write_run() in mit-ctl-letters.c. */
static gboolean
save_letters (MitCtl *ctl, Work *work, const char *output, GError **error)
{
  gboolean saved = mit_store_write_sync (ctl->store, mit_letter_run_action (), run_save_letters, work, NULL, error);

  if (!saved)
    g_unlink (output);

  return saved;
}

static MitCtlStatus
letters (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *date = NULL;
  g_autofree char *form = NULL;
  g_autofree char *output = NULL;
  GOptionEntry     entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("the day that stands on the letters"), N_ ("DATE") },
    { "form", 0, 0, G_OPTION_ARG_STRING, &form, N_ ("letter sheet a or b (DIN 5008), the office's own if none is given"), N_ ("FORM") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("where the PDF goes"), N_ ("FILE") },
    { NULL },
  };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) addressees = NULL;
  g_autoptr (GError) error = NULL;
  Work    work = { 0 };
  MitDate day;
  guint   n_pages = 0;

  if (!mit_ctl_parse (&mit_ctl_seminars_commands[LETTERS], entries, &argc, &argv) || !parse_id (argc, argv, 2, &work.seminar))
    return MIT_CTL_USAGE;
  if (!output || !mit_ctl_parse_date (date, mit_date_today (), &day))
    return mit_ctl_misuse (_ ("Say where the letters go: --output FILE.pdf"));
  if (form && !g_str_equal (form, "a") && !g_str_equal (form, "b"))
    return mit_ctl_misuse (_ ("The forms are a and b."));
  work.run = mit_seminar_letters (mit_store_reader (ctl->store), &work.seminar, day, form ? form[0] : mit_sender_form (mit_store_reader (ctl->store)), &addressees, &error);
  if (!work.run || !mit_letter_run_check (work.run, &error) || !mit_letter_pdf_write (work.run, output, &n_pages, &error) ||
      !save_letters (ctl, &work, output, &error))
    {
      g_clear_pointer (&work.run, mit_letter_run_free);
      return mit_ctl_fail (ctl, g_steal_pointer (&error));
    }
  json_builder_begin_object (builder);
  mit_ctl_add_id (builder, "run", &work.run->id);
  mit_ctl_add_int (builder, "letters", work.run->letters->len);
  mit_ctl_add_int (builder, "pages", n_pages);
  print_object (ctl, builder, output);
  g_clear_pointer (&work.run, mit_letter_run_free);

  return MIT_CTL_DONE;
}

static gboolean
run_ask (MitDb *db, gpointer data, GError **error)
{
  Work *work = data;

  return mit_registration_ask (db, &work->seminar, &work->person, &work->state, &work->position, error);
}

static MitCtlStatus
enrol (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  Work work = { 0 };

  if (!mit_ctl_parse (&mit_ctl_seminars_commands[REGISTER], NULL, &argc, &argv) || !parse_id (argc, argv, 3, &work.seminar))
    return MIT_CTL_USAGE;
  if (!mit_id_parse (argv[2], &work.person))
    return mit_ctl_misuse (_ ("Say whom by their id; members --json shows them."));
  if (!mit_store_write_sync (ctl->store, mit_registration_action (), run_ask, &work, NULL, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  json_builder_begin_object (builder);
  mit_ctl_add_text (builder, "state", mit_registration_state_name (work.state));
  mit_ctl_add_int (builder, "position", work.position);
  print_object (ctl, builder, mit_registration_state_label (work.state));

  return MIT_CTL_DONE;
}

static gboolean
run_mark (MitDb *db, gpointer data, GError **error)
{
  Work *work = data;

  return mit_registration_set (db, &work->seminar, &work->person, work->state, error);
}

static MitCtlStatus
mark (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Work work = { 0 };

  if (!mit_ctl_parse (&mit_ctl_seminars_commands[MARK], NULL, &argc, &argv) || !parse_id (argc, argv, 4, &work.seminar))
    return MIT_CTL_USAGE;
  work.state = mit_registration_state_parse (argv[3]);
  if (!mit_id_parse (argv[2], &work.person) || (work.state == MIT_REGISTRATION_INVITED && !g_str_equal (argv[3], "invited")))
    return mit_ctl_misuse (_ ("Say whom by their id, and what became of it: coming, waiting, declined, attended or absent."));
  if (!mit_store_write_sync (ctl->store, mit_registration_action (), run_mark, &work, NULL, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return MIT_CTL_DONE;
}

static MitCtlStatus
people (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) registrations = NULL;
  g_autoptr (GError) error = NULL;
  MitId id;

  if (!mit_ctl_parse (&mit_ctl_seminars_commands[PEOPLE], NULL, &argc, &argv) || !parse_id (argc, argv, 2, &id))
    return MIT_CTL_USAGE;
  registrations = mit_registrations_load (mit_store_reader (ctl->store), &id, &error);
  if (!registrations)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  json_builder_begin_array (builder);
  for (guint i = 0; i < registrations->len; i++)
    {
      const MitRegistration *registration = g_ptr_array_index (registrations, i);

      json_builder_begin_object (builder);
      mit_ctl_add_id (builder, "person", &registration->person);
      mit_ctl_add_text (builder, "name", registration->name);
      mit_ctl_add_text (builder, "state", mit_registration_state_name (registration->state));
      mit_ctl_add_int (builder, "position", registration->position);
      json_builder_end_object (builder);
      if (!ctl->json)
        g_print ("%s\t%s\n", mit_registration_state_label (registration->state), registration->name);
    }

  return mit_ctl_end_list (ctl, builder);
}

static MitCtlStatus
sheet (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *output = NULL;
  GOptionEntry     entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("where the PDF goes"), N_ ("FILE") },
    { NULL },
  };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  MitId id;
  guint n_pages = 0;

  if (!mit_ctl_parse (&mit_ctl_seminars_commands[SHEET], entries, &argc, &argv) || !parse_id (argc, argv, 2, &id))
    return MIT_CTL_USAGE;
  if (!output)
    return mit_ctl_misuse (_ ("Say where the sheet goes: --output FILE.pdf"));
  if (!mit_seminar_sheet_write (mit_store_reader (ctl->store), &id, output, &n_pages, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  json_builder_begin_object (builder);
  mit_ctl_add_int (builder, "pages", n_pages);
  print_object (ctl, builder, output);

  return MIT_CTL_DONE;
}

static MitCtlStatus
badges (MitCtl *ctl, int argc, char **argv)
{
  g_auto (MitCtlLabels) choice = { .first = 1 };
  GOptionEntry entries[] = {
    MIT_CTL_LABELS_ENTRIES (choice),
    { NULL },
  };
  g_autoptr (MitSeminarBadges) work = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  const MitPrintLabels *labels;
  MitId                 id;

  if (!mit_ctl_parse (&mit_ctl_seminars_commands[BADGES], entries, &argc, &argv) || !parse_id (argc, argv, 2, &id))
    return MIT_CTL_USAGE;
  if (!mit_ctl_labels_check (&choice, MIT_PRINT_LABELS_FOR_BADGES, &labels))
    return MIT_CTL_USAGE;
  work = mit_seminar_badges_load (mit_store_reader (ctl->store), &id, &error);
  pdf = work ? mit_seminar_badges_render (work, labels, (guint) choice.first - 1, &error) : NULL;

  return mit_ctl_labels_end (ctl, &choice, labels, work ? work->people->len : 0, 0, pdf, error);
}

static MitCtlStatus
calendar (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *output = NULL;
  GOptionEntry     entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("where the calendar file goes"), N_ ("FILE") },
    { NULL },
  };
  g_autoptr (MitSeminar) seminar = NULL;
  g_autoptr (GError) error = NULL;
  MitId id;

  if (!mit_ctl_parse (&mit_ctl_seminars_commands[CALENDAR], entries, &argc, &argv) || !parse_id (argc, argv, 2, &id))
    return MIT_CTL_USAGE;
  if (!output)
    return mit_ctl_misuse (_ ("Say where the calendar file goes: --output FILE.ics"));
  seminar = mit_seminar_load (mit_store_reader (ctl->store), &id, &error);
  if (!seminar || !mit_seminar_calendar_write (seminar, output, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return MIT_CTL_DONE;
}
