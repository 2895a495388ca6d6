// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-address-labels.h"

#include "mit-address.h"
#include "mit-letter-due.h"

#include <mit-units.h>

#include <glib/gi18n.h>

#define FONT "Liberation Sans"

/* mm that printers and those who stick them on may be off. */
#define PADDING_X 5.0
#define PADDING_Y 4.0

#define SENDER_SIZE 6.0
#define LEADING 1.15 /* of the size */

/* pt. Long lines are set at four fifths, and sorting machines read nothing below 8 (Deutsche Post, Automationsfähige
 * Briefsendungen). */
static const double sizes[] = { 11, 10 };
#define WRAPPED 0.8

/* An address with what it is sorted by. */
typedef struct
{
  GStrv lines;
  char *postcode;
} Address;

static void
address_free (gpointer data)
{
  Address *address = data;

  g_strfreev (address->lines);
  g_free (address->postcode);
  g_free (address);
}

static void
left_out_free (gpointer data)
{
  MitLeftOut *left_out = data;

  g_free (left_out->reason);
  g_free (left_out);
}

static void
leave_out (MitAddressLabels *self, const char *reason)
{
  MitLeftOut *left_out;

  for (guint i = 0; i < self->left_out->len; i++)
    {
      left_out = g_ptr_array_index (self->left_out, i);
      if (g_str_equal (left_out->reason, reason))
        {
          left_out->n++;
          return;
        }
    }
  left_out = g_new0 (MitLeftOut, 1);
  left_out->reason = g_strdup (reason);
  left_out->n = 1;
  g_ptr_array_add (self->left_out, left_out);
}

static gboolean
add_person (MitAddressLabels *self, MitDb *db, gint64 n, MitDate day, GError **error)
{
  g_auto (MitPeopleRow) row = { 0 };
  g_autoptr (MitPerson) person = NULL;
  g_autofree char *obstacle = NULL;
  Address         *address;

  /* Somebody who was erased since they were found. */
  if (!mit_people_row (db, n, &row))
    return TRUE;
  person = mit_person_load (db, &row.id, error);
  if (!person)
    return FALSE;
  obstacle = mit_letter_obstacle (person, day);
  if (obstacle)
    {
      leave_out (self, obstacle);
      return TRUE;
    }
  address = g_new0 (Address, 1);
  address->lines = mit_address_lines (person);
  address->postcode = g_strdup (person->text[MIT_PERSON_POSTCODE]);
  g_ptr_array_add (self->addresses, address);

  return TRUE;
}

/**
 * mit_address_labels_load:
 * @query: whom, and in what order
 * @day: who has left by then is left out
 *
 * Whoever must not or cannot get a letter gets no label either.
 *
 * Returns: (transfer full) (nullable)
 */
MitAddressLabels *
mit_address_labels_load (MitDb *db, const MitPeopleQuery *query, MitDate day, GError **error)
{
  g_autoptr (GArray) people = mit_people_find (db, query, error);
  g_autoptr (MitAddressLabels) self = g_new0 (MitAddressLabels, 1);
  g_autoptr (MitSender) sender = mit_sender_load (db);

  self->addresses = g_ptr_array_new_with_free_func (address_free);
  self->left_out = g_ptr_array_new_with_free_func (left_out_free);
  self->return_line = mit_sender_return_line (sender);
  for (guint i = 0; people && i < people->len; i++)
    if (!add_person (self, db, g_array_index (people, gint64, i), day, error))
      return NULL;

  return people ? g_steal_pointer (&self) : NULL;
}

void
mit_address_labels_free (MitAddressLabels *self)
{
  g_ptr_array_unref (self->addresses);
  g_ptr_array_unref (self->left_out);
  g_free (self->return_line);
  g_free (self);
}

/** mit_address_labels_count_left_out: How many people have no label, for whatever reason. */
guint
mit_address_labels_count_left_out (const MitAddressLabels *self)
{
  guint n = 0;

  for (guint i = 0; i < self->left_out->len; i++)
    n += ((MitLeftOut *) g_ptr_array_index (self->left_out, i))->n;

  return n;
}

static int
compare_postcodes (gconstpointer a, gconstpointer b)
{
  const Address *one = *(Address *const *) a, *other = *(Address *const *) b;

  return g_strcmp0 (one->postcode, other->postcode);
}

