// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MitPdfView: Shows the pages of a PDF file as paper, one at a time, as poppler reads them, or a page that is drawn already. An overlay may be drawn on the
 * paper, as an envelope over a letter. Main thread.
 */
#define MIT_TYPE_PDF_VIEW (mit_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (MitPdfView, mit_pdf_view, MIT, PDF_VIEW, GtkWidget)

/** MitPdfOverlayFunc: Draws over the paper; the unit of @snapshot is the point, its origin the paper's upper left corner. */
typedef void (*MitPdfOverlayFunc) (GtkSnapshot *snapshot, double width, double height, gpointer data);

GtkWidget *mit_pdf_view_new (void);
gboolean   mit_pdf_view_load (MitPdfView *self, GBytes *bytes, GError **error);
void       mit_pdf_view_show (MitPdfView *self, GdkTexture *texture, double width, double height);
guint      mit_pdf_view_get_n_pages (MitPdfView *self);
guint      mit_pdf_view_get_page (MitPdfView *self);
void       mit_pdf_view_set_page (MitPdfView *self, guint page);
void       mit_pdf_view_set_overlay (MitPdfView *self, MitPdfOverlayFunc func, gpointer data);

G_END_DECLS
