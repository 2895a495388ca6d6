// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-template-dialog.h"

#include <mit-greeting.h>
#include <mit-letter-pdf.h>
#include <mit-notify.h>
#include <mit-pdf-view.h>

#include <glib/gi18n.h>

/* The preview follows typing after a short pause, in milliseconds. */
#define PREVIEW_DELAY 250

struct _MitTemplateDialog
{
  AdwDialog parent_instance;

  AdwEntryRow   *subject_row;
  GtkMenuButton *field_button;
  GtkTextView   *text_view;
  GtkLabel      *error_label;
  MitPdfView    *preview;

  MitStore *store;
  char     *kind;
  char     *subject; /* as they are in the register */
  char     *body;
  guint     timer;
};

G_DEFINE_FINAL_TYPE (MitTemplateDialog, mit_template_dialog, ADW_TYPE_DIALOG)

static char *
get_body (MitTemplateDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* An invented person, so that nobody's data is on the screen while a text is written. */
static MitAddressee *
make_sample (const MitSender *sender)
{
  MitAddressee *addressee = g_new0 (MitAddressee, 1);
  MitPerson    *person = mit_person_new ();

  mit_person_set (person, MIT_PERSON_FORM, "frau");
  mit_person_set (person, MIT_PERSON_GIVEN, "Erika");
  mit_person_set (person, MIT_PERSON_FAMILY, "Beispiel");
  mit_person_set (person, MIT_PERSON_STREET, "Musterstraße 12");
  mit_person_set (person, MIT_PERSON_POSTCODE, "01234");
  mit_person_set (person, MIT_PERSON_CITY, "Musterstadt");
  mit_person_add_group (person, NULL, "Musterstadt", "local", NULL);
  addressee->person = person;
  addressee->entered = mit_date_add_days (mit_date_today (), -14);
  addressee->greeting = mit_greeting (person, sender->tone);
  addressee->included = TRUE;

  return addressee;
}

static MitLetterRun *
make_run (MitTemplateDialog *self)
{
  g_autofree char  *body = get_body (self);
  MitLetterTemplate letter_template = { .kind = self->kind, .subject = (char *) gtk_editable_get_text (GTK_EDITABLE (self->subject_row)), .body = body };
  MitSender        *sender = mit_sender_load (mit_store_reader (self->store));
  MitAddressee     *sample = make_sample (sender);
  MitLetterRun     *run = mit_letter_run_new (&letter_template, sender, mit_date_today (), mit_sender_form (mit_store_reader (self->store)));

  mit_letter_run_add (run, sample);
  mit_letter_run_set_all (run, MIT_FIELD_SEMINAR, _ ("New-Member Seminar"));
  mit_letter_run_set_all (run, MIT_FIELD_SEMINAR_TIME, "Samstag, 5. Dezember 2026, 10:00–16:00 Uhr");
  mit_letter_run_set_all (run, MIT_FIELD_SEMINAR_PLACE, "Haus der Begegnung, Musterstadt");
  mit_addressee_free (sample);

  return run;
}

static gboolean
has_draft (MitTemplateDialog *self)
{
  g_autofree char *body = get_body (self);

  return g_strcmp0 (body, self->body) != 0 || g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->subject_row)), self->subject) != 0;
}

static gboolean
preview_cb (gpointer data)
{
  MitTemplateDialog *self = data;
  g_autoptr (MitLetterRun) run = make_run (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  self->timer = 0;
  if (mit_letter_fields_check (run->subject, &error) && mit_letter_fields_check (run->body, &error))
    bytes = mit_letter_pdf_render (run, &error);
  if (bytes)
    mit_pdf_view_load (self->preview, bytes, &error);
  gtk_label_set_label (self->error_label, error ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), error != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "template.save", error == NULL);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (MitTemplateDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), !has_draft (self));
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (PREVIEW_DELAY, preview_cb, self);
}

static void
show_template (MitTemplateDialog *self, const MitLetterTemplate *letter_template)
{
  gtk_editable_set_text (GTK_EDITABLE (self->subject_row), letter_template->subject);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), letter_template->body, -1);
}

static void
insert_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitTemplateDialog *self = MIT_TEMPLATE_DIALOG (widget);
  g_autofree char   *field = g_strdup_printf ("{{%s}}", g_variant_get_string (parameter, NULL));

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (self->text_view), field, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
reset_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitTemplateDialog *self = MIT_TEMPLATE_DIALOG (widget);
  g_autoptr (MitLetterTemplate) shipped = mit_letter_template_shipped (self->kind);

  show_template (self, shipped);
}

