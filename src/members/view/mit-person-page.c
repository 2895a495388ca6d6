// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-person-page.h"

#include "mit-person-place.h"
#include "mit-person-rows.h"
#include "mit-stage-dialog.h"

#include <mit-draft.h>
#include <mit-launch.h>
#include <mit-erase.h>
#include <mit-notify.h>
#include <mit-person-edit.h>

#include <glib/gi18n.h>

struct _MitPersonPage
{
  AdwNavigationPage parent_instance;

  GtkMenuButton     *menu_button;
  GtkMenuButton     *add_button;
  AdwBanner         *bin_banner;
  GtkStack          *stack;
  GtkScrolledWindow *scrolled_window;
  GtkLabel          *name_label;
  GtkLabel          *summary_label;
  AdwWrapBox        *reach_box;
  GtkBox            *groups_box;

  MitStore   *store;
  MitPerson  *person;
  gint64      opened;      /* bits of empty fields that are shown */
  const char *added_kind;  /* of contact to fill in */
  gboolean    is_outdated; /* a change came while something was being typed */
};

G_DEFINE_FINAL_TYPE (MitPersonPage, mit_person_page, ADW_TYPE_NAVIGATION_PAGE)

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)))
    if (ADW_IS_WRAP_BOX (box))
      adw_wrap_box_remove (ADW_WRAP_BOX (box), child);
    else
      gtk_box_remove (GTK_BOX (box), child);
}

static void
open_uri_cb (GtkButton *button)
{
  const char *uri = g_object_get_data (G_OBJECT (button), "uri");

  mit_launch_uri (GTK_WIDGET (button), uri,
                  g_str_has_prefix (uri, "tel:") ? _ ("This computer has no program for phone calls. Dial the number on a phone.")
                                                 : _ ("This computer has no e-mail program that is set up. Copy the address into the one that is used here."));
}

static void
add_reach_button (MitPersonPage *self, const MitContact *contact)
{
  gboolean         is_email = g_str_equal (contact->kind, "email");
  GtkWidget       *content = adw_button_content_new ();
  GtkWidget       *button = gtk_button_new ();
  g_autofree char *escaped = g_uri_escape_string (contact->value, is_email ? "@" : "+", FALSE);

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), is_email ? "mail-unread-symbolic" : "call-start-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), contact->value);
  adw_button_content_set_can_shrink (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_tooltip_text (button, is_email ? _ ("Write an E-mail") : _ ("Call"));
  g_object_set_data_full (G_OBJECT (button), "uri", g_strconcat (is_email ? "mailto:" : "tel:", escaped, NULL), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (open_uri_cb), NULL);
  adw_wrap_box_append (self->reach_box, button);
}

static char *
make_summary (const MitPerson *person)
{
  const MitPeriod *now = mit_person_period_on (person, mit_date_today ());
  g_autofree char *day = now ? mit_date_to_text (now->starts) : NULL;

  if (!now)
    return g_strdup (_ ("No stage"));
  if (!*day)
    return g_strdup (mit_stage_label (now->stage));

  /* Translators: the first %s is a stage such as "Member", the second a day */
  return g_strdup_printf (_ ("%s since %s"), mit_stage_label (now->stage), day);
}

static void
show_head (MitPersonPage *self)
{
  g_autofree char *name = mit_person_name (self->person);
  g_autofree char *summary = make_summary (self->person);

  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->summary_label, summary);
  clear_box (GTK_WIDGET (self->reach_box));
  for (guint i = 0; i < self->person->contacts->len && i < 3; i++)
    add_reach_button (self, g_ptr_array_index (self->person->contacts, i));
}