static void
init_style (MitStyle *style, double size)
{
  mit_style_init (style);
  style->family = g_intern_static_string (FONT);
  style->size = size;
  style->leading = size * LEADING;
}

/* Returns: the height that the line took, pt */
static double
draw_line (MitDisplayList *list, const MitStyle *style, const char *line, double x, double y, double width, MitFit fit)
{
  guint n = mit_display_list_add_text_fitted (list, style, line, x, y + mit_style_get_baseline (style), width, fit);

  return style->leading * (1 + (MAX (n, 1) - 1) * WRAPPED);
}

static double
draw_lines (MitDisplayList *list, const MitStyle *style, const char *const *lines, double x, double y, double width, MitFit fit)
{
  double start = y;

  for (; *lines; lines++)
    y += draw_line (list, style, *lines, x, y, width, fit);

  return y - start;
}

static double
measure (const MitStyle *style, const char *const *lines, double width, MitFit fit)
{
  g_autoptr (MitDisplayList) trial = mit_display_list_new ();

  return draw_lines (trial, style, lines, 0, 0, width, fit);
}

/* As large as fits. Should not even the smallest, long lines are cut off, so that the place at the end is always there. */
static MitFit
choose_size (MitStyle *style, const char *const *lines, double width, double height)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      init_style (style, sizes[i]);
      if (measure (style, lines, width, MIT_FIT_WRAP) <= height)
        return MIT_FIT_WRAP;
    }

  return MIT_FIT_ELLIPSIZE;
}

static double
draw_sender (MitDisplayList *list, const char *sender, double x, double y, double width)
{
  MitStyle style;
  MitColor black = mit_color_cmyk (0, 0, 0, 1);

  init_style (&style, SENDER_SIZE);
  mit_display_list_add_text_fitted (list, &style, sender, x, y + mit_style_get_baseline (&style), width, MIT_FIT_ELLIPSIZE);
  mit_display_list_add_line (list, x, y + style.leading, x + width, y + style.leading, 0.25, &black);

  return y + style.leading + 2;
}

typedef struct
{
  GPtrArray  *addresses;
  const char *sender; /* (nullable) */
} Drawing;

static void
draw_address (MitDisplayList *list, const MitPrintLabels *labels, guint i, gpointer data)
{
  const Drawing *self = data;
  const Address *address = g_ptr_array_index (self->addresses, i);
  double         x = MIT_MM (PADDING_X), y = MIT_MM (PADDING_Y), bottom = MIT_MM (labels->height - PADDING_Y), width = MIT_MM (labels->width - 2 * PADDING_X);
  MitStyle       style;
  MitFit         fit;
  double         height;

  if (self->sender && *self->sender)
    y = draw_sender (list, self->sender, x, y, width);
  fit = choose_size (&style, (const char *const *) address->lines, width, bottom - y);
  height = measure (&style, (const char *const *) address->lines, width, fit);
  draw_lines (list, &style, (const char *const *) address->lines, x, y + MAX ((bottom - y - height) / 2, 0), width, fit);
}

/* Those of one place stay in order. */
static GPtrArray *
sort_by_postcode (GPtrArray *addresses)
{
  GPtrArray *sorted = g_ptr_array_new ();

  g_ptr_array_extend (sorted, addresses, NULL, NULL);
  g_ptr_array_sort (sorted, compare_postcodes);

  return sorted;
}

/**
 * mit_address_labels_render:
 * @first: the first free label of the first sheet, from 0
 *
 * Slow; any thread. Returns: (transfer full) (nullable): a PDF
 */
GBytes *
mit_address_labels_render (const MitAddressLabels *self, const MitPrintLabels *labels, guint first, MitAddressLabelsFlags flags, GError **error)
{
  g_autoptr (GPtrArray) addresses = flags & MIT_ADDRESS_LABELS_BY_POSTCODE ? sort_by_postcode (self->addresses) : g_ptr_array_ref (self->addresses);
  Drawing drawing = { addresses, flags & MIT_ADDRESS_LABELS_WITH_SENDER ? self->return_line : NULL };

  return mit_print_labels_render (labels, _ ("Address Labels"), addresses->len, first, draw_address, &drawing, error);
}
