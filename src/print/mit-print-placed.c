// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-placed.h"

#include "mit-print-error.h"
#include "mit-print-jpeg.h"
#include "mit-print-object.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * Pages of other documents, placed like a picture. cairo cannot put one into a PDF, but it passes a JPEG through as it is: so
 * a page travels behind a JPEG of one pixel, whose first segment says what is to come. Once the PDF is there, the picture is
 * replaced by a form (ISO 32000-1, 8.10) with the page in it. Both fill the same unit square, so nothing that paints it changes.
 */

/* The content of application segment 15, which no camera uses, right behind the start of the image. */

typedef struct
{
  char   name[8]; /* "MITPAGE" and a NUL */
  gint64 crop[4]; /* 1/SCALE of the page as it is cut, from its upper left corner */
  gint64 start;   /* where the page begins */
} Ticket;

#define SCALE 1000000000.0

struct _MitPrintPlaced
{
  GPtrArray  *sources; /* GBytes */
  GArray     *opened;  /* qpdf_data */
  GHashTable *forms;   /* number of a picture → handle of the form in its place, 0 for one that stays */
  GHashTable *numbers; /* set: of the forms */
};

/**
 * mit_print_placed_pack:
 * @page: a PDF of one page, as the reader hands it out
 * @crop: the part that is shown; it may go beyond the cut by the bleed
 *
 * Returns: (transfer full): a JPEG for cairo, which mit_print_placed_unpack() turns into the page
 */
GBytes *
mit_print_placed_pack (GBytes *page, const MitPrintCrop *crop)
{
  static const guint8 pixel = 255;
  g_autoptr (GBytes) jpeg = mit_print_jpeg_encode (&pixel, 1, 1, 1, NULL);
  gsize         size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);
  GByteArray   *out = g_byte_array_new ();
  const guint8  head[] = { 0xff, 0xd8, 0xff, 0xef, 0, sizeof (Ticket) + 2 };
  Ticket        ticket = { .name = "MITPAGE" };

  ticket.crop[0] = (gint64) (crop->x * SCALE);
  ticket.crop[1] = (gint64) (crop->y * SCALE);
  ticket.crop[2] = (gint64) (crop->width * SCALE);
  ticket.crop[3] = (gint64) (crop->height * SCALE);
  ticket.start = (gint64) (sizeof head + sizeof ticket + size - 2);
  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, (const guint8 *) &ticket, sizeof ticket);
  g_byte_array_append (out, data + 2, (guint) (size - 2));
  g_byte_array_append (out, g_bytes_get_data (page, NULL), (guint) g_bytes_get_size (page));

  return g_byte_array_free_to_bytes (out);
}

/* Returns whether @stored is of mit_print_placed_pack(). */
static gboolean
read_ticket (GBytes *stored, Ticket *ticket)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (stored, &size);
  const gsize   head = 6;

  if (size < head + sizeof *ticket || memcmp (data, "\xff\xd8\xff\xef", 4) != 0)
    return FALSE;
  memcpy (ticket, data + head, sizeof *ticket);

  return memcmp (ticket->name, "MITPAGE", sizeof ticket->name) == 0 && ticket->start > 0 && (gsize) ticket->start < size;
}

/* From the page's own units to the unit square in which it stands upright: turned, then cut out. */
static void
find_matrix (const double trim[4], int turn, const double crop[4], double m[6])
{
  double w = trim[2] - trim[0], h = trim[3] - trim[1];
  double bottom = 1 - crop[1] - crop[3];
  double upright[6] = { 0 };

  switch (turn)
    {
    case 90:
      upright[1] = -1 / w;
      upright[2] = 1 / h;
      upright[4] = -trim[1] / h;
      upright[5] = 1 + trim[0] / w;
      break;

    case 180:
      upright[0] = -1 / w;
      upright[3] = -1 / h;
      upright[4] = 1 + trim[0] / w;
      upright[5] = 1 + trim[1] / h;
      break;

    case 270:
      upright[1] = 1 / w;
      upright[2] = -1 / h;
      upright[4] = 1 + trim[1] / h;
      upright[5] = -trim[0] / w;
      break;

    default:
      upright[0] = 1 / w;
      upright[3] = 1 / h;
      upright[4] = -trim[0] / w;
      upright[5] = -trim[1] / h;
      break;
    }

  for (int i = 0; i < 6; i += 2)
    {
      m[i] = (upright[i] - (i == 4 ? crop[0] : 0)) / crop[2];
      m[i + 1] = (upright[i + 1] - (i == 4 ? bottom : 0)) / crop[3];
    }
}

