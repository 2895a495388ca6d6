// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-import-dialog.h"

#include <mit-duplicate.h>
#include <mit-expander-row.h>
#include <mit-file-choice.h>
#include <mit-import-plan.h>
#include <mit-notify.h>
#include <mit-output.h>
#include <mit-thread.h>

#include <glib/gi18n.h>
#include <string.h>

/* Rows of each kind that are listed; what follows is counted. */
#define LISTED_ROWS 100

/* Of a value in the sample; the beginning is enough to judge umlauts by. */
#define SAMPLE_CHARS 24

struct _MitImportDialog
{
  AdwDialog parent_instance;

  AdwNavigationView   *view;
  GtkGrid             *sample_grid;
  AdwComboRow         *encoding_row;
  AdwComboRow         *separator_row;
  AdwComboRow         *date_row;
  AdwComboRow         *stage_row;
  AdwPreferencesGroup *columns_group;
  AdwSwitchRow        *remember_row;
  AdwPreferencesGroup *counts_group;
  AdwPreferencesGroup *details_group;
  GtkButton           *plan_button;
  GtkButton           *wrong_button;
  GtkButton           *import_button;
  GtkProgressBar      *progress_bar;

  MitStore         *store;
  MitImportSource  *source;
  MitImportPlan    *plan;
  MitImportProgress progress;
  GCancellable     *cancellable;
  GPtrArray        *rows; /* (not owned) GtkWidget: of the columns, counts and details, to be taken away again */
  guint             ticker;
  gboolean          is_filling;
  gboolean          remembers; /* read on the store's thread */
};

G_DEFINE_FINAL_TYPE (MitImportDialog, mit_import_dialog, ADW_TYPE_DIALOG)

static const char separators[] = ";,\t|";

static void show_source (MitImportDialog *self);

/* Each step has one button that leads on; it has the cursor, so that Enter is enough. */
static void
go_to_step (MitImportDialog *self, const char *tag, GtkButton *button)
{
  adw_navigation_view_push_by_tag (self->view, tag);
  adw_dialog_set_default_widget (ADW_DIALOG (self), GTK_WIDGET (button));
  gtk_widget_grab_focus (GTK_WIDGET (button));
}

static void
add_row (MitImportDialog *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (row), "group", group);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (MitImportDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      adw_preferences_group_remove (g_object_get_data (G_OBJECT (row), "group"), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
set_choices (AdwComboRow *row, const char *const *labels, guint selected)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (labels);

  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (row, selected);
}

static void
attach_cell (MitImportDialog *self, const char *text, int column, int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (SAMPLE_CHARS, g_utf8_strlen (text, -1)));
  gtk_label_set_max_width_chars (GTK_LABEL (label), SAMPLE_CHARS);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, row == 0 ? "heading" : "body");
  gtk_grid_attach (self->sample_grid, label, column, row, 1, 1);
}

static void
show_sample (MitImportDialog *self)
{
  g_autoptr (GPtrArray) sample = mit_import_source_sample (self->source, 5);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sample_grid))))
    gtk_grid_remove (self->sample_grid, child);
  for (guint column = 0; column < self->source->headers->len; column++)
    attach_cell (self, g_ptr_array_index (self->source->headers, column), (int) column, 0);
  for (guint row = 0; row < sample->len; row++)
    {
      GStrv values = g_ptr_array_index (sample, row);

      for (guint column = 0; values[column] && column < self->source->headers->len; column++)
        attach_cell (self, values[column], (int) column, (int) row + 1);
    }
}

static void
target_selected_cb (AdwComboRow *row, GParamSpec *pspec, MitImportDialog *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "column"));

  if (!self->is_filling)
    self->source->targets[column] = (MitImportTarget) adw_combo_row_get_selected (row);
}

