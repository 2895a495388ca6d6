// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-ctl.h"

#include <mit-print-check.h>

#include <glib/gi18n.h>

static MitCtlStatus check (MitCtl *ctl, int argc, char **argv);

enum
{
  CHECK,
};

const MitCtlCommand mit_ctl_print_commands[] = {
  [CHECK] = { "print check", N_ ("FILE.pdf [--x4 | --x3 | --ua]"), N_ ("say whether a PDF, whoever made it, is PDF/X-4 or PDF/X-3 for a print shop or PDF/UA-1 for the screen, and why not"), check, .has_no_register = TRUE },
  { NULL },
};

static void
add_finding (JsonBuilder *builder, const MitPrintFinding *finding)
{
  json_builder_begin_object (builder);
  mit_ctl_add_text (builder, "rule", finding->rule);
  mit_ctl_add_int (builder, "page", finding->page);
  mit_ctl_add_bool (builder, "serious", finding->severity == MIT_PRINT_SEVERITY_ERROR);
  mit_ctl_add_text (builder, "sentence", finding->sentence);
  json_builder_end_object (builder);
}

static void
print_json (MitPrintRules rules, GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  mit_ctl_add_text (builder, "rules", mit_print_rules_get_name (rules));
  mit_ctl_add_bool (builder, "passed", !mit_print_check_has_errors (findings));
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    add_finding (builder, findings->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  mit_ctl_print_json (builder);
}

/* What a machine can find out is not all that PDF/UA asks for: whether a description is right, only a person can tell. */
static void
print_verdict (MitPrintRules rules, gboolean passed)
{
  const char *name = mit_print_rules_get_name (rules);

  if (passed && rules == MIT_PRINT_RULES_UA1)
    /* Translators: %s is a kind of file, such as “PDF/UA-1”. */
    g_print (_ ("This is %s, as far as a program can tell."), name);
  else
    /* Translators: %s is a kind of file, such as “PDF/X-4”. */
    g_print (passed ? _ ("This is %s.") : _ ("This is not %s."), name);
  g_print ("\n");
}

static void
print_finding (const MitPrintFinding *finding)
{
  if (finding->page > 0)
    g_print (_ ("Page %u: %s\n"), finding->page, finding->sentence);
  else
    g_print ("%s\n", finding->sentence);
}

/* The file is in order, or it is not: that is the answer, and a script reads it from the exit status. */
static MitCtlStatus
check (MitCtl *ctl, int argc, char **argv)
{
  gboolean     x4 = FALSE, x3 = FALSE, ua = FALSE;
  GOptionEntry entries[] = {
    { "x4", 0, 0, G_OPTION_ARG_NONE, &x4, N_ ("the rules of PDF/X-4, for print shops; so if none are named"), NULL },
    { "x3", 0, 0, G_OPTION_ARG_NONE, &x3, N_ ("the rules of PDF/X-3, for print shops with old machines"), NULL },
    { "ua", 0, 0, G_OPTION_ARG_NONE, &ua, N_ ("the rules of PDF/UA-1, for those who have it read out"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  MitPrintRules rules;

  if (!mit_ctl_parse (&mit_ctl_print_commands[CHECK], entries, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2)
    return mit_ctl_misuse (_ ("Say which PDF is to be checked."));
  if (x4 + x3 + ua > 1)
    return mit_ctl_misuse (_ ("No file can keep all of these rules at once; name one of --x4, --x3 and --ua."));
  rules = ua ? MIT_PRINT_RULES_UA1 : x3 ? MIT_PRINT_RULES_X3
                                        : MIT_PRINT_RULES_X4;
  findings = mit_print_check_file (argv[1], rules, &error);
  if (!findings)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  if (ctl->json)
    print_json (rules, findings);
  else
    {
      for (guint i = 0; i < findings->len; i++)
        print_finding (findings->pdata[i]);
      print_verdict (rules, !mit_print_check_has_errors (findings));
    }

  return mit_print_check_has_errors (findings) ? MIT_CTL_FAILED : MIT_CTL_DONE;
}
