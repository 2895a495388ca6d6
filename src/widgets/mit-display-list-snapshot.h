// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-display-list.h>

#include <gtk/gtk.h>

G_BEGIN_DECLS

void           mit_display_list_snapshot (const MitDisplayList *list, GtkSnapshot *snapshot);
GskRenderNode *mit_display_list_to_node (const MitDisplayList *list);

G_END_DECLS
