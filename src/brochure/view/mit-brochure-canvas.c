// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-canvas.h"

#include <glib/gi18n.h>

struct _MitBrochureCanvas
{
  AdwBin parent_instance;

  GtkWidget       *scroller;
  MitBrochureDesk *desk;
  double           position; /* of the middle of what is seen; see mit_brochure_desk_get_position() */
  guint            tick;     /* to bring it back there */
  gboolean         is_holding;
  double           pinch_zoom; /* when two fingers touched */
};

enum
{
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MitBrochureCanvas, mit_brochure_canvas, ADW_TYPE_BIN)

static GtkAdjustment *
get_adjustment (MitBrochureCanvas *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

static double
find_half (MitBrochureCanvas *self)
{
  return gtk_adjustment_get_page_size (get_adjustment (self)) / 2;
}

static gboolean
hold_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  MitBrochureCanvas *self = MIT_BROCHURE_CANVAS (widget);

  self->tick = 0;
  self->is_holding = TRUE;
  gtk_adjustment_set_value (get_adjustment (self), mit_brochure_desk_get_y (self->desk, self->position) - find_half (self));
  self->is_holding = FALSE;
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);

  return G_SOURCE_REMOVE;
}

/* Bring what was in the middle back there; not at once, for sizes may not be changed while they are being handed out. */
static void
laid_out_cb (MitBrochureCanvas *self)
{
  mit_brochure_desk_set_view (self->desk, (int) gtk_adjustment_get_page_size (get_adjustment (self)));
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), hold_cb, NULL, NULL);
}

static void
scrolled_cb (MitBrochureCanvas *self)
{
  if (self->is_holding || self->tick != 0)
    return;
  self->position = mit_brochure_desk_get_position (self->desk, gtk_adjustment_get_value (get_adjustment (self)) + find_half (self));
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static void
set_zoom (MitBrochureCanvas *self, double zoom)
{
  mit_brochure_desk_set_zoom (self->desk, zoom);
  laid_out_cb (self);
}

static void
pinch_begin_cb (MitBrochureCanvas *self)
{
  self->pinch_zoom = mit_brochure_desk_get_zoom (self->desk);
}

static void
pinch_cb (MitBrochureCanvas *self, double scale)
{
  set_zoom (self, self->pinch_zoom * scale);
}

static gboolean
scroll_cb (MitBrochureCanvas *self, double dx, double dy, GtkEventController *controller)
{
  if (!(gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  mit_brochure_canvas_zoom (self, dy < 0 ? MIT_BROCHURE_ZOOM_STEP : 1 / MIT_BROCHURE_ZOOM_STEP);

  return GDK_EVENT_STOP;
}

/* The adjustment speaks once more while the desk goes. */
static void
mit_brochure_canvas_dispose (GObject *object)
{
  MitBrochureCanvas *self = MIT_BROCHURE_CANVAS (object);

  if (self->desk)
    g_signal_handlers_disconnect_by_data (get_adjustment (self), self);
  self->desk = NULL;

  G_OBJECT_CLASS (mit_brochure_canvas_parent_class)->dispose (object);
}

static void
mit_brochure_canvas_class_init (MitBrochureCanvasClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mit_brochure_canvas_dispose;
  signals[SIGNAL_MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_gestures (MitBrochureCanvas *self)
{
  GtkGesture         *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect_object (pinch, "begin", G_CALLBACK (pinch_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "scale-changed", G_CALLBACK (pinch_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->scroller, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (self->scroller, scroll);
}

static void
mit_brochure_canvas_init (MitBrochureCanvas *self)
{
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);

  self->scroller = gtk_scrolled_window_new ();
  self->desk = g_object_new (MIT_TYPE_BROCHURE_DESK, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->desk), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pages of the brochure"), -1);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), GTK_WIDGET (self->desk));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), viewport);
  gtk_widget_add_css_class (self->scroller, "brochure-scroller");
  adw_bin_set_child (ADW_BIN (self), self->scroller);
  g_signal_connect_object (get_adjustment (self), "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_adjustment (self), "changed", G_CALLBACK (laid_out_cb), self, G_CONNECT_SWAPPED);
  add_gestures (self);
}

/** mit_brochure_canvas_get_desk: Returns: (transfer none) */
MitBrochureDesk *
mit_brochure_canvas_get_desk (MitBrochureCanvas *self)
{
  return self->desk;
}

/** mit_brochure_canvas_get_pages: The pages in the middle, from 0. Returns: whether there are two */
gboolean
mit_brochure_canvas_get_pages (MitBrochureCanvas *self, guint *first, guint *last)
{
  return mit_brochure_desk_get_row (self->desk, (guint) self->position, first, last);
}

/** mit_brochure_canvas_go_to: @position: what comes into the middle: a page, from 0, and how far down on it as the fraction */
void
mit_brochure_canvas_go_to (MitBrochureCanvas *self, double position)
{
  self->position = position;
  laid_out_cb (self);
}

/* A page as a whole, if it fits; else its head. */
static void
go_to_page (MitBrochureCanvas *self, guint page)
{
  double middle = mit_brochure_desk_get_page_y (self->desk, page) + find_half (self);

  mit_brochure_canvas_go_to (self, MIN (page + 0.5, mit_brochure_desk_get_position (self->desk, middle)));
}

/** mit_brochure_canvas_turn: One page on or back, or two where two lie open. */
void
mit_brochure_canvas_turn (MitBrochureCanvas *self, gboolean forward)
{
  guint first, last;

  mit_brochure_canvas_get_pages (self, &first, &last);
  if (forward && last + 1 < mit_brochure_desk_get_n_pages (self->desk))
    go_to_page (self, last + 1);
  if (!forward && first > 0)
    go_to_page (self, first - 1);
}

/** mit_brochure_canvas_zoom: @factor: to multiply by, or %MIT_BROCHURE_ZOOM_FIT */
void
mit_brochure_canvas_zoom (MitBrochureCanvas *self, double factor)
{
  set_zoom (self, factor * mit_brochure_desk_get_zoom (self->desk));
}
