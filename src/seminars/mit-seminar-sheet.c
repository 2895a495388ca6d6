// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-sheet.h"

#include "mit-seminar-people.h"

#include <mit-date.h>
#include <mit-output.h>
#include <mit-setting.h>
#include <mit-table.h>
#include <mit-units.h>

/* Millimetres on A4. Free lines below the names are for those who come without having said so. */
#define LEFT 25.0
#define RIGHT 190.0
#define TOP 20.0
#define BOTTOM 280.0
#define ROW_HEIGHT 9.0
#define FREE_ROWS 6

static const char styles_json[] =
  "{ \"body\": { \"family\": \"Liberation Sans\", \"size\": 10, \"leading\": 13 },"
  "  \"title\": { \"parent\": \"body\", \"size\": 17, \"leading\": 22, \"weight\": 700, \"space-after\": 4 },"
  "  \"about\": { \"parent\": \"body\", \"space-after\": 10 },"
  "  \"head\": { \"parent\": \"body\", \"weight\": 700, \"size\": 9 },"
  "  \"small\": { \"parent\": \"body\", \"size\": 8, \"leading\": 10 } }";

static MitStory *
make_heading (MitDb *db, const MitSeminar *seminar)
{
  MitStory        *story = mit_story_new ("de");
  g_autofree char *district = mit_setting_get (db, "district");
  g_autofree char *when = mit_time_range_letter (seminar->starts, seminar->ends);
  g_autofree char *about = g_strjoin ("\n", when, seminar->place ? seminar->place : "", NULL);

  if (district)
    mit_story_add_literal (story, "small", district, NULL);
  mit_story_add_literal (story, "title", "Anwesenheitsliste", NULL);
  mit_story_add_literal (story, "title", seminar->title, NULL);
  mit_story_add_literal (story, "about", g_strchomp (about), NULL);

  return story;
}

static gboolean
is_expected (const MitRegistration *registration)
{
  return registration->state == MIT_REGISTRATION_COMING || registration->state == MIT_REGISTRATION_ATTENDED ||
         registration->state == MIT_REGISTRATION_ABSENT;
}

static void
add_people (MitTable *table, GPtrArray *registrations)
{
  guint number = 0;

  for (guint i = 0; i < registrations->len; i++)
    {
      const MitRegistration *registration = g_ptr_array_index (registrations, i);
      g_autofree char       *text = NULL;

      if (!is_expected (registration))
        continue;
      text = g_strdup_printf ("%u", ++number);
      mit_table_add_row (table, (const char *[]) { text, registration->name, registration->city ? registration->city : "", "", NULL });
    }
  for (int i = 0; i < FREE_ROWS; i++)
    mit_table_add_row (table, (const char *[]) { "", "", "", "", NULL });
}

static MitTable *
make_table (MitStyleSheet *styles, GPtrArray *registrations)
{
  MitTable *table = mit_table_new (styles, "de");
  MitColor  grey = mit_color_cmyk (0, 0, 0, 0.08), line = mit_color_cmyk (0, 0, 0, 0.5);

  mit_table_add_column (table, "Nr.", MIT_MM (12), "head", "body");
  mit_table_add_column (table, "Name", MIT_MM (60), "head", "body");
  mit_table_add_column (table, "Ort", MIT_MM (38), "head", "body");
  mit_table_add_column (table, "Unterschrift", MIT_MM (55), "head", "body");
  mit_table_set_min_row_height (table, MIT_MM (ROW_HEIGHT));
  mit_table_set_padding (table, 4, 5);
  mit_table_set_grid (table, 0.4, &line);
  mit_table_set_header_fill (table, &grey);
  add_people (table, registrations);

  return table;
}

typedef struct
{
  MitLayout *heading;
  GPtrArray *pages; /* MitDisplayList */
} Sheet;

static gboolean
draw_sheet (cairo_t *cr, gpointer data, GError **error)
{
  Sheet         *sheet = data;
  MitDrawOptions options = { 0 };

  for (guint page = 0; page < sheet->pages->len; page++)
    {
      if (page == 0)
        mit_display_list_draw (mit_layout_get_display_list (sheet->heading, 0), cr, &options);
      mit_display_list_draw (g_ptr_array_index (sheet->pages, page), cr, &options);
      cairo_show_page (cr);
    }

  return TRUE;
}

/**
 * mit_seminar_sheet_write:
 * @path: where the PDF goes
 * @n_pages: (out) (optional): how many pages it has
 *
 * The attendance sheet: those who have a place, by name, with room to sign, and some free lines. Names and places alone; a
 * sheet lies open on a table.
 */
gboolean
mit_seminar_sheet_write (MitDb *db, const MitId *id, const char *path, guint *n_pages, GError **error)
{
  g_autoptr (MitSeminar) seminar = mit_seminar_load (db, id, error);
  g_autoptr (GPtrArray) registrations = seminar ? mit_registrations_load (db, id, error) : NULL;
  g_autoptr (MitStyleSheet) styles = mit_style_sheet_new_from_data (styles_json, NULL);
  g_autoptr (MitStory) story = NULL;
  g_autoptr (MitTable) table = NULL;
  g_autoptr (MitLayout) heading = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  MitBox    first = { 0, { MIT_MM (LEFT), MIT_MM (TOP), MIT_MM (RIGHT - LEFT), MIT_MM (BOTTOM - TOP) }, 1, 0 };
  MitBox    next = first, below = first;
  Sheet     sheet;
  MitOutput output = { .title = "Anwesenheitsliste", .width = MIT_MM (MIT_A4_WIDTH_MM), .height = MIT_MM (MIT_A4_HEIGHT_MM) };
  double    heading_height;

  if (!registrations)
    return FALSE;
  story = make_heading (db, seminar);
  heading = mit_layout_new (story, styles, &first, 1, MIT_LAYOUT_NONE);
  heading_height = mit_layout_get_used_height (heading, 0) + MIT_MM (6);
  below.rect.y += heading_height;
  below.rect.height -= heading_height;
  next.page = 1;
  table = make_table (styles, registrations);
  pages = mit_table_layout (table, &below, &next, NULL);

  output.made_at = g_get_real_time () / G_USEC_PER_SEC;
  sheet = (Sheet) { heading, pages };
  if (n_pages)
    *n_pages = pages->len;

  return mit_output_write (&output, path, draw_sheet, &sheet, error);
}
