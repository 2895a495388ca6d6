// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-layout.h"
#include "mit-units.h"

#include <locale.h>
#include <string.h>

/* pt; one Pango unit and what sums of doubles lose. */
#define EXACT 0.01

static const char *const torture[] = {
  "Die **Mitgliederversammlung** des Bezirksverbandes wählt alle zwei Jahre einen Vorstand, und zwar *geheim*; die "
  "Genoss*innen aus Straßburg, Şırnak und Ćuprija bringen Ćevapčići und 12 000 Flugblätter mit.",
  "Bundestagsabgeordnetenwahlkampfauftaktveranstaltungsvorbereitungsausschuss Rindfleischetikettierungsüberwachung",
  "https://mitmachen.example.org/einladung/zur/mitgliederversammlung?jahr=2031&bezirk=tempelhof-schoeneberg ist lang.",
  "",
  "Auf\u00adlage\u00ad und Mit\u00adglieder\u00adversammlung mit eigenen Trenn\u00adstellen\u00ad",
  "Eine Zeile\nund noch eine\u2028und die dritte",
  "Büro-, Saal- und Raumvergabe: Links-rechts-Kombinationen – so der Beschluss – gelten/galten nicht.",
  "Nguyễn Thị Minh Khai, محمد علي الفلسطيني, Łukasz Żółć, 江泽民, שלום עולם, 👩‍👩‍👧 und e\u0301\u0301\u0301 sind da.",
  "محمد علي يكتب رسالة طويلة إلى جميع الأعضاء في المنطقة ويدعوهم إلى الاجتماع القادم",
  "  führende Leerzeichen, geschützte\u00a0Leerzeichen und   mehrere   hintereinander  ",
  "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii WWWWWWWWWWWWWWWWWWW",
};

static MitStyleSheet *
make_styles (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (
    g_strdup ("{ 'body': { 'size': 10, 'leading': 12, 'align': 'justify', 'hyphenate': true },"
              "  'whole': { 'parent': 'body', 'hyphenate': false },"
              "  'ragged': { 'parent': 'body', 'align': 'left', 'family': 'Lato' },"
              "  'center': { 'parent': 'body', 'align': 'center' },"
              "  'right': { 'parent': 'body', 'align': 'right', 'family': 'Liberation Sans' },"
              "  'item': { 'parent': 'body', 'left-indent': 14, 'first-indent': -14, 'bullet': '•' },"
              "  'indent': { 'parent': 'body', 'first-indent': 20, 'right-indent': 5 },"
              "  'caps': { 'parent': 'body', 'caps': true, 'letter-spacing': 0.8 },"
              "  'spaced': { 'parent': 'body', 'space-before': 7, 'space-after': 5 },"
              "  'tabs': { 'parent': 'body', 'align': 'left', 'tabs': [ 50, { 'position': 150, 'align': 'right' },"
              "            { 'position': 180, 'align': 'center' } ] },"
              "  'head': { 'parent': 'body', 'size': 14, 'leading': 18, 'space-before': 10, 'align': 'left',"
              "            'keep-with-next': true } }"),
    "'", '"');
  MitStyleSheet *styles = mit_style_sheet_new_from_data (json, &error);

  g_assert_no_error (error);

  return styles;
}

static MitStory *
make_torture (const char *style)
{
  MitStory *story = mit_story_new ("de");

  for (gsize i = 0; i < G_N_ELEMENTS (torture); i++)
    mit_story_add (story, style, torture[i], NULL);

  return story;
}

static MitLayout *
set_in_one_column (const MitStory *story, MitStyleSheet *styles, double width)
{
  MitBox box = { .rect = { 40, 50, width, 1e6 } };

  return mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_NONE);
}

/* Each byte of each paragraph stands on one line, in order. */
static void
assert_complete (const MitStory *story, const MitLayout *layout)
{
  guint paragraph = 0;
  gsize end = 0;

  for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
    {
      const MitLine *line = mit_layout_get_line (layout, i);

      if (line->paragraph != paragraph)
        {
          g_assert_cmpuint (end, ==, strlen (mit_story_get_text (story, paragraph)));
          g_assert_cmpuint (line->paragraph, ==, ++paragraph);
          end = 0;
        }
      g_assert_cmpuint (line->start, ==, end);
      g_assert_cmpuint (line->end, >=, line->start);
      end = line->end;
    }
  g_assert_cmpuint (paragraph + 1, ==, mit_story_get_n_paragraphs (story));
  g_assert_cmpuint (end, ==, strlen (mit_story_get_text (story, paragraph)));
}

