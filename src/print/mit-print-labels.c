// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-labels.h"

#include "mit-print-error.h"
#include "mit-print-resources.h"
#include "mit-units.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#define RESOURCE "/io/github/mitmachen/Mitmachen/labels/formats.json"

/* Of a line to cut along, pt; on grey it is not missed if the knife goes beside it. */
#define CUT_LINE 0.25

static double
get_number (JsonObject *object, const char *member, guint i)
{
  return json_array_get_double_element (json_object_get_array_member (object, member), i);
}

static MitPrintLabels *
read_labels (JsonObject *object)
{
  MitPrintLabels *self = g_new0 (MitPrintLabels, 1);

  self->id = g_strdup (json_object_get_string_member (object, "id"));
  self->fits = g_strdup (json_object_get_string_member_with_default (object, "fits", NULL));
  self->width = get_number (object, "size", 0);
  self->height = get_number (object, "size", 1);
  self->columns = (guint) json_object_get_int_member (object, "columns");
  self->rows = (guint) json_object_get_int_member (object, "rows");
  self->gap_x = get_number (object, "gap", 0);
  self->gap_y = get_number (object, "gap", 1);
  self->is_badge = json_object_get_boolean_member_with_default (object, "badge", FALSE);
  self->is_cut = json_object_get_boolean_member_with_default (object, "cut", FALSE);

  return self;
}

static gpointer
read_all (gpointer data)
{
  g_autoptr (GBytes) json = g_resource_lookup_data (mit_print_get_resource (), RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  GPtrArray *all = g_ptr_array_new ();
  JsonArray *array;

  if (!json_parser_load_from_data (parser, g_bytes_get_data (json, NULL), (gssize) g_bytes_get_size (json), &error))
    g_error ("The labels that come with the program are broken: %s", error->message);
  array = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (all, read_labels (json_array_get_object_element (array, i)));

  return all;
}

/* Once for the life of the program. */
static GPtrArray *
get_all (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, read_all, NULL);
}

/**
 * mit_print_labels_get:
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the labels; %MIT_PRINT_ERROR_PRESET when there are none of that id
 */
const MitPrintLabels *
mit_print_labels_get (const char *id, GError **error)
{
  GPtrArray *all = get_all ();
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const MitPrintLabels *labels = all->pdata[i];

      if (g_str_equal (labels->id, id))
        return labels;
      g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", labels->id);
    }
  /* Translators: the first %s is what somebody wrote, the second a list of words that can be written. */
  g_set_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PRESET, _ ("There are no labels “%s”. Choose one of these: %s."), id, ids->str);

  return NULL;
}

/** mit_print_labels_list: @for_badges: those for names to wear first. Returns: (transfer container) (element-type MitPrintLabels) */
GPtrArray *
mit_print_labels_list (gboolean for_badges)
{
  GPtrArray *all = get_all (), *list = g_ptr_array_new ();

  for (int round = 0; round < 2; round++)
    for (guint i = 0; i < all->len; i++)
      if ((((MitPrintLabels *) all->pdata[i])->is_badge == for_badges) == (round == 0))
        g_ptr_array_add (list, all->pdata[i]);

  return list;
}

/** mit_print_labels_name: What people see. Returns: (transfer full): "70 × 37 mm, 24 on a sheet" */
char *
mit_print_labels_name (const MitPrintLabels *self)
{
  /* Translators: width and height of a label, and how many there are on one sheet of paper */
  return g_strdup_printf (_ ("%g × %g mm, %u on a sheet"), self->width, self->height, self->columns * self->rows);
}

/** mit_print_labels_count_sheets: @first: the first free label of the first sheet, from 0. */
guint
mit_print_labels_count_sheets (const MitPrintLabels *self, guint n, guint first)
{
  guint n_each = self->columns * self->rows;

  return (first + n + n_each - 1) / n_each;
}

