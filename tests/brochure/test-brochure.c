// SPDX-License-Identifier: GPL-3.0-or-later
#include "brochure-fixture.h"

#include <locale.h>
#include <mit-brochure-layout.h>
#include <mit-brochure-story.h>
#include <mit-place.h>
#include <mit-undo.h>
#include <mit-units.h>

#include <string.h>

/* What a story is changed to. */
typedef struct
{
  BrochureFixture *fixture;
  const char      *story;
  GPtrArray       *drafts;
} Change;

static gboolean
run_change (MitDb *db, gpointer data, GError **error)
{
  Change *change = data;

  return mit_brochure_story_save (db, &change->fixture->brochure, change->story, change->drafts, error);
}

static gint64
change_story (BrochureFixture *self, const char *story, GPtrArray *drafts)
{
  Change change = { self, story, drafts };

  return brochure_fixture_do (self, run_change, &change);
}

static GPtrArray *
write_drafts (const char *const *texts)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_draft_free);

  for (gsize i = 0; texts[i]; i++)
    g_ptr_array_add (drafts, mit_draft_new ("body", texts[i]));

  return drafts;
}

#define DRAFTS(...) write_drafts ((const char *const[]) { __VA_ARGS__, NULL })

/* Text → identity of the rows of a story. */
static GHashTable *
read_ids (BrochureFixture *self, const char *story)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (MitRows) rows = mit_db_query (mit_store_reader (self->store), NULL,
                                           "SELECT text, id FROM paragraph WHERE brochure = ? AND story = ? AND alive", "bt",
                                           &self->brochure, story);

  while (mit_rows_next (rows, NULL))
    {
      MitId id = mit_rows_id (rows, 1);

      g_hash_table_insert (ids, g_strdup (mit_rows_text (rows, 0)), mit_id_to_string (&id));
    }

  return ids;
}

static char *
read_story (BrochureFixture *self, const char *story)
{
  g_autoptr (MitBrochure) brochure = brochure_fixture_load (self);
  GPtrArray *drafts = mit_brochure_get_story (brochure, story);
  GString   *text = g_string_new (NULL);

  for (guint i = 0; drafts && i < drafts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", ((MitDraft *) drafts->pdata[i])->text);

  return g_string_free_and_steal (text);
}

static void
test_place_lies_between (void)
{
  g_autofree char *place = mit_place_between (NULL, NULL);

  for (int i = 0; i < 200; i++)
    {
      g_autofree char *before = mit_place_between (NULL, place);
      g_autofree char *behind = mit_place_between (place, NULL);
      g_autofree char *middle = mit_place_between (before, place);

      g_assert_cmpstr (before, <, middle);
      g_assert_cmpstr (middle, <, place);
      g_assert_cmpstr (place, <, behind);
      g_set_str (&place, i % 3 == 0 ? before : i % 3 == 1 ? behind
                                                          : middle);
    }
}

static void
test_new_one_says_what_its_design_says (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (MitBrochure) brochure = brochure_fixture_load (self);
  const MitFrame  *frame = mit_brochure_template_find (brochure->design, "welcome");
  GPtrArray       *story = mit_brochure_get_story (brochure, "welcome");
  g_autofree char *cover = brochure_fixture_text (self, 0);

  g_assert_cmpuint (brochure->design->page_names->len, ==, 8);
  g_assert_cmpuint (story->len, ==, frame->drafts->len);
  for (guint i = 0; i < story->len; i++)
    g_assert_cmpstr (((MitDraft *) story->pdata[i])->text, ==, ((MitDraft *) frame->drafts->pdata[i])->text);
  g_assert_nonnull (strstr (cover, "Kreisverband Musterstadt"));
  g_assert_null (strstr (cover, "{{"));
}

static void
test_design_fits_its_pages (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (MitBrochureExport) work = mit_brochure_export_new (mit_store_reader (self->store), &self->brochure, NULL, mit_date_new (2026, 11, 22), NULL);
  g_autoptr (MitBrochureLayout) layout = mit_brochure_layout_new (work->brochure, work->data, NULL, 3, NULL);
  g_autoptr (GPtrArray) findings = mit_brochure_preflight (work->brochure, work->data, NULL, layout, work->preset);

  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((MitBrochureFinding *) findings->pdata[i])->sentence);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_unchanged_paragraphs_keep_their_ids (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) first = DRAFTS ("eins", "zwei", "drei", "vier");
  g_autoptr (GPtrArray) second = DRAFTS ("null", "eins", "zwei und mehr", "drei", "neu", "vier");
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GHashTable) after = NULL;
  g_autofree char *text = NULL;

  change_story (self, "welcome", first);
  before = read_ids (self, "welcome");
  change_story (self, "welcome", second);
  after = read_ids (self, "welcome");
  text = read_story (self, "welcome");

  g_assert_cmpstr (text, ==, "null|eins|zwei und mehr|drei|neu|vier");
  g_assert_cmpstr (g_hash_table_lookup (after, "eins"), ==, g_hash_table_lookup (before, "eins"));
  g_assert_cmpstr (g_hash_table_lookup (after, "drei"), ==, g_hash_table_lookup (before, "drei"));
  g_assert_cmpstr (g_hash_table_lookup (after, "vier"), ==, g_hash_table_lookup (before, "vier"));
  g_assert_cmpstr (g_hash_table_lookup (after, "zwei und mehr"), ==, g_hash_table_lookup (before, "zwei"));
}

