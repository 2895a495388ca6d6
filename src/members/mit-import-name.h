// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-import-row.h"

G_BEGIN_DECLS

/* Names and forms of address as lists have them. */

void mit_import_name_read_whole (MitImportRow *row, const char *value);
void mit_import_name_read_form (MitImportRow *row, const char *value);
void mit_import_name_clean (MitImportRow *row);

G_END_DECLS
