// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-people-view.h"

#include "mit-registration-keys.h"
#include "mit-registration-row.h"

#include <glib/gi18n.h>

struct _MitSeminarPeopleView
{
  AdwBin parent_instance;

  GtkLabel    *count_label;
  GtkStack    *stack;
  GtkListView *list_view;

  GListStore *items;
  MitId       id; /* of the seminar shown */
};

G_DEFINE_FINAL_TYPE (MitSeminarPeopleView, mit_seminar_people_view, ADW_TYPE_BIN)

static gboolean
is_text (GtkListItem *item, const char *text)
{
  return text && *text;
}

static void
activate_cb (MitSeminarPeopleView *self, guint position)
{
  g_autoptr (MitRegistrationItem) item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list_view)), position);

  if (item)
    mit_registration_request_next (GTK_WIDGET (self), item);
}

static void
mit_seminar_people_view_dispose (GObject *object)
{
  MitSeminarPeopleView *self = MIT_SEMINAR_PEOPLE_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_SEMINAR_PEOPLE_VIEW);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (mit_seminar_people_view_parent_class)->dispose (object);
}

static void
mit_seminar_people_view_class_init (MitSeminarPeopleViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_seminar_people_view_dispose;

  g_type_ensure (MIT_TYPE_REGISTRATION_ITEM);
  g_type_ensure (MIT_TYPE_REGISTRATION_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/seminars/mit-seminar-people-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPeopleView, count_label);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPeopleView, stack);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarPeopleView, list_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, is_text);
}

static void
mit_seminar_people_view_init (MitSeminarPeopleView *self)
{
  const MitRegistrationKey keys[] = {
    /* Translators: the keys that change the state of the person who is selected; one letter each, of the word in the menu */
    { C_ ("key for: is coming", "c"), MIT_REGISTRATION_COMING },
    { C_ ("key for: is on the waiting list", "w"), MIT_REGISTRATION_WAITING },
    { C_ ("key for: has declined", "d"), MIT_REGISTRATION_DECLINED },
  };
  g_autoptr (GtkSelectionModel) model = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (MIT_TYPE_REGISTRATION_ITEM);
  model = mit_registration_model (self->items);
  gtk_list_view_set_model (self->list_view, model);
  mit_registration_add_keys (self->list_view, keys, G_N_ELEMENTS (keys));
}

static void
show_count (MitSeminarPeopleView *self, GPtrArray *registrations)
{
  int              counts[MIT_N_REGISTRATION_STATES] = { 0 };
  g_autofree char *text = NULL;
  int              n_places;

  for (guint i = 0; i < registrations->len; i++)
    counts[((MitRegistration *) g_ptr_array_index (registrations, i))->state]++;
  n_places = counts[MIT_REGISTRATION_COMING] + counts[MIT_REGISTRATION_ATTENDED] + counts[MIT_REGISTRATION_ABSENT];
  /* Translators: each %d is a number of people; the last one is all of them */
  text = g_strdup_printf (_ ("To be confirmed: %d · With a place: %d · Waiting: %d · Invited: %d · Declined: %d · All: %d"),
                          counts[MIT_REGISTRATION_REQUESTED], n_places, counts[MIT_REGISTRATION_WAITING],
                          counts[MIT_REGISTRATION_INVITED], counts[MIT_REGISTRATION_DECLINED], (int) registrations->len);
  gtk_label_set_label (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), registrations->len > 0);
}

/* A list that is filled anew shows its first row at the top, and not what stands above that row. By the second frame it
 * knows how high it is. */
static gboolean
scroll_to_top_cb (GtkWidget *list_view, GdkFrameClock *clock, gpointer data)
{
  guint *n_frames = data;

  if (++*n_frames < 2)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list_view)), 0);

  return G_SOURCE_REMOVE;
}

static void
begin_anew (MitSeminarPeopleView *self)
{
  g_list_store_remove_all (self->items);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->list_view), scroll_to_top_cb, g_new0 (guint, 1), g_free);
}

/** mit_seminar_people_view_show: @registrations: (element-type MitRegistration): all of them */
void
mit_seminar_people_view_show (MitSeminarPeopleView *self, const MitId *seminar, GPtrArray *registrations)
{
  /* Another seminar's list begins at its top. */
  if (!mit_id_equal (&self->id, seminar))
    begin_anew (self);
  self->id = *seminar;
  mit_registration_items_update (self->items, registrations);
  show_count (self, registrations);
  gtk_stack_set_visible_child_name (self->stack, registrations->len > 0 ? "list" : "empty");
}