static void
show_columns (MitImportDialog *self)
{
  const char *labels[MIT_N_IMPORT_TARGETS + 1] = { NULL };

  for (int i = 0; i < MIT_N_IMPORT_TARGETS; i++)
    labels[i] = mit_import_target_label ((MitImportTarget) i);
  for (guint column = 0; column < self->source->headers->len; column++)
    {
      GtkWidget *row = adw_combo_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), g_ptr_array_index (self->source->headers, column));
      set_choices (ADW_COMBO_ROW (row), labels, self->source->targets[column]);
      g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (column));
      g_signal_connect (row, "notify::selected", G_CALLBACK (target_selected_cb), self);
      add_row (self, self->columns_group, row);
    }
}

/* The choices stay as they are: a row that is given new ones while it tells of its choice tells of it again, for ever. */
static void
fill_choices (MitImportDialog *self)
{
  const char *encodings[MIT_N_ENCODINGS + 1] = { NULL };
  const char *marks[] = { _ ("Semicolon"), _ ("Comma"), _ ("Tab"), _ ("Vertical bar"), NULL };
  const char *dates[] = { _ ("Day, month, year"), _ ("Month, day, year"), _ ("Year, month, day"), NULL };
  const char *stages[MIT_N_STAGES] = { NULL };

  for (int i = 0; i < MIT_N_ENCODINGS; i++)
    encodings[i] = mit_encoding_name ((MitEncoding) i);
  for (int i = MIT_STAGE_SUPPORTER; i < MIT_N_STAGES; i++)
    stages[i - 1] = mit_stage_label ((MitStage) i);
  set_choices (self->encoding_row, encodings, 0);
  set_choices (self->separator_row, marks, 0);
  set_choices (self->date_row, dates, 0);
  set_choices (self->stage_row, stages, 0);
}

static void
show_settings (MitImportDialog *self)
{
  const char *mark = strchr (separators, self->source->separator);

  adw_combo_row_set_selected (self->encoding_row, self->source->encoding);
  adw_combo_row_set_selected (self->separator_row, mark ? (guint) (mark - separators) : 0);
  adw_combo_row_set_selected (self->date_row, self->source->date_style);
  adw_combo_row_set_selected (self->stage_row, (guint) MAX (1, self->source->default_stage) - 1);
}

static void
show_source (MitImportDialog *self)
{
  self->is_filling = TRUE;
  clear_rows (self);
  show_settings (self);
  show_sample (self);
  show_columns (self);
  self->is_filling = FALSE;
}

static void
encoding_selected_cb (MitImportDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->is_filling || !self->source)
    return;
  if (!mit_import_source_set_encoding (self->source, (MitEncoding) adw_combo_row_get_selected (self->encoding_row), &error))
    mit_notify (GTK_WIDGET (self->view), error->message);
  show_source (self);
}

static void
separator_selected_cb (MitImportDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->is_filling || !self->source)
    return;
  if (!mit_import_source_set_separator (self->source, separators[adw_combo_row_get_selected (self->separator_row)], &error))
    mit_notify (GTK_WIDGET (self->view), error->message);
  show_source (self);
}

static void
setting_selected_cb (MitImportDialog *self)
{
  if (self->is_filling || !self->source)
    return;
  self->source->date_style = (MitDateStyle) adw_combo_row_get_selected (self->date_row);
  self->source->default_stage = (MitStage) (adw_combo_row_get_selected (self->stage_row) + 1);
}

/** mit_import_dialog_load: Recognise a file and show how it reads. */
void
mit_import_dialog_load (MitImportDialog *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  MitImportSource *source = mit_import_source_load (path, &error);

  if (!source)
    {
      mit_notify_error (GTK_WIDGET (self), error);
      return;
    }
  g_clear_pointer (&self->plan, mit_import_plan_free);
  g_clear_pointer (&self->source, mit_import_source_free);
  self->source = source;
  mit_import_source_recall (source, mit_store_reader (self->store));
  show_source (self);
  go_to_step (self, "source", self->plan_button);
}

