// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-vessel-private.h"

#include "mit-file-work.h"
#include "mit-share-error.h"
#include "mit-wire.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

/* The file: eight bytes, then each record's name and bytes with their lengths in front. Records are verified by what is in
 * them, so a file that ends early still gives those that are whole. */
static const char magic[] = "MITFILE1";

#define MAGIC_SIZE (sizeof magic - 1)

/* As often as somebody else gets in between, the file is read again; after that ours goes in, and the other one, who finds
 * its records missing, puts them back. */
#define ATTEMPTS 4

typedef struct
{
  MitVessel parent;
  char     *path;

  /* What was read last, and how the file looked then. */
  GPtrArray  *records;
  struct stat status;
  /* Copies that a program for synced folders has made when two wrote at once. */
  GPtrArray *copies;
} File;

/** mit_vessel_file_pack: Returns: (transfer full): the file that holds the records. @records: (element-type MitRecord) */
GBytes *
mit_vessel_file_pack (GPtrArray *records)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  mit_wire_put_raw (out, magic, MAGIC_SIZE);
  for (guint i = 0; i < records->len; i++)
    {
      MitRecord    *record = records->pdata[i];
      gsize         size;
      gconstpointer data = g_bytes_get_data (record->bytes, &size);

      mit_wire_put_text (out, record->name);
      mit_wire_put_bytes (out, data, size);
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/** mit_vessel_file_unpack: Returns: (transfer full) (nullable) (element-type MitRecord): the records up to the first that is not whole; %NULL if it is no such file */
GPtrArray *
mit_vessel_file_unpack (GBytes *bytes)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);
  MitWireReader reader;
  const guint8 *start;

  mit_wire_reader_init (&reader, bytes);
  start = mit_wire_get_raw (&reader, MAGIC_SIZE);
  if (!start || memcmp (start, magic, MAGIC_SIZE) != 0)
    return NULL;
  while (!mit_wire_reader_is_done (&reader))
    {
      g_autofree char *name = mit_wire_get_text (&reader, 64);
      gsize            size;
      const guint8    *data = mit_wire_get_bytes (&reader, &size);
      g_autoptr (GBytes) part = NULL;

      if (reader.failed)
        break;
      part = g_bytes_new_from_bytes (bytes, (gsize) (data - (const guint8 *) g_bytes_get_data (bytes, NULL)), size);
      g_ptr_array_add (records, mit_record_new (name, part));
    }

  return g_steal_pointer (&records);
}

static MitRecord *
find (GPtrArray *records, const char *name)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (((MitRecord *) records->pdata[i])->name, name))
      return records->pdata[i];

  return NULL;
}

static gboolean
looks_the_same (const struct stat *a, const struct stat *b)
{
  return a->st_ino == b->st_ino && a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static GPtrArray *
load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = mit_file_work_load (path, MIT_RECORD_LIMIT, error);
  GPtrArray *records = bytes ? mit_vessel_file_unpack (bytes) : NULL;

  if (bytes && !records)
    g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_PARTIAL,
                         _ ("The file of the shared database is not whole, or is another file. If it is still being copied, wait; nothing here is lost."));

  return records;
}

static gboolean
refresh (File *self, GError **error)
{
  struct stat status;

  if (mit_file_work_get ()->stat (self->path, &status) != 0)
    {
      mit_share_error_set_errno (error, errno);
      return FALSE;
    }
  if (self->records && looks_the_same (&status, &self->status))
    return TRUE;
  g_clear_pointer (&self->records, g_ptr_array_unref);
  self->records = load (self->path, error);
  self->status = status;

  return self->records != NULL;
}

/* Whatever the program is called that made it, a conflict copy begins as our file does, and is one. */
static gboolean
may_be_copy (File *self, const char *name)
{
  g_autofree char *own = g_path_get_basename (self->path);
  char            *dot = strrchr (own, '.');
  gsize            stem = dot && dot != own ? (gsize) (dot - own) : strlen (own);

  return !g_str_equal (own, name) && strncmp (own, name, stem) == 0 && strchr (" .-_(", name[stem]) && name[stem];
}

static void
find_copies (File *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GPtrArray) names = mit_file_work_get ()->list (folder);

  g_ptr_array_set_size (self->copies, 0);
  for (guint i = 0; names && i < names->len; i++)
    if (may_be_copy (self, names->pdata[i]))
      g_ptr_array_add (self->copies, g_build_filename (folder, names->pdata[i], NULL));
}

/* Heads stay out: each device writes its own anew. A copy is taken into account as long as it shares our first record. */
static void
add_records_of_copy (File *self, const char *path, GPtrArray *records)
{
  g_autoptr (GPtrArray) others = load (path, NULL);
  MitRecord *own = find (self->records, "dataset.mit");
  MitRecord *other = others ? find (others, "dataset.mit") : NULL;

  if (!own || !other || !g_bytes_equal (own->bytes, other->bytes))
    return;
  for (guint i = 0; i < others->len; i++)
    {
      MitRecord *record = others->pdata[i];

      if (!g_str_has_suffix (record->name, ".head") && !find (records, record->name))
        g_ptr_array_add (records, mit_record_new (record->name, record->bytes));
    }
}

