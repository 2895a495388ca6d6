// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-desk.h"

#include <mit-units.h>

/* Pixels around the paper and between rows. */
#define MARGIN 24
#define NARROW_MARGIN 12
#define NARROW 420

/* Two pages lie side by side if each is at least so many pixels wide when they are fitted. */
#define LEAST_WIDTH 250

/* Fitting never makes paper smaller than this. */
#define LEAST_FIT 0.35

/* CSS pixels of a point on a screen at its true size. */
#define PX_PER_PT (96.0 / 72.0)

struct _MitBrochureDesk
{
  GtkWidget parent_instance;

  GPtrArray *papers;        /* MitBrochurePaper, children */
  double     width, height; /* of a page, pt */
  double     zoom;
  double     shown;       /* the zoom that it has now */
  int        view_height; /* of the window on the desk, px */
  gboolean   is_spread;
};

G_DEFINE_FINAL_TYPE (MitBrochureDesk, mit_brochure_desk, GTK_TYPE_WIDGET)

/* How the pages lie in a given width. */
typedef struct
{
  int      margin;
  gboolean is_spread;
  int      page_width, page_height; /* px */
  guint    n_rows;
} Plan;

static int
find_margin (int width)
{
  return width < NARROW ? NARROW_MARGIN : MARGIN;
}

static double
find_fit (MitBrochureDesk *self, const Plan *plan, int width)
{
  double across = (width - 2 * plan->margin) / (plan->is_spread ? 2 * self->width : self->width);
  double down = (self->view_height - 2 * plan->margin) / self->height;

  return MAX (self->view_height > 0 && plan->is_spread ? MIN (across, down) : across, LEAST_FIT);
}

static Plan
make_plan (MitBrochureDesk *self, int width)
{
  Plan   plan = { .margin = find_margin (width) };
  double scale = self->zoom * PX_PER_PT;
  double least = self->zoom > 0 ? self->width * scale : LEAST_WIDTH;

  plan.is_spread = self->papers->len > 1 && width - 2 * plan.margin >= 2 * least;
  if (self->zoom <= 0)
    scale = find_fit (self, &plan, width);
  plan.page_width = MAX ((int) (self->width * scale), 1);
  plan.page_height = MAX ((int) (self->height * scale), 1);
  plan.n_rows = plan.is_spread ? self->papers->len / 2 + 1 : self->papers->len;

  return plan;
}

/* The covers lie alone; in between, even pages lie on the left. */
static guint
find_row (gboolean is_spread, guint page)
{
  return is_spread ? (page + 1) / 2 : page;
}

static int
find_row_y (const Plan *plan, guint row)
{
  return plan->margin + (int) row * (plan->page_height + plan->margin);
}

static GtkAllocation
find_place (MitBrochureDesk *self, const Plan *plan, int width, guint page)
{
  gboolean      is_alone = page == 0 || (page + 1 == self->papers->len && page % 2 == 1);
  int           middle = MAX (width, 2 * plan->margin + plan->page_width * (plan->is_spread ? 2 : 1)) / 2;
  GtkAllocation place = { middle - plan->page_width / 2, 0, plan->page_width, plan->page_height };

  if (plan->is_spread && !is_alone)
    place.x = page % 2 == 1 ? middle - plan->page_width : middle;
  place.y = find_row_y (plan, find_row (plan->is_spread, page));

  return place;
}

static void
mit_brochure_desk_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  MitBrochureDesk *self = MIT_BROCHURE_DESK (widget);
  Plan             plan = make_plan (self, for_size > 0 ? for_size : 2 * NARROW);

  if (self->papers->len == 0)
    *minimum = *natural = 0;
  else if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = find_row_y (&plan, plan.n_rows);
  else
    {
      *minimum = self->zoom > 0 ? plan.page_width + 2 * NARROW_MARGIN : 200;
      *natural = MAX (*minimum, 2 * LEAST_WIDTH);
    }
}

static void
mit_brochure_desk_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MitBrochureDesk *self = MIT_BROCHURE_DESK (widget);
  Plan             plan = make_plan (self, width);

  self->is_spread = plan.is_spread;
  self->shown = plan.page_width / (self->width * PX_PER_PT);
  for (guint i = 0; i < self->papers->len; i++)
    {
      GtkAllocation place = find_place (self, &plan, width, i);

      gtk_widget_size_allocate (self->papers->pdata[i], &place, -1);
    }
}

static GtkSizeRequestMode
mit_brochure_desk_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
clear_papers (MitBrochureDesk *self)
{
  for (guint i = 0; i < self->papers->len; i++)
    gtk_widget_unparent (self->papers->pdata[i]);
  g_ptr_array_set_size (self->papers, 0);
}

static void
mit_brochure_desk_dispose (GObject *object)
{
  MitBrochureDesk *self = MIT_BROCHURE_DESK (object);

  clear_papers (self);

  G_OBJECT_CLASS (mit_brochure_desk_parent_class)->dispose (object);
}

static void
mit_brochure_desk_finalize (GObject *object)
{
  g_ptr_array_unref (MIT_BROCHURE_DESK (object)->papers);

  G_OBJECT_CLASS (mit_brochure_desk_parent_class)->finalize (object);
}

