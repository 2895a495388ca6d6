// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-preset.h"

G_BEGIN_DECLS

/**
 * MitPrintProfile:
 *
 * An ICC profile of a four-colour printing condition, and the way of colours into it: relative colorimetric with black
 * point compensation. Reference counted; any thread may use one at the same time as others.
 */
typedef struct _MitPrintProfile MitPrintProfile;

MitPrintProfile *mit_print_profile_new (GBytes *icc, GError **error);
MitPrintProfile *mit_print_profile_load (const MitPrintPreset *preset, GError **error);
MitPrintProfile *mit_print_profile_ref (MitPrintProfile *self);
void             mit_print_profile_unref (MitPrintProfile *self);
GBytes          *mit_print_profile_get_bytes (MitPrintProfile *self);
gboolean         mit_print_profile_is_new (GBytes *icc);
GBytes          *mit_print_profile_make_srgb (void);
char            *mit_print_profile_dup_name (MitPrintProfile *self);
void             mit_print_profile_convert_colour (MitPrintProfile *self, const double rgb[3], double cmyk[4]);
void             mit_print_profile_convert_pixels (MitPrintProfile *self, const guint8 *rgb, guint8 *cmyk, gsize n_pixels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitPrintProfile, mit_print_profile_unref)

G_END_DECLS
