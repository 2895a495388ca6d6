// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-letter-sheet.h"

#include "mit-address.h"
#include "mit-din5008.h"

#include <mit-layout.h>
#include <mit-units.h>

#include <string.h>

#define FONT "Liberation Sans"

/* pt */
#define ADDRESS_SIZE 10.5

static const char styles_json[] =
  "{ \"body\": { \"family\": \"" FONT "\", \"size\": 11, \"leading\": 14.5, \"space-after\": 7.25, \"hyphenate\": true },"
  "  \"greeting\": { \"parent\": \"body\", \"hyphenate\": false },"
  "  \"empty\": { \"parent\": \"body\", \"space-after\": 0 },"
  "  \"subject\": { \"parent\": \"body\", \"weight\": 700, \"space-after\": 21, \"hyphenate\": false },"
  "  \"item\": { \"parent\": \"body\", \"left-indent\": 14, \"first-indent\": -14, \"bullet\": \"–\", \"space-after\": 3 } }";

/* Subject and body of a letter as set, on the pages they take. */
typedef struct
{
  MitLayout *layout;
  GPtrArray *pages; /* MitDisplayList */
} Body;

struct _MitLetterSheets
{
  const MitLetterRun *run;
  const MitDin5008   *form;
  MitStyleSheet      *styles;
  MitStyle            address_style;
  MitStyle            return_style;
  MitStyle            label_style;
  MitStyle            head_style;
  GHashTable         *bodies; /* filled text → Body */
  char               *return_line;
  char               *dated;
};

static void
body_free (gpointer data)
{
  Body *body = data;

  g_ptr_array_unref (body->pages);
  mit_layout_unref (body->layout);
  g_free (body);
}

static void
set_face (MitStyle *style, double size, int weight)
{
  mit_style_init (style);
  style->family = g_intern_static_string (FONT);
  style->size = size;
  style->weight = weight;
  style->leading = 12;
}

/** mit_letter_sheets_new: @run: (not transferred): outlives the sheets. Returns: (transfer full) */
MitLetterSheets *
mit_letter_sheets_new (const MitLetterRun *run)
{
  MitLetterSheets *sheets = g_new0 (MitLetterSheets, 1);

  sheets->run = run;
  sheets->form = mit_din5008 (run->form);
  sheets->styles = mit_style_sheet_new_from_data (styles_json, NULL);
  set_face (&sheets->address_style, ADDRESS_SIZE, 400);
  set_face (&sheets->return_style, 7, 400);
  set_face (&sheets->label_style, 9, 400);
  set_face (&sheets->head_style, 15, 700);
  sheets->bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, body_free);
  sheets->return_line = mit_sender_return_line (run->sender);
  sheets->dated = mit_date_to_letter (run->dated);

  return sheets;
}

void
mit_letter_sheets_free (MitLetterSheets *sheets)
{
  g_clear_pointer (&sheets->bodies, g_hash_table_unref);
  g_clear_pointer (&sheets->styles, mit_style_sheet_unref);
  g_free (sheets->return_line);
  g_free (sheets->dated);
  g_free (sheets);
}

/* A line of its own is a paragraph; lines that begin with a hyphen are a list; empty ones make room. */
static void
add_paragraphs (MitStory *story, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (char **paragraph = paragraphs; *paragraph; paragraph++)
    {
      const char *start = *paragraph;

      start += strspn (start, "\n");
      if (!*start)
        mit_story_add (story, "empty", "", NULL);
      if (g_str_has_prefix (start, "- "))
        {
          g_auto (GStrv) items = g_strsplit (start, "\n", -1);

          for (char **item = items; *item; item++)
            mit_story_add (story, "item", g_str_has_prefix (*item, "- ") ? *item + 2 : *item, NULL);
        }
      else if (*start)
        mit_story_add (story, "body", start, NULL);
    }
}

/* The pages that lines stand on; the layout has a second page in any case. */
static guint
count_pages (MitLayout *layout)
{
  guint          n_lines = mit_layout_get_n_lines (layout);
  const MitLine *last = n_lines > 0 ? mit_layout_get_line (layout, n_lines - 1) : NULL;

  return last ? mit_layout_get_box (layout, last->box)->page + 1 : 1;
}

