// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MitRecord: A record of a shared database, sealed, with the name it goes by. */
typedef struct
{
  char   *name;
  GBytes *bytes;
} MitRecord;

MitRecord *mit_record_new (const char *name, GBytes *bytes);
void       mit_record_free (MitRecord *record);

/**
 * MitVessel: Where the records of a shared database are, whatever its shape: four calls, and no locks. It is used on one
 * thread at a time, and any call may take as long as the file system behind it.
 *
 * Names are of a-z, 0-9, "." and "-" and at most 64 long. Records other than heads never change.
 */
typedef struct _MitVessel MitVessel;

/** MIT_RECORD_LIMIT: The largest record that is read, in bytes. */
#define MIT_RECORD_LIMIT ((gsize) 512 * 1024 * 1024)

/** MitVesselClass: What a shape has to be able to do. */
typedef struct
{
  GPtrArray *(*list) (MitVessel *self, GError **error);
  GBytes *(*read) (MitVessel *self, const char *name, GError **error);
  gboolean (*put) (MitVessel *self, GPtrArray *records, GError **error);
  gboolean (*remove) (MitVessel *self, GPtrArray *names, GError **error);
  void (*free) (MitVessel *self);
} MitVesselClass;

struct _MitVessel
{
  const MitVesselClass *class;
};

/** MitShape: How the records lie in the file system. */
typedef enum
{
  MIT_SHAPE_FILE,   /* all in one file, replaced as a whole: sticks, e-mail, a share with few writers */
  MIT_SHAPE_FOLDER, /* a file each: synced folders, several writers, pictures */
} MitShape;

MitVessel *mit_vessel_open (const char *path, GError **error);
MitVessel *mit_vessel_create (const char *path, MitShape shape, GError **error);
MitShape   mit_vessel_shape_of (const char *path);

GPtrArray *mit_vessel_list (MitVessel *self, GError **error);
GBytes    *mit_vessel_read (MitVessel *self, const char *name, GError **error);
gboolean   mit_vessel_put (MitVessel *self, GPtrArray *records, GError **error);
gboolean   mit_vessel_remove (MitVessel *self, GPtrArray *names, GError **error);
void       mit_vessel_free (MitVessel *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitRecord, mit_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitVessel, mit_vessel_free)

G_END_DECLS
