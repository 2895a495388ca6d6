// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-page.h"
#include "mit-units.h"

#include <locale.h>

/* Pixels of the picture per point. */
#define SCALE 2

static const char styles_json[] =
  "{ 'body':  { 'family': 'Liberation Serif', 'size': 9.5, 'leading': 12, 'align': 'justify', 'hyphenate': true },"
  "  'first': { 'parent': 'body' },"
  "  'next':  { 'parent': 'body', 'first-indent': 10 },"
  "  'ragged': { 'parent': 'body', 'family': 'Lato', 'align': 'left' },"
  "  'title': { 'parent': 'body', 'family': 'Lato', 'size': 24, 'leading': 28, 'weight': 900, 'align': 'left',"
  "             'hyphenate': false, 'color': 'cmyk(0 100 100 0)', 'keep-with-next': true, 'role': 'H1' },"
  "  'head':  { 'parent': 'body', 'family': 'Lato', 'size': 11, 'leading': 14, 'weight': 700, 'align': 'left',"
  "             'space-before': 8, 'space-after': 2, 'keep-with-next': true, 'role': 'H2' },"
  "  'kicker': { 'parent': 'head', 'size': 8, 'caps': true, 'letter-spacing': 1, 'space-before': 0 },"
  "  'item':  { 'parent': 'body', 'left-indent': 12, 'first-indent': -12, 'bullet': '•' },"
  "  'tabs':  { 'parent': 'body', 'align': 'left', 'tabs': [ 60, { 'position': 230, 'align': 'right' } ] },"
  "  'lead':  { 'parent': 'body', 'drop-cap': 3, 'optical-margin': true },"
  "  'even':  { 'parent': 'body', 'optical-margin': true },"
  "  'grid':  { 'parent': 'even', 'baseline-grid': 12, 'space-after': 4 },"
  "  'grid-head': { 'parent': 'grid', 'family': 'Lato', 'size': 11, 'leading': 14, 'weight': 700, 'align': 'left',"
  "                 'hyphenate': false, 'space-before': 5, 'space-after': 0, 'keep-with-next': true },"
  "  'small': { 'parent': 'ragged', 'size': 8, 'leading': 10 },"
  "  'small-head': { 'parent': 'small', 'weight': 700, 'hyphenate': false } }";

static const char prose[] =
  "Die **Mitgliederversammlung** des Bezirksverbandes wählt alle zwei Jahre einen Vorstand. Wer *zum ersten Mal* kommt, "
  "wird von einer Patin begrüßt; die Genoss*innen aus Neukölln, Straßburg und Şırnak bringen Ćevapčići mit. Näheres steht "
  "unter [mitmachen.example.org](https://mitmachen.example.org/einladung) und in der Geschäftsordnung. Für die "
  "Vorbereitung der Bundestagsabgeordnetenwahlkampfauftaktveranstaltung suchen wir Helferinnen und Helfer, die Plakate "
  "kleben, Flugblätter verteilen und am Infostand Gespräche führen.";

static MitStyleSheet *
make_styles (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (g_strdup (styles_json), "'", '"');
  MitStyleSheet   *styles = mit_style_sheet_new_from_data (json, &error);

  g_assert_no_error (error);

  return styles;
}

static MitStory *
make_story (void)
{
  MitStory *story = mit_story_new ("de");

  mit_story_add (story, "kicker", "Schulung im Herbst", NULL);
  mit_story_add (story, "head", "Blocksatz mit Silbentrennung", NULL);
  mit_story_add (story, "first", prose, "p1");
  mit_story_add (story, "next", prose, "p2");
  mit_story_add (story, "head", "Liste und Tabulatoren", NULL);
  mit_story_add (story, "item", "Anreise am Freitag bis 18 Uhr, Abendessen gemeinsam im großen Saal des Hauses", NULL);
  mit_story_add (story, "item", "Kinderbetreuung ist angemeldet", NULL);
  mit_story_add (story, "tabs", "Freitag\tBegrüßung\t18.00 Uhr", NULL);
  mit_story_add (story, "tabs", "Samstag\tKommunalpolitik\t9.30 Uhr", NULL);
  mit_story_add (story, "head", "Flattersatz", NULL);
  mit_story_add (story, "ragged", prose, NULL);
  mit_story_add (story, "ragged", "Nguyễn Thị Minh Khai, محمد علي und Łukasz Żółć grüßen herzlich.", NULL);

  return story;
}

