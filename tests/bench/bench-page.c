// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-bench.h"

#include <mit-page.h>
#include <mit-units.h>

#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>

/* Words of the kind that a brochure has, long ones among them. */
static const char *const words[] = {
  "wir",
  "und",
  "die",
  "der",
  "das",
  "in",
  "mit",
  "auf",
  "für",
  "nicht",
  "eine",
  "alle",
  "mehr",
  "heute",
  "gemeinsam",
  "öffentlich",
  "Menschen",
  "Mitglieder",
  "Arbeitsgruppe",
  "Mitgliederversammlung",
  "Kommunalpolitik",
  "Nahverkehr",
  "Wohnungsbaugesellschaft",
  "Stadtteil",
  "Beteiligung",
  "Veranstaltung",
  "Vorstandssitzung",
  "Infostand",
  "treffen",
  "sprechen",
  "diskutieren",
  "entscheiden",
  "vorbereiten",
  "jeden",
  "zweiten",
  "Donnerstag",
  "Haus",
  "Straße",
  "Bürgerinnen",
  "Bürger",
  "Kindertagesstätte",
  "Krankenhausversorgung",
  "Öffentlichkeitsarbeit",
  "Ansprechperson",
  "Landesverband",
  "einfach",
  "vorbeikommen",
  "mitmachen",
  "Rechenschaftsbericht",
  "Antrag",
  "Delegierte",
  "Satzung",
  "Beitragsordnung",
  "Gemeinderatswahl",
  "Flugblätter",
  "verteilen",
  "Schulsozialarbeit",
  "bezahlbar",
  "Umweltverträglichkeit",
  "gerecht",
  "solidarisch",
  "Erwerbsminderungsrente",
  "Fahrgemeinschaft",
  "ehrenamtlich",
  "Zusammenarbeit",
};

#define STYLES                                                                                                                     \
  "{ \"body\": { \"family\": \"Liberation Serif\", \"size\": 9, \"leading\": 11.5, \"align\": \"justify\", \"hyphenate\": true }," \
  "  \"plain\": { \"parent\": \"body\", \"hyphenate\": false } }"

static char *
write_paragraph (GRand *rand, guint n_chars)
{
  GString *text = g_string_new (NULL);

  while (text->len < n_chars)
    {
      for (guint n = (guint) g_rand_int_range (rand, 6, 16); n > 0; n--)
        g_string_append_printf (text, "%s%s", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], n > 1 ? " " : ". ");
    }

  return g_string_free_and_steal (text);
}

static GPtrArray *
write_text (guint n_chars)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  GPtrArray *paragraphs = g_ptr_array_new_with_free_func (g_free);

  for (gsize made = 0; made < n_chars;)
    {
      char *text = write_paragraph (rand, (guint) g_rand_int_range (rand, 250, 900));

      made += strlen (text);
      g_ptr_array_add (paragraphs, text);
    }

  return paragraphs;
}

static MitStory *
make_story (GPtrArray *paragraphs, const char *style)
{
  MitStory *story = mit_story_new ("de");

  for (guint i = 0; i < paragraphs->len; i++)
    mit_story_add_literal (story, style, paragraphs->pdata[i], NULL);

  return story;
}

/* Line breaking. The bound is Pango's own, a line as soon as it is full, over the same paragraphs in the same type. */

#define COLUMN 200.0
#define N_BREAKING 60000

static PangoLayout *
make_pango (PangoContext *context, const char *text)
{
  PangoLayout          *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string ("Liberation Serif");

  pango_font_description_set_absolute_size (font, 9 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (COLUMN * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

static PangoContext *
make_context (void)
{
  PangoContext         *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);

  return context;
}

static guint
count_spaces (const char *text, gsize size)
{
  guint n = 0;

  for (gsize i = 0; i < size; i++)
    n += text[i] == ' ';

  return n;
}

/* How much wider or narrower than natural each space of a line has to be, in spaces. */
static double
deviation (double natural, guint n_spaces, double space)
{
  double each = n_spaces > 0 ? (COLUMN - natural) / n_spaces / space : (COLUMN - natural) / space;

  return each * each;
}

/* Lines as Pango breaks them, and how far they are from filling the column. */
static double
break_with_pango (PangoContext *context, GPtrArray *paragraphs, double space, double *squares, guint *n_lines)
{
  gint64 start = g_get_monotonic_time ();
  double seconds;
  g_autoptr (GPtrArray) layouts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < paragraphs->len; i++)
    {
      PangoLayout *layout = make_pango (context, paragraphs->pdata[i]);

      pango_layout_get_line_count (layout);
      g_ptr_array_add (layouts, layout);
    }
  seconds = mit_bench_since (start);
  *squares = 0;
  *n_lines = 0;
  for (guint i = 0; i < layouts->len; i++)
    for (int line = 0; line < pango_layout_get_line_count (layouts->pdata[i]) - 1; line++, (*n_lines)++)
      {
        PangoLayoutLine *set = pango_layout_get_line_readonly (layouts->pdata[i], line);
        const char      *text = (const char *) paragraphs->pdata[i] + set->start_index;
        guint            n_spaces = count_spaces (text, (gsize) set->length);
        PangoRectangle   extents;
        gboolean         ends_in_space = text[set->length - 1] == ' ';

        pango_layout_line_get_extents (set, NULL, &extents);
        *squares += deviation ((double) extents.width / PANGO_SCALE - (ends_in_space ? space : 0), n_spaces - ends_in_space, space);
      }

  return seconds;
}

static double
natural_width (const MitStyle *style, const MitStory *story, const MitLine *line, guint *n_spaces)
{
  const char      *all = mit_story_get_text (story, line->paragraph);
  g_autofree char *text = g_strndup (all + line->start, line->end - line->start);
  g_autofree char *with_hyphen = g_strconcat (g_strchomp (text), line->hyphenated ? "-" : "", NULL);

  *n_spaces = count_spaces (with_hyphen, strlen (with_hyphen));

  return mit_text_measure_width (style, with_hyphen);
}

static double
break_with_ours (MitStyleSheet *styles, MitStory *story, double space, double *squares, guint *n_lines)
{
  MitBox box = { .rect = { 0, 0, COLUMN, 600 } };
  gint64 start = g_get_monotonic_time ();
  g_autoptr (MitLayout) layout = mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_REPEAT_LAST);
  double seconds = mit_bench_since (start);

  *squares = 0;
  *n_lines = 0;
  for (guint i = 0; i < mit_layout_get_n_lines (layout); i++)
    {
      const MitLine *line = mit_layout_get_line (layout, i);
      guint          n_spaces;
      double         natural;

      if (line->ends_text)
        continue;
      natural = natural_width (mit_style_sheet_get (styles, "body"), story, line, &n_spaces);
      *squares += deviation (natural, n_spaces, space);
      (*n_lines)++;
    }

  return seconds;
}

