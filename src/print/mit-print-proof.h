// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * MitPrintProofView: What of a file to look at.
 * @MIT_PRINT_PROOF_PRESS: all inks together, as the press will show them
 * @MIT_PRINT_PROOF_CYAN: one plate, black where there is ink; the same for the three others
 * @MIT_PRINT_PROOF_INK: how much ink there is in all, red where it is too much
 */
typedef enum
{
  MIT_PRINT_PROOF_PRESS,
  MIT_PRINT_PROOF_CYAN,
  MIT_PRINT_PROOF_MAGENTA,
  MIT_PRINT_PROOF_YELLOW,
  MIT_PRINT_PROOF_BLACK,
  MIT_PRINT_PROOF_INK,
} MitPrintProofView;

/** MitPrintProofBoxes: Of a page, pt from the sheet's upper left corner: x, y, width, height; all 0 for a box that is not there. */
typedef struct
{
  double bleed[4];
  double trim[4];
} MitPrintProofBoxes;

/**
 * MitPrintProof:
 *
 * A finished file for the print shop, to be looked at before it leaves the house. It knows nothing of how the file was made:
 * what is shown is what stands in it. Reference counted; any thread, one at a time.
 */
typedef struct _MitPrintProof MitPrintProof;

MitPrintProof   *mit_print_proof_new (GBytes *pdf, MitPrintProofView view, double ink_limit_percent, GError **error);
MitPrintProof   *mit_print_proof_ref (MitPrintProof *self);
void             mit_print_proof_unref (MitPrintProof *self);
guint            mit_print_proof_get_n_pages (MitPrintProof *self);
void             mit_print_proof_get_size (MitPrintProof *self, guint page, double *width, double *height);
void             mit_print_proof_get_boxes (MitPrintProof *self, guint page, MitPrintProofBoxes *boxes);
cairo_surface_t *mit_print_proof_render (MitPrintProof *self, guint page, double ppi, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitPrintProof, mit_print_proof_unref)

G_END_DECLS