static void
test_any_change_gives_what_was_written (BrochureFixture *self, gconstpointer data)
{
  static const char *const words[] = { "a", "b", "c", "d" };
  GRand                   *random = g_rand_new_with_seed (7);

  for (int round = 0; round < 60; round++)
    {
      g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_draft_free);
      g_autoptr (GString) expected = g_string_new (NULL);
      g_autofree char *text = NULL;

      for (int n = g_rand_int_range (random, 0, 8); n > 0; n--)
        {
          const char *word = words[g_rand_int_range (random, 0, 4)];

          g_ptr_array_add (drafts, mit_draft_new ("body", word));
          g_string_append_printf (expected, "%s%s", expected->len > 0 ? "|" : "", word);
        }
      change_story (self, "welcome", drafts);
      text = read_story (self, "welcome");
      g_assert_cmpstr (text, ==, expected->str);
    }
  g_rand_free (random);
}

static void
test_saving_the_same_is_no_action (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = DRAFTS ("eins", "zwei");

  g_assert_cmpint (change_story (self, "welcome", drafts), >, 0);
  g_assert_cmpint (change_story (self, "welcome", drafts), ==, 0);
}

static void
test_undo_brings_the_text_back (BrochureFixture *self, gconstpointer data)
{
  g_autofree char *before = read_story (self, "welcome");
  g_autoptr (GPtrArray) drafts = DRAFTS ("ganz anders");
  g_auto (MitUndone) undone = { 0 };
  g_autofree char *after = NULL;
  gint64           tx = change_story (self, "welcome", drafts);

  g_assert_true (mit_store_undo_sync (self->store, tx, &undone, NULL));
  after = read_story (self, "welcome");
  g_assert_cmpstr (after, ==, before);
}

static void
test_contacts_come_out_of_the_register (BrochureFixture *self, gconstpointer data)
{
  g_autofree char *text = brochure_fixture_text (self, 6);

  g_assert_nonnull (strstr (text, "Südvorstadt"));
  g_assert_nonnull (strstr (text, "Jürgen Groß"));
  g_assert_nonnull (strstr (text, "0341 555 0167"));
  g_assert_nonnull (strstr (text, "Łukasiewicz"));
  /* a group that nothing is known of */
  g_assert_null (strstr (text, "West"));
}

static gboolean
send_away (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE person SET binned_on = '2026-11-20' WHERE family = 'Groß'", "") &&
         mit_db_run (db, error, "UPDATE group_member SET role = NULL WHERE person = (SELECT id FROM person WHERE family = 'Weiß')", "") &&
         mit_db_run (db, error, "UPDATE period SET stage = 'former' WHERE person = (SELECT id FROM person WHERE family = 'Krämer')", "");
}

static void
test_nobody_stands_in_it_who_is_no_contact (BrochureFixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  brochure_fixture_do (self, send_away, NULL);
  text = brochure_fixture_text (self, 6);
  g_assert_null (strstr (text, "Jürgen"));
  g_assert_null (strstr (text, "Weiß"));
  g_assert_null (strstr (text, "Krämer"));
  g_assert_nonnull (strstr (text, "Öztürk"));
}

static void
test_seminars_ahead_come_out_of_the_register (BrochureFixture *self, gconstpointer data)
{
  g_autofree char *text = brochure_fixture_text (self, 5);
  const char      *first = strstr (text, "Kennenlernen und loslegen"), *second = strstr (text, "Wie eine Kommune entscheidet");

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_true (first < second);
  g_assert_null (strstr (text, "Lange vorbei"));
  g_assert_null (strstr (text, "Fällt aus"));
}

