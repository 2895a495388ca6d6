// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-ctl-labels.h"

#include "mit-ctl-whom.h"

#include <mit-address-labels.h>
#include <mit-output.h>

#include <glib/gi18n.h>

static MitCtlStatus list (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus print (MitCtl *ctl, int argc, char **argv);

enum
{
  LIST,
  PRINT,
};

const MitCtlCommand mit_ctl_labels_commands[] = {
  [LIST] = { "labels list", "", N_ ("list the sheets of labels that are known"), list, .has_no_register = TRUE },
  [PRINT] = { "labels print", N_ ("[--stage STAGE] [--search TEXT] [--since DATE] [--labels NAME] [--first N] [--by-postcode] [--sender] --output FILE.pdf"),
              N_ ("write address labels for people who can get letters"), print, FALSE },
  { NULL },
};

void
mit_ctl_labels_clear (MitCtlLabels *choice)
{
  g_free (choice->labels);
  g_free (choice->output);
}

/**
 * mit_ctl_labels_check:
 * @usual: id of the labels if none are named
 *
 * Returns: %FALSE after saying what is wrong
 */
gboolean
mit_ctl_labels_check (const MitCtlLabels *choice, const char *usual, const MitPrintLabels **labels)
{
  g_autoptr (GError) error = NULL;
  int n_each;

  *labels = mit_print_labels_get (choice->labels ? choice->labels : usual, &error);
  n_each = *labels ? (int) ((*labels)->columns * (*labels)->rows) : 0;
  if (!*labels)
    mit_ctl_misuse (error->message);
  else if (!choice->output)
    mit_ctl_misuse (_ ("Say where the labels go: --output FILE.pdf"));
  else if (choice->first < 1 || choice->first > n_each)
    mit_ctl_misuse (_ ("There is no such label on the sheet. Count from 1, row by row."));
  else
    return TRUE;

  return FALSE;
}

static MitCtlStatus
say_result (MitCtl *ctl, const MitCtlLabels *choice, const MitPrintLabels *labels, guint n, guint n_left_out)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n_sheets = mit_print_labels_count_sheets (labels, n, (guint) choice->first - 1);

  if (!ctl->json)
    {
      g_autofree char *text = mit_print_labels_describe (labels, n, (guint) choice->first - 1);

      g_print ("%s\n", text);
      if (n_left_out > 0)
        g_print (ngettext ("%u person left out\n", "%u people left out\n", n_left_out), n_left_out);
      return MIT_CTL_DONE;
    }
  json_builder_begin_object (builder);
  mit_ctl_add_int (builder, "labels", n);
  mit_ctl_add_int (builder, "sheets", n_sheets);
  mit_ctl_add_int (builder, "left_out", n_left_out);
  json_builder_end_object (builder);
  mit_ctl_print_json (builder);

  return MIT_CTL_DONE;
}

/**
 * mit_ctl_labels_end:
 * @pdf: (nullable): written to where @choice says; %NULL with @error
 *
 * Write the labels, and say so.
 */
MitCtlStatus
mit_ctl_labels_end (MitCtl *ctl, const MitCtlLabels *choice, const MitPrintLabels *labels, guint n, guint n_left_out, GBytes *pdf, GError *error)
{
  g_autoptr (GError) local_error = NULL;
  MitCtlStatus status;

  if (pdf && n == 0)
    g_set_error_literal (&local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is nobody to print a label for, so no file was written."));
  else if (pdf)
    mit_output_replace (choice->output, pdf, &local_error);
  if (!pdf || local_error)
    status = mit_ctl_fail (ctl, local_error ? g_steal_pointer (&local_error) : g_error_copy (error));
  else
    status = say_result (ctl, choice, labels, n, n_left_out);

  return status;
}

static MitCtlStatus
list (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GPtrArray) all = mit_print_labels_list (FALSE);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!mit_ctl_parse (&mit_ctl_labels_commands[LIST], NULL, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  json_builder_begin_array (builder);
  for (guint i = 0; i < all->len; i++)
    {
      const MitPrintLabels *labels = g_ptr_array_index (all, i);
      g_autofree char      *name = mit_print_labels_name (labels);

      json_builder_begin_object (builder);
      mit_ctl_add_text (builder, "name", labels->id);
      mit_ctl_add_text (builder, "about", name);
      mit_ctl_add_text (builder, "fits", labels->fits);
      mit_ctl_add_bool (builder, "badge", labels->is_badge);
      json_builder_end_object (builder);
      if (!ctl->json)
        g_print ("%s\t%s\t%s\n", labels->id, name, labels->fits ? labels->fits : _ ("Plain paper, to be cut"));
    }

  return mit_ctl_end_list (ctl, builder);
}

static MitCtlStatus
print (MitCtl *ctl, int argc, char **argv)
{
  g_auto (MitCtlWhom) whom = { 0 };
  g_auto (MitCtlLabels) choice = { .first = 1 };
  gboolean     by_postcode = FALSE, with_sender = FALSE;
  GOptionEntry entries[] = {
    MIT_CTL_WHOM_ENTRIES (whom),
    { "by-postcode", 0, 0, G_OPTION_ARG_NONE, &by_postcode, N_ ("in the order of postcodes"), NULL },
    { "sender", 0, 0, G_OPTION_ARG_NONE, &with_sender, N_ ("with the sender above each address, small"), NULL },
    MIT_CTL_LABELS_ENTRIES (choice),
    { NULL },
  };
  g_autoptr (MitAddressLabels) work = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  const MitPrintLabels *labels;
  MitPeopleQuery        query;

  if (!mit_ctl_parse (&mit_ctl_labels_commands[PRINT], entries, &argc, &argv) || mit_ctl_has_rest (argc, argv) || !mit_ctl_whom_check (&whom, &query) ||
      !mit_ctl_labels_check (&choice, MIT_PRINT_LABELS_FOR_ADDRESSES, &labels))
    return MIT_CTL_USAGE;
  work = mit_address_labels_load (mit_store_reader (ctl->store), &query, mit_date_today (), &error);
  pdf = work ? mit_address_labels_render (work, labels, (guint) choice.first - 1,
                                          (by_postcode ? MIT_ADDRESS_LABELS_BY_POSTCODE : 0) | (with_sender ? MIT_ADDRESS_LABELS_WITH_SENDER : 0), &error)
             : NULL;

  return mit_ctl_labels_end (ctl, &choice, labels, work ? work->addresses->len : 0, work ? mit_address_labels_count_left_out (work) : 0, pdf, error);
}
