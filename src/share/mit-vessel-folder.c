// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-vessel-private.h"

#include "mit-file-work.h"
#include "mit-share-error.h"

#include <errno.h>
#include <glib/gi18n.h>

/* What a program that was killed has left behind is nobody's any more after this time. */
#define LEFTOVER_SECONDS (24 * 60 * 60)

typedef struct
{
  MitVessel parent;
  char     *path;
} Folder;

static gboolean
is_leftover (const char *name)
{
  return g_str_has_prefix (name, "~$mit-") && g_str_has_suffix (name, ".tmp");
}

static void
sweep (Folder *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  struct stat      status;

  if (mit_file_work_get ()->stat (path, &status) == 0 && status.st_mtime < g_get_real_time () / G_USEC_PER_SEC - LEFTOVER_SECONDS)
    mit_file_work_get ()->unlink (path);
}

static GPtrArray *
folder_list (MitVessel *vessel, GError **error)
{
  Folder *self = (Folder *) vessel;
  g_autoptr (GPtrArray) names = mit_file_work_get ()->list (self->path);

  if (!names)
    {
      mit_share_error_set_errno (error, errno);
      return NULL;
    }
  for (guint i = names->len; i-- > 0;)
    if (is_leftover (names->pdata[i]))
      {
        sweep (self, names->pdata[i]);
        g_ptr_array_remove_index_fast (names, i);
      }

  return g_steal_pointer (&names);
}

static GBytes *
folder_read (MitVessel *vessel, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (((Folder *) vessel)->path, name, NULL);

  return mit_file_work_load (path, MIT_RECORD_LIMIT, error);
}

/* A share may say yes and keep something else. */
static gboolean
check (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) there = mit_file_work_load (path, MIT_RECORD_LIMIT, error);

  if (there && !g_bytes_equal (there, bytes))
    g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_FAILED,
                         _ ("The place of the shared database did not keep what was written to it. Your changes stay here, and it is tried again."));

  return there && g_bytes_equal (there, bytes);
}

static gboolean
folder_put (MitVessel *vessel, GPtrArray *records, GError **error)
{
  for (guint i = 0; i < records->len; i++)
    {
      MitRecord       *record = records->pdata[i];
      g_autofree char *path = g_build_filename (((Folder *) vessel)->path, record->name, NULL);

      if (!mit_file_work_save (path, record->bytes, error) || !check (path, record->bytes, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
folder_remove (MitVessel *vessel, GPtrArray *names, GError **error)
{
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (((Folder *) vessel)->path, names->pdata[i], NULL);

      if (mit_file_work_get ()->unlink (path) != 0 && errno != ENOENT)
        {
          mit_share_error_set_errno (error, errno);
          return FALSE;
        }
    }

  return TRUE;
}

static void
folder_free (MitVessel *vessel)
{
  g_free (((Folder *) vessel)->path);
  g_free (vessel);
}

static const MitVesselClass folder_class = { folder_list, folder_read, folder_put, folder_remove, folder_free };

MitVessel *
mit_vessel_folder_new (const char *path)
{
  Folder *self = g_new (Folder, 1);

  self->parent.class = &folder_class;
  self->path = g_strdup (path);

  return &self->parent;
}
