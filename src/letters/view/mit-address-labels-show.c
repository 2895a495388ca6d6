// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-address-labels-show.h"

#include <mit-address-labels.h>
#include <mit-labels-dialog.h>
#include <mit-notify.h>
#include <mit-thread.h>

#include <glib/gi18n.h>

/* Shared by the fiber that waits and the thread that reads. */
typedef struct
{
  GWeakRef          from;
  MitStore         *store;
  MitPeopleQuery    query;
  char             *search;
  MitAddressLabels *labels;
} Loading;

static void
clear_loading (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->from);
  g_clear_object (&loading->store);
  g_clear_pointer (&loading->labels, mit_address_labels_free);
  g_free (loading->search);
}

static void
loading_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_loading);
}

static gboolean
run_load (MitDb *db, gpointer data, GError **error)
{
  Loading *loading = data;

  loading->labels = mit_address_labels_load (db, &loading->query, mit_date_today (), error);

  return loading->labels != NULL;
}

static GBytes *
render (const MitLabelsChoice *choice, gpointer data, GError **error)
{
  return mit_address_labels_render (data, choice->labels, choice->first, (MitAddressLabelsFlags) choice->options, error);
}

/* "3 people get no label: No complete address (2), Has left (1)" */
static char *
describe_left_out (const MitAddressLabels *labels)
{
  guint n = mit_address_labels_count_left_out (labels);
  g_autoptr (GString) reasons = g_string_new (NULL);

  if (n == 0)
    return NULL;
  for (guint i = 0; i < labels->left_out->len; i++)
    {
      const MitLeftOut *left_out = g_ptr_array_index (labels->left_out, i);

      g_string_append_printf (reasons, "%s%s (%'u)", i > 0 ? ", " : "", left_out->reason, left_out->n);
    }

  /* Translators: %s is a list of reasons, each with a number: "No complete address (2), Has left (1)" */
  return g_strdup_printf (ngettext ("%'u person gets no label: %s", "%'u people get no label: %s", n), n, reasons->str);
}

static void
show (Loading *loading, GtkWidget *from)
{
  /* In the order of MitAddressLabelsFlags. */
  const MitLabelsOption options[] = {
    { _ ("Sender Above the Address"), _ ("Small, for letters that come back") },
    { _ ("In Order of Postcodes"), _ ("Else in the order of the list") },
  };
  g_autofree char *left_out = describe_left_out (loading->labels);
  MitLabelsWork    work = {
       .title = _ ("Address Labels"),
       .file_name = _ ("address-labels.pdf"),
       .n = loading->labels->addresses->len,
       .left_out = left_out,
       .options = options,
       .n_options = G_N_ELEMENTS (options),
       .render = render,
       .destroy = (GDestroyNotify) mit_address_labels_free,
  };

  if (work.n == 0)
    {
      mit_notify (from, left_out ? left_out : _ ("There is nobody in the list to print a label for"));
      return;
    }
  work.data = g_steal_pointer (&loading->labels);
  adw_dialog_present (mit_labels_dialog_new (&work), from);
}

static DexFuture *
show_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkWidget) from = NULL;

  dex_await (mit_store_read (loading->store, run_load, g_atomic_rc_box_acquire (loading), loading_unref), &error);
  from = g_weak_ref_get (&loading->from);
  /* It may have been locked meanwhile. */
  if (!from || !gtk_widget_get_root (from))
    return dex_future_new_true ();
  if (error)
    mit_notify_error (from, error);
  else
    show (loading, from);

  return dex_future_new_true ();
}

/** mit_address_labels_show: Open the dialog that prints labels for whom @query shows, and in its order. Main thread. */
void
mit_address_labels_show (GtkWidget *from, MitStore *store, const MitPeopleQuery *query)
{
  Loading *loading = g_atomic_rc_box_new0 (Loading);

  g_weak_ref_init (&loading->from, from);
  loading->store = g_object_ref (store);
  loading->query = *query;
  loading->query.search = loading->search = g_strdup (query->search);
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, show_fiber, loading, loading_unref));
}