static gboolean
call_all_off (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE seminar SET called_off = 1", "") && mit_db_run (db, error, "UPDATE party_group SET alive = 0", "");
}

static void
test_empty_blocks_say_so_kindly (BrochureFixture *self, gconstpointer data)
{
  g_autofree char *seminars = NULL;
  g_autofree char *contacts = NULL;

  brochure_fixture_do (self, call_all_off, NULL);
  seminars = brochure_fixture_text (self, 5);
  contacts = brochure_fixture_text (self, 6);
  g_assert_nonnull (strstr (seminars, "kein Termin"));
  g_assert_nonnull (strstr (contacts, "Büro"));
}

static GPtrArray *
look_through (BrochureFixture *self)
{
  g_autoptr (MitBrochureExport) work = mit_brochure_export_new (mit_store_reader (self->store), &self->brochure, NULL, mit_date_new (2026, 11, 22), NULL);
  g_autoptr (MitBrochureArt) art = mit_brochure_art_new (work->brochure, 3, NULL, NULL);
  g_autoptr (MitBrochureLayout) layout = mit_brochure_layout_new (work->brochure, work->data, art, 3, NULL);

  return mit_brochure_preflight (work->brochure, work->data, art, layout, work->preset);
}

static void
test_overflow_is_reported (BrochureFixture *self, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (4000, 'n');
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  const MitBrochureFinding *finding;

  for (gsize i = 5; i < 4000; i += 6)
    filler[i] = ' ';
  drafts = DRAFTS (filler);
  change_story (self, "welcome", drafts);
  findings = look_through (self);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_cmpint (finding->rule, ==, MIT_BROCHURE_OVERFLOW);
  g_assert_cmpstr (finding->frame, ==, "welcome");
  g_assert_cmpuint (finding->page, ==, 1);
  g_assert_true (finding->is_serious);
}

static gboolean
forget_phone (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE setting SET value = ' ' WHERE name = 'phone'", "");
}

static void
test_line_without_its_value_is_left_out_and_reported (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *office = NULL;
  g_autofree char *seminars = NULL;

  brochure_fixture_do (self, forget_phone, NULL);
  findings = look_through (self);
  office = brochure_fixture_text (self, 7);
  seminars = brochure_fixture_text (self, 5);
  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpint (((MitBrochureFinding *) findings->pdata[0])->rule, ==, MIT_BROCHURE_EMPTY_FIELD);
  g_assert_nonnull (strstr (office, "buero@example.org"));
  g_assert_null (strstr (office, "{{"));
  g_assert_null (strstr (seminars, "Anmelden"));
}

static void
test_unknown_placeholder_is_reported (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = DRAFTS ("Fax {{Fax}}");
  g_autoptr (GPtrArray) findings = NULL;

  change_story (self, "welcome", drafts);
  findings = look_through (self);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (((MitBrochureFinding *) findings->pdata[0])->rule, ==, MIT_BROCHURE_UNKNOWN_FIELD);
}

static void
test_unknown_colour_is_reported (BrochureFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = DRAFTS ("[Mach](farbe:Petrol) [mit](farbe:lila)!");
  g_autoptr (GPtrArray) findings = NULL;

  change_story (self, "welcome", drafts);
  findings = look_through (self);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (((MitBrochureFinding *) findings->pdata[0])->rule, ==, MIT_BROCHURE_UNKNOWN_COLOR);
  g_assert_nonnull (strstr (((MitBrochureFinding *) findings->pdata[0])->sentence, "petrol"));
}

static gboolean
rename_it (MitDb *db, gpointer data, GError **error)
{
  return mit_brochure_rename (db, data, " Neuer Titel ", error);
}

static void
test_renaming_strips_and_needs_a_title (BrochureFixture *self, gconstpointer data)
{
  static const MitAction action = { "Test", NULL };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  brochure_fixture_do (self, rename_it, &self->brochure);
  entries = mit_brochures_load (mit_store_reader (self->store), NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((MitBrochureEntry *) entries->pdata[0])->title, ==, "Neuer Titel");

  self->brochure = mit_id_new ();
  g_assert_false (mit_store_write_sync (self->store, &action, rename_it, &self->brochure, NULL, &error));
  g_assert_error (error, MIT_BROCHURE_ERROR, MIT_BROCHURE_ERROR_NOT_FOUND);
}

