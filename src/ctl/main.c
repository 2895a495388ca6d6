// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-ctl.h"

#include "mit-config.h"

#include <mit-harden.h>
#include <mit-remember.h>
#include <mit-share-helper.h>
#include <mit-slot.h>

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

static const MitCtlCommand *const groups[] = {
  mit_ctl_register_commands, mit_ctl_members_commands, mit_ctl_letters_commands, mit_ctl_labels_commands, mit_ctl_seminars_commands,
  mit_ctl_brochure_commands, mit_ctl_print_commands, mit_ctl_share_commands, mit_ctl_exchange_commands
};

static void
print_help (void)
{
  g_print ("%s\n\n  mitmachenctl --register %s [--passphrase-file %s | --keyring] [--json] [--exchange] %s\n\n%s\n", _ ("Usage:"), _ ("FILE"), _ ("FILE"),
           _ ("COMMAND …"), _ ("Commands (each with --help):"));
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const MitCtlCommand *command = groups[i]; command->name; command++)
      g_print ("  %s %s\n      %s\n", command->name, mit_ctl_arguments (command), gettext (command->summary));
  g_print ("\n%s\n", _ ("Exit status: 0 done, 1 failed, 2 wrong usage."));
}

/* The command whose words begin the arguments; one of two words wins over one of one. */
static const MitCtlCommand *
find_command (int argc, char **argv, int *n_words)
{
  for (*n_words = 2; *n_words > 0; (*n_words)--)
    {
      g_autofree char *name = *n_words == 2 && argc > 1 ? g_strjoin (" ", argv[0], argv[1], NULL) : g_strdup (argv[0]);

      for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
        for (const MitCtlCommand *command = groups[i]; command->name; command++)
          if (g_str_equal (command->name, name))
            {
              *n_words = strchr (name, ' ') ? 2 : 1;
              return command;
            }
    }

  return NULL;
}

static MitCtlStatus
open_register (MitCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *passphrase = ctl->keyring ? NULL : mit_ctl_passphrase (ctl, &error);

  if (ctl->keyring)
    ctl->store = mit_remember_open_sync (ctl->register_path, &error);
  else if (passphrase)
    ctl->store = mit_store_open (ctl->register_path, passphrase, &error);

  return ctl->store ? MIT_CTL_DONE : mit_ctl_fail (ctl, g_steal_pointer (&error));
}

static gboolean
asks_for_help (int argc, char **argv)
{
  for (int i = 0; i < argc; i++)
    if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h"))
      return TRUE;

  return FALSE;
}

static MitCtlStatus
run (MitCtl *ctl, int argc, char **argv)
{
  int                  n_words;
  const MitCtlCommand *command = find_command (argc, argv, &n_words);
  MitCtlStatus         status;

  if (!command)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("There is no command “%s”; mitmachenctl --help lists them all."), argv[0]);

      return mit_ctl_misuse (sentence);
    }
  if (!asks_for_help (argc, argv) && !ctl->register_path && !command->has_no_register)
    return mit_ctl_misuse (_ ("Say which register with --register FILE."));
  if (!command->makes_register && !command->has_no_register && !asks_for_help (argc, argv))
    {
      status = open_register (ctl);
      if (status != MIT_CTL_DONE)
        return status;
    }
  /* GOption takes the first argument for the name of the program. */
  argv[n_words - 1] = (char *) command->name;

  return command->func (ctl, argc - n_words + 1, argv + n_words - 1);
}

#ifdef MIT_CHEAP_KEYS
/* For tests that call this program hundreds of times; what is built for people does not have it. */
static void
make_keys_cheap (void)
{
  static const MitSlotCost cheap = { 1, 8192 };

  mit_key_set_cost (cheap.passes, cheap.bytes);
  mit_slot_set_cost (&cheap);
}
#endif

int
main (int argc, char **argv)
{
  MitCtl       ctl = { 0 };
  gboolean     version = FALSE, help = FALSE;
  GOptionEntry entries[] = {
    { "register", 'r', 0, G_OPTION_ARG_FILENAME, &ctl.register_path, NULL, NULL },
    { "passphrase-file", 'p', 0, G_OPTION_ARG_FILENAME, &ctl.passphrase_file, NULL, NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &ctl.json, NULL, NULL },
    { "keyring", 'k', 0, G_OPTION_ARG_NONE, &ctl.keyring, NULL, NULL },
    { "exchange", 0, 0, G_OPTION_ARG_NONE, &ctl.exchange, NULL, NULL },
    { "version", 'V', 0, G_OPTION_ARG_NONE, &version, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  const char  *localedir = g_getenv ("MITMACHEN_LOCALEDIR");
  MitCtlStatus status;

#ifdef MIT_CHEAP_KEYS
  make_keys_cheap ();
#endif
  mit_harden_process ();
  if (mit_share_helper_is_meant (argc, argv))
    return mit_share_helper_main (argc, argv);
  setlocale (LC_ALL, "");
  bindtextdomain (MIT_GETTEXT_DOMAIN, localedir ? localedir : MIT_LOCALEDIR);
  bind_textdomain_codeset (MIT_GETTEXT_DOMAIN, "UTF-8");
  textdomain (MIT_GETTEXT_DOMAIN);
  mit_key_init ();
  dex_init ();

  /* Options before and behind the command are ours; what is not known here belongs to the command. */
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_set_help_enabled (context, FALSE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return mit_ctl_misuse (error->message);
  help = argc > 1 && asks_for_help (1, argv + 1);
  if (version)
    {
      g_print ("mitmachenctl %s\n", MIT_VERSION);
      return MIT_CTL_DONE;
    }
  if (argc < 2 || help)
    {
      print_help ();
      return help ? MIT_CTL_DONE : MIT_CTL_USAGE;
    }

  status = run (&ctl, argc - 1, argv + 1);
  g_clear_object (&ctl.store);
  g_free (ctl.register_path);
  g_free (ctl.passphrase_file);

  return status;
}
