// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-optical-margin.h"

typedef struct
{
  gunichar c;
  double   start, end; /* shares of the character's width */
} Margin;

/* The lighter a character is at its side, the further it stands out. In the order of the characters. */
static const Margin margins[] = {
  { '!', 0, 0.1 },
  { '(', 0.1, 0 },
  { ')', 0, 0.1 },
  { ',', 0, 0.5 },
  { '-', 0.5, MIT_OPTICAL_HYPHEN },
  { '.', 0, 0.6 },
  { ':', 0, 0.4 },
  { ';', 0, 0.3 },
  { '?', 0, 0.15 },
  { 'A', 0.05, 0.05 },
  { 'T', 0.05, 0.05 },
  { 'V', 0.05, 0.05 },
  { 'W', 0.04, 0.04 },
  { 'Y', 0.05, 0.05 },
  { 'v', 0.04, 0.04 },
  { 'w', 0.03, 0.03 },
  { 'y', 0.04, 0.04 },
  { 0x00ab, 0.4, 0.4 }, /* « */
  { 0x00bb, 0.4, 0.4 }, /* » */
  { 0x2010, 0.5, MIT_OPTICAL_HYPHEN },
  { 0x2013, 0.2, 0.3 },  /* – */
  { 0x2014, 0.15, 0.2 }, /* — */
  { 0x2018, 0.6, 0.6 },  /* ‘ */
  { 0x2019, 0.6, 0.6 },  /* ’ */
  { 0x201a, 0.5, 0.5 },  /* ‚ */
  { 0x201c, 0.5, 0.5 },  /* “ */
  { 0x201d, 0.5, 0.5 },  /* ” */
  { 0x201e, 0.4, 0.4 },  /* „ */
  { 0x2026, 0, 0.1 },    /* … */
};

/**
 * mit_optical_margin:
 * @is_end: at the line's end, else at its beginning
 *
 * How far a character stands out beyond the edge of its column so that the edge looks straight, after the "margin kerning"
 * of Hàn Thế Thành, "Micro-typographic extensions to the TeX typesetting system" (2000), for text from left to right.
 *
 * Returns: a share of the character's width
 */
double
mit_optical_margin (gunichar c, gboolean is_end)
{
  gsize low = 0, high = G_N_ELEMENTS (margins);

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (margins[middle].c < c)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == G_N_ELEMENTS (margins) || margins[low].c != c)
    return 0;

  return is_end ? margins[low].end : margins[low].start;
}
