// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-swatches.h"

#include "mit-code.h"

#include <string.h>

static const MitCode code = { 4660, 19785 };

typedef struct
{
  double cmyk[4];
} Ink;

struct _MitSwatches
{
  GArray *inks; /* Ink */
};

/** mit_swatches_new: An empty table. Returns: (transfer full) */
MitSwatches *
mit_swatches_new (void)
{
  MitSwatches *self = g_atomic_rc_box_new0 (MitSwatches);

  self->inks = g_array_new (FALSE, FALSE, sizeof (Ink));

  return self;
}

MitSwatches *
mit_swatches_ref (MitSwatches *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (MitSwatches *self)
{
  g_array_unref (self->inks);
}

void
mit_swatches_unref (MitSwatches *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

/**
 * mit_swatches_add:
 * @cmyk: cyan, magenta, yellow, black, each 0 to 1
 *
 * Returns: the ink's number, the old one when it was added before; at most 65535
 */
guint
mit_swatches_add (MitSwatches *self, const double cmyk[4])
{
  for (guint i = 0; i < self->inks->len; i++)
    if (memcmp (&g_array_index (self->inks, Ink, i), cmyk, sizeof (Ink)) == 0)
      return i + 1;

  g_return_val_if_fail (self->inks->len < MIT_CODE_MAXIMUM, 0);
  g_array_append_vals (self->inks, cmyk, 1);

  return self->inks->len;
}

/** mit_swatches_get: Returns: whether there is an ink @id; only then @cmyk is set */
gboolean
mit_swatches_get (MitSwatches *self, guint id, double cmyk[4])
{
  if (id == 0 || id > self->inks->len)
    return FALSE;

  memcpy (cmyk, &g_array_index (self->inks, Ink, id - 1), sizeof (Ink));

  return TRUE;
}

/** mit_swatches_get_code: The colour to draw with, each part 0 to 1. */
void
mit_swatches_get_code (MitSwatches *self, guint id, double rgb[3])
{
  g_return_if_fail (id > 0 && id <= self->inks->len);

  mit_code_get (&code, id, rgb);
}

/** mit_swatches_decode: Returns: the number in a code colour, 0 for any other colour */
guint
mit_swatches_decode (double r, double g, double b)
{
  return (guint) MAX (mit_code_decode (&code, r, g, b), 0);
}
