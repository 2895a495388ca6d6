// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-color.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What full cyan, magenta, yellow and their overprints look like on coated paper (FOGRA39), as sRGB, indexed by bits
 * c = 1, m = 2, y = 4. */
static const double primaries[8][3] = {
  { 255, 255, 255 },
  { 0, 158, 224 },
  { 226, 0, 122 },
  { 49, 39, 131 },
  { 255, 237, 0 },
  { 0, 150, 64 },
  { 227, 6, 19 },
  { 54, 54, 52 },
};

static double
clamp (double value)
{
  return isnan (value) ? 0 : CLAMP (value + 0.0, 0.0, 1.0);
}

/** mit_color_black: Black ink alone, as all text should be. */
MitColor
mit_color_black (void)
{
  return (MitColor) { .cmyk = { 0, 0, 0, 1 } };
}

/** mit_color_white: The bare paper. */
MitColor
mit_color_white (void)
{
  return (MitColor) { .red = 1, .green = 1, .blue = 1 };
}

/* Neugebauer's mixture of the eight primaries, each weighted by the share of paper it covers. */
static double
mix_primaries (const double cmyk[4], int channel)
{
  double sum = 0;

  for (int bits = 0; bits < 8; bits++)
    {
      double share = 1;

      for (int ink = 0; ink < 3; ink++)
        share *= bits & (1 << ink) ? cmyk[ink] : 1 - cmyk[ink];
      sum += share * primaries[bits][channel];
    }

  return clamp (sum / 255 * (1 - cmyk[3]));
}

/**
 * mit_color_cmyk:
 *
 * A swatch of inks, each 0 to 1. Its look on the screen is an estimate without a colour profile; set red, green and blue
 * where a better one is known.
 */
MitColor
mit_color_cmyk (double c, double m, double y, double k)
{
  MitColor color = { .cmyk = { clamp (c), clamp (m), clamp (y), clamp (k) } };

  color.red = mix_primaries (color.cmyk, 0);
  color.green = mix_primaries (color.cmyk, 1);
  color.blue = mix_primaries (color.cmyk, 2);

  return color;
}

/** mit_color_rgb: A swatch from sRGB, 0 to 1. Greys go on black ink alone; the inks of other colours are an estimate. */
MitColor
mit_color_rgb (double red, double green, double blue)
{
  MitColor color = { .red = clamp (red), .green = clamp (green), .blue = clamp (blue) };
  double   light = MAX (color.red, MAX (color.green, color.blue));

  color.cmyk[3] = 1 - light;
  if (light > 0)
    {
      color.cmyk[0] = 1 - color.red / light;
      color.cmyk[1] = 1 - color.green / light;
      color.cmyk[2] = 1 - color.blue / light;
    }

  return color;
}

/* "cmyk(0 100 100 0)"; with a point in every language, as the text goes into files and to other machines. */
static gboolean
parse_inks (const char *text, double cmyk[4])
{
  const char *at = text + strlen ("cmyk(");

  if (!g_str_has_prefix (text, "cmyk("))
    return FALSE;
  for (int i = 0; i < 4; i++)
    {
      char *end;

      cmyk[i] = g_ascii_strtod (at, &end) / 100;
      if (end == at || *end != (i < 3 ? ' ' : ')'))
        return FALSE;
      at = end + 1;
    }

  return *at == 0;
}

/**
 * mit_color_parse:
 * @text: "#d8001d", or inks in percent "cmyk(0 100 100 0)"
 * @color: (out): the colour, untouched when @text is none
 */
gboolean
mit_color_parse (const char *text, MitColor *color)
{
  double   cmyk[4];
  unsigned red, green, blue;
  int      end = 0;

  if (sscanf (text, "#%2x%2x%2x%n", &red, &green, &blue, &end) == 3 && end == 7 && text[end] == 0)
    *color = mit_color_rgb (red / 255.0, green / 255.0, blue / 255.0);
  else if (parse_inks (text, cmyk))
    *color = mit_color_cmyk (cmyk[0], cmyk[1], cmyk[2], cmyk[3]);
  else
    return FALSE;

  return TRUE;
}

/** mit_color_to_string: What mit_color_parse() reads; the inks, unless the screen colour was chosen. Returns: (transfer full) */
char *
mit_color_to_string (const MitColor *self)
{
  MitColor estimate = mit_color_cmyk (self->cmyk[0], self->cmyk[1], self->cmyk[2], self->cmyk[3]);

  if (mit_color_equal (self, &estimate))
    {
      char inks[4][G_ASCII_DTOSTR_BUF_SIZE];

      for (int i = 0; i < 4; i++)
        g_ascii_formatd (inks[i], sizeof inks[i], "%g", self->cmyk[i] * 100);
      return g_strdup_printf ("cmyk(%s %s %s %s)", inks[0], inks[1], inks[2], inks[3]);
    }

  return g_strdup_printf ("#%02lx%02lx%02lx", lround (self->red * 255), lround (self->green * 255),
                          lround (self->blue * 255));
}

gboolean
mit_color_equal (const MitColor *a, const MitColor *b)
{
  for (int i = 0; i < 4; i++)
    if (fabs (a->cmyk[i] - b->cmyk[i]) > 1e-9)
      return FALSE;

  return fabs (a->red - b->red) < 1e-9 && fabs (a->green - b->green) < 1e-9 && fabs (a->blue - b->blue) < 1e-9;
}

/**
 * mit_color_set_source:
 * @swatches: (nullable): the print file's inks, to draw the code of this one; %NULL to draw sRGB
 */
void
mit_color_set_source (const MitColor *self, cairo_t *cr, MitSwatches *swatches)
{
  double rgb[3] = { self->red, self->green, self->blue };

  if (swatches)
    mit_swatches_get_code (swatches, mit_swatches_add (swatches, self->cmyk), rgb);

  cairo_set_source_rgb (cr, rgb[0], rgb[1], rgb[2]);
}