/* What of the page lies within the unit square, in its own units: the matrix has no skew, so its corners tell. */
static void
find_shown (const double m[6], double box[4])
{
  for (int i = 0; i < 2; i++)
    {
      double u = i - m[4], v = i - m[5];
      double x = m[0] != 0 ? u / m[0] : v / m[1], y = m[0] != 0 ? v / m[3] : u / m[2];

      box[0] = i == 0 ? x : MIN (box[0], x);
      box[1] = i == 0 ? y : MIN (box[1], y);
      box[2] = i == 0 ? x : MAX (box[2], x);
      box[3] = i == 0 ? y : MAX (box[3], y);
    }
}

static void
put_numbers (qpdf_data pdf, qpdf_oh dict, const char *key, const double *numbers, int n_numbers, int decimals)
{
  qpdf_oh array = qpdf_oh_new_array (pdf);

  for (int i = 0; i < n_numbers; i++)
    qpdf_oh_append_item (pdf, array, qpdf_oh_new_real_from_double (pdf, numbers[i], decimals));
  qpdf_oh_replace_key (pdf, dict, key, array);
}

/* A form starts with whatever colours and lines are set where it is painted; a page starts with these (ISO 32000-1, 8.4.1). */
#define FRESH "0 g 0 G 1 w 0 J 0 j 10 M [] 0 d 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts\n"

static GBytes *
start_afresh (GBytes *content)
{
  GString *fresh = g_string_new (FRESH);

  g_string_append_len (fresh, g_bytes_get_data (content, NULL), (gssize) g_bytes_get_size (content));

  return g_string_free_to_bytes (fresh);
}

/* In @source, from which it is copied then. Returns FALSE when the page is not one of the reader's. */
static gboolean
make_form (qpdf_data source, const Ticket *ticket, qpdf_oh *form)
{
  qpdf_oh page = qpdf_get_num_pages (source) == 1 ? qpdf_get_page_n (source, 0) : qpdf_oh_new_null (source);
  double  trim[4], crop[4], matrix[6], box[4];
  int     turn = 0;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GBytes) fresh = NULL;
  qpdf_oh dict;

  for (int i = 0; i < 4; i++)
    crop[i] = (double) ticket->crop[i] / SCALE;
  if (!mit_print_object_get_numbers (source, mit_print_object_get (source, page, "/TrimBox"), trim, 4) || trim[2] <= trim[0] || trim[3] <= trim[1] ||
      crop[2] <= 0 || crop[3] <= 0)
    return FALSE;
  content = mit_print_object_get_page_content (source, page);
  if (!content)
    return FALSE;

  qpdf_oh_get_value_as_int (source, mit_print_object_get (source, page, "/Rotate"), &turn);
  find_matrix (trim, (turn % 360 + 360) % 360, crop, matrix);
  find_shown (matrix, box);
  *form = qpdf_oh_new_stream (source);
  fresh = start_afresh (content);
  mit_print_object_put_data (source, *form, fresh, NULL);
  dict = mit_print_object_get_dict (source, *form);
  mit_print_object_put (source, dict, "/Type", "/XObject");
  mit_print_object_put (source, dict, "/Subtype", "/Form");
  put_numbers (source, dict, "/BBox", box, 4, 4);
  put_numbers (source, dict, "/Matrix", matrix, 6, 10);
  if (mit_print_object_has (source, page, "/Resources"))
    qpdf_oh_replace_key (source, dict, "/Resources", mit_print_object_get (source, page, "/Resources"));
  if (mit_print_object_has (source, page, "/Group"))
    qpdf_oh_replace_key (source, dict, "/Group", mit_print_object_get (source, page, "/Group"));

  return TRUE;
}

static gboolean
open_form (MitPrintPlaced *self, qpdf_data pdf, GBytes *stored, const Ticket *ticket, qpdf_oh *form, GError **error)
{
  g_autoptr (GBytes) page = g_bytes_new_from_bytes (stored, (gsize) ticket->start, g_bytes_get_size (stored) - (gsize) ticket->start);
  qpdf_data source = mit_print_object_open_bytes (page, error);
  qpdf_oh   foreign;

  if (!source)
    return FALSE;
  g_ptr_array_add (self->sources, g_bytes_ref (page));
  g_array_append_val (self->opened, source);
  if (make_form (source, ticket, &foreign))
    {
      *form = qpdf_oh_copy_foreign_object (pdf, source, foreign);
      return TRUE;
    }

  g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, _ ("A picture in the PDF is damaged. Place it on the page again."));

  return FALSE;
}

