// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-inks.h"

G_BEGIN_DECLS

/** MIT_PRINT_STATE_OVER: Resource name of the graphics state that prints over what is below. */
#define MIT_PRINT_STATE_OVER "/MitOver"

/** MIT_PRINT_STATE_KNOCK: Resource name of the graphics state that leaves what is below out. */
#define MIT_PRINT_STATE_KNOCK "/MitKnock"

/**
 * MitPrintContentKind:
 * @MIT_PRINT_CONTENT_PLATE: what is painted ends up as ink
 * @MIT_PRINT_CONTENT_ALPHA: only its shape counts; no colour of it reaches the paper
 * @MIT_PRINT_CONTENT_LUMINOSITY: only its lightness counts, in DeviceGray
 */
typedef enum
{
  MIT_PRINT_CONTENT_PLATE,
  MIT_PRINT_CONTENT_ALPHA,
  MIT_PRINT_CONTENT_LUMINOSITY,
} MitPrintContentKind;

/**
 * MitPrintContentRewrite:
 * @inks: how colours become ink
 * @kind: what the content is for
 * @bitmap_fonts: (element-type utf8): set of resource names of Type 3 fonts, "/f-1-0"; they never print over
 * @keeps: whether its colours stay as they are, and what prints over what
 */
typedef struct
{
  const MitPrintInks *inks;
  MitPrintContentKind kind;
  GHashTable         *bitmap_fonts;
  gboolean            keeps;
} MitPrintContentRewrite;

double  mit_print_content_get_lightness (const double rgb[3]);
GBytes *mit_print_content_rewrite (const MitPrintContentRewrite *how, const char *data, gsize size, gboolean *needs_states, GError **error);

G_END_DECLS
