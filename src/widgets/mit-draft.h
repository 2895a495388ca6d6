// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

/* Drafts: what was typed into an AdwEntryRow and is not in the register. It is meant, even if nobody pressed the row's
 * button before the page, the dialog or the register was closed. */

void       mit_draft_forget (GtkEditable *row);
void       mit_draft_write (GtkEditable *row, DexFuture *future, const char *done);
GtkWidget *mit_draft_find (GtkWidget *root);
void       mit_draft_write_all (GtkWidget *root);

G_END_DECLS