static DexFuture *
write_draft (MitTemplateDialog *self)
{
  g_autofree char *body = get_body (self);

  return mit_letter_template_write (self->store, self->kind, gtk_editable_get_text (GTK_EDITABLE (self->subject_row)), body);
}

/* What is given up, or is on its way into the register, is no draft any more. */
static void
forget_draft (MitTemplateDialog *self)
{
  g_autofree char *body = get_body (self);

  g_set_str (&self->subject, gtk_editable_get_text (GTK_EDITABLE (self->subject_row)));
  g_set_str (&self->body, body);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mit_notify_and_close (ADW_DIALOG (widget), NULL, write_draft (MIT_TEMPLATE_DIALOG (widget)), NULL);
}

static void
answered_cb (AdwAlertDialog *question, const char *response, MitTemplateDialog *self)
{
  if (g_str_equal (response, "save"))
    gtk_widget_activate_action (GTK_WIDGET (self), "template.save", NULL);
  if (g_str_equal (response, "discard"))
    {
      forget_draft (self);
      adw_dialog_force_close (ADW_DIALOG (self));
    }
}

static void
close_attempt_cb (MitTemplateDialog *self)
{
  AdwAlertDialog *question = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Save the Letter?"), _ ("The text was changed. What is not saved is lost.")));

  adw_alert_dialog_add_responses (question, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), "save", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (question, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (question, "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (question, "save", !gtk_widget_get_visible (GTK_WIDGET (self->error_label)));
  g_signal_connect_object (question, "response", G_CALLBACK (answered_cb), self, 0);
  adw_dialog_present (ADW_DIALOG (question), GTK_WIDGET (self));
}

/* The register may be locked over it while somebody is away. The text is kept, and can be taken back like any other. */
static void
closed_cb (MitTemplateDialog *self)
{
  if (self->store && has_draft (self))
    dex_future_disown (write_draft (self));
}

static void
mit_template_dialog_dispose (GObject *object)
{
  MitTemplateDialog *self = MIT_TEMPLATE_DIALOG (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_TEMPLATE_DIALOG);
  g_clear_object (&self->store);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->body, g_free);

  G_OBJECT_CLASS (mit_template_dialog_parent_class)->dispose (object);
}

static void
mit_template_dialog_class_init (MitTemplateDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_template_dialog_dispose;
  g_type_ensure (MIT_TYPE_PDF_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/letters/mit-template-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MitTemplateDialog, subject_row);
  gtk_widget_class_bind_template_child (widget_class, MitTemplateDialog, field_button);
  gtk_widget_class_bind_template_child (widget_class, MitTemplateDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, MitTemplateDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, MitTemplateDialog, preview);
  gtk_widget_class_install_action (widget_class, "template.insert", "s", insert_cb);
  gtk_widget_class_install_action (widget_class, "template.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "template.reset", NULL, reset_cb);
  gtk_widget_class_install_action (widget_class, "template.save", NULL, save_cb);
}

static void
fill_fields (MitTemplateDialog *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  int n_fields = g_strcmp0 (self->kind, "invitation") == 0 ? MIT_N_LETTER_FIELDS : MIT_FIELD_SEMINAR;

  for (int i = 0; i < n_fields; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (mit_letter_field_name ((MitLetterField) i), NULL);

      g_menu_item_set_action_and_target (item, "template.insert", "s", mit_letter_field_name ((MitLetterField) i));
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->field_button, G_MENU_MODEL (menu));
}

static void
mit_template_dialog_init (MitTemplateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** mit_template_dialog_new: @kind: of letter: welcome or invitation. Returns: (transfer floating) */
AdwDialog *
mit_template_dialog_new (MitStore *store, const char *kind)
{
  MitTemplateDialog *self = g_object_new (MIT_TYPE_TEMPLATE_DIALOG, NULL);
  g_autoptr (MitLetterTemplate) letter_template = mit_letter_template_load (mit_store_reader (store), kind);

  self->store = g_object_ref (store);
  self->kind = g_strdup (kind);
  fill_fields (self);
  show_template (self, letter_template);
  forget_draft (self);
  g_signal_connect (self, "close-attempt", G_CALLBACK (close_attempt_cb), NULL);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect_object (self->subject_row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text_view), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);

  return ADW_DIALOG (self);
}
