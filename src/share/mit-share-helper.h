// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-vessel.h"

G_BEGIN_DECLS

/*
 * File work in a process of its own: a file system that does not answer can hold a process for ever, so it must not be ours.
 * The helper is the same program, started with other arguments; it knows no keys, and sees nothing but sealed records.
 */

/** MIT_SHARE_ANSWER_SECONDS: How long a share may say nothing before it counts as not there. */
#define MIT_SHARE_ANSWER_SECONDS 10

gboolean mit_share_helper_is_meant (int argc, char **argv);
int      mit_share_helper_main (int argc, char **argv);

MitVessel *mit_vessel_open_remote (const char *path, GError **error);
MitVessel *mit_vessel_create_remote (const char *path, MitShape shape, GError **error);

G_END_DECLS