static DexFuture *
choose_fiber (gpointer data)
{
  MitImportDialog         *self = data;
  static const char *const suffixes[] = { "csv", "txt", "tsv", NULL };
  g_autofree char         *path = dex_await_string (mit_file_choice_open (GTK_WIDGET (self), _ ("Choose the Member List"), _ ("Tables (CSV)"), suffixes), NULL);

  if (path && self->store)
    mit_import_dialog_load (self, path);

  return dex_future_new_true ();
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, choose_fiber, g_object_ref (widget), g_object_unref));
}

static gboolean
tick_cb (gpointer data)
{
  MitImportDialog *self = data;
  int              done = g_atomic_int_get (&self->progress.done);

  gtk_progress_bar_set_fraction (self->progress_bar, CLAMP (done / 100.0, 0, 1));

  return G_SOURCE_CONTINUE;
}

static void
start_work (MitImportDialog *self)
{
  g_atomic_int_set (&self->progress.done, 0);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  adw_navigation_view_push_by_tag (self->view, "work");
  self->ticker = g_timeout_add (100, tick_cb, self);
}

static void
end_work (MitImportDialog *self)
{
  g_clear_handle_id (&self->ticker, g_source_remove);
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
}

static gboolean
run_plan (MitDb *db, gpointer data, GError **error)
{
  MitImportDialog *self = data;

  self->plan = mit_import_plan_new (db, self->source, &self->progress, self->cancellable, error);

  return self->plan != NULL;
}

static gboolean
run_apply (MitDb *db, gpointer data, GError **error)
{
  MitImportDialog *self = data;

  if (self->remembers && !mit_import_source_remember (self->source, db, error))
    return FALSE;

  return mit_import_plan_apply (self->plan, db, &self->progress, self->cancellable, error);
}

static void
add_line (MitImportDialog *self, GtkWidget *expander, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
}

static GtkWidget *
add_expander (MitImportDialog *self, AdwPreferencesGroup *group, const char *title, guint count)
{
  GtkWidget       *row = mit_expander_row_new (title);
  g_autofree char *number = g_strdup_printf ("%'u", count);
  GtkWidget       *label = gtk_label_new (number);

  gtk_widget_add_css_class (label, "numeric");
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), label);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), count > 0);
  add_row (self, group, row);

  return row;
}

static char *
row_title (const MitImportRow *row)
{
  g_autofree char *name = row->person ? mit_person_name (row->person) : NULL;

  /* Translators: the number of a row in a list, and whom it is about */
  return g_strdup_printf (_ ("Row %u: %s"), row->number, name && *name ? name : "–");
}

static void
list_rows (MitImportDialog *self, MitImportVerdict verdict, const char *title)
{
  GtkWidget *expander = add_expander (self, self->counts_group, title, self->plan->counts[verdict]);
  guint      listed = 0;

  for (guint i = 0; i < self->plan->rows->len && listed < LISTED_ROWS; i++)
    {
      const MitImportRow *row = g_ptr_array_index (self->plan->rows, i);
      g_autofree char    *text = NULL;

      if (row->verdict != verdict)
        continue;
      text = row_title (row);
      add_line (self, expander, text, row->reason ? row->reason : row->person && row->person->text[MIT_PERSON_CITY] ? row->person->text[MIT_PERSON_CITY]
                                                                                                                    : "");
      listed++;
    }
  if (self->plan->counts[verdict] > LISTED_ROWS)
    add_line (self, expander, _ ("… and more"), "");
}

static void
list_repairs (MitImportDialog *self)
{
  GtkWidget *expander = add_expander (self, self->details_group, _ ("Repaired"), self->plan->n_repairs);
  guint      listed = 0;

  for (guint i = 0; i < self->plan->rows->len && listed < LISTED_ROWS; i++)
    {
      const MitImportRow *row = g_ptr_array_index (self->plan->rows, i);

      for (guint j = 0; row->verdict != MIT_IMPORT_WRONG && row->repairs && j < row->repairs->len; j++, listed++)
        {
          const MitImportRepair *repair = g_ptr_array_index (row->repairs, j);
          g_autofree char       *title = row_title (row);
          g_autofree char       *change = g_strdup_printf ("%s: %s → %s", mit_import_target_label (repair->field), repair->old, repair->new);

          add_line (self, expander, title, change);
        }
    }
}

