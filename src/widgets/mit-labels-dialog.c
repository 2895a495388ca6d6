// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-labels-dialog.h"

#include "mit-file-choice.h"
#include "mit-notify.h"
#include "mit-pdf-view.h"
#include "mit-print-file.h"
#include "mit-widgets-resources.h"

#include <mit-thread.h>

#include <glib/gi18n.h>

/* What a thread draws from; outlives the dialog if that is closed meanwhile. Reference counted. */
typedef struct
{
  MitLabelsRender render;
  gpointer        data;
  GDestroyNotify  destroy;
} Source;

struct _MitLabelsDialog
{
  AdwDialog parent_instance;

  AdwComboRow         *labels_row;
  AdwActionRow        *fits_row;
  AdwSpinRow          *first_row;
  GtkAdjustment       *first;
  AdwPreferencesGroup *options_group;
  GtkLabel            *count_label;
  GtkLabel            *left_out_label;
  MitPdfView          *preview;

  GPtrArray *formats; /* MitPrintLabels */
  GPtrArray *options; /* AdwSwitchRow */
  Source    *source;
  char      *file_name;
  guint      n;
  GBytes    *pdf;          /* (nullable): as it is chosen now */
  gboolean   is_rendering; /* a thread is at it */
  gboolean   is_stale;     /* something else was chosen since it began */
};

G_DEFINE_FINAL_TYPE (MitLabelsDialog, mit_labels_dialog, ADW_TYPE_DIALOG)

static void
source_clear (gpointer data)
{
  Source *source = data;

  source->destroy (source->data);
}

static void
source_unref (gpointer data)
{
  g_rc_box_release_full (data, source_clear);
}

typedef struct
{
  Source         *source;
  MitLabelsChoice choice;
} Job;

/* The source is let go of on the main thread, as it is not counted across threads. */
static gpointer
run_job (gpointer data, GError **error)
{
  Job *job = data;

  return job->source->render (&job->choice, job->source->data, error);
}

static guint
get_options (MitLabelsDialog *self)
{
  guint options = 0;

  for (guint i = 0; i < self->options->len; i++)
    if (adw_switch_row_get_active (self->options->pdata[i]))
      options |= 1u << i;

  return options;
}

static MitLabelsChoice
get_choice (MitLabelsDialog *self)
{
  return (MitLabelsChoice) {
    g_ptr_array_index (self->formats, adw_combo_row_get_selected (self->labels_row)),
    (guint) gtk_adjustment_get_value (self->first) - 1,
    get_options (self),
  };
}

static void
allow_output (MitLabelsDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "labels.save", self->pdf != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "labels.print", self->pdf != NULL);
}

static void
show_count (MitLabelsDialog *self)
{
  MitLabelsChoice  choice = get_choice (self);
  g_autofree char *text = mit_print_labels_describe (choice.labels, self->n, choice.first);

  gtk_label_set_label (self->count_label, text);
  adw_action_row_set_subtitle (self->fits_row, choice.labels->fits ? choice.labels->fits : _ ("Plain paper, to be cut along the lines"));
}

static void render (MitLabelsDialog *self);

static DexFuture *
render_fiber (gpointer data)
{
  MitLabelsDialog *self = data;
  g_autoptr (GError) error = NULL;
  Job job = { g_rc_box_acquire (self->source), get_choice (self) };
  g_autoptr (GBytes) pdf = dex_await_boxed (mit_thread_run ("labels", G_TYPE_BYTES, run_job, &job, NULL), &error);

  source_unref (job.source);
  self->is_rendering = FALSE;
  if (!gtk_widget_get_root (GTK_WIDGET (self)))
    return dex_future_new_true ();
  if (self->is_stale)
    {
      render (self);
      return dex_future_new_true ();
    }
  if (pdf && mit_pdf_view_load (self->preview, pdf, &error))
    self->pdf = g_steal_pointer (&pdf);
  else
    mit_notify_error (GTK_WIDGET (self), error);
  allow_output (self);

  return dex_future_new_true ();
}

/* Anew, as soon as what is being drawn is done. */
static void
render (MitLabelsDialog *self)
{
  g_clear_pointer (&self->pdf, g_bytes_unref);
  allow_output (self);
  self->is_stale = self->is_rendering;
  if (self->is_rendering)
    return;
  self->is_rendering = TRUE;
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, render_fiber, g_object_ref (self), g_object_unref));
}

static void
changed_cb (MitLabelsDialog *self)
{
  show_count (self);
  render (self);
}

static void
labels_chosen_cb (MitLabelsDialog *self)
{
  const MitPrintLabels *labels = get_choice (self).labels;

  gtk_adjustment_set_upper (self->first, labels->columns * labels->rows);
  gtk_adjustment_set_value (self->first, MIN (gtk_adjustment_get_value (self->first), labels->columns * labels->rows));
  changed_cb (self);
}

/* What is put out is what was seen when somebody chose to. */
typedef struct
{
  MitLabelsDialog *dialog;
  GBytes          *pdf;
} Delivery;

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_object_unref (delivery->dialog);
  g_bytes_unref (delivery->pdf);
  g_free (delivery);
}

/* Returns: (nullable): the window, unless the dialog was closed meanwhile */
static GtkWidget *
get_window (MitLabelsDialog *self)
{
  return GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
}

