// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-din5008.h"

/* DIN 5008:2020, forms A and B. Form A stands 18 mm higher. The area that is always visible is our own arithmetic for a sheet
 * folded to DL: 10 mm of play sideways, 5 mm up and down. */
static const MitDin5008 form_a = {
  .return_line_y = 27,
  .address_y = 44.7,
  .window_top = 32,
  .window_bottom = 72,
  .information_y = 32,
  .content_y = 80.46,
  .fold_marks = { 87, 192 },
};

static const MitDin5008 form_b = {
  .return_line_y = 45,
  .address_y = 62.7,
  .window_top = 50,
  .window_bottom = 90,
  .information_y = 50,
  .content_y = 98.46,
  .fold_marks = { 105, 210 },
};

/* DIN 680: the window is 90 × 45 mm, 20 mm from the left and 15 mm from the bottom in all of these. */
static const MitEnvelope envelopes[] = {
  { "dl", 220, 110, 20, 15, 90, 45, 10, 5 },
  { "c6c5", 229, 114, 20, 15, 90, 45, 19, 9 },
};

/** mit_din5008: The sheet of form 'a' or 'b'. */
const MitDin5008 *
mit_din5008 (char form)
{
  return form == 'a' ? &form_a : &form_b;
}

/** mit_envelope_find: The envelope of a name; DL for any other. */
const MitEnvelope *
mit_envelope_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (envelopes); i++)
    if (g_strcmp0 (envelopes[i].name, name) == 0)
      return &envelopes[i];

  return &envelopes[0];
}
