// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-brochure-export.h>

G_BEGIN_DECLS

/** BrochureFixture: A register in a folder of its own, with an office, groups, contacts, seminars and one brochure. */
typedef struct
{
  char     *folder;
  MitStore *store;
  MitId     brochure;
} BrochureFixture;

void         brochure_fixture_set_up (BrochureFixture *self, gconstpointer data);
void         brochure_fixture_tear_down (BrochureFixture *self, gconstpointer data);
gint64       brochure_fixture_do (BrochureFixture *self, MitStoreFunc func, gpointer data);
MitBrochure *brochure_fixture_load (BrochureFixture *self);
char        *brochure_fixture_text (BrochureFixture *self, guint page);
char        *brochure_fixture_path (BrochureFixture *self, const char *name);

G_END_DECLS
