// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-inks.h"

#include "mit-print-error.h"

#include <glib/gi18n.h>
#include <math.h>

/* Half a step of 8 bits: colours from a colour chooser are neutral only up to that. */
#define NEUTRAL_TOLERANCE (0.5 / 255)

static gboolean
is_neutral (const double rgb[3])
{
  return fabs (rgb[0] - rgb[1]) <= NEUTRAL_TOLERANCE && fabs (rgb[1] - rgb[2]) <= NEUTRAL_TOLERANCE;
}

/**
 * mit_print_inks_convert:
 * @rgb: a colour as cairo wrote it, each part 0 to 1
 * @cmyk: (out): its inks, each 0 to 1
 *
 * A code colour is its swatch. Any other grey is black ink alone, since a grey text or line of four inks never fits
 * together on the press; the tone is that of DeviceGray. All else goes through the profile.
 *
 * Returns: %FALSE with %MIT_PRINT_ERROR_INPUT when a code colour has no swatch
 */
gboolean
mit_print_inks_convert (const MitPrintInks *self, const double rgb[3], double cmyk[4], GError **error)
{
  guint id = mit_swatches_decode (rgb[0], rgb[1], rgb[2]);

  if (id > 0 && self->swatches)
    {
      if (mit_swatches_get (self->swatches, id, cmyk))
        return TRUE;
      /* Translators: %u is the number of an ink. */
      g_set_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, _ ("The document uses ink number %u, which it does not define. Choose the colours of the page anew."), id);
      return FALSE;
    }

  if (is_neutral (rgb))
    {
      cmyk[0] = cmyk[1] = cmyk[2] = 0;
      cmyk[3] = 1 - rgb[1];
    }
  else
    mit_print_profile_convert_colour (self->profile, rgb, cmyk);

  return TRUE;
}

/** mit_print_inks_is_black: Whether a colour is full black ink and nothing else, which may print over what is below it. */
gboolean
mit_print_inks_is_black (const double cmyk[4])
{
  return cmyk[0] == 0 && cmyk[1] == 0 && cmyk[2] == 0 && cmyk[3] == 1;
}