/* Here and not at the page, for the scrolled window in between has a use of its own for these keys. */
static void
add_bindings (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "brochure.previous-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Page_Up, 0, "brochure.previous-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "brochure.next-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Page_Down, 0, "brochure.next-page", NULL);
}

static void
mit_brochure_desk_class_init (MitBrochureDeskClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_brochure_desk_dispose;
  G_OBJECT_CLASS (class)->finalize = mit_brochure_desk_finalize;
  widget_class->measure = mit_brochure_desk_measure;
  widget_class->size_allocate = mit_brochure_desk_size_allocate;
  widget_class->get_request_mode = mit_brochure_desk_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "brochure-desk");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  add_bindings (widget_class);
}

static void
mit_brochure_desk_init (MitBrochureDesk *self)
{
  self->papers = g_ptr_array_new ();
  self->width = self->height = 1;
}

/** mit_brochure_desk_set_design: Lay out the pages of a brochure, still empty. */
void
mit_brochure_desk_set_design (MitBrochureDesk *self, const MitBrochureTemplate *design)
{
  clear_papers (self);
  self->width = MIT_MM (design->width);
  self->height = MIT_MM (design->height);
  for (guint i = 0; i < design->page_names->len; i++)
    {
      GtkWidget *paper = mit_brochure_paper_new (design, i);

      gtk_widget_set_parent (paper, GTK_WIDGET (self));
      g_ptr_array_add (self->papers, paper);
    }
}

/** mit_brochure_desk_set_layout: Show what stands on the pages now. */
void
mit_brochure_desk_set_layout (MitBrochureDesk *self, const MitBrochureLayout *layout)
{
  for (guint i = 0; i < self->papers->len && i < mit_brochure_layout_get_n_pages (layout); i++)
    mit_brochure_paper_set_list (self->papers->pdata[i], mit_brochure_layout_get_page (layout, i));
}

/** mit_brochure_desk_set_zoom: @zoom: 1 for the true size, %MIT_BROCHURE_ZOOM_FIT for what fits */
void
mit_brochure_desk_set_zoom (MitBrochureDesk *self, double zoom)
{
  self->zoom = zoom <= 0 ? MIT_BROCHURE_ZOOM_FIT : CLAMP (zoom, 0.25, 4);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/** mit_brochure_desk_get_zoom: How large the paper is shown now, 1 for its true size. */
double
mit_brochure_desk_get_zoom (MitBrochureDesk *self)
{
  return self->zoom > 0 ? self->zoom : self->shown;
}

/** mit_brochure_desk_set_view: @height: of what is seen of the desk, px */
void
mit_brochure_desk_set_view (MitBrochureDesk *self, int height)
{
  if (self->view_height == height)
    return;
  self->view_height = height;
  if (self->zoom <= 0)
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

guint
mit_brochure_desk_get_n_pages (MitBrochureDesk *self)
{
  return self->papers->len;
}

/** mit_brochure_desk_get_paper: @page: from 0. Returns: (transfer none) */
MitBrochurePaper *
mit_brochure_desk_get_paper (MitBrochureDesk *self, guint page)
{
  g_return_val_if_fail (page < self->papers->len, NULL);

  return self->papers->pdata[page];
}

/** mit_brochure_desk_get_page_y: Where to scroll to for a page, px. */
double
mit_brochure_desk_get_page_y (MitBrochureDesk *self, guint page)
{
  int  width = gtk_widget_get_width (GTK_WIDGET (self));
  Plan plan = make_plan (self, width);

  return find_place (self, &plan, width, page).y - plan.margin;
}

/**
 * mit_brochure_desk_get_position:
 * @y: px
 *
 * Which page is seen at @y, from 0, and how far down on it as the fraction. Stays true when the pages are laid out anew.
 */
double
mit_brochure_desk_get_position (MitBrochureDesk *self, double y)
{
  Plan   plan = make_plan (self, gtk_widget_get_width (GTK_WIDGET (self)));
  double pitch = plan.page_height + plan.margin, rows = MAX (y - plan.margin, 0) / pitch;
  guint  row = MIN ((guint) rows, MAX (plan.n_rows, 1) - 1);
  guint  page = plan.is_spread && row > 0 ? 2 * row - 1 : row;

  return page + CLAMP ((rows - row) * pitch / plan.page_height, 0, 0.999);
}

/** mit_brochure_desk_get_y: Where a position of mit_brochure_desk_get_position() is now, px. */
double
mit_brochure_desk_get_y (MitBrochureDesk *self, double position)
{
  Plan  plan = make_plan (self, gtk_widget_get_width (GTK_WIDGET (self)));
  guint page = (guint) MAX (position, 0);

  return find_row_y (&plan, find_row (plan.is_spread, page)) + (position - page) * plan.page_height;
}

/** mit_brochure_desk_get_row: The pages that lie beside @page. Returns: whether there are two */
gboolean
mit_brochure_desk_get_row (MitBrochureDesk *self, guint page, guint *first, guint *last)
{
  *first = *last = page;
  if (!self->is_spread || self->papers->len == 0)
    return FALSE;
  *first = page == 0 ? 0 : (page - 1) / 2 * 2 + 1;
  *last = page == 0 ? 0 : MIN (*first + 1, self->papers->len - 1);

  return *last > *first;
}
