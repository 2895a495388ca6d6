// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-layout.h"
#include "mit-units.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* pt; one Pango unit and what sums of doubles lose. */
#define EXACT 0.01

#define GRID 13.0

static const char prose[] =
  "„Die **Mitgliederversammlung** des Bezirksverbandes wählt alle zwei Jahre einen Vorstand.“ Wer *zum ersten Mal* kommt, "
  "wird von einer Patin begrüßt; die Genoss*innen aus Neukölln, Straßburg und Şırnak bringen Ćevapčići mit. Für die "
  "Vorbereitung der Bundestagsabgeordnetenwahlkampfauftaktveranstaltung suchen wir Helferinnen und Helfer, die Plakate "
  "kleben, Flugblätter verteilen – auch am Sonntag – und am Infostand Gespräche führen.";

static MitStyleSheet *
make_styles (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (
    g_strdup ("{ 'body': { 'size': 10, 'leading': 12, 'align': 'justify', 'hyphenate': true },"
              "  'plain': { 'parent': 'body', 'hyphenate': false },"
              "  'gridcap': { 'parent': 'body', 'drop-cap': 3, 'baseline-grid': 14 },"
              "  'ragged': { 'parent': 'body', 'align': 'left' },"
              "  'item': { 'parent': 'body', 'left-indent': 14, 'first-indent': -14, 'bullet': '•' },"
              "  'tabs': { 'parent': 'ragged', 'tabs': [ 50, { 'position': 90, 'align': 'right' } ] },"
              "  'even': { 'parent': 'body', 'optical-margin': true },"
              "  'initial': { 'parent': 'body', 'drop-cap': 3, 'first-indent': 20 },"
              "  'grid': { 'parent': 'body', 'baseline-grid': 13, 'space-before': 4, 'space-after': 3 },"
              "  'head': { 'parent': 'grid', 'size': 15, 'leading': 18, 'align': 'left', 'keep-with-next': true } }"),
    "'", '"');
  MitStyleSheet *styles = mit_style_sheet_new_from_data (json, &error);

  g_assert_no_error (error);

  return styles;
}

static MitStory *
make_story (const char *style, guint n)
{
  MitStory *story = mit_story_new ("de");

  for (guint i = 0; i < n; i++)
    mit_story_add (story, style, prose, NULL);

  return story;
}

/* Each byte of each paragraph stands on one line. */
static void
assert_complete (const MitStory *story, const MitLayout *layout)
{
  gsize set = 0, written = 0;

  g_assert_false (mit_layout_overflows (layout, NULL));
  for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
    set += mit_layout_get_line (layout, i)->end - mit_layout_get_line (layout, i)->start;
  for (guint i = 0; i < mit_story_get_n_paragraphs (story); i++)
    written += strlen (mit_story_get_text (story, i));
  g_assert_cmpuint (set, ==, written);
}

static gboolean
touches (const MitLine *line, const MitRect *rect)
{
  double top = line->baseline - 9, bottom = line->baseline + 2;

  return line->x < rect->x + rect->width - EXACT && line->x + line->width > rect->x + EXACT && top < rect->y + rect->height && bottom > rect->y;
}

static void
check_round (const char *style, const MitHole *holes, guint n_holes)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = make_story (style, 6);
  MitBox boxes[] = { { .rect = { 40, 50, 400, 230 }, .columns = 1 }, { .page = 1, .rect = { 40, 50, 400, 400 }, .columns = 2, .gutter = 20 } };
  g_autoptr (MitLayout) layout = mit_layout_new_around (NULL, story, styles, boxes, 2, holes, n_holes, MIT_LAYOUT_REPEAT_LAST);

  assert_complete (story, layout);
  for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
    {
      const MitLine *line = mit_layout_get_line (layout, i);
      const MitBox  *box = mit_layout_get_box (layout, line->box);

      g_assert_cmpfloat (line->width, <=, line->measure + EXACT);
      g_assert_cmpfloat (line->x, >=, box->rect.x - EXACT);
      g_assert_cmpfloat (line->x + line->width, <=, box->rect.x + box->rect.width + EXACT);
      for (guint h = 0; h < n_holes; h++)
        g_assert_false (holes[h].page == box->page && touches (line, &holes[h].rect));
    }
}

static void
test_text_goes_round_holes (void)
{
  static const char *const used[] = { "body", "ragged", "item", "tabs", "initial", "grid" };
  const MitHole            holes[] = { { 0, { 300, 80, 200, 60 } },
                                       { 0, { 0, 170, 120, 50 } },
                                       { 0, { 180, 60, 40, 25 } },
                                       { 1, { 200, 20, 60, 300 } },
                                       { 1, { 150, 310, 80, 40 } } };

  for (gsize i = 0; i < G_N_ELEMENTS (used); i++)
    for (guint n = 1; n <= G_N_ELEMENTS (holes); n++)
      check_round (used[i], holes, n);
}

