// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-notify.h"

#include <glib/gi18n.h>

/* What shows toasts for a widget: a dialog's own overlay is nearest, otherwise the window's, which is its content. */
static GtkWidget *
find_overlay (GtkWidget *from)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);
  GtkRoot   *root = gtk_widget_get_root (from);

  if (!overlay && ADW_IS_APPLICATION_WINDOW (root))
    overlay = adw_application_window_get_content (ADW_APPLICATION_WINDOW (root));

  return ADW_IS_TOAST_OVERLAY (overlay) ? overlay : NULL;
}

static void
show (GtkWidget *from, AdwToast *toast)
{
  GtkWidget *overlay = find_overlay (from);

  if (overlay)
    {
      /* Somebody who ticks one name after the other would otherwise be told of it minutes later, one by one. */
      adw_toast_overlay_dismiss_all (ADW_TOAST_OVERLAY (overlay));
      adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
    }
  else
    g_object_unref (g_object_ref_sink (toast));
}

static AdwToast *
make_toast (const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);

  return toast;
}

/** mit_notify: Say that something was done. */
void
mit_notify (GtkWidget *from, const char *text)
{
  show (from, make_toast (text));
}

/**
 * mit_notify_undoable:
 * @tx: the number of the action; 0 if it changed nothing
 *
 * Say that something was done, with a button that takes it back.
 */
void
mit_notify_undoable (GtkWidget *from, const char *text, gint64 tx)
{
  AdwToast *toast = make_toast (text);

  if (tx > 0)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "win.undo-action");
      adw_toast_set_action_target (toast, "x", tx);
      adw_toast_set_timeout (toast, 10);
    }
  show (from, toast);
}

/** mit_notify_error: Show a sentence that waits until somebody has read it. */
void
mit_notify_error (GtkWidget *from, const GError *error)
{
  AdwDialog *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  dialog = adw_alert_dialog_new (_ ("This did not work"), error->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, from);
}

typedef struct
{
  GWeakRef from;
  char    *done;
} Notice;

static void
notice_free (gpointer data)
{
  Notice *notice = data;

  g_weak_ref_clear (&notice->from);
  g_free (notice->done);
  g_free (notice);
}

static DexFuture *
finished_cb (DexFuture *future, gpointer data)
{
  Notice *notice = data;
  g_autoptr (GtkWidget) from = g_weak_ref_get (&notice->from);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (!from)
    return dex_ref (future);
  if (error)
    mit_notify_error (from, error);
  else if (notice->done && G_VALUE_HOLDS_INT64 (value) && g_value_get_int64 (value) > 0)
    mit_notify_undoable (from, notice->done, g_value_get_int64 (value));
  else if (notice->done && !G_VALUE_HOLDS_INT64 (value))
    mit_notify (from, notice->done);

  return dex_ref (future);
}

/**
 * mit_notify_future:
 * @future: (transfer full): an action of the store
 * @done: (nullable): what to say when it has changed something, with Undo
 *
 * Wait for an action and say how it went.
 */
void
mit_notify_future (GtkWidget *from, DexFuture *future, const char *done)
{
  Notice    *notice = g_new0 (Notice, 1);
  GtkWidget *overlay = find_overlay (from);

  /* A row may be made anew by the very change that it wrote. */
  g_weak_ref_init (&notice->from, overlay ? overlay : from);
  notice->done = g_strdup (done);
  dex_future_disown (dex_future_finally (future, finished_cb, notice, notice_free));
}

static DexFuture *
close_cb (DexFuture *future, gpointer data)
{
  g_autoptr (AdwDialog) dialog = g_weak_ref_get (data);

  if (dialog)
    adw_dialog_force_close (dialog);

  return dex_ref (future);
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/**
 * mit_notify_and_close:
 * @dialog: where the user filled in what @future writes
 * @from: (nullable): what it was opened from, and where it is said
 *
 * As mit_notify_future(), and close the dialog when it is done. If it is refused, all that was typed stays.
 */
void
mit_notify_and_close (AdwDialog *dialog, GtkWidget *from, DexFuture *future, const char *done)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, dialog);
  mit_notify_future (from ? from : GTK_WIDGET (dialog), dex_future_then (future, close_cb, weak, free_weak_ref), done);
}
