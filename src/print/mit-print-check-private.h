// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-check.h"

#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/**
 * MitPrintChecker:
 * @pdf: the file under examination
 * @rules: what it is compared with
 * @findings: (element-type MitPrintFinding): what was found so far
 * @visited: numbers of objects that were looked at
 * @photos: (element-type GBytes): JPEG files in it, looked at last
 * @page: the page under examination, from 1; 0 for the file as a whole
 *
 * One run over one file; on the stack of mit_print_check_file().
 */
typedef struct
{
  qpdf_data     pdf;
  MitPrintRules rules;
  GPtrArray    *findings;
  GHashTable   *visited;
  GPtrArray    *photos;
  guint         page;
} MitPrintChecker;

void     mit_print_checker_add (MitPrintChecker *self, const char *rule);
void     mit_print_checker_check_metadata (MitPrintChecker *self);
void     mit_print_checker_check_intents (MitPrintChecker *self);
void     mit_print_checker_check_identity (MitPrintChecker *self);
void     mit_print_checker_check_font (MitPrintChecker *self, qpdf_oh font);
void     mit_print_checker_check_structure (MitPrintChecker *self);
double   mit_print_checker_get_newest_version (MitPrintChecker *self);
void     mit_print_checker_check_page (MitPrintChecker *self, qpdf_oh page);
void     mit_print_checker_check_content (MitPrintChecker *self, GBytes *content, qpdf_oh resources);
void     mit_print_checker_check_space (MitPrintChecker *self, qpdf_oh space, qpdf_oh resources, const char *rule);
gboolean mit_print_checker_allows_rgb (MitPrintChecker *self, qpdf_oh resources);

G_END_DECLS
