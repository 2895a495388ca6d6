// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-ctl.h"

#include <mit-output.h>
#include <mit-print-check.h>
#include <mit-print-preset.h>
#include <mit-print-proof.h>

#include <glib/gi18n.h>

static MitCtlStatus check (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus proof (MitCtl *ctl, int argc, char **argv);

enum
{
  CHECK,
  PROOF,
};

const MitCtlCommand mit_ctl_print_commands[] = {
  [CHECK] = { "print check", N_ ("FILE.pdf [--x4 | --x3 | --ua]"), N_ ("say whether a PDF, whoever made it, is PDF/X-4 or PDF/X-3 for a print shop or PDF/UA-1 for the screen, and why not"), check, .has_no_register = TRUE },
  [PROOF] = { "print proof", N_ ("FILE.pdf [--page N] [--ink NAME] [--limit PERCENT] [--ppi N] --output FILE.png"), N_ ("draw a page of a PDF for a print shop as the press will print it, or one ink alone"), proof, .has_no_register = TRUE },
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

/* What can be looked at, by name. */
static const char *const inks[] = {
  [MIT_PRINT_PROOF_PRESS] = "all",
  [MIT_PRINT_PROOF_CYAN] = "cyan",
  [MIT_PRINT_PROOF_MAGENTA] = "magenta",
  [MIT_PRINT_PROOF_YELLOW] = "yellow",
  [MIT_PRINT_PROOF_BLACK] = "black",
  [MIT_PRINT_PROOF_INK] = "sum",
};

#define MIN_PPI 10
#define MAX_PPI 600
#define MAX_LIMIT 400

typedef struct
{
  const char *input, *output;
  int         view; /* MitPrintProofView, -1 for a name that is none */
  int         page; /* from 1 */
  int         ppi;
  double      limit;
} Wish;

static int
find_ink (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (inks); i++)
    if (!name || g_str_equal (name, inks[i]))
      return (int) i;

  return -1;
}

static cairo_status_t
collect_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static gboolean
write_png (cairo_surface_t *surface, const char *path, GError **error)
{
  GByteArray    *content = g_byte_array_new ();
  cairo_status_t status = cairo_surface_write_to_png_stream (surface, collect_cb, content);
  g_autoptr (GBytes) png = g_byte_array_free_to_bytes (content);

  if (status == CAIRO_STATUS_SUCCESS)
    return mit_output_replace (path, png, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));

  return FALSE;
}

static gboolean
draw_page (MitPrintProof *pages, const Wish *wish, GError **error)
{
  cairo_surface_t *surface;
  gboolean         is_done;

  if ((guint) wish->page > mit_print_proof_get_n_pages (pages))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("There is no page %d in this file."), wish->page);
      return FALSE;
    }
  surface = mit_print_proof_render (pages, (guint) wish->page - 1, wish->ppi, error);
  is_done = surface && write_png (surface, wish->output, error);
  g_clear_pointer (&surface, cairo_surface_destroy);

  return is_done;
}

static gboolean
run_proof (const Wish *wish, GError **error)
{
  char *data;
  gsize size;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (MitPrintProof) pages = NULL;

  if (!g_file_get_contents (wish->input, &data, &size, NULL))
    {
      /* Translators: %s is the name of a file. */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("“%s” cannot be read. Choose another file."), wish->input);
      return FALSE;
    }
  pdf = g_bytes_new_take (data, size);
  pages = mit_print_proof_new (pdf, (MitPrintProofView) wish->view, wish->limit, error);

  return pages && draw_page (pages, wish, error);
}

static void
print_output (MitCtl *ctl, const Wish *wish)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  mit_ctl_add_text (builder, "output", wish->output);
  mit_ctl_add_text (builder, "ink", inks[wish->view]);
  mit_ctl_add_int (builder, "page", wish->page);
  json_builder_end_object (builder);
  if (ctl->json)
    mit_ctl_print_json (builder);
  else
    g_print ("%s\n", wish->output);
}

static MitCtlStatus
proof (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (MitPrintPreset) usual = mit_print_preset_get_default ();
  g_autofree char *output = NULL;
  g_autofree char *ink = NULL;
  Wish             wish = { .page = 1, .ppi = 150, .limit = usual->ink_limit_percent };
  GOptionEntry     entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("where the picture goes"), N_ ("FILE") },
    { "page", 0, 0, G_OPTION_ARG_INT, &wish.page, N_ ("which page; the first one if none is named"), N_ ("N") },
    { "ink", 0, 0, G_OPTION_ARG_STRING, &ink, N_ ("cyan, magenta, yellow or black alone, or sum for how much ink there is; all if none is named"), N_ ("NAME") },
    { "limit", 0, 0, G_OPTION_ARG_DOUBLE, &wish.limit, N_ ("with --ink sum: more ink than this is red"), N_ ("PERCENT") },
    { "ppi", 0, 0, G_OPTION_ARG_INT, &wish.ppi, N_ ("pixels per inch; 150 if nothing is said"), N_ ("N") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (!mit_ctl_parse (&mit_ctl_print_commands[PROOF], entries, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2 || !output)
    return mit_ctl_misuse (_ ("Say which PDF is to be drawn, and where the picture goes: --output FILE.png"));
  wish.input = argv[1];
  wish.output = output;
  wish.view = find_ink (ink);
  if (wish.view < 0)
    return mit_ctl_misuse (_ ("The inks are all, cyan, magenta, yellow, black and sum."));
  if (wish.page < 1 || wish.ppi < MIN_PPI || wish.ppi > MAX_PPI)
    return mit_ctl_misuse (_ ("Pages are counted from 1, and pixels per inch go from 10 to 600."));
  if (!(wish.limit >= 0 && wish.limit <= MAX_LIMIT))
    return mit_ctl_misuse (_ ("Four inks make 400 percent at most: --limit PERCENT"));
  if (!run_proof (&wish, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  print_output (ctl, &wish);

  return MIT_CTL_DONE;
}
