// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-table.h"

#include <string.h>

/* A height that no cell reaches, pt. */
#define ENDLESS 1e6

/* pt; what sums of heights may lose. */
#define TOLERANCE 1e-3

/* The thinnest line that print shops take, pt, and air around the text, pt. */
#define DEFAULT_GRID 0.25
#define DEFAULT_PADDING 3

typedef struct
{
  char  *title, *header_style, *cell_style;
  double width;
} Column;

struct _MitTable
{
  MitStyleSheet *styles;
  char          *language;
  GArray        *columns; /* Column */
  GPtrArray     *rows;    /* char ** */
  double         min_row_height;
  double         padding_x, padding_y;
  double         grid_width;
  MitColor       grid_color, header_color;
  gboolean       has_header_fill;
};

/* A row that is set, its origin being its upper left corner. */
typedef struct
{
  MitDisplayList *list;
  double          height;
} Row;

/* One page while it is filled. */
typedef struct
{
  const MitTable *table;
  const MitBox   *box;
  MitDisplayList *list;
  double          y;       /* pt used of the box */
  GArray         *edges;   /* double: lower edges of rows */
  gboolean        is_told; /* its header stands on an earlier page */
} Page;

static void
clear_column (Column *column)
{
  g_free (column->title);
  g_free (column->header_style);
  g_free (column->cell_style);
}

static const Column *
get_column (const MitTable *self, guint i)
{
  return &g_array_index (self->columns, Column, i);
}

/** mit_table_new: @language: (nullable): of the cells; %NULL is "de". Returns: (transfer full) */
MitTable *
mit_table_new (MitStyleSheet *styles, const char *language)
{
  MitTable *self = g_atomic_rc_box_new0 (MitTable);

  self->styles = mit_style_sheet_ref (styles);
  self->language = g_strdup (language ? language : "de");
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, (GDestroyNotify) clear_column);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->padding_x = self->padding_y = DEFAULT_PADDING;
  self->grid_width = DEFAULT_GRID;
  self->grid_color = mit_color_black ();

  return self;
}

MitTable *
mit_table_ref (MitTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_table (MitTable *self)
{
  mit_style_sheet_unref (self->styles);
  g_free (self->language);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
}

void
mit_table_unref (MitTable *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_table);
}

/**
 * mit_table_add_column:
 * @title: of the header row, literal text
 * @width: pt, padding included
 * @header_style: name of the title's style
 * @cell_style: name of the cells' style
 */
void
mit_table_add_column (MitTable   *self,
                      const char *title,
                      double      width,
                      const char *header_style,
                      const char *cell_style)
{
  Column column = { g_strdup (title), g_strdup (header_style), g_strdup (cell_style), width };

  g_array_append_val (self->columns, column);
}

/** mit_table_add_row: @cells: (array zero-terminated=1): literal text; fewer than columns leave the rest empty */
void
mit_table_add_row (MitTable *self, const char *const *cells)
{
  g_ptr_array_add (self->rows, g_strdupv ((char **) cells));
}

/** mit_table_set_min_row_height: Points that each row but the header is high at least, for signatures. */
void
mit_table_set_min_row_height (MitTable *self, double height)
{
  self->min_row_height = height;
}

/** mit_table_set_padding: Points between the grid and the text. */
void
mit_table_set_padding (MitTable *self, double horizontal, double vertical)
{
  self->padding_x = horizontal;
  self->padding_y = vertical;
}

/** mit_table_set_grid: @line_width: pt, 0 for no grid */
void
mit_table_set_grid (MitTable *self, double line_width, const MitColor *color)
{
  self->grid_width = line_width;
  self->grid_color = *color;
}

/** mit_table_set_header_fill: @color: (nullable): behind the header row */
void
mit_table_set_header_fill (MitTable *self, const MitColor *color)
{
  self->has_header_fill = color != NULL;
  if (color)
    self->header_color = *color;
}

/** mit_table_get_width: Sum of the columns, pt. */
double
mit_table_get_width (const MitTable *self)
{
  double width = 0;

  for (guint i = 0; i < self->columns->len; i++)
    width += get_column (self, i)->width;

  return width;
}

/* Add a cell's text to the row's list, as @role; returns the text's height. */
static double
set_cell (const MitTable *self, const char *text, const char *style, const char *role, double x, double width, MitDisplayList *list)
{
  g_autoptr (MitStory) story = mit_story_new (self->language);
  g_autoptr (MitLayout) layout = NULL;
  MitBox box = { .rect = { x + self->padding_x, self->padding_y, width - 2 * self->padding_x, ENDLESS } };

  mit_story_add_literal (story, style, text, NULL);
  layout = mit_layout_new (story, self->styles, &box, 1, MIT_LAYOUT_NONE);
  mit_display_list_add_tagged (list, mit_layout_get_display_list (layout, 0), role);

  return mit_layout_get_used_height (layout, 0);
}

