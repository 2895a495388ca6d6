// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminars-page.h"

#include "mit-seminar-dialog.h"
#include "mit-seminar-page.h"
#include "mit-seminar-row.h"

#include <glib/gi18n.h>

struct _MitSeminarsPage
{
  AdwNavigationPage parent_instance;

  GtkStack               *stack;
  AdwStatusPage          *empty_page;
  AdwNavigationSplitView *split;
  AdwWindowTitle         *window_title;
  GtkListBox             *list_box;
  MitSeminarPage         *seminar_page;

  MitStore   *store;
  GListStore *items; /* MitSeminarItem, as the list shows them */
  MitId       shown; /* nil: none */
};

G_DEFINE_FINAL_TYPE (MitSeminarsPage, mit_seminars_page, ADW_TYPE_NAVIGATION_PAGE)

static MitSeminarItem *
find_item (MitSeminarsPage *self, const MitId *id)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (MitSeminarItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      MitId item_id = mit_seminar_item_get_id (item);

      if (mit_id_equal (&item_id, id))
        return g_steal_pointer (&item);
    }

  return NULL;
}

/* Those ahead, the next one first, then those that are over, the latest first. @seminars: the latest first */
static GPtrArray *
make_items (MitSeminarsPage *self, GPtrArray *seminars)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < seminars->len; i++)
    {
      const MitSeminar *seminar = g_ptr_array_index (seminars, i);
      MitSeminarItem   *item = find_item (self, &seminar->id);

      if (item)
        mit_seminar_item_update (item, seminar);
      else
        item = mit_seminar_item_new (seminar);
      g_ptr_array_insert (items, mit_seminar_item_is_past (item) ? -1 : 0, item);
    }

  return items;
}

static gboolean
is_same_list (MitSeminarsPage *self, GPtrArray *items)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) != items->len)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (MitSeminarItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (item != g_ptr_array_index (items, i))
        return FALSE;
    }

  return TRUE;
}

static void
select_shown (MitSeminarsPage *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)); i++)
    {
      MitId id = mit_seminar_item_get_id (mit_seminar_row_get_item (MIT_SEMINAR_ROW (row)));

      if (mit_id_equal (&id, &self->shown))
        {
          gtk_list_box_select_row (self->list_box, row);
          return;
        }
    }
  gtk_list_box_unselect_all (self->list_box);
}

/* The next one is what an office looks at; when the list is all there is to see, nothing is opened unasked. */
static void
choose_first (MitSeminarsPage *self)
{
  g_autoptr (MitSeminarItem) first = g_list_model_get_item (G_LIST_MODEL (self->items), 0);

  if (!first || !mit_id_is_nil (&self->shown))
    return;
  self->shown = mit_seminar_item_get_id (first);
  mit_seminar_page_show (self->seminar_page, &self->shown);
}

static void
show_count (MitSeminarsPage *self, guint n_seminars)
{
  g_autofree char *count = NULL;

  /* Translators: %u is a number of seminars */
  count = g_strdup_printf (ngettext ("%u seminar", "%u seminars", n_seminars), n_seminars);
  adw_window_title_set_subtitle (self->window_title, count);
}

static void
refresh (MitSeminarsPage *self)
{
  g_autoptr (GPtrArray) seminars = mit_seminars_load (mit_store_reader (self->store), NULL);
  g_autoptr (GPtrArray) items = seminars ? make_items (self, seminars) : NULL;

  if (!items)
    return;
  if (!is_same_list (self, items))
    g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  show_count (self, items->len);
  choose_first (self);
  select_shown (self);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "seminars" : "empty");
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  return mit_seminar_row_new (item);
}

static const char *
section_of (GtkListBoxRow *row)
{
  g_autofree char *section = NULL;

  g_object_get (mit_seminar_row_get_item (MIT_SEMINAR_ROW (row)), "section", &section, NULL);

  return g_intern_string (section);
}

static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *section = section_of (row);
  GtkWidget  *label;

  if (before && section_of (before) == section)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (section);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, before ? 12 : 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_list_box_row_set_header (row, label);
}

/* Whoever walks through the list with the keyboard sees each of them beside it. */
static void
row_selected_cb (MitSeminarsPage *self, GtkListBoxRow *row)
{
  MitId id;

  if (!row)
    return;
  id = mit_seminar_item_get_id (mit_seminar_row_get_item (MIT_SEMINAR_ROW (row)));
  if (mit_id_equal (&id, &self->shown))
    return;
  self->shown = id;
  mit_seminar_page_show (self->seminar_page, &id);
}

static void
row_activated_cb (MitSeminarsPage *self, GtkListBoxRow *row)
{
  MitId id = mit_seminar_item_get_id (mit_seminar_row_get_item (MIT_SEMINAR_ROW (row)));

  mit_seminars_page_show (self, &id);
}

static void
plan_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  mit_seminar_dialog_plan (widget, MIT_SEMINARS_PAGE (widget)->store);
}

static void
show_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  MitId id;

  if (mit_id_parse (g_variant_get_string (parameter, NULL), &id))
    mit_seminars_page_show (MIT_SEMINARS_PAGE (widget), &id);
}

static void
mit_seminars_page_dispose (GObject *object)
{
  MitSeminarsPage *self = MIT_SEMINARS_PAGE (object);

  /* The stack is the page's own child, and a template takes those away behind the page's back. */
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_SEMINARS_PAGE);
  g_clear_object (&self->items);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_seminars_page_parent_class)->dispose (object);
}

static void
mit_seminars_page_class_init (MitSeminarsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_seminars_page_dispose;

  g_type_ensure (MIT_TYPE_SEMINAR_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/seminars/mit-seminars-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MitSeminarsPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarsPage, split);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarsPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarsPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, MitSeminarsPage, seminar_page);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_install_action (widget_class, "seminars.plan", NULL, plan_cb);
  gtk_widget_class_install_action (widget_class, "seminars.show", "s", show_cb);
}

static void
mit_seminars_page_init (MitSeminarsPage *self)
{
  g_autoptr (GdkTexture) picture = gdk_texture_new_from_resource ("/io/github/mitmachen/seminars/illustrations/seminars.svg");

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Not bound: the page's own child is taken away by the page, and would be twice. */
  self->stack = GTK_STACK (adw_navigation_page_get_child (ADW_NAVIGATION_PAGE (self)));
  adw_status_page_set_paintable (self->empty_page, GDK_PAINTABLE (picture));
  self->items = g_list_store_new (MIT_TYPE_SEMINAR_ITEM);
  gtk_list_box_set_header_func (self->list_box, update_header_cb, NULL, NULL);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->items), make_row, NULL, NULL);
}

/** mit_seminars_page_new: Returns: (transfer floating) */
GtkWidget *
mit_seminars_page_new (MitStore *store)
{
  MitSeminarsPage *self = g_object_new (MIT_TYPE_SEMINARS_PAGE, NULL);

  self->store = g_object_ref (store);
  mit_seminar_page_set_store (self->seminar_page, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}

/** mit_seminars_page_show: Go to one seminar; it may be one that is just being written. */
void
mit_seminars_page_show (MitSeminarsPage *self, const MitId *seminar)
{
  self->shown = *seminar;
  mit_seminar_page_show (self->seminar_page, seminar);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  select_shown (self);
}
