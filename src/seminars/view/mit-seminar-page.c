// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-page.h"

#include "mit-enrol-dialog.h"
#include "mit-invitations-dialog.h"
#include "mit-invite-dialog.h"
#include "mit-registration-write.h"
#include "mit-seminar-day-view.h"
#include "mit-seminar-files.h"
#include "mit-seminar-item.h"
#include "mit-seminar-people-view.h"
#include "mit-seminar-plan-view.h"

#include <mit-notify.h>
#include <mit-seminar-change.h>

#include <glib/gi18n.h>

struct _MitSeminarPage
{
  AdwNavigationPage parent_instance;

  GtkWidget            *menu_button;
  AdwBanner            *called_off_banner;
  AdwBanner            *free_banner;
  GtkStack             *stack;
  GtkLevelBar          *level_bar;
  AdwViewStack         *tabs;
  MitSeminarPlanView   *plan_view;
  MitSeminarPeopleView *people_view;
  MitSeminarDayView    *day_view;

  MitStore       *store;
  MitId           id;    /* nil: none is shown */
  MitId           first; /* who waits longest; nil if nobody does */
  MitSeminarItem *item;
};

typedef enum
{
  PROP_ITEM = 1,
} MitSeminarPageProperty;

static GParamSpec *properties[PROP_ITEM + 1];

G_DEFINE_FINAL_TYPE (MitSeminarPage, mit_seminar_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
is_text (gpointer object, const char *text)
{
  return text && *text;
}

static char *
describe_free_places (int n_free, int n_waiting)
{
  if (n_free == 1)
    return g_strdup_printf (
      /* Translators: %d is a number of people on the waiting list */
      ngettext ("1 place is free, %d person waits", "1 place is free, %d people wait", (gulong) n_waiting), n_waiting);

  return g_strdup_printf (
    /* Translators: %1$d is a number of free places, at least two; %2$d is a number of people on the waiting list */
    ngettext ("%1$d places are free, %2$d person waits", "%1$d places are free, %2$d people wait", (gulong) n_waiting), n_free, n_waiting);
}

static void
show_banners (MitSeminarPage *self, const MitSeminar *seminar)
{
  int              n_free = seminar->places > 0 ? seminar->places - seminar->n_coming : seminar->n_waiting;
  gboolean         can_give = n_free > 0 && seminar->n_waiting > 0 && !seminar->called_off;
  g_autofree char *text = can_give ? describe_free_places (n_free, seminar->n_waiting) : NULL;

  if (text)
    adw_banner_set_title (self->free_banner, text);
  adw_banner_set_revealed (self->free_banner, can_give);
  adw_banner_set_revealed (self->called_off_banner, seminar->called_off);
}

static void
enable_actions (MitSeminarPage *self, const MitSeminar *seminar)
{
  static const char *const any[] = { "save-calendar", "save-sheet", "badges" };
  static const char *const living[] = { "enrol", "enrol-guest", "invite", "letters", "call-off", "ask", "give-place" };
  GtkWidget               *widget = GTK_WIDGET (self);

  for (gsize i = 0; i < G_N_ELEMENTS (any); i++)
    {
      g_autofree char *name = g_strconcat ("seminar.", any[i], NULL);

      gtk_widget_action_set_enabled (widget, name, seminar != NULL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (living); i++)
    {
      g_autofree char *name = g_strconcat ("seminar.", living[i], NULL);

      gtk_widget_action_set_enabled (widget, name, seminar && !seminar->called_off);
    }
  gtk_widget_action_set_enabled (widget, "seminar.take-up", seminar && seminar->called_off);
}

static void
remember_first (MitSeminarPage *self, GPtrArray *registrations)
{
  self->first = (MitId) { 0 };
  for (guint i = 0; i < registrations->len; i++)
    {
      const MitRegistration *registration = g_ptr_array_index (registrations, i);

      if (registration->position == 1)
        self->first = registration->person;
    }
}

static void
show_item (MitSeminarPage *self, const MitSeminar *seminar)
{
  if (self->item)
    {
      mit_seminar_item_update (self->item, seminar);
      return;
    }
  self->item = mit_seminar_item_new (seminar);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

/* The seminar may be one that is just being written: it is still the one to show when it is there. */
static void
show_nothing (MitSeminarPage *self)
{
  adw_banner_set_revealed (self->free_banner, FALSE);
  adw_banner_set_revealed (self->called_off_banner, FALSE);
  gtk_widget_set_visible (self->menu_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
  enable_actions (self, NULL);
}

static void
refresh (MitSeminarPage *self)
{
  MitDb *db = mit_store_reader (self->store);
  g_autoptr (MitSeminar) seminar = mit_id_is_nil (&self->id) ? NULL : mit_seminar_load (db, &self->id, NULL);
  g_autoptr (GPtrArray) registrations = seminar ? mit_registrations_load (db, &self->id, NULL) : NULL;

  if (!registrations)
    {
      show_nothing (self);
      return;
    }
  show_item (self, seminar);
  show_banners (self, seminar);
  enable_actions (self, seminar);
  remember_first (self, registrations);
  mit_seminar_plan_view_show (self->plan_view, seminar);
  mit_seminar_people_view_show (self->people_view, &self->id, registrations);
  mit_seminar_day_view_show (self->day_view, &self->id, registrations);
  gtk_widget_set_visible (self->menu_button, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "seminar");
}

static void
enrol_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitSeminarPage *self = MIT_SEMINAR_PAGE (widget);

  mit_enrol_dialog_present (widget, self->store, &self->id, g_str_equal (action_name, "seminar.enrol-guest"));
}

static void
invite_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitSeminarPage *self = MIT_SEMINAR_PAGE (widget);

  mit_invite_dialog_present (widget, self->store, &self->id);
}

static void
letters_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitSeminarPage *self = MIT_SEMINAR_PAGE (widget);

  mit_invitations_dialog_present (widget, self->store, &self->id);
}

static void
save_calendar_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitSeminarPage *self = MIT_SEMINAR_PAGE (widget);

  mit_seminar_save_calendar (widget, self->store, &self->id);
}

