// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-check.h"
#include "mit-print-preset.h"

#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/**
 * MitPrintMetadata:
 * @rules: what the file says that it keeps
 * @title: title of the document
 * @created: the time that the file says it was made
 * @document_id: text that the identity of the document is made from
 *
 * What the file says about itself. On the stack; borrows all. No author: names of people do not leave the house.
 */
typedef struct
{
  MitPrintRules rules;
  const char   *title;
  GDateTime    *created;
  const char   *document_id;
} MitPrintMetadata;

void mit_print_metadata_put (qpdf_data pdf, const MitPrintMetadata *metadata);
void mit_print_metadata_put_intent (qpdf_data pdf, const MitPrintPreset *preset, GBytes *icc);

G_END_DECLS
