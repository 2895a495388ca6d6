// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

DexFuture *mit_print_pdf (GtkWidget *from, const char *title, GBytes *pdf, GtkPrintSettings *settings);

G_END_DECLS
