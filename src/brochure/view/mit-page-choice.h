// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

DexFuture *mit_page_choice_ask (GtkWidget *parent, guint n_pages);

G_END_DECLS