static void
save_sheet_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitSeminarPage *self = MIT_SEMINAR_PAGE (widget);

  mit_seminar_save_sheet (widget, self->store, &self->id);
}

static void
badges_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitSeminarPage *self = MIT_SEMINAR_PAGE (widget);

  mit_seminar_show_badges (widget, self->store, &self->id);
}

static void
set_called_off (MitSeminarPage *self, gboolean called_off, const char *done)
{
  MitSeminarChange *change = mit_seminar_change_new (&self->id);

  change->called_off = called_off;
  mit_notify_future (GTK_WIDGET (self), mit_seminar_change_write (self->store, change), done);
}

static void
call_off_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  set_called_off (MIT_SEMINAR_PAGE (widget), TRUE, _ ("Seminar called off"));
}

static void
take_up_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  set_called_off (MIT_SEMINAR_PAGE (widget), FALSE, _ ("Seminar taken up again"));
}

static void
give_place_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitSeminarPage *self = MIT_SEMINAR_PAGE (widget);

  if (!mit_id_is_nil (&self->first))
    mit_registration_set_and_tell (widget, self->store, &self->id, &self->first, MIT_REGISTRATION_COMING);
}

static void
ask_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitSeminarPage *self = MIT_SEMINAR_PAGE (widget);
  MitId           person;

  if (mit_id_parse (g_variant_get_string (parameter, NULL), &person))
    mit_registration_ask_and_tell (widget, self->store, &self->id, &person);
}