static double
get_run_width (const MitItem *item)
{
  return pango_units_to_double (pango_glyph_string_get_width (item->glyphs.glyph_item->glyphs));
}

static void
assert_runs_inside (const MitDisplayList *list, double left, double right)
{
  for (guint i = 0; i < mit_display_list_get_n_items (list); i++)
    {
      const MitItem *item = mit_display_list_get_item (list, i);

      if (item->kind == MIT_ITEM_GROUP)
        assert_runs_inside (item->group.list, left - item->group.x, right - item->group.x);
      if (item->kind != MIT_ITEM_GLYPHS)
        continue;
      g_assert_cmpfloat (item->glyphs.x, >=, left - EXACT);
      g_assert_cmpfloat (item->glyphs.x + get_run_width (item), <=, right + EXACT);
    }
}

static void
assert_well_set (const MitStory *story, MitStyleSheet *styles, double width)
{
  g_autoptr (MitLayout) layout = set_in_one_column (story, styles, width);

  assert_complete (story, layout);
  assert_runs_inside (mit_layout_get_display_list (layout, 0), 40, 40 + width);
  for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
    {
      const MitLine *line = mit_layout_get_line (layout, i);

      g_assert_cmpfloat (line->width, <=, line->measure + EXACT);
      g_assert_cmpfloat (line->measure, <=, width + EXACT);
      g_assert_cmpfloat (line->x, >=, 40 - EXACT);
      g_assert_cmpfloat (line->x + line->width, <=, 40 + width + EXACT);
    }
}

static void
test_no_line_is_wider_than_its_column (void)
{
  static const char *const styles_used[] = { "body", "whole", "ragged", "center", "right", "item", "indent", "caps", "tabs" };
  g_autoptr (MitStyleSheet) styles = make_styles ();

  for (gsize s = 0; s < G_N_ELEMENTS (styles_used); s++)
    {
      g_autoptr (MitStory) story = make_torture (styles_used[s]);

      for (double width = 23; width < 420; width *= 1.21)
        assert_well_set (story, styles, width);
    }
}

static gboolean
has_space (const MitStory *story, const MitLine *line)
{
  const char      *text = mit_story_get_text (story, line->paragraph);
  g_autofree char *part = g_strndup (text + line->start, line->end - line->start);

  g_strstrip (part);

  return strchr (part, ' ') || strstr (part, "\u00a0");
}

static void
test_justified_lines_fill_the_column (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = make_torture ("body");
  guint n = 0;

  for (double width = 60; width < 420; width *= 1.17)
    {
      g_autoptr (MitLayout) layout = set_in_one_column (story, styles, width);

      for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
        {
          const MitLine *line = mit_layout_get_line (layout, i);

          if (line->ends_text || !has_space (story, line))
            continue;
          g_assert_cmpfloat_with_epsilon (line->width, line->measure, EXACT);
          n++;
        }
    }
  g_assert_cmpuint (n, >, 100);
}

/* But where a word is divided, so that who searches for it finds it in one piece. */
static void
test_soft_hyphens_stand_only_at_the_end_of_lines (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = make_torture ("body");
  guint n_divided = 0;

  for (double width = 40; width < 300; width += 37)
    {
      g_autoptr (MitLayout) layout = set_in_one_column (story, styles, width);
      g_autofree char *text = mit_display_list_get_text (mit_layout_get_display_list (layout, 0));
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      for (char **line = lines; *line; line++)
        {
          const char *hyphen = strstr (*line, "\u00ad");

          g_assert_true (!hyphen || g_str_equal (hyphen, "\u00ad"));
          n_divided += hyphen != NULL;
        }
    }
  g_assert_cmpuint (n_divided, >, 20);
}

/* A word with soft hyphens is divided at these and nowhere else. */
static void
test_soft_hyphens_rule_their_word (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = mit_story_new ("de");
  g_autoptr (MitLayout) layout = NULL;
  g_autofree char *text = NULL;

  mit_story_add (story, "ragged", "Die Mitglieder\u00adversammlung", NULL);
  layout = set_in_one_column (story, styles, 78);
  text = mit_display_list_get_text (mit_layout_get_display_list (layout, 0));
  g_assert_cmpstr (text, ==, "Die Mitglieder\u00ad\nversammlung");
  g_assert_true (mit_layout_get_line (layout, 0)->hyphenated);
  g_assert_cmpuint (mit_layout_get_line (layout, 1)->start, ==, strlen ("Die Mitglieder\u00ad"));
}