static GPtrArray *
copy_records (File *self)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);

  for (guint i = 0; i < self->records->len; i++)
    {
      MitRecord *record = self->records->pdata[i];

      g_ptr_array_add (records, mit_record_new (record->name, record->bytes));
    }

  return records;
}

static GPtrArray *
all_records (File *self)
{
  GPtrArray *records = copy_records (self);

  find_copies (self);
  for (guint i = 0; i < self->copies->len; i++)
    add_records_of_copy (self, self->copies->pdata[i], records);

  return records;
}

static GPtrArray *
file_list (MitVessel *vessel, GError **error)
{
  File      *self = (File *) vessel;
  GPtrArray *names;
  g_autoptr (GPtrArray) records = NULL;

  if (!refresh (self, error))
    return NULL;
  records = all_records (self);
  names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (names, g_strdup (((MitRecord *) records->pdata[i])->name));

  return names;
}

static GBytes *
file_read (MitVessel *vessel, const char *name, GError **error)
{
  File      *self = (File *) vessel;
  MitRecord *record;
  g_autoptr (GPtrArray) records = NULL;

  if (!refresh (self, error))
    return NULL;
  record = find (self->records, name);
  if (record)
    return g_bytes_ref (record->bytes);
  records = all_records (self);
  record = find (records, name);
  if (!record)
    mit_share_error_set_errno (error, ENOENT);

  return record ? g_bytes_ref (record->bytes) : NULL;
}

static void
replace (GPtrArray *records, const MitRecord *record)
{
  MitRecord *there = find (records, record->name);

  if (there)
    g_ptr_array_remove (records, there);
  g_ptr_array_add (records, mit_record_new (record->name, record->bytes));
}

static void
apply (GPtrArray *records, GPtrArray *added, GPtrArray *removed)
{
  for (guint i = 0; added && i < added->len; i++)
    replace (records, added->pdata[i]);
  for (guint i = 0; removed && i < removed->len; i++)
    {
      MitRecord *there = find (records, removed->pdata[i]);

      if (there)
        g_ptr_array_remove (records, there);
    }
}

/* A copy whose records are all in the file now, or were to go, has done its duty. */
static void
drop_copies (File *self, GPtrArray *removed)
{
  for (guint i = 0; i < self->copies->len; i++)
    {
      g_autoptr (GPtrArray) rest = copy_records (self);
      guint before = rest->len;
      g_autoptr (GPtrArray) others = load (self->copies->pdata[i], NULL);
      MitRecord *own = find (rest, "dataset.mit");
      MitRecord *other = others ? find (others, "dataset.mit") : NULL;

      if (!own || !other || !g_bytes_equal (own->bytes, other->bytes))
        continue;
      add_records_of_copy (self, self->copies->pdata[i], rest);
      apply (rest, NULL, removed);
      if (rest->len == before)
        mit_file_work_get ()->unlink (self->copies->pdata[i]);
    }
}

static gboolean
rewrite (File *self, GPtrArray *added, GPtrArray *removed, GError **error)
{
  for (int i = 1;; i++)
    {
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GBytes) bytes = NULL;
      struct stat status;

      if (!refresh (self, error))
        return FALSE;
      records = all_records (self);
      apply (records, added, removed);
      bytes = mit_vessel_file_pack (records);
      if (i < ATTEMPTS && (mit_file_work_get ()->stat (self->path, &status) != 0 || !looks_the_same (&status, &self->status)))
        continue;
      if (!mit_file_work_save (self->path, bytes, error) || !refresh (self, error))
        return FALSE;
      drop_copies (self, removed);
      return TRUE;
    }
}

static gboolean
file_put (MitVessel *vessel, GPtrArray *records, GError **error)
{
  return rewrite ((File *) vessel, records, NULL, error);
}

static gboolean
file_remove (MitVessel *vessel, GPtrArray *names, GError **error)
{
  return rewrite ((File *) vessel, NULL, names, error);
}

static void
file_free (MitVessel *vessel)
{
  File *self = (File *) vessel;

  g_free (self->path);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_ptr_array_unref (self->copies);
  g_free (self);
}

static const MitVesselClass file_class = { file_list, file_read, file_put, file_remove, file_free };

MitVessel *
mit_vessel_file_new (const char *path)
{
  File *self = g_new0 (File, 1);

  self->parent.class = &file_class;
  self->path = g_strdup (path);
  self->copies = g_ptr_array_new_with_free_func (g_free);

  return &self->parent;
}