/* Words before narrow rooms go on below them whole. */
static void
test_words_that_fit_below_are_not_cut (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = mit_story_new ("de");
  MitBox  box = { .rect = { 0, 0, 300, 500 } };
  MitHole hole = { 0, { 100, 0, 200, 12 } };
  g_autoptr (MitLayout) layout = NULL;

  mit_story_add (story, "plain", "Genossen Bundestagsabgeordnetenwahlkampf ist in aller Munde und auch auf der Straße.", NULL);
  layout = mit_layout_new_around (NULL, story, styles, &box, 1, &hole, 1, MIT_LAYOUT_NONE);
  assert_complete (story, layout);
  g_assert_cmpfloat (mit_layout_get_line (layout, 0)->measure, <, 101);
  for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
    g_assert_false (mit_layout_get_line (layout, i)->hyphenated);
}

/* On both sides of the hole there is text somewhere, and a line that is narrow is full all the same. */
static void
test_lines_beside_a_hole_are_used (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = make_story ("body", 2);
  MitBox  box = { .rect = { 0, 0, 400, 500 } };
  MitHole hole = { 0, { 250, 20, 150, 40 } };
  g_autoptr (MitLayout) layout = mit_layout_new_around (NULL, story, styles, &box, 1, &hole, 1, MIT_LAYOUT_NONE);
  guint n_narrow = 0;

  for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
    {
      const MitLine *line = mit_layout_get_line (layout, i);

      if (line->measure > 300)
        continue;
      g_assert_cmpfloat_with_epsilon (line->measure, 250, EXACT);
      g_assert_cmpfloat_with_epsilon (line->width, 250, EXACT);
      n_narrow++;
    }
  /* 20 to 60 pt are touched by the lines from 12 to 60. */
  g_assert_cmpuint (n_narrow, ==, 4);
}

static void
test_where_both_sides_are_narrow_text_goes_below (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = make_story ("body", 1);
  MitBox  box = { .rect = { 0, 0, 200, 500 } };
  MitHole hole = { 0, { 50, 0, 90, 77 } };
  g_autoptr (MitLayout) layout = mit_layout_new_around (NULL, story, styles, &box, 1, &hole, 1, MIT_LAYOUT_NONE);

  assert_complete (story, layout);
  g_assert_cmpfloat (mit_layout_get_line (layout, 0)->baseline, >, 77);
  g_assert_cmpfloat_with_epsilon (mit_layout_get_line (layout, 0)->measure, 200, EXACT);
}

static void
test_baselines_stand_on_the_grid (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = mit_story_new ("de");
  MitBox boxes[] = { { .rect = { 40, 51.7, 400, 150 }, .columns = 2, .gutter = 20 }, { .page = 1, .rect = { 40, 33.3, 200, 600 } } };
  g_autoptr (MitLayout) layout = NULL;
  double last = 0;

  for (int i = 0; i < 4; i++)
    {
      mit_story_add (story, "head", "Überschrift", NULL);
      mit_story_add (story, "grid", prose, NULL);
    }
  layout = mit_layout_new (story, styles, boxes, 2, MIT_LAYOUT_NONE);
  assert_complete (story, layout);
  for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
    {
      const MitLine *line = mit_layout_get_line (layout, i);
      const MitRect *rect = &mit_layout_get_box (layout, line->box)->rect;

      g_assert_cmpfloat_with_epsilon (line->baseline / GRID, round (line->baseline / GRID), EXACT);
      g_assert_cmpfloat (line->baseline, <, rect->y + rect->height);
      g_assert_true (line->baseline >= last + GRID - EXACT || line->baseline < last);
      last = line->baseline;
    }
}

static void
test_a_drop_cap_is_as_high_as_its_lines (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = make_story ("initial", 1);
  MitBox box = { .rect = { 0, 0, 250, 500 } };
  g_autoptr (MitLayout) layout = mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_NONE);
  const MitLine *lines[4];

  assert_complete (story, layout);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    lines[i] = mit_layout_get_line (layout, i);
  /* The quotation mark and its letter; the line counts them, but begins to their right. */
  g_assert_cmpuint (lines[0]->start, ==, 0);
  g_assert_cmpfloat (lines[0]->x, >, 30);
  g_assert_cmpfloat_with_epsilon (lines[1]->x, lines[0]->x, EXACT);
  g_assert_cmpfloat_with_epsilon (lines[2]->x, lines[0]->x, EXACT);
  g_assert_cmpfloat_with_epsilon (lines[2]->measure, 250 - lines[2]->x, EXACT);
  g_assert_cmpfloat_with_epsilon (lines[3]->x, 0, EXACT);
}