static void
test_unknown_design_is_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mit_brochure_template_load ("none-such", &error));
  g_assert_error (error, MIT_BROCHURE_ERROR, MIT_BROCHURE_ERROR_NOT_FOUND);
}

static void
test_damaged_design_is_refused (void)
{
  static const char *const damaged[] = {
    "{}",
    "[]",
    "{\"width\": 1, \"height\": 1, \"styles\": {}, \"pages\": []}",
    "{\"width\": 1, \"height\": 1, \"styles\": {}, \"pages\": [{\"frames\": [{\"kind\": \"song\", \"box\": [0, 0, 1, 1]}]}]}",
    "{\"width\": 1, \"height\": 1, \"styles\": {}, \"pages\": [{\"frames\": [{\"kind\": \"area\", \"box\": [0, 0, 1]}]}]}",
    "{\"width\": 1, \"height\": 1, \"styles\": {}, \"pages\": [{\"frames\": [{\"kind\": \"more\", \"box\": [0, 0, 1, 1]}]}]}",
    "{\"width\": 1, \"height\": 1, \"styles\": {}, \"pages\": [{\"frames\": [{\"kind\": \"more\", \"begins\": \"a\", \"box\": [0, 0, 1, 1]}, "
    "{\"kind\": \"text\", \"name\": \"a\", \"label\": \"A\", \"box\": [0, 0, 1, 1]}]}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr (GBytes) json = g_bytes_new_static (damaged[i], strlen (damaged[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (mit_brochure_template_parse ("damaged", json, &error));
      g_assert_error (error, MIT_BROCHURE_ERROR, MIT_BROCHURE_ERROR_TEMPLATE);
    }
}

static const char flowing[] =
  "{ 'width': 100, 'height': 100, 'styles': { 'body': { 'size': 10, 'leading': 12, 'align': 'justify' } }, 'pages': ["
  "  { 'frames': [ { 'kind': 'picture', 'name': 'cover-picture', 'label': 'Bild', 'box': [60, 10, 30, 30], 'wrap': 3 },"
  "                { 'kind': 'text', 'name': 'cover', 'label': 'Text', 'box': [10, 10, 80, 40], 'styles': ['body'] } ] },"
  "  { 'frames': [ { 'kind': 'more', 'begins': 'cover', 'box': [10, 10, 80, 20] } ] },"
  "  { 'frames': [ { 'kind': 'more', 'begins': 'cover', 'box': [10, 10, 35, 20], 'columns': 1 },"
  "                { 'kind': 'more', 'begins': 'cover', 'box': [55, 10, 35, %d] } ] } ] }";

