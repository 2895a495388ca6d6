// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MitDin5008: The letter sheet of DIN 5008, A4, in millimetres from its upper left corner. */
typedef struct
{
  double return_line_y; /* the line that says where the post brings it back to: 5 mm high */
  double address_y;     /* top of the address zone: 27.3 mm high, six lines */
  double window_top;    /* what is always seen through a DL window, whatever the play of the sheet */
  double window_bottom;
  double information_y; /* top of the information block */
  double content_y;     /* where the subject begins */
  double fold_marks[2];
} MitDin5008;

#define MIT_DIN5008_TEXT_X 25.0
#define MIT_DIN5008_TEXT_RIGHT 190.0
#define MIT_DIN5008_ADDRESS_WIDTH 75.0 /* to x = 100, the last that is always seen */
#define MIT_DIN5008_INFORMATION_X 125.0
#define MIT_DIN5008_INFORMATION_RIGHT 200.0
#define MIT_DIN5008_HOLE_MARK 148.5
#define MIT_DIN5008_LINE 4.233 /* 12 pt */
#define MIT_DIN5008_BOTTOM 272.0
#define MIT_DIN5008_NEXT_PAGE_Y 27.0

const MitDin5008 *mit_din5008 (char form);

/** MitEnvelope: An envelope with a window, in millimetres; the window is what may show of the sheet folded into it. */
typedef struct
{
  const char *name;
  double      width, height;
  double      window_x, window_bottom; /* from the left and from the bottom */
  double      window_width, window_height;
  double      play_x, play_y; /* how far the sheet may slide */
} MitEnvelope;

const MitEnvelope *mit_envelope_find (const char *name);

G_END_DECLS
