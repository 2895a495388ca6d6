// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-ctl.h"

#include <mit-letter-archive.h>
#include <mit-letter-pdf.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

static MitCtlStatus due (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus print (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus runs (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus remake (MitCtl *ctl, int argc, char **argv);

const MitCtlCommand mit_ctl_letters_commands[] = {
  { "letters due", N_ ("[--date DATE]"), N_ ("list guests and members who entered in the 90 days up to DATE without a welcome letter"), due,
    FALSE },
  { "letters print", N_ ("--due [--date DATE] [--form a|b] --output FILE.pdf"), N_ ("write the letters that are due, and put them on file"),
    print, FALSE },
  { "letters list", "", N_ ("list the letter runs on file"), runs, FALSE },
  { "letters remake", N_ ("ID --output FILE.pdf"), N_ ("make the letters of a run again, as they were"), remake, FALSE },
  { NULL },
};

static void
add_addressee (JsonBuilder *builder, const MitAddressee *addressee)
{
  g_autofree char *name = mit_person_name (addressee->person);

  json_builder_begin_object (builder);
  mit_ctl_add_id (builder, "id", &addressee->person->id);
  mit_ctl_add_text (builder, "number", addressee->person->text[MIT_PERSON_NUMBER]);
  mit_ctl_add_text (builder, "name", name);
  mit_ctl_add_date (builder, "entered", addressee->entered);
  mit_ctl_add_text (builder, "greeting", addressee->greeting);
  mit_ctl_add_text (builder, "look_at", addressee->oddity);
  mit_ctl_add_text (builder, "obstacle", addressee->obstacle);
  json_builder_end_object (builder);
}

static void
print_addressee (const MitAddressee *addressee)
{
  g_autofree char *name = mit_person_name (addressee->person);
  char             entered[MIT_DATE_ISO_SIZE];

  g_print ("%s\t%s\t%s\t%s\n", mit_date_to_iso (addressee->entered, entered), name, addressee->greeting,
           addressee->obstacle ? addressee->obstacle : addressee->oddity ? addressee->oddity
                                                                         : "");
}

static MitCtlStatus
due (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *date = NULL;
  GOptionEntry     entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("the day that counts, today if none is given"), N_ ("DATE") },
    { NULL },
  };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) addressees = NULL;
  g_autoptr (GError) error = NULL;
  MitDate day;

  if (!mit_ctl_parse (&mit_ctl_letters_commands[0], entries, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  if (!mit_ctl_parse_date (date, mit_date_today (), &day))
    return mit_ctl_misuse (_ ("Write the day as 2026-11-22."));
  addressees = mit_letters_due (mit_store_reader (ctl->store), day, &error);
  if (!addressees)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  json_builder_begin_array (builder);
  for (guint i = 0; i < addressees->len; i++)
    {
      add_addressee (builder, g_ptr_array_index (addressees, i));
      if (!ctl->json)
        print_addressee (g_ptr_array_index (addressees, i));
    }

  return mit_ctl_end_list (ctl, builder);
}

/* A run between the command line and the store's thread. */
typedef struct
{
  MitDate       day;
  char          form;
  GPtrArray    *addressees;
  MitLetterRun *run;
} Printing;

static gboolean
run_save (MitDb *db, gpointer data, GError **error)
{
  return mit_letter_run_save (((Printing *) data)->run, db, error);
}

static void
print_result (MitCtl *ctl, const Printing *printing, guint n_pages)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n_letters = printing->run->letters->len;

  if (!ctl->json)
    {
      g_print (ngettext ("%u letter on %u page, ", "%u letters on %u pages, ", n_letters), n_letters, n_pages);
      g_print (ngettext ("%u person without an address\n", "%u people without an address\n", printing->addressees->len - n_letters),
               printing->addressees->len - n_letters);
      return;
    }
  json_builder_begin_object (builder);
  mit_ctl_add_id (builder, "run", &printing->run->id);
  mit_ctl_add_int (builder, "letters", n_letters);
  mit_ctl_add_int (builder, "pages", n_pages);
  json_builder_set_member_name (builder, "left_out");
  json_builder_begin_array (builder);
  for (guint i = 0; i < printing->addressees->len; i++)
    {
      const MitAddressee *addressee = g_ptr_array_index (printing->addressees, i);

      if (!addressee->included)
        add_addressee (builder, addressee);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  mit_ctl_print_json (builder);
}

/* The file first, then the register: letters that are on file have been written. Letters that could not be put on file are
 * taken away again, because nobody would know that they were sent. */
static gboolean
write_run (MitCtl *ctl, Printing *printing, const char *output, guint *n_pages, GError **error)
{
  MitDb *db = mit_store_reader (ctl->store);
  g_autoptr (MitLetterTemplate) letter_template = mit_letter_template_load (db, "welcome");

  printing->addressees = mit_letters_due (db, printing->day, error);
  if (!printing->addressees)
    return FALSE;
  printing->run = mit_letter_run_new (letter_template, mit_sender_load (db), printing->day, printing->form);
  mit_letter_run_add_all (printing->run, printing->addressees);

  if (!mit_letter_run_check (printing->run, error) || !mit_letter_pdf_write (printing->run, output, n_pages, error))
    return FALSE;
  if (mit_store_write_sync (ctl->store, mit_letter_run_action (), run_save, printing, NULL, error))
    return TRUE;
  g_unlink (output);

  return FALSE;
}

static MitCtlStatus
print (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *date = NULL;
  g_autofree char *form = NULL;
  g_autofree char *output = NULL;
  gboolean         print_due = FALSE, done;
  Printing         printing = { 0 };
  guint            n_pages = 0;
  GOptionEntry     entries[] = {
    { "due", 0, 0, G_OPTION_ARG_NONE, &print_due, N_ ("the welcome letters that are due"), NULL },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("the day that counts and that stands on the letters"), N_ ("DATE") },
    { "form", 0, 0, G_OPTION_ARG_STRING, &form, N_ ("letter sheet a or b (DIN 5008), the office's own if none is given"), N_ ("FORM") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("where the PDF goes"), N_ ("FILE") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (!mit_ctl_parse (&mit_ctl_letters_commands[1], entries, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  if (!print_due || !output)
    return mit_ctl_misuse (_ ("Say what to print and where to: letters print --due --output FILE.pdf"));
  if (!mit_ctl_parse_date (date, mit_date_today (), &printing.day))
    return mit_ctl_misuse (_ ("Write the day as 2026-11-22."));
  if (form && !g_str_equal (form, "a") && !g_str_equal (form, "b"))
    return mit_ctl_misuse (_ ("The forms are a and b."));
  printing.form = form ? form[0] : mit_sender_form (mit_store_reader (ctl->store));

  done = write_run (ctl, &printing, output, &n_pages, &error);
  if (done)
    print_result (ctl, &printing, n_pages);
  g_clear_pointer (&printing.run, mit_letter_run_free);
  g_clear_pointer (&printing.addressees, g_ptr_array_unref);

  return done ? MIT_CTL_DONE : mit_ctl_fail (ctl, g_steal_pointer (&error));
}

static MitCtlStatus
runs (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  if (!mit_ctl_parse (&mit_ctl_letters_commands[2], NULL, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  found = mit_letter_runs (mit_store_reader (ctl->store), &error);
  if (!found)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      const MitLetterRunInfo *info = g_ptr_array_index (found, i);
      g_autofree char        *id = mit_id_to_string (&info->id);
      char                    dated[MIT_DATE_ISO_SIZE];

      json_builder_begin_object (builder);
      mit_ctl_add_text (builder, "id", id);
      mit_ctl_add_text (builder, "kind", info->kind);
      mit_ctl_add_date (builder, "dated", info->dated);
      mit_ctl_add_int (builder, "letters", info->n_letters);
      json_builder_end_object (builder);
      if (!ctl->json)
        g_print ("%s\t%s\t%s\t%u\n", id, mit_date_to_iso (info->dated, dated), mit_letter_kind_label (info->kind), info->n_letters);
    }

  return mit_ctl_end_list (ctl, builder);
}

static MitCtlStatus
remake (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *output = NULL;
  GOptionEntry     entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("where the PDF goes"), N_ ("FILE") },
    { NULL },
  };
  g_autoptr (MitLetterRun) run = NULL;
  g_autoptr (GError) error = NULL;
  MitId id;

  if (!mit_ctl_parse (&mit_ctl_letters_commands[3], entries, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2 || !output || !mit_id_parse (argv[1], &id))
    return mit_ctl_misuse (_ ("Say which run and where to: letters remake ID --output FILE.pdf"));
  run = mit_letter_run_load (mit_store_reader (ctl->store), &id, &error);
  if (!run || !mit_letter_pdf_write (run, output, NULL, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return MIT_CTL_DONE;
}
