// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-envelope-overlay.h"

#include <mit-units.h>

static void
frame (GtkSnapshot *snapshot, double x, double y, double width, double height, float line, const GdkRGBA *color)
{
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (&rect, &GRAPHENE_RECT_INIT ((float) MIT_MM (x), (float) MIT_MM (y), (float) MIT_MM (width), (float) MIT_MM (height)),
                                   (float) MIT_MM (3));
  gtk_snapshot_append_border (snapshot, &rect, (float[]) { line, line, line, line }, (GdkRGBA[]) { *color, *color, *color, *color });
}

/**
 * mit_envelope_overlay_draw:
 * @overlay: a MitEnvelopeOverlay
 *
 * For mit_pdf_view_set_overlay(): the window where it stands when the sheet lies in the middle of its play, and the area that
 * is seen however the sheet slides, in which the whole address has to be.
 */
void
mit_envelope_overlay_draw (GtkSnapshot *snapshot, double width, double height, gpointer data)
{
  const MitEnvelopeOverlay *overlay = data;
  const MitEnvelope        *envelope = overlay->envelope;
  const GdkRGBA             window = { 0.11f, 0.44f, 0.85f, 0.9f }, always = { 0.11f, 0.44f, 0.85f, 0.35f };
  double                    x, y, panel;

  if (!envelope)
    return;
  panel = mit_din5008 (overlay->form)->fold_marks[0];
  /* The packet is as high as its tallest panel; form A's first one is shorter and hangs from the top. */
  x = envelope->window_x - envelope->play_x / 2;
  y = envelope->height - envelope->window_bottom - envelope->window_height - envelope->play_y / 2 - (105 - panel);
  frame (snapshot, x, y, envelope->window_width, envelope->window_height, 1.2f, &window);
  frame (snapshot, envelope->window_x, y + envelope->play_y / 2, envelope->window_width - envelope->play_x,
         envelope->window_height - envelope->play_y, 0.8f, &always);
}