/* There is no dictionary for Klingon; the same words in German are divided. */
static void
test_words_of_another_language_are_not_divided_as_german (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();

  for (int is_foreign = 0; is_foreign <= 1; is_foreign++)
    {
      g_autoptr (MitStory) story = mit_story_new ("de");
      g_autoptr (MitLayout) layout = NULL;
      guint n = 0;

      mit_story_add (story, "ragged", is_foreign ? "aber [Mitgliederversammlung Bezirksversammlung](lang:tlh) ja" : "aber Mitgliederversammlung Bezirksversammlung ja", NULL);
      layout = set_in_one_column (story, styles, 125);
      for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
        n += mit_layout_get_line (layout, i)->hyphenated;
      g_assert_cmpint (n > 0, ==, !is_foreign);
    }
}

static void
test_words_are_cut_only_in_need (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = mit_story_new ("xx");
  const char *word = "Donaudampfschifffahrtsgesellschaftskapitän";
  g_autoptr (MitLayout) narrow = NULL, wide = NULL;
  g_autofree char *text = NULL;

  mit_story_add (story, "body", "Am Donaudampfschifffahrtsgesellschaftskapitän", NULL);
  narrow = set_in_one_column (story, styles, 60);
  /* One point wider than the long word, so that it fits only on a line of its own. */
  wide = set_in_one_column (story, styles, 1 + mit_text_measure_width (mit_style_sheet_get (styles, "body"), word));
  text = mit_display_list_get_text (mit_layout_get_display_list (wide, 0));
  g_assert_cmpstr (text, ==, "Am \nDonaudampfschifffahrtsgesellschaftskapitän");
  g_assert_cmpuint (mit_layout_get_n_lines (narrow), >, 3);
}

static void
test_forced_lines_begin_anew (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = mit_story_new ("de");
  g_autoptr (MitLayout) layout = NULL;
  g_autofree char *text = NULL;

  mit_story_add (story, "body", "Eins\n\nzwei\u2028drei", NULL);
  layout = set_in_one_column (story, styles, 200);
  g_assert_cmpuint (mit_layout_get_n_lines (layout), ==, 4);
  text = mit_display_list_get_text (mit_layout_get_display_list (layout, 0));
  g_assert_cmpstr (text, ==, "Eins \nzwei \ndrei");
  for (guint i = 0; i < 4; i++)
    g_assert_true (mit_layout_get_line (layout, i)->ends_text);
}

/* @x: (out): where it stands in the outermost list */
static const MitItem *
find_run (const MitDisplayList *list, const char *text, double *x)
{
  const MitItem *found = NULL;

  for (guint i = 0; i < mit_display_list_get_n_items (list) && !found; i++)
    {
      const MitItem *item = mit_display_list_get_item (list, i);

      if (item->kind == MIT_ITEM_GROUP && (found = find_run (item->group.list, text, x)))
        *x += item->group.x;
      else if (item->kind == MIT_ITEM_GLYPHS && g_str_equal (item->glyphs.text, text))
        {
          found = item;
          *x = item->glyphs.x;
        }
    }

  return found;
}

static void
test_tabs_lead_to_their_stops (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = mit_story_new ("de");
  g_autoptr (MitLayout) layout = NULL;
  const MitItem *right, *center;
  double         left_x, right_x, center_x;

  mit_story_add (story, "tabs", "Freitag\tSaal\t18.00\tMitte", NULL);
  layout = set_in_one_column (story, styles, 220);
  find_run (mit_layout_get_display_list (layout, 0), "Saal", &left_x);
  right = find_run (mit_layout_get_display_list (layout, 0), "18.00", &right_x);
  center = find_run (mit_layout_get_display_list (layout, 0), "Mitte", &center_x);
  g_assert_cmpfloat_with_epsilon (left_x, 40 + 50, EXACT);
  g_assert_cmpfloat_with_epsilon (right_x + get_run_width (right), 40 + 150, EXACT);
  g_assert_cmpfloat_with_epsilon (center_x + get_run_width (center) / 2, 40 + 180, EXACT);
}

