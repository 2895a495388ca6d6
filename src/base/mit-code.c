// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-code.h"

#include <math.h>

/* cairo keeps colours at 16 bits and writes six decimals, so whole steps of 1/65535 survive exactly and nothing finer
 * does (measured with cairo 1.18.4). Colours of designs come from eight bits and are multiples of 257 steps. */
#define STEPS 65535.0

/** mit_code_get: The colour to draw with, each part 0 to 1. */
void
mit_code_get (const MitCode *self, guint number, double rgb[3])
{
  rgb[0] = number / STEPS;
  rgb[1] = self->green / STEPS;
  rgb[2] = self->blue / STEPS;
}

static gboolean
is_step (double value, guint16 step)
{
  return fabs (value * STEPS - step) < 0.5;
}

/** mit_code_decode: Returns: the number in a colour of this kind, %MIT_CODE_NONE for any other colour */
int
mit_code_decode (const MitCode *self, double r, double g, double b)
{
  if (r < 0 || r > 1 || !is_step (g, self->green) || !is_step (b, self->blue))
    return MIT_CODE_NONE;

  return (int) lround (r * STEPS);
}
