// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-paragraph-private.h"

/* Ems of the text between the drop cap and the lines beside it. */
#define GAP_EMS 0.25

/* Share of the column that a drop cap may take. */
#define MAX_SHARE 0.4

static gboolean
opens (gunichar c)
{
  return c == '"' || c == '\'' || c == '(' || c == 0x00ab || c == 0x00bb || (c >= 0x2018 && c <= 0x201f);
}

/* The first letter with all its marks, and a quotation mark before it. */
static guint
count_characters (const MitParagraph *self, const PangoLogAttr *attrs)
{
  guint n = self->n_chars > 0 && opens (mit_paragraph_get_char (self, 0)) ? 1 : 0;

  if (n >= self->n_chars || !g_unichar_isalnum (mit_paragraph_get_char (self, n)))
    return 0;
  for (n++; n < self->n_chars && !attrs[n].is_cursor_position;)
    n++;

  return n;
}

/* With the spaces after it, which are there for who copies the text or has it read out, and take no room. */
static MitShapedLine *
shape (const MitParagraph *self, MitFace *face)
{
  g_autoptr (PangoLayout) layout = mit_font_create_layout (&self->drop_cap.style);
  g_autofree char *text = g_strndup (self->text, self->offsets[self->drop_cap.next]);
  MitShapedLine   *line;

  *face = (MitFace) { &self->drop_cap.style, self->language, self->face.direction, NULL, 0 };
  line = mit_shaped_line_new (layout, face, text, 0);
  mit_shaped_line_hide_tail (line, self->offsets[self->drop_cap.n_chars]);

  return line;
}

/**
 * mit_paragraph_find_drop_cap:
 * @attrs: of the paragraph's text
 *
 * Note what stands in the drop cap, if there is one.
 */
void
mit_paragraph_find_drop_cap (MitParagraph *self, const PangoLogAttr *attrs)
{
  MitDropCap *cap = &self->drop_cap;

  if (self->style.drop_cap < 2 || self->style.bullet || self->has_tabs || self->face.direction == PANGO_DIRECTION_RTL)
    return;
  cap->n_chars = count_characters (self, attrs);
  cap->next = cap->n_chars;
  while (cap->n_chars > 0 && cap->next < self->n_chars && mit_paragraph_get_char (self, cap->next) == ' ')
    cap->next++;
}

/**
 * mit_paragraph_measure_drop_cap:
 * @step: pt from one line beside it to the next
 *
 * A drop cap reaches from the cap height of the paragraph's first line to the baseline of the last one beside it.
 */
void
mit_paragraph_measure_drop_cap (MitParagraph *self, double step)
{
  MitDropCap *cap = &self->drop_cap;
  double      height = mit_font_get_cap_height (&self->style);
  MitFace     face;
  g_autoptr (MitShapedLine) line = NULL;

  if (cap->n_chars == 0 || cap->step == step)
    return;
  cap->step = step;
  cap->style = self->style;
  cap->style.size *= ((self->style.drop_cap - 1) * step + height) / height;
  cap->style.letter_spacing = 0;
  line = shape (self, &face);
  cap->width = mit_shaped_line_get_width (line) + GAP_EMS * self->style.size;
}

/* As it was measured. */
gboolean
mit_paragraph_has_drop_cap (const MitParagraph *self, double width)
{
  return self->drop_cap.n_chars > 0 && self->drop_cap.width < MAX_SHARE * width;
}

/* @x: where the lines beside it begin, pt */
void
mit_paragraph_draw_drop_cap (MitParagraph *self, MitDisplayList *list, double x, double step)
{
  MitFace face;
  g_autoptr (MitShapedLine) line = NULL;

  mit_paragraph_measure_drop_cap (self, step);
  line = shape (self, &face);
  mit_shaped_line_draw (line, list, x - self->drop_cap.width, (self->style.drop_cap - 1) * step);
}