static void
show_groups (MitPersonPage *self)
{
  clear_box (GTK_WIDGET (self->groups_box));
  gtk_box_append (self->groups_box, mit_person_duplicates_group (self->store, self->person));
  gtk_box_append (self->groups_box, mit_person_fields_group (self->store, self->person, self->opened));
  gtk_box_append (self->groups_box, mit_person_contacts_group (self->store, self->person, self->added_kind));
  gtk_box_append (self->groups_box, mit_person_stages_group (self->store, self->person));
  gtk_box_append (self->groups_box, mit_person_groups_group (self->store, self->person));
  gtk_box_append (self->groups_box, mit_person_consents_group (self->store, self->person));
  gtk_box_append (self->groups_box, mit_person_timeline_group (self->store, self->person));
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static void
show_add_menu (MitPersonPage *self)
{
  static const char *const kinds[] = { "phone", "mobile", "email" };
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) contacts = g_menu_new ();
  g_autoptr (GMenu) fields = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    append_item (contacts, mit_person_kind_label (kinds[i]), "person.add-contact", kinds[i]);
  for (int i = 0; i < MIT_N_PERSON_FIELDS; i++)
    if (mit_person_field_is_hidden (self->person, (MitPersonField) i) && !(self->opened & (1LL << i)))
      append_item (fields, mit_person_field_label ((MitPersonField) i), "person.add-field", mit_person_field_column ((MitPersonField) i));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (contacts));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (fields));
  gtk_menu_button_set_menu_model (self->add_button, G_MENU_MODEL (menu));
}

static void
show_person (MitPersonPage *self)
{
  gboolean is_binned = self->person && self->person->binned_on != MIT_DATE_NONE;

  self->is_outdated = FALSE;
  gtk_stack_set_visible_child_name (self->stack, self->person ? "person" : "nobody");
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), self->person != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), self->person != NULL);
  adw_banner_set_revealed (self->bin_banner, is_binned);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.bin", self->person && !is_binned);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.erase", is_binned);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.write-letter", self->person && !is_binned);
  if (!self->person)
    return;
  show_head (self);
  show_groups (self);
  show_add_menu (self);
}

static void
reload (MitPersonPage *self)
{
  MitPersonPlace place;
  MitId          id;
  guint          n_contacts;

  if (!self->person)
    return;
  /* What somebody is typing is not thrown away; the page follows when it is written. */
  if (mit_draft_find (GTK_WIDGET (self->groups_box)))
    {
      self->is_outdated = TRUE;
      return;
    }
  place = mit_person_place_find (GTK_WIDGET (self->groups_box));
  id = self->person->id;
  n_contacts = self->person->contacts->len;
  mit_person_free (self->person);
  self->person = mit_person_load (mit_store_reader (self->store), &id, NULL);
  if (self->person && self->person->contacts->len > n_contacts)
    self->added_kind = NULL;
  show_person (self);
  mit_person_place_restore (&place, GTK_WIDGET (self->groups_box));
}

static void
write_drafts (MitPersonPage *self)
{
  mit_draft_write_all (GTK_WIDGET (self->groups_box));
}

static void
focus_left_cb (MitPersonPage *self)
{
  if (self->is_outdated)
    reload (self);
}

static void
bin_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitPersonPage *self = MIT_PERSON_PAGE (widget);

  mit_notify_future (widget, mit_person_bin (self->store, &self->person->id, TRUE), _ ("Person moved to the bin"));
}

static void
restore_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitPersonPage *self = MIT_PERSON_PAGE (widget);

  mit_notify_future (widget, mit_person_bin (self->store, &self->person->id, FALSE), _ ("Person restored"));
}

static void
erase_answered_cb (AdwAlertDialog *question, const char *response, MitPersonPage *self)
{
  if (g_str_equal (response, "erase") && self->person)
    mit_notify_future (GTK_WIDGET (self), mit_store_erase_person (self->store, &self->person->id), _ ("Erased"));
}

/* It cannot be taken back, so it is asked. */
static void
erase_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwAlertDialog *question = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Erase This Person?"), _ ("Everything about the person goes, for ever: address, letters, seminars, history. With a shared database, all other computers erase it, too. This cannot be taken back.")));

  adw_alert_dialog_add_responses (question, "cancel", _ ("_Cancel"), "erase", _ ("_Erase"), NULL);
  adw_alert_dialog_set_response_appearance (question, "erase", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (question, "response", G_CALLBACK (erase_answered_cb), widget, 0);
  adw_dialog_present (ADW_DIALOG (question), widget);
}

