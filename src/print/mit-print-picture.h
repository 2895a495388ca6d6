// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-profile.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/** MIT_PRINT_PICTURE_MAXIMUM_PPI: Finer pictures are scaled down to this; no press shows more (print shops ask for 300). */
#define MIT_PRINT_PICTURE_MAXIMUM_PPI 350.0

/** MIT_PRINT_PICTURE_FILE_PPI: What a photo is scaled down to in a file that no print shop prints; enough for two pixels a dot. */
#define MIT_PRINT_PICTURE_FILE_PPI 200.0

/** MIT_PRINT_PICTURE_PASS_PPI: Up to this a photo stays as it is there; making it a little coarser would cost more than it saves. */
#define MIT_PRINT_PICTURE_PASS_PPI 300.0

/** MIT_PRINT_PICTURE_FILE_BYTES: Most bytes a pixel of a photo that stays as it is; cameras and phones take 0.2 to 0.4. */
#define MIT_PRINT_PICTURE_FILE_BYTES 0.35

/** MIT_PRINT_PICTURE_KEPT_PIXELS: Finer pictures are made coarser as they are read: A3 at 350 ppi takes 24 million. */
#define MIT_PRINT_PICTURE_KEPT_PIXELS 40000000

/** MIT_PRINT_PICTURE_MAXIMUM_PIXELS: Larger pictures are refused before memory is spent on them. */
#define MIT_PRINT_PICTURE_MAXIMUM_PIXELS 200000000

/** MitPrintCrop: The part of an upright picture that is shown, in fractions of its width and height from the top left. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} MitPrintCrop;

/**
 * MitPrintPicture:
 *
 * A picture, upright, in pixels or as a page that was drawn (PDF, SVG), that can be turned into what the press or the screen needs. It never changes once made, so
 * any thread may use it; decoding and rendering are slow and belong on a worker thread. Reference counted.
 */
typedef struct _MitPrintPicture MitPrintPicture;

MitPrintPicture *mit_print_picture_new_from_bytes (GBytes *bytes, GError **error);
MitPrintPicture *mit_print_picture_new_from_page (GBytes *bytes, guint page, GError **error);
MitPrintPicture *mit_print_picture_new_from_file (GFile *file, GCancellable *cancellable, GError **error);
MitPrintPicture *mit_print_picture_ref (MitPrintPicture *self);
void             mit_print_picture_unref (MitPrintPicture *self);
gboolean         mit_print_picture_is_drawing (MitPrintPicture *self);
GBytes          *mit_print_picture_get_page (MitPrintPicture *self);
guint            mit_print_picture_get_n_pages (MitPrintPicture *self);
double           mit_print_picture_get_width (MitPrintPicture *self);
double           mit_print_picture_get_height (MitPrintPicture *self);
double           mit_print_picture_get_bleed (MitPrintPicture *self);
gboolean         mit_print_picture_is_grey (MitPrintPicture *self);
double           mit_print_picture_get_ppi (MitPrintPicture    *self,
                                            const MitPrintCrop *crop,
                                            double              width_mm,
                                            double              height_mm);
cairo_surface_t *mit_print_picture_render_print (MitPrintPicture    *self,
                                                 const MitPrintCrop *crop,
                                                 double              width_mm,
                                                 double              height_mm,
                                                 MitPrintProfile    *profile,
                                                 GError            **error);
cairo_surface_t *mit_print_picture_render_screen (MitPrintPicture    *self,
                                                  const MitPrintCrop *crop,
                                                  guint               width_px,
                                                  guint               height_px,
                                                  GError            **error);
cairo_surface_t *mit_print_picture_render_file (MitPrintPicture    *self,
                                                const MitPrintCrop *crop,
                                                double              width_mm,
                                                double              height_mm,
                                                GError            **error);
cairo_surface_t *mit_print_picture_pass_file (GBytes *bytes, double width_mm, double height_mm, double *ppi);
cairo_surface_t *mit_print_picture_dup_surface (cairo_surface_t *surface);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitPrintPicture, mit_print_picture_unref)

G_END_DECLS
