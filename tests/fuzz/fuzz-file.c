// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"

#include "mit-test-register.h"

#include <mit-vessel.h>

#include <glib/gstdio.h>
#include <stdlib.h>

/* A shared database in one file, as somebody may send it. */

static char *path;

static void
clean_up (void)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_rmdir (folder);
  g_clear_pointer (&path, g_free);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_autofree char *folder = NULL;

  mit_test_init (argc, argv);
  folder = g_dir_make_tmp ("mitmachen-test-XXXXXX", NULL);
  path = g_build_filename (folder, "share.mitmachen", NULL);
  atexit (clean_up);

  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (MitVessel) vessel = NULL;
  g_autoptr (GPtrArray) names = NULL;

  g_assert_true (g_file_set_contents_full (path, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  vessel = mit_vessel_open (path, NULL);
  names = vessel ? mit_vessel_list (vessel, NULL) : NULL;
  for (guint i = 0; names && i < names->len; i++)
    {
      g_autoptr (GBytes) bytes = mit_vessel_read (vessel, names->pdata[i], NULL);
    }
  g_unlink (path);

  return 0;
}
