// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-check.h"

G_BEGIN_DECLS

/**
 * MitPrintPreset:
 * @id: name of the data file without its ending; what a document stores
 * @name: what the user sees
 * @profile: file name of the ICC profile, without a folder
 * @icc: (nullable): the profile itself, in place of the one that @profile names
 * @condition: (nullable): output condition identifier in the registry of the ICC, "FOGRA39"; %NULL for one that is not
 *   registered, which only an own profile may have
 * @condition_info: the printing condition for human readers
 * @rules: what kind of PDF the print shop takes
 * @bleed_mm: colour beyond the cut, on each side
 * @safety_mm: distance that text keeps from the cut
 * @has_marks: whether the shop wants crop marks
 * @minimum_ppi: pictures below are an error
 * @warn_ppi: pictures below are worth a warning
 * @ink_limit_percent: most ink in one spot, all four together
 * @minimum_line_pt: thinnest positive line
 *
 * What one print shop, or most of them, want. Data, read from JSON; nobody changes a preset after it was read, so it may
 * be used on any thread. Reference counted.
 */
typedef struct
{
  char         *id;
  char         *name;
  char         *profile;
  GBytes       *icc;
  char         *condition;
  char         *condition_info;
  MitPrintRules rules;
  double        bleed_mm;
  double        safety_mm;
  gboolean      has_marks;
  double        minimum_ppi;
  double        warn_ppi;
  double        ink_limit_percent;
  double        minimum_line_pt;
} MitPrintPreset;

/** MIT_PRINT_PRESET_DEFAULT: Id of the preset that most German online print shops accept. */
#define MIT_PRINT_PRESET_DEFAULT "german-online"

MitPrintPreset *mit_print_preset_new_from_json (const char *id, GBytes *json, GError **error);
MitPrintPreset *mit_print_preset_new_with_profile (const MitPrintPreset *preset, GBytes *icc, const char *condition, const char *name);
MitPrintPreset *mit_print_preset_get (const char *id, GError **error);
MitPrintPreset *mit_print_preset_get_default (void);
GPtrArray      *mit_print_preset_list (void);
MitPrintPreset *mit_print_preset_ref (MitPrintPreset *self);
void            mit_print_preset_unref (MitPrintPreset *self);
char           *mit_print_preset_find_profile (const MitPrintPreset *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitPrintPreset, mit_print_preset_unref)

G_END_DECLS
