// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-vessel.h"

#include <mit-share-error.h>

#include <errno.h>

typedef struct
{
  MitVessel     parent;
  MitTestShelf *shelf;
  guint         fail_at;
  guint         n_calls;
} Vessel;

MitTestShelf *
mit_test_shelf_new (void)
{
  MitTestShelf *self = g_new (MitTestShelf, 1);

  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->order = g_ptr_array_new_with_free_func (g_free);

  return self;
}

MitTestShelf *
mit_test_shelf_copy (MitTestShelf *self)
{
  MitTestShelf *copy = mit_test_shelf_new ();

  for (guint i = 0; i < self->order->len; i++)
    {
      GBytes *bytes = g_hash_table_lookup (self->records, self->order->pdata[i]);

      if (bytes)
        mit_test_shelf_put (copy, self->order->pdata[i], bytes);
    }

  return copy;
}

/** mit_test_shelf_put: @bytes: (not transferred) */
void
mit_test_shelf_put (MitTestShelf *self, const char *name, GBytes *bytes)
{
  if (!g_hash_table_contains (self->records, name))
    g_ptr_array_add (self->order, g_strdup (name));
  g_hash_table_insert (self->records, g_strdup (name), g_bytes_ref (bytes));
}

void
mit_test_shelf_free (MitTestShelf *self)
{
  g_hash_table_unref (self->records);
  g_ptr_array_unref (self->order);
  g_free (self);
}

static gboolean
may_go_on (Vessel *self, GError **error)
{
  self->n_calls++;
  if (self->fail_at == 0 || self->n_calls < self->fail_at)
    return TRUE;
  mit_share_error_set_errno (error, EIO);

  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
vessel_list (MitVessel *vessel, GError **error)
{
  Vessel        *self = (Vessel *) vessel;
  GPtrArray     *names;
  GHashTableIter iter;
  gpointer       name;

  if (!may_go_on (self, error))
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, self->shelf->records);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return names;
}

static GBytes *
vessel_read (MitVessel *vessel, const char *name, GError **error)
{
  Vessel *self = (Vessel *) vessel;
  GBytes *bytes = g_hash_table_lookup (self->shelf->records, name);

  if (!may_go_on (self, error))
    return NULL;
  if (!bytes)
    mit_share_error_set_errno (error, ENOENT);

  return bytes ? g_bytes_ref (bytes) : NULL;
}

static gboolean
vessel_put (MitVessel *vessel, GPtrArray *records, GError **error)
{
  Vessel *self = (Vessel *) vessel;

  for (guint i = 0; i < records->len; i++)
    {
      MitRecord *record = records->pdata[i];

      if (!may_go_on (self, error))
        return FALSE;
      mit_test_shelf_put (self->shelf, record->name, record->bytes);
    }

  return TRUE;
}

static gboolean
vessel_remove (MitVessel *vessel, GPtrArray *names, GError **error)
{
  Vessel *self = (Vessel *) vessel;

  for (guint i = 0; i < names->len; i++)
    {
      if (!may_go_on (self, error))
        return FALSE;
      g_hash_table_remove (self->shelf->records, names->pdata[i]);
    }

  return TRUE;
}

static void
vessel_free (MitVessel *vessel)
{
  g_free (vessel);
}

static const MitVesselClass class = { vessel_list, vessel_read, vessel_put, vessel_remove, vessel_free };

/** mit_test_vessel_new: @shelf: has to live as long. Returns: (transfer full) */
MitVessel *
mit_test_vessel_new (MitTestShelf *shelf)
{
  Vessel *self = g_new0 (Vessel, 1);

  self->parent.class = &class;
  self->shelf = shelf;

  return &self->parent;
}

void
mit_test_vessel_fail_at (MitVessel *vessel, guint n)
{
  Vessel *self = (Vessel *) vessel;

  self->fail_at = n;
  self->n_calls = 0;
}
