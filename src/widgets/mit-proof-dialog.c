// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-proof-dialog.h"

#include "mit-pdf-view.h"
#include "mit-widgets-resources.h"

#include <mit-print-proof.h>
#include <mit-thread.h>

#include <glib/gi18n.h>

/* Enough to see small print in a dialog, on a screen of twice the density too. */
#define PPI 150

/* How faint that is which is cut off, and the line where. */
#define FADED 0.7f
#define CUT_LINE 0.6f

/* How faint the page is that will be replaced in a moment. */
#define WAITING 0.3

#define N_VIEWS (MIT_PRINT_PROOF_INK + 1)

struct _MitProofDialog
{
  AdwDialog parent_instance;

  GtkStack       *stack;
  MitPdfView     *view;
  AdwStatusPage  *wrong_page;
  GtkDropDown    *inks_down;
  GtkLabel       *page_label;
  GtkCheckButton *cut_check;
  GtkLabel       *hint_label;

  GBytes            *pdf; /* (nullable): not there yet */
  double             ink_limit;
  MitPrintProof     *proofs[N_VIEWS]; /* (nullable): those that were looked at */
  guint              page, n_pages;
  MitPrintProofBoxes boxes;
  gboolean           is_drawing; /* a thread is at it */
  gboolean           is_stale;   /* something else was chosen since it began */
};

G_DEFINE_FINAL_TYPE (MitProofDialog, mit_proof_dialog, ADW_TYPE_DIALOG)

static MitPrintProofView
get_view (MitProofDialog *self)
{
  return (MitPrintProofView) MIN (gtk_drop_down_get_selected (self->inks_down), N_VIEWS - 1);
}

static void
show_hint (MitProofDialog *self)
{
  MitPrintProofView view = get_view (self);
  g_autofree char  *text = NULL;

  if (view == MIT_PRINT_PROOF_INK)
    /* Translators: %g is a percentage: the sum of the four inks. */
    text = g_strdup_printf (_ ("The darker, the more ink; red where it is more than %g %%."), self->ink_limit);
  else if (view == MIT_PRINT_PROOF_PRESS)
    text = g_strdup (_ ("The colours of the press, as near as this screen comes to them; the paper is taken to be white."));
  else
    text = g_strdup (_ ("Dark where this ink is printed."));
  gtk_label_set_label (self->hint_label, text);
}

static void
show_place (MitProofDialog *self)
{
  g_autofree char *text = self->n_pages > 0 ? g_strdup_printf (_ ("%u of %u"), self->page + 1, self->n_pages) : g_strdup ("");

  gtk_label_set_label (self->page_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "proof.previous", self->page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "proof.next", self->page + 1 < self->n_pages);
}

static void
fade (GtkSnapshot *snapshot, double x, double y, double width, double height)
{
  if (width > 0 && height > 0)
    gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, FADED }, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
draw_cut (GtkSnapshot *snapshot, double width, double height, gpointer data)
{
  MitProofDialog *self = data;
  const double   *trim = self->boxes.trim;
  GskRoundedRect  outline;
  GdkRGBA         color = { 0.88f, 0.11f, 0.14f, 1 };

  if (!gtk_check_button_get_active (self->cut_check) || trim[2] <= 0)
    return;
  fade (snapshot, 0, 0, width, trim[1]);
  fade (snapshot, 0, trim[1] + trim[3], width, height - trim[1] - trim[3]);
  fade (snapshot, 0, trim[1], trim[0], trim[3]);
  fade (snapshot, trim[0] + trim[2], trim[1], width - trim[0] - trim[2], trim[3]);
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT ((float) trim[0], (float) trim[1], (float) trim[2], (float) trim[3]), 0);
  gtk_snapshot_append_border (snapshot, &outline, (float[]) { CUT_LINE, CUT_LINE, CUT_LINE, CUT_LINE }, (GdkRGBA[]) { color, color, color, color });
}

/* One page to be drawn on a thread. The dialog waits for it, so all may be borrowed. */
typedef struct
{
  GBytes            *pdf;
  MitPrintProofView  view;
  double             ink_limit;
  guint              page;
  MitPrintProof     *proof; /* (nullable): made if it is not there yet */
  guint              n_pages;
  MitPrintProofBoxes boxes;
  double             width, height;
} Job;

static GdkTexture *
take_texture (cairo_surface_t *surface)
{
  int   width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) height * stride, (GDestroyNotify) cairo_surface_destroy, surface);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_B8G8R8X8, bytes, stride);
}

static gpointer
run_job (gpointer data, GError **error)
{
  Job             *job = data;
  cairo_surface_t *surface;

  if (!job->proof)
    job->proof = mit_print_proof_new (job->pdf, job->view, job->ink_limit, error);
  if (!job->proof)
    return NULL;
  job->n_pages = mit_print_proof_get_n_pages (job->proof);
  job->page = MIN (job->page, job->n_pages - 1);
  mit_print_proof_get_size (job->proof, job->page, &job->width, &job->height);
  mit_print_proof_get_boxes (job->proof, job->page, &job->boxes);
  surface = mit_print_proof_render (job->proof, job->page, PPI, error);

  return surface ? take_texture (surface) : NULL;
}

static void
show_error (MitProofDialog *self, const GError *error)
{
  adw_status_page_set_description (self->wrong_page, error->message);
  gtk_stack_set_visible_child_name (self->stack, "wrong");
}