static void
list_notices (MitImportDialog *self)
{
  GtkWidget *expander = add_expander (self, self->details_group, _ ("To Be Looked At"), self->plan->n_notices + self->plan->n_duplicates);
  guint      listed = 0;

  for (guint i = 0; i < self->plan->rows->len && listed < LISTED_ROWS; i++)
    {
      const MitImportRow *row = g_ptr_array_index (self->plan->rows, i);
      g_autofree char    *title = row_title (row);

      if (row->duplicate && ++listed)
        add_line (self, expander, title, mit_duplicate_reason (row->duplicate));
      for (guint j = 0; row->verdict != MIT_IMPORT_WRONG && row->notices && j < row->notices->len; j++, listed++)
        add_line (self, expander, title, g_ptr_array_index (row->notices, j));
    }
}

static void
show_plan (MitImportDialog *self)
{
  guint            n_changes = self->plan->counts[MIT_IMPORT_NEW] + self->plan->counts[MIT_IMPORT_CHANGED];
  g_autofree char *title = g_strdup_printf (ngettext ("%'u row", "%'u rows", self->plan->rows->len), self->plan->rows->len);
  g_autofree char *label = NULL;

  clear_rows (self);
  adw_preferences_group_set_title (self->counts_group, title);
  list_rows (self, MIT_IMPORT_NEW, _ ("New"));
  list_rows (self, MIT_IMPORT_CHANGED, _ ("Changed"));
  list_rows (self, MIT_IMPORT_SAME, _ ("The Same"));
  list_rows (self, MIT_IMPORT_WRONG, _ ("Wrong"));
  list_rows (self, MIT_IMPORT_BLANK, _ ("Blank"));
  list_repairs (self);
  list_notices (self);
  gtk_widget_set_visible (GTK_WIDGET (self->wrong_button), self->plan->counts[MIT_IMPORT_WRONG] > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.apply", n_changes > 0);
  /* Translators: the button that does it; %'u is a number of people */
  label = g_strdup_printf (ngettext ("_Import %'u Person", "_Import %'u People", n_changes), n_changes);
  gtk_button_set_label (self->import_button, n_changes > 0 ? label : _ ("Nothing to Import"));
}

static DexFuture *
plan_fiber (gpointer data)
{
  MitImportDialog *self = data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->plan, mit_import_plan_free);
  start_work (self);
  dex_await (mit_store_read (self->store, run_plan, g_object_ref (self), g_object_unref), &error);
  end_work (self);
  adw_navigation_view_pop_to_tag (self->view, "source");
  if (error)
    mit_notify_error (GTK_WIDGET (self), error);
  else
    {
      show_plan (self);
      go_to_step (self, "plan", self->import_button);
    }

  return dex_future_new_true ();
}

static void
plan_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, plan_fiber, g_object_ref (widget), g_object_unref));
}

static void
say_done (MitImportDialog *self, gint64 tx)
{
  guint            n = self->plan->counts[MIT_IMPORT_NEW] + self->plan->counts[MIT_IMPORT_CHANGED];
  g_autofree char *text = g_strdup_printf (ngettext ("%'u person imported", "%'u people imported", n), n);
  GtkRoot         *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget       *content = ADW_IS_APPLICATION_WINDOW (root) ? adw_application_window_get_content (ADW_APPLICATION_WINDOW (root)) : GTK_WIDGET (self);

  mit_notify_undoable (content, text, tx);
  adw_dialog_close (ADW_DIALOG (self));
}

