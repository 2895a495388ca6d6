// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-preset.h"
#include "mit-swatches.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MitPrintPassOptions:
 * @preset: what the print shop wants
 * @swatches: (nullable): the inks behind the code colours in the PDF
 * @title: title of the document, not empty (ISO 15930-7 wants one)
 * @created: (nullable): the time that the file says it was made; now when %NULL
 * @document_id: (nullable): identity of the document, any text; derived from the PDF when %NULL
 * @trim_width_mm: width of the finished page
 * @trim_height_mm: height of the finished page
 * @bleed_mm: bleed that the pages were drawn with
 *
 * The trimmed page lies in the middle of each page of the PDF, so a page is trim + 2 × bleed large, or larger when there
 * is room for crop marks around it.
 */
typedef struct
{
  MitPrintPreset *preset;
  MitSwatches    *swatches;
  const char     *title;
  GDateTime      *created;
  const char     *document_id;
  double          trim_width_mm;
  double          trim_height_mm;
  double          bleed_mm;
} MitPrintPassOptions;

gboolean mit_print_pass_run (GBytes                    *pdf,
                             const MitPrintPassOptions *options,
                             const char                *path,
                             GError                   **error);
GBytes  *mit_print_pass_render (GBytes *pdf, const MitPrintPassOptions *options, GError **error);
gboolean mit_print_pass_run_file (const char                *source,
                                  const MitPrintPassOptions *options,
                                  const char                *path,
                                  GError                   **error);

G_END_DECLS
