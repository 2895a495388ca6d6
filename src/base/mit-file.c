// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-file.h"

#include <glib/gstdio.h>
#include <stdlib.h>

/**
 * mit_file_find_target:
 * @path: a file that is to be replaced by one that was written beside it
 *
 * A link stays one and what it leads to is replaced; a device or a folder must not be.
 *
 * Returns: (transfer full) (nullable): the path to rename to, or %NULL if something stands there that is no file
 */
char *
mit_file_find_target (const char *path)
{
  g_autofree char *resolved = realpath (path, NULL);
  GStatBuf         status;

  if (!resolved)
    return g_strdup (path);
  if (g_stat (resolved, &status) != 0 || !S_ISREG (status.st_mode))
    return NULL;

  return g_steal_pointer (&resolved);
}
