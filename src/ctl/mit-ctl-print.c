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
  [CHECK] = { "print check", N_ ("FILE.pdf"), N_ ("say whether a PDF, whoever made it, is PDF/X-4 for a print shop, and why not"), check, .has_no_register = TRUE },
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
print_json (GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  mit_ctl_add_text (builder, "rules", "PDF/X-4");
  mit_ctl_add_bool (builder, "passed", !mit_print_check_has_errors (findings));
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    add_finding (builder, findings->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  mit_ctl_print_json (builder);
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
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (!mit_ctl_parse (&mit_ctl_print_commands[CHECK], NULL, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2)
    return mit_ctl_misuse (_ ("Say which PDF is to be checked."));
  findings = mit_print_check_file (argv[1], &error);
  if (!findings)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  if (ctl->json)
    print_json (findings);
  else
    {
      for (guint i = 0; i < findings->len; i++)
        print_finding (findings->pdata[i]);
      g_print ("%s\n", mit_print_check_has_errors (findings) ? _ ("This is not PDF/X-4.") : _ ("This is PDF/X-4."));
    }

  return mit_print_check_has_errors (findings) ? MIT_CTL_FAILED : MIT_CTL_DONE;
}
