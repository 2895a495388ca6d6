// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-brochure-preflight.h"

G_BEGIN_DECLS

/** MitBrochureExport: All that a print PDF is made of, read from the register at once. One thread at a time. */
typedef struct
{
  MitBrochure         *brochure;
  MitBrochureData     *data;
  MitPrintPreset      *preset;
  MitBrochureArtCache *cache;    /* (nullable) */
  GPtrArray           *findings; /* MitBrochureFinding; after it was written */
  guint                n_pages;
  guint                per_sheet; /* of mit_brochure_sheets_render(): pages on each sheet, 0 for a booklet */
} MitBrochureExport;

/** MitBrochureExportWrite: Writes one kind of file, as mit_brochure_export_write() does. */
typedef gboolean (*MitBrochureExportWrite) (MitBrochureExport *self, const char *path, GError **error);

MitBrochureExport *mit_brochure_export_new (MitDb *db, const MitId *id, const char *preset, MitDate today, GError **error);
void               mit_brochure_export_set_cache (MitBrochureExport *self, MitBrochureArtCache *cache);
gboolean           mit_brochure_export_set_profile (MitBrochureExport *self, const char *path, GError **error);
void               mit_brochure_export_free (MitBrochureExport *self);
GDateTime         *mit_brochure_export_time (const MitBrochureExport *self);
MitBrochureLayout *mit_brochure_export_lay_out (MitBrochureExport *self, MitPrintProfile *profile);
gboolean           mit_brochure_export_write (MitBrochureExport *self, const char *path, GError **error);
GBytes            *mit_brochure_export_render (MitBrochureExport *self, GError **error);
DexFuture         *mit_brochure_export_run_render (MitBrochureExport *self);
DexFuture         *mit_brochure_export_run (MitBrochureExport *self, MitBrochureExportWrite write, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitBrochureExport, mit_brochure_export_free)

G_END_DECLS