static void
test_a_drop_cap_needs_its_lines (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = mit_story_new ("de");
  MitBox narrow = { .rect = { 0, 0, 60, 4000 } };
  MitBox box = { .rect = { 0, 0, 250, 60 }, .columns = 1 };
  MitBox boxes[] = { box, { .page = 1, .rect = { 0, 0, 250, 500 } } };
  g_autoptr (MitLayout) layout = NULL;

  /* Too short, too narrow, no letter, nothing at all. */
  mit_story_add (story, "initial", "Nur eine Zeile.", NULL);
  mit_story_add (story, "initial", "– – –", NULL);
  mit_story_add (story, "initial", "", NULL);
  layout = mit_layout_new (story, styles, boxes, 2, MIT_LAYOUT_NONE);
  assert_complete (story, layout);
  for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
    g_assert_cmpfloat (mit_layout_get_line (layout, i)->x, <=, 20 + EXACT);
  g_clear_pointer (&layout, mit_layout_unref);

  /* Three lines do not fit below two others, so that all go to the next page. */
  g_clear_pointer (&story, mit_story_unref);
  story = mit_story_new ("de");
  mit_story_add (story, "body", "Eine Zeile\nund noch eine\nund die dritte", NULL);
  mit_story_add (story, "initial", prose, NULL);
  layout = mit_layout_new (story, styles, boxes, 2, MIT_LAYOUT_NONE);
  assert_complete (story, layout);
  g_assert_cmpuint (mit_layout_get_line (layout, 2)->box, ==, 0);
  g_assert_cmpuint (mit_layout_get_line (layout, 3)->box, ==, 1);
  g_clear_pointer (&layout, mit_layout_unref);

  layout = mit_layout_new (story, styles, &narrow, 1, MIT_LAYOUT_NONE);
  assert_complete (story, layout);
}

/* Less than a hyphen's width, and only where the style says so. */
static void
test_light_characters_stand_out (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  guint n_left = 0, n_right = 0;

  for (double width = 80; width < 300; width *= 1.13)
    {
      g_autoptr (MitStory) story = make_story ("even", 3);
      MitBox box = { .rect = { 50, 0, width, 5000 } };
      g_autoptr (MitLayout) layout = mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_NONE);

      assert_complete (story, layout);
      for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
        {
          const MitLine *line = mit_layout_get_line (layout, i);
          double         right = line->x + line->width - 50 - width;

          g_assert_cmpfloat (line->x, >, 50 - 3);
          g_assert_cmpfloat (right, <, 3);
          g_assert_cmpfloat (line->width, <=, line->measure + EXACT);
          n_left += line->x < 50 - EXACT;
          n_right += right > EXACT;
          if (line->hyphenated && line->width > line->measure - EXACT)
            g_assert_cmpfloat (right, >, 1);
        }
    }
  g_assert_cmpuint (n_left, >, 10);
  g_assert_cmpuint (n_right, >, 30);
}

static MitLayout *
lay_out_around (const char *style, const char *text, MitBox *boxes, guint n_boxes, const MitHole *hole)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = mit_story_new ("de");
  MitLayout *layout;

  mit_story_add (story, style, text, NULL);
  layout = mit_layout_new_around (NULL, story, styles, boxes, n_boxes, hole, hole ? 1 : 0, MIT_LAYOUT_NONE);
  assert_complete (story, layout);

  return layout;
}

/* How far the lines of a paragraph begin from the column's edge. */
static double
get_start (const MitLayout *layout, guint line)
{
  return mit_layout_get_line (layout, line)->x - mit_layout_get_box (layout, mit_layout_get_line (layout, line)->box)->rect.x;
}

/* Beside a hole that not all of its lines have, or that parts them, there is no drop cap that could lie on either. */
static void
test_drop_cap_needs_an_edge (void)
{
  const MitHole beside_first = { 0, { 0, 0, 90, 10 } }, between = { 0, { 0, 12, 300, 40 } }, elsewhere = { 0, { 250, 0, 50, 10 } };
  MitBox        box = { .rect = { 0, 0, 300, 900 } };
  g_autoptr (MitLayout) first = lay_out_around ("initial", prose, &box, 1, &beside_first);
  g_autoptr (MitLayout) parted = lay_out_around ("initial", prose, &box, 1, &between);
  g_autoptr (MitLayout) whole = lay_out_around ("initial", prose, &box, 1, &elsewhere);

  g_assert_cmpfloat_with_epsilon (get_start (first, 1), 0, EXACT);
  g_assert_cmpfloat_with_epsilon (get_start (parted, 1), 0, EXACT);
  g_assert_cmpfloat (get_start (whole, 1), >, 10);
}