static MitTable *
make_table (MitStyleSheet *styles)
{
  MitTable *table = mit_table_new (styles, "de");
  MitColor  grey = mit_color_cmyk (0, 0, 0, 0.1);

  mit_table_add_column (table, "Nr.", 24, "small-head", "small");
  mit_table_add_column (table, "Name", 120, "small-head", "small");
  mit_table_add_column (table, "Funktion", 140, "small-head", "small");
  mit_table_add_column (table, "Unterschrift", 197, "small-head", "small");
  mit_table_set_header_fill (table, &grey);
  mit_table_set_min_row_height (table, 20);
  mit_table_add_row (table, (const char *[]) { "1", "Özlem Yıldız", "Kreisvorsitzende", NULL });
  mit_table_add_row (table, (const char *[]) { "2", "Jürgen Groß-Weißenfels",
                                               "Stellvertretender Bezirksschatzmeister und Wahlkampfbeauftragter", NULL });
  mit_table_add_row (table, (const char *[]) { "3", "Milica Ćosić", NULL });

  return table;
}

static void
add_narrow (MitDisplayList *page, MitStyleSheet *styles, double x, double y, const char *style)
{
  g_autoptr (MitStory) story = mit_story_new ("de");
  g_autoptr (MitLayout) layout = NULL;
  MitBox   box = { .rect = { x, y, MIT_MM (35), 130 } };
  MitColor red = mit_color_cmyk (0, 1, 1, 0);

  mit_story_add (story, style, prose, NULL);
  layout = mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_NONE);
  mit_display_list_add_list (page, mit_layout_get_display_list (layout, 0), 0, 0);
  mit_display_list_add_stroke (page, &box.rect, 0.25, &red);
}

static void
add_fitted (MitDisplayList *page, MitStyleSheet *styles, double x, double y)
{
  const MitStyle *style = mit_style_sheet_get (styles, "ragged");
  const char     *name = "Bezirksverordnetenversammlung Tempelhof-Schöneberg";

  mit_display_list_add_text_fitted (page, style, name, x, y, 220, MIT_FIT_ELLIPSIZE);
  mit_display_list_add_text_fitted (page, style, name, x, y + 14, 200, MIT_FIT_ELLIPSIZE);
  mit_display_list_add_text_fitted (page, style, name, x, y + 28, 140, MIT_FIT_ELLIPSIZE);
  mit_display_list_add_text_fitted (page, style, name, x, y + 42, 140, MIT_FIT_WRAP);
  mit_display_list_add_text_right (page, style, "rechtsbündig bis zur Kante", x + 220, y + 70);
}

static MitDisplayList *
make_page (MitStyleSheet *styles)
{
  g_autoptr (MitStory) story = make_story ();
  g_autoptr (MitTable) table = make_table (styles);
  g_autoptr (GPtrArray) tables = NULL;
  MitBox boxes[] = { { .rect = { 57, 90, 481, 330 }, .columns = 2, .gutter = 17 } };
  MitBox table_box = { .rect = { 57, 690, 481, 130 } };
  g_autoptr (MitLayout) layout = mit_layout_new (story, styles, boxes, 1, MIT_LAYOUT_NONE);
  MitDisplayList *page = mit_layout_dup_page (layout, 0);

  g_assert_false (mit_layout_overflows (layout, NULL));
  mit_display_list_add_text (page, mit_style_sheet_get (styles, "title"), "Mitmachen im Bezirk", 57, 75);
  add_narrow (page, styles, 57, 540, "body");
  add_narrow (page, styles, 57 + MIT_MM (35) + 14, 540, "ragged");
  add_fitted (page, styles, 300, 550);
  tables = mit_table_layout (table, &table_box, &table_box, NULL);
  g_assert_cmpuint (tables->len, ==, 1);
  mit_display_list_add_list (page, tables->pdata[0], 0, 0);
  mit_display_list_seal (page);

  return page;
}

static void
add_round (MitDisplayList *page, MitStyleSheet *styles)
{
  g_autoptr (MitStory) story = mit_story_new ("de");
  g_autoptr (MitLayout) layout = NULL;
  MitBox   box = { .rect = { 57, 60, 481, 330 }, .columns = 2, .gutter = 17 };
  MitHole  holes[] = { { 0, { 220, 150, 155, 90 } }, { 0, { 57, 330, 90, 70 } } };
  MitColor grey = mit_color_cmyk (0, 0, 0, 0.1);

  for (int i = 0; i < 3; i++)
    mit_story_add (story, i == 0 ? "lead" : "even", prose, NULL);
  layout = mit_layout_new_around (NULL, story, styles, &box, 1, holes, G_N_ELEMENTS (holes), MIT_LAYOUT_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (holes); i++)
    mit_display_list_add_fill (page, &(MitRect) { holes[i].rect.x + 8, holes[i].rect.y + 8, holes[i].rect.width - 16, holes[i].rect.height - 16 }, &grey);
  mit_display_list_add_list (page, mit_layout_get_display_list (layout, 0), 0, 0);
}