static void
show_page (MitProofDialog *self, const Job *job, GdkTexture *texture)
{
  self->n_pages = job->n_pages;
  self->boxes = job->boxes;
  gtk_widget_set_opacity (GTK_WIDGET (self->view), 1);
  mit_pdf_view_show (self->view, texture, job->width, job->height);
  gtk_stack_set_visible_child_name (self->stack, "page");
  show_place (self);
}

/* Draw what is chosen, until nothing else was chosen meanwhile. */
static DexFuture *
draw_fiber (gpointer data)
{
  MitProofDialog *self = data;

  do
    {
      MitPrintProofView view = get_view (self);
      Job               job = { .pdf = self->pdf, .view = view, .ink_limit = self->ink_limit, .page = self->page, .proof = self->proofs[view] };
      g_autoptr (GError) error = NULL;
      g_autoptr (GdkTexture) texture = NULL;

      self->is_stale = FALSE;
      texture = dex_await_object (mit_thread_run ("proof", GDK_TYPE_TEXTURE, run_job, &job, NULL), &error);
      self->proofs[view] = job.proof;
      /* The dialog may have been closed meanwhile. */
      if (!self->stack)
        break;
      if (texture && !self->is_stale)
        show_page (self, &job, texture);
      else if (!texture)
        show_error (self, error);
    }
  while (self->is_stale);
  self->is_drawing = FALSE;

  return dex_future_new_true ();
}

static void
draw (MitProofDialog *self)
{
  show_hint (self);
  show_place (self);
  /* What is still to be seen is not what was chosen. */
  gtk_widget_set_opacity (GTK_WIDGET (self->view), WAITING);
  self->is_stale = TRUE;
  if (self->is_drawing || !self->pdf)
    return;
  self->is_drawing = TRUE;
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, draw_fiber, g_object_ref (self), g_object_unref));
}

typedef struct
{
  MitProofDialog *self;
  DexFuture      *pdf;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_object_unref (waiting->self);
  dex_clear (&waiting->pdf);
  g_free (waiting);
}

static DexFuture *
wait_fiber (gpointer data)
{
  Waiting *waiting = data;
  g_autoptr (GError) error = NULL;
  GBytes *pdf = dex_await_boxed (g_steal_pointer (&waiting->pdf), &error);

  waiting->self->pdf = pdf;
  if (!waiting->self->stack)
    return dex_future_new_true ();
  if (pdf)
    draw (waiting->self);
  else
    show_error (waiting->self, error);

  return dex_future_new_true ();
}

static void
turn (MitProofDialog *self, int step)
{
  self->page = (guint) CLAMP ((int) self->page + step, 0, MAX ((int) self->n_pages, 1) - 1);
  draw (self);
}

static void
previous_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (MIT_PROOF_DIALOG (widget), -1);
}

static void
next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (MIT_PROOF_DIALOG (widget), 1);
}

static void
mit_proof_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_PROOF_DIALOG);

  G_OBJECT_CLASS (mit_proof_dialog_parent_class)->dispose (object);
}

static void
mit_proof_dialog_finalize (GObject *object)
{
  MitProofDialog *self = MIT_PROOF_DIALOG (object);

  for (gsize i = 0; i < N_VIEWS; i++)
    g_clear_pointer (&self->proofs[i], mit_print_proof_unref);
  g_clear_pointer (&self->pdf, g_bytes_unref);

  G_OBJECT_CLASS (mit_proof_dialog_parent_class)->finalize (object);
}

static void
mit_proof_dialog_class_init (MitProofDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (MIT_TYPE_PDF_VIEW);
  g_resources_register (mit_widgets_get_resource ());
  G_OBJECT_CLASS (class)->dispose = mit_proof_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = mit_proof_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/widgets/mit-proof-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MitProofDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, MitProofDialog, view);
  gtk_widget_class_bind_template_child (widget_class, MitProofDialog, wrong_page);
  gtk_widget_class_bind_template_child (widget_class, MitProofDialog, inks_down);
  gtk_widget_class_bind_template_child (widget_class, MitProofDialog, page_label);
  gtk_widget_class_bind_template_child (widget_class, MitProofDialog, cut_check);
  gtk_widget_class_bind_template_child (widget_class, MitProofDialog, hint_label);
  gtk_widget_class_install_action (widget_class, "proof.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget_class, "proof.next", NULL, next_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "proof.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "proof.next", NULL);
}

static void
mit_proof_dialog_init (MitProofDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mit_pdf_view_set_overlay (self->view, draw_cut, self);
  g_signal_connect_object (self->inks_down, "notify::selected", G_CALLBACK (draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cut_check, "toggled", G_CALLBACK (gtk_widget_queue_draw), self->view, G_CONNECT_SWAPPED);
}

/**
 * mit_proof_dialog_new:
 * @pdf: (transfer full): resolves to the file (%G_TYPE_BYTES)
 * @ink_limit_percent: that the print shop allows, all inks together
 *
 * Returns: (transfer floating)
 */
AdwDialog *
mit_proof_dialog_new (DexFuture *pdf, double ink_limit_percent)
{
  MitProofDialog *self = g_object_new (MIT_TYPE_PROOF_DIALOG, NULL);
  Waiting        *waiting = g_new0 (Waiting, 1);

  self->ink_limit = ink_limit_percent;
  show_hint (self);
  show_place (self);
  waiting->self = g_object_ref (self);
  waiting->pdf = pdf;
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, wait_fiber, waiting, waiting_free));

  return ADW_DIALOG (self);
}
