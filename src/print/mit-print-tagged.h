// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>
#include <mit-structure.h>

G_BEGIN_DECLS

/**
 * MitPrintTaggedOptions:
 * @structure: finished; what the pages were drawn with
 * @title: title of the document, not empty (ISO 14289-1, 7.1)
 * @language: of the text, "de-DE" (BCP 47)
 * @created: the time that the file says it was made
 * @document_id: identity of the document, any text
 */
typedef struct
{
  const MitStructure *structure;
  const char         *title;
  const char         *language;
  GDateTime          *created;
  const char         *document_id;
} MitPrintTaggedOptions;

gboolean mit_print_tagged_run (GBytes *pdf, const MitPrintTaggedOptions *options, const char *path, GError **error);

G_END_DECLS