/* Three lines high it does not stand in a frame for two. */
static void
test_drop_cap_stays_in_its_frame (void)
{
  MitBox boxes[] = { { .rect = { 0, 0, 300, 25 } }, { .page = 1, .rect = { 0, 0, 300, 900 } } };
  g_autoptr (MitLayout) layout = lay_out_around ("initial", prose, boxes, 2, NULL);

  g_assert_cmpuint (mit_layout_get_line (layout, 1)->box, ==, 0);
  g_assert_cmpfloat_with_epsilon (get_start (layout, 1), 0, EXACT);
}

typedef struct
{
  double size;
  double y;
} Cap;

static void
find_cap (const MitDisplayList *list, double y, Cap *cap)
{
  for (guint i = 0; i < mit_display_list_get_n_items (list); i++)
    {
      const MitItem *item = mit_display_list_get_item (list, i);

      if (item->kind == MIT_ITEM_GROUP)
        find_cap (item->group.list, y + item->group.y, cap);
      else if (item->kind == MIT_ITEM_GLYPHS)
        {
          g_autoptr (PangoFontDescription) font = pango_font_describe_with_absolute_size (item->glyphs.glyph_item->item->analysis.font);
          double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;

          if (size > cap->size)
            *cap = (Cap) { size, y + item->glyphs.y };
        }
    }
}

/* On a grid its foot stands on the third line, too. */
static void
test_drop_cap_stands_on_the_grid (void)
{
  MitBox box = { .rect = { 0, 0, 300, 900 } };
  g_autoptr (MitLayout) layout = lay_out_around ("gridcap", prose, &box, 1, NULL);
  Cap cap = { 0, 0 };

  find_cap (mit_layout_get_display_list (layout, 0), 0, &cap);
  g_assert_cmpfloat (cap.size, >, 20);
  g_assert_cmpfloat_with_epsilon (cap.y, mit_layout_get_line (layout, 2)->baseline, EXACT);
}

/* The space behind a word of one letter is not at the edge. */
static void
test_letter_alone_leaves_no_space (void)
{
  MitBox           box = { .rect = { 0, 0, 300, 900 } };
  g_autofree char *text = g_strconcat ("O ", strstr (prose, "Die"), NULL);
  g_autoptr (MitLayout) layout = lay_out_around ("initial", text, &box, 1, NULL);
  g_autofree char *read = mit_display_list_get_text (mit_layout_get_display_list (layout, 0));

  g_assert_cmpfloat (get_start (layout, 0), >, 10);
  g_assert_cmpfloat_with_epsilon (get_start (layout, 0), get_start (layout, 1), EXACT);
  g_assert_cmpfloat_with_epsilon (mit_layout_get_line (layout, 0)->width, mit_layout_get_line (layout, 0)->measure, EXACT);
  g_assert_nonnull (strstr (read, "O "));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shape/text-goes-round-holes", test_text_goes_round_holes);
  g_test_add_func ("/shape/lines-beside-a-hole-are-used", test_lines_beside_a_hole_are_used);
  g_test_add_func ("/shape/where-both-sides-are-narrow-text-goes-below", test_where_both_sides_are_narrow_text_goes_below);
  g_test_add_func ("/shape/baselines-stand-on-the-grid", test_baselines_stand_on_the_grid);
  g_test_add_func ("/shape/a-drop-cap-is-as-high-as-its-lines", test_a_drop_cap_is_as_high_as_its_lines);
  g_test_add_func ("/shape/a-drop-cap-needs-its-lines", test_a_drop_cap_needs_its_lines);
  g_test_add_func ("/shape/words-that-fit-below-are-not-cut", test_words_that_fit_below_are_not_cut);
  g_test_add_func ("/shape/a-drop-cap-needs-an-edge", test_drop_cap_needs_an_edge);
  g_test_add_func ("/shape/a-drop-cap-stays-in-its-frame", test_drop_cap_stays_in_its_frame);
  g_test_add_func ("/shape/a-drop-cap-stands-on-the-grid", test_drop_cap_stands_on_the_grid);
  g_test_add_func ("/shape/a-letter-alone-leaves-no-space", test_letter_alone_leaves_no_space);
  g_test_add_func ("/shape/light-characters-stand-out", test_light_characters_stand_out);

  return g_test_run ();
}