static MitStory *
make_novel (guint n_paragraphs)
{
  MitStory *story = mit_story_new ("de");

  for (guint i = 0; i < n_paragraphs; i++)
    {
      GString *text = g_string_new (NULL);

      if (i % 4 == 0)
        mit_story_add (story, "head", "Ein Zwischentitel", "kopf");
      for (guint j = 0; j <= i % 7; j++)
        g_string_append_printf (text, "%s ", torture[j % 2 ? 6 : 0]);
      mit_story_add (story, i % 3 ? "spaced" : "indent", text->str, NULL);
      g_string_free (text, TRUE);
    }

  return story;
}

/* Lines of paragraph @p that stand together with line @i in its column. */
static guint
count_together (const MitLayout *layout, guint i)
{
  const MitLine *line = mit_layout_get_line (layout, i);
  guint          n = 0;

  for (guint j = i; j < mit_layout_get_n_lines (layout); j++, n++)
    {
      const MitLine *other = mit_layout_get_line (layout, j);

      if (other->box != line->box || other->column != line->column || other->paragraph != line->paragraph)
        break;
    }

  return n;
}

static gboolean
is_whole (const MitStory *story, const MitLayout *layout, guint first, guint n)
{
  const char *text = mit_story_get_text (story, mit_layout_get_line (layout, first)->paragraph);

  return mit_layout_get_line (layout, first)->start == 0 && mit_layout_get_line (layout, first + n - 1)->end == strlen (text);
}

static void
test_two_lines_stay_together (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = make_novel (30);

  for (double height = 60; height < 400; height += 11)
    {
      MitBox box = { .rect = { 0, 0, 300, height }, .columns = 2, .gutter = 12 };
      g_autoptr (MitLayout) layout = mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_REPEAT_LAST);
      guint n;

      g_assert_false (mit_layout_overflows (layout, NULL));
      assert_complete (story, layout);
      for (guint i = 0; i < mit_layout_get_n_lines (layout); i += n)
        {
          n = count_together (layout, i);
          g_assert_true (n >= 2 || is_whole (story, layout, i, n));
        }
    }
}

static void
test_headings_stay_with_their_text (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = make_novel (30);
  guint n = 0;

  for (double height = 60; height < 400; height += 13)
    {
      MitBox box = { .rect = { 0, 0, 300, height }, .columns = 2, .gutter = 12 };
      g_autoptr (MitLayout) layout = mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_REPEAT_LAST);

      for (guint i = 0; i + 1 < mit_layout_get_n_lines (layout); i++)
        {
          const MitLine *head = mit_layout_get_line (layout, i), *next = mit_layout_get_line (layout, i + 1);

          if (g_strcmp0 (mit_story_get_id (story, head->paragraph), "kopf") != 0)
            continue;
          g_assert_cmpuint (next->box, ==, head->box);
          g_assert_cmpuint (next->column, ==, head->column);
          n++;
        }
    }
  g_assert_cmpuint (n, >, 50);
}

static void
test_lines_stay_inside_their_box (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = make_novel (10);
  MitBox boxes[] = { { .page = 0, .rect = { 30, 40, 120, 200 } },
                     { .page = 0, .rect = { 170, 40, 250, 100 }, .columns = 2, .gutter = 10 },
                     { .page = 1, .rect = { 30, 10, 333, 220 } } };
  g_autoptr (MitLayout) layout = mit_layout_new (story, styles, boxes, 3, MIT_LAYOUT_REPEAT_LAST);

  assert_complete (story, layout);
  g_assert_cmpuint (mit_layout_get_n_boxes (layout), ==, mit_layout_get_n_pages (layout) + 1);
  for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
    {
      const MitLine *line = mit_layout_get_line (layout, i);
      const MitRect *rect = &mit_layout_get_box (layout, line->box)->rect;

      g_assert_cmpfloat (line->x, >=, rect->x - EXACT);
      g_assert_cmpfloat (line->x + line->width, <=, rect->x + rect->width + EXACT);
      g_assert_cmpfloat (line->baseline, >, rect->y);
      g_assert_cmpfloat (line->baseline, <, rect->y + rect->height);
      if (line->box >= 2)
        g_assert_cmpfloat (line->measure, >, 300);
    }
}

