// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-programme-dialog.h"

#include "mit-clock.h"

#include <mit-notify.h>
#include <mit-seminar-change.h>

#include <glib/gi18n.h>

struct _MitProgrammeDialog
{
  AdwDialog parent_instance;

  GtkWidget   *save_button;
  AdwEntryRow *time_row;
  AdwEntryRow *title_row;
  AdwEntryRow *speaker_row;

  GtkWidget *from; /* (weak) */
  MitStore  *store;
  MitId      seminar;
  MitId      item; /* nil: a new one */
};

G_DEFINE_FINAL_TYPE (MitProgrammeDialog, mit_programme_dialog, ADW_TYPE_DIALOG)

static char *
row_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
changed_cb (MitProgrammeDialog *self)
{
  g_autofree char *time = row_text (self->time_row);
  g_autofree char *title = row_text (self->title_row);
  g_autofree char *clock = mit_clock_normalize (time);
  gboolean         is_wrong = *time && !clock;

  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->time_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->time_row), "error");
  gtk_widget_set_sensitive (self->save_button, *title && !is_wrong);
}

static void
save_cb (MitProgrammeDialog *self)
{
  MitSeminarChange *change = mit_seminar_change_new (&self->seminar);
  gboolean          is_new = mit_id_is_nil (&self->item);
  g_autofree char  *time = row_text (self->time_row);
  g_autofree char  *title = row_text (self->title_row);
  g_autofree char  *speaker = row_text (self->speaker_row);
  g_autofree char  *clock = mit_clock_normalize (time);

  mit_seminar_change_set_item (change, is_new ? NULL : &self->item, clock, title, speaker);
  mit_notify_and_close (ADW_DIALOG (self), self->from, mit_seminar_change_write (self->store, change),
                        is_new ? _ ("Added to the programme") : _ ("Programme changed"));
}

static void
mit_programme_dialog_dispose (GObject *object)
{
  MitProgrammeDialog *self = MIT_PROGRAMME_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_PROGRAMME_DIALOG);
  g_clear_weak_pointer (&self->from);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_programme_dialog_parent_class)->dispose (object);
}

static void
mit_programme_dialog_class_init (MitProgrammeDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_programme_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/seminars/mit-programme-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MitProgrammeDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, MitProgrammeDialog, time_row);
  gtk_widget_class_bind_template_child (widget_class, MitProgrammeDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, MitProgrammeDialog, speaker_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
mit_programme_dialog_init (MitProgrammeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (MitProgrammeDialog *self, const MitProgrammeItem *item)
{
  self->item = item->id;
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Change Programme"));
  gtk_editable_set_text (GTK_EDITABLE (self->time_row), item->starts ? item->starts : "");
  gtk_editable_set_text (GTK_EDITABLE (self->title_row), item->title);
  gtk_editable_set_text (GTK_EDITABLE (self->speaker_row), item->speaker ? item->speaker : "");
}

/** mit_programme_dialog_present: @item: (nullable): the part to change; %NULL to add one */
void
mit_programme_dialog_present (GtkWidget *from, MitStore *store, const MitId *seminar, const MitProgrammeItem *item)
{
  MitProgrammeDialog *self = g_object_new (MIT_TYPE_PROGRAMME_DIALOG, NULL);

  g_set_weak_pointer (&self->from, from);
  self->store = g_object_ref (store);
  self->seminar = *seminar;
  if (item)
    fill (self, item);
  adw_dialog_present (ADW_DIALOG (self), from);
}
