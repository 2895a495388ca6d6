// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-row.h"

struct _MitSeminarRow
{
  GtkListBoxRow parent_instance;

  GtkLevelBar *level_bar;

  MitSeminarItem *item;
};

typedef enum
{
  PROP_ITEM = 1,
} MitSeminarRowProperty;

static GParamSpec *properties[PROP_ITEM + 1];

G_DEFINE_FINAL_TYPE (MitSeminarRow, mit_seminar_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
is_text (gpointer object, const char *text)
{
  return text && *text;
}

static void
mit_seminar_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MitSeminarRow *self = MIT_SEMINAR_ROW (object);

  switch ((MitSeminarRowProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    }
}

static void
mit_seminar_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MitSeminarRow *self = MIT_SEMINAR_ROW (object);

  switch ((MitSeminarRowProperty) prop_id)
    {
    case PROP_ITEM:
      if (g_set_object (&self->item, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    }
}

static void
mit_seminar_row_dispose (GObject *object)
{
  MitSeminarRow *self = MIT_SEMINAR_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_SEMINAR_ROW);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (mit_seminar_row_parent_class)->dispose (object);
}

static void
mit_seminar_row_class_init (MitSeminarRowClass *class)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = mit_seminar_row_get_property;
  object_class->set_property = mit_seminar_row_set_property;
  object_class->dispose = mit_seminar_row_dispose;
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, MIT_TYPE_SEMINAR_ITEM,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/seminars/mit-seminar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MitSeminarRow, level_bar);
  gtk_widget_class_bind_template_callback (widget_class, is_text);
}

static void
mit_seminar_row_init (MitSeminarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A few places taken are no warning. */
  gtk_level_bar_remove_offset_value (self->level_bar, GTK_LEVEL_BAR_OFFSET_LOW);
}

/** mit_seminar_row_new: Returns: (transfer floating) */
GtkWidget *
mit_seminar_row_new (MitSeminarItem *item)
{
  return g_object_new (MIT_TYPE_SEMINAR_ROW, "item", item, NULL);
}

/** mit_seminar_row_get_item: Returns: (transfer none) */
MitSeminarItem *
mit_seminar_row_get_item (MitSeminarRow *self)
{
  return self->item;
}
