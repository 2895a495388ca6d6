// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-vessel.h>

G_BEGIN_DECLS

/**
 * MitTestShelf: Where the records of a shared database lie in tests: in memory, for many to look at. What it may do to
 * them, shares do.
 */
typedef struct
{
  GHashTable *records; /* name → GBytes */
  GPtrArray  *order;   /* (element-type utf8): names as they came, those that are gone, too; for choices that can be repeated */
} MitTestShelf;

MitTestShelf *mit_test_shelf_new (void);
MitTestShelf *mit_test_shelf_copy (MitTestShelf *self);
void          mit_test_shelf_put (MitTestShelf *self, const char *name, GBytes *bytes);
void          mit_test_shelf_free (MitTestShelf *self);
MitVessel    *mit_test_vessel_new (MitTestShelf *shelf);

/* Fail the nth call from now on, and all after it; 0: never. */
void mit_test_vessel_fail_at (MitVessel *vessel, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitTestShelf, mit_test_shelf_free)

G_END_DECLS