static void
measure_breaking (MitStyleSheet *styles)
{
  g_autoptr (GPtrArray) paragraphs = write_text (N_BREAKING);
  g_autoptr (MitStory) story = make_story (paragraphs, "body");
  PangoContext *context = make_context ();
  double        space = mit_text_measure_width (mit_style_sheet_get (styles, "body"), " ");
  double        our_squares, their_squares;
  guint         n_ours, n_theirs;
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));

  for (int round = 0; round < 7; round++)
    {
      double their = break_with_pango (context, paragraphs, space, &their_squares, &n_theirs);
      double our = break_with_ours (styles, story, space, &our_squares, &n_ours);

      g_array_append_val (theirs, their);
      g_array_append_val (ours, our);
    }
  mit_bench_print ("breaking 60,000 characters into lines, shaped and drawn", mit_bench_median (ours), mit_bench_median (theirs));
  printf ("squared deviation from natural space, per line: ours %.3f (%u lines), Pango %.3f (%u lines), ratio %.2f\n", our_squares / n_ours, n_ours,
          their_squares / n_theirs, n_theirs, our_squares / n_ours / (their_squares / n_theirs));
  g_object_unref (context);
}

/* A keystroke in a story that flows through six frames. */

#define N_STORY 20000
#define N_FRAMES 6
#define N_KEYSTROKES 200

static void
measure_keystroke (MitStyleSheet *styles)
{
  g_autoptr (GPtrArray) paragraphs = write_text (N_STORY);
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (MitLayout) layout = NULL;
  MitBox boxes[N_FRAMES];
  guint  changed = paragraphs->len / 3;

  for (guint i = 0; i < N_FRAMES; i++)
    boxes[i] = (MitBox) { .page = i, .rect = { 0, 0, MIT_MM (116), MIT_MM (170) }, .columns = 2, .gutter = MIT_MM (4) };
  for (int i = -1; i < N_KEYSTROKES; i++)
    {
      g_autofree char *longer = g_strconcat (paragraphs->pdata[changed], i % 6 == 5 ? " " : "e", NULL);
      gint64           start;
      double           passed;

      g_free (g_steal_pointer (&paragraphs->pdata[changed]));
      paragraphs->pdata[changed] = g_steal_pointer (&longer);
      start = g_get_monotonic_time ();
      {
        g_autoptr (MitStory) story = make_story (paragraphs, "body");
        MitLayout *after = mit_layout_new_after (layout, story, styles, boxes, N_FRAMES, MIT_LAYOUT_NONE);

        g_assert_cmpuint (mit_layout_get_n_lines (after), >, 100);
        g_clear_pointer (&layout, mit_layout_unref);
        layout = after;
      }
      passed = mit_bench_since (start);
      /* The first one is the whole story. */
      if (i >= 0)
        g_array_append_val (seconds, passed);
    }
  mit_bench_median (seconds);
  printf ("a keystroke in 20,000 characters over six frames: median %.1f ms, 99 of 100 within %.1f ms\n", 1e3 * g_array_index (seconds, double, N_KEYSTROKES / 2),
          1e3 * g_array_index (seconds, double, N_KEYSTROKES * 99 / 100));
}

int
main (int argc, char **argv)
{
  g_autoptr (MitStyleSheet) styles = mit_style_sheet_new_from_data (STYLES, NULL);

  mit_layout_prepare ("de");
  measure_breaking (styles);
  measure_keystroke (styles);

  return 0;
}