static void
test_overflow_counts_the_lines_left (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = make_torture ("body");
  g_autoptr (MitLayout) whole = set_in_one_column (story, styles, 200);
  guint n_lines = mit_layout_get_n_lines (whole), n_left;

  g_assert_false (mit_layout_overflows (whole, &n_left));
  g_assert_cmpuint (n_left, ==, 0);
  for (double height = 0; height < 200; height += 17)
    {
      MitBox box = { .rect = { 0, 0, 200, height } };
      g_autoptr (MitLayout) part = mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_NONE);

      g_assert_true (mit_layout_overflows (part, &n_left));
      g_assert_cmpuint (mit_layout_get_n_lines (part) + n_left, ==, n_lines);
      g_assert_cmpfloat (mit_layout_get_used_height (part, 0), <=, height + EXACT);
    }
}

static void
test_a_box_too_low_is_not_repeated_for_ever (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = make_torture ("body");
  MitBox box = { .rect = { 0, 0, 200, 5 }, .columns = 3, .gutter = 5 };
  g_autoptr (MitLayout) layout = mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_REPEAT_LAST);
  g_autoptr (MitLayout) nowhere = mit_layout_new (story, styles, NULL, 0, MIT_LAYOUT_REPEAT_LAST);

  g_assert_true (mit_layout_overflows (layout, NULL));
  g_assert_cmpuint (mit_layout_get_n_lines (layout), ==, 0);
  g_assert_true (mit_layout_overflows (nowhere, NULL));
}

static void
test_measured_height_is_the_height_used (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = make_novel (5), empty = mit_story_new ("de"), blank = mit_story_new ("de");
  g_autoptr (MitLayout) layout = set_in_one_column (story, styles, 150);

  g_assert_cmpfloat_with_epsilon (mit_story_measure_height (story, styles, 150),
                                  mit_layout_get_used_height (layout, 0), EXACT);
  g_assert_cmpfloat (mit_story_measure_height (empty, styles, 150), ==, 0);
  mit_story_add (blank, "body", "", NULL);
  mit_story_add (blank, "spaced", "", NULL);
  g_assert_cmpfloat_with_epsilon (mit_story_measure_height (blank, styles, 150), 12 + 7 + 12, EXACT);
}

static void
test_few_hyphens_stand_below_each_other (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = mit_story_new ("de");
  g_autoptr (MitLayout) layout = NULL;
  guint ladder = 0;

  for (int i = 0; i < 12; i++)
    mit_story_add (story, "body", torture[0], NULL);
  layout = set_in_one_column (story, styles, MIT_MM (55));
  for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
    {
      ladder = mit_layout_get_line (layout, i)->hyphenated ? ladder + 1 : 0;
      g_assert_cmpuint (ladder, <=, 2);
    }
}

/* Everything that is to be seen, with its place. */
static void
write_items (const MitDisplayList *list, double x, double y, GString *out)
{
  for (guint i = 0; i < mit_display_list_get_n_items (list); i++)
    {
      const MitItem *item = mit_display_list_get_item (list, i);

      if (item->kind == MIT_ITEM_GROUP)
        write_items (item->group.list, x + item->group.x, y + item->group.y, out);
      if (item->kind == MIT_ITEM_GLYPHS)
        g_string_append_printf (out, "%.6f %.6f %.6f %s\n", x + item->glyphs.x, y + item->glyphs.y, get_run_width (item), item->glyphs.text);
    }
}

static void
assert_same (const MitLayout *a, const MitLayout *b)
{
  g_assert_cmpuint (mit_layout_get_n_boxes (a), ==, mit_layout_get_n_boxes (b));
  g_assert_cmpuint (mit_layout_get_n_lines (a), ==, mit_layout_get_n_lines (b));
  for (guint i = 0; i < mit_layout_get_n_boxes (a); i++)
    {
      g_autoptr (GString) one = g_string_new (NULL);
      g_autoptr (GString) other = g_string_new (NULL);

      write_items (mit_layout_get_display_list (a, i), 0, 0, one);
      write_items (mit_layout_get_display_list (b, i), 0, 0, other);
      g_assert_cmpstr (one->str, ==, other->str);
      g_assert_cmpfloat (mit_layout_get_used_height (a, i), ==, mit_layout_get_used_height (b, i));
    }
}

