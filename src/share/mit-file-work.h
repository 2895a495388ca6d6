// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fcntl.h>
#include <glib.h>
#include <sys/stat.h>
#include <sys/types.h>

G_BEGIN_DECLS

/**
 * MitFileWork: All that is ever asked of the file system where a shared database is; tests put one in its place that fails
 * at every call in turn, or forgets what was not synced. Each call is as in POSIX, with errno.
 */
typedef struct
{
  int (*open) (const char *path, int flags, mode_t mode);
  ssize_t (*read) (int fd, void *buffer, size_t size);
  ssize_t (*write) (int fd, const void *buffer, size_t size);
  int (*sync) (int fd);
  int (*close) (int fd);
  int (*stat) (const char *path, struct stat *status);
  int (*rename) (const char *from, const char *to);
  int (*unlink) (const char *path);
  int (*make_folder) (const char *path, mode_t mode);
  GPtrArray *(*list) (const char *path); /* the names of what is in a folder; NULL with errno */
} MitFileWork;

const MitFileWork *mit_file_work_get (void);
const MitFileWork *mit_file_work_real (void);
void               mit_file_work_set (const MitFileWork *work);

GBytes  *mit_file_work_load (const char *path, gsize limit, GError **error);
gboolean mit_file_work_save (const char *path, GBytes *bytes, GError **error);

G_END_DECLS