/* @cells: (nullable): %NULL sets the header */
static Row
set_row (const MitTable *self, const char *const *cells)
{
  Row    row = { mit_display_list_new (), cells ? self->min_row_height : 0 };
  guint  n_cells = cells ? g_strv_length ((char **) cells) : self->columns->len;
  double x = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = get_column (self, i);
      const char   *text = !cells ? column->title : i < n_cells ? cells[i]
                                                                : "";
      const char   *style = cells ? column->cell_style : column->header_style;
      double        height = set_cell (self, text, style, cells ? "TD" : "TH", x, column->width, row.list);

      row.height = MAX (row.height, height + 2 * self->padding_y);
      x += column->width;
    }

  return row;
}

static void
add_row (Page *page, const Row *row, const char *role)
{
  g_autoptr (MitDisplayList) tagged = mit_display_list_new ();
  double  x = page->box->rect.x, y = page->box->rect.y + page->y;
  double  height = MIN (row->height, page->box->rect.height - page->y);
  MitRect clip = { x, y, mit_table_get_width (page->table), height };

  mit_display_list_add_tagged (tagged, row->list, role);
  if (height < row->height - TOLERANCE)
    mit_display_list_add_clipped (page->list, tagged, x, y, &clip);
  else
    mit_display_list_add_list (page->list, tagged, x, y);
  page->y += height;
  g_array_append_val (page->edges, page->y);
}

/* The header is told once; where it stands again, on the next pages, it helps only those who see it. */
static void
begin_page (Page *page, const Row *header, gboolean is_first)
{
  const MitTable *table = page->table;
  MitRect         rect = { page->box->rect.x, page->box->rect.y, mit_table_get_width (table), header->height };
  double          top = 0;

  page->list = mit_display_list_new ();
  page->y = 0;
  page->edges = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_append_val (page->edges, top);
  if (table->has_header_fill)
    mit_display_list_add_fill (page->list, &rect, &table->header_color);
  add_row (page, header, is_first ? "TR" : MIT_STRUCTURE_ARTIFACT);
}

static void
draw_grid (Page *page)
{
  const MitTable *table = page->table;
  double          left = page->box->rect.x, top = page->box->rect.y, x = left;
  double          half = table->grid_width / 2;

  for (guint i = 0; i < page->edges->len; i++)
    {
      double y = top + g_array_index (page->edges, double, i);

      mit_display_list_add_line (page->list, left - half, y, left + mit_table_get_width (table) + half, y,
                                 table->grid_width, &table->grid_color);
    }
  for (guint i = 0; i <= table->columns->len; i++)
    {
      mit_display_list_add_line (page->list, x, top, x, top + page->y, table->grid_width, &table->grid_color);
      x += i < table->columns->len ? get_column (table, i)->width : 0;
    }
}

static void
end_page (Page *page, GPtrArray *pages)
{
  MitDisplayList *list = mit_display_list_new ();

  if (page->table->grid_width > 0 && page->edges->len > 0)
    draw_grid (page);
  g_array_unref (page->edges);
  if (mit_display_list_get_n_items (page->list) > 0)
    {
      mit_display_list_add_tagged (list, page->list, page->is_told ? MIT_STRUCTURE_TABLE_CONTINUED : "Table");
      page->is_told = TRUE;
    }
  mit_display_list_unref (page->list);
  g_ptr_array_add (pages, list);
}

static gboolean
has_rows (const Page *page)
{
  return page->edges->len > 2;
}

/* A header without a row below it is not worth its place where the next page has more room. */
static void
drop_lone_header (Page *page, const MitBox *next)
{
  if (has_rows (page) || next->rect.height <= page->box->rect.height)
    return;

  mit_display_list_unref (page->list);
  page->list = mit_display_list_new ();
  g_array_set_size (page->edges, 0);
}

static void
turn_page (Page *page, const Row *header, const MitBox *next, GPtrArray *pages)
{
  drop_lone_header (page, next);
  end_page (page, pages);
  page->box = next;
  begin_page (page, header, !page->is_told);
}

/**
 * mit_table_layout:
 * @first: where the table begins; its columns do not count
 * @next: where it goes on, on each further page
 * @used_height: (out) (optional): points that it takes of the last page's box
 *
 * Set the table with its header row on each page. A row higher than a page is cut off. The first list is empty when not
 * one row fits in @first and the next page has more room.
 *
 * Returns: (transfer full) (element-type MitDisplayList): one list for each page, in the page's coordinates, not sealed
 */
GPtrArray *
mit_table_layout (const MitTable *self, const MitBox *first, const MitBox *next, double *used_height)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_display_list_unref);
  Row        header = set_row (self, NULL);
  Page       page = { .table = self, .box = first };

  begin_page (&page, &header, TRUE);
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row row = set_row (self, self->rows->pdata[i]);

      if (page.y + row.height > page.box->rect.height + TOLERANCE && (has_rows (&page) || page.box == first))
        turn_page (&page, &header, next, pages);
      add_row (&page, &row, "TR");
      mit_display_list_unref (row.list);
    }
  end_page (&page, pages);
  mit_display_list_unref (header.list);
  if (used_height)
    *used_height = page.y;

  return pages;
}