/** mit_print_labels_describe: How much paper it takes. Returns: (transfer full): "24 labels on 1 sheet" */
char *
mit_print_labels_describe (const MitPrintLabels *self, guint n, guint first)
{
  guint            n_sheets = mit_print_labels_count_sheets (self, n, first);
  g_autofree char *labels = g_strdup_printf (ngettext ("%'u label", "%'u labels", n), n);
  g_autofree char *sheets = g_strdup_printf (ngettext ("%'u sheet", "%'u sheets", n_sheets), n_sheets);

  /* Translators: "24 labels on 1 sheet" */
  return g_strdup_printf (_ ("%s on %s"), labels, sheets);
}

/**
 * mit_print_labels_place:
 * @i: which label, counted from the upper left one of the first sheet, row by row
 * @sheet: (out): which sheet, from 0
 * @rect: (out): pt, on the sheet
 */
void
mit_print_labels_place (const MitPrintLabels *self, guint i, guint *sheet, MitRect *rect)
{
  guint  n_each = self->columns * self->rows, column = i % self->columns, row = i % n_each / self->columns;
  double left = (MIT_A4_WIDTH_MM - self->columns * self->width - (self->columns - 1) * self->gap_x) / 2;
  double top = (MIT_A4_HEIGHT_MM - self->rows * self->height - (self->rows - 1) * self->gap_y) / 2;

  *sheet = i / n_each;
  *rect = (MitRect) { MIT_MM (left + column * (self->width + self->gap_x)), MIT_MM (top + row * (self->height + self->gap_y)), MIT_MM (self->width), MIT_MM (self->height) };
}

typedef struct
{
  const MitPrintLabels *labels;
  guint                 n, first;
  MitPrintLabelDraw     draw;
  gpointer              data;
} Drawing;

/* What is too large for its label stays on it. */
static void
draw_label (const Drawing *self, guint i, const MitRect *rect, cairo_t *cr)
{
  g_autoptr (MitDisplayList) list = mit_display_list_new ();
  MitDrawOptions options = { 0 };
  MitRect        edge = { CUT_LINE / 2, CUT_LINE / 2, rect->width - CUT_LINE, rect->height - CUT_LINE };
  MitColor       grey = mit_color_cmyk (0, 0, 0, 0.4);

  self->draw (list, self->labels, i, self->data);
  if (self->labels->is_cut)
    mit_display_list_add_stroke (list, &edge, CUT_LINE, &grey);
  mit_display_list_seal (list);
  cairo_save (cr);
  cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  cairo_clip (cr);
  cairo_translate (cr, rect->x, rect->y);
  mit_display_list_draw (list, cr, &options);
  cairo_restore (cr);
}

static gboolean
draw_sheets (cairo_t *cr, gpointer data, GError **error)
{
  const Drawing *self = data;
  guint          shown = 0;

  for (guint i = 0; i < self->n; i++)
    {
      MitRect rect;
      guint   sheet;

      mit_print_labels_place (self->labels, self->first + i, &sheet, &rect);
      if (sheet != shown)
        cairo_show_page (cr);
      shown = sheet;
      draw_label (self, i, &rect, cr);
    }
  cairo_show_page (cr);

  return TRUE;
}

/**
 * mit_print_labels_render:
 * @title: of the file; nobody's name
 * @n: how many labels
 * @first: the first free label of the first sheet, from 0, for a sheet that was begun
 * @draw: draws one
 *
 * To be printed at its own size, without fitting it to the page. Slow; any thread.
 *
 * Returns: (transfer full) (nullable): a PDF
 */
GBytes *
mit_print_labels_render (const MitPrintLabels *self, const char *title, guint n, guint first, MitPrintLabelDraw draw, gpointer data, GError **error)
{
  Drawing   drawing = { self, n, MIN (first, self->columns * self->rows - 1), draw, data };
  MitOutput output = { .title = title, .made_at = g_get_real_time () / G_USEC_PER_SEC, .width = MIT_MM (MIT_A4_WIDTH_MM), .height = MIT_MM (MIT_A4_HEIGHT_MM) };

  return mit_output_render (&output, draw_sheets, &drawing, error);
}
