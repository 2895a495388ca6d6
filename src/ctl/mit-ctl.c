// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-ctl.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Typed on the terminal without showing it. */
static char *
ask_passphrase (const char *question)
{
  struct termios before, quiet;
  char           line[1024];
  gboolean       got;

  tcgetattr (STDIN_FILENO, &before);
  quiet = before;
  quiet.c_lflag &= ~(tcflag_t) ECHO;
  g_printerr ("%s ", question);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet);
  got = fgets (line, sizeof line, stdin) != NULL;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  g_printerr ("\n");
  if (!got)
    return NULL;
  line[strcspn (line, "\r\n")] = '\0';

  return g_strdup (line);
}

/**
 * mit_ctl_read_passphrase:
 * @file: (nullable): that holds it
 *
 * The first line of the passphrase file, or what somebody types on the terminal; never from the command line or the
 * environment, which others can read.
 *
 * Returns: (transfer full) (nullable)
 */
char *
mit_ctl_read_passphrase (const char *file, const char *question, GError **error)
{
  char *text = NULL;

  if (file)
    {
      if (!g_file_get_contents (file, &text, NULL, NULL))
        g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_INVALID, _ ("The passphrase file cannot be read."));
      else
        text[strcspn (text, "\r\n")] = '\0';
      return text;
    }
  if (isatty (STDIN_FILENO))
    text = ask_passphrase (question);
  if (!text)
    g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_INVALID,
                         _ ("There is no terminal to ask for the passphrase on. Give a file that holds it with --passphrase-file."));

  return text;
}

/** mit_ctl_passphrase: The register's; see mit_ctl_read_passphrase(). */
char *
mit_ctl_passphrase (MitCtl *ctl, GError **error)
{
  return mit_ctl_read_passphrase (ctl->passphrase_file, _ ("Passphrase:"), error);
}

/** mit_ctl_arguments: What a command wants, in the user's language. */
const char *
mit_ctl_arguments (const MitCtlCommand *command)
{
  return *command->arguments ? gettext (command->arguments) : "";
}

/**
 * mit_ctl_parse:
 *
 * Take the options of a command out of its arguments. --help is answered here and ends the program.
 *
 * Returns: whether they were right; if not, the sentence is printed
 */
gboolean
mit_ctl_parse (const MitCtlCommand *command, GOptionEntry *entries, int *argc, char ***argv)
{
  g_autofree char *usage = g_strdup_printf ("%s %s", command->name, mit_ctl_arguments (command));
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) error = NULL;

  g_set_prgname ("mitmachenctl");
  g_option_context_set_summary (context, gettext (command->summary));
  if (entries)
    g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  mit_ctl_misuse (error->message);

  return FALSE;
}

/** mit_ctl_has_rest: Whether arguments are left that a command has no use for; then the sentence is printed. */
gboolean
mit_ctl_has_rest (int argc, char **argv)
{
  g_autofree char *sentence = argc > 1 ? g_strdup_printf (_ ("“%s” is of no use here; --help says what is."), argv[1]) : NULL;

  if (sentence)
    mit_ctl_misuse (sentence);

  return sentence != NULL;
}

/** mit_ctl_fail: Say what went wrong, as JSON too if that is asked for. @error: (transfer full) */
MitCtlStatus
mit_ctl_fail (MitCtl *ctl, GError *error)
{
  g_printerr ("mitmachenctl: %s\n", error->message);
  if (ctl->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      mit_ctl_add_text (builder, "error", error->message);
      json_builder_end_object (builder);
      mit_ctl_print_json (builder);
    }
  g_error_free (error);

  return MIT_CTL_FAILED;
}

/** mit_ctl_misuse: Say how the command was used wrongly. */
MitCtlStatus
mit_ctl_misuse (const char *sentence)
{
  g_printerr ("mitmachenctl: %s\n", sentence);

  return MIT_CTL_USAGE;
}

/** mit_ctl_print_json: Print what was built, on standard output. */
void
mit_ctl_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  g_print ("%s\n", text);
}

/** mit_ctl_end_list: End the array that a list was written into, and print it if JSON is wanted. */
MitCtlStatus
mit_ctl_end_list (MitCtl *ctl, JsonBuilder *builder)
{
  json_builder_end_array (builder);
  if (ctl->json)
    mit_ctl_print_json (builder);

  return MIT_CTL_DONE;
}

/** mit_ctl_parse_date: @text: (nullable): for @fallback. Returns: whether it is a day */
gboolean
mit_ctl_parse_date (const char *text, MitDate fallback, MitDate *date)
{
  *date = fallback;

  return !text || mit_date_parse (text, MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_PAST, date);
}

void
mit_ctl_add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
mit_ctl_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
mit_ctl_add_bool (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
mit_ctl_add_id (JsonBuilder *builder, const char *name, const MitId *id)
{
  g_autofree char *text = mit_id_to_string (id);

  mit_ctl_add_text (builder, name, text);
}

void
mit_ctl_add_date (JsonBuilder *builder, const char *name, MitDate date)
{
  char buffer[MIT_DATE_ISO_SIZE];

  mit_ctl_add_text (builder, name, mit_date_to_iso (date, buffer));
}

/** mit_ctl_say_done: A command has done what it was asked to. @member: what that is in JSON */
MitCtlStatus
mit_ctl_say_done (MitCtl *ctl, const char *member, const char *sentence)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  mit_ctl_add_bool (builder, member, TRUE);
  json_builder_end_object (builder);
  if (ctl->json)
    mit_ctl_print_json (builder);
  else
    g_print ("%s\n", sentence);

  return MIT_CTL_DONE;
}

/** mit_ctl_say_time: A moment, in milliseconds since 1970, by the clock of this computer. Returns: (transfer full) */
char *
mit_ctl_say_time (gint64 milliseconds)
{
  g_autoptr (GDateTime) time = milliseconds > 0 ? g_date_time_new_from_unix_local (milliseconds / 1000) : NULL;

  return time ? g_date_time_format (time, "%F %R") : g_strdup (_ ("never"));
}