static DexFuture *
apply_fiber (gpointer data)
{
  MitImportDialog *self = data;
  g_autoptr (GError) error = NULL;
  gint64 tx;

  start_work (self);
  self->remembers = adw_switch_row_get_active (self->remember_row);
  tx = dex_await_int64 (mit_store_write (self->store, mit_import_action (), run_apply, g_object_ref (self), g_object_unref), &error);
  end_work (self);
  if (error)
    {
      adw_navigation_view_pop_to_tag (self->view, "plan");
      mit_notify_error (GTK_WIDGET (self), error);
    }
  else
    say_done (self, tx);

  return dex_future_new_true ();
}

static void
apply_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, apply_fiber, g_object_ref (widget), g_object_unref));
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (MIT_IMPORT_DIALOG (widget)->cancellable);
}

static DexFuture *
save_wrong_fiber (gpointer data)
{
  MitImportDialog *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (mit_file_choice_save (GTK_WIDGET (self), _ ("Save Wrong Rows"), _ ("wrong-rows.csv")), NULL);
  g_autofree char *table = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!path || !self->plan)
    return dex_future_new_true ();
  table = mit_import_plan_wrong_rows (self->plan, self->source);
  bytes = g_bytes_new (table, strlen (table));
  if (mit_output_replace (path, bytes, &error))
    mit_notify (GTK_WIDGET (self->view), _ ("Saved. Mend the rows there and import that file."));
  else
    mit_notify_error (GTK_WIDGET (self), error);

  return dex_future_new_true ();
}

static void
save_wrong_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, save_wrong_fiber, g_object_ref (widget), g_object_unref));
}

static void
mit_import_dialog_dispose (GObject *object)
{
  MitImportDialog *self = MIT_IMPORT_DIALOG (object);

  g_clear_handle_id (&self->ticker, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->plan, mit_import_plan_free);
  g_clear_pointer (&self->source, mit_import_source_free);

  G_OBJECT_CLASS (mit_import_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MitImportDialog, view);
  gtk_widget_class_bind_template_child (widget_class, MitImportDialog, sample_grid);
  gtk_widget_class_bind_template_child (widget_class, MitImportDialog, encoding_row);
  gtk_widget_class_bind_template_child (widget_class, MitImportDialog, separator_row);
  gtk_widget_class_bind_template_child (widget_class, MitImportDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, MitImportDialog, stage_row);
  gtk_widget_class_bind_template_child (widget_class, MitImportDialog, columns_group);
  gtk_widget_class_bind_template_child (widget_class, MitImportDialog, remember_row);
  gtk_widget_class_bind_template_child (widget_class, MitImportDialog, counts_group);
  gtk_widget_class_bind_template_child (widget_class, MitImportDialog, details_group);
  gtk_widget_class_bind_template_child (widget_class, MitImportDialog, plan_button);
  gtk_widget_class_bind_template_child (widget_class, MitImportDialog, wrong_button);
  gtk_widget_class_bind_template_child (widget_class, MitImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, MitImportDialog, progress_bar);
}

static void
mit_import_dialog_class_init (MitImportDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_import_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/members/mit-import-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "import.plan", NULL, plan_cb);
  gtk_widget_class_install_action (widget_class, "import.apply", NULL, apply_cb);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "import.save-wrong", NULL, save_wrong_cb);
}

static void
mit_import_dialog_init (MitImportDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choices (self);
  g_signal_connect_swapped (self->encoding_row, "notify::selected", G_CALLBACK (encoding_selected_cb), self);
  g_signal_connect_swapped (self->separator_row, "notify::selected", G_CALLBACK (separator_selected_cb), self);
  g_signal_connect_swapped (self->date_row, "notify::selected", G_CALLBACK (setting_selected_cb), self);
  g_signal_connect_swapped (self->stage_row, "notify::selected", G_CALLBACK (setting_selected_cb), self);
}

/** mit_import_dialog_new: Returns: (transfer floating) */
AdwDialog *
mit_import_dialog_new (MitStore *store)
{
  MitImportDialog *self = g_object_new (MIT_TYPE_IMPORT_DIALOG, NULL);

  self->store = g_object_ref (store);

  return ADW_DIALOG (self);
}
