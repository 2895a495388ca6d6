// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void mit_launch_uri (GtkWidget *from, const char *uri, const char *otherwise);

G_END_DECLS
