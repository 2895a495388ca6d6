// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-bench.h"

#include <mit-letter-pdf.h>
#include <mit-units.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define N_LETTERS 1000

static MitLetterRun *
make_run (MitTestRegister *self)
{
  MitDb *db = mit_store_reader (self->store);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (MitId));
  g_autoptr (MitRows) rows = mit_db_query (db, NULL, "SELECT id FROM person ORDER BY n", "");
  g_autoptr (MitLetterTemplate) letter_template = mit_letter_template_shipped ("welcome");
  g_autoptr (GPtrArray) addressees = NULL;
  MitLetterRun *run = mit_letter_run_new (letter_template, mit_sender_load (db), mit_date_new (2026, 11, 22), 'b');

  while (mit_rows_next (rows, NULL))
    {
      MitId id = mit_rows_id (rows, 0);

      g_array_append_val (ids, id);
    }
  addressees = mit_letters_addressees (db, ids, "welcome", run->dated, NULL);
  mit_letter_run_add_all (run, addressees);

  return run;
}

static cairo_status_t
count_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  *(gsize *) closure += length;

  return CAIRO_STATUS_SUCCESS;
}

static void
show (cairo_t *cr, PangoLayout *layout, const char *text, double x, double y)
{
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, MIT_MM (x), MIT_MM (y));
  pango_cairo_show_layout (cr, layout);
}

/* The same words in the same face and size, broken by Pango, a fresh layout for each letter. */
static void
draw_bare (cairo_t *cr, const MitLetterRun *run, const MitLetter *letter)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Liberation Sans");
  g_autofree char *subject = mit_letter_fields_fill (run->subject, (const char *const *) letter->values);
  g_autofree char *body = mit_letter_fields_fill (run->body, (const char *const *) letter->values);
  g_autofree char *address = g_strjoinv ("\n", letter->address);

  pango_font_description_set_absolute_size (font, 10.5 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  show (cr, layout, address, 25, 62.7);
  show (cr, layout, letter->code, 125, 50);
  pango_font_description_set_absolute_size (font, 11 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (MIT_MM (165) * PANGO_SCALE));
  show (cr, layout, subject, 25, 98.46);
  show (cr, layout, body, 25, 115);
  cairo_show_page (cr);
}

static double
measure_bound (const MitLetterRun *run)
{
  gint64           start = g_get_monotonic_time ();
  gsize            size = 0;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (count_bytes, &size, MIT_MM (210), MIT_MM (297));
  cairo_t         *cr = cairo_create (surface);

  for (guint i = 0; i < run->letters->len; i++)
    draw_bare (cr, run, g_ptr_array_index (run->letters, i));
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  g_assert_cmpuint (size, >, 100000);

  return mit_bench_since (start);
}

int
main (int argc, char **argv)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *list = mit_bench_list (N_LETTERS);
  g_autofree char *path = NULL;
  g_autoptr (MitLetterRun) run = NULL;
  g_autoptr (GError) error = NULL;
  double bound;
  gint64 start;
  guint  n_pages;

  mit_test_init (&argc, &argv);
  mit_test_register_init (&self);
  mit_test_import (&self, list);
  run = make_run (&self);
  g_assert_cmpuint (run->letters->len, ==, N_LETTERS);
  path = mit_test_register_file (&self, "letters.pdf");
  bound = measure_bound (run);

  start = g_get_monotonic_time ();
  mit_letter_pdf_write (run, path, &n_pages, &error);
  g_assert_no_error (error);
  mit_bench_print ("1,000 letters", mit_bench_since (start), bound);

  return 0;
}