static void
change_stage_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitPersonPage *self = MIT_PERSON_PAGE (widget);

  if (self->person)
    mit_stage_dialog_present (widget, self->store, self->person);
}

/* Letters are another part of the program; the window knows the way. */
static void
write_letter_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitPersonPage   *self = MIT_PERSON_PAGE (widget);
  g_autofree char *id = self->person ? mit_id_to_string (&self->person->id) : NULL;

  if (id)
    gtk_widget_activate_action (widget, "win.write-letter", "s", id);
}

static GtkWidget *
find_last_row (GtkWidget *root, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (root) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_last_child (root); child && !found; child = gtk_widget_get_prev_sibling (child))
    found = find_last_row (child, title);

  return found;
}

/* Show a row that was asked for, with the cursor in it. */
static void
show_added_row (MitPersonPage *self, const char *title)
{
  GtkWidget *row;

  write_drafts (self);
  show_person (self);
  row = find_last_row (GTK_WIDGET (self->groups_box), title);
  if (row)
    gtk_widget_grab_focus (row);
}

static void
add_field_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitPersonPage *self = MIT_PERSON_PAGE (widget);
  const char    *column = g_variant_get_string (parameter, NULL);

  for (int i = 0; i < MIT_N_PERSON_FIELDS; i++)
    if (g_str_equal (mit_person_field_column ((MitPersonField) i), column))
      {
        self->opened |= 1LL << i;
        show_added_row (self, mit_person_field_label ((MitPersonField) i));
      }
}

static void
add_contact_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitPersonPage *self = MIT_PERSON_PAGE (widget);

  self->added_kind = g_intern_string (g_variant_get_string (parameter, NULL));
  show_added_row (self, mit_person_kind_label (self->added_kind));
}

static void
mit_person_page_dispose (GObject *object)
{
  MitPersonPage *self = MIT_PERSON_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_PERSON_PAGE);
  g_clear_object (&self->store);
  g_clear_pointer (&self->person, mit_person_free);

  G_OBJECT_CLASS (mit_person_page_parent_class)->dispose (object);
}

static void
mit_person_page_class_init (MitPersonPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_person_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/members/mit-person-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MitPersonPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, MitPersonPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, MitPersonPage, bin_banner);
  gtk_widget_class_bind_template_child (widget_class, MitPersonPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MitPersonPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, MitPersonPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, MitPersonPage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, MitPersonPage, reach_box);
  gtk_widget_class_bind_template_child (widget_class, MitPersonPage, groups_box);
  gtk_widget_class_install_action (widget_class, "person.bin", NULL, bin_cb);
  gtk_widget_class_install_action (widget_class, "person.restore", NULL, restore_cb);
  gtk_widget_class_install_action (widget_class, "person.erase", NULL, erase_cb);
  gtk_widget_class_install_action (widget_class, "person.write-letter", NULL, write_letter_cb);
  gtk_widget_class_install_action (widget_class, "person.change-stage", NULL, change_stage_cb);
  gtk_widget_class_install_action (widget_class, "person.add-field", "s", add_field_cb);
  gtk_widget_class_install_action (widget_class, "person.add-contact", "s", add_contact_cb);
}

static void
mit_person_page_init (MitPersonPage *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->groups_box), focus);
  g_signal_connect_swapped (self->groups_box, "unmap", G_CALLBACK (write_drafts), self);
  show_person (self);
}

/** mit_person_page_set_store: Say where people are; once. */
void
mit_person_page_set_store (MitPersonPage *self, MitStore *store)
{
  g_set_object (&self->store, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
}

/** mit_person_page_show: @id: (nullable): whom to show */
void
mit_person_page_show (MitPersonPage *self, const MitId *id)
{
  if (id && self->person && mit_id_equal (id, &self->person->id))
    return;
  write_drafts (self);
  g_clear_pointer (&self->person, mit_person_free);
  self->opened = 0;
  self->added_kind = NULL;
  if (id)
    self->person = mit_person_load (mit_store_reader (self->store), id, NULL);
  show_person (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), 0);
}
