// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * MitProofDialog: Shows a finished file for the print shop as the press will print it, each ink alone, how much ink there is,
 * and where it is cut. Main thread; the pages are drawn on another.
 */
#define MIT_TYPE_PROOF_DIALOG (mit_proof_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MitProofDialog, mit_proof_dialog, MIT, PROOF_DIALOG, AdwDialog)

AdwDialog *mit_proof_dialog_new (DexFuture *pdf, double ink_limit_percent);

G_END_DECLS
