// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-marks.h"

#include "mit-units.h"

/* What print shops ask for: a hairline on all plates, outside of the bleed. */
#define MARK_LENGTH MIT_MM (5)
#define MARK_DISTANCE MIT_MM (1) /* beyond the bleed */
#define MARK_WIDTH 0.25
#define LEAST_OFFSET MIT_MM (3) /* from the cut, however small the bleed is */

#define SLUG_SIZE 6

/* The two marks of one corner, which lies at (x, y); @dx and @dy point outwards. */
static void
add_corner (MitDisplayList *list, double x, double y, double dx, double dy, double offset, const MitColor *color)
{
  double end = offset + MARK_LENGTH;

  mit_display_list_add_line (list, x + dx * offset, y, x + dx * end, y, MARK_WIDTH, color);
  mit_display_list_add_line (list, x, y + dy * offset, x, y + dy * end, MARK_WIDTH, color);
}

/* Below the page, between the marks. */
static void
add_slug (MitDisplayList *list, double width, double height, double bleed, const char *slug)
{
  MitStyle style;
  double   baseline = height + MIT_MM (bleed) + MARK_DISTANCE + SLUG_SIZE;

  mit_style_init (&style);
  style.family = g_intern_static_string ("Liberation Sans");
  style.size = SLUG_SIZE;
  style.leading = SLUG_SIZE;
  mit_display_list_add_text_fitted (list, &style, slug, MIT_MM (3), baseline, width - MIT_MM (6), MIT_FIT_ELLIPSIZE);
}

/**
 * mit_marks_new:
 * @width: pt, of the trimmed page
 * @height: pt
 * @bleed: mm
 * @slug: what the line of text below the page says
 *
 * Crop marks at the four corners, in registration: on every plate in full, so that the plates can be laid over each other.
 * The origin is the trimmed page's upper left corner; %MIT_MARKS_ROOM beyond the bleed is enough for all of it.
 *
 * Returns: (transfer full): a sealed list
 */
MitDisplayList *
mit_marks_new (double width, double height, double bleed, const char *slug)
{
  MitDisplayList *list = mit_display_list_new ();
  MitColor        registration = mit_color_cmyk (1, 1, 1, 1);
  double          offset = MAX (MIT_MM (bleed) + MARK_DISTANCE, LEAST_OFFSET);

  add_corner (list, 0, 0, -1, -1, offset, &registration);
  add_corner (list, width, 0, 1, -1, offset, &registration);
  add_corner (list, 0, height, -1, 1, offset, &registration);
  add_corner (list, width, height, 1, 1, offset, &registration);
  add_slug (list, width, height, bleed, slug);
  mit_display_list_seal (list);

  return list;
}
