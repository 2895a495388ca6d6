// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-reader-page.h"

#include "mit-reader-clean.h"
#include "mit-reader-obstacles.h"

#include <mit-print-object.h>

#include <math.h>

/*
 * Pages that are placed like a picture and stay what they are: adverts and logos as PDF or SVG. Of a PDF, one page is taken
 * out with what it paints, and nothing else: no links, forms, scripts, other pages or notes on who made it.
 */

/* Boxes */

static gboolean
get_box (qpdf_data pdf, qpdf_oh page, const char *key, double box[4])
{
  double corners[4];

  if (!mit_print_object_get_numbers (pdf, mit_print_object_get (pdf, page, key), corners, 4))
    return FALSE;
  box[0] = MIN (corners[0], corners[2]);
  box[1] = MIN (corners[1], corners[3]);
  box[2] = MAX (corners[0], corners[2]);
  box[3] = MAX (corners[1], corners[3]);

  return box[2] - box[0] > 0.1 && box[3] - box[1] > 0.1;
}

/* The page as it is cut: where nobody said so, as it is shown. */
static gboolean
find_trim (qpdf_data pdf, qpdf_oh page, double trim[4])
{
  return get_box (pdf, page, "/TrimBox", trim) || get_box (pdf, page, "/CropBox", trim) || get_box (pdf, page, "/MediaBox", trim);
}

/* How far the page goes on beyond the cut on all sides, in its own units. */
static double
find_bleed (qpdf_data pdf, qpdf_oh page, const double trim[4])
{
  double bleed[4];

  if (!get_box (pdf, page, "/BleedBox", bleed))
    return 0;

  return MAX (MIN (MIN (trim[0] - bleed[0], trim[1] - bleed[1]), MIN (bleed[2] - trim[2], bleed[3] - trim[3])), 0);
}

static void
put_box (qpdf_data pdf, qpdf_oh page, const char *key, const double box[4], double margin)
{
  const double corners[4] = { box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin };
  qpdf_oh      array = qpdf_oh_new_array (pdf);

  for (int i = 0; i < 4; i++)
    qpdf_oh_append_item (pdf, array, qpdf_oh_new_real_from_double (pdf, corners[i], 4));
  qpdf_oh_replace_key (pdf, page, key, array);
}

static int
get_turn (qpdf_data pdf, qpdf_oh page)
{
  int turn = 0;

  qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, page, "/Rotate"), &turn);

  return (turn % 360 + 360) % 360;
}

static gboolean
measure (qpdf_data pdf, qpdf_oh page, const double trim[4], double bleed, MitPrintReadingHead *head)
{
  double   unit = 1;
  gboolean is_on_its_side = get_turn (pdf, page) % 180 == 90;

  if (mit_print_object_has (pdf, page, "/UserUnit"))
    unit = g_ascii_strtod (qpdf_oh_unparse_resolved (pdf, mit_print_object_get (pdf, page, "/UserUnit")), NULL);
  head->page_width = unit * (is_on_its_side ? trim[3] - trim[1] : trim[2] - trim[0]);
  head->page_height = unit * (is_on_its_side ? trim[2] - trim[0] : trim[3] - trim[1]);
  head->bleed = unit * bleed;

  return isfinite (head->page_width) && head->page_width > 0 && head->page_width <= MIT_PRINT_READING_MAXIMUM_PT &&
         head->page_height > 0 && head->page_height <= MIT_PRINT_READING_MAXIMUM_PT;
}

/* Taking a page out */

static void
put_boxes (qpdf_data pdf, qpdf_oh page, const double trim[4], double bleed)
{
  put_box (pdf, page, "/MediaBox", trim, bleed);
  put_box (pdf, page, "/BleedBox", trim, bleed);
  put_box (pdf, page, "/TrimBox", trim, 0);
}

static void
drop_entries (qpdf_data pdf, qpdf_oh page)
{
  static const char *const kept[] = { "/Type", "/Parent", "/MediaBox", "/BleedBox", "/TrimBox", "/Resources", "/Contents", "/Group", "/Rotate", "/UserUnit", NULL };
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, page);

  for (guint i = 0; i < keys->len; i++)
    if (!g_strv_contains (kept, keys->pdata[i]))
      qpdf_oh_remove_key (pdf, page, keys->pdata[i]);
}

static MitReaderStatus
clean_page (qpdf_data pdf, MitPrintReadingHead *head)
{
  qpdf_oh page = qpdf_get_page_n (pdf, 0);
  double  trim[4], bleed;

  if (!find_trim (pdf, page, trim))
    return MIT_READER_DAMAGED;
  if (mit_reader_has_notes (pdf, page))
    return MIT_READER_NOTES;
  bleed = find_bleed (pdf, page, trim);
  put_boxes (pdf, page, trim, bleed);
  drop_entries (pdf, page);

  return measure (pdf, page, trim, bleed, head) && mit_reader_clean (pdf, page) ? MIT_READER_DONE : MIT_READER_DAMAGED;
}

/* Returns: (transfer full) (nullable): the page alone, with all that it refers to */
static GBytes *
copy_page (qpdf_data source, guint page)
{
  qpdf_data target = mit_print_object_new_empty ();
  GBytes   *alone = NULL;

  qpdf_push_inherited_attributes_to_page (source);
  if (!(qpdf_add_page (target, source, qpdf_get_page_n (source, page - 1), QPDF_FALSE) & QPDF_ERRORS))
    alone = mit_print_object_to_bytes (target, NULL);
  mit_print_object_close (&target);

  return alone;
}

static MitReaderStatus
take_out (qpdf_data source, guint page, MitPrintReadingHead *head, GBytes **pdf)
{
  g_autoptr (GBytes) alone = NULL;
  qpdf_data       target;
  MitReaderStatus status;

  head->n_pages = (guint) MAX (qpdf_get_num_pages (source), 0);
  if (page < 1 || page > head->n_pages)
    return head->n_pages > 0 ? MIT_READER_NO_PAGE : MIT_READER_DAMAGED;
  if (mit_reader_hides_layers (source))
    return MIT_READER_LAYERS;

  alone = copy_page (source, page);
  target = alone ? mit_print_object_open_bytes (alone, NULL) : NULL;
  if (!target)
    return MIT_READER_DAMAGED;
  status = clean_page (target, head);
  if (status == MIT_READER_DONE)
    *pdf = mit_print_object_to_bytes (target, NULL);
  mit_print_object_close (&target);

  if (status != MIT_READER_DONE || !*pdf)
    return status != MIT_READER_DONE ? status : MIT_READER_DAMAGED;

  return mit_reader_check_fonts (*pdf, head);
}

/**
 * mit_reader_page_extract:
 * @page: from 1
 * @head: gets the size of the page and how many there are
 * @pdf: (out): a PDF of this page alone
 */
MitReaderStatus
mit_reader_page_extract (GBytes *file, guint page, MitPrintReadingHead *head, GBytes **pdf)
{
  gboolean        is_locked = FALSE;
  qpdf_data       source = mit_print_object_try_open (file, &is_locked);
  MitReaderStatus status;

  if (!source)
    return is_locked ? MIT_READER_LOCKED : MIT_READER_DAMAGED;
  status = take_out (source, page, head, pdf);
  mit_print_object_close (&source);

  return status;
}
