// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MIT_PRINT_ERROR: The error domain of the print layer. Every message is a whole sentence that a user may read. */
#define MIT_PRINT_ERROR (mit_print_error_quark ())

/**
 * MitPrintError:
 * @MIT_PRINT_ERROR_PRESET: a preset of a print shop is not well formed
 * @MIT_PRINT_ERROR_PROFILE: the colour profile is missing or is not one for printing with four inks
 * @MIT_PRINT_ERROR_PICTURE: a picture cannot be used
 * @MIT_PRINT_ERROR_PICTURE_SIZE: a picture has more pixels than are looked at, or than there is memory for
 * @MIT_PRINT_ERROR_INPUT: the PDF handed in cannot be made fit for printing
 * @MIT_PRINT_ERROR_WRITE: the file cannot be written where it should go
 * @MIT_PRINT_ERROR_CHECK: the written file breaks a rule of PDF/X-4 and was not kept
 */
typedef enum
{
  MIT_PRINT_ERROR_PRESET,
  MIT_PRINT_ERROR_PROFILE,
  MIT_PRINT_ERROR_PICTURE,
  MIT_PRINT_ERROR_PICTURE_SIZE,
  MIT_PRINT_ERROR_INPUT,
  MIT_PRINT_ERROR_WRITE,
  MIT_PRINT_ERROR_CHECK,
} MitPrintError;

GQuark mit_print_error_quark (void);

G_END_DECLS