static gboolean
replace (MitPrintPlaced *self, qpdf_data pdf, qpdf_oh pictures, const char *key, GError **error)
{
  qpdf_oh  picture = mit_print_object_get (pdf, pictures, key), form;
  gpointer id = GINT_TO_POINTER (qpdf_oh_get_object_id (pdf, picture)), known;
  g_autoptr (GBytes) stored = NULL;
  Ticket ticket;

  if (g_hash_table_lookup_extended (self->forms, id, NULL, &known))
    {
      if (known)
        qpdf_oh_replace_key (pdf, pictures, key, (qpdf_oh) GPOINTER_TO_UINT (known));
      return TRUE;
    }
  if (!qpdf_oh_is_stream (pdf, picture) || !mit_print_object_is_name (pdf, mit_print_object_get (pdf, picture, "/Filter"), "/DCTDecode"))
    return TRUE;
  stored = mit_print_object_get_stored (pdf, picture);
  if (!stored || !read_ticket (stored, &ticket))
    {
      g_hash_table_insert (self->forms, id, NULL);
      return TRUE;
    }
  if (!open_form (self, pdf, stored, &ticket, &form, error))
    return FALSE;
  g_hash_table_insert (self->forms, id, GUINT_TO_POINTER (form));
  g_hash_table_add (self->numbers, GINT_TO_POINTER (qpdf_oh_get_object_id (pdf, form)));
  qpdf_oh_replace_key (pdf, pictures, key, form);

  return TRUE;
}

typedef struct
{
  MitPrintPlaced *placed;
  GError        **error;
} Look;

static gboolean
replace_in (qpdf_data pdf, qpdf_oh owner, gpointer data)
{
  Look   *look = data;
  qpdf_oh pictures = mit_print_object_get_path (pdf, owner, "/Resources", "/XObject", NULL);
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, pictures);

  for (guint i = 0; i < keys->len; i++)
    if (!replace (look->placed, pdf, pictures, g_ptr_array_index (keys, i), look->error))
      return FALSE;

  return TRUE;
}

/**
 * mit_print_placed_unpack:
 * @pdf: a document by cairo
 *
 * Put the pages in that were drawn as pictures of mit_print_placed_pack().
 *
 * Returns: (transfer full) (nullable): to be freed when @pdf was written and closed; %NULL with %MIT_PRINT_ERROR_INPUT
 */
MitPrintPlaced *
mit_print_placed_unpack (qpdf_data pdf, GError **error)
{
  g_autoptr (MitPrintPlaced) self = g_new0 (MitPrintPlaced, 1);
  Look look = { self, error };

  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->opened = g_array_new (FALSE, FALSE, sizeof (qpdf_data));
  self->forms = g_hash_table_new (NULL, NULL);
  self->numbers = g_hash_table_new (NULL, NULL);

  return mit_print_object_for_each (pdf, replace_in, &look) ? g_steal_pointer (&self) : NULL;
}

/** mit_print_placed_has: Whether @form is a page that was placed, and not of our own drawing. */
gboolean
mit_print_placed_has (MitPrintPlaced *self, qpdf_data pdf, qpdf_oh form)
{
  return g_hash_table_contains (self->numbers, GINT_TO_POINTER (qpdf_oh_get_object_id (pdf, form)));
}

void
mit_print_placed_free (MitPrintPlaced *self)
{
  for (guint i = 0; i < self->opened->len; i++)
    mit_print_object_close (&g_array_index (self->opened, qpdf_data, i));
  g_array_unref (self->opened);
  g_ptr_array_unref (self->sources);
  g_hash_table_unref (self->forms);
  g_hash_table_unref (self->numbers);
  g_free (self);
}

/**
 * mit_print_placed_resolve:
 * @pdf: by cairo, for a printer of the office's own
 *
 * Returns: (transfer full) (nullable): @pdf with the placed pages in it, itself when there are none
 */
GBytes *
mit_print_placed_resolve (GBytes *pdf, GError **error)
{
  qpdf_data document = mit_print_object_open_bytes (pdf, error);
  g_autoptr (MitPrintPlaced) placed = document ? mit_print_placed_unpack (document, error) : NULL;
  GBytes *resolved = NULL;

  if (placed && placed->opened->len == 0)
    resolved = g_bytes_ref (pdf);
  else if (placed)
    resolved = mit_print_object_to_bytes (document, error);
  mit_print_object_close (&document);

  return resolved;
}