static void
add_grid (MitDisplayList *page, MitStyleSheet *styles)
{
  g_autoptr (MitStory) story = mit_story_new ("de");
  g_autoptr (MitLayout) layout = NULL;
  MitBox   box = { .rect = { 57, 420, 481, 240 }, .columns = 3, .gutter = 17 };
  MitColor blue = mit_color_cmyk (0.3, 0, 0, 0);

  for (int i = 0; i < 3; i++)
    {
      mit_story_add (story, "grid-head", "Register halten", NULL);
      mit_story_add (story, "grid", prose, NULL);
    }
  layout = mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_NONE);
  for (double y = 432; y < 660; y += 12)
    mit_display_list_add_fill (page, &(MitRect) { 57, y, 481, 0.25 }, &blue);
  mit_display_list_add_list (page, mit_layout_get_display_list (layout, 0), 0, 0);
}

/* Text round pictures, drop cap, optical margin, baseline grid. */
static MitDisplayList *
make_second_page (MitStyleSheet *styles)
{
  MitDisplayList *page = mit_display_list_new ();

  add_round (page, styles);
  add_grid (page, styles);
  mit_display_list_seal (page);

  return page;
}

static guint
count_ink (cairo_surface_t *surface, const MitRect *rect)
{
  const unsigned char *data = cairo_image_surface_get_data (surface);
  int                  stride = cairo_image_surface_get_stride (surface);
  guint                n = 0;

  for (int y = (int) (rect->y * SCALE); y < (int) ((rect->y + rect->height) * SCALE); y++)
    for (int x = (int) (rect->x * SCALE); x < (int) ((rect->x + rect->width) * SCALE); x++)
      n += data[y * stride + x * 4 + 1] < 0x80;

  return n;
}

static cairo_surface_t *
render (MitDisplayList *page)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 595 * SCALE, 842 * SCALE);
  cairo_t         *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  mit_display_list_draw (page, cr, NULL);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static void
test_ink_is_where_it_should_be (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitDisplayList) page = make_page (styles);
  g_autofree char *file = g_test_build_filename (G_TEST_BUILT, "page", "specimen.png", NULL);
  cairo_surface_t *surface = render (page);
  const MitRect    inked[] = { { 57, 50, 300, 30 }, { 57, 90, 232, 330 }, { 306, 90, 232, 330 }, { 57, 690, 481, 90 }, { 300, 540, 220, 90 } };
  const MitRect    blank[] = { { 0, 0, 595, 50 }, { 0, 0, 55, 842 }, { 290, 90, 15, 330 }, { 540, 0, 55, 842 }, { 0, 825, 595, 17 } };

  cairo_surface_write_to_png (surface, file);
  for (gsize i = 0; i < G_N_ELEMENTS (inked); i++)
    g_assert_cmpuint (count_ink (surface, &inked[i]), >, 500);
  for (gsize i = 0; i < G_N_ELEMENTS (blank); i++)
    g_assert_cmpuint (count_ink (surface, &blank[i]), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_text_goes_round_and_stands_on_the_grid (void)
{
  g_autoptr (MitStyleSheet) styles = make_styles ();
  g_autoptr (MitDisplayList) page = make_second_page (styles);
  g_autofree char *file = g_test_build_filename (G_TEST_BUILT, "page", "specimen-2.png", NULL);
  cairo_surface_t *surface = render (page);
  const MitRect    inked[] = { { 57, 60, 40, 40 }, { 57, 250, 232, 70 }, { 306, 60, 232, 80 }, { 57, 420, 140, 230 }, { 392, 420, 140, 150 } };
  const MitRect    blank[] = { { 0, 0, 595, 55 }, { 0, 0, 53, 842 }, { 224, 154, 147, 82 }, { 57, 334, 86, 62 }, { 543, 0, 52, 842 }, { 0, 670, 595, 150 } };

  cairo_surface_write_to_png (surface, file);
  for (gsize i = 0; i < G_N_ELEMENTS (inked); i++)
    g_assert_cmpuint (count_ink (surface, &inked[i]), >, 500);
  for (gsize i = 0; i < G_N_ELEMENTS (blank); i++)
    g_assert_cmpuint (count_ink (surface, &blank[i]), ==, 0);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/specimen/ink-is-where-it-should-be", test_ink_is_where_it_should_be);
  g_test_add_func ("/specimen/text-goes-round-and-stands-on-the-grid", test_text_goes_round_and_stands_on_the_grid);

  return g_test_run ();
}
