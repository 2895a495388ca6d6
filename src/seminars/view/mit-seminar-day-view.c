// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-day-view.h"

#include "mit-registration-keys.h"
#include "mit-registration-row.h"

#include <glib/gi18n.h>

struct _MitSeminarDayView
{
  AdwBin parent_instance;

  GtkLabel    *count_label;
  GtkWidget   *rest_button;
  GtkStack    *stack;
  GtkListView *list_view;

  GListStore *items;
  MitId       id; /* of the seminar shown */
};

G_DEFINE_FINAL_TYPE (MitSeminarDayView, mit_seminar_day_view, ADW_TYPE_BIN)

static gboolean
is_expected (const MitRegistration *registration)
{
  return registration->state == MIT_REGISTRATION_COMING || registration->state == MIT_REGISTRATION_ATTENDED ||
         registration->state == MIT_REGISTRATION_ABSENT;
}

static void
activate_cb (MitSeminarDayView *self, guint position)
{
  g_autoptr (MitRegistrationItem) item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list_view)), position);

  if (item)
    mit_registration_request_state (GTK_WIDGET (self), item, MIT_REGISTRATION_ATTENDED);
}

static void
show_count (MitSeminarDayView *self, const guint counts[MIT_N_REGISTRATION_STATES], guint n_expected)
{
  g_autofree char *text = NULL;

  /* Translators: each %d is a number of people; the last one is all who have a place */
  text = g_strdup_printf (_ ("Were there: %d · Absent: %d · Not ticked yet: %d · All: %d"), (int) counts[MIT_REGISTRATION_ATTENDED],
                          (int) counts[MIT_REGISTRATION_ABSENT], (int) counts[MIT_REGISTRATION_COMING], (int) n_expected);
  gtk_label_set_label (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), n_expected > 0);
  gtk_widget_set_visible (self->rest_button, counts[MIT_REGISTRATION_COMING] > 0);
}

static void
mit_seminar_day_view_dispose (GObject *object)
{
  MitSeminarDayView *self = MIT_SEMINAR_DAY_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_SEMINAR_DAY_VIEW);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (mit_seminar_day_view_parent_class)->dispose (object);
}

static void
mit_seminar_day_view_class_init (MitSeminarDayViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_seminar_day_view_dispose;

  g_type_ensure (MIT_TYPE_REGISTRATION_ITEM);
  g_type_ensure (MIT_TYPE_REGISTRATION_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/seminars/mit-seminar-day-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MitSeminarDayView, count_label);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarDayView, rest_button);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarDayView, stack);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarDayView, list_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
mit_seminar_day_view_init (MitSeminarDayView *self)
{
  const MitRegistrationKey keys[] = {
    /* Translators: the keys that tick the person who is selected; one letter each */
    { C_ ("key for: was there", "t"), MIT_REGISTRATION_ATTENDED },
    { C_ ("key for: was absent", "a"), MIT_REGISTRATION_ABSENT },
  };
  GtkSingleSelection *selection = gtk_single_selection_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (MIT_TYPE_REGISTRATION_ITEM);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (self->items));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  mit_registration_add_keys (self->list_view, keys, G_N_ELEMENTS (keys));
}

/** mit_seminar_day_view_show: @registrations: (element-type MitRegistration): all of them; who has a place is shown */
void
mit_seminar_day_view_show (MitSeminarDayView *self, const MitId *seminar, GPtrArray *registrations)
{
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();
  guint counts[MIT_N_REGISTRATION_STATES] = { 0 };

  for (guint i = 0; i < registrations->len; i++)
    {
      MitRegistration *registration = g_ptr_array_index (registrations, i);

      if (!is_expected (registration))
        continue;
      g_ptr_array_add (expected, registration);
      counts[registration->state]++;
    }
  /* Another seminar's list begins at its top. */
  if (!mit_id_equal (&self->id, seminar))
    g_list_store_remove_all (self->items);
  self->id = *seminar;
  mit_registration_items_update (self->items, expected);
  show_count (self, counts, expected->len);
  gtk_stack_set_visible_child_name (self->stack, expected->len > 0 ? "list" : "empty");
}