/* A text of that many words begins on the first page. */
static MitBrochureLayout *
lay_out_flowing (BrochureFixture *self, int height, guint n_words, guint *n_overflowing)
{
  g_autoptr (MitBrochure) brochure = brochure_fixture_load (self);
  g_autoptr (MitBrochureData) data = mit_brochure_data_load (mit_store_reader (self->store), mit_date_new (2026, 11, 22), NULL);
  g_autofree char *json = g_strdelimit (g_strdup_printf (flowing, height), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  MitBrochureLayout *layout;
  GPtrArray         *drafts = mit_brochure_get_story (brochure, "cover");

  for (guint i = 1; i <= n_words; i++)
    g_string_append_printf (text, "Wort%u ", i);
  g_ptr_array_set_size (drafts, 0);
  g_ptr_array_add (drafts, mit_draft_new ("body", text->str));
  g_clear_pointer (&brochure->design, mit_brochure_template_free);
  brochure->design = mit_brochure_template_parse ("flowing", bytes, &error);
  g_assert_no_error (error);
  layout = mit_brochure_layout_new (brochure, data, NULL, 0, NULL);
  *n_overflowing = mit_brochure_layout_get_overflow (layout, mit_brochure_template_find (brochure->design, "cover"));

  return layout;
}

static void
find_edge (const MitDisplayList *list, double x, double top, double bottom, double y, double *edge)
{
  for (guint i = 0; i < mit_display_list_get_n_items (list); i++)
    {
      const MitItem *item = mit_display_list_get_item (list, i);

      if (item->kind == MIT_ITEM_GROUP)
        find_edge (item->group.list, x + item->group.x, top, bottom, y + item->group.y, edge);
      else if (item->kind == MIT_ITEM_GLYPHS && y + item->glyphs.y > top && y + item->glyphs.y < bottom)
        *edge = MAX (*edge, x + item->glyphs.x + pango_units_to_double (pango_glyph_string_get_width (item->glyphs.glyph_item->glyphs)));
    }
}

static void
test_text_goes_on_and_round_pictures (BrochureFixture *self, gconstpointer data)
{
  guint  n_overflowing;
  double beside = 0, below = 0;
  g_autoptr (MitBrochureLayout) layout = lay_out_flowing (self, 60, 85, &n_overflowing);
  char *pages[3];

  g_assert_cmpuint (n_overflowing, ==, 0);
  for (guint i = 0; i < 3; i++)
    pages[i] = mit_display_list_get_text (mit_brochure_layout_get_page (layout, i));
  g_assert_nonnull (strstr (pages[0], "Wort1 "));
  g_assert_null (strstr (pages[0], "Wort85"));
  g_assert_nonnull (strstr (pages[1], "Wort"));
  g_assert_nonnull (strstr (pages[2], "Wort85"));
  /* The picture reaches to 43 mm with what texts keep from it, and begins at 57. */
  find_edge (mit_brochure_layout_get_page (layout, 0), 0, MIT_MM (10), MIT_MM (42), 0, &beside);
  find_edge (mit_brochure_layout_get_page (layout, 0), 0, MIT_MM (47), MIT_MM (52), 0, &below);
  g_assert_cmpfloat (beside, <=, MIT_MM (57) + 0.01);
  g_assert_cmpfloat (beside, >, MIT_MM (50));
  g_assert_cmpfloat_with_epsilon (below, MIT_MM (90), 0.1);
  for (guint i = 0; i < 3; i++)
    g_free (pages[i]);
}

static void
test_what_has_no_room_in_the_last_frame_is_counted (BrochureFixture *self, gconstpointer data)
{
  guint n_overflowing;
  g_autoptr (MitBrochureLayout) layout = lay_out_flowing (self, 10, 400, &n_overflowing);

  g_assert_cmpuint (n_overflowing, >, 10);
}

static void
add (const char *path, void (*test) (BrochureFixture *self, gconstpointer data))
{
  g_test_add (path, BrochureFixture, NULL, brochure_fixture_set_up, test, brochure_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  mit_key_init ();
  g_test_add_func ("/brochure/place/lies-between", test_place_lies_between);
  g_test_add_func ("/brochure/design/unknown-is-refused", test_unknown_design_is_refused);
  g_test_add_func ("/brochure/design/damaged-is-refused", test_damaged_design_is_refused);
  add ("/brochure/design/text-goes-on-and-round-pictures", test_text_goes_on_and_round_pictures);
  add ("/brochure/design/what-has-no-room-in-the-last-frame-is-counted", test_what_has_no_room_in_the_last_frame_is_counted);
  add ("/brochure/new-one-says-what-its-design-says", test_new_one_says_what_its_design_says);
  add ("/brochure/design/fits-its-pages", test_design_fits_its_pages);
  add ("/brochure/renaming-strips-and-needs-a-title", test_renaming_strips_and_needs_a_title);
  add ("/brochure/story/unchanged-paragraphs-keep-their-ids", test_unchanged_paragraphs_keep_their_ids);
  add ("/brochure/story/any-change-gives-what-was-written", test_any_change_gives_what_was_written);
  add ("/brochure/story/saving-the-same-is-no-action", test_saving_the_same_is_no_action);
  add ("/brochure/story/undo-brings-the-text-back", test_undo_brings_the_text_back);
  add ("/brochure/block/contacts-come-out-of-the-register", test_contacts_come_out_of_the_register);
  add ("/brochure/block/nobody-stands-in-it-who-is-no-contact", test_nobody_stands_in_it_who_is_no_contact);
  add ("/brochure/block/seminars-ahead-come-out-of-the-register", test_seminars_ahead_come_out_of_the_register);
  add ("/brochure/block/empty-ones-say-so-kindly", test_empty_blocks_say_so_kindly);
  add ("/brochure/preflight/overflow-is-reported", test_overflow_is_reported);
  add ("/brochure/preflight/line-without-its-value-is-left-out-and-reported", test_line_without_its_value_is_left_out_and_reported);
  add ("/brochure/preflight/unknown-placeholder-is-reported", test_unknown_placeholder_is_reported);
  add ("/brochure/preflight/unknown-colour-is-reported", test_unknown_colour_is_reported);

  return g_test_run ();
}