/* An editor at work: paragraphs change, come, go, and get another style; frames become wider. */
static void
test_what_is_kept_gives_the_same_as_a_fresh_layout (void)
{
  static const char *const names[] = { "body", "ragged", "item", "tabs", "indent" };
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitLayout) layout = NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) used = g_ptr_array_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int round = 0; round < 120; round++)
    {
      MitBox boxes[] = { { .rect = { 40, 50, round % 20 < 10 ? 150 : 190, 300 }, .columns = 2, .gutter = 10 }, { .page = 1, .rect = { 40, 50, 120, 5000 } } };
      guint  at = texts->len > 0 ? (guint) g_rand_int_range (rand, 0, (int) texts->len) : 0;
      guint  what = texts->len < 4 ? 0 : (guint) g_rand_int_range (rand, 0, 4);
      g_autoptr (MitStory) story = mit_story_new ("de");
      g_autoptr (MitLayout) fresh = NULL;
      MitLayout *after;

      if (what == 0)
        {
          g_ptr_array_insert (texts, (int) at, g_strdup (torture[round % G_N_ELEMENTS (torture)]));
          g_ptr_array_insert (used, (int) at, (gpointer) names[round % G_N_ELEMENTS (names)]);
        }
      else if (what == 1)
        {
          char *longer = g_strconcat (texts->pdata[at], " und **mehr**", NULL);

          g_free (texts->pdata[at]);
          texts->pdata[at] = longer;
        }
      else if (what == 2)
        {
          g_ptr_array_remove_index (texts, at);
          g_ptr_array_remove_index (used, at);
        }
      else
        used->pdata[at] = (gpointer) names[round % G_N_ELEMENTS (names)];

      for (guint i = 0; i < texts->len; i++)
        mit_story_add (story, used->pdata[i], texts->pdata[i], NULL);
      fresh = mit_layout_new (story, styles, boxes, 2, MIT_LAYOUT_NONE);
      after = mit_layout_new_after (layout, story, styles, boxes, 2, MIT_LAYOUT_NONE);
      assert_same (fresh, after);
      g_clear_pointer (&layout, mit_layout_unref);
      layout = after;
    }
}

static void
test_links_are_runs_of_their_own (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = mit_story_new ("de");
  g_autoptr (MitLayout) layout = NULL;
  const MitDisplayList *part;
  guint                 n = 0;

  mit_story_add (story, "body", "Anmelden [hier](https://a.example/) bitte", NULL);
  layout = set_in_one_column (story, styles, 300);
  part = mit_display_list_get_item (mit_layout_get_display_list (layout, 0), 0)->group.list;
  part = mit_display_list_get_item (part, 0)->group.list;
  for (guint i = 0; i < mit_display_list_get_n_items (part); i++)
    {
      const MitItem *item = mit_display_list_get_item (part, i);

      if (!item->glyphs.link)
        continue;
      g_assert_cmpstr (item->glyphs.link, ==, "https://a.example/");
      g_assert_cmpint (item->glyphs.glyph_item->item->length, ==, 4);
      n++;
    }
  g_assert_cmpuint (n, ==, 1);
}

static void
test_a_long_book_is_set (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitStory) story = make_novel (2600);
  MitBox box = { .rect = { 57, 57, MIT_MM (170), MIT_MM (250) } };
  g_autoptr (MitLayout) layout = mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_REPEAT_LAST);

  g_assert_false (mit_layout_overflows (layout, NULL));
  g_assert_cmpuint (mit_layout_get_n_pages (layout), >, 300);
  g_test_message ("%u pages, %u lines", mit_layout_get_n_pages (layout), mit_layout_get_n_lines (layout));
  assert_complete (story, layout);
}

/* Tabs that lead beyond the column: the word behind them gives up its stop. */
static void
test_tabs_do_not_lead_out (void)
{
  MitBox box = { .rect = { 0, 0, 108.1, 300 } };
  g_autoptr (MitStyleSheet) styles = mit_style_sheet_new_from_data ("{ \"body\": { \"size\": 6, \"left-indent\": 39 } }", NULL);
  g_autoptr (MitStory) story = mit_story_new ("de");
  g_autoptr (MitLayout) layout = NULL;

  mit_story_add (story, "body", "\t\t– ", NULL);
  layout = mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_NONE);
  for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
    g_assert_cmpfloat (mit_layout_get_line (layout, i)->width, <=, mit_layout_get_line (layout, i)->measure + 0.01);
}

