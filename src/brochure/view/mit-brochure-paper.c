// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-paper.h"

#include <mit-display-list-snapshot.h>
#include <mit-units.h>

#include <glib/gi18n.h>

struct _MitBrochurePaper
{
  GtkWidget parent_instance;

  double         width, height; /* pt */
  GskRenderNode *node;
};

G_DEFINE_FINAL_TYPE (MitBrochurePaper, mit_brochure_paper, GTK_TYPE_WIDGET)

/* What a frame's child knows about it. */
typedef struct
{
  char   *name;
  MitRect box; /* pt */
} Place;

static GQuark
place_quark (void)
{
  return g_quark_from_static_string ("mit-brochure-place");
}

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->name);
  g_free (place);
}

/** mit_brochure_frame_label: What a frame is called to those who do not see it. Returns: (transfer full) */
char *
mit_brochure_frame_label (const MitFrame *frame)
{
  guint page = frame->page + 1;

  switch (frame->kind)
    {
    case MIT_FRAME_PICTURE:
      /* Translators: %s is the name of the frame, %u the number of the page. */
      return g_strdup_printf (_ ("Picture frame %s, page %u"), frame->label, page);

    case MIT_FRAME_BLOCK:
      /* Translators: %s is the name of the frame, %u the number of the page. */
      return g_strdup_printf (_ ("From the register: %s, page %u"), frame->label, page);

    case MIT_FRAME_TEXT:
    case MIT_FRAME_AREA:
    case MIT_FRAME_FOLIO:
    case MIT_FRAME_MORE:
      break;
    }

  /* Translators: %s is the name of the frame, %u the number of the page. */
  return g_strdup_printf (_ ("Text frame %s, page %u"), frame->label, page);
}

static double
find_scale (MitBrochurePaper *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) / self->width;
}

static void
mit_brochure_paper_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MitBrochurePaper *self = MIT_BROCHURE_PAPER (widget);
  double            scale = find_scale (self);
  graphene_rect_t   sheet = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));
  GskRoundedRect    outline;

  gsk_rounded_rect_init_from_rect (&outline, &sheet, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA) { 0, 0, 0, 0.26f }, 0, 1, 0, 7);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, &sheet);
  gtk_snapshot_push_clip (snapshot, &sheet);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  if (self->node)
    gtk_snapshot_append_node (snapshot, self->node);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);

  GTK_WIDGET_CLASS (mit_brochure_paper_parent_class)->snapshot (widget, snapshot);
}

/* The part of a frame that is on the page. */
static GtkAllocation
find_allocation (const Place *place, double scale, int width, int height)
{
  int x = CLAMP ((int) (place->box.x * scale), 0, width - 1), y = CLAMP ((int) (place->box.y * scale), 0, height - 1);
  int right = CLAMP ((int) ((place->box.x + place->box.width) * scale), x + 1, width);
  int bottom = CLAMP ((int) ((place->box.y + place->box.height) * scale), y + 1, height);

  return (GtkAllocation) { x, y, right - x, bottom - y };
}

static void
mit_brochure_paper_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  double scale = width / MIT_BROCHURE_PAPER (widget)->width;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      const Place  *place = g_object_get_qdata (G_OBJECT (child), place_quark ());
      GtkAllocation allocation = find_allocation (place, scale, width, height);
      int           minimum;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      allocation.width = MAX (allocation.width, minimum);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, allocation.width, &minimum, NULL, NULL, NULL);
      allocation.height = MAX (allocation.height, minimum);
      gtk_widget_size_allocate (child, &allocation, -1);
    }
}

static void
mit_brochure_paper_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  MitBrochurePaper *self = MIT_BROCHURE_PAPER (widget);

  *minimum = 1;
  *natural = (int) (orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height);
}

static void
mit_brochure_paper_dispose (GObject *object)
{
  MitBrochurePaper *self = MIT_BROCHURE_PAPER (object);
  GtkWidget        *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->node, gsk_render_node_unref);

  G_OBJECT_CLASS (mit_brochure_paper_parent_class)->dispose (object);
}

static void
mit_brochure_paper_class_init (MitBrochurePaperClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_brochure_paper_dispose;
  widget_class->snapshot = mit_brochure_paper_snapshot;
  widget_class->size_allocate = mit_brochure_paper_size_allocate;
  widget_class->measure = mit_brochure_paper_measure;
  gtk_widget_class_set_css_name (widget_class, "paper");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mit_brochure_paper_init (MitBrochurePaper *self)
{
}

static void
add_frame (MitBrochurePaper *self, const MitFrame *frame)
{
  GtkWidget       *button = gtk_button_new ();
  Place           *place = g_new0 (Place, 1);
  g_autofree char *label = mit_brochure_frame_label (frame);

  place->name = g_strdup (mit_frame_get_subject (frame));
  place->box = (MitRect) { MIT_MM (frame->box.x), MIT_MM (frame->box.y), MIT_MM (frame->box.width), MIT_MM (frame->box.height) };
  g_object_set_qdata_full (G_OBJECT (button), place_quark (), place, place_free);
  gtk_widget_add_css_class (button, "brochure-frame");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "brochure.select");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", mit_frame_get_subject (frame));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static void
set_label (MitBrochurePaper *self, const MitBrochureTemplate *design, guint page)
{
  const char      *name = g_ptr_array_index (design->page_names, page);
  g_autofree char *label = NULL;

  /* Translators: the number of a page and what it is about. */
  label = g_strdup_printf (_ ("Page %u: %s"), page + 1, name ? name : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/** mit_brochure_paper_new: @page: from 0. Returns: (transfer floating) */
GtkWidget *
mit_brochure_paper_new (const MitBrochureTemplate *design, guint page)
{
  MitBrochurePaper *self = g_object_new (MIT_TYPE_BROCHURE_PAPER, NULL);

  self->width = MIT_MM (design->width);
  self->height = MIT_MM (design->height);
  set_label (self, design, page);
  for (guint i = 0; i < design->frames->len; i++)
    {
      const MitFrame *frame = g_ptr_array_index (design->frames, i);

      if (frame->page == page && frame->kind != MIT_FRAME_AREA && frame->kind != MIT_FRAME_FOLIO)
        add_frame (self, frame);
    }

  return GTK_WIDGET (self);
}

/** mit_brochure_paper_set_list: Show what stands on the page now. */
void
mit_brochure_paper_set_list (MitBrochurePaper *self, MitDisplayList *list)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  self->node = mit_display_list_to_node (list);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** mit_brochure_paper_find_frame: Returns: (nullable) (transfer none): the child that stands for a frame */
GtkWidget *
mit_brochure_paper_find_frame (MitBrochurePaper *self, const char *frame)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child; child = gtk_widget_get_next_sibling (child))
    {
      const Place *place = g_object_get_qdata (G_OBJECT (child), place_quark ());

      if (g_strcmp0 (place->name, frame) == 0)
        return child;
    }

  return NULL;
}

/** mit_brochure_paper_set_frame: Give a frame of this page a look, "selected" or "warned", or take it away. */
void
mit_brochure_paper_set_frame (MitBrochurePaper *self, const char *frame, const char *css_class, gboolean has_it)
{
  GtkWidget *child = mit_brochure_paper_find_frame (self, frame);

  if (child && has_it)
    gtk_widget_add_css_class (child, css_class);
  else if (child)
    gtk_widget_remove_css_class (child, css_class);
}
