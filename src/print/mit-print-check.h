// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MitPrintRules:
 * @MIT_PRINT_RULES_X4: PDF/X-4 (ISO 15930-7), and what German print shops ask for beyond
 * @MIT_PRINT_RULES_X3: PDF/X-3:2002 (ISO 15930-3), for presses that know nothing of transparency; of ISO 15930-6, its
 *   second edition of 2003, too
 * @MIT_PRINT_RULES_UA1: PDF/UA-1 (ISO 14289-1), for those who have a file read out
 */
typedef enum
{
  MIT_PRINT_RULES_X4,
  MIT_PRINT_RULES_X3,
  MIT_PRINT_RULES_UA1,
} MitPrintRules;

/**
 * MitPrintSeverity:
 * @MIT_PRINT_SEVERITY_WARNING: some print shops refuse it
 * @MIT_PRINT_SEVERITY_ERROR: the file does not keep the rules
 */
typedef enum
{
  MIT_PRINT_SEVERITY_WARNING,
  MIT_PRINT_SEVERITY_ERROR,
} MitPrintSeverity;

/**
 * MitPrintFinding:
 * @rule: name of the broken rule, "page-trim-box"; static
 * @page: the page, from 1; 0 for the file as a whole
 * @severity: how bad it is
 * @sentence: what is wrong, for the user
 */
typedef struct
{
  const char      *rule;
  guint            page;
  MitPrintSeverity severity;
  char            *sentence;
} MitPrintFinding;

const char *mit_print_rules_get_name (MitPrintRules rules);

GPtrArray *mit_print_check_file (const char *path, MitPrintRules rules, GError **error);
GPtrArray *mit_print_check_bytes (GBytes *bytes, MitPrintRules rules);
gboolean   mit_print_check_has_errors (GPtrArray *findings);
gboolean   mit_print_check_has_rule (GPtrArray *findings, const char *rule);
void       mit_print_finding_free (MitPrintFinding *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitPrintFinding, mit_print_finding_free)

G_END_DECLS