/* The colour that a letter is drawn in. */
static const MitColor *
find_color (const MitDisplayList *list, char letter)
{
  for (guint i = 0; i < mit_display_list_get_n_items (list); i++)
    {
      const MitItem  *item = mit_display_list_get_item (list, i);
      const MitColor *found = item->kind == MIT_ITEM_GROUP ? find_color (item->group.list, letter) : NULL;

      if (found)
        return found;
      if (item->kind == MIT_ITEM_GLYPHS && memchr (item->glyphs.text + item->glyphs.glyph_item->item->offset, letter, (gsize) item->glyphs.glyph_item->item->length))
        return &item->color;
    }

  return NULL;
}

/* Words in colours of the sheet, one of which another sheet has otherwise, and one in none. */
static void
test_words_have_their_colours (void)
{
  MitBox   box = { .rect = { 0, 0, 300, 300 } };
  MitColor red = mit_color_cmyk (0, 1, 1, 0), blue = mit_color_cmyk (1, 0.5, 0, 0);
  g_autoptr (MitStyleSheet) styles = mit_style_sheet_new (), others = mit_style_sheet_new ();
  g_autoptr (MitStory) story = mit_story_new ("de");
  g_autoptr (MitLayout) layout = NULL, same = NULL, other = NULL;

  mit_style_sheet_set_color (styles, "Rot", &red);
  mit_style_sheet_set_color (others, "rot", &blue);
  mit_story_add (story, "body", "[AA](color:rot)[BB](color:grün) CC", NULL);
  layout = mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_NONE);
  g_assert_true (mit_color_equal (find_color (mit_layout_get_display_list (layout, 0), 'A'), &red));
  g_assert_false (mit_color_equal (find_color (mit_layout_get_display_list (layout, 0), 'B'), &red));
  g_assert_false (mit_color_equal (find_color (mit_layout_get_display_list (layout, 0), 'C'), &red));
  same = mit_layout_new_after (layout, story, styles, &box, 1, MIT_LAYOUT_NONE);
  g_assert_true (mit_color_equal (find_color (mit_layout_get_display_list (same, 0), 'A'), &red));
  other = mit_layout_new_after (layout, story, others, &box, 1, MIT_LAYOUT_NONE);
  g_assert_true (mit_color_equal (find_color (mit_layout_get_display_list (other, 0), 'A'), &blue));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/no-line-is-wider-than-its-column", test_no_line_is_wider_than_its_column);
  g_test_add_func ("/layout/justified-lines-fill-the-column", test_justified_lines_fill_the_column);
  g_test_add_func ("/layout/soft-hyphens-stand-only-at-the-end-of-lines", test_soft_hyphens_stand_only_at_the_end_of_lines);
  g_test_add_func ("/layout/soft-hyphens-rule-their-word", test_soft_hyphens_rule_their_word);
  g_test_add_func ("/layout/words-of-another-language-are-not-divided-as-german", test_words_of_another_language_are_not_divided_as_german);
  g_test_add_func ("/layout/words-are-cut-only-in-need", test_words_are_cut_only_in_need);
  g_test_add_func ("/layout/forced-lines-begin-anew", test_forced_lines_begin_anew);
  g_test_add_func ("/layout/tabs-lead-to-their-stops", test_tabs_lead_to_their_stops);
  g_test_add_func ("/layout/two-lines-stay-together", test_two_lines_stay_together);
  g_test_add_func ("/layout/headings-stay-with-their-text", test_headings_stay_with_their_text);
  g_test_add_func ("/layout/lines-stay-inside-their-box", test_lines_stay_inside_their_box);
  g_test_add_func ("/layout/overflow-counts-the-lines-left", test_overflow_counts_the_lines_left);
  g_test_add_func ("/layout/a-box-too-low-is-not-repeated-for-ever", test_a_box_too_low_is_not_repeated_for_ever);
  g_test_add_func ("/layout/measured-height-is-the-height-used", test_measured_height_is_the_height_used);
  g_test_add_func ("/layout/few-hyphens-stand-below-each-other", test_few_hyphens_stand_below_each_other);
  g_test_add_func ("/layout/what-is-kept-gives-the-same-as-a-fresh-layout", test_what_is_kept_gives_the_same_as_a_fresh_layout);
  g_test_add_func ("/layout/links-are-runs-of-their-own", test_links_are_runs_of_their_own);
  g_test_add_func ("/layout/a-long-book-is-set", test_a_long_book_is_set);
  g_test_add_func ("/layout/words-have-their-colours", test_words_have_their_colours);
  g_test_add_func ("/layout/tabs-do-not-lead-out", test_tabs_do_not_lead_out);

  return g_test_run ();
}