static Body *
set_body (MitLetterSheets *sheets, const char *text)
{
  const double width = MIT_MM (MIT_DIN5008_TEXT_RIGHT - MIT_DIN5008_TEXT_X);
  g_autoptr (MitStory) story = mit_story_new ("de");
  MitBox boxes[] = {
    { 0, { MIT_MM (MIT_DIN5008_TEXT_X), MIT_MM (sheets->form->content_y), width, MIT_MM (MIT_DIN5008_BOTTOM - sheets->form->content_y) }, 1, 0 },
    { 1, { MIT_MM (MIT_DIN5008_TEXT_X), MIT_MM (MIT_DIN5008_NEXT_PAGE_Y), width, MIT_MM (MIT_DIN5008_BOTTOM - MIT_DIN5008_NEXT_PAGE_Y) }, 1, 0 },
  };
  const char      *cut = strchr (text, '\n');
  g_autofree char *subject = g_strndup (text, (gsize) (cut - text));
  Body            *body = g_new0 (Body, 1);

  mit_story_add (story, "subject", subject, NULL);
  add_paragraphs (story, cut + 1);
  body->layout = mit_layout_new (story, sheets->styles, boxes, G_N_ELEMENTS (boxes), MIT_LAYOUT_REPEAT_LAST);
  body->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_display_list_unref);
  for (guint page = 0; page < count_pages (body->layout); page++)
    g_ptr_array_add (body->pages, mit_layout_dup_page (body->layout, page));

  return body;
}

/* Letters that say the same share one body; the greeting, which differs, is set as part of it only where it must be. */
static Body *
find_body (MitLetterSheets *sheets, const MitLetter *letter)
{
  g_autofree char *subject = mit_letter_fields_fill (sheets->run->subject, (const char *const *) letter->values);
  g_autofree char *body_text = mit_letter_fields_fill (sheets->run->body, (const char *const *) letter->values);
  g_autofree char *text = g_strconcat (g_strdelimit (subject, "\n", ' '), "\n", body_text, NULL);
  Body            *body = g_hash_table_lookup (sheets->bodies, text);

  if (!body)
    {
      body = set_body (sheets, text);
      g_hash_table_insert (sheets->bodies, g_steal_pointer (&text), body);
    }

  return body;
}

/** mit_letter_sheets_n_pages: How many pages the letter at @letter takes. */
guint
mit_letter_sheets_n_pages (MitLetterSheets *sheets, guint letter)
{
  return find_body (sheets, g_ptr_array_index (sheets->run->letters, letter))->pages->len;
}

/* How many lines of the zone a line of the address takes: one, or more where some are left over. 0: it is cut off. */
static guint
count_lines (const MitStyle *style, const char *line, guint n_left_over)
{
  g_autoptr (MitDisplayList) trial = mit_display_list_new ();
  guint n_lines = mit_display_list_add_text_fitted (trial, style, line, 0, 0, MIT_MM (MIT_DIN5008_ADDRESS_WIDTH), MIT_FIT_WRAP);

  return n_lines <= 1 + n_left_over ? n_lines : 0;
}

/**
 * mit_letter_address_check:
 * @address: the lines of an address
 *
 * Whether the address zone holds them, as mit_letter_sheets_draw() draws them. Main thread, or the run's own.
 */
MitAddressFit
mit_letter_address_check (const char *const *address)
{
  MitStyle style;
  guint    n_lines = g_strv_length ((char **) address);
  guint    n_left_over = MIT_ADDRESS_MAX_LINES - MIN (n_lines, MIT_ADDRESS_MAX_LINES);

  set_face (&style, ADDRESS_SIZE, 400);
  for (guint i = 0; i < n_lines; i++)
    {
      guint n_taken = count_lines (&style, address[i], n_left_over);

      if (!mit_text_is_drawable (&style, address[i]))
        return MIT_ADDRESS_NOT_DRAWABLE;
      if (n_taken == 0 || i >= MIT_ADDRESS_MAX_LINES)
        return MIT_ADDRESS_TOO_LONG;
      n_left_over -= n_taken - 1;
    }

  return MIT_ADDRESS_FITS;
}