static void
set_state_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitSeminarPage *self = MIT_SEMINAR_PAGE (widget);
  const char     *id, *state;
  MitId           person;

  g_variant_get (parameter, "(&s&s)", &id, &state);
  if (mit_id_parse (id, &person))
    mit_registration_set_and_tell (widget, self->store, &self->id, &person, mit_registration_state_parse (state));
}

static void
attend_rest_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitSeminarPage *self = MIT_SEMINAR_PAGE (widget);

  mit_notify_future (widget, mit_registrations_attend_write (self->store, &self->id), _ ("All others were there"));
}

static void
mit_seminar_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MitSeminarPage *self = MIT_SEMINAR_PAGE (object);

  switch ((MitSeminarPageProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    }
}

static void
mit_seminar_page_dispose (GObject *object)
{
  MitSeminarPage *self = MIT_SEMINAR_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_SEMINAR_PAGE);
  g_clear_object (&self->item);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_seminar_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPage, called_off_banner);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPage, free_banner);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPage, level_bar);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPage, plan_view);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPage, people_view);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPage, day_view);
  gtk_widget_class_bind_template_callback (widget_class, is_text);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "seminar.enrol", NULL, enrol_cb);
  gtk_widget_class_install_action (widget_class, "seminar.enrol-guest", NULL, enrol_cb);
  gtk_widget_class_install_action (widget_class, "seminar.invite", NULL, invite_cb);
  gtk_widget_class_install_action (widget_class, "seminar.letters", NULL, letters_cb);
  gtk_widget_class_install_action (widget_class, "seminar.save-calendar", NULL, save_calendar_cb);
  gtk_widget_class_install_action (widget_class, "seminar.save-sheet", NULL, save_sheet_cb);
  gtk_widget_class_install_action (widget_class, "seminar.badges", NULL, badges_cb);
  gtk_widget_class_install_action (widget_class, "seminar.call-off", NULL, call_off_cb);
  gtk_widget_class_install_action (widget_class, "seminar.take-up", NULL, take_up_cb);
  gtk_widget_class_install_action (widget_class, "seminar.give-place", NULL, give_place_cb);
  gtk_widget_class_install_action (widget_class, "seminar.ask", "s", ask_cb);
  gtk_widget_class_install_action (widget_class, "seminar.set-state", "(ss)", set_state_cb);
  gtk_widget_class_install_action (widget_class, "seminar.attend-rest", NULL, attend_rest_cb);
}

static void
mit_seminar_page_class_init (MitSeminarPageClass *class)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = mit_seminar_page_get_property;
  object_class->dispose = mit_seminar_page_dispose;
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, MIT_TYPE_SEMINAR_ITEM,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (MIT_TYPE_SEMINAR_PLAN_VIEW);
  g_type_ensure (MIT_TYPE_SEMINAR_PEOPLE_VIEW);
  g_type_ensure (MIT_TYPE_SEMINAR_DAY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/seminars/mit-seminar-page.ui");
  bind_children (widget_class);
  install_actions (widget_class);
}

static void
mit_seminar_page_init (MitSeminarPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A few places taken are no warning. */
  gtk_level_bar_remove_offset_value (self->level_bar, GTK_LEVEL_BAR_OFFSET_LOW);
}

/** mit_seminar_page_set_store: Once, before anything is shown. */
void
mit_seminar_page_set_store (MitSeminarPage *self, MitStore *store)
{
  g_set_object (&self->store, store);
  mit_seminar_plan_view_set_store (self->plan_view, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  show_nothing (self);
}

/** mit_seminar_page_show: @seminar: (nullable): %NULL for none */
void
mit_seminar_page_show (MitSeminarPage *self, const MitId *seminar)
{
  self->id = seminar ? *seminar : (MitId) { 0 };
  refresh (self);
}

/** mit_seminar_page_show_tab: Turn to "plan", "people" or "day". */
void
mit_seminar_page_show_tab (MitSeminarPage *self, const char *name)
{
  adw_view_stack_set_visible_child_name (self->tabs, name);
}
