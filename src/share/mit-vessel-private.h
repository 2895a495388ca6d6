// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-vessel.h"

G_BEGIN_DECLS

/* The two shapes; see mit-vessel.h. */
MitVessel *mit_vessel_folder_new (const char *path);
MitVessel *mit_vessel_file_new (const char *path);
GBytes    *mit_vessel_file_pack (GPtrArray *records);
GPtrArray *mit_vessel_file_unpack (GBytes *bytes);

G_END_DECLS
