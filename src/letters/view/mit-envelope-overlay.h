// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-din5008.h>

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** MitEnvelopeOverlay: What of a letter may show through an envelope's window, drawn over the sheet. */
typedef struct
{
  const MitEnvelope *envelope; /* NULL draws nothing */
  char               form;
} MitEnvelopeOverlay;

void mit_envelope_overlay_draw (GtkSnapshot *snapshot, double width, double height, gpointer overlay);

G_END_DECLS
