// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-brochure.h"

#include <mit-print-picture.h>

G_BEGIN_DECLS

/** MitBrochureArtwork: A picture ready to be drawn into its frame. */
typedef struct
{
  cairo_surface_t *surface;    /* (nullable): nothing to draw */
  char            *key;        /* of what it was made */
  gboolean         is_drawing; /* sharp at any size */
  double           ppi;        /* on paper; 0 for a drawing */
  MitRect          box;        /* mm: where it stands, which is its frame, or within it */
  char            *problem;    /* (nullable): why there is none, a sentence */
} MitBrochureArtwork;

/**
 * MitBrochureArt: The pictures of a brochure for the screen, or, with a profile, for the press. Making one is slow and
 * belongs on a thread of its own; then it never changes. Reference counted.
 */
typedef struct _MitBrochureArt MitBrochureArt;

#define MIT_TYPE_BROCHURE_ART (mit_brochure_art_get_type ())

GType                     mit_brochure_art_get_type (void);
MitBrochureArt           *mit_brochure_art_new (const MitBrochure *brochure, double bleed, MitPrintProfile *profile, MitBrochureArt *before);
MitBrochureArt           *mit_brochure_art_ref (MitBrochureArt *self);
void                      mit_brochure_art_unref (MitBrochureArt *self);
DexFuture                *mit_brochure_art_make (MitBrochure *brochure, double bleed, MitBrochureArt *before);
const MitBrochureArtwork *mit_brochure_art_get (const MitBrochureArt *self, const MitFrame *frame);

/**
 * MitBrochureArtCache: The pictures of the files that were made last, so that the next ones need not make them again. Lives
 * as long as somebody works on a brochure. Reference counted; any thread.
 */
typedef struct _MitBrochureArtCache MitBrochureArtCache;

MitBrochureArtCache *mit_brochure_art_cache_new (void);
MitBrochureArtCache *mit_brochure_art_cache_ref (MitBrochureArtCache *self);
void                 mit_brochure_art_cache_unref (MitBrochureArtCache *self);
MitBrochureArt      *mit_brochure_art_cache_make (MitBrochureArtCache *self, const MitBrochure *brochure, double bleed, MitPrintProfile *profile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitBrochureArt, mit_brochure_art_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitBrochureArtCache, mit_brochure_art_cache_unref)

G_END_DECLS
