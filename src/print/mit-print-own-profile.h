// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-preset.h"

G_BEGIN_DECLS

/**
 * MitPrintOwnProfile:
 * @path: the file
 * @name: what the profile calls itself, "PSO Coated v3"
 *
 * A colour profile that a print shop gave the office, instead of the one that comes with a preset. They are kept as files
 * of this user, outside of any register: they belong to the computer that makes the files.
 */
typedef struct
{
  char *path;
  char *name;
} MitPrintOwnProfile;

GPtrArray          *mit_print_own_profile_list (void);
MitPrintOwnProfile *mit_print_own_profile_keep (const char *path, GError **error);
gboolean            mit_print_own_profile_remove (const char *path, GError **error);
MitPrintPreset     *mit_print_own_profile_apply (const char *path, const MitPrintPreset *preset, GError **error);
void                mit_print_own_profile_free (MitPrintOwnProfile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitPrintOwnProfile, mit_print_own_profile_free)

G_END_DECLS