static DexFuture *
save_fiber (gpointer data)
{
  Delivery        *delivery = data;
  MitLabelsDialog *self = delivery->dialog;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (mit_file_choice_save (GTK_WIDGET (self), adw_dialog_get_title (ADW_DIALOG (self)), self->file_name), NULL);
  GtkWidget       *window = get_window (self);

  if (!path || !window)
    return dex_future_new_false ();
  if (!mit_output_replace (path, delivery->pdf, &error))
    mit_notify_error (GTK_WIDGET (self), error);
  else
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      mit_notify (window, _ ("File saved"));
    }

  return dex_future_new_true ();
}

static DexFuture *
print_fiber (gpointer data)
{
  Delivery        *delivery = data;
  MitLabelsDialog *self = delivery->dialog;
  GtkWidget       *window = get_window (self);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  if (!window)
    return dex_future_new_false ();
  /* Fitted to what a printer can reach, labels would be off by some millimetres (PWG 5100.16, print-scaling). */
  gtk_print_settings_set (settings, "cups-print-scaling", "none");
  is_done = dex_await (mit_print_pdf (window, adw_dialog_get_title (ADW_DIALOG (self)), delivery->pdf, settings), &error);
  if (!get_window (self))
    return dex_future_new_true ();
  if (is_done)
    mit_notify (GTK_WIDGET (self->preview), _ ("The labels are on their way to the printer"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mit_notify_error (GTK_WIDGET (self), error);

  return dex_future_new_true ();
}

static void
output_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DexFiberFunc func = g_str_equal (name, "labels.save") ? save_fiber : print_fiber;
  Delivery    *delivery = g_new0 (Delivery, 1);

  delivery->dialog = MIT_LABELS_DIALOG (g_object_ref (widget));
  delivery->pdf = g_bytes_ref (delivery->dialog->pdf);
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, func, delivery, delivery_free));
}

static void
mit_labels_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_LABELS_DIALOG);

  G_OBJECT_CLASS (mit_labels_dialog_parent_class)->dispose (object);
}

static void
mit_labels_dialog_finalize (GObject *object)
{
  MitLabelsDialog *self = MIT_LABELS_DIALOG (object);

  g_clear_pointer (&self->formats, g_ptr_array_unref);
  g_clear_pointer (&self->options, g_ptr_array_unref);
  g_clear_pointer (&self->source, source_unref);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_free (self->file_name);

  G_OBJECT_CLASS (mit_labels_dialog_parent_class)->finalize (object);
}

static void
mit_labels_dialog_class_init (MitLabelsDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_labels_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = mit_labels_dialog_finalize;
  g_resources_register (mit_widgets_get_resource ());
  g_type_ensure (MIT_TYPE_PDF_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/widgets/mit-labels-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MitLabelsDialog, labels_row);
  gtk_widget_class_bind_template_child (widget_class, MitLabelsDialog, fits_row);
  gtk_widget_class_bind_template_child (widget_class, MitLabelsDialog, first_row);
  gtk_widget_class_bind_template_child (widget_class, MitLabelsDialog, first);
  gtk_widget_class_bind_template_child (widget_class, MitLabelsDialog, options_group);
  gtk_widget_class_bind_template_child (widget_class, MitLabelsDialog, count_label);
  gtk_widget_class_bind_template_child (widget_class, MitLabelsDialog, left_out_label);
  gtk_widget_class_bind_template_child (widget_class, MitLabelsDialog, preview);
  gtk_widget_class_install_action (widget_class, "labels.save", NULL, output_cb);
  gtk_widget_class_install_action (widget_class, "labels.print", NULL, output_cb);
}

static void
mit_labels_dialog_init (MitLabelsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->options = g_ptr_array_new ();
}

static void
fill_formats (MitLabelsDialog *self, gboolean for_badges)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->formats = mit_print_labels_list (for_badges);
  for (guint i = 0; i < self->formats->len; i++)
    gtk_string_list_take (names, mit_print_labels_name (self->formats->pdata[i]));
  adw_combo_row_set_model (self->labels_row, G_LIST_MODEL (names));
}

static void
add_option (MitLabelsDialog *self, const MitLabelsOption *option)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), option->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), option->subtitle);
  adw_preferences_group_add (self->options_group, row);
  g_ptr_array_add (self->options, row);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/** mit_labels_dialog_new: @work: its data becomes the dialog's. Returns: (transfer floating) */
AdwDialog *
mit_labels_dialog_new (const MitLabelsWork *work)
{
  MitLabelsDialog *self = g_object_new (MIT_TYPE_LABELS_DIALOG, "title", work->title, NULL);

  self->source = g_rc_box_new0 (Source);
  *self->source = (Source) { work->render, work->data, work->destroy };
  self->file_name = g_strdup (work->file_name);
  self->n = work->n;
  gtk_label_set_label (self->left_out_label, work->left_out ? work->left_out : "");
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_label), work->left_out != NULL);
  for (guint i = 0; i < work->n_options; i++)
    add_option (self, &work->options[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->options_group), work->n_options > 0);
  fill_formats (self, work->for_badges);
  labels_chosen_cb (self);
  g_signal_connect_object (self->labels_row, "notify::selected", G_CALLBACK (labels_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->first, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return ADW_DIALOG (self);
}
