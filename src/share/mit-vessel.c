// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-vessel-private.h"

#include "mit-file-work.h"
#include "mit-share-error.h"

#include <errno.h>
#include <glib/gi18n.h>

/** mit_record_new: @bytes: (not transferred). Returns: (transfer full) */
MitRecord *
mit_record_new (const char *name, GBytes *bytes)
{
  MitRecord *record = g_new (MitRecord, 1);

  record->name = g_strdup (name);
  record->bytes = g_bytes_ref (bytes);

  return record;
}

void
mit_record_free (MitRecord *record)
{
  g_free (record->name);
  g_bytes_unref (record->bytes);
  g_free (record);
}

/** mit_vessel_shape_of: Which shape a shared database has that is at @path. */
MitShape
mit_vessel_shape_of (const char *path)
{
  struct stat status;

  return mit_file_work_get ()->stat (path, &status) == 0 && S_ISDIR (status.st_mode) ? MIT_SHAPE_FOLDER : MIT_SHAPE_FILE;
}

/** mit_vessel_open: Returns: (transfer full) (nullable): what is at @path, or %NULL with @error if nothing is */
MitVessel *
mit_vessel_open (const char *path, GError **error)
{
  struct stat status;

  if (mit_file_work_get ()->stat (path, &status) != 0)
    {
      mit_share_error_set_errno (error, errno);
      return NULL;
    }

  return S_ISDIR (status.st_mode) ? mit_vessel_folder_new (path) : mit_vessel_file_new (path);
}

/** mit_vessel_create: Returns: (transfer full) (nullable): a new, empty place; it must not be there yet, or be an empty folder */
MitVessel *
mit_vessel_create (const char *path, MitShape shape, GError **error)
{
  const MitFileWork *work = mit_file_work_get ();
  g_autoptr (GPtrArray) names = work->list (path);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);
  g_autoptr (GBytes) empty = mit_vessel_file_pack (records);
  struct stat status;

  if (shape == MIT_SHAPE_FOLDER && names && names->len == 0)
    return mit_vessel_folder_new (path);
  if (names || work->stat (path, &status) == 0)
    {
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_EXISTS,
                           _ ("There is something of this name already. Choose another name, or join the shared database that is there."));
      return NULL;
    }
  if (shape == MIT_SHAPE_FOLDER && work->make_folder (path, 0777) == 0)
    return mit_vessel_folder_new (path);
  if (shape == MIT_SHAPE_FILE && mit_file_work_save (path, empty, error))
    return mit_vessel_file_new (path);
  if (error && !*error)
    mit_share_error_set_errno (error, errno);

  return NULL;
}

/** mit_vessel_list: Returns: (transfer full) (nullable) (element-type utf8): the names of what is there, ours or not */
GPtrArray *
mit_vessel_list (MitVessel *self, GError **error)
{
  return self->class->list (self, error);
}

/** mit_vessel_read: Returns: (transfer full) (nullable): a record as it lies there */
GBytes *
mit_vessel_read (MitVessel *self, const char *name, GError **error)
{
  return self->class->read (self, name, error);
}

/** mit_vessel_put: Write records durably and read them back; on a failure some may be there and others not. @records: (element-type MitRecord) */
gboolean
mit_vessel_put (MitVessel *self, GPtrArray *records, GError **error)
{
  return records->len == 0 || self->class->put (self, records, error);
}

/** mit_vessel_remove: Remove records; one that is gone already is no mistake. @names: (element-type utf8) */
gboolean
mit_vessel_remove (MitVessel *self, GPtrArray *names, GError **error)
{
  return names->len == 0 || self->class->remove (self, names, error);
}

/** mit_vessel_free: @self: (nullable) */
void
mit_vessel_free (MitVessel *self)
{
  if (self)
    self->class->free (self);
}
