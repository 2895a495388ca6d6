// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-test-register.h"

#include <mit-import-plan.h>
#include <mit-people.h>

G_BEGIN_DECLS

/** MitTestCounts: What an import says of its rows. */
typedef struct
{
  guint rows;
  guint new;
  guint changed;
  guint same;
  guint wrong;
  guint blank;
  guint repairs;
  guint notices;
  guint duplicates;
} MitTestCounts;

GBytes       *mit_test_data_file (const char *name);
MitTestCounts mit_test_import (MitTestRegister *self, const char *text);
MitTestCounts mit_test_import_bytes (MitTestRegister *self, GBytes *bytes);
char         *mit_test_show_counts (const MitTestCounts *counts);
char         *mit_test_import_shown (MitTestRegister *self, const char *text);
guint         mit_test_find (MitTestRegister *self, const MitPeopleQuery *query);
MitPerson    *mit_test_person (MitTestRegister *self, const char *search);

G_END_DECLS
