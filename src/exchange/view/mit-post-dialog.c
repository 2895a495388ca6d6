// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-post-dialog.h"

#include <mit-notify.h>
#include <mit-post-check.h>

#include <glib/gi18n.h>

/* As many findings are named; who has more of them will look at the text again anyway. */
#define FINDINGS_SHOWN 8

struct _MitPostDialog
{
  AdwDialog parent_instance;

  GtkWidget   *publish_button;
  AdwComboRow *kind_row;
  AdwEntryRow *title_row;
  GtkTextView *text_view;

  MitStore  *store;
  GtkWidget *from;  /* (weak) */
  MitId      about; /* nil: the text stands for itself */
  gboolean   is_busy;
  gboolean   is_published;
};

G_DEFINE_FINAL_TYPE (MitPostDialog, mit_post_dialog, ADW_TYPE_DIALOG)

static char *
read_text (MitPostDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static const char *
read_title (MitPostDialog *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->title_row));
}

static void
changed_cb (MitPostDialog *self)
{
  g_autofree char *text = read_text (self);

  gtk_widget_set_sensitive (self->publish_button, !self->is_busy && *read_title (self) && *text);
}

static DexFuture *
published_cb (DexFuture *future, gpointer data)
{
  MitPostDialog *self = data;
  g_autoptr (GError) error = NULL;

  self->is_busy = FALSE;
  self->is_published = dex_future_get_value (future, &error) != NULL;
  /* Closed by the register that has locked itself. */
  if (!self->text_view || !gtk_widget_get_root (GTK_WIDGET (self)))
    return dex_ref (future);
  changed_cb (self);
  if (error)
    mit_notify_error (GTK_WIDGET (self), error);
  else
    {
      if (self->from)
        mit_notify (self->from, _ ("Published"));
      adw_dialog_close (ADW_DIALOG (self));
    }

  return dex_ref (future);
}

static void
publish (MitPostDialog *self, gboolean accepts_findings)
{
  g_autofree char *text = read_text (self);
  MitPostDraft     draft = { .title = read_title (self), .body = text, .about = self->about, .accepts_findings = accepts_findings };

  draft.kind = mit_id_is_nil (&self->about) ? (MitPostKind) adw_combo_row_get_selected (self->kind_row) : MIT_POST_ANSWER;
  self->is_busy = TRUE;
  changed_cb (self);
  dex_future_disown (dex_future_finally (mit_post_publish (self->store, &draft), published_cb, g_object_ref (self), g_object_unref));
}

static void
findings_answered_cb (AdwAlertDialog *question, const char *response, MitPostDialog *self)
{
  if (g_str_equal (response, "publish"))
    publish (self, TRUE);
}

static void
ask_about (MitPostDialog *self, GPtrArray *findings)
{
  g_autoptr (GString) text = g_string_new (_ ("All districts will be able to read this:"));
  AdwAlertDialog *question;

  g_string_append_c (text, '\n');
  for (guint i = 0; i < MIN (findings->len, FINDINGS_SHOWN); i++)
    {
      const MitFinding *finding = findings->pdata[i];

      g_string_append_printf (text, "\n%s: %s", mit_finding_kind_label (finding->kind), finding->text);
    }
  if (findings->len > FINDINGS_SHOWN)
    g_string_append (text, "\n…");
  question = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("About Certain People?"), text->str));
  adw_alert_dialog_add_responses (question, "back", _ ("_Back to the Text"), "publish", _ ("_Publish Anyway"), NULL);
  adw_alert_dialog_set_default_response (question, "back");
  adw_alert_dialog_set_response_appearance (question, "publish", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (question, "response", G_CALLBACK (findings_answered_cb), self, 0);
  adw_dialog_present (ADW_DIALOG (question), GTK_WIDGET (self));
}

static void
publish_cb (MitPostDialog *self)
{
  g_autofree char *text = read_text (self);
  g_autoptr (GPtrArray) findings = mit_post_check (mit_store_reader (self->store), read_title (self), text);

  if (findings->len > 0)
    ask_about (self, findings);
  else
    publish (self, FALSE);
}

/* However it is closed, also by the register that locks itself. */
static void
closed_cb (MitPostDialog *self)
{
  g_autofree char *text = read_text (self);

  dex_future_disown (mit_post_keep_draft (self->store, &self->about, read_title (self), self->is_published ? "" : text));
}

static void
mit_post_dialog_dispose (GObject *object)
{
  MitPostDialog *self = MIT_POST_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_POST_DIALOG);
  g_clear_weak_pointer (&self->from);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_post_dialog_parent_class)->dispose (object);
}

static void
mit_post_dialog_class_init (MitPostDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_post_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/exchange/mit-post-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MitPostDialog, publish_button);
  gtk_widget_class_bind_template_child (widget_class, MitPostDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, MitPostDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, MitPostDialog, text_view);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, publish_cb);
}

static void
mit_post_dialog_init (MitPostDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < MIT_POST_N_BEGINNINGS; i++)
    gtk_string_list_append (kinds, mit_post_kind_label ((MitPostKind) i));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text_view), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

static void
take_up_draft (MitPostDialog *self)
{
  g_autofree char *title = NULL, *body = NULL;

  mit_post_load_draft (mit_store_reader (self->store), &self->about, &title, &body);
  if (*title)
    gtk_editable_set_text (GTK_EDITABLE (self->title_row), title);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), body, -1);
}

static void
answer (MitPostDialog *self, const MitPost *about)
{
  /* Translators: the title of the text that is answered */
  g_autofree char *title = g_strdup_printf (_ ("About “%s”"), about->title);

  self->about = about->id;
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Answer"));
  gtk_widget_set_visible (GTK_WIDGET (self->kind_row), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->title_row), title);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->text_view));
}

/** mit_post_dialog_new: @about: (nullable): the text that is answered; @from: where it is said that it is published. Returns: (transfer floating) */
AdwDialog *
mit_post_dialog_new (MitStore *store, const MitPost *about, GtkWidget *from)
{
  MitPostDialog *self = g_object_new (MIT_TYPE_POST_DIALOG, NULL);

  self->store = g_object_ref (store);
  g_set_weak_pointer (&self->from, from);
  if (about)
    answer (self, about);
  take_up_draft (self);

  return ADW_DIALOG (self);
}