static void
draw_address (MitLetterSheets *sheets, const MitLetter *letter, MitDisplayList *list)
{
  double x = MIT_MM (MIT_DIN5008_TEXT_X), width = MIT_MM (MIT_DIN5008_ADDRESS_WIDTH);
  double y = MIT_MM (sheets->form->address_y) + mit_style_get_baseline (&sheets->address_style);
  double return_baseline = MIT_MM (sheets->form->return_line_y + 3.6);
  guint  n_lines = MIN (g_strv_length (letter->address), MIT_ADDRESS_MAX_LINES);
  guint  n_left_over = MIT_ADDRESS_MAX_LINES - n_lines;

  mit_display_list_add_text_fitted (list, &sheets->return_style, sheets->return_line, x, return_baseline, width, MIT_FIT_ELLIPSIZE);
  for (guint i = 0; i < n_lines; i++)
    {
      guint n_taken = count_lines (&sheets->address_style, letter->address[i], n_left_over);

      mit_display_list_add_text_fitted (list, &sheets->address_style, letter->address[i], x, y, width,
                                        n_taken > 0 ? MIT_FIT_WRAP : MIT_FIT_ELLIPSIZE);
      y += MAX (n_taken, 1) * MIT_MM (MIT_DIN5008_LINE);
      n_left_over -= MAX (n_taken, 1) - 1;
    }
}

static double
draw_information_line (MitLetterSheets *sheets, MitDisplayList *list, const char *label, const char *value, double y)
{
  double x = MIT_MM (MIT_DIN5008_INFORMATION_X);

  if (!value || !*value)
    return y;
  mit_display_list_add_text (list, &sheets->label_style, label, x, y);
  mit_display_list_add_text_fitted (list, &sheets->label_style, value, x + MIT_MM (19), y, MIT_MM (56), MIT_FIT_ELLIPSIZE);

  return y + MIT_MM (MIT_DIN5008_LINE);
}

static void
draw_information (MitLetterSheets *sheets, const MitLetter *letter, MitDisplayList *list)
{
  const MitSender *sender = sheets->run->sender;
  double           y = MIT_MM (sheets->form->information_y) + mit_style_get_baseline (&sheets->label_style);

  y = draw_information_line (sheets, list, "Zeichen:", letter->code, y);
  y = draw_information_line (sheets, list, "Telefon:", sender->phone, y);
  y = draw_information_line (sheets, list, "E-Mail:", sender->email, y);
  y = draw_information_line (sheets, list, "Internet:", sender->web, y);
  y += MIT_MM (MIT_DIN5008_LINE);
  draw_information_line (sheets, list, "Datum:", sheets->dated, y);
}

static void
draw_head (MitLetterSheets *sheets, MitDisplayList *list)
{
  const char *district = sheets->run->sender->district;

  if (district)
    mit_display_list_add_text_fitted (list, &sheets->head_style, district, MIT_MM (MIT_DIN5008_TEXT_X), MIT_MM (20),
                                      MIT_MM (MIT_DIN5008_TEXT_RIGHT - MIT_DIN5008_TEXT_X), MIT_FIT_ELLIPSIZE);
}

static void
draw_mark (MitDisplayList *list, double y, double length)
{
  MitColor black = mit_color_black ();

  mit_display_list_add_line (list, MIT_MM (5), MIT_MM (y), MIT_MM (5 + length), MIT_MM (y), 0.25, &black);
}

static void
draw_marks (MitLetterSheets *sheets, MitDisplayList *list)
{
  draw_mark (list, sheets->form->fold_marks[0], 2.5);
  draw_mark (list, sheets->form->fold_marks[1], 2.5);
  draw_mark (list, MIT_DIN5008_HOLE_MARK, 4);
}

/* "Seite 2 von 3" (DIN 5008), on letters of several pages alone. */
static void
draw_page_number (MitLetterSheets *sheets, MitDisplayList *list, guint page, guint n_pages)
{
  g_autofree char *text = g_strdup_printf ("Seite %u von %u", page + 1, n_pages);

  if (n_pages > 1)
    mit_display_list_add_text_right (list, &sheets->label_style, text, MIT_MM (MIT_DIN5008_TEXT_RIGHT), MIT_MM (283));
}

/** mit_letter_sheets_draw: Draw a page of a letter; the unit of @cr is the point. */
void
mit_letter_sheets_draw (MitLetterSheets *sheets, guint letter_index, guint page, cairo_t *cr)
{
  const MitLetter *letter = g_ptr_array_index (sheets->run->letters, letter_index);
  Body            *body = find_body (sheets, letter);
  g_autoptr (MitDisplayList) list = mit_display_list_new ();
  MitDrawOptions options = { 0 };

  if (page == 0)
    {
      draw_head (sheets, list);
      draw_address (sheets, letter, list);
      draw_information (sheets, letter, list);
      draw_marks (sheets, list);
    }
  draw_page_number (sheets, list, page, body->pages->len);
  mit_display_list_seal (list);
  mit_display_list_draw (list, cr, &options);

  mit_display_list_draw (g_ptr_array_index (body->pages, page), cr, &options);
}
