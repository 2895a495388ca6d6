// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-page-choice.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
answered_cb (AdwAlertDialog *question, const char *response, DexPromise *promise)
{
  AdwSpinRow *row = ADW_SPIN_ROW (g_object_get_data (G_OBJECT (question), "row"));

  if (g_str_equal (response, "take"))
    dex_promise_resolve_uint (promise, (guint) adw_spin_row_get_value (row));
  else
    dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "No page was chosen"));
}

/**
 * mit_page_choice_ask:
 * @n_pages: of a PDF
 *
 * Ask which page to take, of a PDF with more than one.
 *
 * Returns: (transfer full): resolves to the page (%G_TYPE_UINT), from 1, or rejects with %G_IO_ERROR_CANCELLED
 */
DexFuture *
mit_page_choice_ask (GtkWidget *parent, guint n_pages)
{
  DexPromise      *promise = dex_promise_new ();
  g_autofree char *text = NULL;
  AdwAlertDialog  *question;
  GtkWidget       *row, *group;

  if (n_pages <= 1)
    {
      dex_promise_resolve_uint (promise, 1);
      return DEX_FUTURE (promise);
    }

  /* Translators: %u is the number of pages of a PDF. */
  text = g_strdup_printf (_ ("The PDF has %u pages. One of them is placed; it stays as sharp as it is, with its own colours."), n_pages);
  question = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Which Page?"), text));
  row = adw_spin_row_new_with_range (1, n_pages, 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Page"));
  group = adw_preferences_group_new ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_alert_dialog_set_extra_child (question, group);
  adw_alert_dialog_add_responses (question, "cancel", _ ("_Cancel"), "take", _ ("_Place"), NULL);
  adw_alert_dialog_set_response_appearance (question, "take", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (question, "take");
  adw_alert_dialog_set_close_response (question, "cancel");
  adw_dialog_set_focus (ADW_DIALOG (question), row);
  g_object_set_data (G_OBJECT (question), "row", row);
  g_signal_connect_data (question, "response", G_CALLBACK (answered_cb), dex_ref (promise), (GClosureNotify) (gpointer) dex_unref, 0);
  adw_dialog_present (ADW_DIALOG (question), parent);

  return DEX_FUTURE (promise);
}
