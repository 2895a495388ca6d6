// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-letter-run.h"

#include <mit-display-list.h>

#include <cairo.h>

G_BEGIN_DECLS

/**
 * MitLetterSheets: Sets the letters of one run. What letters have in common is set once and drawn again. Belongs to the
 * thread that made it.
 */
typedef struct _MitLetterSheets MitLetterSheets;

/** MitAddressFit: Whether an address can be printed as it is. */
typedef enum
{
  MIT_ADDRESS_FITS,
  MIT_ADDRESS_TOO_LONG,
  MIT_ADDRESS_NOT_DRAWABLE, /* no font has all of its letters */
} MitAddressFit;

MitAddressFit    mit_letter_address_check (const char *const *address);
MitLetterSheets *mit_letter_sheets_new (const MitLetterRun *run);
void             mit_letter_sheets_free (MitLetterSheets *sheets);
guint            mit_letter_sheets_n_pages (MitLetterSheets *sheets, guint letter);
void             mit_letter_sheets_draw (MitLetterSheets *sheets, guint letter, guint page, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitLetterSheets, mit_letter_sheets_free)

G_END_DECLS
